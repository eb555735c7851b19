//! The transport over hyper: HTTP/1.1 with rustls and kept connections, inside a Tokio runtime.
//!
//! It starts no task: polling a response drives its connection. Dropping a call therefore closes its socket at once.

#[cfg(feature = "client")]
mod body;
#[cfg(feature = "client")]
mod connect;
#[cfg(feature = "client")]
mod connection;
#[cfg(feature = "client")]
mod expect;
#[cfg(feature = "client")]
mod io;
#[cfg(feature = "client")]
mod link;
#[cfg(feature = "client")]
mod pool;
#[cfg(feature = "client")]
mod sleep;
#[cfg(feature = "client")]
mod socket;
#[cfg(feature = "client")]
mod target;
#[cfg(feature = "client")]
mod tunnel;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{Request, Response, StatusCode};
use hyper::body::Incoming;
use tokio::runtime::Handle;

use self::link::Failure;
use self::pool::{Key, Permit};
use self::target::Target;
use super::super::call::{
    refused_forward, tls_config, Certificates, Proxy, SetupError, TransportError, TransportErrorKind,
};
use super::waiting;
use super::{Body, BoxFuture, Transport};

pub use self::connection::Connection;
pub use self::sleep::TokioSleep;

/// The default transport: [hyper](https://docs.rs/hyper) and [rustls](https://docs.rs/rustls) with ring.
///
/// It speaks HTTP/1.1, over TLS for `https://` addresses, and reuses connections. It does not follow redirects, keep cookies,
/// request compression or resend a request that may have been sent, and it uses only the proxies that are set. Clones share their
/// connections. Calls need a Tokio runtime with timers and I/O.
///
/// ```
/// # fn main() -> Result<(), farrier_runtime::call::SetupError> {
/// use std::time::Duration;
///
/// use farrier_runtime::client::HyperTransport;
///
/// let transport = HyperTransport::builder().connect_timeout(Duration::from_secs(1)).build()?;
/// # let _ = transport;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct HyperTransport {
    inner: Arc<Inner>,
}

struct Inner {
    connect_timeout: Option<Duration>,
    proxy: Proxy,
    tls: Arc<rustls::ClientConfig>,
    pool: Arc<pool::Pool>,
}

/// A builder of a [`HyperTransport`].
#[derive(Clone)]
pub struct HyperTransportBuilder {
    connect_timeout: Option<Duration>,
    idle_timeout: Duration,
    idle_connections: usize,
    connections: usize,
    proxy: Proxy,
    roots: Certificates,
    unverified: bool,
}

impl HyperTransport {
    /// Returns a builder with the default settings.
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder {
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

impl HyperTransportBuilder {
    /// Sets the connect timeout: for the DNS lookup, the connection, the proxy and the TLS handshake. The default is 3 seconds;
    /// with `None`, only the timeout of the attempt applies.
    #[must_use]
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = limit.into();
        self
    }

    /// Sets how long an idle connection is kept. The default is 30 seconds.
    ///
    /// No task watches the connections: an expired one is closed when the transport is next used, or dropped.
    #[must_use]
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.idle_timeout = limit;
        self
    }

    /// Sets the maximum number of idle connections, for all hosts and runtimes together. The default is 32; with 0, no connection
    /// is reused.
    #[must_use]
    pub fn max_idle_connections(mut self, most: usize) -> Self {
        self.idle_connections = most;
        self
    }

    /// Sets the maximum number of connections in use, for all hosts together. The default is 100; 0 means 1.
    ///
    /// Further requests wait for a connection, which counts against the timeout of their attempt. A response that is streamed
    /// uses its connection until its end. 300 parallel calls, made twice, open at most 168 connections with the defaults:
    /// 100 for the first round, and 68 more for the second, since 32 were kept.
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

    /// Builds the transport. This does no I/O, and needs no runtime.
    ///
    /// # Errors
    ///
    /// A root certificate cannot be read.
    pub fn build(self) -> Result<HyperTransport, SetupError> {
        let tls = tls_config(self.roots.read()?, self.unverified)?;
        let pool = Arc::new(pool::Pool::new(self.idle_timeout, self.idle_connections, self.connections));
        let inner =
            Inner { connect_timeout: self.connect_timeout, proxy: self.proxy, tls: Arc::new(tls), pool };
        Ok(HyperTransport { inner: Arc::new(inner) })
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        match expect::hold(request) {
            (request, None) => Box::pin(self.inner.exchange(request)),
            (request, Some(gate)) => Box::pin(async move {
                let response = self.inner.exchange(request).await;
                gate.close();
                response
            }),
        }
    }

    fn connect(&self, uri: http::Uri) -> Option<BoxFuture<'_, Result<Connection, TransportError>>> {
        Some(Box::pin(async move { Connection::open(&self.inner, &uri).await }))
    }
}

impl Inner {
    /// Sends a request over a kept connection, if one is still open, or over a new one.
    async fn exchange(&self, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        let runtime = Handle::try_current().map_err(|_| {
            let outside = "the client was called outside of a Tokio runtime";
            TransportError::new(TransportErrorKind::Other).not_sent().with_source(outside)
        })?;
        let target = Target::of(request.uri())?;
        let proxy = self.proxy.server_for(request.uri()).cloned();
        // The sockets of a connection belong to the runtime that opened it.
        let key = Key::new(runtime.id(), target, proxy);
        let mut request = match key.forwarder() {
            Some(proxy) => key.target().forward(request, proxy),
            None => key.target().address(request),
        };
        let permit = waiting::during(self.pool.permit()).await;
        while let Some(mut link) = self.pool.take(&key) {
            if !link.is_silent().await {
                continue;
            }
            match link.exchange(request).await {
                Ok((response, link)) => return self.accept(response, link, key, permit).await,
                // The connection was just closed, before anything was written: the request goes to the next one.
                Err(Failure::Untouched(unsent, _)) => request = *unsent,
                Err(Failure::Broken(error)) => return Err(error),
            }
        }
        let stream = connect::connect(key.target(), key.proxy(), &self.tls, self.connect_timeout).await?;
        match link::Link::open(stream).await?.exchange(request).await {
            Ok((response, link)) => self.accept(response, link, key, permit).await,
            Err(Failure::Untouched(_, error)) => Err(error.not_sent()),
            Err(Failure::Broken(error)) => Err(error),
        }
    }

    /// Returns the response, or an error if a proxy rejected the request.
    async fn accept(
        &self,
        response: Response<Incoming>,
        link: link::Link,
        key: Key,
        permit: Option<Permit>,
    ) -> Result<Response<Body>, TransportError> {
        match key.forwarder() {
            Some(proxy) if response.status() == StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
                Err(refused_forward(proxy))
            }
            _ => Ok(body::attach(response, link, &self.pool, key, permit).await),
        }
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport")
            .field("connect_timeout", &self.inner.connect_timeout)
            .field("proxy", &self.inner.proxy)
            .field("pool", &self.inner.pool)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for HyperTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("max_idle_connections", &self.idle_connections)
            .field("max_connections", &self.connections)
            .field("proxy", &self.proxy)
            .field("danger_accept_invalid_certificates", &self.unverified)
            .finish_non_exhaustive()
    }
}
