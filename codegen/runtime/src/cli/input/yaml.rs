//! Parses YAML with the core schema of version 1.2. Takes the text of a document; returns the value, or the position of the
//! error. The cause is not reported, since it may be next to a secret.
//!
//! The parser does not report the notation of numbers, which matters: `010` is ten, but the parser takes it for a fraction (before
//! version 1.2, it was eight), and a number may have too many digits. So fractions are looked up in the text.

use serde::de::DeserializeSeed as _;
use serde_json::{Number, Value};
use serde_saphyr::Location;

use super::digits;
use super::fractions::{self, Part};

/// The line and column of the error, if known.
pub(crate) type Place = Option<(u64, u64)>;

/// An error.
#[derive(Debug)]
pub(crate) enum Wrong {
    /// The text is not YAML.
    Syntax(Place),
    /// A number has too many digits.
    Digits(Place),
}

/// Parses a document. If all digits matter, a number that would change is rejected.
pub(crate) fn read(text: &str, counts_digits: bool) -> Result<Value, Wrong> {
    let options = || {
        serde_saphyr::options! {
            // As in YAML 1.2: `no` is a text.
            strict_booleans: true,
            // Blobs stay base64 text.
            ignore_binary_tag_for_string: true,
            with_snippet: false,
        }
    };
    let syntax =
        |error: serde_saphyr::Error| Wrong::Syntax(error.location().map(|at| (at.line(), at.column())));
    let mut value: Value = serde_saphyr::from_str_with_options(text, options()).map_err(syntax)?;
    if !fractions::has_some(&value) {
        return Ok(value);
    }
    let mut lost = None;
    let mut visit = |parsed: &mut Number, at: Location| {
        let Some(written) = written(text, at) else { return };
        if let Some(whole) = whole(written) {
            *parsed = whole;
        } else if counts_digits && is_lost(written) {
            lost.get_or_insert((at.line(), at.column()));
        }
    };
    let part = Part { value: &mut value, visit: &mut visit };
    serde_saphyr::with_deserializer_from_str_with_options(text, options(), |document| {
        part.deserialize(document)
    })
    .map_err(syntax)?;
    match lost {
        Some(place) => Err(Wrong::Digits(Some(place))),
        None => Ok(value),
    }
}

/// Returns the text at a position, without quotes.
fn written(text: &str, at: Location) -> Option<&str> {
    let span = at.span();
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let end = start.checked_add(usize::try_from(span.byte_len()?).ok()?)?;
    Some(text.get(start..end)?.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\''))
}

/// Parses an integer with leading zeros.
fn whole(written: &str) -> Option<Number> {
    let (sign, digits) = match written.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", written.strip_prefix('+').unwrap_or(written)),
    };
    if !digits.starts_with('0') || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let rest = digits.trim_start_matches('0');
    let whole = format!("{sign}{}", if rest.is_empty() { "0" } else { rest });
    let unsigned = whole.parse::<u64>().map(Number::from);
    unsigned.or_else(|_| whole.parse::<i64>().map(Number::from)).ok()
}

/// Whether a fraction in this notation has too many digits.
fn is_lost(written: &str) -> bool {
    digits::is_lost(written.strip_prefix('+').unwrap_or(written))
}
