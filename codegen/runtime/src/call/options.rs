//! What is different for one call.

use std::time::Duration;

use super::settings::Shared;
use super::{RetryPolicy, Timeouts};

/// Settings of a call that are not those of its client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) operation_timeout: Option<Duration>,
    pub(crate) max_attempts: Option<u32>,
    pub(crate) validate: Option<bool>,
    pub(crate) host_prefix: Option<bool>,
}

impl Options {
    pub(crate) fn timeouts(&self, shared: &Shared) -> Timeouts {
        Timeouts {
            connect: shared.timeouts.connect,
            attempt: self.attempt_timeout.or(shared.timeouts.attempt),
            operation: self.operation_timeout.or(shared.timeouts.operation),
        }
    }

    pub(crate) fn retry(&self, shared: &Shared) -> RetryPolicy {
        match self.max_attempts {
            Some(attempts) => shared.retry.max_attempts(attempts),
            None => shared.retry,
        }
    }

    pub(crate) fn validate(&self, shared: &Shared) -> bool {
        self.validate.unwrap_or(shared.validate)
    }
}
