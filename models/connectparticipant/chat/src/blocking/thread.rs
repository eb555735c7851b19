//! The thread of a chat: it drives the session, and waits for its sockets.

use std::io;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use super::poller::Poller;
use super::stack::BlockingStack;
use crate::live::driver::{Driver, Turn};
use crate::live::stack::Stack;
use crate::live::timer::Timer;

/// Starts the thread. It ends with the session.
pub(super) fn start(driver: Driver<BlockingStack>, mut poller: Poller) -> io::Result<()> {
    let run = move || run(driver, &poller.waker(), |limit| poller.wait(limit));
    thread::Builder::new().name("chat".to_owned()).spawn(run).map(drop)
}

/// Drives a session to its end, and waits with a function: until the waker is used, or at most for a time.
fn run(
    mut driver: Driver<BlockingStack>,
    waker: &Waker,
    mut wait: impl FnMut(Option<Duration>) -> io::Result<()>,
) {
    let mut cx = Context::from_waker(waker);
    let mut timer = Timer::default();
    loop {
        let limit = match driver.turn(&mut cx) {
            Turn::More => continue,
            Turn::Done => return,
            Turn::Wait(None) => {
                timer.stop();
                None
            }
            Turn::Wait(Some(deadline)) => {
                let stack = driver.stack();
                let left = deadline.saturating_sub(stack.elapsed());
                match stack.timer().timer(left) {
                    None => Some(left),
                    Some(virtual_time) => match timer.poll(&mut cx, deadline, || virtual_time) {
                        Poll::Pending => None,
                        Poll::Ready(()) => continue,
                    },
                }
            }
        };
        if let Err(error) = wait(limit) {
            return driver.fail(&format!("the system cannot wait for the sockets of the chat: {error}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use connectparticipant::blocking::Client;

    use super::*;
    use crate::Update;
    use crate::live::options::Options;
    use crate::session::End;

    #[test]
    fn a_failure_to_wait_is_the_end_of_the_chat_with_its_reason() {
        let poller = Poller::new().unwrap();
        // Nobody listens there.
        let client = Client::builder().endpoint_url("http://127.0.0.1:1").build().unwrap();
        let stack = BlockingStack::new(client, poller.registry().unwrap()).unwrap();
        let (shared, handle) = Options::new("token".into()).begin(stack);
        run(Driver::new(shared), &poller.waker(), |_| Err(io::Error::other("no memory")));
        let shared = &handle.0;
        let cx = Context::from_waker(Waker::noop());
        let reason = "the system cannot wait for the sockets of the chat: no memory";
        let end = Poll::Ready(Some(Update::End(End::Stopped(reason.into()))));
        assert_eq!(shared.poll_update(&cx), end);
        assert_eq!(shared.poll_update(&cx), Poll::Ready(None));
        assert_eq!(shared.poll_stopped(&cx), Poll::Ready(()));
        let Poll::Ready(Err(error)) = shared.poll_connected(&cx) else { panic!("it is not connected") };
        assert_eq!(error.to_string(), format!("the chat ended before it was connected: {reason}"));
        assert!(shared.lock().is_over());
    }
}
