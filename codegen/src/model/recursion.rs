//! Finds shapes that contain themselves and could never be built: takes a model and reports each such cycle.
//!
//! Depth-first search with an explicit stack: the author determines the depth of a model.

use std::fmt::Display;

use super::{Model, ShapeId, ShapeKind};
use crate::{Diagnostic, Diagnostics};

/// Reports cycles of `required` structure members, and lists and maps that contain themselves.
pub(super) fn check(model: &Model, found: &mut Diagnostics) {
    let structures = |kind: &ShapeKind| match kind {
        ShapeKind::Structure(members) => members
            .iter()
            .filter(|(_, member)| member.traits.has("smithy.api#required"))
            .filter_map(|(name, member)| Some((name.clone(), model.shapes.get_index_of(&member.target)?)))
            .filter(|(_, target)| is(model, *target, |kind| matches!(kind, ShapeKind::Structure(_))))
            .collect(),
        _ => Vec::new(),
    };
    report(model, structures, found, |path| {
        format!("requires itself and can never be built: {path}; make a member optional")
    });
    let collections = |kind: &ShapeKind| {
        let members = match kind {
            ShapeKind::List(member) => vec![("member", member)],
            ShapeKind::Map { key, value } => vec![("key", key), ("value", value)],
            _ => return Vec::new(),
        };
        members
            .into_iter()
            .filter_map(|(name, member)| Some((name.to_owned(), model.shapes.get_index_of(&member.target)?)))
            .filter(|(_, target)| {
                is(model, *target, |kind| matches!(kind, ShapeKind::List(_) | ShapeKind::Map { .. }))
            })
            .collect()
    };
    report(model, collections, found, |path| {
        format!("contains itself without a structure or union in between: {path}")
    });
}

fn is(model: &Model, index: usize, test: impl Fn(&ShapeKind) -> bool) -> bool {
    model.shapes.get_index(index).is_some_and(|(_, shape)| test(&shape.kind))
}

/// Member names and the indices of their targets.
type Edges = Vec<(String, usize)>;

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    /// On the stack, at this depth.
    Open(usize),
    Done,
}

/// Reports each cycle that the search closes, at the shape that was reached first.
fn report(
    model: &Model,
    edges: impl Fn(&ShapeKind) -> Edges,
    found: &mut Diagnostics,
    message: impl Fn(&str) -> String,
) {
    let edges_of = |index: usize| model.shapes.get_index(index).map(|(_, shape)| edges(&shape.kind));
    let mut states = vec![State::New; model.shapes.len()];
    for start in 0..states.len() {
        if states.get(start) != Some(&State::New) {
            continue;
        }
        // A shape, its edges, and the number of followed edges.
        let mut stack: Vec<(usize, Edges, usize)> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(index) = next.take() {
                set(&mut states, index, State::Open(stack.len()));
                stack.push((index, edges_of(index).unwrap_or_default(), 0));
            }
            let Some((index, edges, followed)) = stack.last_mut() else { break };
            let Some((_, target)) = edges.get(*followed) else {
                set(&mut states, *index, State::Done);
                stack.pop();
                continue;
            };
            *followed += 1;
            let target = *target;
            match states.get(target) {
                Some(State::New) => next = Some(target),
                Some(State::Open(height)) => {
                    let cycle = stack.get(*height..).unwrap_or_default();
                    found.push(describe(model, cycle, &message));
                }
                _ => {}
            }
        }
    }
}

fn set(states: &mut [State], index: usize, state: State) {
    if let Some(slot) = states.get_mut(index) {
        *slot = state;
    }
}

fn describe(model: &Model, cycle: &[(usize, Edges, usize)], message: &impl Fn(&str) -> String) -> Diagnostic {
    let id = |index: usize| model.shapes.get_index(index).map(|(id, _)| id);
    let mut steps: Vec<ShapeId> = Vec::new();
    for (index, edges, followed) in cycle {
        let member = followed.checked_sub(1).and_then(|edge| edges.get(edge));
        if let (Some(id), Some((member, _))) = (id(*index), member) {
            steps.push(id.member(member));
        }
    }
    let first = cycle.first().and_then(|(index, ..)| model.shapes.get_index(*index));
    steps.extend(first.map(|(id, _)| id.clone()));
    let diagnostic = Diagnostic::new(message(&path(&steps)));
    let Some((id, shape)) = first else { return diagnostic };
    diagnostic.about(id).in_file(model.files.get(shape.file).map_or("", String::as_str))
}

/// Returns `a -> b -> a`, without the middle of a very long path.
pub(super) fn path<T: Display>(steps: &[T]) -> String {
    const SHOWN: usize = 12;
    let join = |steps: &[T]| steps.iter().map(ToString::to_string).collect::<Vec<_>>().join(" -> ");
    match (steps.get(..SHOWN), steps.last()) {
        (Some(start), Some(last)) if steps.len() > SHOWN + 1 => {
            format!("{} -> ({} more) -> {last}", join(start), steps.len() - SHOWN - 1)
        }
        _ => join(steps),
    }
}
