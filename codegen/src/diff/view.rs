//! Shapes drawn before and after, with their operations: text, line by line, for any output format.
//!
//! A drawing has the form of Smithy's IDL, without documentation: traits that a client uses, members with
//! their targets.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::cx::Cx;
use super::members::named;
use super::report::{Change, OperationView, Row, ShapeView};
use super::side::{ShapePair, Side, values_of};
use crate::model::{Shape, ShapeId, ShapeKind, Traits};

/// Returns the changed shapes, and their operations.
pub(super) fn views(cx: &Cx<'_>, changes: &[Change]) -> (Vec<ShapeView>, Vec<OperationView>) {
    let mut pairs: IndexMap<&ShapeId, &ShapePair<'_>> = IndexMap::new();
    for pair in cx.operations.iter().chain(&cx.shapes) {
        pairs.extend([pair.old, pair.new].into_iter().flatten().map(|(id, _)| (id, pair)));
    }
    let mut shapes: IndexMap<&ShapeId, ShapeView> = IndexMap::new();
    for (at, change) in changes.iter().enumerate() {
        let Some(pair) = pairs.get(&change.shape.root()) else { continue };
        let Some(id) = pair.id() else { continue };
        shapes.entry(id).or_insert_with(|| view(cx, id, pair)).changes.push(at);
    }
    let shapes: Vec<ShapeView> = shapes.into_values().collect();
    let operations = operations(cx, changes, &shapes);
    (shapes, operations)
}

fn operations(cx: &Cx<'_>, changes: &[Change], shapes: &[ShapeView]) -> Vec<OperationView> {
    let mut views = Vec::new();
    for pair in &cx.operations {
        let name = |side: Option<(&ShapeId, &Shape)>| side.map(|(id, _)| id.name().to_owned());
        let (old, new) = (name(pair.old), name(pair.new));
        // A removed shape names its former operations.
        let is_of = |at: &usize| {
            let names = &changes[*at].operations;
            old.as_ref().is_some_and(|old| names.contains(old))
                || new.as_ref().is_some_and(|new| names.contains(new))
        };
        let mut own: Vec<usize> =
            (0..shapes.len()).filter(|at| shapes[*at].changes.iter().any(is_of)).collect();
        let Some(id) = pair.id() else { continue };
        // The operation itself comes first.
        own.sort_by_key(|at| shapes[*at].id != *id);
        let worst = own.iter().flat_map(|at| &shapes[*at].changes).filter(|at| is_of(at));
        if let Some(severity) = worst.map(|at| changes[*at].severity).max() {
            views.push(OperationView { old, new, severity, shapes: own });
        }
    }
    views.sort_by(|a, b| a.name().cmp(b.name()));
    views
}

fn view(cx: &Cx<'_>, id: &ShapeId, pair: &ShapePair<'_>) -> ShapeView {
    let text = |side: &Side<'_>, shape: Option<(&ShapeId, &Shape)>| {
        shape.map(|(id, shape)| drawing(side, id, shape)).unwrap_or_default()
    };
    // An id without a counterpart in the other model keeps its name.
    let (old, new) = (text(&cx.old, pair.old), text(&cx.new, pair.new));
    let of = |side: Option<(&ShapeId, &Shape)>| side.map(|(id, _)| id.clone());
    let (was, is) = (of(pair.old), of(pair.new));
    ShapeView { id: id.clone(), old: was, new: is, rows: rows(old, new), changes: Vec::new() }
}

/// A line of a drawing, with its subject: lines of the same subject are side by side.
type Line = (String, String);

fn drawing(side: &Side<'_>, id: &ShapeId, shape: &Shape) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    traits(&mut lines, "", "", &shape.traits);
    let head = format!("{} {}", shape.kind.type_name(), id.name());
    match &shape.kind {
        ShapeKind::Operation(operation) => {
            lines.push(("head".to_owned(), format!("{head} {{")));
            lines.push(("input".to_owned(), format!("    input: {}", operation.input.name())));
            lines.push(("output".to_owned(), format!("    output: {}", operation.output.name())));
            for error in operation.errors.iter().chain(&side.service.errors) {
                lines.push((format!("error {}", error.name()), format!("    error: {}", error.name())));
            }
            lines.push(("end".to_owned(), "}".to_owned()));
        }
        _ if values_of(shape).is_some() => {
            lines.push(("head".to_owned(), format!("{head} {{")));
            for (name, member) in values_of(shape).into_iter().flatten() {
                let value =
                    member.traits.get("smithy.api#enumValue").map(ToString::to_string).unwrap_or_default();
                lines.push((format!("value {value}"), format!("    {name} = {value}")));
            }
            lines.push(("end".to_owned(), "}".to_owned()));
        }
        _ if named(shape).is_empty() && !matches!(shape.kind, ShapeKind::Structure(_)) => {
            lines.push(("head".to_owned(), head));
        }
        _ => {
            lines.push(("head".to_owned(), format!("{head} {{")));
            for (name, member) in named(shape) {
                traits(&mut lines, name, "    ", &member.traits);
                let target = member.target.name();
                lines.push((format!("member {name}"), format!("    {name}: {target}")));
            }
            lines.push(("end".to_owned(), "}".to_owned()));
        }
    }
    lines
}

