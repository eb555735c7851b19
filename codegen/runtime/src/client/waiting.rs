//! Requests that wait for a connection: after a timeout, the client must know whether a request still waited.
//!
//! The transport records it while it is polled, and the client reads it right after the poll, on the same thread. So requests
//! need no field for it, and transports that wrap the waiting one do not interfere.

use std::cell::Cell;
#[cfg(feature = "client")]
use std::future::{poll_fn, Future};
#[cfg(feature = "client")]
use std::pin::pin;

use super::super::call::{Attempts, TimeoutKind, TransportError};

thread_local! {
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// Polls a request. Returns the result, and whether the request waits for a connection.
pub(super) fn noted<T>(poll: impl FnOnce() -> T) -> (T, bool) {
    WAITS.with(|waits| waits.set(false));
    let polled = poll();
    (polled, WAITS.with(Cell::get))
}

/// Returns the error of a timed-out request. Nothing was sent of one that still waited.
pub(super) fn too_late(kind: TimeoutKind, waits: bool) -> TransportError {
    let error = Attempts::too_late(kind);
    if waits {
        return error.with_source("all connections are in use; see `max_connections`").not_sent();
    }
    error
}

/// Waits for a connection for a request.
#[cfg(feature = "client")]
pub(super) async fn during<T>(wait: impl Future<Output = T>) -> T {
    let mut wait = pin!(wait);
    poll_fn(|cx| {
        let polled = wait.as_mut().poll(cx);
        WAITS.with(|waits| waits.set(polled.is_pending()));
        polled
    })
    .await
}
