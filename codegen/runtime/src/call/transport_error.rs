//! Errors of requests without a complete response.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::chain;

/// The error of a request without a response, or with an incomplete one.
///
/// Its `Display` has everything: the failure, the host, the region, and all causes. So `source()` returns `None`: reports would
/// print the causes twice. [`cause`](Self::cause) returns the cause for code.
#[derive(Clone, Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    sent: bool,
    /// The address of the proxy, without credentials.
    proxy: Option<Arc<str>>,
    source: Option<Arc<dyn Error + Send + Sync>>,
    /// The host, and the region if it is known, for `Display`.
    place: Option<Arc<str>>,
}

/// The kind of a transport error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection: the host is unknown or unreachable, or refuses it.
    Connect,
    /// The TLS handshake failed, for example because of an untrusted certificate.
    Tls,
    /// No connection through the proxy: it rejects the request, its response is invalid, or its certificate is untrusted. If the
    /// proxy is unreachable, or cannot reach the service, the kind is [`Connect`](Self::Connect).
    Proxy,
    /// No response in time.
    Timeout(TimeoutKind),
    /// The connection broke before the response began.
    Send,
    /// The connection broke in the body of the response.
    Body,
    /// The body of the response is larger than the client accepts.
    TooLarge,
    /// The body of the response does not have the checksum in its headers.
    Checksum,
    /// The response is not HTTP, or its head is too large.
    Protocol,
    /// Anything else.
    Other,
}

/// The timeout that expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// The connect timeout.
    Connect,
    /// The attempt timeout, from connecting to the last byte of the response.
    Attempt,
    /// The operation timeout, for the whole call with all its attempts and delays.
    Operation,
}

impl TransportError {
    /// Creates an error. By default, its kind determines whether the service can have seen the request: see
    /// [`was_sent`](Self::was_sent).
    pub fn new(kind: TransportErrorKind) -> Self {
        use TransportErrorKind::{Connect, Proxy, Timeout, Tls};
        let sent = !matches!(kind, Connect | Proxy | Tls | Timeout(TimeoutKind::Connect));
        Self { kind, sent, proxy: None, source: None, place: None }
    }

    /// Sets the cause. It must not show URLs, headers or bodies, which may be secret.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// States that no part of the request can have reached the service.
    #[must_use]
    pub fn not_sent(mut self) -> Self {
        self.sent = false;
        self
    }

    /// Sets the proxy of the connection.
    #[cfg(any(feature = "blocking", feature = "client"))]
    #[must_use]
    pub(crate) fn through(mut self, proxy: &super::ProxyServer) -> Self {
        self.proxy = Some(Arc::from(proxy.to_string()));
        self
    }

    /// Converts an error of the TLS handshake with a proxy.
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

    /// Returns the address of the proxy, if the connection has one, without credentials.
    pub fn proxy(&self) -> Option<&str> {
        self.proxy.as_deref()
    }

    /// Sets the host and the region, if they are not set.
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

    /// The host and the region, for people.
    #[cfg(feature = "serde")]
    pub(crate) fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// The cause with the causes of that.
    #[cfg(feature = "serde")]
    pub(crate) fn shown_cause(&self) -> Option<String> {
        self.source.as_deref().map(|source| chain(source).to_string())
    }

    /// The same with parts that were read.
    #[cfg(feature = "serde")]
    pub(crate) fn read(mut self, sent: Option<bool>, place: Option<String>, proxy: Option<String>) -> Self {
        self.sent = sent.unwrap_or(self.sent);
        (self.place, self.proxy) = (place.map(Arc::from), proxy.map(Arc::from));
        self
    }

    /// Returns the cause, if the HTTP stack has reported one.
    pub fn cause(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.source.as_deref()
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the service may have seen and processed the request.
    pub fn was_sent(&self) -> bool {
        self.sent
    }

    /// Sets the timeout that expired: the transport has a single timeout, and does not know its purpose.
    #[cfg(feature = "blocking")]
    pub(crate) fn of_limit(mut self, limit: TimeoutKind) -> Self {
        if self.kind == TransportErrorKind::Timeout(TimeoutKind::Attempt) {
            self.kind = TransportErrorKind::Timeout(limit);
        }
        self
    }

    /// Whether a retry may succeed. It cannot change a certificate, the size of a response, or a proxy that rejects the request.
    pub fn is_transient(&self) -> bool {
        use TransportErrorKind::{Proxy, Tls, TooLarge};
        !matches!(self.kind, Proxy | Tls | TooLarge)
    }

    /// Whether a timeout expired.
    pub fn is_timeout(&self) -> bool {
        matches!(self.kind, TransportErrorKind::Timeout(_))
    }
}

/// A host with the proxy of the connection.
struct Route<'a> {
    place: &'a str,
    proxy: Option<&'a str>,
}

impl fmt::Display for Route<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.place)?;
        self.proxy.map_or(Ok(()), |proxy| write!(f, " through the proxy {proxy}"))
    }
}

impl TransportError {
    /// Writes the failure, the host and the cause, without advice.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use TransportErrorKind::{
            Body, Checksum, Connect, Other, Protocol, Proxy, Send, Timeout, Tls, TooLarge,
        };
        let place = Route { place: self.place.as_deref().unwrap_or("the service"), proxy: self.proxy() };
        match self.kind {
            Connect | Proxy => write!(f, "no connection to {place}"),
            Tls => write!(f, "the TLS handshake with {place} failed"),
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
            Checksum => write!(f, "the response from {place} does not match its checksum"),
            Protocol => write!(f, "the response from {place} is not valid HTTP"),
            Other => write!(f, "the request to {place} failed"),
        }?;
        if let Some(source) = &self.source {
            write!(f, ": {}", chain(&**source))?;
        }
        Ok(())
    }

    /// Writes the error of a request to an address from the service, which is not configured.
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
            TransportErrorKind::Connect => "; check the endpoint and the network",
            TransportErrorKind::Protocol => "; check the endpoint and its port",
            _ => "",
        })
    }
}

impl Error for TransportError {}
