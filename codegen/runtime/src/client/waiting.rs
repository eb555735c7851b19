//! Requests that wait for a connection: whether one does so still is what a client has to know when its time is over.

#[cfg(feature = "client")]
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};

use super::super::call::TransportError;

/// Whether a request waits for a connection: a transport that has a limit for them says so.
#[derive(Debug, Default)]
pub struct Waiting(AtomicBool);

impl Waiting {
    /// An error, with its reason if it is the timeout of a request that was still waiting: nothing was sent.
    pub(super) fn explain(&self, error: TransportError) -> TransportError {
        if error.is_timeout() && self.0.load(Ordering::Relaxed) {
            return error.with_source("all connections are in use; see `max_connections`").not_sent();
        }
        error
    }

    /// Waits for a connection on behalf of a request.
    #[cfg(feature = "client")]
    pub(super) async fn during<T>(&self, wait: impl Future<Output = T>) -> T {
        self.0.store(true, Ordering::Relaxed);
        let waited = wait.await;
        self.0.store(false, Ordering::Relaxed);
        waited
    }
}
