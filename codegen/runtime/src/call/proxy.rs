//! Which proxy a request goes through, from URLs and from the variables that curl reads. No connection is made here.

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

/// The HTTP proxies that a transport uses, and the hosts that it reaches without one.
///
/// Requests to `https://` addresses go through a tunnel (`CONNECT`), in which the proxy sees the host and nothing else. Requests to
/// `http://` addresses are forwarded by the proxy, which sees all of them. The proxy itself is reached by `http://` or `https://`;
/// SOCKS is not supported.
///
/// A transport has no proxy unless it is given one: the environment is read on request, by [`from_env`](Self::from_env). As with
/// curl, a proxy is used for `localhost` also, unless [`no_proxy`](Self::no_proxy) names it.
///
/// User names and passwords are sent to the proxy, and shown nowhere.
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
    /// One proxy for all addresses, such as `http://proxy.example.com:3128`.
    ///
    /// Without a scheme, `http://` is meant; without a port, 80 or 443 by the scheme. A user name and a password may stand before
    /// the host, percent-encoded.
    ///
    /// # Errors
    ///
    /// The URL cannot be read, or its scheme is neither `http` nor `https`.
    pub fn new(url: impl AsRef<str>) -> Result<Self, SetupError> {
        let server = Some(server("the proxy", url.as_ref())?);
        Ok(Self { http: server.clone(), https: server, bypass: Bypass::default() })
    }

    /// No proxy, to which [`http`](Self::http) and [`https`](Self::https) can be added.
    pub fn none() -> Self {
        Self::default()
    }

    /// Sets the proxy for addresses that begin with `http://`.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
    pub fn http(mut self, url: impl AsRef<str>) -> Result<Self, SetupError> {
        self.http = Some(server("the proxy", url.as_ref())?);
        Ok(self)
    }

    /// Sets the proxy for addresses that begin with `https://`.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
    pub fn https(mut self, url: impl AsRef<str>) -> Result<Self, SetupError> {
        self.https = Some(server("the proxy", url.as_ref())?);
        Ok(self)
    }

    /// Adds hosts that are reached without the proxy, separated by commas or spaces, in the form of the variable `NO_PROXY`:
    ///
    /// - `example.com` or `.example.com`: that host and all below it, such as `www.example.com`
    /// - `192.0.2.7`, `2001:db8::1` or `10.0.0.0/8`: IP addresses and networks. They are compared with addresses in URLs; no name
    ///   is looked up
    /// - any of these with a port, such as `example.com:8443` or `[::1]:8443`: that port only
    /// - `*`: all hosts
    #[must_use]
    pub fn no_proxy(mut self, hosts: impl AsRef<str>) -> Self {
        self.bypass.add(hosts.as_ref());
        self
    }

    /// Sets the user name and the password for the proxies that were set before.
    #[must_use]
    pub fn basic_auth(mut self, user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        for server in [&mut self.http, &mut self.https].into_iter().flatten() {
            let authorization = server::basic(user.as_ref().as_bytes(), password.as_ref().as_bytes());
            *server = Arc::new(server.with_authorization(authorization));
        }
        self
    }

    /// The proxies that the environment of the process names, as of now.
    ///
    /// `HTTPS_PROXY` and `HTTP_PROXY` hold for addresses with that scheme, `ALL_PROXY` where these are not set; `NO_PROXY` has the
    /// hosts that need none (see [`no_proxy`](Self::no_proxy)). All may be in lower case, which goes first. An empty variable counts as not
    /// set. `HTTP_PROXY` in upper case is ignored in a CGI program, where it is a header of the request that the program
    /// answers.
    ///
    /// # Errors
    ///
    /// A variable cannot be read as the URL of a proxy: see [`new`](Self::new). The error names the variable.
    pub fn from_env() -> Result<Self, SetupError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// The proxies that variables name: [`from_env`](Self::from_env) with another environment, such as one of a test.
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
        // A header `Proxy` of a request is this variable to a CGI program.
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

    /// The proxy for an address; none if it is reached without one.
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

/// A proxy by its URL, and the place where the URL stands.
fn server(place: &str, url: &str) -> Result<Arc<ProxyServer>, SetupError> {
    // The URL may have a password in it, at a place that only the user knows.
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
