//! Applies an overlay and documentation as far as they fit a model, and returns the entries that do not.
//!
//! An entry does not fit if its target does not exist, if it repeats the model, or if the crate cannot be
//! generated because of it. `generate` rejects such files; a review, an update and the history must be possible
//! before they are corrected. Treats the files as JSON, and knows nothing about the meaning of traits.

use std::collections::BTreeMap;

use farrier::model::{Loaded, Role, Source, load};
use farrier::{Diagnostic, DiagnosticKind, Diagnostics, Model, Subject};
use serde_json::{Map, Value};

use crate::Result;
use crate::read;
use crate::report::{count, listed, note};

/// A model with the entries that fit it.
#[derive(Debug)]
pub(crate) struct Fitted<T> {
    /// The files, without entries that do not fit; files that fit completely are unchanged, byte for byte.
    pub(crate) sources: Vec<Source>,
    /// The result for them.
    pub(crate) value: T,
    /// The reason why each entry was left out, in the order of the files.
    pub(crate) stale: Diagnostics,
}

/// Leaves out entries until the result can be produced.
///
/// # Errors
///
/// Problems that do not depend on entries.
pub(crate) fn fit<T>(sources: &[Source], make: impl Fn(Loaded) -> Result<T>) -> Result<Fitted<T>> {
    let mut sources = sources.to_vec();
    let mut stale = Diagnostics::default();
    loop {
        let problems = match load(&sources).and_then(&make) {
            Ok(value) => return Ok(Fitted { sources, value, stale }),
            Err(problems) => problems,
        };
        let mut gone = Vec::new();
        for source in sources.iter_mut().filter(|source| source.role != Role::Model) {
            let name = source.name.clone();
            let of_file = problems.0.iter().filter(|problem| problem.file.as_ref() == Some(&name));
            gone.extend(without(source, of_file)?);
        }
        if gone.is_empty() {
            // The entry is in the overlay, but the shape then has the trait.
            for source in sources.iter_mut().filter(|source| source.role == Role::Overlay) {
                gone.extend(without(source, problems.0.iter())?);
            }
        }
        // Problems of the model itself do not depend on entries.
        if gone.is_empty() {
            return Err(problems);
        }
        stale.0.extend(gone);
    }
}

/// Removes the entries of a file that have problems; returns the reason for each.
fn without<'p>(
    source: &mut Source,
    problems: impl Iterator<Item = &'p Diagnostic>,
) -> Result<Vec<Diagnostic>> {
    let mut gone = Vec::new();
    let mut file = read::json(&source.name, &source.bytes)?;
    let Some(shapes) = file.get_mut("shapes").and_then(Value::as_object_mut) else { return Ok(gone) };
    for problem in problems {
        let Some(id) = problem.id() else { continue };
        if take_out(shapes, id.as_str(), &problem.kind) {
            gone.push(problem.clone().in_file(&source.name));
        }
    }
    if !gone.is_empty() {
        source.bytes = format!("{file:#}\n").into_bytes();
    }
    Ok(gone)
}

/// Removes an entry, or one redundant trait of it. Returns whether there was any.
fn take_out(shapes: &mut Map<String, Value>, id: &str, kind: &DiagnosticKind) -> bool {
    let traits = shapes.get_mut(id).and_then(|entry| entry.get_mut("traits")?.as_object_mut());
    if let (DiagnosticKind::RepeatsModel { id }, Some(traits)) = (kind, traits) {
        let is_gone = traits.shift_remove(id).is_some();
        if traits.keys().any(|id| id != "farrier#reason") {
            return is_gone;
        }
    }
    shapes.shift_remove(id).is_some()
}

/// Loads a model with the entries that fit it, and reports the number of those that do not.
pub(crate) fn load_fitting(name: &str, sources: &[Source]) -> Result<Model> {
    let Fitted { value, stale, .. } = fit(sources, |loaded| Ok(loaded.model))?;
    let mut left_out: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for Diagnostic { file, subject, .. } in &stale.0 {
        let entries = left_out.entry(file.as_deref().unwrap_or_default()).or_default();
        entries.push(subject.as_ref().map_or("", Subject::as_str));
    }
    for (file, entries) in &left_out {
        tell(name, file, entries);
    }
    Ok(value)
}

fn tell(model: &str, file: &str, entries: &[&str]) {
    let number = count(entries.len(), "entry");
    note(&format!("{file}: {number} left out, not valid for {model}: {}", listed(entries)));
}
