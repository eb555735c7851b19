//! What can go wrong on the way to the service and back.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// A request that got no answer, or only a part of one.
#[derive(Clone, Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    sent: bool,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

/// Where a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection: the host is unknown, or nobody listens there.
    Connect,
    /// No trust: the TLS handshake failed.
    Tls,
    /// No answer in time.
    Timeout(TimeoutKind),
    /// The connection broke before the answer began.
    Send,
    /// The connection broke while the body of the answer was read.
    Body,
    /// The body of the answer is larger than the client accepts.
    TooLarge,
    /// Anything else.
    Other,
}

/// Which limit was exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// That of making a connection.
    Connect,
    /// That of one attempt, from connecting to the last byte of the answer.
    Attempt,
    /// That of the whole call, with all its attempts and pauses.
    Operation,
}

impl TransportError {
    /// An error of a kind. Whether the service can have seen the request follows from the kind:
    /// see [`was_sent`](Self::was_sent).
    pub fn new(kind: TransportErrorKind) -> Self {
        use TransportErrorKind::{Connect, Timeout, Tls};
        let sent = !matches!(kind, Connect | Tls | Timeout(TimeoutKind::Connect));
        Self { kind, sent, source: None }
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

    /// Where the request failed.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the service may have seen the request, and done what it asks for.
    pub fn was_sent(&self) -> bool {
        self.sent
    }

    /// Whether the time limit of an attempt was exceeded.
    #[cfg(feature = "blocking")]
    pub(crate) fn is_attempt_timeout(&self) -> bool {
        self.kind == TransportErrorKind::Timeout(TimeoutKind::Attempt)
    }

    /// Whether it may pass: a certificate does not become better by itself, nor an answer smaller.
    pub fn is_transient(&self) -> bool {
        !matches!(self.kind, TransportErrorKind::Tls | TransportErrorKind::TooLarge)
    }

    /// Whether a limit of time was exceeded.
    pub fn is_timeout(&self) -> bool {
        matches!(self.kind, TransportErrorKind::Timeout(_))
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection to the service: check the region, the endpoint and the network",
            TransportErrorKind::Tls => "no trust in the service's certificate: the TLS handshake failed",
            TransportErrorKind::Timeout(TimeoutKind::Connect) => "no connection to the service in time",
            TransportErrorKind::Timeout(TimeoutKind::Attempt) => "no complete answer within the time limit of an attempt",
            TransportErrorKind::Timeout(TimeoutKind::Operation) => "no complete answer within the time limit of the call",
            TransportErrorKind::Send => "the connection broke before the answer",
            TransportErrorKind::Body => "the connection broke in the middle of the answer",
            TransportErrorKind::TooLarge => "the answer is larger than the client accepts",
            TransportErrorKind::Other => "the request could not be carried out",
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}
