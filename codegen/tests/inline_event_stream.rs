//! Tests of the runtime support in `codegen/inline`: the framing of event streams.
//!
//! The files are included at the places that they have in a generated crate.

// A generated crate has only the files that it uses, and none of their parts is dead there.
#![allow(dead_code)]
// They are private here, public there.
#![allow(unreachable_pub)]
// A test fails by a panic.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../inline/calendar.rs"]
mod calendar;
#[path = "../inline/decimal.rs"]
mod decimal;
#[path = "../inline/decoded_limit.rs"]
mod decoded_limit;
#[path = "inline_event_stream/event_stream.rs"]
mod event_stream;
#[path = "../inline/timestamp.rs"]
mod timestamp;

#[path = "inline_event_stream/decoding.rs"]
mod decoding;
#[path = "inline_event_stream/framing.rs"]
mod framing;
#[path = "inline_event_stream/hostile.rs"]
mod hostile;

use event_stream::{EventHeader, Message};
use timestamp::Timestamp;

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
