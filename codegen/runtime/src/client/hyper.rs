//! The transport over hyper: HTTP/1.1 with rustls and kept connections, inside a Tokio runtime.
//!
//! It starts no task. A connection is driven by whoever waits for its answer, so that dropping a call closes its socket at
//! once and nothing goes on behind it.

#[cfg(feature = "client")]
mod body;
#[cfg(feature = "client")]
mod connect;
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

pub use self::sleep::TokioSleep;

/// The default transport: [hyper](https://docs.rs/hyper) and [rustls](https://docs.rs/rustls) with ring.
///
/// HTTP/1.1, over TLS or not, as the address says. It keeps connections and takes them again; it follows no redirect, keeps
/// no cookie, asks for no compression, uses no proxy unless it is given one, and repeats nothing that may have been sent.
/// Clones share their connections. Of Tokio it needs a runtime with timers and I/O around the call, and no more.
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

/// Collects the settings of a [`HyperTransport`].
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
    /// Settings, to be completed and built.
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
    /// Sets how long it may take to look up the host, to connect, to pass a proxy, and to agree on TLS. The default is 3 seconds; `None` is no
    /// limit but that of the attempt.
    #[must_use]
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = limit.into();
        self
    }

    /// Sets how long a connection is kept after an answer. The default is 30 seconds.
    ///
    /// There is no task that watches: one that is too old is closed when the transport is used the next time, or dropped.
    #[must_use]
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.idle_timeout = limit;
        self
    }

    /// Sets how many idle connections are kept, to all hosts and of all runtimes. The default is 32; with 0, none is used
    /// again.
    #[must_use]
    pub fn max_idle_connections(mut self, most: usize) -> Self {
        self.idle_connections = most;
        self
    }

    /// Sets how many connections may be in use at a time, to all hosts. The default is 100; 0 is taken for 1.
    ///
    /// Further requests wait for a connection, which counts against the timeout of their attempt. A response that is streamed
    /// uses its connection until its end. 300 parallel calls, made twice, open at most 168 connections with the defaults:
    /// 100, and as many again except for the 32 that were kept.
    #[must_use]
    pub fn max_connections(mut self, most: usize) -> Self {
        self.connections = most;
        self
    }

    /// Sets the proxies to go through. The default is [`Proxy::none`]: the environment is read on request only, by
    /// [`Proxy::from_env`].
    #[must_use]
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.proxy = proxy;
        self
    }

    /// Trusts the certificates of a PEM file, instead of the built-in roots of Mozilla. Several calls add up.
    #[must_use]
    pub fn root_certificates_pem(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.roots.add_pem(pem.as_ref());
        self
    }

    /// Trusts one certificate in DER, instead of the built-in roots of Mozilla. Several calls add up.
    #[must_use]
    pub fn root_certificate_der(mut self, der: impl AsRef<[u8]>) -> Self {
        self.roots.add_der(der.as_ref());
        self
    }

    /// Trusts any certificate of any host: whoever is on the way can read and change everything, tokens included. For tests
    /// against a server of one's own; [`root_certificates_pem`](Self::root_certificates_pem) does that safely.
    #[must_use]
    pub fn danger_accept_invalid_certificates(mut self, accept: bool) -> Self {
        self.unverified = accept;
        self
    }

    /// Makes the transport. It does no I/O, and needs no runtime yet.
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
        Box::pin(self.inner.exchange(request))
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
        // The sockets of a connection belong to the runtime in which it was made.
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
                // Closed just now, and nothing was written: the next connection gets it.
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

    /// A response, unless it is the refusal of a proxy.
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
