//! Signing properties of the endpoint of a call.

use super::super::super::endpoint_rules::EndpointAuthScheme;
use super::{Attempts, Offset};

impl Attempts<'_> {
    /// The authentication schemes of the endpoint rules; empty if the operation determines them.
    pub(crate) fn auth_schemes(&self) -> &[EndpointAuthScheme] {
        match &self.auth_schemes {
            Some(own) => own,
            None => self.place().map_or(&[], |place| &place.usual().auth_schemes),
        }
    }

    /// Records the time offset with which the attempt is signed.
    pub(crate) fn signed_with(&mut self, offset: Option<Offset>) {
        self.signed = offset;
    }
}
