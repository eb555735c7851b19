//! The destination of requests.

use std::fmt;
use std::str::FromStr;

use http::uri::{Authority, Scheme, Uri};

/// The endpoint of a service: scheme, host, port and, rarely, a path prefix of all requests.
///
/// ```
/// use farrier_runtime::Endpoint;
///
/// let endpoint: Endpoint = "http://localhost:8080".parse()?;
/// assert_eq!(endpoint.to_string(), "http://localhost:8080");
/// assert!("localhost:8080".parse::<Endpoint>().is_err());
/// # Ok::<(), farrier_runtime::InvalidEndpoint>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    pub(crate) scheme: Scheme,
    pub(crate) authority: Authority,
    /// Without a trailing slash.
    pub(crate) path: String,
    /// Whether operations add their prefix to the host name.
    pub(crate) host_prefix: bool,
}

impl Endpoint {
    /// Parses an absolute URI such as `https://example.com`.
    ///
    /// # Errors
    ///
    /// The text is not a URI with `http` or `https` and a host, or it has user information, a query string or a fragment.
    pub fn parse(text: &str) -> Result<Self, InvalidEndpoint> {
        if text.contains('#') {
            return Err(InvalidEndpoint("has a fragment"));
        }
        let uri: Uri = text.parse().map_err(|_| InvalidEndpoint("is not a URI"))?;
        if uri.query().is_some() {
            return Err(InvalidEndpoint("has a query string"));
        }
        let path = uri.path().trim_end_matches('/').to_owned();
        let parts = uri.into_parts();
        let scheme = parts.scheme.ok_or(InvalidEndpoint("has no scheme; write https:// before the host"))?;
        if scheme != Scheme::HTTPS && scheme != Scheme::HTTP {
            return Err(InvalidEndpoint("is neither http nor https"));
        }
        let authority = parts.authority.ok_or(InvalidEndpoint("has no host"))?;
        if authority.as_str().contains('@') {
            return Err(InvalidEndpoint("has user information"));
        }
        if authority.host().is_empty() {
            return Err(InvalidEndpoint("has no host"));
        }
        let port =
            authority.as_str().rsplit_once(':').map(|(_, port)| port).filter(|port| !port.ends_with(']'));
        if port.map_or(false, |port| !port.is_empty()) && authority.port_u16().is_none() {
            return Err(InvalidEndpoint("has no valid port"));
        }
        Ok(Self { scheme, authority, path, host_prefix: true })
    }

    /// Sets whether operations with a host prefix, such as `data.`, add it. They do by default; turn it
    /// off for a server with a single name for all operations.
    #[must_use]
    pub fn with_host_prefix(mut self, yes: bool) -> Self {
        self.host_prefix = yes;
        self
    }
}

impl FromStr for Endpoint {
    type Err = InvalidEndpoint;

    fn from_str(text: &str) -> Result<Self, InvalidEndpoint> {
        Self::parse(text)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.path)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({self})")
    }
}

/// The error for text that is not an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidEndpoint(&'static str);

impl fmt::Display for InvalidEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the endpoint {}", self.0)
    }
}

impl std::error::Error for InvalidEndpoint {}
