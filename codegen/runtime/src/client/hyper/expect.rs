//! `Expect: 100-continue`: the body of a request waits until the service asks for it.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{ready, Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use http::header::EXPECT;
use http::{Request, StatusCode};
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::super::super::call::TransportError;
use super::super::{Body, BoxFuture};

/// The longest wait: a service may ignore the header (RFC 9110, 10.1.1).
const LONGEST: Duration = Duration::from_secs(1);

/// The gate before a body. Clones share it.
#[derive(Clone, Default)]
pub(super) struct Gate(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    passage: Passage,
    waker: Option<Waker>,
}

/// Whether the body may be read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Passage {
    #[default]
    Unknown,
    Open,
    /// There is a response already.
    Closed,
}

/// Lets the body of a request wait, if its headers say so.
pub(super) fn hold(request: Request<Body>) -> (Request<Body>, Option<Gate>) {
    let expected = request.headers().get(EXPECT);
    let waits = expected.map_or(false, |value| value.as_bytes().eq_ignore_ascii_case(b"100-continue"));
    if !waits || request.body().is_end_stream() {
        return (request, None);
    }
    let gate = Gate::default();
    let (opens, before) = (gate.clone(), gate.clone());
    let mut request = request.map(|body| Body::wrap(Held { body, gate: before, alarm: None }));
    hyper::ext::on_informational(&mut request, move |response| {
        if response.status() == StatusCode::CONTINUE {
            opens.decide(Passage::Open);
        }
    });
    (request, Some(gate))
}

impl Gate {
    /// Keeps a body that was not asked for: its response has arrived.
    pub(super) fn close(&self) {
        self.decide(Passage::Closed);
    }

    /// Decides about the body, unless this was done.
    fn decide(&self, passage: Passage) {
        let mut state = self.state();
        if state.passage == Passage::Unknown {
            state.passage = passage;
        }
        if let Some(waker) = state.waker.take() {
            waker.wake();
        }
    }

    /// No code panics under the lock.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A body behind its gate.
struct Held {
    body: Body,
    gate: Gate,
    /// Created when the body is first asked for, after the headers.
    alarm: Option<BoxFuture<'static, ()>>,
}

impl Held {
    fn poll_open(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let passage = {
            let mut state = self.gate.state();
            state.waker = Some(cx.waker().clone());
            state.passage
        };
        match passage {
            Passage::Open => return Poll::Ready(()),
            Passage::Closed => return Poll::Pending,
            Passage::Unknown => {}
        }
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(tokio::time::sleep(LONGEST)));
        ready!(alarm.as_mut().poll(cx));
        self.gate.decide(Passage::Open);
        Poll::Ready(())
    }
}

impl HttpBody for Held {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        ready!(self.poll_open(cx));
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
