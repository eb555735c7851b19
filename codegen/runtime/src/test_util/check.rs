//! Checks the members of a request against the model: each problem with its member.
//!
//! Patterns, numbers with a fraction, and the contents of base64 and of points in time are not checked.

use serde_json::{Map, Value};

use super::super::schema::{Enum, IntEnum, Limits, Location, Member, Operation, Shape, Structure};

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
        // An empty label would be a different path.
        Some(value) => of_shape(member.shape, value, path, depth, problems),
    }
}

fn of_shape(shape: &Shape, value: &Value, path: &str, depth: usize, problems: &mut Vec<String>) {
    // serde_json reads no deeper than this.
    if depth >= 128 {
        return;
    }
    let expected = match (shape, value) {
        (Shape::Document, _)
        | (Shape::Boolean, Value::Bool(_))
        | (
            Shape::Float(_) | Shape::Double(_) | Shape::BigInteger(_) | Shape::BigDecimal(_),
            Value::Number(_),
        ) => return,
        (Shape::Float(_) | Shape::Double(_), Value::String(text))
            if ["NaN", "Infinity", "-Infinity"].contains(&text.as_str()) =>
        {
            return
        }
        (Shape::Timestamp(_), Value::String(_) | Value::Number(_)) => return,
        (Shape::Byte(_) | Shape::Short(_) | Shape::Integer(_) | Shape::Long(_), Value::Number(number)) => {
            match number.as_i64() {
                Some(number) => return within(&whole(shape), number, path, "", problems),
                None => "an integer",
            }
        }
        (Shape::IntEnum(IntEnum { values, .. }), Value::Number(number)) => {
            if !values.iter().any(|value| number.as_i64() == Some(i64::from(*value))) {
                problems.push(format!("`{path}` is not one of the values {values:?}"));
            }
            return;
        }
        (Shape::String(bounds), Value::String(text)) => {
            return length(bounds, text.chars().count(), path, problems)
        }
        (Shape::Blob(bounds), Value::String(text)) => {
            return length(bounds, text.trim_end_matches('=').len() * 3 / 4, path, problems);
        }
        (Shape::Enum(Enum { values, .. }), Value::String(text)) => {
            if !values.contains(&text.as_str()) {
                problems.push(format!("`{path}` is not one of the values {}", values.join(", ")));
            }
            return;
        }
        (Shape::List { item, sparse, limits: bounds }, Value::Array(items)) => {
            length(bounds, items.len(), path, problems);
            for (at, value) in items.iter().enumerate() {
                of_item(item, *sparse, value, &format!("{path}[{at}]"), depth, problems);
            }
            return;
        }
        (Shape::Map { key, value: of, sparse, limits: bounds }, Value::Object(entries)) => {
            length(bounds, entries.len(), path, problems);
            for (name, value) in entries {
                of_shape(key, &Value::from(name.as_str()), &format!("{path}: a key"), depth + 1, problems);
                of_item(of, *sparse, value, &format!("{path}.{name}"), depth, problems);
            }
            return;
        }
        (Shape::Structure(Structure { members, .. }), Value::Object(entries)) => {
            for member in *members {
                let path = format!("{path}.{}", member.wire_name);
                of_member(member, entries.get(member.wire_name), &path, depth + 1, problems);
            }
            return;
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
            return;
        }
        (Shape::Boolean, _) => "true or false",
        (Shape::Byte(_) | Shape::Short(_) | Shape::Integer(_) | Shape::Long(_) | Shape::IntEnum(_), _) => {
            "an integer"
        }
        (Shape::Float(_) | Shape::Double(_) | Shape::BigInteger(_) | Shape::BigDecimal(_), _) => "a number",
        (Shape::String(_) | Shape::Enum(_) | Shape::Blob(_), _) => "a string",
        (Shape::Timestamp(_), _) => "a point in time",
        (Shape::List { .. }, _) => "a list",
        (Shape::Map { .. } | Shape::Structure(_) | Shape::Union(_), _) => "an object",
    };
    problems.push(format!("`{path}` is not {expected}"));
}

fn of_item(shape: &Shape, sparse: bool, value: &Value, path: &str, depth: usize, problems: &mut Vec<String>) {
    match value {
        Value::Null if sparse => {}
        Value::Null => problems.push(format!("`{path}` is null")),
        value => of_shape(shape, value, path, depth + 1, problems),
    }
}

fn length(bounds: &Limits, length: usize, path: &str, problems: &mut Vec<String>) {
    within(bounds, i64::try_from(length).unwrap_or(i64::MAX), path, "the length of ", problems);
}

fn within(bounds: &Limits, number: i64, path: &str, what: &str, problems: &mut Vec<String>) {
    if let Some(min) = bounds.min.filter(|min| number < *min) {
        problems.push(format!("{what}`{path}` is {number}, but must be at least {min}"));
    }
    if let Some(max) = bounds.max.filter(|max| number > *max) {
        problems.push(format!("{what}`{path}` is {number}, but must be at most {max}"));
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
    Limits { min: limits.min.or(Some(least)), max: limits.max.or(Some(most)), ..*limits }
}
