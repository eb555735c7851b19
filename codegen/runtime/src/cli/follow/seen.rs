//! The items that were shown, so that each is shown once, and again when it has changed. Of an item, only a hash is kept.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use serde_json::Value;

use super::super::table::FollowCommand;

/// The shown items.
#[derive(Default)]
pub(super) struct Seen {
    /// The hashes of the last form of each item, by its id.
    shown: HashMap<String, u64>,
    /// Its keys are random, so that nobody can prepare an item that looks unchanged.
    hasher: RandomState,
}

/// The news about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    New,
    Changed,
}

impl Seen {
    /// Notes an item with its form as it is shown. Returns `None` if it was shown in this form last.
    pub(super) fn news(&mut self, follow: &FollowCommand, item: &Value, form: &str) -> Option<News> {
        let hash = self.hasher.hash_one(form);
        match self.shown.insert(name(follow, item), hash) {
            None => Some(News::New),
            Some(before) if before != hash => Some(News::Changed),
            Some(_) => None,
        }
    }
}

/// Returns the identity of an item: its id, or otherwise the whole item.
pub(super) fn name(follow: &FollowCommand, item: &Value) -> String {
    match item.get(follow.id) {
        Some(Value::String(id)) if !id.is_empty() => id.clone(),
        _ => item.to_string(),
    }
}
