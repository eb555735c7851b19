//! The connections of a transport: those that are idle, by runtime and target, and how many may be open.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Wake, Waker};
use std::time::{Duration, Instant};

use tokio::runtime;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::super::super::call::ProxyServer;
use super::link::Link;
use super::target::Target;

/// What a connection is good for.
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

    /// The proxy that forwards single requests; one that makes a tunnel sees none.
    pub(super) fn forwarder(&self) -> Option<&ProxyServer> {
        self.proxy().filter(|_| !self.target.tls)
    }

    pub(super) fn target(&self) -> &Target {
        &self.target
    }
}

/// The right to have a connection in use.
pub(super) type Permit = OwnedSemaphorePermit;

/// The connections over which nothing travels now.
pub(super) struct Pool {
    timeout: Duration,
    /// How many are kept, whatever they are good for.
    most: usize,
    /// The one that was used last is at the end.
    idle: Mutex<Vec<Idle>>,
    /// How many more may be in use.
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

    /// Waits until one more connection may be in use.
    pub(super) async fn permit(&self) -> Option<Permit> {
        // It is never closed.
        self.free.clone().acquire_owned().await.ok()
    }

    /// The connection that was used last; it is the least likely to have been closed.
    pub(super) fn take(&self, key: &Key) -> Option<Link> {
        let mut idle = self.idle(key);
        let at = idle.iter().rposition(|idle| idle.key == *key)?;
        Some(idle.remove(at).link)
    }

    /// Keeps a connection, in place of the oldest one if there are too many.
    pub(super) fn put(&self, key: Key, link: Link) {
        let mut idle = self.idle(&key);
        idle.push(Idle { since: Instant::now(), key, link });
        let surplus = idle.len().saturating_sub(self.most);
        drop(idle.drain(..surplus));
    }

    /// All that can still be used: the others are closed. Those of a runtime that is gone give an error when they are polled,
    /// and keep the runtime's own descriptors open for as long as they are there.
    fn idle(&self, key: &Key) -> MutexGuard<'_, Vec<Idle>> {
        // A panic while it was locked leaves it usable.
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|idle| idle.since.elapsed() < self.timeout);
        if idle.iter().any(|idle| idle.key.runtime != key.runtime) {
            let waker = Waker::from(Arc::new(Nobody));
            let mut cx = Context::from_waker(&waker);
            idle.retain_mut(|idle| idle.key.runtime == key.runtime || idle.link.is_ready(&mut cx));
        }
        idle
    }
}

/// Nobody waits for an idle connection.
struct Nobody;

impl Wake for Nobody {
    fn wake(self: Arc<Self>) {}
}

/// How many, not to whom.
impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool")
            .field("idle_timeout", &self.timeout)
            .field("max_idle_connections", &self.most)
            .field("max_connections", &self.most_in_use)
            .finish_non_exhaustive()
    }
}
