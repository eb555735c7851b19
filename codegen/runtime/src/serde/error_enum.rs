//! Error enums of operations, of event streams and of services: an object with one member, named like the variant, whose value
//! is the exception. A name that the enum does not have, such as one of a later version, becomes `Unmodelled`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::super::metadata::ErrorMetadata;
use super::error_metadata::NAME;

const UNMODELLED: &str = "Unmodelled";

/// The variants of an enum, by name.
pub trait Variants<'de>: Sized {
    fn read<A: MapAccess<'de>>(name: &str, access: &mut A) -> Result<Self, A::Error>;
}

pub fn write<T: Serialize, S: Serializer>(
    variant: &'static str,
    error: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(variant, error)?;
    map.end()
}

pub fn write_unmodelled<S: Serializer>(metadata: &ErrorMetadata, serializer: S) -> Result<S::Ok, S::Error> {
    write(UNMODELLED, &OnlyMetadata(metadata), serializer)
}

pub fn read<'de, T: Variants<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Enum(PhantomData))
}

/// Reads the metadata of an exception without its members.
pub fn read_unmodelled<'de, A: MapAccess<'de>>(access: &mut A) -> Result<ErrorMetadata, A::Error> {
    access.next_value().map(|KeptMetadata(metadata)| metadata)
}

struct Enum<T>(PhantomData<T>);

impl<'de, T: Variants<'de>> Visitor<'de> for Enum<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the name of an error")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<T, A::Error> {
        let name: String = access.next_key()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let error = T::read(&name, &mut access)?;
        match access.next_key::<IgnoredAny>()? {
            None => Ok(error),
            Some(_) => Err(A::Error::custom("an error has one name")),
        }
    }
}

struct OnlyMetadata<'a>(&'a ErrorMetadata);

impl Serialize for OnlyMetadata<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(NAME, self.0, serializer)
    }
}

struct KeptMetadata(ErrorMetadata);

impl<'de> Deserialize<'de> for KeptMetadata {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Kept)
    }
}

struct Kept;

impl<'de> Visitor<'de> for Kept {
    type Value = KeptMetadata;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an error with its metadata")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<KeptMetadata, A::Error> {
        let mut metadata = None;
        while let Some(name) = access.next_key::<String>()? {
            if name == NAME {
                metadata = Some(access.next_value()?);
            } else {
                access.next_value::<IgnoredAny>()?;
            }
        }
        metadata.map(KeptMetadata).ok_or_else(|| A::Error::missing_field(NAME))
    }
}
