//! Operations: their structures, their errors, their wire form.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::Cx;
use crate::docs;
use crate::ir::{Derives, ErrorVariant, Operation, Struct};
use crate::model::{Members, ShapeId, ShapeKind, UNIT};
use crate::naming::{self, Scope};
use crate::protocol::Exchange;

impl Cx<'_> {
    /// An operation; none, with the problems noted, when it cannot be lowered.
    pub(super) fn operation(&self, id: &ShapeId) -> Option<Operation> {
        let shape = self.shape(id)?;
        let ShapeKind::Operation(operation) = &shape.kind else { return None };
        let (ident, module) = self.name(id);
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
        self.refuse_error(id, "input", &operation.input);
        self.refuse_error(id, "output", &operation.output);
        let (request, response) = (request?, response?);
        let input = self.top(id, &operation.input, &derived.input, false);
        let output = self.top(id, &operation.output, &derived.output, true);
        self.parts_of_request(&input, &request);
        self.parts_of_response(&output, &response);
        self.check_document(&operation.input, &input, &request.body);
        self.check_document(&operation.output, &output, &response.body);
        Some(Operation {
            id: id.to_string(),
            name: id.name().to_owned(),
            module,
            docs: self.docs(&shape.traits),
            deprecated: self.deprecated(&shape.traits),
            input_is_shared: self.usage.get(&operation.input).shared && operation.input.as_str() != UNIT,
            output_is_shared: self.usage.get(&operation.output).shared && operation.output.as_str() != UNIT,
            error_ident: derived.error.clone(),
            errors: self.variants_of(id, &operation.errors),
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
    fn top(&self, operation: &ShapeId, id: &ShapeId, made_up: &str, is_output: bool) -> Struct {
        if let Some(shape) = self.shape(id).filter(|_| id.as_str() != UNIT) {
            let is_input = !is_output && !self.usage.get(id).shared;
            return self.structure(id, shape, self.members(id), is_input);
        }
        let what = if is_output { "output" } else { "input" };
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
            in_output: is_output,
        }
    }

    /// Smithy forbids it: the members of an error are those of an answer that failed.
    fn refuse_error(&self, operation: &ShapeId, what: &str, structure: &ShapeId) {
        if self.shape(structure).is_some_and(|shape| shape.traits.has("smithy.api#error")) {
            self.problem(
                operation,
                format!("has the error {structure} as its {what}; give it another structure"),
            );
        }
    }

    /// The variants of the error enum: the operation's errors, then the service's, each once.
    fn variants_of(&self, operation: &ShapeId, errors: &[ShapeId]) -> Vec<ErrorVariant> {
        let all: indexmap::IndexSet<&ShapeId> = errors.iter().chain(&self.service.errors).collect();
        let mut scope = Scope::with_taken(["Unmodelled"]);
        let mut codes: HashMap<&str, &ShapeId> = HashMap::new();
        let mut variants = Vec::new();
        for id in all {
            let (Some(shape), Some(named)) = (self.shape(id), self.names.get(id)) else { continue };
            // `rename` names the type; what travels is the name that the shape has.
            if let Some(first) = codes.insert(id.name(), id) {
                let code = id.name();
                self.problem(
                    operation,
                    format!(
                        "has the errors {first} and {id}, and both travel as `{code}`; leave one of them out"
                    ),
                );
            }
            let ident = if named.ident == "Unmodelled" { "UnmodelledError" } else { &named.ident };
            variants.push(ErrorVariant {
                variant: scope.take(ident.to_owned()),
                ident: named.ident.clone(),
                code: id.name().to_owned(),
                eq: !self.has_float.contains(id),
                docs: docs::summary(&self.docs(&shape.traits)),
            });
        }
        variants
    }
}
