//! Whole bodies: a document, whose root may have any name.

use super::super::unreadable::UnreadableMembers;
use super::leniency::Place;
use super::{Error, FromXml, Reader, Text, ToXml, Writer};

/// Decodes a document: `read` reads the rest of its root. An empty body leaves everything unchanged.
///
/// # Errors
///
/// The body is not one XML document, or needs too much memory. A member that cannot be read is not an error: it is recorded in
/// `unreadable`.
#[inline]
pub fn read_document<'a>(
    body: impl Into<Text<'a>>,
    unreadable: &mut UnreadableMembers,
    read: impl FnOnce(&mut Reader<'a>) -> Result<(), Error>,
) -> Result<(), Error> {
    let body = body.into();
    if body.is_empty() {
        return Ok(());
    }
    let mut xml = Reader::new(body)?;
    let start = xml.mark();
    let read = read(&mut xml).and_then(|()| xml.end());
    // An error of the service is known without the member that needs too much memory.
    if read.as_ref().map_or_else(Error::is_final, |()| true) {
        xml.hand_on(start, unreadable);
    }
    read
}

/// Decodes a document whose values are in a child of its root, such as `GetUserResult` in `GetUserResponse`. Without this child,
/// everything is unchanged.
///
/// # Errors
///
/// As in [`read_document`].
#[inline]
pub fn read_result<'a>(
    body: impl Into<Text<'a>>,
    unreadable: &mut UnreadableMembers,
    result: &str,
    mut read: impl FnMut(&mut Reader<'a>) -> Result<(), Error>,
) -> Result<(), Error> {
    read_document(body, unreadable, |xml| {
        xml.object(|xml, name| if name == result { xml.wrapped(&mut read) } else { xml.skip() })
    })
}

/// Decodes a document that is one value into an existing place. An empty body leaves it unchanged.
///
/// # Errors
///
/// The body is not an XML document, or the whole value has another type. Unreadable parts of the value are recorded in `unreadable`.
#[inline]
pub fn read_payload<'a, T: FromXml>(
    body: impl Into<Text<'a>>,
    unreadable: &mut UnreadableMembers,
    slot: &mut T,
) -> Result<(), Error> {
    read_document(body, unreadable, |xml| xml.value().map(|value| *slot = value))
}

impl Reader<'_> {
    /// Reads an element that is not a part of the paths of its values.
    #[inline]
    pub(super) fn wrapped(&mut self, read: impl FnOnce(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        let (at, before) = (self.mark(), self.noted());
        let read = read(self);
        if self.noted() != before {
            self.note_place(at, Place::Entry);
        }
        read
    }
}

/// Encodes a document with the tag, the attributes and the members of its root.
#[inline]
pub fn write_members(
    tag: &str,
    attributes: impl FnOnce(&mut Writer),
    members: impl FnOnce(&mut Writer),
) -> Vec<u8> {
    let mut xml = Writer::with_capacity(256);
    xml.element(tag, attributes, members);
    xml.into_bytes()
}

/// Encodes a document that is one value, with the tag of its root.
#[inline]
pub fn write_value<T: ToXml + ?Sized>(tag: &str, value: &T) -> Vec<u8> {
    write_members(tag, |xml| value.attributes(xml), |xml| value.to_xml(xml))
}
