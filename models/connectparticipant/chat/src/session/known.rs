//! The items that a session has seen, to find duplicates. This module remembers hashes, not items.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use connectparticipant::types::ChatItemType;

use super::delivery::Change;
use super::recent::Recent;
use crate::item::Item;

/// The hashes of the last items. Each item has two or three: for its id, and for each part that may change.
#[derive(Debug)]
pub(super) struct Known {
    recent: Recent,
    seed: u64,
}

/// The facts that are remembered about an item.
#[derive(Clone, Copy, Hash)]
enum Fact {
    /// A part of a message was seen.
    Part,
    /// The whole item was seen.
    Whole,
    Content,
    Attachments,
    Receipts,
    Processing,
}

impl Known {
    /// Remembers this many items. Hashes depend on the seed, so that nobody can prepare two items with the same.
    pub(super) fn new(items: usize, seed: u64) -> Self {
        Self { recent: Recent::new(items.max(1).saturating_mul(3)), seed }
    }

    /// Adds a whole item, and returns its relation to what was seen before; `None` for a duplicate.
    ///
    /// An item is the same if it says nothing new: a part that is absent, or that was seen before, is not.
    pub(super) fn whole(&mut self, item: &Item) -> Option<Change> {
        let id = identity(item);
        let part = self.contains(id, Fact::Part, &());
        let is_new = self.insert(id, Fact::Whole, &());
        let changed = self.insert_details(id, item);
        match (is_new, part) {
            (true, true) => Some(Change::Completed),
            (true, false) => Some(Change::New),
            (false, _) => changed.then_some(Change::Updated),
        }
    }

    /// Whether the whole item was seen before.
    pub(super) fn has_whole(&self, item: &Item) -> bool {
        self.contains(identity(item), Fact::Whole, &())
    }

    /// Adds a part of a message. Returns false if the whole was seen before.
    pub(super) fn part(&mut self, item: &Item) -> bool {
        let id = identity(item);
        let whole = self.contains(id, Fact::Whole, &());
        if !whole {
            self.insert(id, Fact::Part, &());
        }
        !whole
    }

    fn insert_details(&mut self, id: u64, item: &Item) -> bool {
        let item = &item.item;
        let mut changed = false;
        if item.content.is_some() {
            changed |= self.insert(id, Fact::Content, &item.content);
        }
        if item.attachments.as_ref().is_some_and(|attachments| !attachments.is_empty()) {
            changed |= self.insert(id, Fact::Attachments, &item.attachments);
        }
        let Some(metadata) = &item.message_metadata else { return changed };
        if metadata.receipts.as_ref().is_some_and(|receipts| !receipts.is_empty()) {
            changed |= self.insert(id, Fact::Receipts, &metadata.receipts);
        }
        if metadata.message_processing_status.is_some() {
            changed |= self.insert(id, Fact::Processing, &metadata.message_processing_status);
        }
        changed
    }

    fn hash(&self, id: u64, fact: Fact, value: &impl Hash) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.seed, id, fact).hash(&mut hasher);
        value.hash(&mut hasher);
        hasher.finish()
    }

    fn contains(&self, id: u64, fact: Fact, value: &impl Hash) -> bool {
        self.recent.contains(self.hash(id, fact, value))
    }

    /// Returns whether the fact is new.
    fn insert(&mut self, id: u64, fact: Fact, value: &impl Hash) -> bool {
        self.recent.insert(self.hash(id, fact, value))
    }
}

/// Returns the hash of the id. Metadata of a message may have the id of the message, and is another item; an item without an id is
/// identified by its sender, time and content.
pub(super) fn identity(item: &Item) -> u64 {
    let mut hasher = DefaultHasher::new();
    is_metadata(item).hash(&mut hasher);
    match item.id() {
        Some(id) => id.hash(&mut hasher),
        None => {
            let inner = &item.item;
            (&inner.absolute_time, &inner.participant_id, &inner.content_type, &inner.content)
                .hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// Whether the item is about another message.
pub(super) fn is_metadata(item: &Item) -> bool {
    item.item.r#type.as_ref().map(ChatItemType::as_str) == Some("MESSAGEMETADATA")
}
