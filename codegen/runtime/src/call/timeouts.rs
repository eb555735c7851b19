//! Timeouts of a client.

use std::time::Duration;

/// The timeouts of a client. A slow service cannot avoid them: a body that arrives slowly counts too.
///
/// | timeout | from | to | default |
/// |---|---|---|---|
/// | [`connect`](Self::connect) | looking up the host | the end of the TLS handshake | 3 s |
/// | [`attempt`](Self::attempt) | connecting | the last byte of the response | 15 s |
/// | [`operation`](Self::operation) | the call | its result, after all attempts and delays | 60 s |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    pub(crate) connect: Option<Duration>,
    pub(crate) attempt: Option<Duration>,
    pub(crate) operation: Option<Duration>,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Some(Duration::from_secs(3)),
            attempt: Some(Duration::from_secs(15)),
            operation: Some(Duration::from_secs(60)),
        }
    }
}

impl Timeouts {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// No timeouts. A delay requested by the service is respected, however long.
    pub fn none() -> Self {
        Self { connect: None, attempt: None, operation: None }
    }

    /// Sets the connect timeout. A custom transport has its own.
    #[must_use]
    pub fn connect(mut self, limit: Duration) -> Self {
        self.connect = Some(limit);
        self
    }

    /// Sets the timeout of an attempt.
    #[must_use]
    pub fn attempt(mut self, limit: Duration) -> Self {
        self.attempt = Some(limit);
        self
    }

    /// Sets the timeout of the whole call.
    #[must_use]
    pub fn operation(mut self, limit: Duration) -> Self {
        self.operation = Some(limit);
        self
    }

    /// Returns the timeout of the whole call.
    #[doc(hidden)]
    pub fn of_operation(&self) -> Option<Duration> {
        self.operation
    }
}
