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
        use TransportErrorKind::{Connect, Timeout, Tls};
        let sent = !matches!(kind, Connect | Tls | Timeout(TimeoutKind::Connect));
        Self { kind, sent, source: None, place: None }
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

    /// Whether a retry can help: it does not change a certificate or the size of a response.
    pub fn is_transient(&self) -> bool {
        !matches!(self.kind, TransportErrorKind::Tls | TransportErrorKind::TooLarge)
    }

    /// Whether a limit of time was exceeded.
    pub fn is_timeout(&self) -> bool {
        matches!(self.kind, TransportErrorKind::Timeout(_))
    }
}

impl TransportError {
    /// What failed, where and why, without advice.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use TransportErrorKind::{Body, Connect, Other, Protocol, Send, Timeout, Tls, TooLarge};
        let place = self.place.as_deref().unwrap_or("the service");
        match self.kind {
            Connect => write!(f, "no connection to {place}"),
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
            TransportErrorKind::Connect => f.write_str("; check the network"),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)?;
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "; check the region, the endpoint and the network",
            TransportErrorKind::Protocol => "; check the endpoint and its port",
            _ => "",
        })
    }
}

impl Error for TransportError {}
