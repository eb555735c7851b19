//! The error of an event stream: `service`, `decode`, `frame` or `transport`. A message that cannot be read has only its type here:
//! the rest may contain secrets.

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::super::error::Malformed;
use super::super::event_stream::{Message, MessageError};
use super::super::metadata::ServiceError;
use super::super::{EventError, StreamError};
use super::entries::entries;
use super::kinds::{self, Kinds};

const EVENT_TYPE: &str = ":event-type";

impl<E: ServiceError + Serialize> Serialize for StreamError<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let metadata = self.metadata();
        match self {
            Self::Service(error) => kinds::write("service", error, metadata, serializer),
            Self::Decode(error) => kinds::write("decode", error, metadata, serializer),
            #[cfg(feature = "clients")]
            Self::Frame(error) => kinds::write("frame", error, metadata, serializer),
            #[cfg(feature = "clients")]
            Self::Transport(error) => kinds::write("transport", error, metadata, serializer),
        }
    }
}

impl<'de, E: Deserialize<'de>> Kinds<'de> for StreamError<E> {
    const EXPECTED: &'static str = "`service`, `decode`, `frame` or `transport`";

    fn read<A: MapAccess<'de>>(kind: &str, access: &mut A) -> Option<Result<Self, A::Error>> {
        Some(match kind {
            "service" => access.next_value().map(Self::Service),
            "decode" => access.next_value().map(Self::Decode),
            #[cfg(feature = "clients")]
            "frame" => access.next_value().map(Self::Frame),
            #[cfg(feature = "clients")]
            "transport" => access.next_value().map(Self::Transport),
            _ => return None,
        })
    }
}

impl<'de, E: Deserialize<'de>> Deserialize<'de> for StreamError<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        kinds::read(deserializer)
    }
}

impl Serialize for EventError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(event) = self.message.text(EVENT_TYPE) {
            map.serialize_entry("event", event)?;
        }
        map.serialize_entry("reason", &self.reason.0)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for EventError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (event, reason) = entries!(deserializer, "a message that cannot be read",
            "event" => event: String, "reason" => reason: String)?;
        let headers = event.map(|event| Message::new().with_header(EVENT_TYPE, event));
        let message = Box::new(headers.unwrap_or_default());
        Ok(Self { reason: Malformed(reason.unwrap_or_default()), message })
    }
}

/// The kinds without further data by their names.
const KINDS: [(&str, MessageError); 7] = [
    ("preludeChecksum", MessageError::PreludeChecksum),
    ("checksum", MessageError::Checksum),
    ("length", MessageError::Length),
    ("header", MessageError::Header),
    ("headerName", MessageError::HeaderName),
    ("headerValue", MessageError::HeaderValue),
    ("truncated", MessageError::Truncated),
];

impl Serialize for MessageError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Self::TooLong { length, limit } = self {
            map.serialize_entry("kind", "tooLong")?;
            map.serialize_entry("length", length)?;
            map.serialize_entry("limit", limit)?;
        } else {
            let kind = KINDS.iter().find(|(_, kind)| kind == self).map(|(name, _)| name);
            map.serialize_entry("kind", &kind)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for MessageError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (kind, length, limit) = entries!(deserializer, "the error of a message",
            "kind" => kind: String, "length" => length: usize, "limit" => limit: usize)?;
        let kind = kind.unwrap_or_default();
        if kind == "tooLong" {
            return Ok(Self::TooLong {
                length: length.unwrap_or_default(),
                limit: limit.unwrap_or_default(),
            });
        }
        let known = KINDS.iter().find(|(name, _)| *name == kind).map(|(_, kind)| *kind);
        known.ok_or_else(|| D::Error::custom(format_args!("the error {kind:?} of a message is not known")))
    }
}
