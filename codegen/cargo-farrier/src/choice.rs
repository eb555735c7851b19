//! Selects the service and its operations. If an operation cannot be generated, suggests how to
//! continue without it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use clap::Args;
use farrier::model::{Shape, ShapeId, ShapeKind};
use farrier::{Config, Diagnostic, DiagnosticKind, Diagnostics, Model, Runtime};

use crate::tool::Tool;

/// The maximum number of operations that a message lists; for more, it suggests a selection.
const NAMED: usize = 8;

/// The selected service and operations.
#[derive(Args, Clone, Debug, Default)]
pub struct Choice {
    /// Generate only this operation and everything that it needs; can be repeated
    ///
    /// NAME is the operation's name in the model, such as GetItem.
    #[arg(long = "operation", value_name = "NAME", requires = "model")]
    pub operations: Vec<String>,
    /// Exclude this operation; can be repeated
    ///
    /// With a folder of models: excludes it from each model that has it.
    #[arg(long, value_name = "NAME", requires = "model")]
    pub without: Vec<String>,
    /// The service to generate, if a model has several: its shape id or its name
    #[arg(long, value_name = "ID", requires = "model")]
    pub service: Option<String>,
    /// The protocol, if the service has several: its shape id or its name, such as awsJson1_0
    #[arg(long, value_name = "ID", requires = "model")]
    pub protocol: Option<String>,
}

/// Returns the first of these that becomes a valid crate name.
pub fn first_crate_name<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    names.into_iter().map(squeeze).find(|name| farrier::is_crate_name(name))
}

/// Returns the name of a file or folder, in lower case and without the endings of models, if it is a valid crate name.
pub(crate) fn crate_name_of_file(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let name = name.strip_suffix(".json").or_else(|| name.strip_suffix(".smithy")).unwrap_or(name);
    let name = name.replace(|c: char| !c.is_ascii_alphanumeric() && c != '_', "-");
    let name = name.trim_matches('-');
    farrier::is_crate_name(name).then(|| name.to_owned())
}

fn squeeze(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The folder of the runtime in a crate that no file describes.
pub const RUNTIME: &str = "farrier-runtime";

/// Returns the configuration of a crate that no file describes.
pub fn config(tool: Tool, crate_name: &str) -> Config {
    let mut config = Config::new(crate_name);
    config.command = Some(tool.generate.to_owned());
    config.package.runtime = Runtime::Path(tool.runtime.unwrap_or(RUNTIME).to_owned());
    config
}

impl Choice {
    /// Returns the configuration of a crate, with the selection.
    pub fn config(&self, tool: Tool, crate_name: &str) -> Config {
        let mut config = config(tool, crate_name);
        config.operations = (!self.operations.is_empty()).then(|| self.operations.clone());
        config.without.clone_from(&self.without);
        config.service.clone_from(&self.service);
        config.protocol.clone_from(&self.protocol);
        config
    }

    /// Returns the options of the selection, as on the command line, each after a space.
    pub fn options(&self) -> String {
        let operations = self.operations.iter().map(|name| ("operation", name));
        let without = self.without.iter().map(|name| ("without", name));
        let service = self.service.iter().map(|name| ("service", name));
        let protocol = self.protocol.iter().map(|name| ("protocol", name));
        let all = operations.chain(without).chain(service).chain(protocol);
        all.map(|(option, value)| format!(" --{option} {}", crate::job::quoted(value))).collect()
    }

    /// Returns the selection for one model of a folder, without the excluded operations that it does not have.
    pub fn of_model(&self, model: &Model) -> Self {
        let without = self.without.iter().filter(|name| has(model, name)).cloned().collect();
        Self { without, ..self.clone() }
    }

    /// Returns the option that is only valid for a single model.
    pub fn of_one_model(&self) -> Option<&'static str> {
        let given = [
            (!self.operations.is_empty(), "--operation"),
            (self.service.is_some(), "--service"),
            (self.protocol.is_some(), "--protocol"),
        ];
        given.iter().find(|(is_given, _)| *is_given).map(|(_, option)| *option)
    }
}

fn has(model: &Model, operation: &str) -> bool {
    model
        .shapes
        .iter()
        .any(|(id, shape)| id.name() == operation && matches!(shape.kind, ShapeKind::Operation(_)))
}

/// Adds to each problem how to continue without its operations, unless these are all operations: by a key of `farrier.toml`, or by
/// options.
pub fn suggest(model: &Model, config: &Config, problems: Diagnostics, is_in_file: bool) -> Diagnostics {
    let needing: Vec<Vec<String>> = problems
        .0
        .iter()
        // A trait of an overlay is to be corrected, not to be left out.
        .map(|problem| match &problem.kind {
            DiagnosticKind::InvalidTrait { .. } => Vec::new(),
            _ => problem.id().map_or_else(Vec::new, |id| farrier::operations_with(model, config, id)),
        })
        .collect();
    let affected: BTreeSet<&String> = needing.iter().flatten().collect();
    let all = service(model, config).map_or_else(Vec::new, |id| farrier::operations_with(model, config, id));
    // A problem of the service, or of its configuration, does not depend on operations.
    let help = needing.iter().all(|operations| !operations.is_empty()) && affected.len() < all.len();
    let with_help = |(mut problem, operations): (Diagnostic, Vec<String>)| {
        if help {
            let _ = write!(problem.message, "; {}", how(&operations, is_in_file));
        }
        problem
    };
    Diagnostics(problems.0.into_iter().zip(needing).map(with_help).collect())
}

fn how(operations: &[String], is_in_file: bool) -> String {
    if operations.len() > NAMED {
        let number = operations.len();
        let way = if is_in_file { "operations = [..]" } else { "--operation NAME" };
        return format!("{number} operations need it: select others with `{way}`");
    }
    if is_in_file {
        return format!("the rest can be generated with `without = {operations:?}`");
    }
    let options: Vec<String> = operations.iter().map(|name| format!("--without {name}")).collect();
    format!("the rest can be generated with `{}`", options.join(" "))
}

/// Returns a configuration for another model: without a service, a protocol and operations that it does not have.
pub(crate) fn fitting(config: &Config, model: &Model) -> Config {
    let mut all = Config::new(&config.package.name);
    all.service = config.service.clone().filter(|_| service(model, config).is_some());
    let id = service(model, &all);
    let names = id.map_or_else(Vec::new, |id| farrier::operations_with(model, &all, id));
    let traits = id.and_then(|id| model.shapes.get(id)).map(|shape| &shape.traits);
    let has = |protocol: &String| {
        let is_it = |id: &String| id == protocol || id.rsplit('#').next() == Some(protocol);
        traits.is_some_and(|traits| traits.0.keys().any(is_it))
    };
    let known = |wanted: &[String]| wanted.iter().filter(|name| names.contains(name)).cloned().collect();
    let mut fitting = config.clone();
    fitting.service = all.service;
    fitting.protocol = config.protocol.clone().filter(has);
    fitting.operations = config.operations.as_deref().map(known);
    fitting.without = known(&config.without);
    fitting
}

/// Returns the id of the service that is generated.
fn service<'m>(model: &'m Model, config: &Config) -> Option<&'m ShapeId> {
    let is_service = |(id, shape): &(&ShapeId, &Shape)| {
        let wanted = config.service.as_deref();
        matches!(shape.kind, ShapeKind::Service(_))
            && wanted.is_none_or(|wanted| id.as_str() == wanted || id.name() == wanted)
    };
    model.shapes.iter().find(is_service).map(|(id, _)| id)
}
