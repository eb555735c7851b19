//! Shapes drawn before and after, and the operations that they belong to: text, line by line, for any output format.
//!
//! A drawing has the form of Smithy's own language, without documentation: traits that a client looks at, members with
//! what they point to.

use indexmap::IndexMap;

use super::cx::{Cx, ShapePair, Side, values_of};
use super::members::named;
use super::report::{Change, OperationView, Row, ShapeView};
use crate::model::{Shape, ShapeId, ShapeKind, Traits};

/// The shapes that a change is about, and the operations that these belong to.
pub(super) fn views(cx: &Cx<'_>, changes: &[Change]) -> (Vec<ShapeView>, Vec<OperationView>) {
    let pairs: IndexMap<String, &ShapePair<'_>> = cx
        .operations
        .iter()
        .chain(&cx.shapes)
        .flat_map(|pair| {
            [pair.old, pair.new].into_iter().flatten().map(move |(id, _)| (id.to_string(), pair))
        })
        .collect();
    let mut shapes: IndexMap<String, ShapeView> = IndexMap::new();
    for (at, change) in changes.iter().enumerate() {
        let root = change.shape.split_once('$').map_or(change.shape.as_str(), |(root, _)| root);
        let Some(pair) = pairs.get(root) else { continue };
        let Some(id) = pair.id() else { continue };
        let view = shapes.entry(id.to_string()).or_insert_with(|| view(cx, pair));
        view.changes.push(at);
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
        // A shape that is gone names the operations that it belonged to.
        let is_of = |at: &usize| {
            let names = &changes[*at].operations;
            old.as_ref().is_some_and(|old| names.contains(old))
                || new.as_ref().is_some_and(|new| names.contains(new))
        };
        let mut own: Vec<usize> =
            (0..shapes.len()).filter(|at| shapes[*at].changes.iter().any(is_of)).collect();
        let Some(id) = pair.id() else { continue };
        // The operation itself comes first.
        own.sort_by_key(|at| shapes[*at].id() != id.as_str());
        let worst = own.iter().flat_map(|at| &shapes[*at].changes).filter(|at| is_of(at));
        if let Some(severity) = worst.map(|at| changes[*at].severity).max() {
            views.push(OperationView { old, new, severity, shapes: own });
        }
    }
    views.sort_by(|a, b| a.name().cmp(b.name()));
    views
}

fn view(cx: &Cx<'_>, pair: &ShapePair<'_>) -> ShapeView {
    let text = |side: &Side<'_>, shape: Option<(&ShapeId, &Shape)>| {
        shape.map(|(id, shape)| drawing(side, id, shape)).unwrap_or_default()
    };
    // What is not known under its name in the other model keeps its own.
    let (old, new) = (text(&cx.old, pair.old), text(&cx.new, pair.new));
    let id = |side: Option<(&ShapeId, &Shape)>| side.map(|(id, _)| id.to_string());
    ShapeView { old: id(pair.old), new: id(pair.new), rows: rows(old, new), changes: Vec::new() }
}

/// A line of a drawing, with what it is a line of: lines of the same thing stand side by side.
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

/// Traits that are no part of a drawing: prose, and what is longer than a drawing can bear.
const HIDDEN: &[&str] =
    &["documentation", "externalDocumentation", "examples", "tags", "enumValue", "title", "since"];

/// The most of a trait's value that a drawing shows.
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

/// Lines side by side: those of the same thing in one row, in the order of the new drawing; what is gone stands where it
/// stood.
fn rows(old: Vec<Line>, new: Vec<Line>) -> Vec<Row> {
    let (old, new): (IndexMap<String, String>, IndexMap<String, String>) =
        (old.into_iter().collect(), new.into_iter().collect());
    let gone = |at: usize| {
        let (key, text) = old.get_index(at)?;
        (!new.contains_key(key)).then(|| Row { old: Some(text.clone()), new: None, changed: true })
    };
    let mut rows = Vec::new();
    let mut shown = 0;
    for (key, text) in &new {
        if let Some(at) = old.get_index_of(key) {
            // What stood in front of it and is gone.
            rows.extend((shown..at).filter_map(gone));
            shown = shown.max(at + 1);
        }
        let before = old.get(key).cloned();
        let changed = before.as_ref() != Some(text);
        rows.push(Row { old: before, new: Some(text.clone()), changed });
    }
    rows.extend((shown..old.len()).filter_map(gone));
    rows
}
