//! The body of a request alone: in a generated crate, JSON is private.

#![allow(dead_code)] // Not all of it is needed to write this one body.

use connectparticipant::operation::send_message::SendMessageRequest;

#[path = "../../../codegen/runtime/src/json"]
mod json {
    mod plain;
    mod to_json;
    mod write_members;
    mod writer;

    pub(super) enum Plain {}
    pub(super) use to_json::ToJson;
    pub(super) use write_members::write_members;
    pub(super) use writer::{Object, Writer};
}

/// As the generated `encode` writes it.
pub(crate) fn body(input: &SendMessageRequest) -> Vec<u8> {
    json::write_members(|object| {
        object.member("ContentType", &input.content_type);
        object.member("Content", &input.content);
        object.member("ClientToken", &input.client_token);
    })
}
