//! Checks the members of a request against the model: each problem with its member.
//!
//! The contents of base64 and of points in time are not checked.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::super::decimal;
use super::super::schema::{Enum, IntEnum, Limits, Location, Member, Operation, Shape, Structure};
use super::super::violation::Problem;

/// Returns all problems of a request, in the order of the members.
pub(super) fn input(operation: &Operation, tree: &Map<String, Value>) -> Vec<String> {
    let mut problems = Vec::new();
    for member in operation.input.members.iter().filter(|member| member.location != Location::Host) {
        of_member(member, tree.get(member.key), member.key, 0, &mut problems);
    }
    problems
}

/// Formats them as one text.
pub(super) fn message(problems: &[String]) -> String {
    let plural = if problems.len() == 1 { "" } else { "s" };
    format!("{} problem{plural} found: {}", problems.len(), problems.join("; "))
}

fn of_member(member: &Member, value: Option<&Value>, path: &str, depth: usize, problems: &mut Vec<String>) {
    match value.filter(|value| !value.is_null()) {
        None if member.required => problems.push(format!("`{path}` is missing")),
        None => {}
        Some(value) => of_shape(member.shape, value, path, depth, problems),
    }
}

fn of_shape(shape: &Shape, value: &Value, path: &str, depth: usize, problems: &mut Vec<String>) {
    // serde_json reads no deeper than this.
    if depth >= 128 {
        return;
    }
    match (shape, value) {
        (Shape::List { item, sparse, limits }, Value::Array(items)) => {
            keep(limits.check_length("items", items.len()), path, problems);
            if limits.unique {
                unique(items, path, problems);
            }
            for (at, value) in items.iter().enumerate() {
                of_item(item, *sparse, value, &format!("{path}[{at}]"), depth, problems);
            }
        }
        (Shape::Map { key, value: of, sparse, limits }, Value::Object(entries)) => {
            keep(limits.check_length("entries", entries.len()), path, problems);
            for (name, value) in entries {
                of_shape(key, &Value::from(name.as_str()), &format!("{path}: a key"), depth + 1, problems);
                of_item(of, *sparse, value, &format!("{path}.{name}"), depth, problems);
            }
        }
        (Shape::Structure(Structure { members, .. }), Value::Object(entries)) => {
            for member in *members {
                let path = format!("{path}.{}", member.wire_name);
                of_member(member, entries.get(member.wire_name), &path, depth + 1, problems);
            }
        }
        (Shape::Union(Structure { members, .. }), Value::Object(entries)) => {
            let mut set = entries.iter().filter(|(name, value)| !value.is_null() && *name != "__type");
            match (set.next(), set.next()) {
                (Some((name, value)), None) => {
                    if let Some(member) = members.iter().find(|member| member.wire_name == name) {
                        of_shape(member.shape, value, &format!("{path}.{name}"), depth + 1, problems);
                    }
                }
                _ => problems.push(format!("`{path}` must have exactly one member")),
            }
        }
        _ => of_scalar(shape, value, path, problems),
    }
}

/// Checks a value that has no others in it, or a value of another type.
fn of_scalar(shape: &Shape, value: &Value, path: &str, problems: &mut Vec<String>) {
    match (shape, value) {
        (Shape::Document, _)
        | (Shape::Boolean, Value::Bool(_))
        | (Shape::Timestamp(_), Value::String(_) | Value::Number(_)) => {}
        (
            Shape::Float(limits)
            | Shape::Double(limits)
            | Shape::BigInteger(limits)
            | Shape::BigDecimal(limits),
            Value::Number(number),
        ) => keep(limits.check_number(&number.to_string()), path, problems),
        // Some protocols send them as strings.
        (Shape::BigInteger(limits) | Shape::BigDecimal(limits), Value::String(text))
            if decimal::length(text.as_bytes()) == text.len() =>
        {
            keep(limits.check_number(text), path, problems);
        }
        (Shape::Float(_) | Shape::Double(_), Value::String(text))
            if ["NaN", "Infinity", "-Infinity"].contains(&text.as_str()) => {}
        (Shape::Byte(_) | Shape::Short(_) | Shape::Integer(_) | Shape::Long(_), Value::Number(number))
            if number.as_i64().is_some() =>
        {
            keep(whole(shape).check_number(&number.to_string()), path, problems);
        }
        (Shape::IntEnum(IntEnum { values, .. }), Value::Number(number)) => {
            if !values.iter().any(|value| number.as_i64() == Some(i64::from(*value))) {
                problems.push(format!("`{path}` is not one of the values {values:?}"));
            }
        }
        (Shape::String(limits), Value::String(text)) => {
            keep(limits.check_length("characters", text.chars().count()), path, problems);
            keep(limits.check_pattern(text), path, problems);
        }
        (Shape::Blob(limits), Value::String(text)) => {
            let length = text.trim_end_matches('=').len() * 3 / 4;
            keep(limits.check_length("bytes", length), path, problems);
        }
        (Shape::Enum(Enum { values, .. }), Value::String(text)) => {
            if !values.contains(&text.as_str()) {
                problems.push(format!("`{path}` is not one of the values {}", values.join(", ")));
            }
        }
        _ => problems.push(format!("`{path}` is not {}", expected(shape))),
    }
}

/// Returns the JSON type of a shape, for a sentence.
fn expected(shape: &Shape) -> &'static str {
    match shape {
        Shape::Boolean => "true or false",
        Shape::Byte(_) | Shape::Short(_) | Shape::Integer(_) | Shape::Long(_) | Shape::IntEnum(_) => {
            "an integer"
        }
        Shape::Float(_) | Shape::Double(_) | Shape::BigInteger(_) | Shape::BigDecimal(_) => "a number",
        Shape::String(_) | Shape::Enum(_) | Shape::Blob(_) => "a string",
        Shape::Timestamp(_) => "a point in time",
        Shape::List { .. } => "a list",
        Shape::Map { .. } | Shape::Structure(_) | Shape::Union(_) => "an object",
        Shape::Document => "JSON",
    }
}

fn of_item(shape: &Shape, sparse: bool, value: &Value, path: &str, depth: usize, problems: &mut Vec<String>) {
    match value {
        Value::Null if sparse => {}
        Value::Null => problems.push(format!("`{path}` is null")),
        value => of_shape(shape, value, path, depth + 1, problems),
    }
}

/// Notes a limit that a value does not keep.
fn keep(result: Result<(), Problem>, path: &str, problems: &mut Vec<String>) {
    problems.extend(result.err().map(|problem| format!("`{path}` {problem}")));
}

fn unique(items: &[Value], path: &str, problems: &mut Vec<String>) {
    let mut first = HashMap::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let before = *first.entry(item.to_string()).or_insert(at);
        if before != at {
            keep(Err(Problem::Duplicate(before)), &format!("{path}[{at}]"), problems);
        }
    }
}

/// The limits of a whole number, within those of its type.
pub(super) fn whole(shape: &Shape) -> Limits {
    let (limits, least, most) = match shape {
        Shape::Byte(limits) => (limits, i8::MIN.into(), i8::MAX.into()),
        Shape::Short(limits) => (limits, i16::MIN.into(), i16::MAX.into()),
        Shape::Integer(limits) => (limits, i32::MIN.into(), i32::MAX.into()),
        other => return other.limits(),
    };
    Limits::between(limits.min.unwrap_or(least), limits.max.unwrap_or(most))
}
