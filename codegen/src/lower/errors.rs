//! Modelled errors: their fields, how a response names one, where its message is, and whether a retry may help.

use super::Cx;
use super::words;
use crate::ir::{self, Body, ErrorCodes, Field, MessagePlace, Part, Presence, Response, Struct, Ty};
use crate::model::{Shape, ShapeId, ShapeKind, Traits};
use crate::protocol::http_bindings::error_status;
use crate::protocol::{Direction, Exchange};

impl Cx<'_> {
    /// Every modelled error.
    pub(super) fn errors(&self) -> Vec<ir::ErrorShape> {
        let mut errors = Vec::new();
        for id in self.usage.shapes().filter(|id| self.usage.get(id).error) {
            let Some(shape) = self.shape(id) else { continue };
            let ShapeKind::Structure(members) = &shape.kind else { continue };
            let exchange = Exchange {
                model: self.model,
                service: self.service_id,
                id,
                traits: &shape.traits,
                members,
                structure: id,
                streams: false,
            };
            let Some(response) = self.collect(self.protocol.response(&exchange)) else { continue };
            let mut structure = self.structure(id, shape, members, false);
            let message = members.keys().position(|name| is_message(name));
            self.parts_of_response(&structure, &response);
            self.check_document(id, &structure, &response.body);
            let message = message.filter(|&at| structure.fields[at].ty == Ty::String);
            if let Some(at) = message {
                // Seen missing from answers that the model says have it; and an error without a message is one still.
                let field = &mut structure.fields[at];
                field.presence = Presence::Optional;
                let target = self.shape(&members[at].target);
                field.facts = words::facts(false, &members[at].traits, target, &field.docs);
            }
            self.needs(Part::Modelled);
            let message = message.map(|field| ir::ErrorMessage {
                place: message_place(&structure.fields[field], field, &response),
                field,
            });
            errors.push(ir::ErrorShape {
                code: id.name().to_owned(),
                status: error_status(&shape.traits),
                retry: retry(&shape.traits),
                secret_message: hides_message(&structure, &response),
                shape: structure,
                message,
                response,
            });
        }
        errors
    }

    /// Whether a member of an error is its message, which is optional whatever the model says.
    pub(super) fn is_message_text(&self, name: &str, target: &ShapeId) -> bool {
        let is_text = self.shape(target).is_some_and(|shape| matches!(shape.kind, ShapeKind::String));
        is_message(name) && is_text
    }

    /// The code that the error had in the Query protocol, where callers still get it.
    pub(super) fn query_code(&self, id: &ShapeId, shape: &Shape) -> Option<String> {
        let code = shape.traits.get("aws.protocols#awsQueryError")?.get("code")?.as_str()?;
        (self.is_query_compatible() && code != id.name()).then(|| code.to_owned())
    }

    /// Where the responses of an operation have the code of an error. A member of an error that is called so is none.
    pub(super) fn error_codes(&self, errors: &[ShapeId]) -> ErrorCodes {
        let codes = self.places_of_code(errors);
        if codes != ErrorCodes::CodeFirst {
            self.needs(Part::ErrorCodes);
        }
        codes
    }

    fn places_of_code(&self, errors: &[ShapeId]) -> ErrorCodes {
        if self.is_query_compatible() {
            return ErrorCodes::QueryCompatible;
        }
        let mut members = errors.iter().chain(&self.service.errors).flat_map(|id| self.members(id));
        let has_code = members.any(|(name, member)| {
            self.protocol.in_document(&member.traits, Direction::Response)
                && self.protocol.wire_name(name, &member.traits).eq_ignore_ascii_case("code")
        });
        if has_code || self.protocol.prefers_error_type() {
            ErrorCodes::TypeFirst
        } else {
            ErrorCodes::CodeFirst
        }
    }

    fn is_query_compatible(&self) -> bool {
        self.protocol.prefers_error_type() && self.service_traits.has("aws.protocols#awsQueryCompatible")
    }
}

/// Whether a member of an error is its message.
fn is_message(name: &str) -> bool {
    name.eq_ignore_ascii_case("message")
}

/// Where the message travels, by the model.
fn message_place(field: &Field, at: usize, response: &Response) -> MessagePlace {
    if let Some(bound) = response.headers.iter().find(|bound| bound.field == at) {
        return MessagePlace::Header(bound.name.to_ascii_lowercase());
    }
    match response.body {
        Body::Payload { field, .. } if field == at => MessagePlace::Payload,
        _ => MessagePlace::Member(field.wire_name.clone()),
    }
}

/// Whether any member is a secret that is the message, or would be taken for it.
fn hides_message(shape: &Struct, response: &Response) -> bool {
    let is_taken = |name: &str| is_message(name) || name.eq_ignore_ascii_case("errorMessage");
    let by_name = shape
        .fields
        .iter()
        .any(|field| field.is_secret() && (is_taken(field.member_name()) || is_taken(&field.wire_name)));
    let by_header = response.headers.iter().any(|bound| {
        let name = bound.name.to_ascii_lowercase();
        matches!(&*name, "x-amzn-error-message" | "x-amzn-errormessage")
            && shape.fields[bound.field].is_secret()
    });
    by_name || by_header
}

fn retry(traits: &Traits) -> ir::Retry {
    match traits.get("smithy.api#retryable") {
        None => ir::Retry::Unsaid,
        Some(value) if value.get("throttling").and_then(serde_json::Value::as_bool) == Some(true) => {
            ir::Retry::Throttling
        }
        Some(_) => ir::Retry::Transient,
    }
}
