//! A body with a stalling timeout.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::super::call::{Attempts, TimeoutKind, TransportError};
use super::{Body, BoxFuture, Client};

/// A body each of whose pieces must arrive in time.
pub(crate) struct Stalling {
    body: Body,
    client: Client,
    limit: Duration,
    /// The timer of the next piece; set while it is pending.
    alarm: Option<BoxFuture<'static, ()>>,
    over: bool,
}

impl Stalling {
    pub(crate) fn limit(body: Body, client: &Client, limit: Duration) -> Body {
        Body::wrap(Self { body, client: client.clone(), limit, alarm: None, over: false })
    }
}

impl HttpBody for Stalling {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let this = &mut *self;
        if this.over {
            return Poll::Ready(None);
        }
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) {
            this.alarm = None;
            return Poll::Ready(frame);
        }
        let (client, limit) = (&this.client, this.limit);
        let alarm = this.alarm.get_or_insert_with(|| client.sleep().sleep(limit));
        alarm.as_mut().poll(cx).map(|()| {
            this.over = true;
            this.body = Body::empty();
            Some(Err(Attempts::too_late(TimeoutKind::Attempt)))
        })
    }

    fn is_end_stream(&self) -> bool {
        self.over || self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
