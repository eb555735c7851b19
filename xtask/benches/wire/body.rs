//! The body of a request alone: in a generated crate, the writer of JSON is private.

use connectparticipant::operation::send_message::SendMessageRequest;
use farrier_runtime::json;

/// As the generated `encode` writes it.
pub(crate) fn body(input: &SendMessageRequest) -> Vec<u8> {
    json::write_members(|object| {
        object.member("ContentType", &input.content_type);
        object.member("Content", &input.content);
        object.member("ClientToken", &input.client_token);
    })
}
