//! Converts values between the two forms, by their shapes. Values without a known shape remain unchanged.

use serde_json::{Map, Number, Value};

use super::super::super::schema::{Member, Shape, Structure};
use super::super::failure::Failure;
use super::times;

/// Converts to the form of the crate's types. Members that are null are left out.
///
/// # Errors
///
/// A text is not a timestamp. The error does not show a secret.
pub(crate) fn to_crate(members: &[Member], value: Value) -> Result<Value, Failure> {
    structure_to_crate(members, value, false)
}

fn structure_to_crate(members: &[Member], value: Value, secret: bool) -> Result<Value, Failure> {
    let Value::Object(values) = value else { return Ok(value) };
    let mut renamed = Map::new();
    for (name, value) in values.into_iter().filter(|(_, value)| !value.is_null()) {
        match members.iter().find(|member| member.name == name) {
            Some(member) => {
                let value = value_to_crate(member.shape, value, secret || member.sensitive)?;
                renamed.insert(member.key.to_owned(), value);
            }
            None => drop(renamed.insert(name, value)),
        }
    }
    Ok(Value::Object(renamed))
}

fn value_to_crate(shape: &Shape, value: Value, secret: bool) -> Result<Value, Failure> {
    match (shape, value) {
        (Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }), value) => {
            structure_to_crate(members, value, secret)
        }
        (Shape::List { item, .. }, Value::Array(items)) => {
            let items = items.into_iter().map(|value| value_to_crate(item, value, secret));
            items.collect::<Result<_, _>>().map(Value::Array)
        }
        (Shape::Map { value: shape, .. }, Value::Object(values)) => {
            let values =
                values.into_iter().map(|(key, value)| Ok((key, value_to_crate(shape, value, secret)?)));
            values.collect::<Result<_, _>>().map(Value::Object)
        }
        (Shape::Timestamp(_), value @ (Value::String(_) | Value::Number(_))) => {
            match times::to_date_time(&value) {
                Some(time) => Ok(Value::String(time)),
                None if secret => Err(Failure::parameter("Invalid timestamp")),
                None => Err(Failure::parameter(format!("Invalid timestamp {value}"))),
            }
        }
        // In the crate's form they are text.
        (Shape::BigInteger(_) | Shape::BigDecimal(_), Value::Number(number)) => {
            Ok(Value::String(number.to_string()))
        }
        (_, value) => Ok(value),
    }
}

/// Converts to the form of the model. Members that are null are left out; null items of sparse lists and maps remain.
pub(crate) fn to_model(members: &[Member], value: Value) -> Value {
    let Value::Object(values) = value else { return value };
    let present = values.into_iter().filter(|(_, value)| !value.is_null());
    let renamed = present.map(|(key, value)| match members.iter().find(|member| member.key == key) {
        Some(member) => (member.name.to_owned(), value_to_model(member.shape, value)),
        None => (key, value),
    });
    Value::Object(renamed.collect())
}

fn value_to_model(shape: &Shape, value: Value) -> Value {
    match (shape, value) {
        (Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }), value) => {
            to_model(members, value)
        }
        (Shape::List { item, .. }, Value::Array(items)) => {
            Value::Array(items.into_iter().map(|value| value_to_model(item, value)).collect())
        }
        (Shape::Map { value: shape, .. }, Value::Object(values)) => {
            let values = values.into_iter().map(|(key, value)| (key, value_to_model(shape, value)));
            Value::Object(values.collect())
        }
        (Shape::Timestamp(_), Value::String(text)) => Value::String(times::to_people(text)),
        (Shape::BigInteger(_) | Shape::BigDecimal(_), Value::String(digits)) => big_number(digits),
        (Shape::Float(_), Value::Number(number)) => Value::Number(short(number)),
        (_, value) => value,
    }
}

/// Returns a number if it is exact, otherwise the digits.
fn big_number(digits: String) -> Value {
    let number = match digits.parse::<i64>() {
        Ok(whole) => Some(Number::from(whole)),
        Err(_) => digits.parse().ok().and_then(Number::from_f64),
    };
    match number {
        Some(number) if number.to_string() == digits => Value::Number(number),
        _ => Value::String(digits),
    }
}

/// Returns a 32-bit number with its shortest digits, such as `0.1`: as a 64-bit number it has more.
fn short(number: Number) -> Number {
    let single = number.as_f64().map(|value| value as f32).filter(|value| value.is_finite());
    let number_of = |value: f32| value.to_string().parse().ok().and_then(Number::from_f64);
    single.and_then(number_of).unwrap_or(number)
}
