//! The objects at the top of bodies.

use super::super::unreadable::UnreadableMembers;
use super::{Error, Reader, Text};

/// Reads the members of a response. A body of nothing, or `null`, is an object without members.
///
/// # Errors
///
/// The body is not one JSON object. A member that cannot be read is none: it is noted in `unreadable`.
pub(crate) fn read_document<'a>(
    body: impl Into<Text<'a>>,
    unreadable: &mut UnreadableMembers,
    member: impl FnMut(&mut Reader<'_>, &str) -> Result<(), Error>,
) -> Result<(), Error> {
    let body = body.into();
    if body.is_empty() {
        return Ok(());
    }
    let mut json = Reader::new(body)?;
    if !json.null()? {
        json.object(member)?;
    }
    json.end()?;
    json.hand_on(unreadable);
    Ok(())
}

/// Reads the members of a body. A body of nothing is an object without members.
///
/// # Errors
///
/// The body is not one JSON object, or a member is not what `member` expects.
pub(crate) fn read_members<'a>(
    body: impl Into<Text<'a>>,
    member: impl FnMut(&mut Reader<'_>, &str) -> Result<(), Error>,
) -> Result<(), Error> {
    let body = body.into();
    if body.is_empty() {
        return Ok(());
    }
    let mut json = Reader::new(body)?;
    json.object(member)?;
    json.end()
}
