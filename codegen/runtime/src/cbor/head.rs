//! Heads: the kind of an item, and its argument in the fewest bytes (RFC 8949, section 3).

use super::{Error, Reader};

/// The major types.
pub(super) const UNSIGNED: u8 = 0;
pub(super) const NEGATIVE: u8 = 1;
pub(super) const BYTES: u8 = 2;
pub(super) const TEXT: u8 = 3;
pub(super) const ARRAY: u8 = 4;
pub(super) const MAP: u8 = 5;
pub(super) const TAG: u8 = 6;
pub(super) const SIMPLE: u8 = 7;

/// The additional information of an item of indefinite length, and of the break at its end.
pub(super) const INDEFINITE: u8 = 31;

/// The first bytes of some items.
pub(super) const FALSE: u8 = 0xf4;
pub(super) const TRUE: u8 = 0xf5;
pub(super) const NULL: u8 = 0xf6;
pub(super) const UNDEFINED: u8 = 0xf7;
pub(super) const SINGLE: u8 = 0xfa;
pub(super) const DOUBLE: u8 = 0xfb;
pub(super) const BREAK: u8 = 0xff;

/// The head of an item.
#[derive(Clone, Copy)]
pub(super) struct Head {
    pub(super) major: u8,
    /// The number of bytes of the argument, or its value.
    pub(super) info: u8,
    /// The argument; 0 for an indefinite length.
    pub(super) value: u64,
}

impl Reader<'_> {
    /// Reads the next head.
    #[inline]
    pub(super) fn head(&mut self) -> Result<Head, Error> {
        let Some(first) = self.peek() else {
            return Err(self.error("expected a value"));
        };
        let (major, info) = (first >> 5, first & 0x1f);
        if info < 24 {
            self.position += 1;
            return Ok(Head { major, info, value: info.into() });
        }
        self.long_head(major, info)
    }

    /// The rest of [`head`](Self::head), for arguments that do not fit into the first byte.
    fn long_head(&mut self, major: u8, info: u8) -> Result<Head, Error> {
        let rest = self.body.get(self.position + 1..).unwrap_or_default();
        let (value, length) = match info {
            24 => (rest.first().map(|byte| u64::from(*byte)), 1),
            25 => (bytes(rest).map(|bytes| u16::from_be_bytes(bytes).into()), 2),
            26 => (bytes(rest).map(|bytes| u32::from_be_bytes(bytes).into()), 4),
            27 => (bytes(rest).map(u64::from_be_bytes), 8),
            INDEFINITE if (BYTES..=MAP).contains(&major) => (Some(0), 0),
            _ => return Err(self.error("expected a value")),
        };
        let Some(value) = value else {
            return Err(self.error("expected the end of a value"));
        };
        // A simple value has only one spelling.
        if major == SIMPLE && info == 24 && value < 32 {
            return Err(self.error("expected a value"));
        }
        self.position += 1 + length;
        Ok(Head { major, info, value })
    }

    /// Reads the head of a value, and skips its tags: a value has the type that the model says.
    #[inline]
    pub(super) fn untagged(&mut self) -> Result<Head, Error> {
        loop {
            let head = self.head()?;
            if head.major != TAG {
                return Ok(head);
            }
        }
    }

    /// Reads a tag, if one comes next.
    #[inline]
    pub(super) fn tag(&mut self) -> Result<Option<u64>, Error> {
        match self.peek() {
            Some(first) if first >> 5 == TAG => self.head().map(|head| Some(head.value)),
            _ => Ok(None),
        }
    }
}

/// Returns the first bytes.
#[inline]
fn bytes<const N: usize>(rest: &[u8]) -> Option<[u8; N]> {
    rest.get(..N)?.try_into().ok()
}
