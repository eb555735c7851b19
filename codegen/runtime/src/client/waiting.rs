//! Requests that wait for a connection: whether one does so still is what a client has to know when its time is over.
//!
//! The transport notes it while it is polled, and the client reads it right after the poll, on the same thread. So it needs no
//! room in the request, and other transports around the one that waits do not get in the way.

use std::cell::Cell;
#[cfg(feature = "client")]
use std::future::{poll_fn, Future};
#[cfg(feature = "client")]
use std::pin::pin;

use super::super::call::{Attempts, TimeoutKind, TransportError};

thread_local! {
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// Polls a request. Returns, with what comes of that, whether the request waits for a connection.
pub(super) fn noted<T>(poll: impl FnOnce() -> T) -> (T, bool) {
    WAITS.with(|waits| waits.set(false));
    let polled = poll();
    (polled, WAITS.with(Cell::get))
}

/// The error of a request whose time is over. Nothing was sent of one that was still waiting.
pub(super) fn too_late(kind: TimeoutKind, waits: bool) -> TransportError {
    let error = Attempts::too_late(kind);
    if waits {
        return error.with_source("all connections are in use; see `max_connections`").not_sent();
    }
    error
}

/// Waits for a connection on behalf of a request.
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
