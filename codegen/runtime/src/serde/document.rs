//! Values without a schema: any value of the format. A number that fits no number type of serde without loss is a
//! string.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::super::decimal::same_value;
use super::super::document::{Document, Number};

/// The representation of a number with the feature `arbitrary_precision` of serde_json: a map of this name to its digits.
const DIGITS: &str = "$serde_json::private::Number";

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(number) => serialize_number(number, serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => serializer.collect_map(members),
        }
    }
}

fn serialize_number<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(value) = number.as_i64() {
        serializer.serialize_i64(value)
    } else if let Some(value) = number.as_u64() {
        serializer.serialize_u64(value)
    } else if number.as_f64().is_finite() && same_value(number.as_str(), &format!("{:e}", number.as_f64())) {
        serializer.serialize_f64(number.as_f64())
    } else {
        serializer.serialize_str(number.as_str())
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        Document::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Document, E> {
        Ok(Document::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Document, E> {
        value.to_string().parse().map(Document::Number).map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Document, E> {
        value.to_string().parse().map(Document::Number).map_err(E::custom)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Document, E> {
        TryFrom::try_from(value).map(Document::Number).map_err(E::custom)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Document, E> {
        Ok(Document::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Document, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Document::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Document, A::Error> {
        let mut members: BTreeMap<String, Document> = BTreeMap::new();
        while let Some((name, value)) = access.next_entry()? {
            members.insert(name, value);
        }
        if let (1, Some(Document::String(digits))) = (members.len(), members.get(DIGITS)) {
            return digits.parse().map(Document::Number).map_err(A::Error::custom);
        }
        Ok(Document::Object(members))
    }
}
