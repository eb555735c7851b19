//! One socket, from its URL to the subscription. This module knows nothing about other sockets.

use std::time::Duration;

use super::action::{Action, Lost, Notice, SocketId, SocketUrl};
use super::expiry::Expiry;
use super::heartbeat::Heartbeats;
use super::now::Turn;
use crate::frame::SUBSCRIBE;

/// A URL of a socket, and its age.
#[derive(Clone, Debug)]
pub(super) struct Fetched {
    pub(super) url: SocketUrl,
    /// The time of its response.
    pub(super) at: Duration,
    pub(super) expiry: Option<Expiry>,
    /// The time at which the socket should be renewed.
    pub(super) renew: Duration,
}

/// A socket.
#[derive(Debug)]
pub(super) struct Socket {
    pub(super) id: SocketId,
    pub(super) fetched: Fetched,
    pub(super) state: State,
    pub(super) beats: Heartbeats,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum State {
    Opening { until: Duration },
    Subscribing { next: Duration, resends: u32, refusals: u32 },
    Live { since: Duration },
}

/// The reason why a socket could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// It did not open, or closed early: the same URL may work.
    Unopened,
    /// It has no subscription.
    Unsubscribed,
}

impl Socket {
    pub(super) fn open(turn: &mut Turn<'_>, id: SocketId, fetched: Fetched) -> Self {
        turn.act(Action::Open { socket: id, url: fetched.url.clone() });
        let now = turn.elapsed();
        let state = State::Opening { until: now + turn.settings.open_timeout };
        Self { id, fetched, state, beats: Heartbeats::new(now) }
    }

    pub(super) fn close(&self, turn: &mut Turn<'_>, reason: &'static str) {
        turn.act(Action::Close { socket: self.id, code: 1000, reason });
    }

    pub(super) fn deadline(&self) -> Duration {
        match self.state {
            State::Opening { until } => until,
            State::Subscribing { next, .. } => next.min(self.beats.deadline()),
            State::Live { .. } => self.beats.deadline(),
        }
    }

    /// The socket is open: it subscribes.
    pub(super) fn opened(&mut self, turn: &mut Turn<'_>) {
        if !matches!(self.state, State::Opening { .. }) {
            return;
        }
        let next = turn.elapsed() + turn.settings.subscribe_timeout;
        self.state = State::Subscribing { next, resends: 0, refusals: 0 };
        self.beats = Heartbeats::new(turn.elapsed());
        turn.act(Action::Send { socket: self.id, text: SUBSCRIBE });
    }

    /// The service has refused the subscription: it is sent again after a delay.
    pub(super) fn refused(&mut self, turn: &mut Turn<'_>) -> Result<(), Unusable> {
        if let State::Subscribing { next, refusals, .. } = &mut self.state {
            *refusals += 1;
            if *refusals >= turn.settings.subscribe_refusals {
                turn.notice(Notice::SubscriptionFailed);
                return Err(Unusable::Unsubscribed);
            }
            *next = turn.elapsed() + turn.settings.subscribe_delay;
        }
        Ok(())
    }

    /// Does what is due before the socket is live.
    pub(super) fn tick_opening(&mut self, turn: &mut Turn<'_>) -> Result<(), Unusable> {
        let now = turn.elapsed();
        match &mut self.state {
            State::Opening { until } if now >= *until => return Err(Unusable::Unopened),
            State::Subscribing { next, resends, refusals } => {
                if now >= *next {
                    // A resend after a refusal counts as a refusal only.
                    *resends += u32::from(*refusals == 0);
                    if *resends > turn.settings.subscribe_resends {
                        turn.notice(Notice::SubscriptionFailed);
                        return Err(Unusable::Unsubscribed);
                    }
                    *next = now + turn.settings.subscribe_timeout;
                    turn.act(Action::Send { socket: self.id, text: SUBSCRIBE });
                }
                return self.beats.tick(turn, self.id).map_err(|_| Unusable::Unopened);
            }
            State::Opening { .. } | State::Live { .. } => {}
        }
        Ok(())
    }

    /// Does what is due while the socket is live.
    pub(super) fn tick_live(&mut self, turn: &mut Turn<'_>) -> Result<(), Lost> {
        // The time of day counts, too: no other clock runs while a machine sleeps.
        if self.fetched.expiry.is_some_and(|expiry| expiry.is_near(turn)) {
            self.fetched.renew = self.fetched.renew.min(turn.elapsed());
        }
        self.beats.tick(turn, self.id)
    }
}
