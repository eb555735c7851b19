//! The error of a call, and the error of a crate: status, code and request id of the response, if there was one, and the error
//! as `construction`, `transport`, `service`, `decode` or `other`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

#[cfg(feature = "clients")]
use super::super::call::TransportError;
use super::super::error::OtherError;
use super::super::metadata::{ErrorMetadata, ServiceError};
use super::super::{CallError, ConstructionError, DecodeError, Error};

impl<E: ServiceError + Serialize> Serialize for CallError<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let metadata = self.metadata();
        match self {
            Self::Construction(error) => write("construction", error, metadata, serializer),
            #[cfg(feature = "clients")]
            Self::Transport(error) => write("transport", error, metadata, serializer),
            Self::Service(error) => write("service", error, metadata, serializer),
            Self::Decode(error) => write("decode", error, metadata, serializer),
        }
    }
}

impl<A: ServiceError + Serialize> Serialize for Error<A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let metadata = self.metadata();
        match self {
            Self::Construction(error) => write("construction", error, metadata, serializer),
            #[cfg(feature = "clients")]
            Self::Transport(error) => write("transport", error, metadata, serializer),
            Self::Service(error) => write("service", error, metadata, serializer),
            Self::Decode(error) => write("decode", error, metadata, serializer),
            Self::Other(error) => write("other", error, metadata, serializer),
        }
    }
}

fn write<T: Serialize, S: Serializer>(
    kind: &'static str,
    error: &T,
    metadata: Option<&ErrorMetadata>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    if let Some(metadata) = metadata {
        map.serialize_entry("status", &metadata.status().as_u16())?;
        for (name, text) in [("code", metadata.code()), ("requestId", metadata.request_id())] {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
    }
    map.serialize_entry(kind, error)?;
    map.end()
}

impl<'de, E: Deserialize<'de>> Deserialize<'de> for CallError<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_map(Kinds(PhantomData))? {
            Error::Construction(error) => Ok(Self::Construction(error)),
            #[cfg(feature = "clients")]
            Error::Transport(error) => Ok(Self::Transport(error)),
            Error::Service(error) => Ok(Self::Service(error)),
            Error::Decode(error) => Ok(Self::Decode(error)),
            Error::Other(_) => Err(D::Error::custom("not the error of a call")),
        }
    }
}

impl<'de, A: Deserialize<'de>> Deserialize<'de> for Error<A> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Kinds(PhantomData))
    }
}

struct Kinds<E>(PhantomData<E>);

impl<'de, E: Deserialize<'de>> Visitor<'de> for Kinds<E> {
    type Value = Error<E>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the error of a call")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Error<E>, A::Error> {
        let mut error = None;
        while let Some(name) = access.next_key::<String>()? {
            error = Some(match name.as_str() {
                "construction" => Error::Construction(access.next_value::<ConstructionError>()?),
                #[cfg(feature = "clients")]
                "transport" => Error::Transport(access.next_value::<TransportError>()?),
                "service" => Error::Service(access.next_value::<E>()?),
                "decode" => Error::Decode(access.next_value::<DecodeError>()?),
                "other" => Error::Other(access.next_value::<OtherError>()?),
                // Status, code and request id are in the error too.
                _ => {
                    access.next_value::<IgnoredAny>()?;
                    continue;
                }
            });
        }
        error.ok_or_else(|| {
            A::Error::custom("expected `construction`, `transport`, `service`, `decode` or `other`")
        })
    }
}
