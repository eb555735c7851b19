//! The transport over ureq: HTTP/1.1 with rustls and kept connections, in the thread of the caller.

mod body;
mod connect;
mod connection;
mod errors;
mod permits;
mod socket;
mod wire;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::header::{HeaderValue, CONTENT_LENGTH, PROXY_AUTHORIZATION, TRANSFER_ENCODING};
use http::uri::Scheme;
use http::{Method, Request, Response, StatusCode, Uri};
use ureq::{Agent, SendBody};

pub use self::connection::{Connection, Connector};
use self::permits::Permits;
use super::super::call::{
    refused_forward, tls_config, Certificates, Proxy, SetupError, TimeoutKind, TransportError,
    TransportErrorKind,
};
use super::{Body, Limits, Transport};

/// A year: ureq adds timeouts to the current time, and panics on overflow.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The longest wait for `100 Continue`: a service may ignore the header (RFC 9110, 10.1.1). It must be shorter than the timeout of
/// the request, which would otherwise expire first.
const CONTINUE: Duration = Duration::from_secs(1);

/// The default transport: [ureq](https://docs.rs/ureq) with rustls and ring.
///
/// It speaks HTTP/1.1, over TLS for `https://` addresses, and reuses connections. It does not follow redirects, keep cookies,
/// request compression or resend requests, and it uses only the proxies that are set. Clones share their connections.
///
/// Each DNS lookup, of the host or of the proxy, runs in a separate thread, which may outlive the timeout. The connect timeout
/// applies twice: to the lookup, and to the connection with proxy and TLS. A timeout does not interrupt a slow reader that
/// provides the body of a request.
///
/// ```
/// # fn main() -> Result<(), farrier_runtime::call::SetupError> {
/// use farrier_runtime::blocking::UreqTransport;
///
/// let transport = UreqTransport::builder().max_idle_connections(2).build()?;
/// # let _ = transport;
/// # Ok(())
/// # }
/// ```
///
/// At the level `trace`, ureq logs what it sends with the crate `log`, including tokens and bodies: keep `ureq` and `ureq_proto`
/// below that level.
#[derive(Clone)]
pub struct UreqTransport {
    agent: Agent,
    names: connect::Names,
    sockets: connect::Sockets,
    proxy: Proxy,
    permits: Arc<Permits>,
    connect_timeout: Option<Duration>,
    connections: usize,
}

/// A builder of a [`UreqTransport`].
#[derive(Clone)]
pub struct UreqTransportBuilder {
    connect_timeout: Option<Duration>,
    idle_timeout: Duration,
    idle_connections: usize,
    connections: usize,
    proxy: Proxy,
    roots: Certificates,
    unverified: bool,
}

impl UreqTransport {
    /// Returns a builder with the default settings.
    pub fn builder() -> UreqTransportBuilder {
        UreqTransportBuilder {
            connect_timeout: Some(Duration::from_secs(3)),
            idle_timeout: Duration::from_secs(30),
            idle_connections: 32,
            connections: 100,
            proxy: Proxy::none(),
            roots: Certificates::default(),
            unverified: false,
        }
    }
}

impl UreqTransportBuilder {
    /// Sets the connect timeout for requests without their own. The default is 3 seconds; with `None`, only the timeout of the
    /// attempt applies.
    #[must_use]
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = limit.into();
        self
    }

    /// Sets how long an idle connection is kept. The default is 30 seconds.
    ///
    /// No thread watches the connections: an expired one is closed when the transport is next used, or dropped.
    #[must_use]
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.idle_timeout = limit;
        self
    }

    /// Sets the maximum number of idle connections, for all hosts together. The default is 32; with 0, no connection is reused.
    #[must_use]
    pub fn max_idle_connections(mut self, most: usize) -> Self {
        self.idle_connections = most;
        self
    }

    /// Sets the maximum number of connections in use, for all hosts together. The default is 100; 0 means 1.
    ///
    /// Further requests wait for a connection, which counts against the timeout of their attempt. A response that is streamed
    /// uses its connection until its end.
    #[must_use]
    pub fn max_connections(mut self, most: usize) -> Self {
        self.connections = most;
        self
    }

    /// Sets the proxies. The default is [`Proxy::none`]: only [`Proxy::from_env`] reads the environment.
    #[must_use]
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.proxy = proxy;
        self
    }

    /// Trusts the certificates of a PEM file, instead of Mozilla's roots. Further calls add certificates.
    #[must_use]
    pub fn root_certificates_pem(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.roots.add_pem(pem.as_ref());
        self
    }

    /// Trusts one certificate in DER, instead of Mozilla's roots. Further calls add certificates.
    #[must_use]
    pub fn root_certificate_der(mut self, der: impl AsRef<[u8]>) -> Self {
        self.roots.add_der(der.as_ref());
        self
    }

    /// Accepts any certificate of any host, so anyone on the network path can read and change everything, including tokens. It is
    /// for tests against your own server; [`root_certificates_pem`](Self::root_certificates_pem) is the safe way.
    #[must_use]
    pub fn danger_accept_invalid_certificates(mut self, accept: bool) -> Self {
        self.unverified = accept;
        self
    }

    /// Builds the transport. This does no I/O.
    ///
    /// # Errors
    ///
    /// A root certificate cannot be read.
    pub fn build(self) -> Result<UreqTransport, SetupError> {
        let tls = tls_config(self.roots.read()?, self.unverified)?;
        let config = Agent::config_builder()
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent("")
            .accept("")
            .accept_encoding("")
            .max_idle_age(self.idle_timeout.min(LONGEST))
            .max_idle_connections(self.idle_connections)
            .max_idle_connections_per_host(self.idle_connections)
            .allow_non_standard_methods(true)
            .build();
        let names = connect::Names::new(self.proxy.clone());
        let sockets = connect::Sockets::new(self.proxy.clone(), tls);
        Ok(UreqTransport {
            agent: Agent::with_parts(config, sockets.clone(), names.clone()),
            names,
            sockets,
            proxy: self.proxy,
            permits: Permits::new(self.connections),
            connect_timeout: self.connect_timeout,
            connections: self.connections,
        })
    }
}

