//! Operations: their structures, their errors, their wire form.

use std::collections::HashMap;

use serde_json::Value;

use super::Cx;
use super::context::Notes;
use super::metadata::metadata;
use super::schema::Locations;
use super::structures;
use super::words;
use crate::docs;
use crate::ir::{
    AuthScheme, Checksums, ContextParam, Derives, ErrorVariant, EventStream, Finish, Follow, Operation,
    Pagination, Presence, Request, Response, Shapes, Struct, Upload, Used, Waiter,
};
use crate::model::{self, ShapeId, ShapeKind, Traits, UNIT};
use crate::naming;
use crate::protocol::Exchange;

/// The wire form of an operation, which needs no lowered shape.
pub(super) struct Wire<'m> {
    pub(super) id: &'m ShapeId,
    pub(super) traits: &'m Traits,
    pub(super) modelled: &'m model::Operation,
    pub(super) auth: Vec<AuthScheme>,
    pub(super) request: Request,
    pub(super) response: Response,
}

/// An operation by itself. What it says of other operations and of shared shapes needs those.
pub(super) struct Draft<'m> {
    pub(super) id: &'m ShapeId,
    pub(super) traits: &'m Traits,
    pub(super) modelled: &'m model::Operation,
    pub(super) ident: String,
    pub(super) module: String,
    pub(super) method: String,
    pub(super) input: Struct,
    pub(super) output: Struct,
    pub(super) input_is_shared: bool,
    pub(super) output_is_shared: bool,
    pub(super) auth: Vec<AuthScheme>,
    pub(super) request: Request,
    pub(super) response: Response,
    pub(super) input_stream: Option<EventStream>,
    pub(super) output_stream: Option<EventStream>,
}

impl Draft<'_> {
    pub(super) fn name(&self) -> &str {
        self.id.name()
    }
}

/// The rest of an operation.
pub(super) struct Relations {
    pub(super) pagination: Option<Pagination>,
    pub(super) waiters: Vec<Waiter>,
    pub(super) upload: Option<Upload>,
    pub(super) follow: Option<Follow>,
    pub(super) endpoint_context: Vec<ContextParam>,
}

