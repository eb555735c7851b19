//! The last items that the transcript also has: reading continues from one of them. This module knows nothing about calls.

use std::collections::VecDeque;
use std::time::Duration;

use connectparticipant::types::{ChatContentType, ChatItemType};
use farrier_runtime::Timestamp;

use super::now::between;
use crate::item::Item;

/// The number of items to remember. The last ones are enough.
const MAX: usize = 64;

/// The last items, by their times.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// Items without a gap before them.
    items: VecDeque<Anchor>,
    /// Items after the gap that is open.
    after_gap: VecDeque<Anchor>,
}

/// An item from which the transcript can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) time: Timestamp,
    /// The time as the service wrote it.
    pub(super) absolute_time: String,
    pub(super) id: String,
}

impl Anchors {
    /// Adds an item that follows the known ones without a gap.
    pub(super) fn add(&mut self, item: &Item) {
        if let Some(anchor) = Anchor::new(item) {
            insert(&mut self.items, anchor);
        }
    }

    /// Adds an item from after the gap that is open. Reading continues before it, until the gap is closed.
    pub(super) fn add_after_gap(&mut self, item: &Item) {
        if let Some(anchor) = Anchor::new(item) {
            insert(&mut self.after_gap, anchor);
        }
    }

    /// The gap is closed.
    pub(super) fn close_gap(&mut self) {
        for anchor in std::mem::take(&mut self.after_gap) {
            insert(&mut self.items, anchor);
        }
    }

    /// Returns the last item that is older than the newest by at least the overlap, and older than `before`; or else the oldest, if older
    /// ones were forgotten. If none is, the chat is short: it is read as a whole, since an item before the first may be missing.
    pub(super) fn start(&self, overlap: Duration, before: Option<Timestamp>) -> Option<&Anchor> {
        let newest = self.items.back()?.time;
        let is_before = |time| before.is_none_or(|before| time < before);
        let old = |known: &&Anchor| between(known.time, newest) >= overlap && is_before(known.time);
        let full = self.items.len() == MAX;
        self.items.iter().rev().find(old).or_else(|| self.items.front().filter(|_| full))
    }

    pub(super) fn newest(&self) -> Option<Timestamp> {
        self.items.back().map(|known| known.time)
    }
}

impl Anchor {
    fn new(item: &Item) -> Option<Self> {
        let (id, time) = (item.id()?, item.time()?);
        let absolute_time = item.item.absolute_time.clone().unwrap_or_default();
        is_recorded(item).then(|| Self { time, absolute_time, id: id.to_owned() })
    }
}

/// Inserts an item by its time, and forgets the oldest.
fn insert(items: &mut VecDeque<Anchor>, anchor: Anchor) {
    if items.iter().any(|known| known.id == anchor.id) {
        return;
    }
    let later = items.iter().rev().take_while(|known| known.time > anchor.time).count();
    items.insert(items.len() - later, anchor);
    if items.len() > MAX {
        items.pop_front();
    }
}

/// Whether the transcript has the item: it has no typing events, and no metadata with another id.
fn is_recorded(item: &Item) -> bool {
    match &item.item.r#type {
        Some(ChatItemType::Message) => item.message_completed != Some(false),
        Some(ChatItemType::Attachment) => true,
        Some(ChatItemType::Event) => item.item.content_type.as_ref().is_some_and(is_recorded_event),
        _ => false,
    }
}

/// Whether the transcript has events of this kind.
fn is_recorded_event(kind: &ChatContentType) -> bool {
    use ChatContentType as Kind;
    matches!(
        kind,
        Kind::ParticipantJoined | Kind::ParticipantLeft | Kind::TransferSucceeded | Kind::TransferFailed
    )
}
