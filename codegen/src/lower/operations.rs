//! Operations: their structures, their errors, their wire form.

use std::collections::HashMap;

use serde_json::Value;

use super::Cx;
use crate::docs;
use crate::ir::{
    Derives, ErrorVariant, Finish, Operation, OperationMetadata, Presence, Request, Response, Struct, Used,
};
use crate::model::{Members, ShapeId, ShapeKind, Traits, UNIT};
use crate::naming::{self, Scope};
use crate::protocol::Exchange;

impl Cx<'_> {
    /// Returns an operation; `None`, with its problems reported, if it cannot be lowered.
    pub(super) fn operation(&self, id: &ShapeId) -> Option<Operation> {
        let shape = self.shape(id)?;
        let ShapeKind::Operation(operation) = &shape.kind else { return None };
        let (ident, module) = self.name(id);
        let derived = self.names.derived(id)?;
        let (sent, received) = (self.members(&operation.input), self.members(&operation.output));
        let sent = self.without_stream(&operation.input, sent);
        let received = self.without_stream(&operation.output, received);
        let exchange = |structure, members, streams| Exchange {
            model: self.model,
            service: self.service_id,
            id,
            traits: &shape.traits,
            members,
            structure,
            streams,
        };
        let input_stream = self.stream(id, &operation.input);
        let mut output_stream = self.stream(id, &operation.output);
        let request = exchange(&operation.input, &*sent, input_stream.is_some());
        let response = exchange(&operation.output, &*received, output_stream.is_some());
        let request = self.collect(self.protocol.request(&request));
        let response = self.collect(self.protocol.response(&response));
        self.refuse_error(id, "input", &operation.input);
        self.refuse_error(id, "output", &operation.output);
        let (mut request, response) = (request?, response?);
        if input_stream.is_none() {
            self.finish(&shape.traits, &mut request);
        }
        self.customize(id, &sent, &mut request);
        let metadata = self.metadata(&shape.traits);
        self.authenticate(&shape.traits, &metadata, &mut request);
        let input = self.top(id, &operation.input, &derived.input, false);
        let output = self.top(id, &operation.output, &derived.output, true);
        if let Some(stream) = &mut output_stream {
            stream.required_headers = required_headers(&output, &response);
        }
        let streaming_input = self.streaming_input(&sent, &request);
        let streaming_output = self.streaming_output(&received, &response);
        self.check_document(&operation.input, &input, &request.body);
        self.check_document(&operation.output, &output, &response.body);
        Some(Operation {
            id: id.clone(),
            name: id.name().to_owned(),
            method: naming::client_method(&module),
            module,
            docs: self.docs(&shape.traits),
            deprecated: self.deprecated(&shape.traits),
            input_is_shared: self.usage.get(&operation.input).shared && operation.input.as_str() != UNIT,
            output_is_shared: self.usage.get(&operation.output).shared && operation.output.as_str() != UNIT,
            error_ident: derived.error.clone(),
            errors: self.variants_of(id, &operation.errors),
            error_codes: self.error_codes(&operation.errors),
            metadata: OperationMetadata {
                repeatable: repeatable(&shape.traits, &input, &request),
                ..metadata
            },
            endpoint_context: Vec::new(),
            input,
            output,
            request,
            response,
            streaming_input,
            streaming_output,
            input_stream,
            output_stream,
            upload: None,
            follow: None,
            waits: Vec::new(),
            ident,
        })
    }

    pub(super) fn members(&self, structure: &ShapeId) -> &Members {
        static NONE: std::sync::OnceLock<Members> = std::sync::OnceLock::new();
        match self.shape(structure).map(|shape| &shape.kind) {
            Some(ShapeKind::Structure(members)) => members,
            _ => NONE.get_or_init(Members::new),
        }
    }

    /// Returns the structure at the top of a request or a response; an empty one with a derived name for `smithy.api#Unit`.
    fn top(&self, operation: &ShapeId, id: &ShapeId, made_up: &str, is_output: bool) -> Struct {
        if let Some(shape) = self.shape(id).filter(|_| id.as_str() != UNIT) {
            let is_input = !is_output && !self.usage.get(id).shared;
            return self.structure(id, shape, self.members(id), is_input);
        }
        let what = if is_output { "output" } else { "input" };
        Struct {
            id: operation.clone(),
            ident: made_up.to_owned(),
            module: naming::module_name(made_up),
            docs: vec![format!("The {what} of `{}`, which has no members.", operation.name())],
            deprecated: None,
            fields: Vec::new(),
            argument_order: Vec::new(),
            traits: Derives {
                eq: true,
                debug: true,
                serde: self.config.serde,
                more: self.more_derives.clone(),
            },
            reads: false,
            writes: false,
            in_output: is_output,
            is_input: false,
            checks: false,
        }
    }

    /// Smithy forbids it: the members of an error are those of a failed response.
    fn refuse_error(&self, operation: &ShapeId, what: &str, structure: &ShapeId) {
        if self.shape(structure).is_some_and(|shape| shape.traits.has("smithy.api#error")) {
            self.problem(
                operation,
                format!("has the error {structure} as its {what}; give it another structure"),
            );
        }
    }

    /// Returns the variants of the error enum: the operation's errors, then the service's, each once.
    fn variants_of(&self, operation: &ShapeId, errors: &[ShapeId]) -> Vec<ErrorVariant> {
        let all: indexmap::IndexSet<&ShapeId> = errors.iter().chain(&self.service.errors).collect();
        let mut scope = variant_scope();
        let mut codes: HashMap<&str, &ShapeId> = HashMap::new();
        for id in &all {
            // `rename` names the type; on the wire is the name of the shape.
            if let Some(first) = codes.insert(id.name(), id) {
                let code = id.name();
                self.problem(
                    operation,
                    format!(
                        "has the errors {first} and {id} with the same code `{code}`; remove one of them"
                    ),
                );
            }
        }
        all.into_iter().filter_map(|id| self.variant(id, &mut scope)).collect()
    }

    /// A variant of an enum of errors.
    pub(super) fn variant(&self, id: &ShapeId, scope: &mut Scope) -> Option<ErrorVariant> {
        let shape = self.shape(id)?;
        self.names.get(id)?;
        let (ident, module) = self.name(id);
        let variant = if ident == UNMODELLED { "UnmodelledError" } else { &ident };
        Some(ErrorVariant {
            variant: scope.take(variant.to_owned()),
            code: id.name().to_owned(),
            query_code: self.query_code(id, shape),
            eq: !self.has_float.contains(id),
            docs: docs::summary(&self.docs(&shape.traits)),
            module,
            ident,
        })
    }

    /// Returns the final steps that traits of an operation require on the complete request. Before events, no body is complete.
    fn finish(&self, traits: &Traits, request: &mut Request) {
        let encodings = traits.get("smithy.api#requestCompression").and_then(|value| value.get("encodings"));
        if encodings.and_then(Value::as_array).is_some_and(|known| known.iter().any(|name| name == "gzip")) {
            self.uses(Used::RequestCompression);
            request.finish.push(Finish::Gzip);
        }
        if traits.has("smithy.api#httpChecksumRequired") {
            self.uses(Used::Checksum);
            request.finish.push(Finish::ContentMd5);
        }
    }
}

/// The additional variant of every enum of errors.
const UNMODELLED: &str = "Unmodelled";

/// Returns the names of the variants of an enum of errors.
pub(super) fn variant_scope() -> Scope {
    Scope::with_taken([UNMODELLED])
}

/// Whether a request can be retried without harm: by the model, by its method, or because of an idempotency token.
fn repeatable(traits: &Traits, input: &Struct, request: &Request) -> bool {
    traits.has("smithy.api#readonly")
        || traits.has("smithy.api#idempotent")
        || matches!(request.method.as_str(), "GET" | "HEAD")
        || input.fields.iter().any(|field| field.idempotency_token)
}

/// Returns the headers that a response must have before its stream, in lower case.
fn required_headers(output: &Struct, response: &Response) -> Vec<String> {
    let required = response.headers.iter().filter(|b| output.fields[b.field].presence == Presence::Required);
    required.map(|bound| bound.name.to_ascii_lowercase()).collect()
}
