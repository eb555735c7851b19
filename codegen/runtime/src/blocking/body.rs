//! Bodies of requests and responses: bytes in memory, or a reader.

use std::fmt;
use std::io::{self, Cursor, Read};

use bytes::Bytes;

use super::super::call::{TransportError, TransportErrorKind};

/// The body of a request or a response, used as a [`Read`]; connection errors are an [`io::Error`] with a [`TransportError`]
/// inside.
pub struct Body(Inner);

enum Inner {
    Bytes(Cursor<Bytes>),
    Reader(Box<dyn Read + Send>),
}

impl Body {
    /// An empty body.
    pub fn empty() -> Self {
        Self::from(Bytes::new())
    }

    /// The content of a reader, up to its end.
    pub fn wrap(reader: impl Read + Send + 'static) -> Self {
        Self(Inner::Reader(Box::new(reader)))
    }

    /// The bytes, if they are in memory.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes.get_ref()),
            Inner::Reader(_) => None,
        }
    }

    /// All bytes, up to a limit.
    pub(crate) fn collect(self, most: usize) -> Result<Bytes, TransportError> {
        let bytes = match self.0 {
            Inner::Bytes(bytes) => bytes.into_inner(),
            Inner::Reader(reader) => {
                let mut all = Vec::new();
                reader.take((most as u64).saturating_add(1)).read_to_end(&mut all).map_err(broken)?;
                Bytes::from(all)
            }
        };
        if bytes.len() > most {
            return Err(TransportError::new(TransportErrorKind::TooLarge));
        }
        Ok(bytes)
    }
}

/// Converts an error of reading a body; our own errors are unwrapped.
pub(super) fn broken(error: io::Error) -> TransportError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<TransportError>()) {
        Some(inner) => inner.clone(),
        None => TransportError::new(TransportErrorKind::Body).with_source(error),
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Bytes(Cursor::new(bytes)))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(Bytes::from(bytes))
    }
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.0 {
            Inner::Bytes(bytes) => bytes.read(buffer),
            Inner::Reader(reader) => reader.read(buffer),
        }
    }
}

/// Never the content.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.get_ref().len()),
            Inner::Reader(_) => f.write_str("Body(a reader)"),
        }
    }
}
