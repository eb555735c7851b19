//! The driver of a session: it passes inputs to the session, and performs its actions.
//!
//! It has no inner tasks: a few calls and up to three websockets are polled together. The adapters wait for its deadline.

use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use super::calls::{self, Call, Outcome};
use super::shared::Shared;
use super::socket::{Socket, SocketEvent};
use super::stack::Stack;
use super::update::Update;
use crate::session::{Action, Failure, Input};

/// The driver.
pub(crate) struct Driver<S: Stack> {
    shared: Arc<Shared<S>>,
    calls: Vec<Call>,
    sockets: Vec<Socket<S::Connection>>,
}

/// The result of a turn of the driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// There may be more to do.
    More,
    /// Nothing can be done before the driver is woken, or before this time on the clock of its client.
    Wait(Option<Duration>),
    /// The session is over, and its sockets are closed.
    Done,
}

impl<S: Stack> Driver<S> {
    pub(crate) fn new(shared: Arc<Shared<S>>) -> Self {
        Self { shared, calls: Vec::new(), sockets: Vec::new() }
    }

    /// Ends the session, which cannot go on for this reason.
    #[cfg(feature = "blocking")]
    pub(crate) fn fail(self, reason: &str) {
        self.shared.stop(reason);
    }

    pub(crate) fn stack(&self) -> &S {
        &self.shared.stack
    }

    /// Does what is possible without waiting.
    pub(crate) fn turn(&mut self, cx: &mut Context<'_>) -> Turn {
        self.shared.attend(cx.waker());
        let acted = self.act();
        let called = self.poll_calls(cx);
        let received = self.poll_sockets(cx);
        let ticked = self.tick();
        if acted || called || received || ticked {
            Turn::More
        } else if self.is_done() {
            Turn::Done
        } else {
            Turn::Wait(self.deadline())
        }
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
            Action::Connect(request) => self.calls.push(calls::connect(stack, *request)),
            Action::GetTranscript(request) => self.calls.push(calls::transcript(stack, *request)),
            Action::Open { socket, url } => self.sockets.push(Socket::open(stack, socket, &url)),
            Action::Send { socket, text } => {
                self.sockets.iter_mut().filter(|one| one.id == socket).for_each(|one| one.send(text));
            }
            Action::Close { socket, code, reason } => {
                let now = stack.elapsed();
                self.sockets.retain_mut(|one| one.id != socket || !one.close(now, code, reason));
            }
            Action::Typing => self.calls.extend(token().map(|token| calls::typing(stack, token))),
            Action::Receipt(receipt) => match token() {
                Some(token) => self.calls.push(calls::receipt(stack, receipt, &token)),
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
            let Poll::Ready(event) = socket.poll(cx, now) else { return true };
            any = true;
            match event {
                SocketEvent::Opened => shared.happened(Input::Opened(socket.id)),
                SocketEvent::Frame(text) => shared.frame(socket.id, &text),
                SocketEvent::Closed => shared.happened(Input::Closed(socket.id)),
                SocketEvent::Gone(reason) => {
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

    /// Lets the session do what is due. Returns whether it was.
    fn tick(&mut self) -> bool {
        let now = self.shared.stack.elapsed();
        let due = self.shared.lock().session.deadline().is_some_and(|deadline| deadline <= now);
        if due {
            self.shared.happened(Input::Tick);
        }
        due
    }

    fn deadline(&self) -> Option<Duration> {
        let session = self.shared.lock().session.deadline();
        self.sockets.iter().filter_map(Socket::deadline).chain(session).min()
    }

    fn is_done(&self) -> bool {
        self.sockets.is_empty() && self.shared.lock().session.is_ended()
    }
}

impl<S: Stack> Drop for Driver<S> {
    fn drop(&mut self) {
        self.shared.stop("the runtime or the thread of the chat has ended");
    }
}
