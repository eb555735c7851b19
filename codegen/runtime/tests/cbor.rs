//! CBOR and its value types, as used by generated code.

#![cfg(feature = "cbor")]
// A test fails by a panic.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "cbor/hostile.rs"]
mod hostile;
#[path = "cbor/leniency.rs"]
mod leniency;
#[path = "cbor/properties.rs"]
mod properties;
#[path = "cbor/random.rs"]
mod random;
#[path = "cbor/values.rs"]
mod values;
#[path = "cbor/writing.rs"]
mod writing;

use farrier_runtime::cbor;

/// Decodes a whole body, like generated code.
fn read<T: cbor::FromCbor>(body: &[u8]) -> Result<T, cbor::Error> {
    let mut cbor = cbor::Reader::new(body);
    let value = T::from_cbor(&mut cbor)?;
    cbor.end()?;
    Ok(value)
}

/// Decodes a whole body in hexadecimal digits.
fn read_hex<T: cbor::FromCbor>(body: &str) -> Result<T, cbor::Error> {
    read(&bytes(body))
}

/// Returns the decoding error, as text.
fn problem<T: cbor::FromCbor>(body: &str) -> String {
    match read_hex::<T>(body) {
        Ok(_) => panic!("{body} was read"),
        Err(error) => error.to_string(),
    }
}

/// Writes a value, in hexadecimal digits.
fn write(value: &(impl cbor::ToCbor + ?Sized)) -> String {
    cbor::write_value(value).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of hexadecimal digits. White space is ignored.
fn bytes(hex: &str) -> Vec<u8> {
    let digits: String = hex.split_whitespace().collect();
    let pair = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    (0..digits.len()).step_by(2).map(pair).collect()
}
