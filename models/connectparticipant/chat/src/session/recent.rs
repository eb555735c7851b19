//! A bounded set of hashes: adding one forgets the oldest.

use std::collections::{BTreeSet, VecDeque};

/// The last hashes that were added.
#[derive(Debug)]
pub(super) struct Recent {
    hashes: BTreeSet<u64>,
    order: VecDeque<u64>,
    capacity: usize,
}

impl Recent {
    pub(super) fn new(capacity: usize) -> Self {
        Self { hashes: BTreeSet::new(), order: VecDeque::new(), capacity }
    }

    pub(super) fn contains(&self, hash: u64) -> bool {
        self.hashes.contains(&hash)
    }

    /// Returns whether the hash is new.
    pub(super) fn insert(&mut self, hash: u64) -> bool {
        let new = self.hashes.insert(hash);
        if new {
            self.order.push_back(hash);
        }
        if self.order.len() > self.capacity {
            if let Some(oldest) = self.order.pop_front() {
                self.hashes.remove(&oldest);
            }
        }
        new
    }

    pub(super) fn remove(&mut self, hash: u64) {
        if self.hashes.remove(&hash) {
            self.order.retain(|other| *other != hash);
        }
    }
}
