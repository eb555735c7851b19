//! Hides the secrets of a response before it is shown. Takes the members of the response and the response in the model's form. A
//! query runs later, since it may rename secrets.

use serde_json::Value;

use super::super::schema::{Member, Shape, Structure};
use super::failure::REDACTED;

/// Returns the value without its secrets, at any depth. `null` remains.
pub(super) fn redact(members: &[Member], value: Value) -> Value {
    let Value::Object(values) = value else { return value };
    let redacted = values.into_iter().map(|(name, value)| {
        let member = members.iter().find(|member| member.name == name);
        let value = match member {
            Some(member) if member.sensitive => hidden(value),
            Some(member) => redact_shape(member.shape, value),
            None => value,
        };
        (name, value)
    });
    Value::Object(redacted.collect())
}

fn hidden(value: Value) -> Value {
    if value.is_null() {
        value
    } else {
        Value::String(REDACTED.to_owned())
    }
}

fn redact_shape(shape: &Shape, value: Value) -> Value {
    match (shape, value) {
        (Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }), value) => {
            redact(members, value)
        }
        (Shape::List { item, .. }, Value::Array(items)) => {
            Value::Array(items.into_iter().map(|value| redact_shape(item, value)).collect())
        }
        (Shape::Map { value: shape, .. }, Value::Object(entries)) => {
            Value::Object(entries.into_iter().map(|(key, value)| (key, redact_shape(shape, value))).collect())
        }
        (_, value) => value,
    }
}

#[cfg(test)]
mod tests;
