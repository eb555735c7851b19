//! The module that a generated crate has as `event_stream`: its list of modules is generated, their text is not.

#[path = "../../runtime/src/event_stream/decoder.rs"]
mod decoder;
#[path = "../../runtime/src/event_stream/error.rs"]
mod error;
#[path = "../../runtime/src/event_stream/frame.rs"]
mod frame;
#[path = "../../runtime/src/event_stream/message.rs"]
mod message;
#[path = "../../runtime/src/event_stream/value.rs"]
mod value;

pub use decoder::MessageDecoder;
pub use error::MessageError;
pub use message::Message;
pub use value::EventHeader;
