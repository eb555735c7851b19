//! Operations: their structures, their errors, their wire form.

use indexmap::IndexMap;

use super::Cx;
use crate::docs;
use crate::ir::{Derives, ErrorVariant, Operation, Struct};
use crate::model::{Members, ShapeId, ShapeKind, UNIT};
use crate::naming;
use crate::protocol::Exchange;

impl Cx<'_> {
    /// An operation; none, with the problems noted, when it cannot be lowered.
    pub(super) fn operation(&self, id: &ShapeId) -> Option<Operation> {
        let shape = self.shape(id)?;
        let ShapeKind::Operation(operation) = &shape.kind else { return None };
        let ident = self.names.get(id)?.ident.clone();
        let derived = self.names.derived(id)?;
        let exchange = |structure| Exchange {
            model: self.model,
            service: self.service_id,
            id,
            traits: &shape.traits,
            members: self.members(structure),
            structure,
        };
        let request = self.collect(self.protocol.request(&exchange(&operation.input)));
        let response = self.collect(self.protocol.response(&exchange(&operation.output)));
        let (request, response) = (request?, response?);
        let only_input = !self.usage.get(&operation.input).shared;
        let input = self.top(id, &operation.input, &derived.input, only_input);
        let output = self.top(id, &operation.output, &derived.output, false);
        self.parts_of_request(&input, &request);
        self.parts_of_response(&output, &response);
        Some(Operation {
            id: id.to_string(),
            name: id.name().to_owned(),
            module: naming::module_name(&ident),
            docs: self.docs(&shape.traits),
            deprecated: self.deprecated(&shape.traits),
            input_is_shared: self.usage.get(&operation.input).shared && operation.input.as_str() != UNIT,
            output_is_shared: self.usage.get(&operation.output).shared && operation.output.as_str() != UNIT,
            error_ident: derived.error.clone(),
            errors: self.variants_of(&operation.errors),
            metadata: self.metadata(&shape.traits),
            input,
            output,
            request,
            response,
            ident,
        })
    }

    fn members(&self, structure: &ShapeId) -> &IndexMap<String, crate::model::Member> {
        static NONE: std::sync::OnceLock<Members> = std::sync::OnceLock::new();
        match self.shape(structure).map(|shape| &shape.kind) {
            Some(ShapeKind::Structure(members)) => members,
            _ => NONE.get_or_init(Members::new),
        }
    }

    /// The structure at the top of a request or an answer; an empty one of a made-up name for `smithy.api#Unit`.
    fn top(&self, operation: &ShapeId, id: &ShapeId, made_up: &str, is_input: bool) -> Struct {
        if let Some(shape) = self.shape(id).filter(|_| id.as_str() != UNIT) {
            return self.structure(id, shape, self.members(id), is_input);
        }
        let what = if made_up.ends_with("Input") { "input" } else { "output" };
        Struct {
            id: operation.to_string(),
            ident: made_up.to_owned(),
            module: naming::module_name(made_up),
            docs: vec![format!("The {what} of `{}`, which has no members.", operation.name())],
            deprecated: None,
            fields: Vec::new(),
            traits: Derives { eq: true, debug: true, more: self.more_derives.clone() },
            reads: false,
            writes: false,
            in_output: what == "output",
        }
    }

    /// The variants of the error enum: the operation's errors, then the service's, each once.
    fn variants_of(&self, errors: &[ShapeId]) -> Vec<ErrorVariant> {
        let all: indexmap::IndexSet<&ShapeId> = errors.iter().chain(&self.service.errors).collect();
        let variant = |id: &ShapeId| {
            let shape = self.shape(id)?;
            Some(ErrorVariant {
                ident: self.names.get(id)?.ident.clone(),
                code: id.name().to_owned(),
                eq: !self.has_float.contains(id),
                docs: docs::summary(&self.docs(&shape.traits)),
            })
        };
        all.into_iter().filter_map(variant).collect()
    }
}
