//! Event streams: messages in the framing `application/vnd.amazon.eventstream`, one after the other in a body.
//! <https://smithy.io/2.0/aws/amazon-eventstream.html>

#[cfg(feature = "event-stream")]
mod decoder;
#[cfg(feature = "event-stream")]
mod error;
#[cfg(feature = "event-stream")]
mod frame;
#[cfg(feature = "event-stream")]
mod message;
#[cfg(feature = "event-stream")]
mod value;

pub use self::decoder::MessageDecoder;
pub use self::error::MessageError;
pub use self::message::Message;
pub use self::value::EventHeader;
