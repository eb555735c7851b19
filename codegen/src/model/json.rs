//! From bytes to JSON: takes the bytes of a file and returns its value, or the position of malformed JSON or a repeated key.
//!
//! Knows nothing about models. Depth is bounded by `serde_json` (128 levels), size by [`MAX_BYTES`], so that no later
//! stage has to check either.

use serde_json::Value;
use serde_json::error::Category;

use super::{Source, duplicates};
use crate::{Diagnostic, DiagnosticKind};

/// The maximum file size: ten times the largest public model.
pub(super) const MAX_BYTES: usize = 64 << 20;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Parses a file; a UTF-8 byte order mark is skipped.
pub(super) fn parse(source: &Source) -> Result<Value, Diagnostic> {
    let fail = |message: String| Diagnostic::new(message).in_file(&source.name);
    let size = source.bytes.len();
    if size > MAX_BYTES {
        return Err(fail(format!("the file has {size} bytes; a model may have at most {MAX_BYTES}")));
    }
    let bytes = source.bytes.strip_prefix(BOM).unwrap_or(&source.bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let (line, column) = position(bytes, error.valid_up_to());
        fail("not UTF-8; save the file as UTF-8".to_owned()).at(line, column)
    })?;
    let value = serde_json::from_str(text).map_err(|error| {
        fail(explain(&error, text.trim().is_empty())).at(error.line().max(1), error.column().max(1))
    })?;
    let Some(duplicates::Duplicate { key, first, second }) = duplicates::find(text) else { return Ok(value) };
    let (first, (line, column)) = (position(bytes, first), position(bytes, second));
    let (first_line, first_column) = first;
    let message =
        format!("the key {key:?} is repeated; the first is at line {first_line}, column {first_column}");
    Err(fail(message).at(line, column).of_kind(DiagnosticKind::DuplicateKey))
}

fn explain(error: &serde_json::Error, empty: bool) -> String {
    if empty {
        return "the file is empty".to_owned();
    }
    if error.classify() == Category::Eof {
        return "the JSON ends too early; the file may be truncated".to_owned();
    }
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    format!("not JSON: {what}")
}

/// Returns line and column of a byte, both starting at 1.
fn position(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    (line, column)
}

/// Describes a value, for "expected ..., found ...".
pub(super) fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
