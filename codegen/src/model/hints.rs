//! The value of `farrier#hints`: takes it as JSON and returns its entries or the problem.

use std::collections::HashSet;

use serde_json::Value;

use super::json::describe;

/// The trait's id.
pub const HINTS: &str = "farrier#hints";

/// Advice for a response with a status and a code, or with a status and no code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The HTTP status.
    pub status: u16,
    /// The code of the error; `None` for responses without one.
    pub code: Option<String>,
    /// The operations that it applies to, by their names; empty for all of them.
    pub operations: Vec<String>,
    /// The text to show after the error.
    pub text: String,
}

/// Returns the entries.
///
/// # Errors
///
/// The problem of the first invalid entry.
pub fn read(value: &Value) -> Result<Vec<Hint>, String> {
    let Value::Array(entries) = value else {
        return Err(format!("expected `{HINTS}` to be an array, found {}", describe(value)));
    };
    if entries.is_empty() {
        return Err(format!("`{HINTS}` is empty; remove it"));
    }
    let mut seen = HashSet::new();
    let read = |(at, entry): (usize, &Value)| {
        let hint = entry_of(entry).map_err(|problem| format!("entry {at} of `{HINTS}` {problem}"))?;
        let all = [None];
        let operations = hint.operations.iter().map(|name| Some(name.clone()));
        let operations: Vec<_> = if hint.operations.is_empty() { all.to_vec() } else { operations.collect() };
        let again = operations.into_iter().find(|operation| {
            let is_new = seen.insert((hint.status, hint.code.clone(), operation.clone()));
            !is_new
        });
        let Some(operation) = again else { return Ok(hint) };
        let code = hint.code.map_or_else(|| "no code".to_owned(), |code| format!("the code `{code}`"));
        let of = operation.map(|name| format!(" and the operation `{name}`")).unwrap_or_default();
        Err(format!("`{HINTS}` has two entries for status {} with {code}{of}", hint.status))
    };
    entries.iter().enumerate().map(read).collect()
}

fn entry_of(value: &Value) -> Result<Hint, String> {
    let Value::Object(entry) = value else {
        return Err(format!("must be an object, not {}", describe(value)));
    };
    let known = ["status", "code", "operations", "text"];
    if let Some(other) = entry.keys().find(|key| !known.contains(&key.as_str())) {
        let other = other.escape_debug();
        return Err(format!("has `{other}`; there are `status`, `code`, `operations` and `text`"));
    }
    let status = entry.get("status").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
    let status = status.filter(|status| (300..600).contains(status));
    let status = status.ok_or("needs a `status` of 300 to 599")?;
    let code = match entry.get("code") {
        None | Some(Value::Null) => None,
        Some(Value::String(code)) if is_code(code) => Some(code.clone()),
        Some(_) => return Err("has a `code` that is neither null nor the code of an error".to_owned()),
    };
    let operations = match entry.get("operations") {
        None => Vec::new(),
        Some(names) => operations(names).ok_or("needs `operations` to be an array of names, at least one")?,
    };
    match entry.get("text").and_then(Value::as_str) {
        Some(text) if is_line(text) => Ok(Hint { status, code, operations, text: text.to_owned() }),
        _ => Err("needs a `text` of one line, without a dot at its end".to_owned()),
    }
}

fn operations(value: &Value) -> Option<Vec<String>> {
    let names = value.as_array().filter(|names| !names.is_empty())?;
    names.iter().map(|name| name.as_str().filter(|name| is_code(name)).map(str::to_owned)).collect()
}

fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
}

fn is_line(text: &str) -> bool {
    let shown = text.chars().all(|c| crate::docs::visible(c) == Some(c) && !c.is_control());
    shown && !text.is_empty() && text.trim() == text && !text.ends_with('.')
}
