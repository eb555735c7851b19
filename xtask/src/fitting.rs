//! A model under an overlay and documentation that may not fit it -> what fits, and the entries that do not.
//!
//! An entry does not fit when its target is not there, when it says what the model says, or when the crate cannot be
//! generated because of it. `codegen` refuses such files; a review, an update and a walk through history must be possible
//! before they are put right. Knows the files as JSON, and nothing of what the traits in them mean.

use std::collections::BTreeMap;

use farrier::model::{Loaded, Role, Source, load};
use farrier::{Diagnostic, DiagnosticKind, Diagnostics, Model};
use serde_json::{Map, Value};

use crate::Result;
use crate::read;
use crate::report::{note, thousands};

/// The most entries that are named in a note.
const SHOWN: usize = 8;

/// A model with what fits it.
#[derive(Debug)]
pub(crate) struct Fitted<T> {
    /// The files, without what does not fit; those that fit as a whole are as they were, byte for byte.
    pub(crate) sources: Vec<Source>,
    /// What was made of them.
    pub(crate) value: T,
    /// Why each entry was left out, in the order of the files.
    pub(crate) stale: Diagnostics,
}

/// Leaves out entries until what is to be made of the model can be made.
///
/// # Errors
///
/// Problems that do not go away by leaving out entries.
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
            // The entry stands in the overlay, but it is the shape that has the trait by then.
            for source in sources.iter_mut().filter(|source| source.role == Role::Overlay) {
                gone.extend(without(source, problems.0.iter())?);
            }
        }
        // Problems of the model itself do not go away by leaving out more.
        if gone.is_empty() {
            return Err(problems);
        }
        stale.0.extend(gone);
    }
}

/// Takes the entries out of a file that problems are about; returns why, for each.
fn without<'p>(
    source: &mut Source,
    problems: impl Iterator<Item = &'p Diagnostic>,
) -> Result<Vec<Diagnostic>> {
    let mut gone = Vec::new();
    let mut file = read::json(&source.name, &source.bytes)?;
    let Some(shapes) = file.get_mut("shapes").and_then(Value::as_object_mut) else { return Ok(gone) };
    for problem in problems {
        let Some(shape) = &problem.shape else { continue };
        if take_out(shapes, shape, &problem.kind) {
            gone.push(problem.clone().in_file(&source.name));
        }
    }
    if !gone.is_empty() {
        source.bytes = format!("{file:#}\n").into_bytes();
    }
    Ok(gone)
}

/// Takes out an entry, or the one trait of it that is too much. Whether there was any.
fn take_out(shapes: &mut Map<String, Value>, shape: &str, kind: &DiagnosticKind) -> bool {
    let traits = shapes.get_mut(shape).and_then(|entry| entry.get_mut("traits")?.as_object_mut());
    if let (DiagnosticKind::RepeatsModel { id }, Some(traits)) = (kind, traits) {
        let is_gone = traits.shift_remove(id).is_some();
        if traits.keys().any(|id| id != "farrier#reason") {
            return is_gone;
        }
    }
    shapes.shift_remove(shape).is_some()
}

/// Loads a model under the entries that fit it, and says how many do not.
pub(crate) fn load_fitting(name: &str, sources: &[Source]) -> Result<Model> {
    let Fitted { value, stale, .. } = fit(sources, |loaded| Ok(loaded.model))?;
    let mut left_out: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for Diagnostic { file, shape, .. } in &stale.0 {
        let entries = left_out.entry(file.as_deref().unwrap_or_default()).or_default();
        entries.push(shape.as_deref().unwrap_or_default());
    }
    for (file, entries) in &left_out {
        tell(name, file, entries);
    }
    Ok(value)
}

fn tell(model: &str, file: &str, entries: &[&str]) {
    let number = match entries.len() {
        1 => "1 entry".to_owned(),
        more => format!("{} entries", thousands(more)),
    };
    let rest = if entries.len() > SHOWN { ", ..." } else { "" };
    let shown = entries[..entries.len().min(SHOWN)].join(", ");
    note(&format!("{file}: {number} left out, not fitting {model}: {shown}{rest}"));
}