impl Transport for UreqTransport {
    fn send(&self, request: Request<Body>, limits: Limits) -> Result<Response<Body>, TransportError> {
        let (mut parts, body) = request.into_parts();
        parts.uri = without_user(parts.uri);
        let proxy = self.proxy.server_for(&parts.uri).cloned();
        let forwarder = proxy.clone().filter(|_| parts.uri.scheme() == Some(&Scheme::HTTP));
        if let Some(value) = forwarder.as_ref().and_then(|proxy| proxy.authorization.clone()) {
            parts.headers.insert(PROXY_AUTHORIZATION, value);
        }
        let length = body.as_bytes().map(<[u8]>::len);
        if let Some(length) = length {
            // Without it, ureq sends chunks, even for an empty body if the method has a body.
            let expected = matches!(parts.method, Method::POST | Method::PUT | Method::PATCH);
            if (length > 0 || expected) && !parts.headers.contains_key(TRANSFER_ENCODING) {
                parts.headers.entry(CONTENT_LENGTH).or_insert_with(|| HeaderValue::from(length));
            }
        }
        let longest = |limit: Option<Duration>| limit.map(|limit| limit.min(LONGEST));
        let begun = Instant::now();
        let permit = self.permits.take(longest(limits.attempt)).ok_or_else(|| {
            TransportError::new(TransportErrorKind::Timeout(TimeoutKind::Attempt))
                .with_source("all connections are in use; see `max_connections`")
                .not_sent()
        })?;
        let attempt = longest(limits.attempt).map(|limit| limit.saturating_sub(begun.elapsed()));
        let progress = errors::Progress { has_body: length != Some(0), proxy, ..errors::Progress::default() };
        let begun = progress.begun.clone();
        let body = if progress.has_body {
            SendBody::from_owned_reader(body::Watched::new(body, declared(&parts.headers), begun))
        } else {
            SendBody::none()
        };
        let connect = longest(limits.connect.or(self.connect_timeout));
        let request = self
            .agent
            .configure_request(Request::from_parts(parts, body))
            .timeout_per_read(longest(limits.stall))
            .timeout_resolve(connect)
            .timeout_connect(connect)
            .timeout_global(attempt)
            .timeout_await_100(Some(attempt.map_or(CONTINUE, |attempt| CONTINUE.min(attempt / 2))))
            .build();
        let response = self.agent.run(request).map_err(|error| progress.before_response(error))?;
        if let Some(proxy) =
            forwarder.filter(|_| response.status() == StatusCode::PROXY_AUTHENTICATION_REQUIRED)
        {
            return Err(refused_forward(&proxy));
        }
        let (parts, body) = response.into_parts();
        let reader = body.into_with_config().limit(u64::MAX).reader();
        Ok(Response::from_parts(parts, Body::wrap(body::ResponseBody::new(reader, permit))))
    }

    fn connector(&self) -> Option<Connector> {
        let timeout = self.connect_timeout.map(|limit| limit.min(LONGEST));
        Some(Connector::new(self.names.clone(), self.sockets.clone(), timeout))
    }
}

/// Returns the address without user information, which ureq would convert to a header.
fn without_user(uri: Uri) -> Uri {
    let host = uri.authority().and_then(|authority| authority.as_str().rsplit_once('@')?.1.parse().ok());
    if host.is_none() {
        return uri;
    }
    let mut parts = uri.clone().into_parts();
    parts.authority = host;
    Uri::from_parts(parts).unwrap_or(uri)
}

/// Returns the length of the body according to the headers.
fn declared(headers: &http::HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

impl fmt::Debug for UreqTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let config = self.agent.config();
        f.debug_struct("UreqTransport")
            .field("connect_timeout", &self.connect_timeout)
            .field("proxy", &self.proxy)
            .field("idle_timeout", &config.max_idle_age())
            .field("max_idle_connections", &config.max_idle_connections())
            .field("max_connections", &self.connections)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for UreqTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UreqTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("max_idle_connections", &self.idle_connections)
            .field("max_connections", &self.connections)
            .field("proxy", &self.proxy)
            .field("danger_accept_invalid_certificates", &self.unverified)
            .finish_non_exhaustive()
    }
}
