//! The items on their way to the user: without duplicates, and in the order of their times. This module knows nothing about calls
//! and sockets.

use std::collections::BTreeMap;
use std::time::Duration;

use connectparticipant::types::{ChatContentType, ChatItemType};
use farrier_runtime::Timestamp;

use super::action::Action;
use super::chunks::{Chunks, Joined};
use super::delivery::{Change, Delivery, Source};
use super::known::{Known, identity};
use super::now::{Turn, earlier};
use super::settings::Settings;
use crate::item::Item;

/// The items on their way.
#[derive(Debug)]
pub(super) struct Feed {
    known: Known,
    chunks: Chunks,
    /// Items that wait for earlier ones, by their times, and by their arrival at the same time.
    waiting: BTreeMap<(Timestamp, u64), Waiting>,
    arrivals: u64,
    /// The latest time of the items that were delivered.
    delivered: Option<Timestamp>,
    /// The latest time of all items: that of an item without a time.
    newest: Timestamp,
    hold: Option<Hold>,
}

/// An item that waits, in a box: a map without items keeps the room for eleven.
#[derive(Debug)]
struct Waiting {
    delivery: Box<Delivery>,
    due: Duration,
    ends: bool,
}

/// A gap is being filled: newer items wait for the older ones.
#[derive(Clone, Copy, Debug)]
struct Hold {
    until: Duration,
    /// The time up to which the gap is filled.
    filled: Option<Timestamp>,
}

impl Feed {
    pub(super) fn new(settings: &Settings) -> Self {
        Self {
            known: Known::new(settings.remembered, settings.seed),
            chunks: Chunks::default(),
            waiting: BTreeMap::new(),
            arrivals: 0,
            delivered: None,
            newest: Timestamp::UNIX_EPOCH,
            hold: None,
        }
    }

    /// Holds new items back, until [`filled`](Self::filled).
    pub(super) fn hold(&mut self, until: Duration) {
        self.hold = Some(Hold { until, filled: None });
    }

    /// The gap is filled up to a time; `None`: it is filled.
    pub(super) fn filled(&mut self, up_to: Option<Timestamp>) {
        match (&mut self.hold, up_to) {
            (Some(hold), Some(time)) => hold.filled = hold.filled.max(Some(time)),
            (hold, _) => *hold = None,
        }
    }

    /// Adds an item. `ends`: the chat ends with it. Returns whether it says anything new.
    pub(super) fn add(&mut self, turn: &mut Turn<'_>, item: Item, source: Source, ends: bool) -> bool {
        if item.message_completed == Some(false) && self.known.has_whole(&item) {
            return false;
        }
        let (item, change) = match self.chunks.join(turn.elapsed(), item, source) {
            Joined::Nothing => return false,
            Joined::Whole(item) => match self.known.whole(&item) {
                Some(change) => (item, change),
                None => {
                    if ends && source == Source::Socket {
                        self.confirm_end(turn, item);
                    }
                    return false;
                }
            },
            Joined::Part(item, _) if !self.known.part(&item) => return false,
            Joined::Part(item, from) => (item, Change::Partial { from }),
        };
        self.newest = item.time().map_or(self.newest, |time| time.max(self.newest));
        self.place(turn, Box::new(Delivery { item, change, source, late: false }), ends);
        true
    }

    fn place(&mut self, turn: &mut Turn<'_>, delivery: Box<Delivery>, ends: bool) {
        match delivery.change {
            Change::New | Change::Partial { from: 0 } => self.wait(turn, delivery, ends),
            _ => self.change(turn, delivery),
        }
    }

    fn wait(&mut self, turn: &mut Turn<'_>, delivery: Box<Delivery>, ends: bool) {
        let time = delivery.item.time().unwrap_or(self.newest);
        // The transcript is in order.
        let window =
            if delivery.source == Source::Socket { turn.settings.reorder_window } else { Duration::ZERO };
        self.arrivals += 1;
        self.waiting.insert((time, self.arrivals), Waiting { delivery, due: turn.elapsed() + window, ends });
        if self.waiting.len() > turn.settings.max_held {
            if let Some((_, first)) = self.waiting.pop_first() {
                self.deliver(turn, first.delivery);
            }
        }
    }

