//! The lines for a chat.

use std::time::{Duration, Instant};

use crate::item::Item;
use crate::session::{Change, Delivery, Source};

use super::{Lines, TYPING};

struct Told {
    lines: Lines,
    now: Instant,
}

impl Told {
    fn new() -> Self {
        Self { lines: Lines::default(), now: Instant::now() }
    }

    #[track_caller]
    fn item(&mut self, change: Change, json: &str) -> Vec<String> {
        let item = Item::from_json(json).unwrap();
        let delivery = Delivery { item, change, source: Source::Socket, late: false };
        self.lines.item(&delivery, self.now)
    }

    fn typing(&mut self) -> Vec<String> {
        self.item(
            Change::New,
            r#"{"Id":"t","Type":"EVENT","ContentType":"application/vnd.amazonaws.connect.event.typing",
                "ParticipantId":"p1","ParticipantRole":"AGENT","DisplayName":"Anna"}"#,
        )
    }

    fn message(&mut self, id: &str, sender: &str, text: &str, change: Change) -> Vec<String> {
        let json = serde_json::json!({"Id": id, "Type": "MESSAGE", "ContentType": "text/plain", "Content": text,
            "ParticipantId": sender, "ParticipantRole": "AGENT", "DisplayName": "Anna"});
        self.item(change, &json.to_string())
    }
}

#[test]
fn typing_is_a_state_that_a_message_or_some_time_ends() {
    let mut told = Told::new();
    assert_eq!(told.typing(), ["* Anna (AGENT) is typing"]);
    assert_eq!(told.typing(), Vec::<String>::new(), "it is known");
    assert_eq!(told.lines.status(), "Anna (AGENT) is typing");
    assert_eq!(told.message("m1", "p1", "Hello!", Change::New), ["Anna (AGENT): Hello!"]);
    assert_eq!(told.lines.status(), "");
    told.typing();
    told.now += TYPING - Duration::from_secs(1);
    told.lines.expire(told.now);
    assert_eq!(told.lines.status(), "Anna (AGENT) is typing");
    told.now += Duration::from_secs(1);
    told.lines.expire(told.now);
    assert_eq!(told.lines.status(), "");
}

/// The service may send them back.
#[test]
fn own_typing_is_not_shown() {
    for item_first in [true, false] {
        let mut told = Told::new();
        if item_first {
            told.message("m1", "p1", "Hello!", Change::New);
            told.lines.sent("m1");
        } else {
            told.lines.sent("m1");
            told.message("m1", "p1", "Hello!", Change::New);
        }
        assert_eq!(told.typing(), Vec::<String>::new(), "{item_first}");
        assert_eq!(told.lines.status(), "");
    }
}

#[test]
fn a_message_that_grows_is_shown_at_its_end() {
    let mut told = Told::new();
    let partial = Change::Partial { from: 0 };
    assert_eq!(told.message("m1", "p1", "How", partial), Vec::<String>::new());
    assert_eq!(told.lines.status(), "Anna (AGENT) is writing");
    assert_eq!(told.message("m1", "p1", "How are you?", Change::Completed), ["Anna (AGENT): How are you?"]);
    assert_eq!(told.lines.status(), "");
    assert_eq!(told.message("m1", "p1", "How are you?", Change::Updated), Vec::<String>::new(), "as before");
    let changed = told.message("m1", "p1", "How is it?", Change::Updated);
    assert_eq!(changed, ["Anna (AGENT): [changed] How is it?"]);
}

#[test]
fn a_file_has_a_number_and_the_result_of_its_scan() {
    let mut told = Told::new();
    let mut file = |id: &str, status: &str, change| {
        let json = serde_json::json!({"Id": id, "Type": "ATTACHMENT", "DisplayName": "Jane", "Attachments":
            [{"AttachmentId": format!("a-{id}"), "AttachmentName": "a.pdf", "Status": status}]});
        told.item(change, &json.to_string())
    };
    assert_eq!(file("1", "IN_PROGRESS", Change::New), ["Jane: [file 1] a.pdf (the scan is in progress)"]);
    assert_eq!(file("2", "REJECTED", Change::New), ["Jane: [file 2] a.pdf (rejected by the scan)"]);
    assert_eq!(file("1", "APPROVED", Change::Updated), ["Jane: [file 1] a.pdf (/save 1 PATH saves it)"]);
    assert_eq!(file("1", "APPROVED", Change::Updated), Vec::<String>::new());
    for (text, id) in [("1", "a-1"), ("2", "a-2"), ("0", "0"), ("3", "3"), ("a-2", "a-2")] {
        assert_eq!(told.lines.attachment(text), id);
    }
}

#[test]
fn receipts_of_others_are_shown_with_their_names() {
    let mut told = Told::new();
    told.message("m1", "p1", "Hello!", Change::New);
    let receipt = |recipient: &str| {
        serde_json::json!({"Type": "MESSAGEMETADATA", "MessageMetadata": {"MessageId": "m2",
            "Receipts": [{"ReadTimestamp": "2026-01-01T00:00:00.000Z", "RecipientParticipantId": recipient}]}})
        .to_string()
    };
    assert_eq!(told.item(Change::New, &receipt("p1")), ["* Anna (AGENT) has read the message"]);
    told.lines.sent("m1");
    assert_eq!(told.item(Change::New, &receipt("p1")), Vec::<String>::new(), "its own");
}
