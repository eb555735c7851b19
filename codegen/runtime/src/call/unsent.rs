//! A call that has not been made yet.

use std::fmt;
use std::time::Duration;

use super::super::Operation;
use super::Options;

/// A call of an operation by a client, with settings of its own. Nothing is sent before it is awaited, or, by the blocking
/// client, before `send`.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'c, C, O: Operation> {
    pub(crate) client: &'c C,
    pub(crate) input: O::Input,
    pub(crate) options: Options,
}

impl<'c, C, O: Operation> Call<'c, C, O> {
    pub(crate) fn new(client: &'c C, input: O::Input) -> Self {
        Self { client, input, options: Options::default() }
    }

    /// Sets how long one attempt may take, from connecting to the last byte of the answer.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.options.attempt_timeout = Some(limit);
        self
    }

    /// Sets how long the call may take, with all its attempts and pauses.
    pub fn operation_timeout(mut self, limit: Duration) -> Self {
        self.options.operation_timeout = Some(limit);
        self
    }

    /// Sets the greatest number of attempts, the first included.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.options.max_attempts = Some(attempts);
        self
    }

    /// Whether the operation puts its prefix before the host name, if it has one: see
    /// [`Builder::host_prefix`](super::Builder::host_prefix).
    pub fn host_prefix(mut self, yes: bool) -> Self {
        self.options.host_prefix = Some(yes);
        self
    }

    /// Whether the input is checked against the limits of the model before it is sent.
    pub fn validate(mut self, yes: bool) -> Self {
        self.options.validate = Some(yes);
        self
    }
}

/// The operation, and nothing of the input.
impl<C, O: Operation> fmt::Debug for Call<'_, C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({})", O::NAME)
    }
}
