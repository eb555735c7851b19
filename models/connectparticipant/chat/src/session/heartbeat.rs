//! The heartbeats of one socket. This module knows nothing about the state of the socket.

use std::time::Duration;

use super::action::{Action, Lost, Notice, SocketId};
use super::now::Turn;
use crate::frame::{HEARTBEAT, PING, Ping};

/// The heartbeats of a socket. They begin when it is open.
#[derive(Debug)]
pub(super) struct Heartbeats {
    next: Duration,
    /// Whether the last heartbeat has no response yet.
    waiting: bool,
    deep: Deep,
}

/// The deep heartbeats of a socket.
#[derive(Debug, Default)]
struct Deep {
    waiting: bool,
    failures: u32,
    /// Whether one was successful: a service that has none is not broken.
    known: bool,
}

impl Heartbeats {
    /// The first one is due at once.
    pub(super) fn new(now: Duration) -> Self {
        Self { next: now, waiting: false, deep: Deep::default() }
    }

    pub(super) fn deadline(&self) -> Duration {
        self.next
    }

    /// Sends heartbeats that are due.
    ///
    /// A heartbeat has failed if the next one is due. If that is noticed late, because the program was suspended or busy, a
    /// response may be unread, so that the next one decides.
    pub(super) fn tick(&mut self, turn: &mut Turn<'_>, socket: SocketId) -> Result<(), Lost> {
        let now = turn.elapsed();
        if now < self.next {
            return Ok(());
        }
        let in_time = now - self.next <= turn.settings.heartbeat / 2;
        if self.waiting && in_time {
            return Err(Lost::Heartbeat);
        }
        if self.deep.waiting && in_time {
            self.deep.failed(turn)?;
        }
        self.next = now + turn.settings.heartbeat;
        self.waiting = true;
        turn.act(Action::Send { socket, text: HEARTBEAT });
        if turn.settings.deep_heartbeat {
            self.deep.waiting = true;
            turn.act(Action::Send { socket, text: PING });
        }
        Ok(())
    }

    /// Sends the next heartbeat at once: the connection may be lost without a sign.
    pub(super) fn probe(&mut self, now: Duration) {
        self.next = now;
        self.waiting = false;
        self.deep.waiting = false;
    }

    pub(super) fn heartbeat(&mut self) {
        self.waiting = false;
    }

    pub(super) fn ping(&mut self, turn: &mut Turn<'_>, ping: Ping) -> Result<(), Lost> {
        self.deep.waiting = false;
        if ping.is_ok() {
            self.deep.succeeded(turn);
            return Ok(());
        }
        self.deep.failed(turn)
    }
}

impl Deep {
    fn succeeded(&mut self, turn: &mut Turn<'_>) {
        if self.failures > 0 {
            turn.notice(Notice::DeepHeartbeat(true));
        }
        self.failures = 0;
        self.known = true;
    }

    fn failed(&mut self, turn: &mut Turn<'_>) -> Result<(), Lost> {
        self.failures += 1;
        if self.failures == 1 {
            turn.notice(Notice::DeepHeartbeat(false));
        }
        if self.known && self.failures >= turn.settings.deep_heartbeat_failures {
            return Err(Lost::DeepHeartbeat);
        }
        Ok(())
    }
}
