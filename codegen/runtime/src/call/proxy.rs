//! The proxy of a request, from URLs and from the variables that curl reads. It opens no connection.

mod bypass;
mod server;
#[cfg(test)]
mod tests;
mod tunnel;

use std::fmt;
use std::sync::Arc;

use http::uri::{Scheme, Uri};

use self::bypass::Bypass;
use super::SetupError;

pub(crate) use self::server::ProxyServer;
pub(crate) use self::tunnel::{connect_request, is_open, refused_forward, MAX_HEAD};

/// The HTTP proxies of a transport, and the hosts that bypass them.
///
/// Requests to `https://` addresses go through a tunnel (`CONNECT`), so the proxy sees only the host. Requests to `http://`
/// addresses are forwarded, so the proxy sees all of them. The address of the proxy itself has `http://` or `https://`; SOCKS is
/// not supported.
///
/// A transport uses no proxy by default; only [`from_env`](Self::from_env) reads the environment. As with curl, a proxy is also
/// used for `localhost`, unless [`no_proxy`](Self::no_proxy) lists it.
///
/// User names and passwords are sent to the proxy, and never shown.
///
/// ```
/// # fn main() -> Result<(), farrier_runtime::call::SetupError> {
/// use farrier_runtime::call::Proxy;
///
/// let proxy = Proxy::new("http://user:password@proxy.example.com:3128")?.no_proxy("localhost, .internal, 10.0.0.0/8");
/// assert_eq!(format!("{proxy:?}").find("password"), None);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Proxy {
    http: Option<Arc<ProxyServer>>,
    https: Option<Arc<ProxyServer>>,
    bypass: Bypass,
}

impl Proxy {
    /// Creates a proxy for all addresses, such as `http://proxy.example.com:3128`.
    ///
    /// The default scheme is `http://`, the default port that of the scheme, 80 or 443. A user name and a password before the host
    /// must be percent-encoded.
    ///
    /// # Errors
    ///
    /// The URL cannot be read, or its scheme is neither `http` nor `https`.
    pub fn new(url: impl AsRef<str>) -> Result<Self, SetupError> {
        let server = Some(server("the proxy", url.as_ref())?);
        Ok(Self { http: server.clone(), https: server, bypass: Bypass::default() })
    }

    /// Uses no proxy. [`http`](Self::http) and [`https`](Self::https) can add some.
    pub fn none() -> Self {
        Self::default()
    }

    /// Sets the proxy for `http://` addresses.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
    pub fn http(mut self, url: impl AsRef<str>) -> Result<Self, SetupError> {
        self.http = Some(server("the proxy", url.as_ref())?);
        Ok(self)
    }

    /// Sets the proxy for `https://` addresses.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
    pub fn https(mut self, url: impl AsRef<str>) -> Result<Self, SetupError> {
        self.https = Some(server("the proxy", url.as_ref())?);
        Ok(self)
    }

    /// Adds hosts that bypass the proxy, separated by commas or spaces, in the format of the variable `NO_PROXY`:
    ///
    /// - `example.com` or `.example.com`: the host and its subdomains, such as `www.example.com`
    /// - `192.0.2.7`, `2001:db8::1` or `10.0.0.0/8`: IP addresses and networks. They match addresses in URLs; names are not
    ///   looked up
    /// - any of these with a port, such as `example.com:8443` or `[::1]:8443`: only that port
    /// - `*`: all hosts
    #[must_use]
    pub fn no_proxy(mut self, hosts: impl AsRef<str>) -> Self {
        self.bypass.add(hosts.as_ref());
        self
    }

    /// Sets the user name and the password of the proxies set so far.
    #[must_use]
    pub fn basic_auth(mut self, user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        for server in [&mut self.http, &mut self.https].into_iter().flatten() {
            let authorization = server::basic(user.as_ref().as_bytes(), password.as_ref().as_bytes());
            *server = Arc::new(server.with_authorization(authorization));
        }
        self
    }

    /// Reads the proxies from the environment of the process.
    ///
    /// `HTTPS_PROXY` and `HTTP_PROXY` are for addresses with that scheme, `ALL_PROXY` is their default, and `NO_PROXY` lists the
    /// hosts that bypass the proxies (see [`no_proxy`](Self::no_proxy)). Names in lower case take precedence. An empty variable
    /// counts as missing; a host that is not Unicode is an error. `HTTP_PROXY` in upper case is ignored in a CGI program, where it is
    /// a header of the incoming request.
    ///
    /// # Errors
    ///
    /// The value of a variable is not the URL of a proxy: see [`new`](Self::new). The error names the variable.
    pub fn from_env() -> Result<Self, SetupError> {
        // Without the proxy of an invalid variable, requests would go directly to the service.
        Self::from_variables(|name| Some(std::env::var_os(name)?.to_string_lossy().into_owned()))
    }

    /// Reads the proxies from other variables: [`from_env`](Self::from_env) for tests.
    ///
    /// ```
    /// # fn main() -> Result<(), farrier_runtime::call::SetupError> {
    /// use farrier_runtime::call::Proxy;
    ///
    /// let proxy = Proxy::from_variables(|name| (name == "HTTPS_PROXY").then(|| "proxy.example.com:3128".to_owned()))?;
    /// # let _ = proxy;
    /// let error = Proxy::from_variables(|name| (name == "ALL_PROXY").then(|| "socks5://localhost".to_owned())).unwrap_err();
    /// assert!(error.to_string().contains("socks5"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`from_env`](Self::from_env).
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, SetupError> {
        let find = |names: &[&'static str]| {
            names.iter().find_map(|name| {
                let value = variable(name).filter(|value| !value.trim().is_empty())?;
                Some((*name, value))
            })
        };
        let read = |names: &[&'static str]| {
            find(names)
                .or_else(|| find(&["all_proxy", "ALL_PROXY"]))
                .map(|(name, url)| server(name, &url))
                .transpose()
        };
        // A CGI program receives the header `Proxy` of a request in this variable.
        let is_cgi = variable("REQUEST_METHOD").is_some();
        let mut bypass = Bypass::default();
        if let Some((_, hosts)) = find(&["no_proxy", "NO_PROXY"]) {
            bypass.add(&hosts);
        }
        Ok(Self {
            http: read(if is_cgi { &["http_proxy"] } else { &["http_proxy", "HTTP_PROXY"] })?,
            https: read(&["https_proxy", "HTTPS_PROXY"])?,
            bypass,
        })
    }

    /// Returns the proxy for an address, if any.
    pub(crate) fn server_for(&self, uri: &Uri) -> Option<&Arc<ProxyServer>> {
        let (server, usual_port) = match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS => (self.https.as_ref()?, 443),
            Some(scheme) if *scheme == Scheme::HTTP => (self.http.as_ref()?, 80),
            _ => return None,
        };
        let is_bypassed = self.bypass.has(uri.host()?, uri.port_u16().unwrap_or(usual_port));
        (!is_bypassed).then_some(server)
    }
}

/// Parses the URL of a proxy; `place` is its origin, for the error.
fn server(place: &str, url: &str) -> Result<Arc<ProxyServer>, SetupError> {
    // An invalid URL may contain a password anywhere, so the error does not show it.
    ProxyServer::parse(url)
        .map(Arc::new)
        .map_err(|problem| SetupError::new(format!("{place} cannot be used: {problem}")))
}

/// The addresses of the proxies, without credentials.
impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxy")
            .field("http", &self.http)
            .field("https", &self.https)
            .field("no_proxy", &self.bypass)
            .finish()
    }
}
