//! Interceptors: code of the caller that runs before and after each call and each attempt.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderValue, CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, Method, StatusCode, Uri};

use super::{BodyFollows, SetupError};

/// The reason why an interceptor rejects a call or an attempt.
pub type Rejection = Box<dyn Error + Send + Sync>;

/// Runs before and after each call and each attempt, in both clients. The default methods do nothing.
///
/// Interceptors of a client run first, then those of the call; after an attempt or a call, in the opposite order. They run after
/// the input was encoded and compressed, and before the request is signed: a signature covers their changes. A method must not
/// block for long, since it runs in the task or thread of the call; timeouts do not interrupt it. If the future of a call is dropped,
/// no methods run after that. Pages, waits and the operations of an upload are calls; the request with the bytes of an upload, which
/// goes to another host, has no interceptors.
///
/// An `Arc` of an interceptor is also an interceptor: clients can share it.
///
/// ```
/// use farrier_runtime::call::{InterceptedRequest, Interceptor, Rejection};
///
/// struct Tenant(http::HeaderValue);
///
/// impl Interceptor for Tenant {
///     fn before_call(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
///         request.headers_mut().insert("x-tenant", self.0.clone());
///         Ok(())
///     }
/// }
/// ```
pub trait Interceptor: Send + Sync {
    /// Runs before the first attempt. Changes of the request apply to all attempts, except the host if the endpoint of the operation
    /// is discovered: it is discovered after this method, and replaces the host before each [`before_attempt`](Self::before_attempt).
    ///
    /// # Errors
    ///
    /// The call is rejected: it fails with `ConstructionError::Rejected`, whose cause is this error. Nothing is sent.
    fn before_call(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        let _ = request;
        Ok(())
    }

    /// Runs before each attempt. Changes of the request apply to this attempt.
    ///
    /// # Errors
    ///
    /// The call is rejected as by [`before_call`](Self::before_call). This attempt is not sent; earlier attempts may have been sent.
    fn before_attempt(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        let _ = request;
        Ok(())
    }

    /// Runs after each attempt, if [`before_attempt`](Self::before_attempt) of this interceptor has run. The attempt may not have been
    /// sent: an interceptor rejected it, or authentication failed.
    fn after_attempt(&self, attempt: &AttemptEnd<'_>) {
        let _ = attempt;
    }

    /// Runs after the call, if [`before_call`](Self::before_call) of this interceptor has run, even if it rejected the call.
    fn after_call(&self, call: &CallEnd<'_>) {
        let _ = call;
    }
}

impl<T: Interceptor + ?Sized> Interceptor for Arc<T> {
    fn before_call(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        (**self).before_call(request)
    }

    fn before_attempt(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        (**self).before_attempt(request)
    }

    fn after_attempt(&self, attempt: &AttemptEnd<'_>) {
        (**self).after_attempt(attempt);
    }

    fn after_call(&self, call: &CallEnd<'_>) {
        (**self).after_call(call);
    }
}

/// A request that is about to be sent.
pub struct InterceptedRequest<'a> {
    pub(crate) operation: &'static str,
    pub(crate) attempt: u32,
    pub(crate) request: &'a mut http::Request<Bytes>,
}

