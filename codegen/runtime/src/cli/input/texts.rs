//! Parses single values.

use serde_json::{Number, Value};

use super::super::super::schema::Shape;
use super::super::python::{is_space, quoted};
use super::super::table::NOT_FINITE;
use super::problem::Problem;

/// Parses a value of a shape that is neither list, map nor structure.
///
/// Timestamps and blobs remain texts here: they are checked when the input is complete.
pub(crate) fn scalar(shape: &Shape, text: &str) -> Result<Value, Problem> {
    match shape {
        Shape::Byte(_) | Shape::Short(_) | Shape::Integer(_) | Shape::Long(_) | Shape::IntEnum(_) => {
            whole(text)
        }
        Shape::Float(_) | Shape::Double(_) => fraction(text),
        Shape::BigInteger(_) | Shape::BigDecimal(_) => Ok(Value::from(trimmed(text))),
        Shape::Boolean => boolean(text).map(Value::Bool).ok_or_else(|| {
            Problem::showing(format!("invalid boolean value: {}", quoted(text)), "invalid boolean value")
        }),
        Shape::Document => json(text),
        _ => Ok(Value::from(text)),
    }
}

pub(crate) fn is_number(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Byte(_)
            | Shape::Short(_)
            | Shape::Integer(_)
            | Shape::Long(_)
            | Shape::IntEnum(_)
            | Shape::Float(_)
            | Shape::Double(_)
            | Shape::BigInteger(_)
            | Shape::BigDecimal(_)
    )
}

/// Parses `true` or `false`, in any case. (In lists, the AWS CLI treats everything except `false` as true, even `no`.)
pub(crate) fn boolean(text: &str) -> Option<bool> {
    let is = |word: &str| trimmed(text).eq_ignore_ascii_case(word);
    if is("true") {
        Some(true)
    } else if is("false") {
        Some(false)
    } else {
        None
    }
}

/// Any JSON.
pub(crate) fn json(text: &str) -> Result<Value, Problem> {
    serde_json::from_str(text).map_err(|error| {
        let quiet = format!("Invalid JSON: {error}");
        Problem::showing(format!("{quiet}\nJSON received: {text}"), quiet)
    })
}

/// Converts bytes where a text is needed.
pub(crate) fn text_of(bytes: Vec<u8>) -> Result<String, Problem> {
    String::from_utf8(bytes)
        .map_err(|_| Problem::safe("the file is no text in UTF-8, and only a blob can be bytes"))
}

fn whole(text: &str) -> Result<Value, Problem> {
    let number = trimmed(text);
    if let Ok(value) = number.parse::<i64>() {
        return Ok(Value::from(value));
    }
    number.parse::<u64>().map(Value::from).map_err(|_| {
        let quiet = "invalid literal for int() with base 10";
        Problem::showing(format!("{quiet}: {}", quoted(text)), quiet)
    })
}

/// JSON has no infinity and no NaN: they have names.
fn fraction(text: &str) -> Result<Value, Problem> {
    let number = trimmed(text);
    if NOT_FINITE.contains(&number) {
        return Ok(Value::from(number));
    }
    let number = number.parse::<f64>().ok().and_then(Number::from_f64);
    number.map(Value::Number).ok_or_else(|| {
        let quiet = "could not convert string to float";
        Problem::showing(format!("{quiet}: {}", quoted(text)), quiet)
    })
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(is_space)
}
