//! Tests of the runtime support in `codegen/inline`: JSON and its value types.
//!
//! The files are included at the places that they have in a generated crate.

// A generated crate has only the files that it uses, and none of their parts is dead there.
#![allow(dead_code)]
// What is simpler needs a newer Rust than generated crates do.
#![allow(clippy::unnecessary_map_or)]
// Chains of `let` need a newer Rust than generated crates do.
#![allow(clippy::collapsible_if)]
// A test fails by a panic.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../inline/big_number.rs"]
mod big_number;
#[path = "../inline/blob.rs"]
mod blob;
#[path = "../inline/calendar.rs"]
mod calendar;
#[path = "../inline/decimal.rs"]
mod decimal;
#[path = "../inline/decoded_limit.rs"]
mod decoded_limit;
#[path = "../inline/document.rs"]
mod document;
#[path = "inline_json/json.rs"]
mod json;
#[path = "../inline/timestamp.rs"]
mod timestamp;
#[path = "../inline/unreadable.rs"]
mod unreadable;

#[path = "inline_json/against_serde.rs"]
mod against_serde;
#[path = "inline_json/leniency.rs"]
mod leniency;
#[path = "inline_json/reading.rs"]
mod reading;
#[path = "inline_json/values.rs"]
mod values;
#[path = "inline_json/writing.rs"]
mod writing;

/// Reads a whole body, as a generated crate does.
fn read<F, T: json::FromJson<F>>(body: impl AsRef<[u8]>) -> Result<T, json::Error> {
    let mut json = json::Reader::new(body.as_ref())?;
    let value = T::from_json(&mut json)?;
    json.end()?;
    Ok(value)
}

/// Writes a value.
fn write<F>(value: &(impl json::ToJson<F> + ?Sized)) -> String {
    let mut json = json::Writer::with_capacity(16);
    value.to_json(&mut json);
    String::from_utf8(json.into_bytes()).expect("JSON is UTF-8")
}

/// The error of reading, as text.
fn problem<T: json::FromJson>(body: &str) -> String {
    match read::<json::Plain, T>(body) {
        Ok(_) => panic!("{body} was read"),
        Err(error) => error.to_string(),
    }
}
