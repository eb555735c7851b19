//! Messages of event streams: base64 of the frame, which preserves everything.

use base64::engine::general_purpose::STANDARD;
use base64::Engine as _;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, Serializer};

use super::super::event_stream::Message;

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let frame = self.encode().map_err(S::Error::custom)?;
        serializer.serialize_str(&STANDARD.encode(frame))
    }
}

impl<'de> Deserialize<'de> for Message {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let frame = STANDARD.decode(text).map_err(|_| D::Error::custom("expected base64"))?;
        Self::decode(&frame).map_err(D::Error::custom)
    }
}
