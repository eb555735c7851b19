//! Errors of the transport and of the settings of a client.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::super::call::{TimeoutKind, TransportError, TransportErrorKind};
use super::entries::entries;
use super::own_errors::Told;

/// The kinds by their names.
const KINDS: [(&str, TransportErrorKind); 12] = [
    ("connect", TransportErrorKind::Connect),
    ("tls", TransportErrorKind::Tls),
    ("proxy", TransportErrorKind::Proxy),
    ("connectTimeout", TransportErrorKind::Timeout(TimeoutKind::Connect)),
    ("attemptTimeout", TransportErrorKind::Timeout(TimeoutKind::Attempt)),
    ("operationTimeout", TransportErrorKind::Timeout(TimeoutKind::Operation)),
    ("send", TransportErrorKind::Send),
    ("body", TransportErrorKind::Body),
    ("tooLarge", TransportErrorKind::TooLarge),
    ("checksum", TransportErrorKind::Checksum),
    ("protocol", TransportErrorKind::Protocol),
    ("other", TransportErrorKind::Other),
];

impl Serialize for TransportError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = KINDS.iter().find(|(_, kind)| *kind == self.kind()).map_or("other", |(name, _)| name);
        let cause = self.shown_cause();
        let texts = [("place", self.place()), ("proxy", self.proxy()), ("cause", cause.as_deref())];
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", kind)?;
        map.serialize_entry("sent", &self.was_sent())?;
        for (name, text) in texts {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
        map.end()
    }
}

/// A kind that is not known, such as one of a later version, is `Other`.
impl<'de> Deserialize<'de> for TransportError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = entries!(deserializer, "a transport error",
            "kind" => kind: String, "sent" => sent: bool, "place" => place: String, "proxy" => proxy: String,
            "cause" => cause: String);
        let (kind, sent, place, proxy, cause) = entries?;
        let known = KINDS.iter().find(|(name, _)| kind.as_deref() == Some(name));
        let error = Self::new(known.map_or(TransportErrorKind::Other, |(_, kind)| *kind));
        let error = error.read(sent, place, proxy);
        Ok(match cause {
            Some(cause) => error.with_source(Told(cause)),
            None => error,
        })
    }
}
