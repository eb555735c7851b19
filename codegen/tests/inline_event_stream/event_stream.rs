//! The module that a generated crate has as `event_stream`: its list of modules is generated, their text is not.

#[path = "../../inline/event_stream/decoder.rs"]
mod decoder;
#[path = "../../inline/event_stream/error.rs"]
mod error;
#[path = "../../inline/event_stream/frame.rs"]
mod frame;
#[path = "../../inline/event_stream/message.rs"]
mod message;
#[path = "../../inline/event_stream/value.rs"]
mod value;

pub use decoder::MessageDecoder;
pub use error::MessageError;
pub use message::Message;
pub use value::EventHeader;
