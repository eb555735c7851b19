//! Finds the overlay that causes a problem of a crate.
//!
//! Once a model is loaded, its traits no longer know their files. A problem that does not exist without the overlays is one of
//! the overlay that names its shape.

use farrier::model::{Loaded, Role, ShapeId, Source, load};
use farrier::{Diagnostic, Diagnostics};
use serde_json::Value;

use crate::Result;

/// Adds the files of overlays to problems, where these cause them. The function generates the crate.
pub(crate) fn overlays<T>(
    sources: &[Source],
    mut problems: Diagnostics,
    generate: impl Fn(&Loaded) -> Result<T>,
) -> Diagnostics {
    let is_overlay = |source: &&Source| source.role == Role::Overlay;
    let open = |problem: &Diagnostic| problem.file.is_none();
    if !problems.0.iter().any(open) || !sources.iter().any(|source| is_overlay(&source)) {
        return problems;
    }
    let bare: Vec<Source> = sources.iter().filter(|source| !is_overlay(source)).cloned().collect();
    let without = load(&bare).and_then(|loaded| generate(&loaded).map(|_| ()));
    let remaining = without.err().unwrap_or_default();
    for problem in problems.0.iter_mut().filter(|problem| open(problem)) {
        if remaining
            .0
            .iter()
            .any(|other| other.subject == problem.subject && other.message == problem.message)
        {
            continue;
        }
        let container = problem.id().map(ShapeId::root);
        let is_named = |source: &&Source| container.as_ref().is_some_and(|id| names(source, id));
        let mut overlays = sources.iter().filter(is_overlay);
        let found =
            overlays.clone().find(is_named).or_else(|| match sources.iter().filter(is_overlay).count() {
                1 => overlays.next(),
                _ => None,
            });
        problem.file = found.map(|source| source.name.clone());
    }
    problems
}

/// Whether an overlay has an entry for a shape or its members.
fn names(source: &Source, container: &ShapeId) -> bool {
    let Ok(file) = serde_json::from_slice::<Value>(&source.bytes) else {
        // In IDL, an `apply` names the shape relative to a namespace.
        return String::from_utf8_lossy(&source.bytes).contains(container.name());
    };
    let shapes = file.get("shapes").and_then(Value::as_object).into_iter().flatten();
    let mut ids = shapes.filter_map(|(id, _)| ShapeId::parse(id));
    ids.any(|id| id.root() == *container)
}