    /// A newer version of an item replaces one that waits, or is delivered at once: its order does not matter.
    fn change(&mut self, turn: &mut Turn<'_>, delivery: Box<Delivery>) {
        let id = identity(&delivery.item);
        match self.waiting.values_mut().find(|waiting| identity(&waiting.delivery.item) == id) {
            Some(waiting) => {
                waiting.delivery.change = waiting.delivery.change.then(delivery.change);
                waiting.delivery.item = delivery.item;
            }
            None => turn.act(Action::Deliver(delivery)),
        }
    }

    fn deliver(&mut self, turn: &mut Turn<'_>, mut delivery: Box<Delivery>) {
        let time = delivery.item.time();
        delivery.late = time.is_some() && time < self.delivered;
        self.delivered = self.delivered.max(time);
        turn.act(Action::Deliver(delivery));
    }

    /// Delivers what is due. Returns the item with which the chat ends.
    pub(super) fn release(&mut self, turn: &mut Turn<'_>) -> Option<Item> {
        let up_to = self.due(turn.elapsed())?;
        while let Some(entry) = self.waiting.first_entry().filter(|entry| *entry.key() <= up_to) {
            let waiting = entry.remove();
            if self.is_end(&waiting) {
                self.flush(turn);
                return Some(waiting.delivery.item);
            }
            self.deliver(turn, waiting.delivery);
        }
        None
    }

    /// Whether the chat is over with an item. In the transcript, the chat may have gone on after it.
    fn is_end(&self, waiting: &Waiting) -> bool {
        let goes_on = || self.waiting.values().any(|later| continues(&later.delivery.item));
        waiting.ends && (waiting.delivery.source == Source::Socket || !goes_on())
    }

    /// The end of the chat arrived from the socket, after the transcript had it.
    fn confirm_end(&mut self, turn: &mut Turn<'_>, item: Item) {
        let id = identity(&item);
        match self.waiting.values_mut().find(|waiting| identity(&waiting.delivery.item) == id) {
            Some(waiting) => waiting.delivery.source = Source::Socket,
            None => {
                let delivery =
                    Delivery { item, change: Change::Updated, source: Source::Socket, late: false };
                self.wait(turn, Box::new(delivery), true);
            }
        }
    }

    /// Returns the key of the last item that is due: all before it are due, too.
    fn due(&self, now: Duration) -> Option<(Timestamp, u64)> {
        if let Some(hold) = self.hold.filter(|hold| now < hold.until) {
            return hold.filled.map(|time| (time, u64::MAX));
        }
        self.waiting.iter().rev().find(|(_, waiting)| now >= waiting.due).map(|(key, _)| *key)
    }

    /// The chat is over: delivers all items that wait. Returns the item with which the chat ends.
    pub(super) fn flush(&mut self, turn: &mut Turn<'_>) -> Option<Item> {
        for item in self.chunks.finish() {
            if let Some(change) = self.known.whole(&item) {
                let delivery = Delivery { item, change, source: Source::Transcript, late: false };
                self.place(turn, Box::new(delivery), false);
            }
        }
        let mut end = None;
        while let Some((_, waiting)) = self.waiting.pop_first() {
            if self.is_end(&waiting) {
                end = Some(waiting.delivery.item);
            } else {
                self.deliver(turn, waiting.delivery);
            }
        }
        end
    }

    /// Whether newer items wait for older ones.
    pub(super) fn holds(&self) -> bool {
        self.hold.is_some()
    }

    /// Whether the last item of the chat waits.
    pub(super) fn is_ending(&self) -> bool {
        self.waiting.values().any(|waiting| waiting.ends && waiting.delivery.source == Source::Socket)
    }

    pub(super) fn deadline(&self, settings: &Settings) -> Option<Duration> {
        let items = match self.hold {
            Some(hold) => Some(hold.until),
            None => self.waiting.values().map(|waiting| waiting.due).min(),
        };
        earlier(items, self.chunks.deadline(settings.chunk_timeout))
    }

    /// Returns the time of a message with missing chunks, if the transcript should be read for it.
    pub(super) fn look_up(&mut self, now: Duration, settings: &Settings) -> Option<Timestamp> {
        if self.hold.is_some_and(|hold| now >= hold.until) {
            self.hold = None;
        }
        self.chunks.look_up(now, settings.chunk_timeout)
    }
}

/// Whether an item shows that the chat goes on.
fn continues(item: &Item) -> bool {
    let message = matches!(item.item.r#type, Some(ChatItemType::Message | ChatItemType::Attachment));
    let event = matches!(
        item.item.content_type,
        Some(ChatContentType::ChatRehydrated | ChatContentType::ParticipantJoined)
    );
    message || event
}
