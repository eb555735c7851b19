//! Overlays and documentation: files that add traits to a model.
//!
//! Takes shapes with their mixins flattened and changes their traits. Neither kind of file may become stale: an entry whose
//! target no longer exists is an error, and so is an overlay entry that repeats the model.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::apply::{Place, find};
use super::ast::{Apply, Contents};
use super::json::describe;
use super::lift::{ENUM, lift_enum};
use super::raw::{Raw, Shapes, Type};
use super::{Role, ShapeId};
use crate::{Diagnostic, DiagnosticKind, Diagnostics};

const DOCUMENTATION: &str = "smithy.api#documentation";
const REASON: &str = "farrier#reason";

/// The file of each trait that an overlay adds.
pub(super) type Overlaid = HashMap<(ShapeId, String), usize>;

/// Applies one overlay or documentation file, and notes the traits that it adds.
pub(super) fn overlay(
    (shapes, overlaid): (&mut Shapes, &mut Overlaid),
    mixins: &HashSet<ShapeId>,
    (role, contents): (Role, Contents),
    file: &str,
    found: &mut Diagnostics,
) {
    let mut report = |target: Option<&ShapeId>, problem: Problem| {
        let diagnostic = Diagnostic::new(problem.message).of_kind(problem.kind).in_file(file);
        found.push(match target {
            Some(target) => diagnostic.about(target),
            None => diagnostic,
        });
    };
    if !contents.metadata.is_empty() {
        let message = format!("{} may only have `apply` statements; remove `metadata`", name(role));
        report(None, message.into());
    }
    for (id, _) in &contents.shapes {
        report(Some(id), format!("{} may only have `apply` statements", name(role)).into());
    }
    for apply in contents.applies {
        let target = apply.target.clone();
        if role == Role::Overlay {
            overlaid.extend(apply.traits.0.keys().map(|id| ((target.clone(), id.clone()), contents.file)));
        }
        for problem in entry(shapes, mixins, role, apply) {
            report(Some(&target), problem);
        }
    }
}

/// Applies a file without checks, to shapes that may still have their mixins.
pub(super) fn add(shapes: &mut Shapes, contents: Contents) {
    for Apply { target, mut traits, .. } in contents.applies {
        traits.0.shift_remove(REASON);
        let lists_values = traits.has(ENUM);
        match find(shapes, &target) {
            Place::Here(place) => place.0.extend(traits.0),
            Place::Inherited(waiting) => {
                waiting.push((target.member_name().unwrap_or_default().to_owned(), traits));
            }
            Place::NoShape | Place::NoMember => {}
        }
        // Documentation of its values follows, and needs its members.
        if let Some(raw) = shapes.get_mut(&target).filter(|raw| lists_values && raw.mixins.is_empty()) {
            values(raw);
        }
    }
}

/// The problem of an entry.
struct Problem {
    kind: DiagnosticKind,
    message: String,
}

impl From<String> for Problem {
    fn from(message: String) -> Self {
        Self { kind: DiagnosticKind::Invalid, message }
    }
}

fn name(role: Role) -> &'static str {
    if role == Role::Documentation { "a documentation file" } else { "an overlay" }
}

/// Applies one entry; returns its problems.
fn entry(shapes: &mut Shapes, mixins: &HashSet<ShapeId>, role: Role, apply: Apply) -> Vec<Problem> {
    let Apply { target, mut traits, .. } = apply;
    let mut problems = Vec::new();
    let lists_values = role == Role::Overlay && traits.has(ENUM);
    if role == Role::Overlay {
        problems.extend(check_reason(traits.0.shift_remove(REASON)).map(Problem::from));
        if traits.0.is_empty() {
            problems.push("adds no trait; remove the entry".to_owned().into());
        }
    } else {
        problems.extend(
            traits.0.iter().filter_map(|(id, value)| check_documentation(id, value)).map(Problem::from),
        );
    }
    let place = match find(shapes, &target) {
        Place::Here(place) => place,
        _ if mixins.contains(&target.root()) => {
            let message = "is a mixin, which loading removes; name the shapes that use it";
            problems.push(message.to_owned().into());
            return problems;
        }
        _ => {
            let verb = if role == Role::Documentation { "documents" } else { "adds to" };
            // Removing the mark of a secret would show it in logs.
            let is_secret = traits.has("smithy.api#sensitive");
            let end = if is_secret {
                "; it marks a secret: name the shape that contains it now"
            } else {
                "; remove the entry"
            };
            let message = format!("{verb} {target}, which the model no longer has{end}");
            problems.push(Problem { kind: DiagnosticKind::MissingTarget, message });
            return problems;
        }
    };
    for (id, value) in traits.0 {
        if role == Role::Overlay && place.get(&id) == Some(&value) {
            let message = format!("{id} repeats the model; remove it");
            problems.push(Problem { kind: DiagnosticKind::RepeatsModel { id }, message });
        } else {
            place.0.insert(id, value);
        }
    }
    if lists_values {
        problems.extend(shapes.get_mut(&target).map_or_else(|| vec![not_a_string()], values));
    }
    problems
}

/// Makes an enum of a string, now that an overlay lists its values; returns the problems.
fn values(raw: &mut Raw) -> Vec<Problem> {
    match raw.shape_type {
        Type::String => lift_enum(raw).into_iter().map(Problem::from).collect(),
        Type::Enum => {
            let message = format!("{ENUM} lists the values of an enum that the model has; remove it");
            vec![Problem { kind: DiagnosticKind::RepeatsModel { id: ENUM.to_owned() }, message }]
        }
        _ => vec![not_a_string()],
    }
}

fn not_a_string() -> Problem {
    format!("{ENUM} is for strings").into()
}

fn check_reason(reason: Option<Value>) -> Option<String> {
    match reason {
        Some(Value::String(text)) if !text.trim().is_empty() => None,
        Some(Value::String(_)) => Some(format!("{REASON} is empty; state the reason for the entry")),
        Some(other) => Some(format!("expected `{REASON}` to be a string, found {}", describe(&other))),
        None => Some(format!("the entry has no {REASON}; state the reason for it")),
    }
}

fn check_documentation(id: &str, value: &Value) -> Option<String> {
    if id != DOCUMENTATION {
        return Some(format!("a documentation file may only apply {DOCUMENTATION}; move {id} to an overlay"));
    }
    (!value.is_string()).then(|| format!("expected `{id}` to be a string, found {}", describe(value)))
}
