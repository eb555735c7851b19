//! The progress through the pages of a transcript, and its end. Tokens say little: the service returns one at the newest item, too.

use std::time::Duration;

use farrier_runtime::Timestamp;

use super::anchors::Anchor;
use crate::item::Item;

/// Pages of a transcript that are read one after the other.
#[derive(Debug)]
pub(super) struct Fill {
    pub(super) start: Start,
    /// The token of the next page.
    pub(super) token: Option<String>,
    pub(super) pages: u32,
    pub(super) failures: u32,
    /// The number of times that the connection token was rejected.
    pub(super) denied: u32,
    anchor: Option<Anchor>,
    /// The time that the pages have reached, in their direction.
    reached: Option<Timestamp>,
    /// Items before this time are not wanted: they were delivered, or are from before the session.
    floor: Option<Timestamp>,
}

/// The start of the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// Forward, from an item.
    After(String),
    /// Forward, from a time.
    AfterTime(String),
    /// Backward, from the newest item.
    Newest,
    /// Only the newest item, which is not delivered: later pages begin there.
    Learn,
}

/// A page that was read.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Whether an item said anything new.
    pub(super) new: bool,
    pub(super) newest: Option<Timestamp>,
    oldest: Option<Timestamp>,
    /// Whether an item belongs to a past contact, whose items are not wanted.
    past: bool,
}

impl Page {
    /// Notes the time of an item.
    pub(super) fn place(&mut self, item: &Item, past: bool) {
        self.past |= past;
        if let Some(time) = item.time() {
            self.newest = self.newest.max(Some(time));
            self.oldest = Some(self.oldest.map_or(time, |oldest| oldest.min(time)));
        }
    }
}

impl Fill {
    /// Begins at a position; `anchor` is its item, if that is known.
    pub(super) fn new(start: Start, anchor: Option<Anchor>) -> Self {
        let reached = anchor.as_ref().map(|anchor| anchor.time);
        Self { start, token: None, pages: 0, failures: 0, denied: 0, anchor, reached, floor: None }
    }

    pub(super) fn is_forward(&self) -> bool {
        matches!(self.start, Start::After(_) | Start::AfterTime(_))
    }

    /// Whether an item is from before the gap.
    pub(super) fn is_before(&self, item: &Item) -> bool {
        matches!((item.time(), self.floor), (Some(time), Some(floor)) if time < floor)
    }

    /// Counts a page, and returns whether the next one is worth a call: this one had a new item, or came nearer to the end.
    pub(super) fn advance(&mut self, page: &Page) -> bool {
        self.pages += 1;
        self.failures = 0;
        let (nearer, reached) = if self.is_forward() {
            (page.newest > self.reached, self.reached.max(page.newest))
        } else {
            let nearer = page.oldest.is_some() && (self.reached.is_none() || page.oldest < self.reached);
            (nearer, if nearer { page.oldest } else { self.reached })
        };
        self.reached = reached;
        let in_gap = self.is_forward() || !page.past && (self.floor.is_none() || page.oldest >= self.floor);
        // The first page may have room for its start only.
        let first = self.pages == 1 && self.is_forward() && page.oldest.is_some();
        self.start != Start::Learn && in_gap && (page.new || nearer || first)
    }

    /// Chooses another start after this one was rejected; false if there is none.
    pub(super) fn fall_back(&mut self, newest: Option<Timestamp>, overlap: Duration) -> bool {
        self.token = None;
        match (&self.start, self.anchor.take()) {
            (Start::After(_), Some(anchor)) => {
                self.start = Start::AfterTime(anchor.absolute_time.clone());
                self.floor = Some(anchor.time);
            }
            (Start::After(_) | Start::AfterTime(_), None) => {
                self.start = Start::Newest;
                self.reached = None;
                let floor = newest.and_then(|newest| back(newest, overlap));
                self.floor = self.floor.or(floor);
            }
            _ => return false,
        }
        true
    }
}

/// Returns an earlier time.
fn back(time: Timestamp, by: Duration) -> Option<Timestamp> {
    let seconds = i64::try_from(by.as_secs()).ok()?;
    Timestamp::from_epoch(time.seconds().checked_sub(seconds)?, time.nanoseconds()).ok()
}
