//! Top-level objects of bodies.

use super::super::unreadable::UnreadableMembers;
use super::{Error, Reader, Text};

/// Decodes the members of a response. An empty body, or `null`, is an object without members.
///
/// # Errors
///
/// The body is not one JSON object, or needs too much memory. A member that cannot be read is not an error: it is recorded in
/// `unreadable`.
#[inline]
pub fn read_document<'a>(
    body: impl Into<Text<'a>>,
    unreadable: &mut UnreadableMembers,
    member: impl FnMut(&mut Reader<'a>, &str) -> Result<(), Error>,
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

/// Decodes the members of a body. An empty body is an object without members.
///
/// # Errors
///
/// The body is not one JSON object, or `member` rejects a member.
#[inline]
pub fn read_members<'a>(
    body: impl Into<Text<'a>>,
    member: impl FnMut(&mut Reader<'a>, &str) -> Result<(), Error>,
) -> Result<(), Error> {
    let body = body.into();
    if body.is_empty() {
        return Ok(());
    }
    let mut json = Reader::new(body)?;
    json.object(member)?;
    json.end()
}
