//! The state that a chat shares with its driver: the session, and the updates that wait.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use connectparticipant::types::{ArtifactStatus, ConnectionToken};

use super::error::ConnectError;
use super::scans::Scans;
use super::stack::Stack;
use super::update::Update;
use crate::frame::{self, Frame};
use crate::session::{Action, End, Input, Notice, Session, Settings, SocketId};

/// The session belongs to the handles: without one, it is closed.
pub(crate) struct Handle<S: Stack>(pub(crate) Arc<Shared<S>>);

impl<S: Stack> Drop for Handle<S> {
    fn drop(&mut self) {
        self.0.input(Input::Close);
    }
}

/// The state of a chat.
pub(crate) struct Shared<S> {
    pub(crate) stack: S,
    capacity: usize,
    state: Mutex<State>,
}

/// The state within its lock, which is never held while something is awaited.
pub(crate) struct State {
    pub(crate) session: Session,
    updates: VecDeque<Update>,
    end: Option<End>,
    /// Whether the session was connected.
    connected: bool,
    /// The last reason why it was not.
    failure: Option<Box<str>>,
    /// Whether an item was dropped since the queue was full.
    overflowed: bool,
    /// Whether the driver is gone.
    stopped: bool,
    /// The futures of the user that wait for a change.
    waiting: Vec<Waker>,
    driver: Option<Waker>,
    scans: Scans,
}

impl State {
    /// Wakes the futures of the user.
    fn changed(&mut self) {
        self.waiting.drain(..).for_each(Waker::wake);
    }

    fn wait<T>(&mut self, cx: &Context<'_>) -> Poll<T> {
        if !self.waiting.iter().any(|waker| waker.will_wake(cx.waker())) {
            self.waiting.push(cx.waker().clone());
        }
        Poll::Pending
    }

    fn note_failure(&mut self, update: &Update) {
        let reason = match update {
            Update::SocketFailed(reason) => reason.clone(),
            Update::Notice(Notice::CallFailed(failure)) => failure.message.as_str().into(),
            Update::Notice(Notice::SubscriptionFailed) => {
                "the service did not accept the subscription".into()
            }
            _ => return,
        };
        // Later failures are those of a connection that was there.
        if !self.connected {
            self.failure = Some(reason);
        }
    }

    /// Whether the session is over, or can no longer go on.
    pub(crate) fn is_over(&self) -> bool {
        self.stopped || self.session.is_ended()
    }

    pub(crate) fn is_connected(&self) -> bool {
        !self.stopped && self.session.is_connected()
    }
}

impl<S: Stack> Shared<S> {
    pub(crate) fn new(stack: S, settings: Settings, capacity: usize) -> Self {
        let session = Session::new(settings, stack.now());
        let state = State {
            session,
            updates: VecDeque::new(),
            end: None,
            connected: false,
            failure: None,
            overflowed: false,
            stopped: false,
            waiting: Vec::new(),
            driver: None,
            scans: Scans::default(),
        };
        Self { stack, capacity, state: Mutex::new(state) }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Passes an input of the user to the session, and wakes the driver.
    pub(crate) fn input(&self, input: Input<'_>) {
        let mut state = self.lock();
        state.session.handle(self.stack.now(), input);
        if let Some(driver) = state.driver.take() {
            driver.wake();
        }
    }
}

/// For the user.
impl<S: Stack> Shared<S> {
    /// Returns the next update.
    pub(crate) fn poll_update(&self, cx: &Context<'_>) -> Poll<Option<Update>> {
        let mut state = self.lock();
        let Some(update) = state.updates.pop_front() else {
            return if state.end.is_some() { Poll::Ready(None) } else { state.wait(cx) };
        };
        if self.is_overcome(&state) {
            if let Some(driver) = state.driver.take() {
                driver.wake();
            }
        }
        Poll::Ready(Some(update))
    }

    /// Waits for the first connection.
    pub(crate) fn poll_connected(&self, cx: &Context<'_>) -> Poll<Result<(), ConnectError>> {
        let mut state = self.lock();
        match &state.end {
            _ if state.connected => Poll::Ready(Ok(())),
            Some(end) => Poll::Ready(Err(end.clone().into())),
            None => state.wait(cx),
        }
    }

    /// Returns the error of a chat that was not connected in time.
    pub(crate) fn not_connected(&self, limit: Duration) -> ConnectError {
        ConnectError::Timeout { limit, reason: self.lock().failure.clone() }
    }

