//! Requests to a discovered endpoint.

use http::uri::Uri;

use super::super::{Known, Options, SetupError};
use super::Attempts;

impl Attempts<'_> {
    /// The options of the discovery call: it gets the remaining operation timeout.
    pub(crate) fn options_within(&self) -> Options {
        let mut within = self.options.clone();
        within.operation_timeout = self.left();
        within
    }

    /// Sends the next attempt to a discovered endpoint.
    pub(crate) fn send_to(&mut self, known: &Known) -> Result<(), SetupError> {
        let endpoint = &known.endpoint;
        let mut parts = self.request.uri().clone().into_parts();
        parts.scheme = Some(endpoint.scheme.clone());
        parts.authority = Some(endpoint.authority.clone());
        let unusable =
            |error| SetupError::new(format!("the endpoint {endpoint} cannot be used")).with_source(error);
        *self.request.uri_mut() = Uri::from_parts(parts).map_err(unusable)?;
        self.discovered = Some(known.number);
        Ok(())
    }
}
