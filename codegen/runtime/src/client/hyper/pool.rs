//! The connections of a transport: the idle ones, by runtime and target, and the limits.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Wake, Waker};
use std::time::{Duration, Instant};

use tokio::runtime;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::super::super::call::ProxyServer;
use super::link::Link;
use super::target::Target;

/// The requests that a connection can carry.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Key {
    runtime: runtime::Id,
    target: Target,
    proxy: Option<Arc<ProxyServer>>,
}

impl Key {
    pub(super) fn new(runtime: runtime::Id, target: Target, proxy: Option<Arc<ProxyServer>>) -> Self {
        Self { runtime, target, proxy }
    }

    /// The proxy that the connection goes through.
    pub(super) fn proxy(&self) -> Option<&ProxyServer> {
        self.proxy.as_deref()
    }

    /// Returns the proxy if it forwards requests; through a tunnel, it sees no requests.
    pub(super) fn forwarder(&self) -> Option<&ProxyServer> {
        self.proxy().filter(|_| !self.target.tls)
    }

    pub(super) fn target(&self) -> &Target {
        &self.target
    }
}

/// A permit for a connection in use.
pub(super) type Permit = OwnedSemaphorePermit;

/// The idle connections.
pub(super) struct Pool {
    timeout: Duration,
    /// The maximum number of idle connections, for all keys together.
    most: usize,
    /// The most recently used one is last.
    idle: Mutex<Vec<Idle>>,
    /// The permits for connections in use.
    free: Arc<Semaphore>,
    most_in_use: usize,
}

struct Idle {
    since: Instant,
    key: Key,
    link: Link,
}

impl Pool {
    pub(super) fn new(timeout: Duration, most: usize, in_use: usize) -> Self {
        let in_use = in_use.clamp(1, Semaphore::MAX_PERMITS);
        let free = Arc::new(Semaphore::new(in_use));
        Self { timeout, most, idle: Mutex::default(), free, most_in_use: in_use }
    }

    /// Waits for a permit for a connection.
    pub(super) async fn permit(&self) -> Option<Permit> {
        // The semaphore is never closed.
        self.free.clone().acquire_owned().await.ok()
    }

    /// Takes the most recently used connection, which is the least likely to have been closed.
    pub(super) fn take(&self, key: &Key) -> Option<Link> {
        let mut idle = self.idle(key);
        let at = idle.iter().rposition(|idle| idle.key == *key)?;
        Some(idle.remove(at).link)
    }

    /// Adds a connection, and drops the oldest one if there are too many.
    pub(super) fn put(&self, key: Key, link: Link) {
        let mut idle = self.idle(&key);
        idle.push(Idle { since: Instant::now(), key, link });
        let surplus = idle.len().saturating_sub(self.most);
        drop(idle.drain(..surplus));
    }

    /// Returns the usable connections, after closing the others. A connection of a runtime that has ended returns an error when
    /// polled, and keeps descriptors of that runtime open until it is dropped.
    fn idle(&self, key: &Key) -> MutexGuard<'_, Vec<Idle>> {
        // A panic under the lock cannot leave an invalid state.
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|idle| idle.since.elapsed() < self.timeout);
        if idle.iter().any(|idle| idle.key.runtime != key.runtime) {
            let waker = Waker::from(Arc::new(NoTask));
            let mut cx = Context::from_waker(&waker);
            idle.retain_mut(|idle| idle.key.runtime == key.runtime || idle.link.is_ready(&mut cx));
        }
        idle
    }
}

/// No one awaits an idle connection, so nothing has to be woken.
struct NoTask;

impl Wake for NoTask {
    fn wake(self: Arc<Self>) {}
}

/// The number of connections, without their hosts.
impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool")
            .field("idle_timeout", &self.timeout)
            .field("max_idle_connections", &self.most)
            .field("max_connections", &self.most_in_use)
            .finish_non_exhaustive()
    }
}
