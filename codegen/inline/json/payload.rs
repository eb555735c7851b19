//! Bodies that are one value.

use super::{Error, FromJson, Reader, Text};

/// Reads a body.
pub(crate) fn read_value<'a, T: FromJson>(body: impl Into<Text<'a>>) -> Result<T, Error> {
    let mut json = Reader::new(body)?;
    let value = T::from_json(&mut json)?;
    json.end()?;
    Ok(value)
}
