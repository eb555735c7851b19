//! The result of a wait: `output` or `error`; and the error of a wait: `failed` with such a result, `timedOut`, or `call`.

use serde::de::{Deserialize, Deserializer, MapAccess};
use serde::ser::{Serialize, Serializer};

use super::super::call::{Reached, WaitError};
use super::super::metadata::ServiceError;
use super::kinds::{self, Kinds};

impl<T: Serialize, E: ServiceError + Serialize> Serialize for Reached<T, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Output(output) => kinds::write("output", output, None, serializer),
            Self::Error(error) => kinds::write("error", error, Some(error.metadata()), serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>, E: Deserialize<'de>> Kinds<'de> for Reached<T, E> {
    const EXPECTED: &'static str = "`output` or `error`";

    fn read<A: MapAccess<'de>>(kind: &str, access: &mut A) -> Option<Result<Self, A::Error>> {
        Some(match kind {
            "output" => access.next_value().map(Self::Output),
            "error" => access.next_value().map(Self::Error),
            _ => return None,
        })
    }
}

impl<'de, T: Deserialize<'de>, E: Deserialize<'de>> Deserialize<'de> for Reached<T, E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        kinds::read(deserializer)
    }
}

impl<T: Serialize, E: ServiceError + Serialize> Serialize for WaitError<T, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let metadata = self.metadata();
        match self {
            Self::Failed(last) => kinds::write("failed", &**last, metadata, serializer),
            Self::TimedOut => kinds::write("timedOut", &true, metadata, serializer),
            Self::Call(error) => kinds::write("call", error, metadata, serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>, E: Deserialize<'de>> Kinds<'de> for WaitError<T, E> {
    const EXPECTED: &'static str = "`failed`, `timedOut` or `call`";

    fn read<A: MapAccess<'de>>(kind: &str, access: &mut A) -> Option<Result<Self, A::Error>> {
        Some(match kind {
            "failed" => access.next_value().map(|last| Self::Failed(Box::new(last))),
            "timedOut" => access.next_value::<bool>().map(|_| Self::TimedOut),
            "call" => access.next_value().map(Self::Call),
            _ => return None,
        })
    }
}

impl<'de, T: Deserialize<'de>, E: Deserialize<'de>> Deserialize<'de> for WaitError<T, E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        kinds::read(deserializer)
    }
}
