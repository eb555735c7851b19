//! Model to IR: reachable shapes, their order, names and types.
//!
//! Takes a loaded [`Model`] and a [`Config`] and returns [`ir::Service`] or every problem found. All decisions are made
//! here, once; nothing here knows tokens or text.

mod checks;
mod checksums;
mod cli;
pub(crate) mod closure;
mod context;
mod customizations;
mod discovery;
mod endpoint;
mod enums;
mod error_places;
mod errors;
mod examples;
mod follow;
mod hints;
mod jmespath;
mod layout;
mod limits;
mod metadata;
mod names;
mod nesting;
mod newtypes;
mod operations;
mod package;
mod pages;
mod path;
mod pattern;
mod recursion;
mod schema;
mod selection;
mod settings;
mod simulation;
mod streams;
mod structures;
mod tests;
mod typed_time;
mod types;
mod upload;
mod waits;
mod words;

pub(crate) use pattern::takes_all;

use std::collections::HashSet;

use crate::Config;
use crate::docs;
use crate::error::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::ir::{self, Form, Named};
use crate::model::{Model, Service, Shape, ShapeId, ShapeKind, Traits};
use crate::naming;
use crate::protocol;

use checks::Checks;
use closure::Usage;
use context::{Closure, Notes, Source};
use names::Names;
use operations::{Draft, Relations, Wire};
use schema::Locations;
use selection::chosen;
use types::Types;

/// Makes all decisions about the crate for one service of a model.
///
/// # Errors
///
/// Every problem found, each once, with the file of its shape.
pub fn lower(model: &Model, config: &Config, form: Form) -> Result<ir::Service, Diagnostics> {
    package::check(config)?;
    decide(model, config, form).map_err(|problems| located(model, problems))
}

/// Returns the problems with the files of their shapes or traits, each once, since shared shapes are visited more than once.
fn located(model: &Model, problems: Diagnostics) -> Diagnostics {
    let file = |problem: &Diagnostic| {
        let id = problem.id()?;
        let of_trait = match &problem.kind {
            DiagnosticKind::InvalidTrait { id } => Some(&**id),
            _ => None,
        };
        model.file_of(id, of_trait).map(str::to_owned)
    };
    let mut seen = HashSet::new();
    let mut all = problems.0;
    all.retain(|problem| seen.insert(problem.to_string()));
    for problem in &mut all {
        problem.file = problem.file.take().or_else(|| file(problem));
    }
    Diagnostics(all)
}

fn decide(model: &Model, config: &Config, form: Form) -> Result<ir::Service, Diagnostics> {
    let (id, shape, service) = the_service(model, config.service.as_deref())?;
    let protocol = protocol::of(id, &shape.traits, config.protocol.as_deref())?;
    let more_derives = derives(config)?;
    let examples = examples::examples(config)?;
    let operations = selected(model, config, (id, shape, service))?;
    if operations.is_empty() {
        let why = if config.operations.is_some() || !config.without.is_empty() {
            "none of its operations is selected"
        } else {
            "has no operations"
        };
        let problem = format!("{why}; nothing can be generated from it");
        return Err(Diagnostic::new(problem).about(id).into());
    }
    let usage = Usage::of(model, service, &operations, &|traits, way| protocol.in_document(traits, way));
    let (names, clashes) = Names::of(model, service, &operations, &usage, protocol);
    let source =
        Source { model, config, form, service_id: id, service, service_traits: &shape.traits, protocol };
    let (closure, notes) = (Closure::of(model, usage), Notes::new(clashes));
    let types = Types { source: &source, names: &names, notes: &notes };
    let checks = Checks::of(types, &closure, &operations);
    let cx = Cx { source, closure, names, checks, more_derives, notes };
    source.encodings().for_each(|used| cx.notes.uses(used));
    let result = cx.service(shape, &operations, examples);
    cx.notes.problems.into_inner().or(result)
}

