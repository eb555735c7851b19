//! Event streams: messages in the framing `application/vnd.amazon.eventstream`, one after the other in a body.
//! <https://smithy.io/2.0/aws/amazon-eventstream.html>

pub use self::decoder::MessageDecoder;
pub use self::error::MessageError;
pub use self::message::Message;
pub use self::value::EventHeader;
