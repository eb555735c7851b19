//! Operations: their structures, their errors, their wire form.

use indexmap::IndexMap;

use super::Cx;
use crate::docs;
use crate::ir::{self, Bound, Derives, ErrorVariant, Operation, Part, Struct, TemplatePart, Ty};
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
        self.parts_of_response(&response);
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
            traits: Derives { eq: true, debug: true },
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
                docs: docs::summary(&self.docs(&shape.traits)),
            })
        };
        all.into_iter().filter_map(variant).collect()
    }

    fn parts_of_request(&self, input: &Struct, request: &ir::Request) {
        let labels = request.path.iter().chain(&request.host_prefix);
        for part in labels {
            match part {
                TemplatePart::Label { greedy: true, .. } => self.needs(Part::Greedy),
                TemplatePart::Label { greedy: false, .. } => self.needs(Part::Label),
                TemplatePart::Literal(_) => {}
            }
        }
        if !request.host_prefix.is_empty() {
            self.needs(Part::HostPrefix);
        }
        if !request.query.is_empty() || request.query_params.is_some() || !request.literal_query.is_empty() {
            self.needs(Part::Query);
        }
        if request.prefix_headers.is_some() {
            self.needs(Part::PrefixHeaders);
        }
        for bound in &request.headers {
            let secret = input.fields[bound.field].is_secret();
            self.needs(if secret { Part::SensitiveHeader } else { Part::Header });
        }
        let is_list =
            |bound: &Bound| matches!(input.fields[bound.field].ty, Ty::List { .. } | Ty::NonEmpty(_));
        if request.headers.iter().any(is_list) {
            self.needs(Part::HeaderList);
        }
        match &request.body {
            ir::Body::Document { .. } => self.needs(Part::JsonWriter),
            ir::Body::Payload { .. } => self.needs(Part::Payload),
            ir::Body::Empty => {}
        }
    }

    fn parts_of_response(&self, response: &ir::Response) {
        if !response.headers.is_empty() || response.prefix_headers.is_some() {
            self.needs(Part::ResponseHeader);
        }
        match &response.body {
            ir::Body::Document { .. } => self.needs(Part::JsonReader),
            ir::Body::Payload { .. } => self.needs(Part::Payload),
            ir::Body::Empty => {}
        }
    }
}
