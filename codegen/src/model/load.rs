//! The front end of farrier on one screen: takes files and returns a valid [`Model`], or all problems.

use std::collections::BTreeMap;

use super::ast::{self, Contents};
use super::forms::{self, Document, Version};
use super::merge::{Merged, merge};
use super::raw::Shapes;
use super::{
    Constructors, Model, Role, Source, apply, check, finish, json, known_traits, lift, mixins, overlay,
    prelude, write,
};
use crate::{Diagnostic, Diagnostics};

/// The result of [`load`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The model.
    pub model: Model,
    /// Traits that farrier does not know, with the number of their uses; they stay in the model.
    pub unknown_traits: BTreeMap<String, usize>,
}

/// Loads a model from its files: the content determines the format of each, its [`Role`] its use.
///
/// The model comes first, then overlays, then documentation, each in the order given.
///
/// ```
/// use farrier::model::{Role, Source, load};
///
/// let bytes = br#"{"smithy": "2.0", "shapes": {"ns#Text": {"type": "string"}}}"#.to_vec();
/// let loaded = load(&[Source { name: "text.json".to_owned(), bytes, role: Role::Model }])?;
/// assert_eq!(loaded.model.shapes.len(), 1);
/// # Ok::<(), farrier::Diagnostics>(())
/// ```
///
/// # Errors
///
/// All problems of the first stage that finds any: reading the JSON, reading the shapes, merging, checking.
pub fn load(sources: &[Source]) -> Result<Loaded, Diagnostics> {
    let Read { merged, additions, versions, files, constructors } = read_all(sources)?;
    let Merged { mut shapes, applies, metadata } = merged;
    let mut found = Diagnostics::default();
    apply::apply(&mut shapes, applies, &files, &mut found);
    let mixins = mixins::flatten(&mut shapes, &files, &mut found);
    stop_if(&mut found)?;
    lift::lift(&mut shapes, version_of(&versions), &files, &mut found);
    for addition in additions {
        let file = files.get(addition.1.file).map_or("", String::as_str);
        overlay::overlay(&mut shapes, &mixins, addition, file, &mut found);
    }
    let mut model = Model { metadata, files, constructors, ..Model::default() };
    finish_all(shapes, &mut model, &mut found);
    stop_if(&mut found)?;
    prelude::add(&mut model);
    check::check(&model, &mixins, &mut found);
    let unknown_traits = known_traits::count(&model, &mut found);
    found.or(Loaded { model, unknown_traits })
}

/// Writes a model as Smithy JSON AST 2.0, like [`to_ast`](super::to_ast), but with its mixins: merged, with overlays and
/// documentation. [`load`] reads it as the same model.
///
/// ```
/// use farrier::model::{Role, Source, merged_ast};
///
/// let bytes = br#"{"smithy": "1.0", "shapes": {"ns#Flag": {"type": "boolean"}}}"#.to_vec();
/// let ast = merged_ast(&[Source { name: "flag.json".to_owned(), bytes, role: Role::Model }])?;
/// assert_eq!(ast["shapes"]["ns#Flag"]["traits"]["smithy.api#default"], false);
/// # Ok::<(), farrier::Diagnostics>(())
/// ```
///
/// # Errors
///
/// As [`load`].
pub fn merged_ast(sources: &[Source]) -> Result<serde_json::Value, Diagnostics> {
    load(sources)?;
    let Read { merged, additions, versions, files, .. } = read_all(sources)?;
    let Merged { mut shapes, applies, metadata } = merged;
    let mut found = Diagnostics::default();
    apply::apply(&mut shapes, applies, &files, &mut found);
    lift::lift_defaults(&mut shapes, version_of(&versions));
    for (_, contents) in additions {
        overlay::add(&mut shapes, contents);
    }
    found.or(write::merged(&metadata, shapes))
}

/// The files as they were read, before anything is applied.
struct Read {
    merged: Merged,
    additions: Additions,
    versions: Vec<Version>,
    files: Vec<String>,
    constructors: Constructors,
}

fn read_all(sources: &[Source]) -> Result<Read, Diagnostics> {
    let (orders, sources): (Vec<&Source>, Vec<&Source>) =
        sources.iter().partition(|source| source.role == Role::Constructors);
    let sources = &sources[..];
    let constructors = constructors(&orders)?;
    let files: Vec<String> = sources.iter().map(|source| source.name.clone()).collect();
    let documents = forms::documents(sources, parse(sources)?)?;
    let mut versions = vec![Version::V2; files.len()];
    for document in &documents {
        if let Some(version) = versions.get_mut(document.file) {
            *version = document.version;
        }
    }
    let (merged, additions) = read(documents, &files)?;
    Ok(Read { merged, additions, versions, files, constructors })
}

fn version_of(versions: &[Version]) -> impl Fn(usize) -> Version {
    |file| versions.get(file).copied().unwrap_or(Version::V2)
}

fn stop_if(found: &mut Diagnostics) -> Result<(), Diagnostics> {
    std::mem::take(found).or(())
}

/// What the files say together about the order of arguments.
fn constructors(sources: &[&Source]) -> Result<Constructors, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut all = Constructors::default();
    for source in sources {
        match Constructors::read(source) {
            Ok(constructors) => all.0.extend(constructors.0),
            Err(problem) => found.push(problem),
        }
    }
    found.or(all)
}

fn parse(sources: &[&Source]) -> Result<Vec<serde_json::Value>, Diagnostics> {
    let mut found = Diagnostics::default();
    if !sources.iter().any(|source| source.role == Role::Model) {
        found.push(Diagnostic::new("there is no model to load; give at least one file of it"));
    }
    let mut values = Vec::new();
    for source in sources {
        match json::parse(source) {
            Ok(value) => values.push(value),
            Err(problem) => found.push(problem),
        }
    }
    found.or(values)
}

/// Overlays and documentation files, overlays first.
type Additions = Vec<(Role, Contents)>;

fn read(documents: Vec<Document>, files: &[String]) -> Result<(Merged, Additions), Diagnostics> {
    let mut found = Diagnostics::default();
    let mut parts = Vec::new();
    let mut additions = Vec::new();
    for document in documents {
        let role = document.role;
        let name = files.get(document.file).map_or("", String::as_str);
        let contents = ast::read(document, name, &mut found);
        if role == Role::Model {
            parts.push(contents);
        } else {
            additions.push((role, contents));
        }
    }
    additions.sort_by_key(|(role, _)| *role == Role::Documentation);
    let merged = merge(parts, files, &mut found);
    found.or((merged, additions))
}

fn finish_all(shapes: Shapes, model: &mut Model, found: &mut Diagnostics) {
    for (id, raw) in shapes {
        let file = raw.file;
        match finish::finish(raw) {
            Ok(shape) => {
                model.shapes.insert(id, shape);
            }
            Err(message) => {
                let file = model.files.get(file).map_or("", String::as_str);
                found.push(Diagnostic::new(message).about(id).in_file(file));
            }
        }
    }
}
