//! Blobs of an input: texts in base64, as the AWS CLI has them by default since its version 2.

use serde_json::Value;

use super::super::base64;
use super::super::failure::Failure;
use super::super::table::{Member, Shape};

/// Refuses what is no base64; the rest is written as everyone writes it.
pub(crate) fn check(members: &'static [Member], value: &mut Value) -> Result<(), Failure> {
    within(members, value, false)
}

/// `secret`: what it stands in is one.
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
        (Shape::Blob(_), Value::String(text)) => match (base64::decode(text), of) {
            (Some(bytes), _) => *text = base64::encode(&bytes),
            (None, (name, true)) => {
                return Err(Failure::parameter(format!("Invalid base64 in parameter {name}")));
            }
            (None, _) => return Err(Failure::parameter(format!("Invalid base64: \"{text}\""))),
        },
        (Shape::Structure(members) | Shape::Union(members), value) => within(members, value, of.1)?,
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
