//! Responses of the service: those of `../shared/bench` if that folder exists, otherwise similar ones.

use std::path::Path;

use serde_json::{Value, json};

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/bench");

pub(crate) const CONTENT: &str =
    "Hello, I have a question about my order: it says \"delivered\", but it is not here.";
pub(crate) const CLIENT_TOKEN: &str = "0b6d6c1e-1f0a-4c7e-8a39-6a2a1f0b9f4d";
pub(crate) const TOKEN: &str = "QVFJREFIajk4WXZ0bWVJc3Q0b0l2YzFqU2RqQ0t4bHZ0dDNhZ1lqR3o2R1hXbGpkZEFGZWl3d1p5";

/// The source of the responses.
pub(crate) fn origin() -> &'static str {
    if Path::new(SHARED).is_dir() { "Responses of ../shared/bench." } else { "Generated responses." }
}

fn fixture(name: &str, make: impl FnOnce() -> Value) -> Vec<u8> {
    std::fs::read(Path::new(SHARED).join(name)).unwrap_or_else(|_| make().to_string().into_bytes())
}

/// 100 items: 82 messages, 13 with attachments (20 in all), 5 joins; 95 with a receipt.
pub(crate) fn transcript() -> Vec<u8> {
    fixture("transcript-100.json", || {
        json!({
            "InitialContactId": id(0),
            "Transcript": (0..100).map(item).collect::<Vec<_>>(),
            "NextToken": text(512)
        })
    })
}

pub(crate) fn connection() -> Vec<u8> {
    fixture("create-connection-3.json", || {
        let expiry = "2026-11-21T04:00:00.000Z";
        json!({
            "Websocket": {"Url": format!("wss://example.com/chat?{}", text(270)), "ConnectionExpiry": expiry},
            "ConnectionCredentials": {"ConnectionToken": text(760), "Expiry": expiry},
            "WebRTCConnection": {
                "Attendee": {"AttendeeId": id(1), "JoinToken": text(120)},
                "Meeting": {
                    "MediaPlacement": {
                        "AudioHostUrl": "audio.example.com:3478",
                        "AudioFallbackUrl": format!("wss://example.com:443/calls/{}", id(2)),
                        "SignalingUrl": format!("wss://example.com/control/{}", id(3)),
                        "EventIngestionUrl": "https://events.example.com/v1/client-events"
                    },
                    "MeetingFeatures": {"Audio": {"EchoReduction": "AVAILABLE"}},
                    "MeetingId": id(4)
                }
            }
        })
    })
}

pub(crate) fn message() -> Vec<u8> {
    fixture("send-message.json", || json!({"Id": id(5), "AbsoluteTime": time(0)}))
}

pub(crate) fn error() -> Vec<u8> {
    fixture("error-validation.json", || json!({"Message": "MaxResults must be between 0 and 100."}))
}

pub(crate) fn error_by_type() -> Vec<u8> {
    json!({"__type": "com.amazonaws.connectparticipant#ThrottlingException", "message": "Rate exceeded"})
        .to_string()
        .into_bytes()
}

pub(crate) fn html() -> Vec<u8> {
    b"<html><head><title>503</title></head><body>Service Unavailable</body></html>".to_vec()
}

/// Typical messages: plain, with escapes, and non-ASCII.
const SAID: [&str; 5] = [
    "Sure, could you give me the order number, please?",
    "Thanks! It was C:\\orders\\2026\tand \"blue\".",
    "ありがとうございます。確認します。",
    "One line\nand another one.",
    "Please find the photo of my front door attached. It shows where the parcel was left.",
];

fn item(index: usize) -> Value {
    let is_join = index % 20 == 6;
    // 13 others.
    let has_attachments = index % 7 == 1 && index < 86;
    let (kind, content_type) = match (is_join, has_attachments) {
        (true, _) => ("PARTICIPANT_JOINED", "application/vnd.amazonaws.connect.event.participant.joined"),
        (_, true) => ("ATTACHMENT", "image/jpeg"),
        _ => ("MESSAGE", "text/plain"),
    };
    let (name, role) = [("Customer", "CUSTOMER"), ("BOT", "CUSTOM_BOT"), ("Jane Doe", "AGENT")][index % 3];
    let mut item = json!({
        "AbsoluteTime": time(index),
        "ContentType": content_type,
        "Id": id(100 + index),
        "Type": kind,
        "ParticipantId": id(index % 3),
        "DisplayName": name,
        "ParticipantRole": role,
        "ContactId": id(0)
    });
    if has_attachments {
        // Seven times two, six times one.
        let count = 2 - index / 7 % 2;
        item["Attachments"] = (0..count).map(|number| attachment(index * 2 + number)).collect();
    } else if !is_join {
        item["Content"] = SAID[index % SAID.len()].into();
    }
    if !is_join {
        item["MessageMetadata"] = json!({
            "MessageId": id(100 + index),
            "Receipts": [{
                "DeliveredTimestamp": time(index + 1),
                "ReadTimestamp": time(index + 2),
                "RecipientParticipantId": id((index + 1) % 3)
            }]
        });
    }
    item
}

fn attachment(number: usize) -> Value {
    json!({
        "ContentType": "image/jpeg",
        "AttachmentId": id(1000 + number),
        "AttachmentName": format!("IMG_{}.jpg", 4000 + number),
        "Status": "APPROVED"
    })
}

fn id(number: usize) -> String {
    format!("{number:08x}-58ff-4efe-a5f2-{:012x}", number * 0x9e37_79b9)
}

fn time(minute: usize) -> String {
    format!("2026-11-20T{:02}:{:02}:05.228Z", 4 + minute / 60, minute % 60)
}

fn text(length: usize) -> String {
    (0..length).map(|index| char::from(b"abcdefghijklmnopqrstuvwxyz0123456789+/"[index * 7 % 38])).collect()
}
