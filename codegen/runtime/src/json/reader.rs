//! Decodes a JSON text (RFC 8259) directly into values, without an intermediate tree.

use std::borrow::Cow;

use super::super::decimal;
use super::super::reading::{Mark, Memory, Notes};
use super::escape::{decoded, escape, unescape};
use super::plain::plain_run;
use super::{Error, FromJson, Text};

/// The maximum nesting of arrays and objects. Decoding recurses, so this bounds the stack; no service comes near it.
const MAX_DEPTH: usize = 128;

/// A position in a JSON text.
///
/// Each method decodes one value and moves the position after it. After an error the position is
/// undefined. If a member is repeated, the last one wins.
pub struct Reader<'a> {
    text: &'a str,
    position: usize,
    depth: usize,
    /// The skipped values; for most texts there are none, so it takes one word.
    pub(super) notes: Option<Box<Notes>>,
    /// The remaining memory for values.
    pub(super) memory: Memory,
}

impl<'a> Reader<'a> {
    /// Starts to read a body. A byte order mark at its start is skipped.
    ///
    /// # Errors
    ///
    /// The body is not UTF-8.
    #[inline]
    pub fn new(text: impl Into<Text<'a>>) -> Result<Self, Error> {
        let Text { body, memory } = text.into();
        match std::str::from_utf8(body) {
            Ok(text) => {
                let mut json = Self { text, position: 0, depth: 0, notes: None, memory };
                json.position = json.start().position;
                Ok(json)
            }
            Err(error) => Err(Error::new("expected UTF-8", error.valid_up_to())),
        }
    }

    /// The start of the text.
    #[inline]
    pub(super) fn start(&self) -> Mark {
        Mark { position: if self.text.starts_with('\u{feff}') { 3 } else { 0 }, depth: 0 }
    }

    /// Returns the position, to return to it later.
    #[inline]
    pub fn mark(&self) -> Mark {
        Mark { position: self.position, depth: self.depth }
    }

    /// Returns to a position.
    #[inline]
    pub(super) fn go_to(&mut self, mark: Mark) {
        self.position = mark.position;
        self.depth = mark.depth;
    }

