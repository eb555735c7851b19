//! The front end of farrier on one screen: takes files and returns a valid [`Model`], or all problems.

use std::collections::BTreeMap;

use serde_json::Value;

use super::ast::{self, Contents};
use super::forms::{self, Document, Version};
use super::merge::{Merged, merge};
use super::raw::Shapes;
use super::{
    Constructors, Model, Role, Source, apply, check, elide, finish, idl, json, known_traits, lift, mixins,
    overlay, prelude, write,
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

/// Loads a model from its files. A file whose name ends in `.smithy` is Smithy IDL; of others, the content determines the
/// format. The [`Role`] of each determines its use.
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
/// All problems of the first stage that finds any: reading the text, reading the shapes, merging, checking.
pub fn load(sources: &[Source]) -> Result<Loaded, Diagnostics> {
    with_files(sources, complete)
}

fn complete(read: Read) -> Result<Loaded, Diagnostics> {
    let Read { merged, additions, versions, files, constructors } = read;
    let Merged { mut shapes, applies, metadata } = merged;
    let mut found = Diagnostics::default();
    apply::apply(&mut shapes, applies, &files, &mut found);
    let mixins = mixins::flatten(&mut shapes, &files, &mut found);
    stop_if(&mut found)?;
    lift::lift(&mut shapes, version_of(&versions), &files, &mut found);
    let mut overlaid = overlay::Overlaid::new();
    for addition in additions {
        let file = files.get(addition.1.file).map_or("", String::as_str);
        overlay::overlay((&mut shapes, &mut overlaid), &mixins, addition, file, &mut found);
    }
    let mut model = Model { metadata, files, overlaid, constructors, ..Model::default() };
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
pub fn merged_ast(sources: &[Source]) -> Result<Value, Diagnostics> {
    load(sources)?;
    with_files(sources, unfinished)
}

fn unfinished(read: Read) -> Result<Value, Diagnostics> {
    let Read { merged, additions, versions, files, .. } = read;
    let Merged { mut shapes, applies, metadata } = merged;
    let mut found = Diagnostics::default();
    apply::apply(&mut shapes, applies, &files, &mut found);
    lift::lift_with_mixins(&mut shapes, version_of(&versions), &files, &mut found);
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

/// Sets the positions of problems that name a shape of a `.smithy` file: those of `generate`, which knows no files. The
/// problems of [`load`] have their positions.
#[must_use]
pub fn locate(mut problems: Diagnostics, sources: &[Source]) -> Diagnostics {
    for source in sources.iter().filter(|source| idl::is_idl(&source.name)) {
        if let Some(tree) = idl::parse(source, &mut Diagnostics::default()) {
            idl::locate(&mut problems, source, &tree);
        }
    }
    problems
}

/// Reads the files, and sets the positions of all problems that name a shape of an IDL file.
fn with_files<T>(
    sources: &[Source],
    then: impl FnOnce(Read) -> Result<T, Diagnostics>,
) -> Result<T, Diagnostics> {
    let (orders, sources): (Vec<&Source>, Vec<&Source>) =
        sources.iter().partition(|source| source.role == Role::Constructors);
    let sources = &sources[..];
    let constructors = constructors(&orders)?;
    let (values, trees) = parse(sources)?;
    read_all(sources, values, &trees, constructors).and_then(then).map_err(|mut problems| {
        for (file, tree) in &trees {
            if let Some(source) = sources.get(*file) {
                idl::locate(&mut problems, source, tree);
            }
        }
        problems
    })
}

fn read_all(
    sources: &[&Source],
    values: Values,
    trees: &Trees<'_>,
    constructors: Constructors,
) -> Result<Read, Diagnostics> {
    let files: Vec<String> = sources.iter().map(|source| source.name.clone()).collect();
    let documents = forms::documents(sources, values)?;
    let of_documents = documents.iter().map(|document| (document.file, document.version));
    let mut versions = vec![Version::V2; files.len()];
    for (file, version) in of_documents.chain(trees.iter().map(|(file, tree)| (*file, tree.version))) {
        if let Some(known) = versions.get_mut(file) {
            *known = version;
        }
    }
    let (merged, additions) = read(documents, trees, sources, &files)?;
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

/// The values of JSON files, with the indices of their sources.
type Values = Vec<(usize, Value)>;

/// The syntax trees of IDL files, with the indices of their sources.
type Trees<'s> = Vec<(usize, idl::File<'s>)>;

fn parse<'s>(sources: &[&'s Source]) -> Result<(Values, Trees<'s>), Diagnostics> {
    let mut found = Diagnostics::default();
    if !sources.iter().any(|source| source.role == Role::Model) {
        found.push(Diagnostic::new("there is no model to load; give at least one file of it"));
    }
    let (mut values, mut trees) = (Vec::new(), Vec::new());
    for (file, source) in sources.iter().enumerate() {
        if idl::is_idl(&source.name) {
            trees.extend(idl::parse(source, &mut found).map(|tree| (file, tree)));
            continue;
        }
        match json::parse(source) {
            Ok(value) => values.push((file, value)),
            Err(problem) => found.push(problem),
        }
    }
    found.or((values, trees))
}

/// Overlays and documentation files, overlays first.
type Additions = Vec<(Role, Contents)>;

fn read(
    documents: Vec<Document>,
    trees: &Trees<'_>,
    sources: &[&Source],
    files: &[String],
) -> Result<(Merged, Additions), Diagnostics> {
    let mut found = Diagnostics::default();
    let mut contents: Additions = Vec::new();
    for document in documents {
        let role = document.role;
        let name = files.get(document.file).map_or("", String::as_str);
        contents.push((role, ast::read(document, name, &mut found)));
    }
    let from_idl = read_idl(&contents, trees, sources, &mut found);
    contents.extend(from_idl);
    contents.sort_by_key(|(role, contents)| (*role == Role::Documentation, contents.file));
    let (parts, additions): (Additions, Additions) =
        contents.into_iter().partition(|(role, _)| *role == Role::Model);
    let mut parts: Vec<Contents> = parts.into_iter().map(|(_, contents)| contents).collect();
    elide::resolve(&mut parts, files, &mut found);
    let merged = merge(parts, files, &mut found);
    found.or((merged, additions))
}

/// Resolves the names of IDL files, which may be shapes of any file.
fn read_idl(
    others: &Additions,
    trees: &Trees<'_>,
    sources: &[&Source],
    found: &mut Diagnostics,
) -> Additions {
    let mut names = idl::Names::default();
    if !trees.is_empty() {
        others.iter().for_each(|(_, contents)| names.add_contents(contents));
        trees.iter().for_each(|(_, tree)| names.add_file(tree));
    }
    let trees = trees.iter().filter_map(|(file, tree)| Some((*file, tree, *sources.get(*file)?)));
    trees.map(|(file, tree, source)| (source.role, idl::read(tree, &names, file, source, found))).collect()
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
