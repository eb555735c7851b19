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

/// Returns the bytes after a UTF-8 byte order mark.
pub(super) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BOM).unwrap_or(bytes)
}

/// Returns the text of a file of any format; a UTF-8 byte order mark is skipped.
pub(super) fn text(source: &Source) -> Result<&str, Diagnostic> {
    let fail = |message: String| Diagnostic::new(message).in_file(&source.name);
    let size = source.bytes.len();
    if size > MAX_BYTES {
        return Err(fail(format!("the file has {size} bytes; a model may have at most {MAX_BYTES}")));
    }
    let bytes = without_bom(&source.bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let (line, column) = position(bytes, error.valid_up_to());
        fail("not UTF-8; save the file as UTF-8".to_owned()).at(line, column)
    })
}

/// Parses a file of JSON.
pub(super) fn parse(source: &Source) -> Result<Value, Diagnostic> {
    let fail = |message: String| Diagnostic::new(message).in_file(&source.name);
    let text = text(source)?;
    let bytes = text.as_bytes();
    let value = serde_json::from_str(text)
        .map_err(|error| fail(explain(&error, text)).at(error.line().max(1), error.column().max(1)))?;
    let Some(duplicates::Duplicate { key, first, second }) = duplicates::find(text) else { return Ok(value) };
    let (first, (line, column)) = (position(bytes, first), position(bytes, second));
    let (first_line, first_column) = first;
    let message =
        format!("the key {key:?} is repeated; the first is at line {first_line}, column {first_column}");
    Err(fail(message).at(line, column).of_kind(DiagnosticKind::DuplicateKey))
}

fn explain(error: &serde_json::Error, text: &str) -> String {
    let text = text.trim_start();
    if text.is_empty() {
        return "the file is empty".to_owned();
    }
    if ["$version", "namespace ", "metadata ", "//"].iter().any(|start| text.starts_with(start)) {
        return "not JSON; if this is Smithy IDL, end the name of the file in `.smithy`".to_owned();
    }
    if error.classify() == Category::Eof {
        return "the JSON ends too early; the file may be truncated".to_owned();
    }
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    format!("not JSON: {what}")
}

/// Returns line and column of a byte, both starting at 1.
pub(super) fn position(bytes: &[u8], offset: usize) -> (usize, usize) {
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
