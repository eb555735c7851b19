//! The body of a response. It owns its connection, and returns it to the pool at its end, not before.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Response;
use http_body::{Body as HttpBody, Frame, SizeHint};
use hyper::body::Incoming;

use super::super::super::call::{TransportError, TransportErrorKind};
use super::super::Body;
use super::link::Link;
use super::pool::{Key, Permit, Pool};

/// The remaining bytes, and their connection.
struct ResponseBody {
    incoming: Incoming,
    link: Option<Link>,
    /// Does not keep the transport alive: after it, no connection is reused.
    pool: Weak<Pool>,
    key: Option<Key>,
    /// Released after the connection is returned, so that the next waiter finds it.
    permit: Option<Permit>,
}

/// Returns a response with our body.
pub(super) async fn attach(
    response: Response<Incoming>,
    link: Link,
    pool: &Arc<Pool>,
    key: Key,
    permit: Option<Permit>,
) -> Response<Body> {
    let (parts, incoming) = response.into_parts();
    let mut body =
        ResponseBody { incoming, link: Some(link), pool: Arc::downgrade(pool), key: Some(key), permit };
    if body.incoming.is_end_stream() {
        poll_fn(|cx| {
            body.bring_back(cx);
            Poll::Ready(())
        })
        .await;
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::wrap(body))
}

impl ResponseBody {
    /// Returns the connection to the pool, if it is reusable.
    fn bring_back(&mut self, cx: &mut Context<'_>) {
        if let (Some(mut link), Some(key)) = (self.link.take(), self.key.take()) {
            // Not ready if the service responded before it had read the whole request.
            if link.is_ready(cx) {
                if let Some(pool) = self.pool.upgrade() {
                    pool.put(key, link);
                }
            }
        }
        self.permit = None;
    }
}

impl HttpBody for ResponseBody {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let mut next = Pin::new(&mut self.incoming).poll_frame(cx);
        if next.is_pending() {
            if let Some(link) = &mut self.link {
                link.drive(cx);
            }
            next = Pin::new(&mut self.incoming).poll_frame(cx);
        }
        match next {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Some(Ok(frame))) => {
                // With a known length, no further read is needed.
                if self.incoming.is_end_stream() {
                    self.bring_back(cx);
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(error))) => {
                self.link = None;
                self.permit = None;
                Poll::Ready(Some(Err(TransportError::new(TransportErrorKind::Body).with_source(error))))
            }
            Poll::Ready(None) => {
                self.bring_back(cx);
                Poll::Ready(None)
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.size_hint()
    }
}
