//! Items as text for people. All text of others is escaped, so that it cannot control a terminal, and no line of a message can look
//! like another item.

use connectparticipant::types::{ArtifactStatus, MessageProcessingStatus};
use farrier_runtime::cli::harmless::{harmless, harmless_lines};

use crate::content::{Content, InteractiveMessage, Template};
use crate::event::{AuthenticationState, Event, ParticipantChange};
use crate::item::Item;
use crate::session::ReceiptKind;

/// `Anna (AGENT)`.
pub(super) fn sender(item: &Item) -> String {
    let role = item.role().map(|role| harmless(role.as_str()));
    match (item.name().map(harmless), role) {
        (Some(name), Some(role)) => format!("{name} ({role})"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "somebody".to_owned(),
    }
}

/// Returns a text whose lines after the first are indented.
fn indented(text: &str) -> String {
    harmless_lines(text).replace('\n', "\n    ")
}

/// Returns the text for an item. `None` for those that show nothing: parts of a message, and typing, which is a state.
pub(super) fn item(event: &Event, changed: bool) -> Option<String> {
    let from = || sender(event.item());
    let mark = if changed { "[changed] " } else { "" };
    Some(match event {
        Event::Message(message) if message.is_partial() => return None,
        Event::Message(message) => {
            format!("{}: {mark}{}{}", from(), content(&message.content()), failure(event.item()))
        }
        // The files are lines of their own.
        Event::Attachment(_) | Event::Typing(_) => return None,
        Event::Joined(_) => format!("* {} joined", from()),
        Event::Left(_) => format!("* {} left", from()),
        Event::Participant(participant) => format!("* {} {}", from(), change(participant.change)),
        Event::Transfer(transfer) if transfer.succeeded => "* the chat was transferred".to_owned(),
        Event::Transfer(_) => "* the chat could not be transferred".to_owned(),
        Event::Authentication(step) => format!("* authentication: {}", state(step.state)),
        Event::Ended(_) => "* the chat has ended".to_owned(),
        Event::Receipts(_) => return None,
        Event::Other(item) => {
            let kind = harmless(item.content_type());
            let text = item.item.content.as_deref().map(|text| format!(" {}", indented(text)));
            format!("* {mark}[{kind}]{}", text.unwrap_or_default())
        }
    })
}

/// The failure of the processing of a message.
fn failure(item: &Item) -> &'static str {
    let metadata = item.item.message_metadata.as_ref();
    match metadata.and_then(|metadata| metadata.message_processing_status.as_ref()) {
        Some(MessageProcessingStatus::Failed) => " (not delivered: its processing failed)",
        Some(MessageProcessingStatus::Rejected) => " (not delivered: it was rejected)",
        _ => "",
    }
}

fn content(content: &Content<'_>) -> String {
    match content {
        Content::Interactive(message) => question(message),
        content => indented(&content.text()),
    }
}

/// A question with its choices.
fn question(message: &InteractiveMessage) -> String {
    let mut text = indented(match &message.template {
        Template::ListPicker(list) => &list.title,
        Template::Panel(panel) => &panel.title,
        Template::TimePicker(picker) => &picker.title,
        Template::QuickReply(reply) => &reply.title,
        Template::Carousel(carousel) => &carousel.title,
        template => template.template_type(),
    });
    for (number, choice) in (1..).zip(message.choices()) {
        text.push_str(&format!("\n    {number}. {}", indented(choice)));
    }
    if !message.choices().is_empty() {
        text.push_str("\n    (/choose NUMBER answers)");
    }
    text
}

/// A file with its number.
pub(super) fn file(item: &Item, number: usize, name: &str, status: Option<&ArtifactStatus>) -> String {
    let status = match status {
        Some(ArtifactStatus::Approved) => format!("/save {number} PATH saves it"),
        Some(ArtifactStatus::Rejected) => "rejected by the scan".to_owned(),
        Some(ArtifactStatus::InProgress) => "the scan is in progress".to_owned(),
        other => format!(
            "status {}",
            other.map_or_else(|| "unknown".to_owned(), |status| harmless(status.as_str()))
        ),
    };
    format!("{}: [file {number}] {} ({status})", sender(item), harmless(name))
}

/// A receipt.
pub(super) fn receipt(kind: ReceiptKind, recipient: &str) -> String {
    let verb = match kind {
        ReceiptKind::Delivered => "received",
        ReceiptKind::Read => "read",
    };
    format!("* {recipient} has {verb} the message")
}

fn change(change: ParticipantChange) -> &'static str {
    match change {
        ParticipantChange::Active => "is active",
        ParticipantChange::Inactive => "is inactive",
        ParticipantChange::Idle => "is idle",
        ParticipantChange::Returned => "returned",
        ParticipantChange::Invited => "was invited",
        ParticipantChange::Disconnected => "was disconnected",
        ParticipantChange::Renamed => "has a new name",
    }
}

fn state(state: AuthenticationState) -> &'static str {
    match state {
        AuthenticationState::Initiated => "begun",
        AuthenticationState::Succeeded => "succeeded",
        AuthenticationState::Failed => "failed",
        AuthenticationState::TimedOut => "timed out",
        AuthenticationState::Expired => "expired",
        AuthenticationState::Cancelled => "cancelled",
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, Item, file, item};

    #[track_caller]
    fn words(json: &str) -> String {
        let event = Event::from(Item::from_json(json).unwrap());
        item(&event, false).unwrap_or_default()
    }

    #[test]
    fn text_of_others_cannot_control_a_terminal_or_look_like_an_item() {
        let text = words(
            r#"{"Type":"MESSAGE","ContentType":"text/plain","DisplayName":"A\u001b[2J\nB","ParticipantRole":"AGENT",
                "Content":"one\r\u0007\nEve (AGENT): two\u202e"}"#,
        );
        assert_eq!(text, "A\\u{1b}[2J\\nB (AGENT): one\\r\\u{7}\n    Eve (AGENT): two\\u{202e}");
        let other = words(r#"{"Type":"EVENT","ContentType":"a\u001b","Content":"\u009b31m"}"#);
        assert_eq!(other, "* [a\\u{1b}] \\u{9b}31m");
        let item = Item::from_json(r#"{"Type":"ATTACHMENT","DisplayName":"Jane"}"#).unwrap();
        assert_eq!(file(&item, 1, "a\u{1b}\n", None), "Jane: [file 1] a\\u{1b}\\n (status unknown)");
    }

    #[test]
    fn a_question_has_its_choices() {
        let text = words(
            r#"{"Type":"MESSAGE","ContentType":"application/vnd.amazonaws.connect.message.interactive","DisplayName":"Bot",
                "Content":"{\"templateType\":\"QuickReply\",\"version\":\"1.0\",\"data\":{\"content\":{\"title\":\"Helpful?\",\"elements\":[{\"title\":\"Yes\"},{\"title\":\"No\"}]}}}"}"#,
        );
        assert_eq!(text, "Bot: Helpful?\n    1. Yes\n    2. No\n    (/choose NUMBER answers)");
    }

    #[test]
    fn a_failed_message_says_so() {
        let text = words(
            r#"{"Type":"MESSAGE","ContentType":"text/plain","DisplayName":"Jane","Content":"Hi",
                "MessageMetadata":{"MessageProcessingStatus":"FAILED"}}"#,
        );
        assert_eq!(text, "Jane: Hi (not delivered: its processing failed)");
    }
}
