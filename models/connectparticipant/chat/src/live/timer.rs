//! The timer of a driver.

use std::task::{Context, Poll};
use std::time::Duration;

use super::stack::BoxFuture;

/// A timer, and the time at which it is due.
#[derive(Default)]
pub(crate) struct Timer(Option<(Duration, BoxFuture<()>)>);

impl Timer {
    /// Waits until a time. An earlier timer is kept: it only leads to another turn.
    pub(crate) fn poll(
        &mut self,
        cx: &mut Context<'_>,
        deadline: Duration,
        start: impl FnOnce() -> BoxFuture<()>,
    ) -> Poll<()> {
        let timer = match &mut self.0 {
            Some((at, timer)) if *at <= deadline => timer,
            timer => &mut timer.insert((deadline, start())).1,
        };
        let poll = timer.as_mut().poll(cx);
        if poll.is_ready() {
            self.stop();
        }
        poll
    }

    pub(crate) fn stop(&mut self) {
        self.0 = None;
    }
}
