//! The chat as text for people: names, files with numbers, and who is typing. It takes updates and returns lines.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

use connectparticipant::types::{ArtifactStatus, AttachmentItem};

use super::words;
use crate::content::{Content, InteractiveMessage};
use crate::event::Event;
use crate::item::Item;
use crate::session::{Change, Delivery, ReceiptKind};

/// The time after a typing event for which somebody is typing, as in the clients of AWS.
pub(super) const TYPING: Duration = Duration::from_secs(10);
/// The number of messages whose senders are known, to find out who this participant is.
const KNOWN: usize = 64;

/// The state of the chat as people see it.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The names of participants, by their ids.
    names: HashMap<String, String>,
    /// The hashes of the lines that items had last, by their ids. An update, such as one of receipts, may change no line.
    shown: HashMap<String, u64>,
    hasher: RandomState,
    /// The files in their order: id, and the last known status.
    files: Vec<(String, Option<ArtifactStatus>)>,
    /// Those who are typing, by their ids: what they do, and since when.
    typing: Vec<(String, String, Instant)>,
    /// The last question with choices.
    question: Option<InteractiveMessage>,
    /// The id of this participant, if it is known.
    own: Option<String>,
    sent: VecDeque<String>,
    /// Messages with their senders.
    senders: VecDeque<(String, String)>,
}

impl Lines {
    /// Returns the lines for an item.
    pub(super) fn item(&mut self, delivery: &Delivery, now: Instant) -> Vec<String> {
        let item = &delivery.item;
        self.meet(item);
        let event = Event::from(item.clone());
        let sender = item.sender().unwrap_or_default();
        match &event {
            Event::Typing(_) => return self.typing(item, "is typing", now),
            Event::Message(_) if matches!(delivery.change, Change::Partial { .. }) => {
                self.typing(item, "is writing", now);
                return Vec::new();
            }
            Event::Attachment(_) => return self.files(item),
            Event::Receipts(receipts) => return self.receipts(receipts.receipts()),
            Event::Message(message) => {
                if let Content::Interactive(question) = message.content() {
                    self.question = Some(*question);
                }
            }
            _ => {}
        }
        self.typing.retain(|(id, ..)| id != sender);
        let Some(line) = words::item(&event, false) else { return Vec::new() };
        match self.is_news(item, &line) {
            true if delivery.change == Change::Updated => words::item(&event, true).into_iter().collect(),
            true => vec![line],
            false => Vec::new(),
        }
    }

    /// Whether the line for an item is another one than before.
    fn is_news(&mut self, item: &Item, line: &str) -> bool {
        let Some(id) = item.id() else { return true };
        let hash = self.hasher.hash_one(line);
        self.shown.insert(id.to_owned(), hash) != Some(hash)
    }

    /// Notes the participant, and finds out whether it is this one.
    fn meet(&mut self, item: &Item) {
        let Some(sender) = item.sender() else { return };
        self.names.insert(sender.to_owned(), words::sender(item));
        let Some(id) = item.id() else { return };
        if self.sent.iter().any(|sent| sent == id) {
            self.own = Some(sender.to_owned());
        } else if self.own.is_none() {
            self.senders.truncate(KNOWN - 1);
            self.senders.push_front((id.to_owned(), sender.to_owned()));
        }
    }

    /// Notes that this participant has sent a message or an event.
    pub(super) fn sent(&mut self, id: &str) {
        if self.own.is_none() {
            self.own = self.senders.iter().find(|(known, _)| known == id).map(|(_, sender)| sender.clone());
            self.sent.truncate(KNOWN - 1);
            self.sent.push_front(id.to_owned());
        }
        let own = &self.own;
        self.typing.retain(|(id, ..)| own.as_ref() != Some(id));
    }

    fn is_own(&self, id: &str) -> bool {
        self.own.as_deref() == Some(id)
    }

    fn typing(&mut self, item: &Item, verb: &str, now: Instant) -> Vec<String> {
        let sender = item.sender().unwrap_or_default();
        if self.is_own(sender) {
            return Vec::new();
        }
        self.expire(now);
        let text = format!("{} {verb}", words::sender(item));
        let known = self.typing.iter().position(|(id, ..)| id == sender);
        let is_new = known.map(|at| self.typing.remove(at)).is_none_or(|(_, before, _)| before != text);
        self.typing.push((sender.to_owned(), text.clone(), now));
        if is_new { vec![format!("* {text}")] } else { Vec::new() }
    }

    /// Forgets those who have not typed for some time.
    pub(super) fn expire(&mut self, now: Instant) {
        self.typing.retain(|(.., since)| now.duration_since(*since) < TYPING);
    }

    /// Returns who is typing at this moment.
    pub(super) fn status(&self) -> String {
        let texts: Vec<&str> = self.typing.iter().map(|(_, text, _)| text.as_str()).collect();
        texts.join(", ")
    }

    fn files(&mut self, item: &Item) -> Vec<String> {
        item.attachments().iter().filter_map(|file| self.file(item, file)).collect()
    }

    /// Returns the line for a file, if it is new or its status has changed.
    fn file(&mut self, item: &Item, file: &AttachmentItem) -> Option<String> {
        let id = file.attachment_id.as_deref()?;
        let number = match self.files.iter_mut().position(|(known, _)| known == id) {
            Some(at) if self.files[at].1 == file.status => return None,
            Some(at) => {
                self.files[at].1.clone_from(&file.status);
                at + 1
            }
            None => {
                self.files.push((id.to_owned(), file.status.clone()));
                self.files.len()
            }
        };
        let name = file.attachment_name.as_deref().unwrap_or(id);
        Some(words::file(item, number, name, file.status.as_ref()))
    }

    /// Returns the id of a file, by its number or its id.
    pub(super) fn attachment(&self, text: &str) -> String {
        let by_number = text.parse::<usize>().ok().and_then(|number| self.files.get(number.checked_sub(1)?));
        by_number.map_or_else(|| text.to_owned(), |(id, _)| id.clone())
    }

    fn receipts(&self, receipts: &[connectparticipant::types::Receipt]) -> Vec<String> {
        let lines = receipts.iter().filter_map(|receipt| {
            let recipient = receipt.recipient_participant_id.as_deref().filter(|id| !self.is_own(id))?;
            let kind = match (&receipt.read_timestamp, &receipt.delivered_timestamp) {
                (Some(_), _) => ReceiptKind::Read,
                (None, Some(_)) => ReceiptKind::Delivered,
                (None, None) => return None,
            };
            let name = self.names.get(recipient).map_or("somebody", String::as_str);
            Some(words::receipt(kind, name))
        });
        lines.collect()
    }

    /// Returns the response to the last question, by the number of the choice.
    pub(super) fn choice(&self, number: usize) -> Option<Content<'static>> {
        self.question.as_ref()?.select(number.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests;
