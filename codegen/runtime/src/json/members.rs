//! The objects at the top of bodies.

use super::super::unreadable::UnreadableMembers;
use super::{Error, Reader, Text};

/// Reads the members of a response. A body of nothing, or `null`, is an object without members.
///
/// # Errors
///
/// The body is not one JSON object, or needs too much memory. A member that cannot be read is no error: it is noted in
/// `unreadable`.
#[inline]
pub fn read_document<'a>(
    body: impl Into<Text<'a>>,
    unreadable: &mut UnreadableMembers,
    member: impl FnMut(&mut Reader<'_>, &str) -> Result<(), Error>,
) -> Result<(), Error> {
    let body = body.into();
    if body.is_empty() {
        return Ok(());
    }
    let mut json = Reader::new(body)?;
    let read = if json.null()? { Ok(()) } else { json.object(member) };
    let read = read.and_then(|()| json.end());
    // An error of the service is known without the member that needs too much memory.
    if read.as_ref().map_or_else(Error::is_final, |()| true) {
        json.hand_on(unreadable);
    }
    read
}

/// Reads the members of a body. A body of nothing is an object without members.
///
/// # Errors
///
/// The body is not one JSON object, or a member is not what `member` expects.
#[inline]
pub fn read_members<'a>(
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
