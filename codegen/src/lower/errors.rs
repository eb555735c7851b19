//! Modelled errors: their fields, their message, and whether a retry may help.

use super::Cx;
use super::context::Source;
use super::error_places;
use super::names::NEWTYPE;
use super::structures;
use crate::ir;
use crate::model::{Members, ShapeId, ShapeKind, Traits};
use crate::protocol::Exchange;

impl Cx<'_> {
    /// Returns every modelled error.
    pub(super) fn errors(&self) -> Vec<ir::ErrorShape> {
        let mut errors = Vec::new();
        for id in self.closure.usage.shapes().filter(|id| self.closure.usage.get(id).error) {
            let Some(shape) = self.source.shape(id) else { continue };
            let ShapeKind::Structure(members) = &shape.kind else { continue };
            let exchange = Exchange {
                model: self.source.model,
                service: self.source.service_id,
                id,
                traits: &shape.traits,
                members,
                structure: id,
                streams: false,
            };
            let Some(response) = self.notes.collect(self.source.protocol.response(&exchange)) else {
                continue;
            };
            let structure = self.structure(id, shape, false, &|at| Some(response.location(at)));
            structures::check_document(&self.notes, id, &structure, &response.body);
            let message = self.source.message(members).and_then(|name| members.get_index_of(name));
            let message = message.map(|field| ir::ErrorMessage {
                place: error_places::message_place(&structure.fields[field], field, &response),
                field,
            });
            errors.push(ir::ErrorShape {
                code: self.source.codes_of(id, shape).0,
                status: self.source.status_of(&shape.traits),
                retry: retry(&shape.traits),
                secret_message: error_places::hides_message(&structure, &response),
                shape: structure,
                message,
                response,
            });
        }
        errors
    }
}

impl Source<'_> {
    /// Returns the member of an error that is its message, which is always optional.
    pub(super) fn message<'n>(&self, members: &'n Members) -> Option<&'n str> {
        let (name, member) = members.iter().find(|(name, _)| error_places::is_message(name))?;
        let is_message = self.is_message(name, &member.target) && !member.traits.has(NEWTYPE);
        is_message.then_some(name.as_str())
    }

    /// Returns whether a member of an error can be its message.
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
