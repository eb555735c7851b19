//! Decodes members from event headers. A header with another type is `None`.

use super::event_stream::EventHeader;
use super::timestamp::Timestamp;

/// Booleans.
pub fn boolean(value: &EventHeader) -> Option<bool> {
    match value {
        EventHeader::Bool(value) => Some(*value),
        _ => None,
    }
}

/// Integers, whatever their width on the wire.
pub fn integer<T: TryFrom<i64>>(value: &EventHeader) -> Option<T> {
    let value = match *value {
        EventHeader::Byte(value) => value.into(),
        EventHeader::Short(value) => value.into(),
        EventHeader::Integer(value) => value.into(),
        EventHeader::Long(value) => value,
        _ => return None,
    };
    T::try_from(value).ok()
}

/// Integer enums, which accept any integer.
pub fn open_integer<T: From<i32>>(value: &EventHeader) -> Option<T> {
    integer::<i32>(value).map(T::from)
}

/// Binary data.
pub fn blob<T: From<Vec<u8>>>(value: &EventHeader) -> Option<T> {
    match value {
        EventHeader::Blob(value) => Some(T::from(value.clone())),
        _ => None,
    }
}

/// Strings, and enums, which accept any string.
pub fn string<T: for<'t> From<&'t str>>(value: &EventHeader) -> Option<T> {
    value.as_str().map(T::from)
}

/// Points in time.
pub fn timestamp(value: &EventHeader) -> Option<Timestamp> {
    match value {
        EventHeader::Timestamp(value) => Some(*value),
        _ => None,
    }
}
