//! The framing of event streams.

#![cfg(feature = "event-stream")]
// A test fails by a panic.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "event_stream/decoding.rs"]
mod decoding;
#[path = "event_stream/framing.rs"]
mod framing;
#[path = "event_stream/hostile.rs"]
mod hostile;

use farrier_runtime::{EventHeader, Message, Timestamp};

/// A message with a header of each type, and a payload.
fn full() -> Message {
    let time = Timestamp::from_epoch(-2, 999_000_000).unwrap();
    Message::new()
        .with_header("true", true)
        .with_header("false", false)
        .with_header("byte", -1_i8)
        .with_header("short", i16::MIN)
        .with_header("integer", i32::MAX)
        .with_header("long", i64::MIN)
        .with_header("blob", vec![0, 255])
        .with_header("string", "päckchen")
        .with_header("timestamp", time)
        .with_header("uuid", EventHeader::Uuid(*b"0123456789abcdef"))
        .with_payload(*b"payload")
}
