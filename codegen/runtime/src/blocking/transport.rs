//! What carries requests over, and what waits.

use std::time::Duration;

use super::super::call::TransportError;
use super::Body;

/// How long a request may take. Without a limit, it may take for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// From looking up the host to the end of the TLS handshake.
    pub connect: Option<Duration>,
    /// From now to the last byte of the answer.
    pub attempt: Option<Duration>,
}

impl Limits {
    /// Limits for connecting and for the whole attempt.
    pub fn new(connect: Option<Duration>, attempt: Option<Duration>) -> Self {
        Self { connect, attempt }
    }
}

/// An HTTP stack: it sends one request and returns its answer, whatever the status.
///
/// It must not follow redirects (a token would go where it does not belong), repeat anything, or ask for compression, and it
/// must keep the limits, also while the body of the answer is read. Failures should say by their kind whether the service can
/// have seen the request.
pub trait Transport: Send + Sync {
    /// Sends a request. The answer is there when its headers are; its body may follow.
    fn send(
        &self,
        request: http::Request<Body>,
        limits: Limits,
    ) -> Result<http::Response<Body>, TransportError>;
}

/// A function is a transport.
impl<F> Transport for F
where
    F: Fn(http::Request<Body>, Limits) -> Result<http::Response<Body>, TransportError> + Send + Sync,
{
    fn send(
        &self,
        request: http::Request<Body>,
        limits: Limits,
    ) -> Result<http::Response<Body>, TransportError> {
        self(request, limits)
    }
}

/// What waits between attempts.
pub trait Sleep: Send + Sync {
    /// Returns after a time.
    fn sleep(&self, time: Duration);
}

/// Lets the thread sleep.
#[derive(Clone, Copy, Debug, Default)]
pub struct ThreadSleep;

impl Sleep for ThreadSleep {
    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}
