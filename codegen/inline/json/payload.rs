//! Bodies that are one value.

use super::{Error, FromJson, Reader};

/// Reads a body.
pub(crate) fn read_value<T: FromJson>(body: &[u8]) -> Result<T, Error> {
    let mut json = Reader::new(body)?;
    let value = T::from_json(&mut json)?;
    json.end()?;
    Ok(value)
}
