//! Custom HTTP stacks and timers.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use super::super::call::{SetupError, TransportError};
use super::Body;

/// A future on the heap.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An HTTP stack: sends one request and returns its response with any status.
///
/// It must not follow redirects (a token would be forwarded), retry, or request compression. It needs only a connect timeout:
/// after other timeouts, the client drops the future, and everything that belongs to the request must end. The kind of an
/// error should tell whether the service may have seen the request.
pub trait Transport: Send + Sync {
    /// Sends a request. The response is ready when its headers are; its body may follow.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// Opens a connection for another protocol, such as a websocket. `None` means that the transport has no such connections.
    #[doc(hidden)]
    #[cfg(feature = "client")]
    fn connect(&self, _uri: http::Uri) -> Option<BoxFuture<'_, Result<super::Connection, TransportError>>> {
        None
    }
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

/// The timer for delays and timeouts.
pub trait Sleep: Send + Sync {
    /// Returns a future that is ready after a duration.
    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()>;

    /// Whether it can sleep here, checked before each call.
    ///
    /// # Errors
    ///
    /// A requirement is missing, such as a runtime around the call. The default has no requirements.
    fn check(&self) -> Result<(), SetupError> {
        Ok(())
    }
}