impl InterceptedRequest<'_> {
    /// Returns the name of the operation in the model.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the number of the attempt, from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Returns the method of the request.
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// Returns the address of the request.
    pub fn uri(&self) -> &Uri {
        self.request.uri()
    }

    /// Returns the address, to be changed. It must stay absolute, and the rules for `http://` hold: see
    /// [`Builder::endpoint_url`](super::Builder::endpoint_url).
    pub fn uri_mut(&mut self) -> &mut Uri {
        self.request.uri_mut()
    }

    /// Returns the headers. Those of authentication are added later.
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// Returns the headers, to be changed. `Connection`, `Host`, `Transfer-Encoding` and `Upgrade` belong to the connection: the
    /// call fails if one of them is set, or if `Content-Length` is not the length of the body. A stream without a known length has none.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        self.request.headers_mut()
    }

    /// Returns the body as it is sent, also if it is compressed; `None` for a streamed body and for events.
    pub fn body(&self) -> Option<&[u8]> {
        (!self.is_streamed()).then(|| &**self.request.body())
    }

    /// Replaces the body, sets `Content-Length`, and removes `Content-Encoding`: the new body is sent as it is. If it is compressed,
    /// set `Content-Encoding` after this method. Checksums of the body in headers are not calculated again, except that of a signature.
    ///
    /// # Errors
    ///
    /// The body is streamed.
    pub fn set_body(&mut self, body: impl Into<Vec<u8>>) -> Result<(), SetupError> {
        if self.is_streamed() {
            return Err(SetupError::new("the body cannot be replaced: it is streamed"));
        }
        let body = Bytes::from(body.into());
        let headers = self.request.headers_mut();
        headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
        headers.remove(CONTENT_ENCODING);
        *self.request.body_mut() = body;
        Ok(())
    }

    fn is_streamed(&self) -> bool {
        self.request.extensions().get::<BodyFollows>().is_some()
    }
}

/// Without address, headers and body, which may be secret.
impl fmt::Debug for InterceptedRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InterceptedRequest")
            .field("operation", &self.operation)
            .field("attempt", &self.attempt)
            .finish_non_exhaustive()
    }
}

/// The result of an attempt.
#[derive(Clone, Copy)]
pub struct AttemptEnd<'a> {
    pub(crate) operation: &'static str,
    pub(crate) attempt: u32,
    pub(crate) response: Option<(StatusCode, &'a HeaderMap)>,
    pub(crate) error: Option<&'a (dyn Error + 'static)>,
    pub(crate) retry: Option<Duration>,
}

impl<'a> AttemptEnd<'a> {
    /// Returns the name of the operation in the model.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the number of the attempt, from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Returns the status of the response, if there is one.
    pub fn status(&self) -> Option<StatusCode> {
        self.response.map(|(status, _)| status)
    }

    /// Returns the headers of the response, if there is one.
    pub fn headers(&self) -> Option<&'a HeaderMap> {
        self.response.map(|(_, headers)| headers)
    }

    /// Returns the error of the attempt: a [`TransportError`](super::TransportError), or the `CallError` of the operation.
    pub fn error(&self) -> Option<&'a (dyn Error + 'static)> {
        self.error
    }

    /// Returns the delay before the next attempt, if there is one.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry
    }
}

/// The result of a call. For a streamed response, the call ends with its head.
#[derive(Clone, Copy)]
pub struct CallEnd<'a> {
    pub(crate) operation: &'static str,
    pub(crate) attempts: u32,
    pub(crate) error: Option<&'a (dyn Error + 'static)>,
}

impl<'a> CallEnd<'a> {
    /// Returns the name of the operation in the model.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the number of attempts.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Returns the error of the call: the `CallError` of the operation.
    pub fn error(&self) -> Option<&'a (dyn Error + 'static)> {
        self.error
    }
}

impl fmt::Debug for AttemptEnd<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttemptEnd")
            .field("operation", &self.operation)
            .field("attempt", &self.attempt)
            .field("status", &self.status())
            .field("error", &self.error)
            .field("retry_after", &self.retry)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for CallEnd<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallEnd")
            .field("operation", &self.operation)
            .field("attempts", &self.attempts)
            .field("error", &self.error)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_streamed_body_is_not_replaced() {
        let mut request = http::Request::new(Bytes::from("whole"));
        let mut intercepted = InterceptedRequest { operation: "Put", attempt: 1, request: &mut request };
        assert_eq!(intercepted.body(), Some(&b"whole"[..]));
        intercepted.set_body("other").unwrap();
        assert_eq!(intercepted.body(), Some(&b"other"[..]));
        intercepted.request.extensions_mut().insert(BodyFollows { length: None, trailer: false });
        assert_eq!(intercepted.body(), None);
        assert!(intercepted.set_body("third").unwrap_err().to_string().contains("streamed"));
        assert_eq!(request.body(), "other");
    }
}
