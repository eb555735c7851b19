//! Errors with kinds: an object with the error as an entry that is named after its kind. Before it are the status, the code and the
//! request id of the response, if there was one, so that a reader does not need to know the kinds.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::super::metadata::ErrorMetadata;

/// Writes an error of a kind.
pub(super) fn write<T: Serialize, S: Serializer>(
    kind: &'static str,
    error: &T,
    metadata: Option<&ErrorMetadata>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    write_response(metadata, &mut map)?;
    map.serialize_entry(kind, error)?;
    map.end()
}

/// Writes the status, the code and the request id of a response.
pub(super) fn write_response<M: SerializeMap>(
    metadata: Option<&ErrorMetadata>,
    map: &mut M,
) -> Result<(), M::Error> {
    if let Some(metadata) = metadata {
        map.serialize_entry("status", &metadata.status().as_u16())?;
        for (name, text) in [("code", metadata.code()), ("requestId", metadata.request_id())] {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
    }
    Ok(())
}

/// An error with kinds.
pub(super) trait Kinds<'de>: Sized {
    /// The names of the kinds.
    const EXPECTED: &'static str;

    /// Reads the error of a kind; `None` if this is the name of another entry.
    fn read<A: MapAccess<'de>>(kind: &str, access: &mut A) -> Option<Result<Self, A::Error>>;
}

/// Reads an error. Status, code and request id are in the error too.
pub(super) fn read<'de, T: Kinds<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Entries(PhantomData))
}

struct Entries<T>(PhantomData<T>);

impl<'de, T: Kinds<'de>> Visitor<'de> for Entries<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an error with {}", T::EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<T, A::Error> {
        let mut error = None;
        while let Some(name) = access.next_key::<String>()? {
            match T::read(&name, &mut access) {
                Some(read) => error = Some(read?),
                None => {
                    access.next_value::<IgnoredAny>()?;
                }
            }
        }
        error.ok_or_else(|| A::Error::custom(format_args!("expected {}", T::EXPECTED)))
    }
}
