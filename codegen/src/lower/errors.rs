//! Modelled errors: their fields, their message, and whether a retry may help.

use super::Cx;
use super::{error_places, schema, words};
use crate::ir::{self, Presence, Ty};
use crate::model::{ShapeId, ShapeKind, Traits};
use crate::protocol::Exchange;
use crate::protocol::http_bindings::error_status;

impl Cx<'_> {
    /// Returns every modelled error.
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
            schema::locate(&mut structure.fields, |at| response.location(at));
            let message = members.keys().position(|name| error_places::is_message(name));
            self.check_document(id, &structure, &response.body);
            let message = message.filter(|&at| structure.fields[at].ty == Ty::String);
            if let Some(at) = message {
                // Real responses lack messages that the model requires; an error without a message is still this error.
                let field = &mut structure.fields[at];
                field.presence = Presence::Optional;
                let target = self.shape(&members[at].target);
                field.facts = words::facts(false, &members[at].traits, target, &field.docs);
            }
            let message = message.map(|field| ir::ErrorMessage {
                place: error_places::message_place(&structure.fields[field], field, &response),
                field,
            });
            errors.push(ir::ErrorShape {
                code: id.name().to_owned(),
                status: error_status(&shape.traits),
                retry: retry(&shape.traits),
                secret_message: error_places::hides_message(&structure, &response),
                shape: structure,
                message,
                response,
            });
        }
        errors
    }

    /// Returns whether a member of an error is its message, which is always optional.
    pub(super) fn is_message(&self, name: &str, target: &ShapeId) -> bool {
        let is_text = self.shape(target).is_some_and(|shape| matches!(shape.kind, ShapeKind::String));
        error_places::is_message(name) && is_text
    }
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
