//! Whole bodies: a structure, or a single value.

use super::super::unreadable::UnreadableMembers;
use super::{Error, FromCbor, Object, Reader, Text, ToCbor, Writer};

/// Decodes the members of a response. An empty body, or null, is a structure without members.
///
/// # Errors
///
/// The body is not one CBOR map, or needs too much memory. A member that cannot be read is not an error: it is recorded in
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
    let mut cbor = Reader::new(body);
    let read = if cbor.null() { Ok(()) } else { cbor.object(member) };
    let read = read.and_then(|()| cbor.end());
    // An error of the service is known without the member that needs too much memory.
    if read.as_ref().map_or_else(Error::is_final, |()| true) {
        cbor.hand_on(unreadable);
    }
    read
}

/// Decodes the members of a body. An empty body is a structure without members.
///
/// # Errors
///
/// The body is not one CBOR map, or `member` rejects a member.
#[inline]
pub fn read_members<'a>(
    body: impl Into<Text<'a>>,
    member: impl FnMut(&mut Reader<'a>, &str) -> Result<(), Error>,
) -> Result<(), Error> {
    let body = body.into();
    if body.is_empty() {
        return Ok(());
    }
    let mut cbor = Reader::new(body);
    cbor.object(member)?;
    cbor.end()
}

/// Decodes a body into an existing place. An empty body leaves it unchanged, and so does null.
///
/// # Errors
///
/// The body is not CBOR, or the whole value has another type. Unreadable parts of the value are recorded in `unreadable`.
#[inline]
pub fn read_payload<'a, T: FromCbor>(
    body: impl Into<Text<'a>>,
    unreadable: &mut UnreadableMembers,
    slot: &mut T,
) -> Result<(), Error> {
    let body = body.into();
    if body.is_empty() {
        return Ok(());
    }
    let mut cbor = Reader::new(body);
    if let Some(value) = cbor.nullable()? {
        *slot = value;
    }
    cbor.end()?;
    cbor.hand_on(unreadable);
    Ok(())
}

/// Encodes a body that is a structure of these members.
#[inline]
pub fn write_members(members: impl FnOnce(&mut Object<'_>)) -> Vec<u8> {
    let mut cbor = Writer::with_capacity(256);
    cbor.object(members);
    cbor.into_bytes()
}

/// Encodes a body that is a single value.
#[inline]
pub fn write_value<T: ToCbor + ?Sized>(value: &T) -> Vec<u8> {
    let mut cbor = Writer::with_capacity(256);
    value.to_cbor(&mut cbor);
    cbor.into_bytes()
}