    /// Waits until the driver is gone: all sockets are closed.
    pub(crate) fn poll_stopped(&self, cx: &Context<'_>) -> Poll<()> {
        let mut state = self.lock();
        if state.stopped { Poll::Ready(()) } else { state.wait(cx) }
    }

    /// Waits for the result of a scan; `None` at the end.
    pub(crate) fn poll_scan(&self, cx: &Context<'_>, id: &str) -> Poll<Option<ArtifactStatus>> {
        let mut state = self.lock();
        match state.scans.result(id) {
            None if !state.is_over() => state.wait(cx),
            result => Poll::Ready(result),
        }
    }

    /// Waits until the items of the past are read.
    pub(crate) fn poll_caught_up(&self, cx: &Context<'_>) -> Poll<()> {
        let mut state = self.lock();
        if state.is_over() || !state.session.is_catching_up() { Poll::Ready(()) } else { state.wait(cx) }
    }

    /// Waits for a connection token; `None` at the end.
    pub(crate) fn poll_token(&self, cx: &Context<'_>) -> Poll<Option<ConnectionToken>> {
        let mut state = self.lock();
        if state.is_over() {
            return Poll::Ready(None);
        }
        match state.session.token().cloned() {
            Some(token) => Poll::Ready(Some(token)),
            None => state.wait(cx),
        }
    }
}

/// For the driver.
impl<S: Stack> Shared<S> {
    /// Passes an input of the driver to the session.
    pub(crate) fn happened(&self, input: Input<'_>) {
        self.handle(&mut self.lock(), input);
    }

    fn handle(&self, state: &mut State, input: Input<'_>) {
        let before = state.session.is_catching_up();
        state.session.handle(self.stack.now(), input);
        if before && !state.session.is_catching_up() {
            state.changed();
        }
    }

    /// Sets the waker of the driver.
    pub(crate) fn attend(&self, waker: &Waker) {
        let mut state = self.lock();
        match &mut state.driver {
            Some(driver) => driver.clone_from(waker),
            none => *none = Some(waker.clone()),
        }
    }

    /// Passes a frame to the session, unless it is an item and the queue is full.
    pub(crate) fn frame(&self, socket: SocketId, text: &str) {
        let mut state = self.lock();
        if state.updates.len() >= self.capacity && matches!(frame::decode(text), Frame::Chat(_)) {
            state.overflowed = true;
            return;
        }
        self.handle(&mut state, Input::Frame(socket, text));
    }

    /// Whether items were dropped, and there is room for them now.
    fn is_overcome(&self, state: &State) -> bool {
        state.overflowed && state.updates.len() <= self.capacity / 2
    }

    /// Returns true once after items were dropped, when there is room for them.
    pub(crate) fn takes_up(&self) -> bool {
        let mut state = self.lock();
        let overcome = self.is_overcome(&state);
        state.overflowed &= !overcome;
        overcome
    }

    /// Adds an update, unless the queue is full.
    pub(crate) fn report(&self, update: Update) {
        let mut state = self.lock();
        state.note_failure(&update);
        if state.updates.len() < self.capacity {
            state.updates.push_back(update);
            state.changed();
        }
    }

    /// Moves updates from the session to the queue, up to the next action for the driver.
    pub(crate) fn next_action(&self) -> Option<Action> {
        let mut state = self.lock();
        loop {
            let update = match state.session.next_action()? {
                Action::Deliver(delivery) => {
                    state.scans.note(&delivery.item.item);
                    Update::Item(delivery)
                }
                Action::Notice(notice) => Update::Notice(notice),
                Action::End(end) => {
                    state.end = Some(end.clone());
                    Update::End(end)
                }
                action => return Some(action),
            };
            state.note_failure(&update);
            state.connected |= state.session.is_connected();
            state.updates.push_back(update);
            state.changed();
        }
    }

    /// The driver is gone. If the session is not over, this reason is its end.
    pub(crate) fn stop(&self, reason: &str) {
        if self.lock().session.is_ended() {
            // An input of the user may have ended it after the last turn of the driver.
            while self.next_action().is_some() {}
        }
        let mut state = self.lock();
        state.stopped = true;
        if state.end.is_none() {
            let end = End::Stopped(reason.into());
            state.end = Some(end.clone());
            state.updates.push_back(Update::End(end));
        }
        state.changed();
    }

    /// A new token may be there.
    pub(crate) fn changed(&self) {
        self.lock().changed();
    }
}
