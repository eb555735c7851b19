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

    /// Whether the settings of AWS's tools are for this service: the variables `AWS_*` and the shared config file.
    const AWS: bool;

    /// Returns advice for an error, if the model's overlay has any.
    fn hint(operation: &str, status: u16, code: Option<&str>) -> Option<&'static str> {
        let _ = (operation, status, code);
        None
    }
}

/// A service with a region: its endpoint or its signatures depend on it.
pub trait TakesRegion: Service {}

/// A service whose endpoint rules know endpoints that are validated for FIPS 140.
pub trait TakesFips: Service {}

/// A service whose endpoint rules know endpoints that also have IPv6 addresses.
pub trait TakesDualStack: Service {}

/// A service with operations whose bodies can have checksums.
pub trait TakesChecksums: Service {}

/// Parameters of endpoint rules, and the rules themselves.
pub trait EndpointParams: Clone + Debug + Default + Send + Sync + 'static {
    /// Whether the model has rules for the endpoint. Without them, every client needs an endpoint.
    const HAS_RULES: bool = true;

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
