//! The metadata of an error: status, code, request id and message, and the data of its other methods. Headers and body of the
//! response are left out: they can be large, and may contain secrets.

use std::fmt;

use http::StatusCode;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::super::metadata::{ErrorMetadata, Retry};

/// The name of the metadata member of an error. No member of a model can have this name.
pub(crate) const NAME: &str = "$metadata";

impl Serialize for ErrorMetadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (shape, retry, secret, hint) = self.kept();
        let retry = match retry {
            Retry::Unsaid => None,
            Retry::Transient => Some("transient"),
            Retry::Throttling => Some("throttling"),
        };
        let texts = [
            ("code", self.code()),
            ("requestId", self.request_id()),
            ("message", self.message()),
            ("operation", self.operation()),
            ("shape", shape),
            ("retry", retry),
            ("hint", hint),
        ];
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("status", &self.status().as_u16())?;
        for (name, text) in texts {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
        if secret {
            map.serialize_entry("secret", &true)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for ErrorMetadata {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Parts)
    }
}

struct Parts;

impl<'de> Visitor<'de> for Parts {
    type Value = ErrorMetadata;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the metadata of an error")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<ErrorMetadata, A::Error> {
        let mut status = None;
        let mut metadata = ErrorMetadata::new(StatusCode::OK);
        while let Some(name) = access.next_key::<String>()? {
            match name.as_str() {
                "status" => {
                    let number: u16 = access.next_value()?;
                    let valid = StatusCode::from_u16(number);
                    status = Some(valid.map_err(|_| A::Error::custom("the status is not an HTTP status"))?);
                }
                "secret" => {
                    if access.next_value()? {
                        metadata = metadata.with_secret_message();
                    }
                }
                "code" | "requestId" | "message" | "operation" | "shape" | "retry" | "hint" => {
                    let Some(text) = access.next_value::<Option<String>>()? else { continue };
                    metadata = match name.as_str() {
                        "code" => metadata.with_code(text),
                        "requestId" => metadata.with_request_id(text),
                        "message" => metadata.with_message(text),
                        "operation" => metadata.with_operation(text),
                        "shape" => metadata.with_shape(text),
                        "hint" => metadata.with_hint(text),
                        _ => metadata.with_retry(match text.as_str() {
                            "transient" => Retry::Transient,
                            "throttling" => Retry::Throttling,
                            _ => Retry::Unsaid,
                        }),
                    };
                }
                _ => {
                    access.next_value::<IgnoredAny>()?;
                }
            }
        }
        let status = status.ok_or_else(|| A::Error::missing_field("status"))?;
        Ok(metadata.with_status(status))
    }
}
