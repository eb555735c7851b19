//! Errors of ureq as ours: where it failed, and whether the service can have seen the request.
//!
//! Some of ureq's name addresses or quote headers, so only those of sockets and of TLS are kept as causes.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

use ureq::Error;

use super::super::super::call::{TimeoutKind, TransportError, TransportErrorKind};

/// How far a request came. ureq does not say, but it asks for the body only when the headers are sent; so where there is a
/// body, nobody can have carried out a request of which no body was asked for.
#[derive(Default)]
pub(super) struct Progress {
    pub(super) has_body: bool,
    pub(super) begun: Arc<AtomicBool>,
}

impl Progress {
    /// An error before the headers of the answer were there.
    pub(super) fn before_answer(&self, error: Error) -> TransportError {
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
            Error::Tls(what) => TransportError::new(TransportErrorKind::Tls).with_source(what),
            Error::Rustls(error) => TransportError::new(TransportErrorKind::Tls).with_source(error),
            Error::Io(error) => self.of_socket(error, untouched),
            Error::BadUri(_) => {
                other("the address of the request has to begin with https:// or http://").not_sent()
            }
            Error::Http(_) => other("the request is no valid HTTP").not_sent(),
            Error::LargeResponseHeader(_, _) => other("the headers of the answer are too large"),
            Error::Protocol(_) => other("the answer is no valid HTTP"),
            _ => other("ureq failed"),
        };
        if untouched {
            error.not_sent()
        } else {
            error
        }
    }

    fn of_socket(&self, error: io::Error, untouched: bool) -> TransportError {
        use io::ErrorKind::{
            BrokenPipe, ConnectionAborted, ConnectionReset, InvalidInput, UnexpectedEof, WriteZero,
        };
        let begun = self.begun.load(Ordering::Relaxed);
        let kind = match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            // An alert or a broken record can come at any time.
            Some(inner) if untouched || in_handshake(inner) => TransportErrorKind::Tls,
            Some(_) => TransportErrorKind::Send,
            None => match error.kind() {
                InvalidInput if begun => TransportErrorKind::Other,
                _ if begun => TransportErrorKind::Send,
                // Without a body: it breaks in the handshake or after it, who knows.
                UnexpectedEof | ConnectionReset | ConnectionAborted | BrokenPipe | WriteZero
                    if !untouched =>
                {
                    TransportErrorKind::Send
                }
                _ => TransportErrorKind::Connect,
            },
        };
        TransportError::new(kind).with_source(error)
    }
}

/// Whether an error of TLS can only be one of agreeing on it.
fn in_handshake(error: &rustls::Error) -> bool {
    matches!(
        error,
        rustls::Error::InvalidCertificate(_)
            | rustls::Error::NoCertificatesPresented
            | rustls::Error::UnsupportedNameType
            | rustls::Error::PeerIncompatible(_)
            | rustls::Error::InvalidMessage(_)
    )
}

/// An error while the body of the answer was read.
pub(super) fn in_answer(error: io::Error) -> TransportError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
        Some(Error::Timeout(_)) => TransportError::new(TransportErrorKind::Timeout(TimeoutKind::Attempt)),
        Some(Error::Protocol(_)) => TransportError::new(TransportErrorKind::Body)
            .with_source("the body of the answer is no valid HTTP"),
        Some(_) => TransportError::new(TransportErrorKind::Body),
        None => TransportError::new(TransportErrorKind::Body).with_source(error),
    }
}

fn other(what: &'static str) -> TransportError {
    TransportError::new(TransportErrorKind::Other).with_source(what)
}
