//! Replaces the secrets of an input by values of the same type, so that a request can be built.

use serde_json::{Map, Value};

use super::super::super::base64_text;
use super::super::super::schema::{Member, Shape, Structure};
use super::super::failure::REDACTED;

/// Returns the input without its secrets, at any depth.
pub(super) fn masked(members: &[Member], value: Value) -> Value {
    structure(members, value, false)
}

fn structure(members: &[Member], value: Value, is_secret: bool) -> Value {
    let Value::Object(values) = value else { return value };
    let values = values.into_iter().map(|(name, value)| {
        let value = match members.iter().find(|member| member.name == name) {
            Some(member) => shape(member.shape, value, is_secret || member.sensitive),
            None => value,
        };
        (name, value)
    });
    Value::Object(values.collect())
}

fn shape(of: &Shape, value: Value, is_secret: bool) -> Value {
    match (of, value) {
        (_, Value::Null) => Value::Null,
        (Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }), value) => {
            structure(members, value, is_secret)
        }
        (Shape::List { item, .. }, Value::Array(items)) => {
            Value::Array(items.into_iter().map(|value| shape(item, value, is_secret)).collect())
        }
        (Shape::Map { value: of, .. }, Value::Object(entries)) => map(of, entries, is_secret),
        (_, value) if !is_secret => value,
        (Shape::Boolean, _) => Value::Bool(false),
        (
            Shape::Byte(_)
            | Shape::Short(_)
            | Shape::Integer(_)
            | Shape::Long(_)
            | Shape::Float(_)
            | Shape::Double(_)
            | Shape::BigInteger(_)
            | Shape::BigDecimal(_)
            | Shape::IntEnum(_),
            _,
        ) => Value::from(0),
        (Shape::Blob(_), _) => Value::from(base64_text::encode(REDACTED.as_bytes())),
        (Shape::Timestamp(_), _) => Value::from("1970-01-01T00:00:00Z"),
        _ => Value::from(REDACTED),
    }
}

/// Keys of a secret are secrets too.
fn map(of: &Shape, entries: Map<String, Value>, is_secret: bool) -> Value {
    let entries = entries.into_iter().enumerate().map(|(number, (key, value))| {
        let key = if is_secret { format!("{REDACTED} {}", number + 1) } else { key };
        (key, shape(of, value, is_secret))
    });
    Value::Object(entries.collect())
}
