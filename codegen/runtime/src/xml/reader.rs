//! Decodes XML directly into values, without an intermediate tree.

use std::borrow::Cow;

use super::super::reading::Memory;
use super::leniency::Skipped;
use super::{Error, FromText, FromXml, Text};

/// The maximum nesting of elements. Decoding recurses, so this bounds the stack; no service comes near it.
const MAX_DEPTH: usize = 128;

/// A position in a document: in the start tag of an element, after its name or an attribute.
///
/// Each method that decodes a value reads the rest of the element, up to and including its end tag. After an error the position is
/// undefined. If a member is repeated, the last one wins.
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) position: usize,
    depth: usize,
    /// The name of the element, with its prefix.
    pub(super) name: &'a str,
    /// The skipped values; for most documents there are none, so it takes one word.
    pub(super) skipped: Option<Box<Skipped<'a>>>,
    /// The remaining memory for values.
    memory: Memory,
}

/// A position to which a reader can return.
#[derive(Clone, Copy)]
pub struct Mark<'a> {
    pub(super) position: usize,
    depth: usize,
    name: &'a str,
}

impl<'a> Reader<'a> {
    /// Starts to read a document: enters the start tag of its root.
    ///
    /// # Errors
    ///
    /// The document is not UTF-8, or has no root.
    pub fn new(text: impl Into<Text<'a>>) -> Result<Self, Error> {
        let Text { body, memory } = text.into();
        match std::str::from_utf8(body) {
            Ok(text) => {
                let mut xml = Self { text, position: 0, depth: 0, name: "", skipped: None, memory };
                xml.enter_root()?;
                Ok(xml)
            }
            Err(error) => Err(Error::new("expected UTF-8", error.valid_up_to())),
        }
    }

    /// Returns the position, to return to it later.
    #[inline]
    pub fn mark(&self) -> Mark<'a> {
        Mark { position: self.position, depth: self.depth, name: self.name }
    }

    /// Returns to a position.
    #[inline]
    pub fn go_to(&mut self, mark: Mark<'a>) {
        self.position = mark.position;
        self.depth = mark.depth;
        self.name = mark.name;
    }

    /// Decodes a value into an existing place. A value of another type leaves it unchanged: it is skipped, and recorded.
    #[inline]
    pub fn member<T: FromXml>(&mut self, slot: &mut T) -> Result<(), Error> {
        self.member_as(slot)
    }

    /// Like [`member`](Self::member), for a value in another format than the default.
    #[inline]
    pub fn member_as<F, T: FromXml<F>>(&mut self, slot: &mut T) -> Result<(), Error> {
        let start = self.mark();
        match T::from_xml(self) {
            Ok(value) => {
                *slot = value;
                Ok(())
            }
            Err(error) => self.pass_over(start, error),
        }
    }

    /// Decodes a value: an item of a list, or a value of a map.
    #[inline]
    pub fn value<T: FromXml>(&mut self) -> Result<T, Error> {
        T::from_xml(self)
    }

    /// Like [`value`](Self::value), for a value in another format than the default.
    #[inline]
    pub fn value_as<F, T: FromXml<F>>(&mut self) -> Result<T, Error> {
        T::from_xml(self)
    }

    /// Decodes a value that may be null: an empty element with `xsi:nil="true"`. So is a value of another type, which is skipped and
    /// recorded.
    #[inline]
    pub fn nullable<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        if self.at_nil() {
            return self.skip().map(|()| None);
        }
        let start = self.mark();
        match read(self) {
            Ok(value) => Ok(Some(value)),
            Err(error) => self.pass_over(start, error).map(|()| None),
        }
    }

    /// Decodes the text of an element as a value of a simple type.
    #[inline]
    pub fn scalar<F, T: FromText<F>>(&mut self) -> Result<T, Error> {
        let start = self.position;
        T::from_text(self.text()?).map_err(|message| Error::new(message, start))
    }

    /// Decodes a text. It is allocated with its exact size, unless it has references.
    #[inline]
    pub fn string(&mut self) -> Result<String, Error> {
        self.text().map(Cow::into_owned)
    }

    /// Decodes the children of an element, and calls `member` with each name to decode the value. Text between them is ignored.
    #[inline]
    pub fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &'a str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let name = self.name;
        let mut child = self.first_child()?;
        while let Some(local) = child {
            member(self, local)?;
            child = self.next_child(name)?;
        }
        Ok(())
    }

    /// Enters the first child, and returns its name. If there is none, the element was read.
    ///
    /// # Errors
    ///
    /// Among others: the element has only text.
    #[inline]
    pub(super) fn first_child(&mut self) -> Result<Option<&'a str>, Error> {
        let start = self.mark();
        if !self.open()? {
            return Ok(None);
        }
        let content = self.position;
        let child = self.next_child(start.name)?;
        // More than the end tag.
        if child.is_none() && self.position > content + start.name.len() + 3 {
            self.expect_blank(start)?;
        }
        Ok(child)
    }

    /// Checks that an element without children, which was read, has no text.
    #[cold]
    fn expect_blank(&mut self, start: Mark<'a>) -> Result<(), Error> {
        let end = self.mark();
        self.go_to(start);
        let is_blank = self.text()?.trim().is_empty();
        self.go_to(end);
        if is_blank {
            Ok(())
        } else {
            Err(Error::new("expected elements", start.position))
        }
    }

    /// Counts the nesting of elements.
    #[inline]
    pub(super) fn descend(&mut self) -> Result<(), Error> {
        if self.depth == MAX_DEPTH {
            return Err(self.error("nested too deeply"));
        }
        self.depth += 1;
        Ok(())
    }

    #[inline]
    pub(super) fn ascend(&mut self) {
        self.depth -= 1;
    }

    /// Returns the next byte.
    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    /// Returns whether the rest of the document starts with a text.
    #[inline]
    pub(super) fn at(&self, text: &str) -> bool {
        self.text.as_bytes().get(self.position..).unwrap_or_default().starts_with(text.as_bytes())
    }

    /// Returns the length of the remaining document: at most that many elements can follow.
    #[inline]
    pub(super) fn remaining(&self) -> usize {
        self.text.len() - self.position
    }

    /// Returns a piece of the document; this reader has found both ends, next to ASCII characters.
    #[inline]
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Subtracts memory for values from the remaining memory: a few bytes can become a large structure. Strings and blobs are not
    /// counted: they are no longer than their source.
    ///
    /// # Errors
    ///
    /// There is not enough memory left.
    #[inline]
    pub fn spend(&mut self, count: usize, size: usize) -> Result<(), Error> {
        self.memory.spend(count, size).map_err(|message| self.error(message))
    }

    #[cold]
    pub(super) fn error(&self, message: &'static str) -> Error {
        Error::new(message, self.position)
    }
}
