//! Converts shorthand to the value of a shape: `1` can be a text, a number or a list of one number.

use serde_json::{Map, Value};

use super::super::super::base64_text;
use super::super::super::schema::{Member, Shape, Structure};
use super::problem::Problem;
use super::shorthand::Parsed;
use super::texts;

/// Returns the value. `raw`: texts of blobs are their bytes. A value that does not fit its shape stays unchanged: the later check reports it.
pub(crate) fn fit(shape: &'static Shape, parsed: Parsed, raw: bool) -> Result<Value, Problem> {
    match (shape, parsed) {
        (
            Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }),
            Parsed::Map(pairs),
        ) => structure(members, pairs, raw),
        (Shape::Map { value, .. }, Parsed::Map(pairs)) => {
            object(pairs.into_iter().map(|(key, parsed)| Ok((key, fit(value, parsed, raw)?))))
        }
        (Shape::List { item, .. }, Parsed::List(items)) => {
            items.into_iter().map(|parsed| fit(item, parsed, raw)).collect::<Result<_, _>>().map(Value::Array)
        }
        // `foo=bar` means `foo=[bar]`. (In the AWS CLI, the item stays a text, and is then rejected as a number.)
        (Shape::List { item, .. }, other) => Ok(Value::Array(vec![fit(item, other, raw)?])),
        (Shape::Blob(_), Parsed::Bytes(bytes)) => Ok(Value::String(base64_text::encode(&bytes))),
        (Shape::Blob(_), Parsed::Text(text)) if raw => {
            Ok(Value::String(base64_text::encode(text.as_bytes())))
        }
        (Shape::Boolean, Parsed::Text(text)) => {
            Ok(texts::boolean(&text).map_or(Value::String(text), Value::Bool))
        }
        (shape, Parsed::Text(text)) if texts::is_number(shape) => texts::scalar(shape, &text),
        (_, other) => plain(other),
    }
}

fn structure(members: &'static [Member], pairs: Vec<(String, Parsed)>, raw: bool) -> Result<Value, Problem> {
    object(pairs.into_iter().map(|(name, parsed)| {
        let value = match members.iter().find(|member| member.name == name) {
            Some(member) if holds_document(member.shape) => {
                return Err(Problem::safe(format!(
                    "Shorthand syntax does not support document types. Use JSON input for top-level argument to \
                     specify nested parameter: {name}"
                )));
            }
            Some(member) => fit(member.shape, parsed, raw)?,
            None => plain(parsed)?,
        };
        Ok((name, value))
    }))
}

/// Whether a shape is a document, or lists and maps of documents.
pub(crate) fn holds_document(mut shape: &'static Shape) -> bool {
    loop {
        shape = match shape {
            Shape::Document => return true,
            Shape::List { item, .. } => item,
            Shape::Map { value, .. } => value,
            _ => return false,
        };
    }
}

/// Returns a value of unknown shape.
fn plain(parsed: Parsed) -> Result<Value, Problem> {
    match parsed {
        Parsed::Text(text) => Ok(Value::String(text)),
        Parsed::Bytes(bytes) => texts::text_of(bytes).map(Value::String),
        Parsed::List(items) => items.into_iter().map(plain).collect::<Result<_, _>>().map(Value::Array),
        Parsed::Map(pairs) => object(pairs.into_iter().map(|(key, parsed)| Ok((key, plain(parsed)?)))),
    }
}

fn object(members: impl Iterator<Item = Result<(String, Value), Problem>>) -> Result<Value, Problem> {
    members.collect::<Result<Map<_, _>, _>>().map(Value::Object)
}
