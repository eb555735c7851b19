//! The client of a chat: the calls, the connections and the clock that both kinds of clients have.

use std::io::{self, Read, Write};
use std::pin::Pin;
use std::task::Waker;
use std::time::Duration;

use connectparticipant::config::Clock;
use connectparticipant::service::Service;
use connectparticipant::{CallError, Operation};
use farrier_runtime::Timestamp;
use http::Uri;

use crate::session::Now;

/// A future on the heap.
pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A client, and its parts.
pub(crate) trait Stack: Send + Sync + 'static {
    type Client: Clone + Send + Sync + 'static;
    type Connection: Connection;

    fn client(&self) -> &Self::Client;

    fn clock(&self) -> &dyn Clock;

    /// Makes a call. A blocking client blocks the thread that polls this future.
    fn call<O>(
        client: Self::Client,
        input: O::Input,
    ) -> impl Future<Output = Result<O::Output, CallError<O::Error>>> + Send
    where
        O: Operation<Service = Service> + 'static,
        O::Input: Send,
        O::Output: Send,
        O::Error: Send;

    /// Opens a connection, in the [background](Self::background).
    fn open(&self, uri: Uri) -> BoxFuture<Result<Self::Connection, Box<str>>>;

    /// Returns a future that never blocks the driver. If the system has no means for it, its value is that of `failed`.
    fn background<T: Send + 'static>(
        work: impl Future<Output = T> + Send + 'static,
        failed: impl FnOnce(io::Error) -> T + Send + 'static,
    ) -> BoxFuture<T>;

    /// Returns the current time.
    fn now(&self) -> Now {
        let clock = self.clock();
        // A wrong clock does no harm.
        let wall = Timestamp::try_from(clock.now()).or_else(|_| Timestamp::from_epoch(0, 0));
        Now::new(clock.elapsed(), wall.unwrap_or_else(|_| unreachable!("the epoch is a time")))
    }

    fn elapsed(&self) -> Duration {
        self.clock().elapsed()
    }
}

/// A connection that does not wait: an operation that is not possible yet fails with [`WouldBlock`](io::ErrorKind::WouldBlock), and the driver
/// is woken when it may be.
pub(crate) trait Connection: Read + Write + Send + 'static {
    /// Sets the task to wake.
    fn attend(&mut self, waker: &Waker);
}