/// Traits that are not drawn: prose, and very long values.
const HIDDEN: &[&str] =
    &["documentation", "externalDocumentation", "examples", "tags", "enumValue", "title", "since"];

/// The maximum length of a trait's value in a drawing.
const SHOWN: usize = 80;

fn traits(lines: &mut Vec<Line>, of: &str, indent: &str, traits: &Traits) {
    let mut all: Vec<(&str, &serde_json::Value)> =
        traits.0.iter().map(|(id, value)| (id.strip_prefix("smithy.api#").unwrap_or(id), value)).collect();
    all.retain(|(id, _)| {
        !HIDDEN.contains(id) && !id.starts_with("smithy.test#") && !id.starts_with("smithy.rules#")
    });
    all.sort_by_key(|(id, _)| *id);
    for (id, value) in all {
        let text = value.to_string();
        let value = match text.as_str() {
            "{}" => String::new(),
            text if text.chars().nth(SHOWN).is_some() => {
                format!("({}...)", text.chars().take(SHOWN).collect::<String>())
            }
            text => format!("({text})"),
        };
        lines.push((format!("trait {of} {id}"), format!("{indent}@{id}{value}")));
    }
}

/// Returns lines side by side, each drawing in its own order: those of the same subject in one row, if they are in the same
/// order. A moved line is in two rows: its old and its new position.
fn rows(old: Vec<Line>, new: Vec<Line>) -> Vec<Row> {
    let together = common(&old, &new);
    let mut rows = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    let alone_old = |line: &Line| Row { old: Some(line.1.clone()), new: None, changed: true };
    let alone_new = |line: &Line| Row { old: None, new: Some(line.1.clone()), changed: true };
    for (before, after) in together {
        rows.extend(old[at_old..before].iter().map(alone_old));
        rows.extend(new[at_new..after].iter().map(alone_new));
        let (one, other) = (&old[before].1, &new[after].1);
        rows.push(Row { old: Some(one.clone()), new: Some(other.clone()), changed: one != other });
        (at_old, at_new) = (before + 1, after + 1);
    }
    rows.extend(old[at_old..].iter().map(alone_old));
    rows.extend(new[at_new..].iter().map(alone_new));
    rows
}

/// The maximum number of lines, of both drawings multiplied, that are compared exactly.
const EXACT: usize = 4_000_000;

/// Returns the longest sequence of lines of the same subjects that both drawings have in the same order, as positions.
fn common(old: &[Line], new: &[Line]) -> Vec<(usize, usize)> {
    let same = |before: usize, after: usize| old[before].0 == new[after].0;
    if old.len().saturating_mul(new.len()) > EXACT {
        return ascending(old, new);
    }
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for before in (0..old.len()).rev() {
        for after in (0..new.len()).rev() {
            let at = before * width + after;
            longest[at] = match same(before, after) {
                true => longest[at + width + 1] + 1,
                false => longest[at + width].max(longest[at + 1]),
            };
        }
    }
    let (mut before, mut after) = (0, 0);
    let mut places = Vec::new();
    while before < old.len() && after < new.len() {
        let at = before * width + after;
        if same(before, after) {
            places.push((before, after));
            (before, after) = (before + 1, after + 1);
        } else if longest[at + width] >= longest[at + 1] {
            before += 1;
        } else {
            after += 1;
        }
    }
    places
}

/// Returns lines of the same subjects in the same order, greedily: for drawings of thousands of lines.
fn ascending(old: &[Line], new: &[Line]) -> Vec<(usize, usize)> {
    let places: HashMap<&str, usize> =
        old.iter().enumerate().map(|(at, line)| (line.0.as_str(), at)).collect();
    let mut next = 0;
    let mut common = Vec::new();
    for (after, line) in new.iter().enumerate() {
        if let Some(before) = places.get(line.0.as_str()).copied().filter(|before| *before >= next) {
            common.push((before, after));
            next = before + 1;
        }
    }
    common
}
