//! Trees as CBOR, with the types of their shapes.

use serde_json::{Map, Value};

use super::super::super::base64_text;
use super::super::super::big_number::{BigDecimal, BigInteger};
use super::super::super::document::Document;
use super::super::super::schema::{Member, Shape, Structure};
use super::super::super::timestamp::Timestamp;
use super::super::{ToCbor, Writer};

/// Returns the members of a tree as a body. Members that the model does not have are of the type that they have in the tree.
pub(crate) fn write(members: &[Member], tree: &Map<String, Value>) -> Vec<u8> {
    let mut cbor = Writer::with_capacity(256);
    structure(members, tree, &mut cbor);
    cbor.into_bytes()
}

fn structure(members: &[Member], tree: &Map<String, Value>, cbor: &mut Writer) {
    cbor.map_of(tree.len());
    for (name, value) in tree {
        cbor.string(name);
        match members.iter().find(|member| member.wire_name == name) {
            Some(member) => shape(member.shape, value, cbor),
            None => untyped(value, cbor),
        }
    }
}

fn shape(of: &Shape, value: &Value, cbor: &mut Writer) {
    match (of, value) {
        (Shape::Blob(_), Value::String(text)) => {
            cbor.bytes(&base64_text::decode_bytes(text).unwrap_or_else(|| text.clone().into_bytes()));
        }
        (Shape::Timestamp(_), value) => match time(value) {
            Some(time) => time.to_cbor(cbor),
            None => untyped(value, cbor),
        },
        (Shape::Float(_) | Shape::Double(_), value) => match float(value) {
            Some(value) => cbor.float(value),
            None => untyped(value, cbor),
        },
        (Shape::BigInteger(_), value) => match digits(value).parse::<BigInteger>() {
            Ok(number) => number.to_cbor(cbor),
            Err(_) => untyped(value, cbor),
        },
        (Shape::BigDecimal(_), value) => match digits(value).parse::<BigDecimal>() {
            Ok(number) => number.to_cbor(cbor),
            Err(_) => untyped(value, cbor),
        },
        (Shape::List { item, .. }, Value::Array(items)) => {
            cbor.array_of(items.len());
            items.iter().for_each(|value| shape(item, value, cbor));
        }
        (Shape::Map { value: of, .. }, Value::Object(entries)) => {
            cbor.map_of(entries.len());
            for (key, value) in entries {
                cbor.string(key);
                shape(of, value, cbor);
            }
        }
        (
            Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }),
            Value::Object(entries),
        ) => structure(members, entries, cbor),
        _ => untyped(value, cbor),
    }
}

fn untyped(value: &Value, cbor: &mut Writer) {
    serde_json::from_value::<Document>(value.clone()).unwrap_or_default().to_cbor(cbor);
}

/// A point in time is RFC 3339 text in the tree of an output, and seconds in that of an input.
fn time(value: &Value) -> Option<Timestamp> {
    match value {
        Value::String(text) => Timestamp::parse_date_time(text).ok(),
        value => Timestamp::parse_epoch_seconds(&digits(value)).ok(),
    }
}

fn float(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        // Also those that are not finite, by their names.
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// The digits of a number, or a text.
fn digits(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
