//! The task of a chat: it drives the session, and waits with the timer of the client.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use super::stack::AsyncStack;
use crate::live::driver::{Driver, Turn};
use crate::live::shared::Shared;
use crate::live::stack::Stack;
use crate::live::timer::Timer;

/// The number of turns after which other tasks have their turn.
const TURNS: usize = 32;

/// The task.
pub(super) struct Task {
    driver: Driver<AsyncStack>,
    timer: Timer,
}

impl Task {
    pub(super) fn new(shared: Arc<Shared<AsyncStack>>) -> Self {
        Self { driver: Driver::new(shared), timer: Timer::default() }
    }
}

impl Future for Task {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Self { driver, timer } = self.get_mut();
        for _ in 0..TURNS {
            match driver.turn(cx) {
                Turn::More => {}
                Turn::Done => return Poll::Ready(()),
                Turn::Wait(None) => {
                    timer.stop();
                    return Poll::Pending;
                }
                Turn::Wait(Some(deadline)) => {
                    let stack = driver.stack();
                    let left = deadline.saturating_sub(stack.elapsed());
                    ready!(timer.poll(cx, deadline, || stack.timer().sleep(left)));
                }
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
