//! The locations of an error's code and message in a response.

use serde_json::Value;

use super::context::Source;
use crate::ir::{Body, ErrorCodes, Field, MessagePlace, Response, Struct};
use crate::model::{Shape, ShapeId, Traits};
use crate::protocol::Direction;
use crate::protocol::http_bindings::error_status;

impl Source<'_> {
    /// Returns the code of an error in responses, and another one that names it too: its name, or its code in the Query protocol.
    pub(super) fn codes_of(&self, id: &ShapeId, shape: &Shape) -> (String, Option<String>) {
        let name = id.name().to_owned();
        let code = query_error(&shape.traits).and_then(|value| Some(value.get("code")?.as_str()?.to_owned()));
        match code.filter(|code| *code != name) {
            Some(code) if self.protocol.has_query_errors() => (code, Some(name)),
            Some(code) if self.is_query_compatible() => (name, Some(code)),
            _ => (name, None),
        }
    }

    /// Returns the status of an error.
    pub(super) fn status_of(&self, traits: &Traits) -> u16 {
        let of_query = query_error(traits).filter(|_| self.protocol.has_query_errors());
        let status = of_query.and_then(|value| value.get("httpResponseCode")?.as_u64());
        status.and_then(|status| u16::try_from(status).ok()).unwrap_or_else(|| error_status(traits))
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

fn query_error(traits: &Traits) -> Option<&Value> {
    traits.get("aws.protocols#awsQueryError")
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
