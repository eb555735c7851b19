//! The rules of the chat for calls of the HTTP server: expiry, the end of a chat, receipts, attachments, and a frame for each item.

use std::sync::Arc;
use std::time::Duration;

use connectparticipant::config::Clock;
use connectparticipant::test_util::{Effects, Extension, ListName, ReceivedCall, Rejection};
use connectparticipant::types::{ChatContentType, ParticipantRole};
use serde_json::{Map, Value, json};

use super::items::{event, receipt};
use super::line::Line;
use super::world::{ContactState, World, date_time};

/// The list of the server with the items.
pub(super) const TRANSCRIPT: &str = "transcript";

/// `GetAuthenticationUrl` must follow the event within this time, by the documentation of the operation.
const AUTHENTICATION: Duration = Duration::from_secs(60);

pub(super) struct Rules(pub(super) Arc<World>);

impl Extension for Rules {
    fn check(&self, call: &ReceivedCall<'_>) -> Result<(), Rejection> {
        let Some(contact) = self.0.contact(call.group) else { return Ok(()) };
        if let Some(line) = line(call, &contact) {
            line.called(call.operation);
        }
        if contact.inner().has_ended {
            return Err(Rejection::new("AccessDeniedException", "the chat has ended"));
        }
        if call.text("ConnectionToken").is_some_and(|token| self.0.has_expired(token)) {
            return Err(Rejection::new("AccessDeniedException", "`ConnectionToken` has expired"));
        }
        match call.operation {
            "SendEvent" => check_receipt(call, &contact),
            "GetAuthenticationUrl" => self.check_session(call, &contact),
            _ => Ok(()),
        }
    }

    fn complete(&self, call: &ReceivedCall<'_>, effects: &mut Effects<'_>) {
        let Some(contact) = self.0.contact(call.group) else { return };
        match call.operation {
            "CreateParticipantConnection" => self.connect(call, &contact, effects.output),
            "GetTranscript" => end_of_pages(call, effects),
            "SendEvent" => self.receipt(call, effects),
            "CompleteAttachmentUpload" if !contact.inner().holds_scans => scan(effects),
            "CancelParticipantAuthentication" => {
                let content = json!({"SessionId": call.text("SessionId")}).to_string();
                add(effects, &event(None, &ChatContentType::AuthenticationCancelled, Some(&content)));
            }
            "DisconnectParticipant" => disconnect(call, &contact, effects),
            _ => {}
        }
        self.0.changed();
    }

    fn add(&self, list: &ListName<'_>, item: &mut Map<String, Value>) -> bool {
        let Some(contact) = self.0.contact(list.group) else { return true };
        item.insert("ContactId".to_owned(), Value::from(contact.current()));
        for attachment in attachments(item) {
            attachment["Status"] = json!("IN_PROGRESS");
        }
        contact.deliver(item);
        self.0.changed();
        let content_type = item.get("ContentType").and_then(Value::as_str);
        content_type.map(ChatContentType::from) != Some(ChatContentType::Typing)
    }

    /// Of all changes, clients see those of attachments. For receipts and chunks, there are other items.
    fn update(&self, list: &ListName<'_>, item: &Map<String, Value>) {
        if let Some(contact) = self.0.contact(list.group).filter(|_| item.contains_key("Attachments")) {
            contact.deliver(item);
            self.0.changed();
        }
    }
}

fn add(effects: &mut Effects<'_>, item: &Value) -> Option<String> {
    effects.add_item(TRANSCRIPT, item).ok()
}

/// Returns the participant that calls.
fn line(call: &ReceivedCall<'_>, contact: &ContactState) -> Option<Arc<Line>> {
    contact.line(call.sender.get("ParticipantId")?.as_str()?)
}

fn attachments(item: &mut Map<String, Value>) -> impl Iterator<Item = &mut Value> {
    item.get_mut("Attachments").and_then(Value::as_array_mut).into_iter().flatten()
}

