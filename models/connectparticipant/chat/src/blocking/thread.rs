//! The thread of a chat: it drives the session, and waits for its sockets.

use std::io;
use std::task::Context;
use std::thread;

use super::poller::Poller;
use super::stack::BlockingStack;
use crate::live::driver::{Driver, Turn};
use crate::live::stack::Stack;
use crate::live::timer::Timer;

/// Starts the thread. It ends with the session.
pub(super) fn start(driver: Driver<BlockingStack>, poller: Poller) -> io::Result<()> {
    let run = move || {
        // Without the system's help, the driver stops, which the user sees.
        let _ = run(driver, poller);
    };
    thread::Builder::new().name("chat".to_owned()).spawn(run).map(drop)
}

fn run(mut driver: Driver<BlockingStack>, mut poller: Poller) -> io::Result<()> {
    let waker = poller.waker();
    let mut cx = Context::from_waker(&waker);
    let mut timer = Timer::default();
    loop {
        let deadline = match driver.turn(&mut cx) {
            Turn::More => continue,
            Turn::Done => return Ok(()),
            Turn::Wait(None) => {
                timer.stop();
                poller.wait(None)?;
                continue;
            }
            Turn::Wait(Some(deadline)) => deadline,
        };
        let stack = driver.stack();
        let left = deadline.saturating_sub(stack.elapsed());
        match stack.timer().timer(left) {
            None => poller.wait(Some(left))?,
            Some(virtual_time) => {
                if timer.poll(&mut cx, deadline, || virtual_time).is_pending() {
                    poller.wait(None)?;
                }
            }
        }
    }
}
