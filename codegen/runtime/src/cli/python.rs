//! Formats values in Python notation, as the AWS CLI does in messages, text and tables; scripts depend on it.

use serde_json::{Number, Value};

use super::spelling::number;

/// Returns the name of a value's type in Python.
pub(crate) fn class(value: &Value) -> &'static str {
    match value {
        Value::Null => "<class 'NoneType'>",
        Value::Bool(_) => "<class 'bool'>",
        Value::Number(number) if is_whole(number) => "<class 'int'>",
        Value::Number(_) => "<class 'float'>",
        Value::String(_) => "<class 'str'>",
        Value::Array(_) => "<class 'list'>",
        Value::Object(_) => "<class 'dict'>",
    }
}

/// Whether a number is written as an integer.
pub(crate) fn is_whole(number: &Number) -> bool {
    number.is_i64() || number.is_u64()
}

/// Formats a value for a message or a table cell: texts unquoted.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => repr(other),
    }
}

/// Formats a value within another: texts quoted.
pub(crate) fn repr(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(value) => number(value),
        Value::String(text) => quoted(text),
        Value::Array(items) => format!("[{}]", items.iter().map(repr).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let pairs = members.iter().map(|(name, value)| format!("{}: {}", quoted(name), repr(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Quotes a text: with single quotes, unless it contains only single ones.
pub(crate) fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut quoted = String::from(quote);
    for letter in text.chars() {
        match letter {
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\\' => quoted.push_str("\\\\"),
            _ if letter == quote => quoted.extend(['\\', letter]),
            _ if is_printable(letter) => quoted.push(letter),
            _ => quoted.push_str(&match u32::from(letter) {
                code @ ..=0xff => format!("\\x{code:02x}"),
                code @ ..=0xffff => format!("\\u{code:04x}"),
                code => format!("\\U{code:08x}"),
            }),
        }
    }
    quoted.push(quote);
    quoted
}

/// Whether debug output would show the character. Combining marks are shown after a letter.
fn is_printable(letter: char) -> bool {
    letter != '\u{a0}' && !format!("a{letter}").escape_debug().skip(1).eq(letter.escape_unicode())
}

/// Whether a value is falsy in Python: null, zero or empty.
pub(crate) fn is_false(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value,
        Value::Number(value) => value.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
    }
}

/// Whether a character is white space in Python.
pub(crate) fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\x1c'..='\x1f')
}
