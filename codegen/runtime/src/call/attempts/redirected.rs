//! Requests to an endpoint that was discovered.

use http::uri::Uri;

use super::super::super::Endpoint;
use super::super::SetupError;
use super::Attempts;

impl Attempts<'_> {
    /// Has the next attempt go to another endpoint.
    pub(crate) fn send_to(&mut self, endpoint: &Endpoint) -> Result<(), SetupError> {
        let mut parts = self.request.uri().clone().into_parts();
        parts.scheme = Some(endpoint.scheme.clone());
        parts.authority = Some(endpoint.authority.clone());
        let unusable = |error| SetupError::new(format!("the endpoint {endpoint} cannot be used")).with_source(error);
        *self.request.uri_mut() = Uri::from_parts(parts).map_err(unusable)?;
        Ok(())
    }
}
