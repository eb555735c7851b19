//! The content of elements: text, children, and everything that is neither.

use std::borrow::Cow;

use super::plain::plain_run;
use super::reference::reference;
use super::tags::is_space;
use super::{Error, Reader};

/// The meaning of a `<` in content.
enum Markup<'a> {
    /// An end tag, which was not read.
    End,
    /// A child, whose name was read: it is returned without its prefix.
    Child(&'a str),
    /// A section of literal text, which was read.
    Literal(&'a str),
    /// A comment or a processing instruction, which was read.
    Ignored,
}

impl<'a> Reader<'a> {
    /// Decodes the text of an element without children. It is only allocated if it has references, line breaks, comments or sections.
    #[inline]
    pub fn text(&mut self) -> Result<Cow<'a, str>, Error> {
        let name = self.name;
        if !self.open()? {
            return Ok(Cow::Borrowed(""));
        }
        let start = self.position;
        let end = plain_run::<false>(self.text.as_bytes(), start);
        self.position = end;
        if self.at("</") {
            self.close(name)?;
            return Ok(Cow::Borrowed(self.slice(start, end)));
        }
        self.position = start;
        self.mixed_text(name).map(Cow::Owned)
    }

    /// Decodes the text of an element, from its start.
    fn mixed_text(&mut self, name: &str) -> Result<String, Error> {
        let rest = self.text.as_bytes().get(self.position..).unwrap_or_default();
        let mut text = String::with_capacity(rest.iter().position(|byte| *byte == b'<').unwrap_or_default());
        loop {
            self.characters(|piece| text.push_str(piece))?;
            match self.markup()? {
                Markup::End => return self.close(name).map(|()| text),
                Markup::Literal(literal) => push_lines(literal, &mut text),
                Markup::Ignored => {}
                Markup::Child(_) => return Err(self.error("expected no element")),
            }
        }
    }

    /// Enters the next child, and returns its name without its prefix; or reads the end tag.
    #[inline]
    pub(super) fn next_child(&mut self, name: &str) -> Result<Option<&'a str>, Error> {
        loop {
            if self.peek() != Some(b'<') {
                self.characters(|_| {})?;
            }
            match self.markup()? {
                Markup::Child(local) => return Ok(Some(local)),
                Markup::End => return self.close(name).map(|()| None),
                Markup::Literal(_) | Markup::Ignored => {}
            }
        }
    }

    /// Skips the rest of an element. It must be well-formed; nothing is allocated.
    ///
    /// Not inlined: each generated module would have a copy of this, and of all that it calls.
    pub fn skip(&mut self) -> Result<(), Error> {
        let name = self.name;
        if !self.open()? {
            return Ok(());
        }
        while self.next_child(name)?.is_some() {
            self.skip()?;
        }
        Ok(())
    }

    /// Reads text up to the next `<`, in pieces.
    fn characters(&mut self, mut piece: impl FnMut(&str)) -> Result<(), Error> {
        let bytes = self.text.as_bytes();
        let (mut from, mut at) = (self.position, self.position);
        loop {
            at = plain_run::<false>(bytes, at);
            let (character, end) = match bytes.get(at) {
                Some(b'<') => break,
                Some(b'&') => reference(bytes, at).ok_or_else(|| Error::new("expected a reference", at))?,
                Some(b'\r') => ('\n', after_line(bytes, at)),
                Some(b'\t' | b'\n') => {
                    at += 1;
                    continue;
                }
                Some(b'>') if !self.slice(from, at).ends_with("]]") => {
                    at += 1;
                    continue;
                }
                Some(b'>') => return Err(Error::new("expected no end of a section", at)),
                Some(_) => return Err(Error::new("expected no control character", at)),
                None => return Err(Error::new("expected the end tag of the element", at)),
            };
            piece(self.slice(from, at));
            piece(character.encode_utf8(&mut [0; 4]));
            (from, at) = (end, end);
        }
        piece(self.slice(from, at));
        self.position = at;
        Ok(())
    }

    /// Reads a `<` and, of a child, its name.
    #[inline]
    fn markup(&mut self) -> Result<Markup<'a>, Error> {
        match self.text.as_bytes().get(self.position + 1) {
            Some(b'/') => Ok(Markup::End),
            Some(b'!' | b'?') => self.rare_markup(),
            _ => {
                self.position += 1;
                let (name, local) = self.name()?;
                self.name = name;
                Ok(Markup::Child(local))
            }
        }
    }

    #[cold]
    fn rare_markup(&mut self) -> Result<Markup<'a>, Error> {
        if self.at("<![CDATA[") {
            self.position += 9;
            return self.until("]]>").map(Markup::Literal);
        }
        self.ignored().map(|()| Markup::Ignored)
    }

    /// Reads a comment or a processing instruction.
    pub(super) fn ignored(&mut self) -> Result<(), Error> {
        if self.at("<!--") {
            self.position += 4;
            self.until("--")?;
            if self.peek() != Some(b'>') {
                return Err(self.error("expected the end of a comment"));
            }
            self.position += 1;
            return Ok(());
        }
        if !self.at("<?") {
            return Err(self.error("expected no declaration"));
        }
        self.position += 2;
        let target = self.position;
        if self.name()?.0.eq_ignore_ascii_case("xml") {
            return Err(Error::new("expected the declaration at the start", target));
        }
        self.until("?>").map(drop)
    }

    /// Reads up to an end, and returns the text before it.
    pub(super) fn until(&mut self, end: &str) -> Result<&'a str, Error> {
        let start = self.position;
        let rest = self.slice(start, self.text.len());
        let Some(length) = rest.find(end) else {
            return Err(self.error("expected the end of a section, a comment or an instruction"));
        };
        let text = self.slice(start, start + length);
        let is_invalid = |byte: u8| byte < b' ' && !is_space(byte);
        if let Some(invalid) = text.bytes().position(is_invalid) {
            return Err(Error::new("expected no control character", start + invalid));
        }
        self.position = start + length + end.len();
        Ok(text)
    }
}

/// Returns the position after the line break at a carriage return.
fn after_line(bytes: &[u8], at: usize) -> usize {
    if bytes.get(at + 1) == Some(&b'\n') {
        at + 2
    } else {
        at + 1
    }
}

/// Appends a text in which a line break is any of the three forms.
fn push_lines(text: &str, to: &mut String) {
    if text.contains('\r') {
        to.push_str(&text.replace("\r\n", "\n").replace('\r', "\n"));
    } else {
        to.push_str(text);
    }
}