    /// Checks that only white space is left.
    #[inline]
    pub fn end(&mut self) -> Result<(), Error> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.error("expected the end")),
        }
    }

    /// Decodes a value into an existing place.
    ///
    /// A `null` sets an `Option` to `None` and leaves any other place unchanged. So does a value of another
    /// type: it is skipped, and recorded.
    #[inline]
    pub fn member<T: FromJson>(&mut self, slot: &mut T) -> Result<(), Error> {
        self.member_as(slot)
    }

    /// Like [`member`](Self::member), for a value in another format than the default.
    #[inline]
    pub fn member_as<F, T: FromJson<F>>(&mut self, slot: &mut T) -> Result<(), Error> {
        let start = self.mark();
        let read = if self.at_null() {
            self.read_null().map(|()| {
                if let Some(value) = T::null() {
                    *slot = value;
                }
            })
        } else {
            T::from_json(self).map(|value| *slot = value)
        };
        match read {
            Ok(()) => Ok(()),
            Err(error) => self.pass_over(start, error),
        }
    }

    /// Decodes a value, or the meaning of `null`: see [`FromJson::null`].
    #[inline]
    pub fn nullable<F, T: FromJson<F>>(&mut self) -> Result<Option<T>, Error> {
        if self.at_null() {
            return self.read_null().map(|()| T::null());
        }
        T::from_json(self).map(Some)
    }

    /// Decodes an object, and calls `member` with each name to decode the value.
    #[inline]
    pub fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut more = self.enter(b'{', "expected an object")?;
        while more {
            let name = self.name()?;
            member(self, &name)?;
            more = self.more(b'}')?;
        }
        Ok(())
    }

    /// Opens an array (`[`) or an object (`{`), and returns whether it has any elements. If so,
    /// call [`more`](Self::more) after each element.
    #[inline]
    pub fn enter(&mut self, open: u8, expected: &'static str) -> Result<bool, Error> {
        if self.peek() != Some(open) {
            return Err(self.error(expected));
        }
        if self.depth == MAX_DEPTH {
            return Err(self.error("nested too deeply"));
        }
        self.position += 1;
        // The brackets are two apart in ASCII, as are the braces.
        if self.peek() == Some(open + 2) {
            self.position += 1;
            return Ok(false);
        }
        self.depth += 1;
        Ok(true)
    }

    /// Reads a comma and returns true, or reads the closing bracket and returns false.
    #[inline]
    pub fn more(&mut self, close: u8) -> Result<bool, Error> {
        match self.peek() {
            Some(b',') => {
                self.position += 1;
                Ok(true)
            }
            Some(byte) if byte == close => {
                self.position += 1;
                self.depth -= 1;
                Ok(false)
            }
            _ => Err(self.error("expected a comma or the end of the array or object")),
        }
    }

    /// Reads the name of a member, and the colon.
    #[inline]
    pub(super) fn name(&mut self) -> Result<Cow<'a, str>, Error> {
        let (raw, length) = self.quoted("expected the name of a member")?;
        self.colon()?;
        Ok(decoded(raw, length))
    }

    #[inline]
    fn colon(&mut self) -> Result<(), Error> {
        if self.peek() != Some(b':') {
            return Err(self.error("expected a colon"));
        }
        self.position += 1;
        Ok(())
    }

    /// Decodes a string. It is allocated with its exact size.
    ///
    /// Half of a surrogate pair, which has no meaning alone, becomes U+FFFD: only one character of the response
    /// is lost.
    #[inline]
    pub fn string(&mut self) -> Result<String, Error> {
        let (raw, length) = self.quoted("expected a string")?;
        Ok(if length == raw.len() { raw.to_owned() } else { unescape(raw, length) })
    }

    /// Decodes a string that need not be kept. It is only allocated if it has escapes.
    #[inline]
    pub fn text(&mut self) -> Result<Cow<'a, str>, Error> {
        let (raw, length) = self.quoted("expected a string")?;
        Ok(decoded(raw, length))
    }

    /// Decodes `true` or `false`.
    #[inline]
    pub fn boolean(&mut self) -> Result<bool, Error> {
        let value = self.peek() == Some(b't');
        self.literal(if value { "true" } else { "false" }, "expected a boolean")?;
        Ok(value)
    }

    /// Reads `null`, if it comes next.
    #[inline]
    pub fn null(&mut self) -> Result<bool, Error> {
        if !self.at_null() {
            return Ok(false);
        }
        self.read_null().map(|()| true)
    }

    /// Returns whether the next value starts with `n`; `read_null` checks the rest.
    ///
    /// Members are read with this and `read_null`. With `null()?`, the compiler copies each string through the `bool` of its
    /// result, in pieces of a byte: 15 % of decoding a response, as measured.
    #[inline]
    pub(super) fn at_null(&mut self) -> bool {
        self.peek() == Some(b'n')
    }

    #[inline]
    pub(super) fn read_null(&mut self) -> Result<(), Error> {
        self.literal("null", "expected a value")
    }

    #[inline]
    fn literal(&mut self, word: &str, expected: &'static str) -> Result<(), Error> {
        let end = self.position + word.len();
        if self.text.get(self.position..end) != Some(word) {
            return Err(self.error(expected));
        }
        self.position = end;
        Ok(())
    }

    /// Reads a number, as it is spelled. Some services send it as a string.
    #[inline]
    pub fn number_text(&mut self) -> Result<&'a str, Error> {
        let start = self.position();
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        match decimal::length(rest) {
            0 => self.quoted_number(),
            length => {
                self.position += length;
                Ok(self.slice(start, self.position))
            }
        }
    }

    #[cold]
    fn quoted_number(&mut self) -> Result<&'a str, Error> {
        let start = self.position;
        let (text, length) = self.quoted("expected a number")?;
        if text.is_empty() || length != text.len() || decimal::length(text.as_bytes()) != length {
            return Err(Error::new("expected a number", start));
        }
        Ok(text)
    }

    /// Skips a value. It is validated; nothing is allocated.
    ///
    /// Not inlined: each generated module would have a copy of this, and of all that it calls.
    pub fn skip(&mut self) -> Result<(), Error> {
        match self.peek() {
            Some(b'"') => self.quoted("expected a string").map(drop),
            Some(b'{') => {
                let mut more = self.enter(b'{', "expected an object")?;
                while more {
                    self.quoted("expected the name of a member")?;
                    self.colon()?;
                    self.skip()?;
                    more = self.more(b'}')?;
                }
                Ok(())
            }
            Some(b'[') => {
                let mut more = self.enter(b'[', "expected an array")?;
                while more {
                    self.skip()?;
                    more = self.more(b']')?;
                }
                Ok(())
            }
            Some(b't' | b'f') => self.boolean().map(drop),
            Some(b'n') => self.null().map(drop),
            Some(b'-' | b'0'..=b'9') => self.number_text().map(drop),
            _ => Err(self.error("expected a value")),
        }
    }

    /// Returns the kind of the next value, by its first byte: `"`, `{`, `[`, `t`, `f`, `n`, `-` or a digit, if it is one.
    #[inline]
    pub fn peek(&mut self) -> Option<u8> {
        match self.text.as_bytes().get(self.position) {
            Some(byte) if *byte > b' ' => Some(*byte),
            _ => self.peek_behind_space(),
        }
    }

    #[inline]
    fn peek_behind_space(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.position) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.position += 1,
                other => return other.copied(),
            }
        }
    }

    /// Returns the start of the next value or the end of the text: for errors, and to cut pieces out of the text.
    #[inline]
    pub fn position(&mut self) -> usize {
        self.peek();
        self.position
    }

    /// Returns the length of the remaining text: at most that many elements can follow.
    #[inline]
    pub fn remaining(&self) -> usize {
        self.text.len() - self.position
    }

    /// Returns a piece of the text; this reader has found both ends, next to ASCII characters.
    #[inline]
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Reads a string. Returns the text between the quotes, and its length without escapes: each escape
    /// is longer than its character, so equal lengths mean that there are none.
    ///
    /// Always inlined into the few methods that read strings: this saves 3 % of decoding a response, as measured.
    #[inline(always)]
    fn quoted(&mut self, expected: &'static str) -> Result<(&'a str, usize), Error> {
        if self.peek() != Some(b'"') {
            return Err(self.error(expected));
        }
        let start = self.position + 1;
        let end = plain_run(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.position = end + 1;
            return Ok((self.slice(start, end), end - start));
        }
        self.quoted_with_escapes(start, end)
    }

    /// The rest of [`quoted`](Self::quoted), from the first special byte at `at`.
    #[cold]
    fn quoted_with_escapes(&mut self, start: usize, mut at: usize) -> Result<(&'a str, usize), Error> {
        let bytes = self.text.as_bytes();
        let mut length = at - start;
        loop {
            match bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {}
                Some(_) => return Err(Error::new("expected no control character", at)),
                None => return Err(Error::new("expected the end of a string", at)),
            }
            let Some((character, behind)) = escape(bytes, at) else {
                return Err(Error::new("expected an escape sequence", at));
            };
            at = plain_run(bytes, behind);
            length += character.len_utf8() + (at - behind);
        }
        self.position = at + 1;
        Ok((self.slice(start, at), length))
    }

    #[cold]
    pub(super) fn error(&self, message: &'static str) -> Error {
        Error::new(message, self.position)
    }
}
