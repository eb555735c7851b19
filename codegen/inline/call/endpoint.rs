//! Which address a client calls.

use std::net::IpAddr;

use super::super::endpoint::Endpoint;
use super::SetupError;

/// What a client is told of the address.
#[derive(Clone, Debug, Default)]
pub(crate) struct Address {
    pub(crate) region: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) fips: bool,
    pub(crate) dual_stack: bool,
    pub(crate) allow_http: bool,
}

impl Address {
    /// The endpoint that the rules of the service give.
    pub(crate) fn resolve(&self) -> Result<Endpoint, SetupError> {
        let Some(url) = &self.url else {
            return Err(SetupError::new("there is no region; set one by `Client::builder().region(..)`"));
        };
        let endpoint = Endpoint::parse(url).map_err(|error| SetupError::new(error.to_string()))?;
        self.check(&endpoint)?;
        Ok(endpoint)
    }

    /// Refuses to send tokens in the clear to another machine.
    fn check(&self, endpoint: &Endpoint) -> Result<(), SetupError> {
        let secure = endpoint.scheme == http::uri::Scheme::HTTPS;
        if secure || self.allow_http || is_loopback(endpoint.authority.host()) {
            return Ok(());
        }
        Err(SetupError::new(
            "an endpoint with http:// is refused, since everybody on the way could read the tokens; \
             use https://, or allow it by `allow_http(true)`",
        ))
    }
}

/// Whether a host is this machine, by its name alone: nothing is looked up.
pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    match address.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}
