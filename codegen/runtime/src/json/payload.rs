//! Bodies that are one value.

use super::super::unreadable::UnreadableMembers;
use super::{Error, FromJson, Reader, Text};

/// Reads a body into the place that is kept for it. A body of nothing leaves the place as it was, and so does `null`.
///
/// # Errors
///
/// The body is not JSON, or not a value of the type at all. What cannot be read within the value is noted in `unreadable`.
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
