//! The original notation of fractions in a YAML document. The parser returns either a number or the position of a node; both
//! together would overflow the stack for deeply nested nodes. So the document is parsed again for the positions of the known
//! fractions.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};
use serde_saphyr::{Location, Spanned};

/// A node of a document, with the handling of its fractions.
pub(super) struct Part<'v, 'f> {
    pub(super) value: &'v mut Value,
    pub(super) visit: &'f mut dyn FnMut(&mut Number, Location),
}

/// Whether a value contains a fraction.
pub(super) fn has_some(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(items) => items.iter().any(has_some),
        Value::Object(members) => members.values().any(has_some),
        _ => false,
    }
}

impl<'de> DeserializeSeed<'de> for Part<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.value {
            Value::Number(number) if number.is_f64() => {
                (self.visit)(number, Spanned::<IgnoredAny>::deserialize(deserializer)?.defined);
                Ok(())
            }
            Value::Array(_) => deserializer.deserialize_seq(self),
            Value::Object(_) => deserializer.deserialize_map(self),
            _ => IgnoredAny::deserialize(deserializer).map(drop),
        }
    }
}

impl<'de> Visitor<'de> for Part<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same as before")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        for value in self.value.as_array_mut().into_iter().flatten() {
            items.next_element_seed(Part { value, visit: &mut *self.visit })?;
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(name) = entries.next_key::<String>()? {
            match self.value.get_mut(&name) {
                Some(value) => entries.next_value_seed(Part { value, visit: &mut *self.visit })?,
                None => drop(entries.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}
