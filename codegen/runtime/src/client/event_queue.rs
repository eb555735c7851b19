//! A short queue of event frames between their sender and the transport.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame};

use super::super::call::{FirstFrame, FrameSigner, SendEventError, TransportError};

/// The maximum number of waiting frames.
const ROOM: usize = 16;

/// The waiting frames.
#[derive(Default)]
pub(crate) struct Queue(Mutex<State>);

#[derive(Default)]
struct State {
    frames: VecDeque<Vec<u8>>,
    /// No frame will be added.
    closed: bool,
    /// The receiver is gone.
    gone: bool,
    sender: Option<Waker>,
    receiver: Option<Waker>,
}

impl Queue {
    /// No code panics under the lock.
    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Adds a frame as soon as there is room.
    pub(crate) fn push(
        &self,
        cx: &mut Context<'_>,
        frame: &mut Option<Vec<u8>>,
    ) -> Poll<Result<(), SendEventError>> {
        let receiver = self.with(|state| {
            if state.gone {
                return Poll::Ready(Err(SendEventError::Closed));
            }
            if state.frames.len() >= ROOM {
                state.sender = Some(cx.waker().clone());
                return Poll::Pending;
            }
            state.frames.extend(frame.take());
            Poll::Ready(Ok(state.receiver.take()))
        });
        receiver.map_ok(wake)
    }

    /// Ends the body after the waiting frames.
    pub(crate) fn close(&self) {
        wake(self.with(|state| {
            state.closed = true;
            state.receiver.take()
        }));
    }
}

fn wake(waker: Option<Waker>) {
    waker.into_iter().for_each(Waker::wake);
}

/// The frames as a body. If the service requires signed events, each is signed when the transport takes it.
pub(crate) struct Events {
    first: FirstFrame,
    queue: Arc<Queue>,
    signer: FrameSigner,
    ended: bool,
}

impl Events {
    pub(crate) fn new(queue: Arc<Queue>, signer: FrameSigner) -> Self {
        Self { first: FirstFrame::default(), queue, signer, ended: false }
    }

    /// The data before the frames.
    pub(crate) fn first(&self) -> FirstFrame {
        self.first.clone()
    }

    /// The signer of the frames.
    pub(crate) fn signer(&self) -> FrameSigner {
        self.signer.clone()
    }
}

impl HttpBody for Events {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let first = self.first.next();
        let (frame, sender) = self.queue.with(|state| match first.or_else(|| state.frames.pop_front()) {
            Some(frame) => (Poll::Ready(Some(frame)), state.sender.take()),
            None if state.closed => (Poll::Ready(None), None),
            None => {
                state.receiver = Some(cx.waker().clone());
                (Poll::Pending, None)
            }
        });
        wake(sender);
        frame.map(|frame| {
            self.ended = frame.is_none();
            self.signer.finish(frame).map(|frame| Ok(Frame::data(Bytes::from(frame))))
        })
    }

    fn is_end_stream(&self) -> bool {
        self.ended
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        wake(self.queue.with(|state| {
            state.gone = true;
            state.frames.clear();
            state.sender.take()
        }));
    }
}
