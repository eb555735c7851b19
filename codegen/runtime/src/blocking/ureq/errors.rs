//! Converts errors of ureq to transport errors, with their kind and whether the service can have seen the request.
//!
//! Some errors of ureq contain addresses or headers, so only those of sockets and TLS are kept as causes.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

use ureq::Error;

use super::super::super::call::{ProxyServer, TimeoutKind, TransportError, TransportErrorKind};

/// The progress of a request. ureq does not report it, but reads the body only after sending the headers. So if a request has a
/// body that was not read, the service cannot have processed it.
#[derive(Default)]
pub(super) struct Progress {
    pub(super) has_body: bool,
    pub(super) begun: Arc<AtomicBool>,
    /// The proxy of the connection.
    pub(super) proxy: Option<Arc<ProxyServer>>,
}

impl Progress {
    /// Converts an error before the headers of the response.
    pub(super) fn before_response(&self, error: Error) -> TransportError {
        let untouched = self.has_body && !self.begun.load(Ordering::Relaxed);
        let error = match error {
            Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => {
                TransportError::new(TransportErrorKind::Timeout(TimeoutKind::Connect))
            }
            Error::Timeout(_) => TransportError::new(TransportErrorKind::Timeout(TimeoutKind::Attempt)),
            Error::HostNotFound => {
                TransportError::new(TransportErrorKind::Connect).with_source("host not found")
            }
            Error::ConnectionFailed => TransportError::new(TransportErrorKind::Connect),
            Error::Other(error) => match error.downcast::<TransportError>() {
                // It comes from our connector.
                Ok(error) => *error,
                Err(error) => match error.downcast::<Broken>() {
                    Ok(broken) => TransportError::new(TransportErrorKind::Send).with_source(broken.0),
                    Err(_) => other("ureq failed"),
                },
            },
            Error::Io(error) => self.of_io(error),
            Error::BadUri(_) => {
                other("the address of the request must begin with https:// or http://").not_sent()
            }
            Error::Http(_) => other("the request is not valid HTTP").not_sent(),
            Error::LargeResponseHeader(_, _) => TransportError::new(TransportErrorKind::Protocol)
                .with_source("the headers of the response are too large"),
            Error::Protocol(_) => TransportError::new(TransportErrorKind::Protocol),
            _ => other("ureq failed"),
        };
        let error = match &self.proxy {
            Some(proxy) if is_of_connecting(error.kind()) => error.through(proxy),
            _ => error,
        };
        if untouched {
            error.not_sent()
        } else {
            error
        }
    }

    /// Converts an error that does not come from our sockets, but from the body of the request, the DNS lookup, or ureq.
    fn of_io(&self, error: io::Error) -> TransportError {
        let begun = self.begun.load(Ordering::Relaxed);
        let kind = match error.kind() {
            io::ErrorKind::InvalidInput if begun => TransportErrorKind::Other,
            // Closed before the response.
            io::ErrorKind::UnexpectedEof => TransportErrorKind::Send,
            _ if begun => TransportErrorKind::Send,
            _ => TransportErrorKind::Connect,
        };
        TransportError::new(kind).with_source(error)
    }
}

fn is_of_connecting(kind: TransportErrorKind) -> bool {
    matches!(kind, TransportErrorKind::Connect | TransportErrorKind::Timeout(TimeoutKind::Connect))
}

/// Converts an error of the socket or of TLS.
#[derive(Debug)]
pub(super) struct Broken(pub(super) io::Error);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for Broken {}

/// The error of a service that sends bytes before the request. They would become the response to the first request, and each
/// response that of the next request.
pub(super) fn early() -> TransportError {
    TransportError::new(TransportErrorKind::Protocol)
        .with_source("the service sent bytes before the request")
        .not_sent()
}

/// Converts an error while the body of the response is read.
pub(super) fn in_response(error: io::Error) -> TransportError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
        Some(Error::Timeout(_)) => TransportError::new(TransportErrorKind::Timeout(TimeoutKind::Attempt)),
        Some(Error::Protocol(_)) => TransportError::new(TransportErrorKind::Body)
            .with_source("the body of the response is not valid HTTP"),
        Some(Error::Other(inner)) => {
            let cause = inner
                .downcast_ref::<Broken>()
                .map(|Broken(error)| io::Error::new(error.kind(), error.to_string()));
            let failed = TransportError::new(TransportErrorKind::Body);
            cause.map_or(failed.clone(), |cause| failed.with_source(cause))
        }
        Some(_) => TransportError::new(TransportErrorKind::Body),
        None => TransportError::new(TransportErrorKind::Body).with_source(error),
    }
}

fn other(what: &'static str) -> TransportError {
    TransportError::new(TransportErrorKind::Other).with_source(what)
}
