//! Waiting for updates.

use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::iter::FusedIterator;
use std::time::Duration;

use super::Chat;
use super::wait::{block_on, block_on_within};
use crate::live::Update;

/// No update arrived in time: see [`Chat::next_timeout`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeout;

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there was no update of the chat in time")
    }
}

impl Error for Timeout {}

impl Chat {
    /// Waits for the next update, and returns it. After [`Update::End`], it returns `None`.
    #[must_use]
    pub fn next(&self) -> Option<Update> {
        block_on(poll_fn(|cx| self.shared().poll_update(cx)))
    }

    /// Waits for the next update, at most for this time. With zero, it does not wait. After [`Update::End`], it returns `None`.
    ///
    /// # Errors
    ///
    /// There is no update in this time. The chat goes on.
    ///
    /// ```no_run
    /// # fn example(chat: &connectparticipant_chat::blocking::Chat) -> Result<(), Box<dyn std::error::Error>> {
    /// use std::time::Duration;
    ///
    /// loop {
    ///     match chat.next_timeout(Duration::from_secs(300)) {
    ///         Ok(Some(update)) => println!("{update:?}"),
    ///         Ok(None) => break,
    ///         Err(_) => drop(chat.send_text("Are you still there?")?),
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn next_timeout(&self, limit: Duration) -> Result<Option<Update>, Timeout> {
        let next = poll_fn(|cx| self.shared().poll_update(cx));
        block_on_within(next, limit, self.shared().stack.timer()).ok_or(Timeout)
    }
}

/// The updates, as from [`Chat::next`]: `for update in &chat`.
impl Iterator for &Chat {
    type Item = Update;

    fn next(&mut self) -> Option<Update> {
        Chat::next(self)
    }
}

impl FusedIterator for &Chat {}
