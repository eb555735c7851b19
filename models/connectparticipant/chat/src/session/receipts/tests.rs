//! Which receipts are sent, and when.

use super::*;

struct Reader {
    receipts: Receipts,
    settings: Settings,
    now: u64,
    sent: Vec<(u64, Receipt)>,
}

impl Reader {
    fn new() -> Self {
        Self {
            receipts: Receipts::new(Duration::ZERO),
            settings: Settings::new("token"),
            now: 0,
            sent: Vec::new(),
        }
    }

    /// Plans a receipt at a millisecond.
    fn plan(&mut self, at: u64, kind: ReceiptKind, message_id: &str) {
        self.run(at);
        self.receipts.plan(Duration::from_millis(at), &self.settings, kind, message_id);
        self.run(at);
    }

    /// Sends what is due until a millisecond.
    fn run(&mut self, until: u64) {
        while let Some(due) = self.receipts.deadline().filter(|due| *due <= Duration::from_millis(until)) {
            self.now = self.now.max(due.as_millis() as u64);
            let receipts = self.receipts.due(Duration::from_millis(self.now), self.settings.receipts);
            self.sent.extend(receipts.into_iter().flatten().map(|receipt| (self.now, receipt)));
        }
        self.now = until;
    }

    fn sent(&mut self) -> Vec<String> {
        self.run(1_000_000);
        let line = |(at, receipt): &(u64, Receipt)| format!("{at} {:?} {}", receipt.kind, receipt.message_id);
        self.sent.iter().map(line).collect()
    }
}

use ReceiptKind::{Delivered, Read};

#[test]
fn a_receipt_for_reading_replaces_the_one_for_delivery() {
    let mut reader = Reader::new();
    reader.plan(1000, Delivered, "m1");
    reader.plan(1200, Read, "m1");
    reader.plan(1300, Delivered, "m1");
    assert_eq!(reader.sent(), ["1200 Read m1"]);
}

#[test]
fn each_receipt_is_sent_once() {
    let mut reader = Reader::new();
    for at in [0, 100, 20_000, 40_000] {
        reader.plan(at, Delivered, "m1");
    }
    reader.plan(60_000, Read, "m1");
    reader.plan(80_000, Read, "m1");
    reader.plan(90_000, Delivered, "m1");
    assert_eq!(reader.sent(), ["400 Delivered m1", "60000 Read m1"]);
}

#[test]
fn the_last_receipt_of_an_interval_is_sent_at_its_end() {
    let mut reader = Reader::new();
    for (at, message_id) in [(0, "m1"), (1000, "m2"), (2000, "m3"), (6000, "m4")] {
        reader.plan(at, Read, message_id);
    }
    reader.plan(6500, Delivered, "m5");
    reader.plan(6600, Delivered, "m6");
    assert_eq!(reader.sent(), ["0 Read m1", "5000 Read m3", "10000 Delivered m6", "10000 Read m4"]);
}

#[test]
fn a_conflict_switches_receipts_off() {
    let mut reader = Reader::new();
    reader.plan(0, Read, "m1");
    reader.plan(100, Read, "m2");
    let receipt = reader.sent.pop().unwrap().1;
    let conflict = Err(Failure::response(409, "ConflictException"));
    assert!(reader.receipts.result(&receipt, &conflict));
    assert!(!reader.receipts.result(&receipt, &conflict), "reported once");
    reader.plan(10_000, Read, "m3");
    assert_eq!(reader.sent(), [""; 0]);
}

#[test]
fn a_failed_receipt_may_be_sent_again() {
    let mut reader = Reader::new();
    reader.plan(0, Read, "m1");
    let receipt = reader.sent[0].1.clone();
    assert!(!reader.receipts.result(&receipt, &Err(Failure::network("timeout"))));
    reader.plan(10_000, Read, "m1");
    assert!(!reader.receipts.result(&receipt, &Ok(())));
    reader.plan(20_000, Read, "m1");
    assert_eq!(reader.sent(), ["0 Read m1", "10000 Read m1"]);
}

#[test]
fn receipts_of_an_earlier_session_are_not_sent_again() {
    let text = r#"{"Type":"MESSAGEMETADATA","MessageMetadata":{"MessageId":"m1","Receipts":[
        {"RecipientParticipantId":"me","DeliveredTimestamp":"2026-11-08T02:41:28Z","ReadTimestamp":"2026-11-08T02:41:29Z"},
        {"RecipientParticipantId":"other","ReadTimestamp":"2026-11-08T02:41:29Z"}]}}"#;
    let mut reader = Reader::new();
    reader.receipts.seen(&Item::from_json(text).unwrap(), "me");
    let other = text.replace("m1", "m2").replace("\"me\"", "\"other\"");
    reader.receipts.seen(&Item::from_json(&other).unwrap(), "me");
    for (at, message_id) in [(0, "m1"), (10_000, "m2")] {
        reader.plan(at, Read, message_id);
    }
    assert_eq!(reader.sent(), ["10000 Read m2"]);
}

#[test]
fn a_receipt_is_an_event_that_names_the_message() {
    let receipt = Receipt { kind: Read, message_id: "a\"b".to_owned() };
    let request = receipt.request(&ConnectionToken::new("token"));
    assert_eq!(request.content.as_deref(), Some(r#"{"messageId":"a\"b"}"#));
    assert_eq!(request.content_type, ChatContentType::MessageRead);
}
