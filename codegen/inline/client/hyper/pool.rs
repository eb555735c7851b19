//! Idle connections, by the runtime and the target that they belong to.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::runtime;

use super::link::Link;
use super::target::Target;

/// What a connection is good for.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    runtime: runtime::Id,
    target: Target,
}

impl Key {
    pub(super) fn new(runtime: runtime::Id, target: Target) -> Self {
        Self { runtime, target }
    }

    pub(super) fn target(&self) -> &Target {
        &self.target
    }
}

/// The connections over which nothing travels now.
pub(super) struct Pool {
    timeout: Duration,
    /// For each key.
    most: usize,
    idle: Mutex<HashMap<Key, Vec<Idle>>>,
}

struct Idle {
    since: Instant,
    link: Link,
}

impl Pool {
    pub(super) fn new(timeout: Duration, most: usize) -> Self {
        Self { timeout, most, idle: Mutex::default() }
    }

    /// The connection that was used last; it is the least likely to have been closed.
    pub(super) fn take(&self, key: &Key) -> Option<Link> {
        let mut idle = self.idle();
        idle.get_mut(key)?.pop().map(|idle| idle.link)
    }

    /// Keeps a connection, in place of the oldest one if there are too many.
    pub(super) fn put(&self, key: Key, link: Link) {
        let mut idle = self.idle();
        let links = idle.entry(key).or_default();
        links.push(Idle { since: Instant::now(), link });
        if links.len() > self.most {
            links.remove(0);
        }
    }

    /// All that are not too old; the others are closed.
    fn idle(&self) -> MutexGuard<'_, HashMap<Key, Vec<Idle>>> {
        // A panic while it was locked leaves it usable.
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|_, links| {
            links.retain(|idle| idle.since.elapsed() < self.timeout);
            !links.is_empty()
        });
        idle
    }
}

/// How many, not to whom.
impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool")
            .field("idle_timeout", &self.timeout)
            .field("max_idle_connections", &self.most)
            .finish_non_exhaustive()
    }
}