/// The member with the time of a receipt; `None` for other events.
fn receipt_time(call: &ReceivedCall<'_>) -> Option<&'static str> {
    match call.text("ContentType")?.into() {
        ChatContentType::MessageDelivered => Some("DeliveredTimestamp"),
        ChatContentType::MessageRead => Some("ReadTimestamp"),
        _ => None,
    }
}

/// The service has no receipts for more than two participants.
fn check_receipt(call: &ReceivedCall<'_>, contact: &ContactState) -> Result<(), Rejection> {
    match receipt_time(call).filter(|_| contact.inner().present.len() > 2) {
        Some(_) => {
            let message = "receipts are not supported for a chat with more than two participants";
            Err(Rejection::new("ConflictException", message))
        }
        None => Ok(()),
    }
}

/// Marks the attachments of the newest item as scanned.
fn scan(effects: &mut Effects<'_>) {
    let Some(mut item) = effects.items(TRANSCRIPT).last().and_then(Value::as_object).cloned() else { return };
    attachments(&mut item).for_each(|attachment| attachment["Status"] = json!("APPROVED"));
    let (id, members) =
        (item["Id"].as_str().unwrap_or_default(), json!({"Attachments": item["Attachments"]}));
    let updated = effects.update_item(TRANSCRIPT, id, &members);
    debug_assert_eq!(updated, Ok(true));
}

/// The service has a token on the last page, too: with `FORWARD`, that of the newest item, as amazon-connect-chat-ios, pull request 60,
/// found, and otherwise an empty one (amazon-connect-chatjs, issue 28).
fn end_of_pages(call: &ReceivedCall<'_>, effects: &mut Effects<'_>) {
    if effects.output.get("NextToken").is_some() {
        return;
    }
    let newest = effects.items(TRANSCRIPT).len().checked_sub(1);
    let token = match newest.filter(|_| call.text("ScanDirection") == Some("FORWARD")) {
        Some(newest) => effects.page_token(newest),
        None => String::new(),
    };
    effects.output["NextToken"] = json!(token);
}

fn disconnect(call: &ReceivedCall<'_>, contact: &ContactState, effects: &mut Effects<'_>) {
    let Some(line) = line(call, contact) else { return };
    if contact.leave(&line.sender.id) {
        add(effects, &event(Some(&line.sender), &ChatContentType::ParticipantLeft, None));
    }
    let is_over = line.sender.role == ParticipantRole::Customer && !contact.inner().stays_open;
    if is_over && contact.end() {
        add(effects, &event(None, &ChatContentType::ChatEnded, None));
    }
}

impl Rules {
    fn check_session(&self, call: &ReceivedCall<'_>, contact: &ContactState) -> Result<(), Rejection> {
        let begun = call.text("SessionId").and_then(|id| contact.inner().sessions.get(id).copied());
        match begun.filter(|begun| self.0.clock.now() <= *begun + AUTHENTICATION) {
            Some(_) => Ok(()),
            None => Err(Rejection::new("ValidationException", "`SessionId` is unknown, or too old")),
        }
    }

    /// Sets the URL and the times of expiry.
    fn connect(&self, call: &ReceivedCall<'_>, contact: &ContactState, output: &mut Value) {
        let Some(line) = line(call, contact) else { return };
        if let Some(websocket) = output.get_mut("Websocket") {
            let (url, expires) = self.0.issue_url(&line);
            *websocket = json!({"Url": url, "ConnectionExpiry": date_time(expires)});
        }
        if let Some(credentials) = output.get_mut("ConnectionCredentials") {
            let token = credentials["ConnectionToken"].as_str().unwrap_or_default();
            credentials["Expiry"] = json!(date_time(self.0.issue_token(token)));
        }
    }

    /// Adds the item for a receipt.
    fn receipt(&self, call: &ReceivedCall<'_>, effects: &mut Effects<'_>) {
        let Some(time) = receipt_time(call) else { return };
        let content: Value =
            call.text("Content").and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let recipient = call.sender.get("ParticipantId").and_then(Value::as_str).unwrap_or_default();
        if let Some(message) = content["messageId"].as_str() {
            add(effects, &receipt(message, recipient, time, &self.0.time()));
        }
    }
}
