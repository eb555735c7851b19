//! Updates as values, for `--output` and `--query`.

use connectparticipant::types;
use serde_json::{Value, json};

use crate::Update;
use crate::item::Item;
use crate::session::{Change, Delivery, End, Lost, Notice};

/// Returns an item in the form of `get-transcript`, with the members that only the websocket has.
pub(super) fn item(item: &Item) -> Value {
    let mut value = plain(&item.item);
    if let (Value::Object(members), Some(id)) = (&mut value, &item.initial_contact_id) {
        members.insert("InitialContactId".to_owned(), json!(id));
    }
    value
}

/// Returns an item in the form of `get-transcript`.
pub(super) fn plain(item: &types::Item) -> Value {
    serde_json::to_value(item).unwrap_or_default()
}

pub(super) fn delivery(delivery: &Delivery) -> Value {
    let change = match delivery.change {
        Change::New => "New",
        Change::Partial { .. } => "Partial",
        Change::Completed => "Completed",
        Change::Updated => "Updated",
    };
    json!({"Update": "Item", "Change": change, "Late": delivery.late, "Item": item(&delivery.item)})
}

/// Returns the value of an update.
pub(super) fn update(update: &Update) -> Value {
    match update {
        Update::Item(item) => delivery(item),
        Update::Notice(notice) => self::notice(notice),
        Update::SocketFailed(reason) => json!({"Update": "SocketFailed", "Message": reason}),
        Update::End(end) => self::end(end),
    }
}

fn notice(notice: &Notice) -> Value {
    match notice {
        Notice::Connected => json!({"Update": "Connected"}),
        Notice::Lost(reason) => json!({"Update": "Lost", "Reason": match reason {
            Lost::Closed => "Closed",
            Lost::Heartbeat => "Heartbeat",
            Lost::DeepHeartbeat => "DeepHeartbeat",
        }}),
        Notice::Filled { complete } => json!({"Update": "Filled", "Complete": complete}),
        Notice::CallFailed(failure) => json!({"Update": "CallFailed", "Message": failure.message}),
        Notice::SubscriptionFailed => json!({"Update": "SubscriptionFailed"}),
        Notice::DeepHeartbeat(successful) => json!({"Update": "DeepHeartbeat", "Successful": successful}),
        Notice::Unknown { text, .. } => json!({"Update": "Unknown", "Text": text}),
        Notice::Gateway(text) => json!({"Update": "Gateway", "Text": text}),
        Notice::OtherContact(other) => json!({"Update": "OtherContact", "Item": item(other)}),
        Notice::ReceiptsOff => json!({"Update": "ReceiptsOff"}),
    }
}

fn end(end: &End) -> Value {
    match end {
        End::Chat(last) => json!({"Update": "End", "Reason": "Chat", "Item": item(last)}),
        End::WhileAway => json!({"Update": "End", "Reason": "WhileAway"}),
        End::Left => json!({"Update": "End", "Reason": "Left"}),
        End::Closed => json!({"Update": "End", "Reason": "Closed"}),
        End::Failed(failure) => json!({"Update": "End", "Reason": "Failed", "Message": failure.message}),
        End::Stopped(reason) => json!({"Update": "End", "Reason": "Stopped", "Message": reason}),
    }
}