impl<'m> Cx<'m> {
    /// Returns the wire form of an operation; `None`, with its problems reported, if it has none.
    pub(super) fn wire(&self, id: &ShapeId) -> Option<Wire<'m>> {
        let (id, shape) = self.source.model.shapes.get_key_value(id)?;
        let ShapeKind::Operation(modelled) = &shape.kind else { return None };
        let members = |id| self.without_stream(id, self.source.members(id));
        let (sent, received) = (members(&modelled.input), members(&modelled.output));
        let exchange = |structure, members| Exchange {
            model: self.source.model,
            service: self.source.service_id,
            id,
            traits: &shape.traits,
            members,
            structure,
            streams: self.stream_member(structure, self.source.members(structure)).is_some(),
        };
        let auth = self.auth(&shape.traits);
        let request = self.request(&exchange(&modelled.input, &sent), &auth);
        let response =
            self.notes.collect(self.source.protocol.response(&exchange(&modelled.output, &received)));
        let response = response.map(|response| self.source.unwrapped(id, &shape.traits, response));
        self.refuse_error(id, "input", &modelled.input);
        self.refuse_error(id, "output", &modelled.output);
        Some(Wire { id, traits: &shape.traits, modelled, auth, request: request?, response: response? })
    }

    /// Returns the draft of an operation.
    pub(super) fn draft(
        &self,
        wire: Wire<'m>,
        shapes: &Shapes,
        locations: &Locations<'_>,
    ) -> Option<Draft<'m>> {
        let Wire { id, traits, modelled, auth, request, response } = wire;
        let (ident, module) = self.name(id);
        let derived = self.names.derived(id)?;
        let input = self.top(id, &modelled.input, (&derived.input, false), shapes, locations);
        let output = self.top(id, &modelled.output, (&derived.output, true), shapes, locations);
        structures::check_document(&self.notes, &modelled.input, &input, &request.body);
        structures::check_document(&self.notes, &modelled.output, &output, &response.body);
        let is_shared = |id: &ShapeId| self.closure.usage.get(id).shared && id.as_str() != UNIT;
        Some(Draft {
            id,
            traits,
            modelled,
            method: naming::client_method(&module),
            input_is_shared: is_shared(&modelled.input),
            output_is_shared: is_shared(&modelled.output),
            input_stream: self.stream(id, &modelled.input, Vec::new()),
            output_stream: self.stream(id, &modelled.output, required_headers(&output, &response)),
            auth,
            request,
            ident,
            module,
            input,
            output,
            response,
        })
    }

    /// Returns the operation.
    pub(super) fn operation(&self, draft: Draft<'_>, relations: Relations) -> Operation {
        let Relations { pagination, waiters, upload, follow, endpoint_context } = relations;
        let derived = self.names.derived(draft.id);
        Operation {
            id: draft.id.clone(),
            name: draft.name().to_owned(),
            docs: words::docs(draft.traits),
            deprecated: words::deprecation(draft.traits),
            error_ident: derived.map_or_else(String::new, |derived| derived.error.clone()),
            errors: self.errors_of(&draft),
            error_codes: self.source.error_codes(&draft.modelled.errors),
            errors_in_success: self.source.hides_errors(&draft),
            streaming_input: self.source.streaming_input(&draft),
            streaming_output: self.source.streaming_output(&draft),
            metadata: metadata(&draft, pagination, waiters),
            upload,
            follow,
            endpoint_context,
            ident: draft.ident,
            module: draft.module,
            method: draft.method,
            input: draft.input,
            output: draft.output,
            input_is_shared: draft.input_is_shared,
            output_is_shared: draft.output_is_shared,
            request: draft.request,
            response: draft.response,
            input_stream: draft.input_stream,
            output_stream: draft.output_stream,
        }
    }

    /// Returns a request with everything that traits of the operation and the service add to that of the protocol.
    fn request(&self, exchange: &Exchange<'_>, auth: &[AuthScheme]) -> Option<Request> {
        let mut request = self.notes.collect(self.source.protocol.request(exchange))?;
        if !exchange.streams {
            let checksums = self.checksums(exchange, &request);
            finish(&self.notes, exchange.traits, checksums, &mut request);
        }
        self.customize(exchange.id, exchange.members, &mut request);
        self.authenticate(exchange.traits, auth, &mut request);
        Some(request)
    }

    /// Returns the structure at the top of a request or a response: a shared one, one of its own, or, for `smithy.api#Unit`, an
    /// empty one with a derived name.
    fn top(
        &self,
        operation: &ShapeId,
        id: &ShapeId,
        (ident, is_output): (&str, bool),
        shapes: &Shapes,
        locations: &Locations<'_>,
    ) -> Struct {
        if let Some(shape) = self.source.shape(id).filter(|_| id.as_str() != UNIT) {
            let shared = self.names.get(id).and_then(|named| shapes.structure(&named.ident));
            // Two shapes of one name are a problem already.
            let shared = shared.filter(|shape| shape.id == *id);
            let own = || self.structure(id, shape, !is_output, &|at| locations.get(id, at));
            return shared.cloned().unwrap_or_else(own);
        }
        let what = if is_output { "output" } else { "input" };
        Struct {
            id: operation.clone(),
            ident: ident.to_owned(),
            module: naming::module_name(ident),
            docs: vec![format!("The {what} of `{}`, which has no members.", operation.name())],
            deprecated: None,
            fields: Vec::new(),
            argument_order: Vec::new(),
            traits: Derives {
                eq: true,
                debug: true,
                serde: self.source.serde(),
                time: self.source.form.gate(&["time"]),
                more: self.more_derives.clone(),
            },
            reads: None,
            writes: None,
            in_output: is_output,
            is_input: !is_output,
            checks: false,
        }
    }

    /// Smithy forbids it: the members of an error are those of a failed response.
    fn refuse_error(&self, operation: &ShapeId, what: &str, structure: &ShapeId) {
        if self.source.shape(structure).is_some_and(|shape| shape.traits.has("smithy.api#error")) {
            self.notes.problem(
                operation,
                format!("has the error {structure} as its {what}; give it another structure"),
            );
        }
    }

    /// Returns the errors of an operation. A response to `HEAD` has no body: its status is the error, if only one error has it.
    fn errors_of(&self, draft: &Draft<'_>) -> Vec<ErrorVariant> {
        let mut variants = self.variants_of(draft.id, &draft.modelled.errors);
        if draft.request.method == "HEAD" {
            let statuses: HashMap<&str, u16> = self
                .all_errors(&draft.modelled.errors)
                .into_iter()
                .filter_map(|id| Some((id.name(), self.source.own_status(id)?)))
                .collect();
            for variant in &mut variants {
                let status = statuses.get(&*variant.code).copied();
                let is_alone = statuses.values().filter(|other| Some(**other) == status).count() == 1;
                variant.status_without_code = status.filter(|_| is_alone);
            }
        }
        variants
    }

    /// Returns the variants of the error enum: the operation's errors, then the service's, each once.
    fn variants_of(&self, operation: &ShapeId, errors: &[ShapeId]) -> Vec<ErrorVariant> {
        let all = self.all_errors(errors);
        let mut codes: HashMap<&str, &ShapeId> = HashMap::new();
        for id in &all {
            // `rename` names the type; on the wire is the name of the shape.
            if let Some(first) = codes.insert(id.name(), id) {
                let code = id.name();
                self.notes.problem(
                    operation,
                    format!(
                        "has the errors {first} and {id} with the same code `{code}`; remove one of them"
                    ),
                );
            }
        }
        all.into_iter().filter_map(|id| self.variant(id)).collect()
    }

    /// Returns the errors of an operation and of the service, each once.
    fn all_errors<'e>(&'e self, errors: &'e [ShapeId]) -> indexmap::IndexSet<&'e ShapeId> {
        errors.iter().chain(&self.source.service.errors).collect()
    }

    /// Returns the variants of the enum with all errors of the service, sorted by module.
    pub(super) fn all_variants(&self) -> Vec<ErrorVariant> {
        let errors = self.closure.usage.shapes().filter(|id| self.closure.usage.get(id).error);
        let mut variants: Vec<ErrorVariant> = errors.filter_map(|id| self.variant(id)).collect();
        variants.sort_by(|a, b| a.module.cmp(&b.module));
        variants
    }

    /// A variant of an enum of errors, which has the same name in each enum.
    pub(super) fn variant(&self, id: &ShapeId) -> Option<ErrorVariant> {
        let shape = self.source.shape(id)?;
        self.names.get(id)?;
        let (ident, module) = self.name(id);
        let variant = if ident == UNMODELLED { &self.names.unmodelled } else { &ident };
        let (code, other_code) = self.source.codes_of(id, shape);
        Some(ErrorVariant {
            variant: variant.clone(),
            name: id.name().to_owned(),
            code,
            other_code,
            status_without_code: None,
            eq: !self.closure.has_float.contains(id),
            docs: docs::summary(&words::docs(&shape.traits)),
            module,
            ident,
        })
    }
}

