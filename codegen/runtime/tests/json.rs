//! JSON and its value types, as generated code reads and writes them.

// A test fails by a panic.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "json/against_serde.rs"]
mod against_serde;
#[path = "json/leniency.rs"]
mod leniency;
#[path = "json/reading.rs"]
mod reading;
#[path = "json/values.rs"]
mod values;
#[path = "json/writing.rs"]
mod writing;

use farrier_runtime::json;

/// Reads a whole body, as generated code does.
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
