//! Values without a schema in JSON: JSON itself.

use super::super::document::{Document, Number};
use super::{Error, FromJson, Reader, ToJson, Writer};

impl FromJson for Document {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        let start = json.position();
        match json.peek() {
            Some(b'"') => json.string().map(Self::String),
            Some(b'{') => FromJson::from_json(json).map(Self::Object),
            Some(b'[') => FromJson::from_json(json).map(Self::Array),
            Some(b't' | b'f') => json.boolean().map(Self::Boolean),
            Some(b'-' | b'0'..=b'9') => json
                .number_text()?
                .parse::<Number>()
                .map(Self::Number)
                .map_err(|_| Error::new("expected a number", start)),
            _ if json.null()? => Ok(Self::Null),
            _ => Err(Error::new("expected a value", start)),
        }
    }

    #[inline]
    fn null() -> Option<Self> {
        Some(Self::Null)
    }
}

impl ToJson for Document {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        match self {
            Self::Null => json.raw("null"),
            Self::Boolean(value) => value.to_json(json),
            Self::Number(number) => json.raw(number.as_str()),
            Self::String(text) => json.string(text),
            Self::Array(elements) => elements.to_json(json),
            Self::Object(members) => members.to_json(json),
        }
    }
}
