//! XML and its value types, as used by generated code.

#![cfg(feature = "xml")]
// A test fails by a panic.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "xml/errors.rs"]
mod errors;
#[path = "xml/hostile.rs"]
mod hostile;
#[path = "xml/leniency.rs"]
mod leniency;
#[path = "xml/lists.rs"]
mod lists;
#[path = "xml/properties.rs"]
mod properties;
#[path = "xml/random.rs"]
mod random;
#[path = "xml/reading.rs"]
mod reading;
#[path = "xml/unions.rs"]
mod unions;
#[path = "xml/values.rs"]
mod values;
#[path = "xml/writing.rs"]
mod writing;

use farrier_runtime::xml::{self, Reader, Writer};

/// Decodes a whole document with a root, like generated code.
fn read_as<'a, T>(
    body: &'a str,
    read: impl FnOnce(&mut Reader<'a>) -> Result<T, xml::Error>,
) -> Result<T, xml::Error> {
    let mut xml = Reader::new(body.as_bytes())?;
    let value = read(&mut xml)?;
    xml.end()?;
    Ok(value)
}

/// Decodes a value.
fn read<T: xml::FromXml>(body: &str) -> Result<T, xml::Error> {
    read_as(body, Reader::value)
}

/// Returns the decoding error, as text.
fn problem<T: xml::FromXml>(body: &str) -> String {
    match read::<T>(body) {
        Ok(_) => panic!("{body} was read"),
        Err(error) => error.to_string(),
    }
}

/// Writes the content of an element `a`.
fn write(content: impl FnOnce(&mut Writer)) -> String {
    let body = String::from_utf8(xml::write_members("a", |_| {}, content)).unwrap();
    body.strip_prefix("<a>").unwrap().strip_suffix("</a>").unwrap().to_owned()
}
