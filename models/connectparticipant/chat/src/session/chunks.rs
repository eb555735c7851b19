//! Joins messages that arrive in chunks, as those of bots do. Chunks may arrive in any order, and some may be missing.
//!
//! The transcript may have the text so far, and does not say whether it is the whole: it is if it no longer grows.

use std::collections::BTreeMap;
use std::time::Duration;

use connectparticipant::types::ChatItemType;
use farrier_runtime::Timestamp;

use super::delivery::Source;
use crate::item::Item;

/// The maximum number of messages that grow at the same time. The oldest is dropped; its last chunk still has the whole text.
const MAX_MESSAGES: usize = 16;
/// The maximum length of a growing message in bytes, with the chunks that wait: four times the longest message.
const MAX_TEXT: usize = 64 << 10;
/// The number of texts of the transcript for one message. The next one counts as the whole.
const MAX_CHANGES: u32 = 100;
/// A message that does not grow for this many times the timeout is given up.
const PATIENCE: u32 = 6;

/// The messages that grow.
#[derive(Debug, Default)]
pub(super) struct Chunks {
    messages: Vec<Growing>,
}

#[derive(Debug)]
struct Growing {
    id: String,
    /// The time of its first chunk.
    time: Timestamp,
    text: String,
    /// The length of the text that was returned last.
    joined: usize,
    /// The number of the chunk that continues the text.
    next: u32,
    waiting: BTreeMap<u32, String>,
    /// The time of the last chunk.
    grown: Duration,
    /// Whether the transcript was read for it.
    looked_up: bool,
    /// The message that the transcript had last: it is not known which chunks it has.
    transcript: Option<Item>,
    /// The number of times that the transcript had another text.
    changes: u32,
}

/// The result of an item.
#[derive(Debug, PartialEq)]
pub(super) enum Joined {
    /// A whole item.
    Whole(Item),
    /// A message with its text so far, and the length of the text before.
    Part(Item, usize),
    /// A chunk that waits for an earlier one, or a duplicate.
    Nothing,
}

impl Chunks {
    /// Adds an item, of any kind.
    pub(super) fn join(&mut self, now: Duration, mut item: Item, source: Source) -> Joined {
        let Some(id) = item.id().filter(|_| item.item.r#type == Some(ChatItemType::Message)) else {
            return Joined::Whole(item);
        };
        let position = self.messages.iter().position(|message| message.id == id);
        if item.message_completed != Some(false) {
            let Some(position) = position else { return Joined::Whole(item) };
            let so_far = source == Source::Transcript && item.message_completed.is_none();
            if let Some(message) = self.messages.get_mut(position).filter(|_| so_far) {
                if message.replace(now, &item) {
                    return message.part(item);
                }
            }
            self.messages.remove(position);
            return Joined::Whole(item);
        }
        let position = position.unwrap_or_else(|| self.begin(id.to_owned(), item.time()));
        let Some(message) = self.messages.get_mut(position) else { return Joined::Nothing };
        let number = item.chunk_number.unwrap_or(message.next);
        message.add(now, number, item.item.content.take().unwrap_or_default());
        item.chunk_number = Some(message.next - 1);
        message.part(item)
    }

    /// Nothing grows any more: returns the messages that the transcript had last.
    pub(super) fn finish(&mut self) -> impl Iterator<Item = Item> + use<> {
        std::mem::take(&mut self.messages).into_iter().filter_map(|message| message.transcript)
    }

    fn begin(&mut self, id: String, time: Option<Timestamp>) -> usize {
        if self.messages.len() == MAX_MESSAGES {
            self.messages.remove(0);
        }
        self.messages.push(Growing {
            id,
            time: time.unwrap_or(Timestamp::UNIX_EPOCH),
            text: String::new(),
            joined: 0,
            next: 1,
            waiting: BTreeMap::new(),
            grown: Duration::ZERO,
            looked_up: false,
            transcript: None,
            changes: 0,
        });
        self.messages.len() - 1
    }

    /// Returns the time at which a message should be looked up or given up.
    pub(super) fn deadline(&self, timeout: Duration) -> Option<Duration> {
        self.messages.iter().map(|message| message.due(timeout)).min()
    }

    /// Returns the time of the first message whose rest should be looked up in the transcript: once for each.
    pub(super) fn look_up(&mut self, now: Duration, timeout: Duration) -> Option<Timestamp> {
        self.messages.retain(|message| !message.looked_up || now < message.due(timeout));
        let due = self.messages.iter_mut().filter(|message| now >= message.due(timeout));
        due.map(|message| {
            message.looked_up = true;
            message.time
        })
        .min()
    }
}

impl Growing {
    fn due(&self, timeout: Duration) -> Duration {
        self.grown + if self.looked_up { timeout * PATIENCE } else { timeout }
    }

    /// Replaces the text by that of the transcript. Returns false if it is the whole, since it did not grow from one reading to the next.
    fn replace(&mut self, now: Duration, item: &Item) -> bool {
        let text = item.item.content.as_deref().unwrap_or_default();
        let last = self.transcript.as_ref().map(|last| last.item.content.as_deref().unwrap_or_default());
        if last == Some(text) || self.changes == MAX_CHANGES || text.len() > MAX_TEXT {
            return false;
        }
        self.transcript = Some(item.clone());
        self.changes += 1;
        self.waiting.clear();
        self.grown = now;
        self.looked_up = false;
        if text.len() > self.text.len() {
            self.joined = if text.starts_with(&self.text) { self.joined } else { 0 };
            text.clone_into(&mut self.text);
        }
        true
    }

    /// Returns the message with its text so far, if that has grown since the last time.
    fn part(&mut self, mut item: Item) -> Joined {
        let before = std::mem::replace(&mut self.joined, self.text.len());
        if before == self.text.len() {
            return Joined::Nothing;
        }
        item.item.content = Some(self.text.clone());
        Joined::Part(item, before)
    }

    fn add(&mut self, now: Duration, number: u32, text: String) {
        self.grown = now;
        self.looked_up = false;
        if self.transcript.is_some() {
            return;
        }
        let size = self.text.len() + self.waiting.values().map(String::len).sum::<usize>();
        // A chunk without text takes memory, too.
        if number < self.next || size + text.len() > MAX_TEXT || self.waiting.len() > MAX_TEXT / 64 {
            return;
        }
        self.waiting.entry(number).or_insert(text);
        while let Some(text) = self.waiting.remove(&self.next) {
            self.text.push_str(&text);
            self.next = self.next.saturating_add(1);
        }
    }
}
