//! Tags: names, attributes, and the ends of elements.

use std::borrow::Cow;

use super::reference::reference;
use super::{Error, FromText, Reader};

/// Which bytes names consist of. All characters above ASCII are accepted.
const NAME: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let ascii = byte as u8;
        table[byte] =
            ascii.is_ascii_alphanumeric() || matches!(ascii, b'-' | b'.' | b'_' | b':') || byte >= 0x80;
        byte += 1;
    }
    table
};

/// Returns whether a text is a name, possibly with a prefix.
pub(super) fn is_name(text: &str) -> bool {
    let local = text.split_once(':').map_or(text, |(_, local)| local);
    let starts = |part: &str| !part.starts_with(|first: char| first.is_ascii_digit() || "-.".contains(first));
    text.bytes().all(|byte| NAME[usize::from(byte)])
        && !text.starts_with(':')
        && !local.is_empty()
        && !local.contains(':')
        && starts(text)
        && starts(local)
}

/// White space in tags.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

impl<'a> Reader<'a> {
    /// Reads a name, and returns it with and without its prefix.
    #[inline]
    pub(super) fn name(&mut self) -> Result<(&'a str, &'a str), Error> {
        let bytes = self.text.as_bytes();
        let start = self.position;
        let (mut local, mut at) = (start, start);
        while let Some(byte) = bytes.get(at).filter(|byte| NAME[usize::from(**byte)]) {
            at += 1;
            if *byte == b':' {
                local = at;
            }
        }
        let first = bytes.get(local).filter(|_| local < at);
        if first.map_or(true, |first| first.is_ascii_digit() || matches!(first, b'-' | b'.')) {
            return Err(self.error("expected a name"));
        }
        self.position = at;
        Ok((self.slice(start, at), self.slice(local, at)))
    }

    /// Reads the rest of the start tag. Returns whether content and an end tag follow it.
    #[inline]
    pub(super) fn open(&mut self) -> Result<bool, Error> {
        if self.peek() != Some(b'>') {
            return self.open_after_attributes();
        }
        self.position += 1;
        self.descend().map(|()| true)
    }

    fn open_after_attributes(&mut self) -> Result<bool, Error> {
        while self.next_attribute()?.is_some() {
            self.skip_attribute()?;
        }
        if self.at("/>") {
            self.position += 2;
            return Ok(false);
        }
        if self.peek() != Some(b'>') {
            return Err(self.error("expected the end of a tag"));
        }
        self.position += 1;
        self.descend().map(|()| true)
    }

    /// Reads an end tag, whose `</` comes next.
    #[inline]
    pub(super) fn close(&mut self, name: &str) -> Result<(), Error> {
        let end = self.position + 2 + name.len();
        let bytes = self.text.as_bytes();
        if bytes.get(self.position + 2..end) != Some(name.as_bytes()) {
            return Err(self.error("expected the end tag of the element"));
        }
        self.position = end;
        if self.peek() != Some(b'>') {
            self.skip_space();
            if self.peek() != Some(b'>') {
                return Err(self.error("expected the end of a tag"));
            }
        }
        self.position += 1;
        self.ascend();
        Ok(())
    }

    pub(super) fn skip_space(&mut self) {
        while self.peek().map_or(false, is_space) {
            self.position += 1;
        }
    }

    /// Decodes the attributes of an element, except declarations of namespaces, and calls `read` with each name to decode the value.
    /// Call it before the content is read.
    pub fn attributes(
        &mut self,
        mut read: impl FnMut(&mut Self, &'a str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        while let Some((name, local)) = self.next_attribute()? {
            if local == "xmlns" || name.starts_with("xmlns:") {
                self.skip_attribute()?;
            } else {
                read(self, local)?;
            }
        }
        Ok(())
    }

    /// Reads the name of an attribute. Its value comes next.
    fn next_attribute(&mut self) -> Result<Option<(&'a str, &'a str)>, Error> {
        let before = self.position;
        self.skip_space();
        if matches!(self.peek(), Some(b'>' | b'/')) {
            return Ok(None);
        }
        if self.position == before {
            return Err(self.error("expected the end of a tag"));
        }
        let name = self.name()?;
        self.skip_space();
        if self.peek() != Some(b'=') {
            return Err(self.error("expected the value of an attribute"));
        }
        self.position += 1;
        self.skip_space();
        Ok(Some(name))
    }

    /// Decodes an attribute into an existing place. A value of another type leaves it unchanged, and is recorded.
    pub fn attribute<T: FromText>(&mut self, slot: &mut T) -> Result<(), Error> {
        self.attribute_as(slot)
    }

    /// Like [`attribute`](Self::attribute), for a value in another format than the default.
    pub fn attribute_as<F, T: FromText<F>>(&mut self, slot: &mut T) -> Result<(), Error> {
        let start = self.position;
        match T::from_text(self.attribute_text()?) {
            Ok(value) => *slot = value,
            Err(message) => self.note(start, Error::new(message, start)),
        }
        Ok(())
    }

    /// Skips an attribute. It is validated.
    pub fn skip_attribute(&mut self) -> Result<(), Error> {
        self.attribute_text().map(drop)
    }

    /// Decodes the value of an attribute. It is only allocated if it has references or line breaks.
    pub(super) fn attribute_text(&mut self) -> Result<Cow<'a, str>, Error> {
        let quote = match self.peek() {
            Some(quote @ (b'"' | b'\'')) => quote,
            _ => return Err(self.error("expected the value of an attribute")),
        };
        let bytes = self.text.as_bytes();
        let (mut from, mut at) = (self.position + 1, self.position + 1);
        let mut text = String::new();
        loop {
            let (character, end) = match bytes.get(at) {
                Some(byte) if *byte == quote => break,
                Some(b'&') => reference(bytes, at).ok_or_else(|| Error::new("expected a reference", at))?,
                Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => (' ', at + 2),
                Some(b'\t' | b'\n' | b'\r') => (' ', at + 1),
                Some(0..=0x1f | b'<') => {
                    return Err(Error::new("expected no such character in an attribute", at))
                }
                Some(_) => {
                    at += 1;
                    continue;
                }
                None => return Err(Error::new("expected the end of an attribute", at)),
            };
            text.push_str(self.slice(from, at));
            text.push(character);
            (from, at) = (end, end);
        }
        let (start, rest) = (self.position + 1, self.slice(from, at));
        self.position = at + 1;
        if from == start {
            return Ok(Cow::Borrowed(rest));
        }
        text.push_str(rest);
        Ok(Cow::Owned(text))
    }

    /// Whether the element has the attribute `xsi:nil`, with the value true.
    #[inline]
    pub(super) fn at_nil(&mut self) -> bool {
        self.peek() != Some(b'>') && self.has_nil()
    }

    #[cold]
    fn has_nil(&mut self) -> bool {
        let start = self.mark();
        let mut is_nil = false;
        // An error is reported by the next method that reads.
        let _ = self.attributes(|xml, name| {
            let value = xml.attribute_text()?;
            is_nil |= name == "nil" && matches!(&*value, "true" | "1");
            Ok(())
        });
        self.go_to(start);
        is_nil
    }
}
