//! Header values. True and false are separate types on the wire, which makes ten.

use super::super::timestamp::Timestamp;
use super::frame::take;
use super::MessageError;

/// The maximum length of a text or binary value.
const MAX_LENGTH: usize = 32_767;

/// The value of a header of a [`Message`](super::Message).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EventHeader {
    /// A boolean.
    Bool(bool),
    /// An 8-bit integer.
    Byte(i8),
    /// A 16-bit integer.
    Short(i16),
    /// A 32-bit integer.
    Integer(i32),
    /// A 64-bit integer.
    Long(i64),
    /// Binary data.
    Blob(Vec<u8>),
    /// Text.
    String(String),
    /// A point in time, with a precision of milliseconds on the wire.
    Timestamp(Timestamp),
    /// A UUID, as its bytes.
    Uuid([u8; 16]),
}

impl EventHeader {
    /// Returns the text, if it is text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) -> Result<(), MessageError> {
        match self {
            Self::Bool(true) => out.push(0),
            Self::Bool(false) => out.push(1),
            Self::Byte(value) => write(2, &value.to_be_bytes(), out),
            Self::Short(value) => write(3, &value.to_be_bytes(), out),
            Self::Integer(value) => write(4, &value.to_be_bytes(), out),
            Self::Long(value) => write(5, &value.to_be_bytes(), out),
            Self::Blob(value) => write_long(6, value, out)?,
            Self::String(value) => write_long(7, value.as_bytes(), out)?,
            Self::Timestamp(value) => {
                let milliseconds = value.seconds() * 1000 + i64::from(value.nanoseconds() / 1_000_000);
                write(8, &milliseconds.to_be_bytes(), out);
            }
            Self::Uuid(value) => write(9, value, out),
        }
        Ok(())
    }

    /// Decodes the next value from the front of the bytes.
    pub(super) fn read(bytes: &mut &[u8]) -> Option<Self> {
        Some(match take(bytes, 1)?.first()? {
            0 => Self::Bool(true),
            1 => Self::Bool(false),
            2 => Self::Byte(i8::from_be_bytes(array(bytes)?)),
            3 => Self::Short(i16::from_be_bytes(array(bytes)?)),
            4 => Self::Integer(i32::from_be_bytes(array(bytes)?)),
            5 => Self::Long(i64::from_be_bytes(array(bytes)?)),
            6 => Self::Blob(long(bytes)?.to_vec()),
            7 => Self::String(std::str::from_utf8(long(bytes)?).ok()?.to_owned()),
            8 => Self::Timestamp(timestamp(i64::from_be_bytes(array(bytes)?))?),
            9 => Self::Uuid(array(bytes)?),
            _ => return None,
        })
    }
}

fn write(kind: u8, value: &[u8], out: &mut Vec<u8>) {
    out.push(kind);
    out.extend_from_slice(value);
}

fn write_long(kind: u8, value: &[u8], out: &mut Vec<u8>) -> Result<(), MessageError> {
    let length = u16::try_from(value.len()).ok().filter(|_| value.len() <= MAX_LENGTH);
    out.push(kind);
    out.extend_from_slice(&length.ok_or(MessageError::HeaderValue)?.to_be_bytes());
    out.extend_from_slice(value);
    Ok(())
}

fn array<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    take(bytes, N)?.try_into().ok()
}

fn long<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = u16::from_be_bytes(array(bytes)?);
    take(bytes, length.into())
}

fn timestamp(milliseconds: i64) -> Option<Timestamp> {
    let fraction = u32::try_from(milliseconds.rem_euclid(1000)).ok()?;
    Timestamp::from_epoch(milliseconds.div_euclid(1000), fraction * 1_000_000).ok()
}

macro_rules! from {
    ($($ty:ty => $variant:ident),* $(,)?) => {
        $(impl From<$ty> for EventHeader {
            fn from(value: $ty) -> Self {
                Self::$variant(value.into())
            }
        })*
    };
}

from! {
    bool => Bool,
    i8 => Byte,
    i16 => Short,
    i32 => Integer,
    i64 => Long,
    &[u8] => Blob,
    Vec<u8> => Blob,
    &str => String,
    String => String,
    Timestamp => Timestamp,
    [u8; 16] => Uuid,
}
