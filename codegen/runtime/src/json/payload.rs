//! Bodies that are a single value.

use super::super::unreadable::UnreadableMembers;
use super::{Error, FromJson, Reader, Text};

/// Decodes a body into an existing place. An empty body leaves it unchanged, and so does `null`.
///
/// # Errors
///
/// The body is not JSON, or the whole value has another type. Unreadable parts of the value are recorded in `unreadable`.
#[inline]
pub fn read_payload<'a, T: FromJson>(
    body: impl Into<Text<'a>>,
    unreadable: &mut UnreadableMembers,
    slot: &mut T,
) -> Result<(), Error> {
    let body = body.into();
    if body.is_empty() {
        return Ok(());
    }
    let mut json = Reader::new(body)?;
    if let Some(value) = json.nullable()? {
        *slot = value;
    }
    json.end()?;
    json.hand_on(unreadable);
    Ok(())
}
