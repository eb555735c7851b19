//! A body that is lent to the transport, and returned if no part of it was taken.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::super::call::TransportError;
use super::Body;

/// The body, kept until an attempt starts to send it.
pub(crate) struct Lent(Arc<Mutex<State>>);

struct State {
    body: Body,
    /// The number of pieces taken.
    taken: u64,
}

impl Lent {
    pub(crate) fn new(body: Body) -> Self {
        Self(Arc::new(Mutex::new(State { body, taken: 0 })))
    }

    /// The body for an attempt.
    pub(crate) fn body(&self) -> Body {
        Body::wrap(Borrowed(self.0.clone()))
    }

    /// The number of pieces taken: with zero, it can be lent again.
    pub(crate) fn taken(&self) -> u64 {
        with(&self.0, |state| state.taken)
    }
}

/// No code panics under the lock.
fn with<T>(state: &Mutex<State>, work: impl FnOnce(&mut State) -> T) -> T {
    work(&mut state.lock().unwrap_or_else(PoisonError::into_inner))
}

struct Borrowed(Arc<Mutex<State>>);

impl HttpBody for Borrowed {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        with(&self.0, |state| {
            let frame = Pin::new(&mut state.body).poll_frame(cx);
            if frame.is_ready() {
                state.taken = state.taken.saturating_add(1);
            }
            frame
        })
    }

    fn is_end_stream(&self) -> bool {
        with(&self.0, |state| state.body.is_end_stream())
    }

    fn size_hint(&self) -> SizeHint {
        with(&self.0, |state| state.body.size_hint())
    }
}
