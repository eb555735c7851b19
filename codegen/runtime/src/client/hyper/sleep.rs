//! Delays with the timer of Tokio.

use std::time::Duration;

use tokio::runtime::Handle;

use super::super::super::call::SetupError;
use super::super::{BoxFuture, Sleep};

/// Sleeps with the timer of the Tokio runtime in which it is polled.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioSleep(());

impl TokioSleep {
    /// The timer of the current runtime.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Sleep for TokioSleep {
    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        // Created within the future, so that the timer belongs to the runtime that polls it.
        Box::pin(async move { tokio::time::sleep(time).await })
    }

    fn check(&self) -> Result<(), SetupError> {
        Handle::try_current().map(drop).map_err(|_| {
            SetupError::new(
                "the client was called outside of a Tokio runtime; call it inside of one, such as that of \
                 `#[tokio::main]`, or use the blocking client",
            )
        })
    }
}
