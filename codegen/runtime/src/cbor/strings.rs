//! Text and bytes, in one piece or in chunks.

use std::borrow::Cow;

use super::super::blob::Blob;
use super::head::{Head, BREAK, BYTES, INDEFINITE, TEXT};
use super::{Error, FromCbor, Reader, ToCbor, Writer};

impl<'a> Reader<'a> {
    /// Decodes a text. It is allocated with its exact size, unless it is in chunks.
    #[inline]
    pub fn string(&mut self) -> Result<String, Error> {
        self.text().map(Cow::into_owned)
    }

    /// Decodes a text that need not be kept. It is only allocated if it is in chunks.
    #[inline]
    pub fn text(&mut self) -> Result<Cow<'a, str>, Error> {
        self.text_or("expected a string")
    }

    #[inline]
    pub(super) fn text_or(&mut self, expected: &'static str) -> Result<Cow<'a, str>, Error> {
        let start = self.position;
        let head = self.untagged()?;
        if head.major != TEXT {
            return Err(Error::new(expected, start));
        }
        if head.info == INDEFINITE {
            return self.chunked_text(start).map(Cow::Owned);
        }
        let bytes = self.piece(head)?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(_) => Err(Error::new("expected UTF-8", start)),
        }
    }

    /// Reads the chunks of a text. A character is never in two of them.
    #[cold]
    fn chunked_text(&mut self, start: usize) -> Result<String, Error> {
        let mut text = String::new();
        self.chunks(TEXT, |chunk| {
            let chunk = std::str::from_utf8(chunk).map_err(|_| Error::new("expected UTF-8", start))?;
            text.push_str(chunk);
            Ok(())
        })?;
        Ok(text)
    }

    /// Decodes bytes. They are only allocated if they are in chunks.
    #[inline]
    pub fn bytes(&mut self) -> Result<Cow<'a, [u8]>, Error> {
        let start = self.position;
        let head = self.untagged()?;
        if head.major != BYTES {
            return Err(Error::new("expected bytes", start));
        }
        if head.info != INDEFINITE {
            return self.piece(head).map(Cow::Borrowed);
        }
        let mut bytes = Vec::new();
        self.chunks(BYTES, |chunk| {
            bytes.extend_from_slice(chunk);
            Ok(())
        })?;
        Ok(Cow::Owned(bytes))
    }

    /// Skips the content of a string.
    #[inline]
    pub(super) fn skip_string(&mut self, head: Head) -> Result<(), Error> {
        match head.info {
            INDEFINITE => self.chunks(head.major, |_| Ok(())),
            _ => self.piece(head).map(drop),
        }
    }

    /// Reads the chunks of a string up to the break. Each has the type of the string and a length.
    fn chunks(
        &mut self,
        major: u8,
        mut chunk: impl FnMut(&'a [u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        loop {
            if self.peek() == Some(BREAK) {
                self.position += 1;
                return Ok(());
            }
            let start = self.position;
            let head = self.head()?;
            if head.major != major || head.info == INDEFINITE {
                return Err(Error::new("expected a piece of the string", start));
            }
            chunk(self.piece(head)?)?;
        }
    }

    /// Reads a string after its head.
    #[inline]
    fn piece(&mut self, head: Head) -> Result<&'a [u8], Error> {
        let rest = self.body.get(self.position..).unwrap_or_default();
        let bytes = usize::try_from(head.value).ok().and_then(|length| rest.get(..length));
        let Some(bytes) = bytes else {
            return Err(self.error("expected the end of a string"));
        };
        self.position += bytes.len();
        Ok(bytes)
    }
}

impl FromCbor for Blob {
    #[inline]
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        cbor.bytes().map(|bytes| Self::new(bytes.into_owned()))
    }
}

impl ToCbor for Blob {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.bytes(self);
    }
}