/// Returns the names of the operations that need a shape: excluding them avoids a shape that cannot be generated. For an
/// operation, it is its own name; for the service, those of all operations.
pub fn operations_with(model: &Model, config: &Config, shape: &ShapeId) -> Vec<String> {
    let Ok((id, _, service)) = the_service(model, config.service.as_deref()) else { return Vec::new() };
    let Ok(operations) = chosen(closure::operations(model, service), config, id) else { return Vec::new() };
    let needs_it = |operation: &&ShapeId| {
        let operation = std::slice::from_ref(*operation);
        id == shape
            || operation[0] == shape.root()
            || Usage::of(model, service, operation, &|_, _| true).has(&shape.root())
    };
    operations.iter().filter(needs_it).map(|id| id.name().to_owned()).collect()
}

/// Ids of reachable shapes and members without documentation.
pub fn undocumented(model: &Model, config: &Config) -> Vec<ShapeId> {
    let Ok((id, shape, service)) = the_service(model, config.service.as_deref()) else { return Vec::new() };
    let Ok(operations) = chosen(closure::operations(model, service), config, id) else { return Vec::new() };
    let usage = Usage::of(model, service, &operations, &|_, _| true);
    let mut missing = Vec::new();
    let mut note = |id: &ShapeId, traits: &Traits| {
        if traits.text("smithy.api#documentation").is_none_or(|text| text.trim().is_empty()) {
            missing.push(id.clone());
        }
    };
    note(id, &shape.traits);
    for id in operations.iter().chain(usage.shapes()) {
        let Some(shape) = model.shapes.get(id).filter(|_| id.namespace() != "smithy.api") else { continue };
        note(id, &shape.traits);
        let members = match &shape.kind {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members) => members,
            _ => continue,
        };
        for (name, member) in members {
            note(&id.member(name), &member.traits);
        }
    }
    missing
}

/// Returns the operations of the crate, in the order of the model: the selected ones, and those that their clients call.
pub(crate) fn selected(
    model: &Model,
    config: &Config,
    (id, shape, service): (&ShapeId, &Shape, &Service),
) -> Result<Vec<ShapeId>, Diagnostics> {
    let all = closure::operations(model, service);
    let operations = chosen(all.clone(), config, id)?;
    Ok(discovery::complete(model, &shape.traits, &all, operations))
}

/// Returns the additional derives, which must be paths.
fn derives(config: &Config) -> Result<Vec<String>, Diagnostics> {
    let is_path = |text: &&String| {
        let rest = text.strip_prefix("::").unwrap_or(text);
        rest.split("::").all(|part| crate::model::is_identifier(part) && !naming::is_keyword(part))
    };
    match config.derives.iter().find(|text| !is_path(text)) {
        Some(bad) => {
            Err(Diagnostic::new(format!("`{}` is not a path of a derive macro", bad.escape_debug())).into())
        }
        None => Ok(config.derives.clone()),
    }
}

/// Returns the service of a model: the only one, or the one with this shape id or name.
pub(crate) fn the_service<'m>(
    model: &'m Model,
    wanted: Option<&str>,
) -> Result<(&'m ShapeId, &'m Shape, &'m Service), Diagnostics> {
    let services = model.shapes.iter().filter_map(|(id, shape)| match &shape.kind {
        ShapeKind::Service(service) => Some((id, shape, service)),
        _ => None,
    });
    let all: Vec<_> = services.collect();
    let ids = || all.iter().map(|(id, ..)| id.to_string()).collect::<Vec<_>>().join(", ");
    let is_wanted = |id: &ShapeId| wanted.is_none_or(|wanted| id.as_str() == wanted || id.name() == wanted);
    let mut found = all.iter().filter(|(id, ..)| is_wanted(id));
    let problem = match (found.next(), found.next(), wanted) {
        (Some(one), None, _) => return Ok(*one),
        (None, _, Some(wanted)) if !all.is_empty() => {
            format!("the model has no service `{}`; there is {}", wanted.escape_debug(), ids())
        }
        (None, ..) => "the model has no service shape; nothing can be generated from it".to_owned(),
        (Some(_), Some(_), None) => {
            format!("the model has several services: {}; choose one as `service`", ids())
        }
        (Some(_), Some(_), Some(wanted)) => {
            let wanted = wanted.escape_debug();
            format!("the model has several services `{wanted}`: {}; choose one by its whole id", ids())
        }
    };
    Err(Diagnostic::new(problem).into())
}

/// Everything that shapes are lowered with.
struct Cx<'m> {
    source: Source<'m>,
    closure: Closure,
    names: Names,
    checks: Checks,
    more_derives: Vec<String>,
    notes: Notes,
}

