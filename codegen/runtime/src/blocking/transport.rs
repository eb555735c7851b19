//! Custom HTTP stacks and timers.

use std::future::Future;
use std::pin::Pin;
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
    /// From one piece of the response to the next, from the beginning of the response on.
    pub stall: Option<Duration>,
}

impl Limits {
    /// Creates timeouts for connecting and for the whole attempt.
    pub fn new(connect: Option<Duration>, attempt: Option<Duration>) -> Self {
        Self { connect, attempt, stall: None }
    }

    /// Sets the timeout for the next piece of the response.
    #[must_use]
    pub fn stall(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.stall = limit.into();
        self
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

    /// Returns the way to open connections for other protocols, such as websockets. `None` means that the transport has no such connections.
    #[doc(hidden)]
    fn connector(&self) -> Option<super::Connector> {
        None
    }
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

    /// Returns a future that is ready after a duration, for threads that also wait for other events. `None` means the time of the system.
    #[doc(hidden)]
    fn timer(&self, _time: Duration) -> Option<Pin<Box<dyn Future<Output = ()> + Send>>> {
        None
    }
}

/// Lets the thread sleep.
#[derive(Clone, Copy, Debug, Default)]
pub struct ThreadSleep;

impl Sleep for ThreadSleep {
    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}
