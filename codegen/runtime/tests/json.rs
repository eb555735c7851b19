//! JSON and its value types, as used by generated code.

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

/// Decodes a whole body, like generated code.
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

/// Returns the decoding error, as text.
fn problem<T: json::FromJson>(body: &str) -> String {
    match read::<json::Plain, T>(body) {
        Ok(_) => panic!("{body} was read"),
        Err(error) => error.to_string(),
    }
}