impl Cx<'_> {
    /// Returns the name of a shape's type, and of its module.
    fn name(&self, id: &ShapeId) -> (String, String) {
        let Named { ident, module, .. } = self.names.named(id);
        (ident, module)
    }

    /// Returns the table of types.
    fn types(&self) -> Types<'_, '_> {
        Types { source: &self.source, names: &self.names, notes: &self.notes }
    }

    fn service(&self, shape: &Shape, operations: &[ShapeId], examples: Vec<ir::Example>) -> ir::Service {
        let id = self.source.service_id;
        let title = shape.traits.text("smithy.api#title").unwrap_or_else(|| id.name());
        let title: String = title.chars().filter_map(docs::visible).collect();
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let wires: Vec<Wire<'_>> = operations.iter().filter_map(|id| self.wire(id)).collect();
        let (errors, locations) = (self.errors(), Locations::of(&self.source, &wires));
        let shapes = ir::Shapes::new(self.shared(&errors, &locations), errors);
        let drafts = wires.into_iter().filter_map(|wire| self.draft(wire, &shapes, &locations));
        let mut drafts: Vec<Draft<'_>> = drafts.collect();
        drafts.sort_by(|a, b| a.module.cmp(&b.module));
        let endpoints = endpoint::endpoints(&self.notes, id, &shape.traits);
        let operations = self.operations(drafts, &shapes, &endpoints);
        // Values in tests use the names of serde.
        let simulated = self.source.config.client && self.source.config.serde;
        let settings = self.client_settings(&endpoints);
        self.check_typed_times();
        self.check_other_values();
        self.check_last_pages();
        self.check_xml_names();
        let tests = self.tests(&operations, &shapes, &endpoints);
        ir::Service {
            form: self.source.form,
            package: package::package(self.source.config, &title),
            command: self.source.config.command.clone(),
            id: id.clone(),
            sdk_id: self.source.sdk_id().unwrap_or(id.name()).to_owned(),
            title,
            version: self.source.service.version.clone(),
            docs: words::docs(&shape.traits),
            example_endpoint: endpoint::example(&shape.traits),
            endpoints,
            any_error: self.names.any_error.clone(),
            error_variants: self.all_variants(),
            discovery: self.discovery(&operations, &shapes),
            hints: self.hints(),
            patterns: self.checks.patterns(),
            tests,
            serde: self.source.config.serde,
            time: self.has_times(),
            client: self.source.config.client,
            protocol: self.source.protocol.id(),
            names_parts: self.source.protocol.names_parts(),
            simulation: simulated.then(|| self.simulation(&operations, &shapes)),
            cli: (simulated && self.source.config.cli).then(|| self.cli(&operations, &settings)).flatten(),
            examples,
            recursion_limit: nesting::recursion_limit(&operations, &shapes),
            uses: self.notes.uses.borrow().clone(),
            settings,
            operations,
            shapes,
        }
    }

    /// Adds to drafts what needs the other operations and the shared shapes.
    fn operations(
        &self,
        drafts: Vec<Draft<'_>>,
        shapes: &ir::Shapes,
        endpoints: &ir::Endpoints,
    ) -> Vec<ir::Operation> {
        let mut methods = naming::Scope::with_taken(drafts.iter().map(|draft| draft.method.as_str()));
        let waiters: Vec<_> =
            drafts.iter().map(|draft| waits::waiters(&self.notes, draft, shapes, &mut methods)).collect();
        let uploads = self.uploads(&drafts, shapes);
        let paging: Vec<_> = drafts.iter().map(|draft| self.pagination(draft, shapes)).collect();
        let follows = self.follows(&drafts, &paging, shapes);
        let relations = waiters.into_iter().zip(uploads).zip(paging.into_iter().zip(follows));
        let operation = |(draft, relations): (Draft<'_>, _)| {
            let ((waiters, upload), (pagination, follow)) = relations;
            let endpoint_context = self.endpoint_context(&draft, shapes, &endpoints.params);
            self.operation(draft, Relations { pagination, waiters, upload, follow, endpoint_context })
        };
        drafts.into_iter().zip(relations).map(operation).collect()
    }
}
