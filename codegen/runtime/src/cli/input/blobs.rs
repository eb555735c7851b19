//! Blobs of an input: texts in base64, the default of the AWS CLI since its version 2. If texts are the bytes
//! themselves, they are encoded as soon as they are read.

use serde_json::{Map, Value};

use super::super::super::base64_text::{decode_bytes, encode};
use super::super::super::schema::{Member, Shape, Structure};
use super::super::failure::Failure;

/// Encodes the texts of blobs in the values of members.
pub(crate) fn take_raw_members(members: &'static [Member], values: &mut Map<String, Value>) {
    for member in members {
        if let Some(value) = values.get_mut(member.name) {
            take_raw(member.shape, value);
        }
    }
}

/// Encodes the texts of blobs in a value of this shape.
pub(crate) fn take_raw(shape: &'static Shape, value: &mut Value) {
    match (shape, value) {
        (Shape::Blob(_), Value::String(text)) => *text = encode(text.as_bytes()),
        (
            Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }),
            Value::Object(values),
        ) => {
            take_raw_members(members, values);
        }
        (Shape::List { item, .. }, Value::Array(items)) => {
            items.iter_mut().for_each(|value| take_raw(item, value));
        }
        (Shape::Map { value: shape, .. }, Value::Object(values)) => {
            values.values_mut().for_each(|value| take_raw(shape, value));
        }
        _ => {}
    }
}

/// Rejects invalid base64, and normalises the rest.
pub(crate) fn check(members: &'static [Member], value: &mut Value) -> Result<(), Failure> {
    within(members, value, false)
}

/// `secret`: the surrounding value is one.
fn within(members: &'static [Member], value: &mut Value, secret: bool) -> Result<(), Failure> {
    let Value::Object(values) = value else { return Ok(()) };
    for member in members {
        if let Some(value) = values.get_mut(member.name) {
            visit(member.shape, value, (member.name, secret || member.sensitive))?;
        }
    }
    Ok(())
}

fn visit(shape: &'static Shape, value: &mut Value, of: (&'static str, bool)) -> Result<(), Failure> {
    match (shape, value) {
        (Shape::Blob(_), Value::String(text)) => match (decode_bytes(text), of) {
            (Some(bytes), _) => *text = encode(&bytes),
            (None, (name, true)) => {
                return Err(Failure::parameter(format!("Invalid base64 in parameter {name}")));
            }
            (None, _) => return Err(Failure::parameter(format!("Invalid base64: \"{text}\""))),
        },
        (Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }), value) => {
            within(members, value, of.1)?;
        }
        (Shape::List { item, .. }, Value::Array(items)) => {
            for value in items {
                visit(item, value, of)?;
            }
        }
        (Shape::Map { value: shape, .. }, Value::Object(values)) => {
            for (_, value) in values.iter_mut() {
                visit(shape, value, of)?;
            }
        }
        _ => {}
    }
    Ok(())
}
