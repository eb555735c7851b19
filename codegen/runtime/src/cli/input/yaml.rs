//! YAML as values, by the core schema of its version 1.2. It takes the text of a document, and returns the value, or where it is
//! wrong; what is wrong is not said, since it may be next to a secret.
//!
//! There, `010` is ten. The parser takes it for a fraction (before, it was eight), and does not say how it was written. So such a
//! document is read once more without these zeros, and whatever is a fraction with them and whole without is whole.

use serde_json::{Map, Value};

/// The line and the column where a document is wrong, if they are known.
pub(crate) type Place = Option<(u64, u64)>;

/// The value of a document.
pub(crate) fn read(text: &str) -> Result<Value, Place> {
    let value = parse(text)?;
    let shorter = without_zeros(text);
    if shorter == text {
        return Ok(value);
    }
    // A key may now be there twice, in which case nothing is won.
    Ok(match parse(&shorter) {
        Ok(other) => whole(value, other),
        Err(_) => value,
    })
}

fn parse(text: &str) -> Result<Value, Place> {
    let options = serde_saphyr::options! {
        // As in YAML 1.2: `no` is a text.
        strict_booleans: true,
        // The base64 text is what is wanted.
        ignore_binary_tag_for_string: true,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(text, options)
        .map_err(|error| error.location().map(|at| (at.line(), at.column())))
}

/// The value with the whole numbers of another, where it has fractions.
fn whole(value: Value, other: Value) -> Value {
    match (value, other) {
        (Value::Number(number), Value::Number(other)) if number.is_f64() && !other.is_f64() => other.into(),
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
            items.into_iter().zip(others).map(|(item, other)| whole(item, other)).collect()
        }
        // Names may be such numbers, and differ.
        (Value::Object(members), Value::Object(others)) if members.len() == others.len() => {
            let members = members.into_iter().zip(others);
            members
                .map(|((name, value), (_, other))| (name, whole(value, other)))
                .collect::<Map<_, _>>()
                .into()
        }
        (value, _) => value,
    }
}

/// The text without the zeros that whole numbers begin with. Spaces keep everything else at its place.
fn without_zeros(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || "[]{},:".contains(c);
    let mut shorter = String::with_capacity(text.len());
    for piece in text.split_inclusive(ends) {
        let word = piece.strip_suffix(ends).unwrap_or(piece);
        let number = number_without_zeros(word);
        let end = piece.get(word.len()..).unwrap_or_default();
        match number {
            Some(number) => shorter.push_str(&format!("{number:<width$}{end}", width = word.len())),
            None => shorter.push_str(piece),
        }
    }
    shorter
}

fn number_without_zeros(word: &str) -> Option<String> {
    let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
    if digits.len() < 2 || !digits.starts_with('0') || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let sign = if word.starts_with('-') { "-" } else { "" };
    let rest = digits.trim_start_matches('0');
    Some(format!("{sign}{}", if rest.is_empty() { "0" } else { rest }))
}
