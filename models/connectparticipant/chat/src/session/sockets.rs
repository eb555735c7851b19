//! The sockets of a session: one that is live, and one that is being opened. The second replaces the first only when it is
//! subscribed, so that a renewal misses nothing. This module knows nothing about calls and items.

use std::time::Duration;

use super::action::{Lost, SocketId};
use super::now::{Turn, earlier};
use super::socket::{Fetched, Socket, State, Unusable};
use crate::frame::{Frame, Ping};

/// The sockets.
#[derive(Debug)]
pub(super) struct Sockets {
    live: Option<Socket>,
    opening: Option<Socket>,
    /// The socket that was replaced, and when it is closed: frames may be on their way.
    old: Option<(Duration, Socket)>,
    /// The URL to open again, and when.
    again: Option<(Duration, Fetched)>,
    /// No new URL is needed before this time.
    wait: Duration,
    /// Consecutive failures, since the last stable connection.
    failures: u32,
    count: u64,
    network: bool,
}

/// A change of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    Connected,
    /// A new socket has replaced the live one, which may have been dead without a sign.
    Renewed,
    Lost(Lost),
}

impl Sockets {
    pub(super) fn new(now: Duration) -> Self {
        Self {
            live: None,
            opening: None,
            old: None,
            again: None,
            wait: now,
            failures: 0,
            count: 0,
            network: true,
        }
    }

    pub(super) fn is_live(&self) -> bool {
        self.live.is_some()
    }

    pub(super) fn has_network(&self) -> bool {
        self.network
    }

    /// Returns the time at which a new URL is needed, if no other input comes first.
    pub(super) fn url_needed(&self) -> Option<Duration> {
        if !self.network || self.opening.is_some() || self.again.is_some() {
            return None;
        }
        Some(self.live.as_ref().map_or(self.wait, |live| live.fetched.renew.max(self.wait)))
    }

    pub(super) fn deadline(&self) -> Option<Duration> {
        let sockets =
            earlier(self.live.as_ref().map(Socket::deadline), self.opening.as_ref().map(Socket::deadline));
        let again = self.again.as_ref().filter(|_| self.network).map(|(at, _)| *at);
        earlier(earlier(sockets, again), self.old.as_ref().map(|(at, _)| *at))
    }

    /// Opens a new URL.
    pub(super) fn open(&mut self, turn: &mut Turn<'_>, fetched: Fetched) {
        self.again = None;
        self.close_old(turn);
        if let Some(old) = self.opening.take() {
            old.close(turn, "replaced");
        }
        self.count += 1;
        self.opening = Some(Socket::open(turn, SocketId(self.count), fetched));
    }

    pub(super) fn opened(&mut self, turn: &mut Turn<'_>, id: SocketId) {
        if let Some(socket) = self.opening.as_mut().filter(|socket| socket.id == id) {
            socket.opened(turn);
        }
    }

    pub(super) fn closed(&mut self, turn: &mut Turn<'_>, id: SocketId) -> Option<Event> {
        if self.opening.as_ref().is_some_and(|socket| socket.id == id) {
            self.opening_failed(turn, Unusable::Unopened);
        } else if self.live.as_ref().is_some_and(|socket| socket.id == id) {
            return Some(self.lost(turn, Lost::Closed));
        }
        self.old.take_if(|(_, socket)| socket.id == id);
        None
    }

    /// Handles a frame that is about a socket.
    pub(super) fn frame(&mut self, turn: &mut Turn<'_>, id: SocketId, frame: &Frame<'_>) -> Option<Event> {
        if let Frame::Subscribed(success) = frame {
            return self.subscribed(turn, id, *success);
        }
        let socket =
            [&mut self.live, &mut self.opening].into_iter().flatten().find(|socket| socket.id == id)?;
        match frame {
            Frame::Heartbeat => socket.beats.heartbeat(),
            Frame::Ping(ping) => return self.ping(turn, id, *ping),
            _ => {}
        }
        None
    }

    fn subscribed(&mut self, turn: &mut Turn<'_>, id: SocketId, success: bool) -> Option<Event> {
        let socket = self.opening.as_mut().filter(|socket| socket.id == id)?;
        if success {
            return self.promote(turn);
        }
        if let Err(reason) = socket.refused(turn) {
            self.give_up_opening(turn, reason);
        }
        None
    }

