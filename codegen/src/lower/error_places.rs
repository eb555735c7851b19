//! The locations of an error's code and message in a response.

use super::context::Source;
use crate::ir::{Body, ErrorCodes, Field, MessagePlace, Response, Struct};
use crate::model::{Shape, ShapeId};
use crate::protocol::Direction;

impl Source<'_> {
    /// Returns the code of the error in the Query protocol, if callers still get it.
    pub(super) fn query_code(&self, id: &ShapeId, shape: &Shape) -> Option<String> {
        let code = shape.traits.get("aws.protocols#awsQueryError")?.get("code")?.as_str()?;
        (self.is_query_compatible() && code != id.name()).then(|| code.to_owned())
    }

    /// Returns the location of error codes in the responses of an operation. A modelled member of that name is not the code.
    pub(super) fn error_codes(&self, errors: &[ShapeId]) -> ErrorCodes {
        if self.is_query_compatible() {
            return ErrorCodes::QueryCompatible;
        }
        let mut members = errors.iter().chain(&self.service.errors).flat_map(|id| self.members(id));
        let has_code = members.any(|(name, member)| {
            self.protocol.in_document(&member.traits, Direction::Response)
                && self.protocol.wire_name(name, &member.traits).eq_ignore_ascii_case("code")
        });
        if has_code { ErrorCodes::TypeFirst } else { self.protocol.error_codes() }
    }

    fn is_query_compatible(&self) -> bool {
        self.protocol.error_codes() == ErrorCodes::TypeFirst
            && self.service_traits.has("aws.protocols#awsQueryCompatible")
    }
}

/// Returns whether a member of an error is its message.
pub(super) fn is_message(name: &str) -> bool {
    name.eq_ignore_ascii_case("message")
}

/// Returns the location of the message in the model.
pub(super) fn message_place(field: &Field, at: usize, response: &Response) -> MessagePlace {
    if let Some(bound) = response.headers.iter().find(|bound| bound.field == at) {
        return MessagePlace::Header(bound.name.to_ascii_lowercase());
    }
    match response.body {
        Body::Payload { field, .. } if field == at => MessagePlace::Payload,
        _ => MessagePlace::Member(field.wire_name.clone()),
    }
}

/// Whether any member is secret and is the message, or would be read as the message.
pub(super) fn hides_message(shape: &Struct, response: &Response) -> bool {
    let is_taken = |name: &str| is_message(name) || name.eq_ignore_ascii_case("errorMessage");
    let by_name = shape
        .fields
        .iter()
        .any(|field| field.is_secret() && (is_taken(field.name.as_str()) || is_taken(&field.wire_name)));
    let by_header = response.headers.iter().any(|bound| {
        let name = bound.name.to_ascii_lowercase();
        matches!(&*name, "x-amzn-error-message" | "x-amzn-errormessage")
            && shape.fields[bound.field].is_secret()
    });
    by_name || by_header
}
