//! The files of event streams.

use super::File;
use crate::ir::Part;

pub(super) const FILES: &[File] = &[
    file!("call/first_frame", Some(Part::EventInput), [], ["FirstFrame"]),
    file!("initial_request", Some(Part::InitialRequest), [], []),
    file!("blocking/event_receiver", Some(Part::EventOutput), ["EventReceiver"], []),
    file!("blocking/event_sender", Some(Part::EventInput), ["EventCall"], []),
    file!("blocking/event_sender/answer", Some(Part::EventExchange), [], []),
    file!("call/event_reader", Some(Part::EventOutput), [], ["read_initial", "EventReader"]),
    file!("call/event_seed", Some(Part::AuthSigV4), &["sigv4"], [], ["EventsFollow", "Seed"]),
    file!("call/frame_signer", Some(Part::EventInput), [], ["FrameSigner"]),
    file!("call/frame_signer/sigv4", Some(Part::SignedEvents), &["sigv4"], [], []),
    file!("call/send_event_error", Some(Part::EventInput), ["SendEventError"], []),
    file!("client/event_queue", Some(Part::EventInput), [], []),
    file!("client/event_receiver", Some(Part::EventOutput), ["EventReceiver"], []),
    file!("client/event_sender", Some(Part::EventInput), ["EventCall", "EventSender"], []),
    file!("client/event_sender/answer", Some(Part::EventExchange), [], []),
    file!("event_header", Some(Part::EventOutput), [], []),
    file!("event_input", Some(Part::EventInput), ["InputStream"], []),
    file!(
        "event_output",
        Some(Part::EventOutput),
        ["EventError", "OutputStream", "StreamError"],
        ["read_event"]
    ),
    file!(
        "event_stream",
        Some(Part::EventStream),
        ["EventHeader", "Message", "MessageDecoder", "MessageError"],
        []
    ),
    file!("event_stream/decoder", Some(Part::EventStream), [], []),
    file!("event_stream/error", Some(Part::EventStream), [], []),
    file!("event_stream/frame", Some(Part::EventStream), [], []),
    file!("event_stream/message", Some(Part::EventStream), [], []),
    file!("event_stream/value", Some(Part::EventStream), [], []),
];
