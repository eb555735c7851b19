//! Custom HTTP stacks and timers.

use std::time::Duration;

use super::super::call::TransportError;
use super::Body;

/// The timeouts of a request. `None` is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// From name resolution to the end of the TLS handshake.
    pub connect: Option<Duration>,
    /// From now to the last byte of the response.
    pub attempt: Option<Duration>,
}

impl Limits {
    /// Creates timeouts for connecting and for the whole attempt.
    pub fn new(connect: Option<Duration>, attempt: Option<Duration>) -> Self {
        Self { connect, attempt }
    }
}

/// An HTTP stack: sends one request and returns its response with any status.
///
/// It must not follow redirects (a token would be forwarded), retry, or request compression, and it must keep the timeouts,
/// also while the response body is read. The kind of an error should tell whether the service may have seen the
/// request.
pub trait Transport: Send + Sync {
    /// Sends a request. The response is ready when its headers are; its body may follow.
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

/// The timer between attempts.
pub trait Sleep: Send + Sync {
    /// Sleeps for a duration.
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
