//! The message at the start of a request with events, if the protocol has no other location for its members.

use http::header::{HeaderValue, CONTENT_TYPE};

use super::{EncodeError, Message};

/// Wraps the document body in that message. The frames of the events follow it in the body.
pub fn set(
    operation: &'static str,
    content_type: &'static str,
    request: &mut http::Request<Vec<u8>>,
) -> Result<(), EncodeError> {
    let document = std::mem::take(request.body_mut());
    let message = Message::event("initial-request").with_content(content_type, document);
    let too_long =
        |_| EncodeError::new(operation, "the input", "does not fit into a message of an event stream");
    *request.body_mut() = message.encode().map_err(too_long)?;
    let stream = HeaderValue::from_static("application/vnd.amazon.eventstream");
    request.headers_mut().insert(CONTENT_TYPE, stream);
    Ok(())
}
