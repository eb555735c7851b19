//! The endpoint of a service whose model has no rules: a setting of clients.

use super::{ResolveError, Resolved};

/// The endpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Params {
    /// The endpoint, such as `http://localhost:8080`. Required.
    pub endpoint: Option<String>,
}

impl Params {
    /// Creates parameters without an endpoint.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
    /// Sets [`endpoint`](Self::endpoint): the endpoint, such as `http://localhost:8080`.
    #[must_use]
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }
}

impl crate::EndpointParams for Params {
    const HAS_RULES: bool = false;
    const REGIONAL: bool = false;
    fn with_settings(mut self, _: Option<&str>, _: bool, _: bool, endpoint: Option<&str>) -> Self {
        if let Some(endpoint) = endpoint {
            self.endpoint = Some(endpoint.to_owned());
        }
        self
    }
    fn resolve(&self) -> Result<Resolved, ResolveError> {
        resolve(self)
    }
}

/// Returns the endpoint of the parameters.
///
/// # Errors
///
/// The endpoint is missing or invalid.
pub fn resolve(params: &Params) -> Result<Resolved, ResolveError> {
    let Some(endpoint) = params.endpoint.as_deref() else {
        return Err(ResolveError::missing("endpoint"));
    };
    Resolved::at(endpoint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_endpoint_is_that_of_the_parameters() {
        let resolved =
            resolve(&Params::new().endpoint("https://example.com/base")).expect("a valid endpoint");
        assert_eq!(resolved.endpoint.to_string(), "https://example.com/base");
    }

    #[test]
    fn a_missing_and_an_invalid_endpoint_are_errors() {
        assert!(resolve(&Params::new()).is_err());
        assert!(resolve(&Params::new().endpoint("not an endpoint")).is_err());
    }
}
