//! The throttle of typing events. Each session has its own, so that two chats do not swallow each other's events.

use std::time::Duration;

/// The throttle: the first event is sent at once, and the next after the interval. None is sent later.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typing {
    interval: Duration,
    next: Option<Duration>,
}

impl Typing {
    pub(super) fn new(interval: Duration) -> Self {
        Self { interval, next: None }
    }

    /// Returns whether an event should be sent now.
    pub(super) fn typed(&mut self, now: Duration) -> bool {
        let send = self.next.is_none_or(|next| now >= next);
        if send {
            self.next = Some(now + self.interval);
        }
        send
    }

    /// A message was sent: it ends the indication of typing at the others.
    pub(super) fn sent(&mut self) {
        self.next = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_event_is_sent_for_each_interval() {
        let seconds = Duration::from_secs;
        let mut typing = Typing::new(seconds(10));
        let sent = [0, 1, 9, 10, 11, 19, 20].map(|second| typing.typed(seconds(second)));
        assert_eq!(sent, [true, false, false, true, false, false, true]);
        typing.sent();
        assert!(typing.typed(seconds(21)), "a message ends the indication");
        assert!(!typing.typed(seconds(22)));
    }
}
