//! The errors of a request that got no complete response.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::chain;

/// A request that got no response, or only a part of one.
///
/// Its `Display` has everything: what failed, the host and the region, and the cause with the causes of that. So `source()`
/// returns nothing, which would only be printed twice; code that looks at the cause finds it by [`cause`](Self::cause).
#[derive(Clone, Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    sent: bool,
    /// The proxy on the way, without credentials.
    proxy: Option<Arc<str>>,
    source: Option<Arc<dyn Error + Send + Sync>>,
    /// The host that was called, and the region if that is known: for people.
    place: Option<Arc<str>>,
}

/// Where a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection: the host is unknown, or nobody listens there.
    Connect,
    /// No trust: the TLS handshake failed.
    Tls,
    /// No connection through the proxy: it refuses, its response cannot be read, or there is no trust in its certificate. A proxy
    /// that cannot be reached, or that cannot reach the service, is [`Connect`](Self::Connect).
    Proxy,
    /// No response in time.
    Timeout(TimeoutKind),
    /// The connection broke before the response began.
    Send,
    /// The connection broke while the body of the response was read.
    Body,
    /// The body of the response is larger than the client accepts.
    TooLarge,
    /// The response is not HTTP, or its head is too large.
    Protocol,
    /// Anything else.
    Other,
}

/// Which limit was exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// That of making a connection.
    Connect,
    /// That of one attempt, from connecting to the last byte of the response.
    Attempt,
    /// That of the whole call, with all its attempts and delays.
    Operation,
}

impl TransportError {
    /// An error of a kind. Whether the service can have seen the request follows from the kind:
    /// see [`was_sent`](Self::was_sent).
    pub fn new(kind: TransportErrorKind) -> Self {
        use TransportErrorKind::{Connect, Proxy, Timeout, Tls};
        let sent = !matches!(kind, Connect | Proxy | Tls | Timeout(TimeoutKind::Connect));
        Self { kind, sent, proxy: None, source: None, place: None }
    }

    /// The same with its cause, which must not print URLs, headers or bodies: they may be secret.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// The same for a request of which nothing can have reached the service.
    #[must_use]
    pub fn not_sent(mut self) -> Self {
        self.sent = false;
        self
    }

    /// The same for a connection through a proxy.
    #[cfg(any(feature = "blocking", feature = "client"))]
    #[must_use]
    pub(crate) fn through(mut self, proxy: &super::ProxyServer) -> Self {
        self.proxy = Some(Arc::from(proxy.to_string()));
        self
    }

    /// The same for a handshake with a proxy, in which there is no trust.
    #[cfg(any(feature = "blocking", feature = "client"))]
    #[must_use]
    pub(crate) fn of_proxy(self) -> Self {
        match &self.source {
            Some(source) if self.kind == TransportErrorKind::Tls => {
                let failed = format!("the TLS handshake with the proxy failed: {}", chain(&**source));
                Self::new(TransportErrorKind::Proxy).with_source(failed)
            }
            _ => self,
        }
    }

    /// The address of the proxy through which the connection was to go, without credentials.
    pub fn proxy(&self) -> Option<&str> {
        self.proxy.as_deref()
    }

    /// The same for a request to a host, of a region if one is known; what was set first stays.
    #[must_use]
    pub(crate) fn at(mut self, host: &str, region: Option<&str>) -> Self {
        if self.place.is_none() && !host.is_empty() {
            self.place = Some(match region {
                Some(region) => Arc::from(format!("{host} (region {region:?})")),
                None => Arc::from(host),
            });
        }
        self
    }

    /// Why the request failed, where the HTTP stack says so.
    pub fn cause(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.source.as_deref()
    }

    /// Where the request failed.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the service may have seen the request, and done what it asks for.
    pub fn was_sent(&self) -> bool {
        self.sent
    }

    /// The same with the limit that was exceeded: the transport knows that the time was over, not what for.
    #[cfg(feature = "blocking")]
    pub(crate) fn of_limit(mut self, limit: TimeoutKind) -> Self {
        if self.kind == TransportErrorKind::Timeout(TimeoutKind::Attempt) {
            self.kind = TransportErrorKind::Timeout(limit);
        }
        self
    }

    /// Whether a retry can help: it changes neither a certificate, nor the size of a response, nor a proxy that refuses.
    pub fn is_transient(&self) -> bool {
        use TransportErrorKind::{Proxy, Tls, TooLarge};
        !matches!(self.kind, Proxy | Tls | TooLarge)
    }

    /// Whether a limit of time was exceeded.
    pub fn is_timeout(&self) -> bool {
        matches!(self.kind, TransportErrorKind::Timeout(_))
    }
}

/// A host, and the proxy on the way to it.
struct Way<'a> {
    place: &'a str,
    proxy: Option<&'a str>,
}

impl fmt::Display for Way<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.place)?;
        self.proxy.map_or(Ok(()), |proxy| write!(f, " through the proxy {proxy}"))
    }
}

impl TransportError {
    /// What failed, where and why, without advice.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use TransportErrorKind::{Body, Connect, Other, Protocol, Proxy, Send, Timeout, Tls, TooLarge};
        let place = Way { place: self.place.as_deref().unwrap_or("the service"), proxy: self.proxy() };
        match self.kind {
            Connect | Proxy => write!(f, "no connection to {place}"),
            Tls => write!(f, "no trust in the certificate of {place}: the TLS handshake failed"),
            Timeout(TimeoutKind::Connect) => write!(f, "no connection to {place} within the connect timeout"),
            Timeout(TimeoutKind::Attempt) => {
                write!(f, "no complete response from {place} within the timeout of an attempt")
            }
            Timeout(TimeoutKind::Operation) => {
                write!(f, "no complete response from {place} within the timeout of the call")
            }
            Send => write!(f, "the connection to {place} broke before the response"),
            Body => write!(f, "the connection to {place} broke in the middle of the response"),
            TooLarge => write!(f, "the response from {place} is larger than the client accepts"),
            Protocol => write!(f, "the response from {place} is not HTTP that can be read"),
            Other => write!(f, "the request to {place} could not be carried out"),
        }?;
        if let Some(source) = &self.source {
            write!(f, ": {}", chain(&**source))?;
        }
        Ok(())
    }

    /// The same for a request to an address that the service gave.
    pub(crate) fn write_elsewhere(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)?;
        match self.kind {
            TransportErrorKind::Connect | TransportErrorKind::Proxy if self.proxy.is_some() => {
                f.write_str("; check the proxy")
            }
            TransportErrorKind::Connect => f.write_str("; check the network"),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)?;
        f.write_str(match self.kind {
            TransportErrorKind::Connect | TransportErrorKind::Proxy if self.proxy.is_some() => {
                "; check the proxy"
            }
            TransportErrorKind::Connect => "; check the region, the endpoint and the network",
            TransportErrorKind::Protocol => "; check the endpoint and its port",
            _ => "",
        })
    }
}

impl Error for TransportError {}
