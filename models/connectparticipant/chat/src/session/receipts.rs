//! The receipts of a session: which are sent, and when. A receipt for reading replaces one for delivery, each is sent once, and they
//! are throttled. This module makes no calls.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::time::Duration;

use connectparticipant::operation::SendEventRequest;
use connectparticipant::types::{ChatContentType, ConnectionToken};
use farrier_runtime::json::Writer;

use super::input::Failure;
use super::now::earlier;
use super::recent::Recent;
use super::settings::Settings;
use crate::item::Item;

/// The number of receipts that are remembered.
const MAX: usize = 512;

/// A receipt for a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Receipt {
    /// Whether the message was delivered or read.
    pub kind: ReceiptKind,
    /// The id of the message.
    pub message_id: String,
}

/// The kinds of receipts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReceiptKind {
    /// The message has reached the user.
    Delivered,
    /// The user has read the message.
    Read,
}

impl Receipt {
    /// Returns the call that sends the receipt.
    #[must_use]
    pub fn request(&self, token: &ConnectionToken) -> SendEventRequest {
        let content_type = match self.kind {
            ReceiptKind::Delivered => ChatContentType::MessageDelivered,
            ReceiptKind::Read => ChatContentType::MessageRead,
        };
        let mut json = Writer::with_capacity(64);
        json.object(|object| object.member("messageId", self.message_id.as_str()));
        let content = String::from_utf8(json.into_bytes()).unwrap_or_default();
        SendEventRequest::new(content_type, token.clone()).content(content)
    }

    fn hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        Hash::hash(self, &mut hasher);
        hasher.finish()
    }
}

/// The receipts that were sent, and those that wait.
#[derive(Debug)]
pub(super) struct Receipts {
    sent: Recent,
    delivered: Option<(Duration, Receipt)>,
    read: Option<Receipt>,
    /// The end of the interval after the last one.
    next: Duration,
    off: bool,
}

impl Receipts {
    pub(super) fn new(now: Duration) -> Self {
        Self { sent: Recent::new(MAX), delivered: None, read: None, next: now, off: false }
    }

    /// Plans a receipt. The last one of each kind is sent when the interval is over.
    pub(super) fn plan(&mut self, now: Duration, settings: &Settings, kind: ReceiptKind, message_id: &str) {
        let of = |kind| Receipt { kind, message_id: message_id.to_owned() };
        let (delivered, read) = (of(ReceiptKind::Delivered), of(ReceiptKind::Read));
        let is_read = self.sent.contains(read.hash()) || self.read.as_ref() == Some(&read);
        if self.off || is_read {
            return;
        }
        match kind {
            ReceiptKind::Read => {
                self.delivered.take_if(|(_, waiting)| *waiting == delivered);
                self.read = Some(read);
            }
            ReceiptKind::Delivered if self.sent.contains(delivered.hash()) => {}
            ReceiptKind::Delivered => self.delivered = Some((now + settings.delivered_delay, delivered)),
        }
    }

    /// Notes receipts that the participant has sent before, from the metadata of a message.
    pub(super) fn seen(&mut self, item: &Item, participant_id: &str) {
        let Some(metadata) = &item.item.message_metadata else { return };
        let Some(message_id) = &metadata.message_id else { return };
        for receipt in metadata.receipts.iter().flatten() {
            if receipt.recipient_participant_id.as_deref() != Some(participant_id) {
                continue;
            }
            let kinds = [
                (ReceiptKind::Delivered, &receipt.delivered_timestamp),
                (ReceiptKind::Read, &receipt.read_timestamp),
            ];
            for (kind, _) in kinds.into_iter().filter(|(_, time)| time.is_some()) {
                self.sent.insert(Receipt { kind, message_id: message_id.clone() }.hash());
            }
        }
    }

    pub(super) fn deadline(&self) -> Option<Duration> {
        let delivered = self.delivered.as_ref().map(|(due, _)| self.next.max(*due));
        earlier(delivered, self.read.as_ref().map(|_| self.next))
    }

    /// Returns the receipts to send now.
    pub(super) fn due(&mut self, now: Duration, interval: Duration) -> [Option<Receipt>; 2] {
        if now < self.next {
            return [None, None];
        }
        let delivered = self.delivered.take_if(|(due, _)| now >= *due).map(|(_, receipt)| receipt);
        let receipts = [delivered, self.read.take()];
        for receipt in receipts.iter().flatten() {
            self.sent.insert(receipt.hash());
            self.next = now + interval;
        }
        receipts
    }

    /// Handles the result of a receipt. Returns true if receipts are off from now on.
    ///
    /// The service answers with a conflict if there are more than two participants. After any other failure, the receipt may be
    /// sent again.
    pub(super) fn result(&mut self, receipt: &Receipt, result: &Result<(), Failure>) -> bool {
        let Err(failure) = result else { return false };
        self.sent.remove(receipt.hash());
        let off = failure.is_conflict() && !self.off;
        if off {
            self.off = true;
            self.delivered = None;
            self.read = None;
        }
        off
    }
}

#[cfg(test)]
mod tests;
