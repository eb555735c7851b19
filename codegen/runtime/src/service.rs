//! Properties of a service that all its operations share.

use std::fmt::Debug;

use crate::endpoint_rules::{ResolveError, Resolved};

/// A service: its name, and its endpoint parameters. A generated crate has one type that implements it.
pub trait Service: Copy + Debug + Send + Sync + 'static {
    /// The parameters of the endpoint rules.
    type Params: EndpointParams;

    /// The name of the crate.
    const CRATE: &'static str;

    /// The version of the crate.
    const VERSION: &'static str;

    /// The id of the service in settings that several services share, such as `Connect Participant`.
    const SDK_ID: &'static str;

    /// Returns advice for an error, if the model's overlay has any.
    fn hint(operation: &str, status: u16, code: Option<&str>) -> Option<&'static str> {
        let _ = (operation, status, code);
        None
    }
}

/// Parameters of endpoint rules, and the rules themselves.
pub trait EndpointParams: Clone + Debug + Default + Send + Sync + 'static {
    /// Whether the endpoint depends on a region.
    const REGIONAL: bool;

    /// Adds the settings that clients of all services have, if the rules have a parameter for them.
    #[must_use]
    fn with_settings(
        self,
        region: Option<&str>,
        use_fips: bool,
        use_dual_stack: bool,
        endpoint: Option<&str>,
    ) -> Self;

    /// Returns the endpoint of the rules.
    ///
    /// # Errors
    ///
    /// The rules reject the parameters, or a parameter is missing.
    fn resolve(&self) -> Result<Resolved, ResolveError>;
}
