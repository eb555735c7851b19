//! Checks the members of a request against the model: each problem with its member.
//!
//! Patterns, numbers with a fraction, and the contents of base64 and of points in time are not checked.

use serde_json::{Map, Value};

use super::table::{Bounds, Member, Operation, Place, Service, Shape};

/// Returns all problems of a request, in the order of the members.
pub(super) fn input(model: &Service, operation: &Operation, tree: &Map<String, Value>) -> Vec<String> {
    let mut problems = Vec::new();
    for member in operation.input.iter().filter(|member| member.place != Place::Host) {
        of_member(model, member, tree.get(member.key), member.key, 0, &mut problems);
    }
    problems
}

/// Formats them as one text.
pub(super) fn message(problems: &[String]) -> String {
    let plural = if problems.len() == 1 { "" } else { "s" };
    format!("{} problem{plural} found: {}", problems.len(), problems.join("; "))
}

fn of_member(
    model: &Service,
    member: &Member,
    value: Option<&Value>,
    path: &str,
    depth: usize,
    problems: &mut Vec<String>,
) {
    match value.filter(|value| !value.is_null()) {
        None if member.required => problems.push(format!("`{path}` is missing")),
        None => {}
        // An empty label would be a different path.
        Some(value) => of_shape(model, member.shape, value, path, depth, problems),
    }
}

fn of_shape(
    model: &Service,
    shape: usize,
    value: &Value,
    path: &str,
    depth: usize,
    problems: &mut Vec<String>,
) {
    // serde_json reads no deeper than this.
    let Some(shape) = model.shapes.get(shape).filter(|_| depth < 128) else { return };
    let expected = match (shape, value) {
        (Shape::Document, _) | (Shape::Boolean, Value::Bool(_)) | (Shape::Float, Value::Number(_)) => return,
        (Shape::Float, Value::String(text)) if ["NaN", "Infinity", "-Infinity"].contains(&text.as_str()) => {
            return
        }
        (Shape::Timestamp(_), Value::String(_) | Value::Number(_)) => return,
        (Shape::Integer(bounds), Value::Number(number)) => match number.as_i64() {
            Some(number) => return within(bounds, number, path, "", problems),
            None => "an integer",
        },
        (Shape::IntEnum(values), Value::Number(number)) => {
            if !values.iter().any(|value| number.as_i64() == Some(i64::from(*value))) {
                problems.push(format!("`{path}` is not one of the values {values:?}"));
            }
            return;
        }
        (Shape::Text(bounds, _), Value::String(text)) => {
            return length(bounds, text.chars().count(), path, problems)
        }
        (Shape::Blob(bounds), Value::String(text)) => {
            return length(bounds, text.trim_end_matches('=').len() * 3 / 4, path, problems);
        }
        (Shape::Enum(values), Value::String(text)) => {
            if !values.contains(&text.as_str()) {
                problems.push(format!("`{path}` is not one of the values {}", values.join(", ")));
            }
            return;
        }
        (Shape::List { item, sparse, bounds }, Value::Array(items)) => {
            length(bounds, items.len(), path, problems);
            for (at, value) in items.iter().enumerate() {
                of_item(model, *item, *sparse, value, &format!("{path}[{at}]"), depth, problems);
            }
            return;
        }
        (Shape::Map { key, value: of, sparse, bounds }, Value::Object(entries)) => {
            length(bounds, entries.len(), path, problems);
            for (name, value) in entries {
                of_shape(
                    model,
                    *key,
                    &Value::from(name.as_str()),
                    &format!("{path}: a key"),
                    depth + 1,
                    problems,
                );
                of_item(model, *of, *sparse, value, &format!("{path}.{name}"), depth, problems);
            }
            return;
        }
        (Shape::Structure(members), Value::Object(entries)) => {
            for member in *members {
                let path = format!("{path}.{}", member.wire);
                of_member(model, member, entries.get(member.wire), &path, depth + 1, problems);
            }
            return;
        }
        (Shape::Union(members), Value::Object(entries)) => {
            let mut set = entries.iter().filter(|(name, value)| !value.is_null() && *name != "__type");
            match (set.next(), set.next()) {
                (Some((name, value)), None) => {
                    if let Some(member) = members.iter().find(|member| member.wire == name) {
                        of_shape(model, member.shape, value, &format!("{path}.{name}"), depth + 1, problems);
                    }
                }
                _ => problems.push(format!("`{path}` must have exactly one member")),
            }
            return;
        }
        (Shape::Boolean, _) => "true or false",
        (Shape::Integer(_) | Shape::IntEnum(_), _) => "an integer",
        (Shape::Float, _) => "a number",
        (Shape::Text(..) | Shape::Enum(_) | Shape::Blob(_), _) => "a string",
        (Shape::Timestamp(_), _) => "a point in time",
        (Shape::List { .. }, _) => "a list",
        (Shape::Map { .. } | Shape::Structure(_) | Shape::Union(_), _) => "an object",
    };
    problems.push(format!("`{path}` is not {expected}"));
}

fn of_item(
    model: &Service,
    shape: usize,
    sparse: bool,
    value: &Value,
    path: &str,
    depth: usize,
    problems: &mut Vec<String>,
) {
    match value {
        Value::Null if sparse => {}
        Value::Null => problems.push(format!("`{path}` is null")),
        value => of_shape(model, shape, value, path, depth + 1, problems),
    }
}

fn length(bounds: &Bounds, length: usize, path: &str, problems: &mut Vec<String>) {
    within(bounds, i64::try_from(length).unwrap_or(i64::MAX), path, "the length of ", problems);
}

fn within(bounds: &Bounds, number: i64, path: &str, what: &str, problems: &mut Vec<String>) {
    if let Some(min) = bounds.min.filter(|min| number < *min) {
        problems.push(format!("{what}`{path}` is {number}, but must be at least {min}"));
    }
    if let Some(max) = bounds.max.filter(|max| number > *max) {
        problems.push(format!("{what}`{path}` is {number}, but must be at most {max}"));
    }
}