    /// The new socket is subscribed: it replaces the old one, if there is one.
    fn promote(&mut self, turn: &mut Turn<'_>) -> Option<Event> {
        let mut socket = self.opening.take()?;
        socket.state = State::Live { since: turn.elapsed() };
        let old = self.live.replace(socket);
        match old {
            Some(old) => {
                self.old = Some((turn.elapsed() + turn.settings.drain, old));
                Some(Event::Renewed)
            }
            None => Some(Event::Connected),
        }
    }

    fn ping(&mut self, turn: &mut Turn<'_>, id: SocketId, ping: Ping) -> Option<Event> {
        let live = self.live.as_ref().is_some_and(|socket| socket.id == id);
        let socket = if live { &mut self.live } else { &mut self.opening }.as_mut()?;
        match socket.beats.ping(turn, ping) {
            Err(reason) if live => Some(self.give_up_live(turn, reason)),
            _ => None,
        }
    }

    fn close_old(&mut self, turn: &mut Turn<'_>) {
        if let Some((_, old)) = self.old.take() {
            old.close(turn, "renewed");
        }
    }

    /// Does what is due.
    pub(super) fn tick(&mut self, turn: &mut Turn<'_>) -> Option<Event> {
        if self.old.as_ref().is_some_and(|(at, _)| turn.elapsed() >= *at) {
            self.close_old(turn);
        }
        if self.again.as_ref().is_some_and(|(at, _)| self.network && turn.elapsed() >= *at) {
            if let Some((_, fetched)) = self.again.take() {
                self.open(turn, fetched);
            }
        }
        if let Some(Err(reason)) = self.opening.as_mut().map(|socket| socket.tick_opening(turn)) {
            self.give_up_opening(turn, reason);
        }
        match self.live.as_mut()?.tick_live(turn) {
            Ok(()) => None,
            Err(reason) => Some(self.give_up_live(turn, reason)),
        }
    }

    fn give_up_live(&mut self, turn: &mut Turn<'_>, reason: Lost) -> Event {
        if let Some(live) = &self.live {
            live.close(turn, "no heartbeat");
        }
        self.lost(turn, reason)
    }

    /// The live socket is gone. A connection that was stable is replaced at once.
    fn lost(&mut self, turn: &mut Turn<'_>, reason: Lost) -> Event {
        let now = turn.elapsed();
        let since = self.live.take().map_or(now, |socket| match socket.state {
            State::Live { since } => since,
            _ => now,
        });
        if now - since >= turn.settings.stable_after {
            self.failures = 0;
            self.wait = now;
        } else {
            self.failures += 1;
            self.wait = now + turn.backoff(turn.settings.open_retry, self.failures);
        }
        Event::Lost(reason)
    }

    fn give_up_opening(&mut self, turn: &mut Turn<'_>, reason: Unusable) {
        if let Some(socket) = &self.opening {
            socket.close(turn, "not usable");
        }
        self.opening_failed(turn, reason);
    }

    /// Plans the next attempt: with the same URL while it is usable, then with a new one.
    fn opening_failed(&mut self, turn: &mut Turn<'_>, reason: Unusable) {
        let Some(socket) = self.opening.take() else { return };
        self.failures += 1;
        let at = turn.elapsed() + turn.backoff(turn.settings.open_retry, self.failures);
        let unopened = reason == Unusable::Unopened && matches!(socket.state, State::Opening { .. });
        if unopened && at <= socket.fetched.at + turn.settings.url_usable {
            self.again = Some((at, socket.fetched));
        } else {
            self.wait = at;
        }
    }

    /// The machine has a network, or has none.
    pub(super) fn network(&mut self, now: Duration, network: bool) {
        if network && !self.network {
            self.wait = now;
            if let Some((at, _)) = &mut self.again {
                *at = now;
            }
            self.probe(now);
        }
        self.network = network;
    }

    /// Checks at once whether the connection works.
    pub(super) fn probe(&mut self, now: Duration) {
        if let Some(live) = &mut self.live {
            live.beats.probe(now);
        }
    }

    /// Closes all sockets.
    pub(super) fn close(&mut self, turn: &mut Turn<'_>, reason: &'static str) {
        self.close_old(turn);
        for socket in [self.live.take(), self.opening.take()].into_iter().flatten() {
            socket.close(turn, reason);
        }
        self.again = None;
    }
}
