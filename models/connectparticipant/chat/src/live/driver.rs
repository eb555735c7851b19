//! The task of a chat: it passes inputs to the session, and does what the session decides.
//!
//! It is one future without inner tasks: a few calls, up to three websockets and one timer, which are polled together.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use connectparticipant::client::BoxFuture;

use super::calls::{Call, Outcome};
use super::shared::Shared;
use super::socket::{Happening, Socket};
use super::update::Update;
use crate::session::{Action, Failure, Input};

/// The number of rounds after which other tasks have their turn.
const ROUNDS: usize = 32;

/// The task.
pub(crate) struct Driver {
    shared: Arc<Shared>,
    calls: Vec<Call>,
    sockets: Vec<Socket>,
    /// The timer, and the time at which it is due.
    timer: Option<(Duration, BoxFuture<'static, ()>)>,
}

impl Driver {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared, calls: Vec::new(), sockets: Vec::new(), timer: None }
    }

    /// Does what is possible without waiting. Returns whether there may be more.
    fn round(&mut self, cx: &mut Context<'_>) -> bool {
        let acted = self.act();
        let called = self.poll_calls(cx);
        let received = self.poll_sockets(cx);
        let timed = self.poll_timer(cx);
        acted || called || received || timed
    }

    fn act(&mut self) -> bool {
        let mut acted = false;
        while let Some(action) = self.shared.next_action() {
            self.perform(action);
            acted = true;
        }
        acted
    }

    fn perform(&mut self, action: Action) {
        let stack = &self.shared.stack;
        let token = || self.shared.lock().session.token().cloned();
        match action {
            Action::Connect(request) => self.calls.push(stack.connect(*request)),
            Action::GetTranscript(request) => self.calls.push(stack.transcript(*request)),
            Action::Open { socket, url } => self.sockets.push(Socket::open(&self.shared, socket, url)),
            Action::Send { socket, text } => {
                self.sockets.iter_mut().filter(|one| one.id == socket).for_each(|one| one.send(text));
            }
            Action::Close { socket, code, reason } => {
                let now = stack.elapsed();
                self.sockets.retain_mut(|one| one.id != socket || !one.close(now, code, reason));
            }
            Action::Typing => self.calls.extend(token().map(|token| stack.typing(token))),
            Action::Receipt(receipt) => match token() {
                Some(token) => self.calls.push(stack.receipt(receipt, &token)),
                None => {
                    let failure = Failure::network("there is no connection token");
                    self.shared.happened(Input::Receipt(receipt, Err(failure)));
                }
            },
            // For the user; the queue has them.
            Action::Deliver(_) | Action::Notice(_) | Action::End(_) => {}
        }
    }

    fn poll_calls(&mut self, cx: &mut Context<'_>) -> bool {
        let mut done = Vec::new();
        self.calls.retain_mut(|call| match call.as_mut().poll(cx) {
            Poll::Ready(outcome) => {
                done.push(outcome);
                false
            }
            Poll::Pending => true,
        });
        let any = !done.is_empty();
        for outcome in done {
            match outcome {
                Outcome::Connection(result) => {
                    self.shared.happened(Input::Connection(result));
                    self.shared.changed();
                }
                Outcome::Transcript(result) => self.shared.happened(Input::Transcript(result)),
                Outcome::Receipt(receipt, result) => self.shared.happened(Input::Receipt(receipt, result)),
                Outcome::Nothing => {}
            }
        }
        any
    }

    fn poll_sockets(&mut self, cx: &mut Context<'_>) -> bool {
        let now = self.shared.stack.elapsed();
        let Self { shared, sockets, .. } = self;
        let mut any = false;
        if shared.takes_up() {
            // A lost connection makes the session read the transcript.
            for socket in sockets.iter_mut() {
                socket.close(now, 1000, "items were not read");
                shared.happened(Input::Closed(socket.id));
            }
            any = true;
        }
        sockets.retain_mut(|socket| {
            let Poll::Ready(happening) = socket.poll(cx, now) else { return true };
            any = true;
            match happening {
                Happening::Opened => shared.happened(Input::Opened(socket.id)),
                Happening::Frame(text) => shared.frame(socket.id, &text),
                Happening::Closed => shared.happened(Input::Closed(socket.id)),
                Happening::Gone(reason) => {
                    if let Some(reason) = reason {
                        shared.report(Update::SocketFailed(reason));
                    }
                    shared.happened(Input::Closed(socket.id));
                    return false;
                }
            }
            true
        });
        any
    }

    fn poll_timer(&mut self, cx: &mut Context<'_>) -> bool {
        let now = self.shared.stack.elapsed();
        let session = self.shared.lock().session.deadline();
        if session.is_some_and(|deadline| deadline <= now) {
            self.shared.happened(Input::Tick);
            return true;
        }
        let sockets = self.sockets.iter().filter_map(Socket::deadline);
        let Some(deadline) = sockets.chain(session).min() else {
            self.timer = None;
            return false;
        };
        // An earlier timer is kept: it only leads to another round.
        let timer = match &mut self.timer {
            Some((at, timer)) if *at <= deadline => timer,
            timer => {
                let sleep = self.shared.stack.timer().sleep(deadline.saturating_sub(now));
                &mut timer.insert((deadline, sleep)).1
            }
        };
        let ready = timer.as_mut().poll(cx).is_ready();
        if ready {
            self.timer = None;
        }
        ready
    }

    fn is_done(&self) -> bool {
        self.sockets.is_empty() && self.shared.lock().session.is_ended()
    }
}

impl Future for Driver {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let driver = self.get_mut();
        for _ in 0..ROUNDS {
            driver.shared.attend(cx.waker());
            let more = driver.round(cx);
            if !more {
                return if driver.is_done() { Poll::Ready(()) } else { Poll::Pending };
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.shared.stop();
    }
}
