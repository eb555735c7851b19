//! The last items that the transcript also has: reading continues from one of them. This module knows nothing about calls.

use std::collections::VecDeque;
use std::time::Duration;

use connectparticipant::types::ChatItemType;
use farrier_runtime::Timestamp;

use super::now::between;
use crate::item::Item;

/// The number of items to remember. The last ones are enough.
const MAX: usize = 64;

/// Content types of events that the transcript has, after `application/vnd.amazonaws.connect.event.`.
const EVENTS: [&str; 4] = ["participant.joined", "participant.left", "transfer.succeeded", "transfer.failed"];

/// The last items, by their times.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    items: VecDeque<Anchor>,
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
    pub(super) fn add(&mut self, item: &Item) {
        let (Some(id), Some(time)) = (item.id(), item.time()) else { return };
        if !is_recorded(item) || self.items.iter().any(|known| known.id == id) {
            return;
        }
        let later = self.items.iter().rev().take_while(|known| known.time > time).count();
        let absolute_time = item.item.absolute_time.clone().unwrap_or_default();
        self.items.insert(self.items.len() - later, Anchor { time, absolute_time, id: id.to_owned() });
        if self.items.len() > MAX {
            self.items.pop_front();
        }
    }

    /// Returns the last item that is older than the newest by at least the overlap, or else the oldest.
    pub(super) fn start(&self, overlap: Duration) -> Option<&Anchor> {
        let newest = self.items.back()?.time;
        let old = self.items.iter().rev().find(|known| between(known.time, newest) >= overlap);
        old.or_else(|| self.items.front())
    }

    pub(super) fn newest(&self) -> Option<Timestamp> {
        self.items.back().map(|known| known.time)
    }
}

/// Whether the transcript has the item: it has no typing events, and no metadata with an id of its own.
fn is_recorded(item: &Item) -> bool {
    match &item.item.r#type {
        Some(ChatItemType::Message) => item.message_completed != Some(false),
        Some(ChatItemType::Attachment) => true,
        Some(ChatItemType::Event) => {
            let event = item.content_type().strip_prefix("application/vnd.amazonaws.connect.event.");
            event.is_some_and(|event| EVENTS.contains(&event))
        }
        _ => false,
    }
}