/// Returns the final steps that traits of an operation require on the complete request. Before events, no body is complete.
fn finish(notes: &Notes, traits: &Traits, checksums: Option<Checksums>, request: &mut Request) {
    let encodings = traits.get("smithy.api#requestCompression").and_then(|value| value.get("encodings"));
    if encodings.and_then(Value::as_array).is_some_and(|known| known.iter().any(|name| name == "gzip")) {
        notes.uses(Used::RequestCompression);
        request.finish.push(Finish::Gzip);
    }
    // A checksum in one of several algorithms takes precedence.
    let has_checksum = checksums.as_ref().is_some_and(|checksums| checksums.request.is_some());
    if traits.has("smithy.api#httpChecksumRequired") && !has_checksum {
        notes.uses(Used::Checksum);
        request.finish.push(Finish::ContentMd5);
    }
    if let Some(checksums) = checksums {
        notes.uses(Used::FlexibleChecksums);
        request.finish.push(Finish::Checksums(checksums));
    }
}

/// The additional variant of every enum of errors.
const UNMODELLED: &str = "Unmodelled";

/// Returns the headers that a response must have before its stream, in lower case.
fn required_headers(output: &Struct, response: &Response) -> Vec<String> {
    let required = response.headers.iter().filter(|b| output.fields[b.field].presence == Presence::Required);
    required.map(|bound| bound.name.to_ascii_lowercase()).collect()
}
