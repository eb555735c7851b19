//! A proxy server: its address and its credentials, from a URL.

use std::fmt;

use base64::engine::general_purpose::STANDARD;
use base64::Engine as _;
use http::uri::Authority;
use http::HeaderValue;
use percent_encoding::percent_decode_str;

/// A proxy server.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ProxyServer {
    /// Whether the connection to the proxy itself is over TLS.
    pub(crate) tls: bool,
    /// A name in lower case, or an IP address without brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
    /// The value of `Proxy-Authorization`.
    pub(crate) authorization: Option<HeaderValue>,
}

/// The reason why a URL is invalid. It contains no part of the URL except the scheme.
pub(super) type Problem = String;

impl ProxyServer {
    /// Parses a URL.
    pub(super) fn parse(url: &str) -> Result<Self, Problem> {
        let (scheme, rest) = url.trim().split_once("://").unwrap_or(("http", url.trim()));
        let tls = match scheme.to_ascii_lowercase().as_str() {
            "http" => false,
            "https" => true,
            other if other.chars().all(|c| c.is_ascii_alphanumeric()) => {
                return Err(format!(
                    "the scheme {other}:// is not supported; use a proxy with http:// or https://"
                ));
            }
            _ => return Err("the URL does not begin with http:// or https://".to_owned()),
        };
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if path.contains('@') {
            return Err("special characters of the user name and the password, such as / and #, must be \
                        percent-encoded"
                .to_owned());
        }
        let (user, address) = match authority.rsplit_once('@') {
            Some((user, address)) => (Some(user), address),
            None => (None, authority),
        };
        let invalid = || "the URL has no valid host and port; write http://host:port".to_owned();
        let address: Authority = address.parse().map_err(|_| invalid())?;
        let host = address.host().trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
        let port = match address.as_str().strip_prefix(address.host()) {
            Some("") => {
                if tls {
                    443
                } else {
                    80
                }
            }
            _ => address.port_u16().ok_or_else(invalid)?,
        };
        if host.is_empty() {
            return Err(invalid());
        }
        Ok(Self { tls, host, port, authorization: user.map(decoded) })
    }

    /// Returns the server with other credentials.
    pub(super) fn with_authorization(&self, authorization: HeaderValue) -> Self {
        Self { authorization: Some(authorization), ..self.clone() }
    }

    /// Returns the host as in URLs.
    fn bracketed(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]", self.host)
        } else {
            self.host.clone()
        }
    }

    /// Returns the address of the proxy, for the DNS lookup.
    #[cfg(feature = "blocking")]
    pub(crate) fn uri(&self) -> Option<http::Uri> {
        self.to_string().parse().ok()
    }
}

/// Decodes the credentials of a URL.
fn decoded(user: &str) -> HeaderValue {
    let (user, password) = user.split_once(':').unwrap_or((user, ""));
    let bytes = |text: &str| percent_decode_str(text).collect::<Vec<u8>>();
    basic(&bytes(user), &bytes(password))
}

/// Returns the value of `Proxy-Authorization` (RFC 7617).
pub(super) fn basic(user: &[u8], password: &[u8]) -> HeaderValue {
    let text = format!("Basic {}", STANDARD.encode([user, b":", password].concat()));
    let mut value = HeaderValue::try_from(text).expect("base64 is valid in a header");
    value.set_sensitive(true);
    value
}

/// The address, without credentials.
impl fmt::Display for ProxyServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.tls { "https" } else { "http" };
        write!(f, "{scheme}://{}:{}", self.bracketed(), self.port)
    }
}

impl fmt::Debug for ProxyServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        f.write_str(if self.authorization.is_some() { " (with credentials)" } else { "" })
    }
}
