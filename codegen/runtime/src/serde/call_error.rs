//! The error of a call, and the error of a crate: status, code and request id of the response, if there was one, and the error
//! as `construction`, `transport`, `service`, `decode` or `other`.

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess};
use serde::ser::{Serialize, Serializer};

use super::super::error::Kind;
use super::super::metadata::ServiceError;
use super::super::{CallError, Error};
use super::kinds::{self, Kinds};

impl<E: ServiceError + Serialize> Serialize for Kind<'_, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let metadata = self.metadata();
        match *self {
            Self::Construction(error) => kinds::write("construction", error, metadata, serializer),
            #[cfg(feature = "clients")]
            Self::Transport(error) => kinds::write("transport", error, metadata, serializer),
            Self::Service(error) => kinds::write("service", error, metadata, serializer),
            Self::Decode(error) => kinds::write("decode", error, metadata, serializer),
            Self::Other(error) => kinds::write("other", error, metadata, serializer),
        }
    }
}

impl<E: ServiceError + Serialize> Serialize for CallError<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.kind().serialize(serializer)
    }
}

impl<A: ServiceError + Serialize> Serialize for Error<A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.kind().serialize(serializer)
    }
}

impl<'de, E: Deserialize<'de>> Kinds<'de> for Error<E> {
    const EXPECTED: &'static str = "`construction`, `transport`, `service`, `decode` or `other`";

    fn read<A: MapAccess<'de>>(kind: &str, access: &mut A) -> Option<Result<Self, A::Error>> {
        Some(match kind {
            "construction" => access.next_value().map(Self::Construction),
            #[cfg(feature = "clients")]
            "transport" => access.next_value().map(Self::Transport),
            "service" => access.next_value().map(Self::Service),
            "decode" => access.next_value().map(Self::Decode),
            "other" => access.next_value().map(Self::Other),
            _ => return None,
        })
    }
}

impl<'de, A: Deserialize<'de>> Deserialize<'de> for Error<A> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        kinds::read(deserializer)
    }
}

impl<'de, E: Deserialize<'de>> Deserialize<'de> for CallError<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Error::deserialize(deserializer)? {
            Error::Construction(error) => Ok(Self::Construction(error)),
            #[cfg(feature = "clients")]
            Error::Transport(error) => Ok(Self::Transport(error)),
            Error::Service(error) => Ok(Self::Service(error)),
            Error::Decode(error) => Ok(Self::Decode(error)),
            Error::Other(_) => Err(D::Error::custom("not the error of a call")),
        }
    }
}
