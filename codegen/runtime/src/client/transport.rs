//! What carries requests over, and what waits.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use super::super::call::{SetupError, TransportError};
use super::Body;

/// A future on the heap.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An HTTP stack: it sends one request and returns its answer, whatever the status.
///
/// It must not follow redirects (a token would go where it does not belong), repeat anything, or ask for compression. It
/// needs no limit of time but that of connecting: the client drops the future when the time is over, and whatever belongs
/// to the request must end then. Failures should say by their kind whether the service can have seen the request.
pub trait Transport: Send + Sync {
    /// Sends a request. The answer is there when its headers are; its body may follow.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

/// A function is a transport.
impl<F, R> Transport for F
where
    F: Fn(http::Request<Body>) -> R + Send + Sync,
    R: Future<Output = Result<http::Response<Body>, TransportError>> + Send + 'static,
{
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(self(request))
    }
}

/// What waits, for pauses and limits of time.
pub trait Sleep: Send + Sync {
    /// A future that is ready after a time.
    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()>;

    /// Whether it can wait here, asked before each call.
    ///
    /// # Errors
    ///
    /// What is missing, such as a runtime around the call. The default is that nothing is.
    fn check(&self) -> Result<(), SetupError> {
        Ok(())
    }
}
