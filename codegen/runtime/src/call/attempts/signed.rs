//! What the endpoint of a call says about signatures.

use super::super::super::endpoint_rules::EndpointAuthScheme;
use super::{Attempts, Offset};

impl Attempts<'_> {
    /// Ways to sign that the rules of the endpoint name; none, if they leave it to the operation.
    pub(crate) fn auth_schemes(&self) -> &[EndpointAuthScheme] {
        let schemes = self.request.extensions().get::<Vec<EndpointAuthScheme>>();
        schemes.map_or(&[], Vec::as_slice)
    }

    /// Notes with which time the attempt is signed, if it is.
    pub(crate) fn signed_with(&mut self, offset: Option<Offset>) {
        self.signed = offset;
    }
}
