//! The error of a collection of items: the items, the token of the failed page and the error of the call.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::super::call::{CollectError, PaginateItems};
use super::kinds::write_response;

impl<O: PaginateItems> Serialize for CollectError<O>
where
    O::Item: Serialize,
    O::Token: Serialize,
    O::Error: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        write_response(self.error.metadata(), &mut map)?;
        map.serialize_entry("items", &self.items)?;
        if let Some(token) = &self.token {
            map.serialize_entry("token", token)?;
        }
        map.serialize_entry("error", &self.error)?;
        map.end()
    }
}

impl<'de, O: PaginateItems> Deserialize<'de> for CollectError<O>
where
    O::Item: Deserialize<'de>,
    O::Token: Deserialize<'de>,
    O::Error: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<O>(PhantomData<O>);

impl<'de, O: PaginateItems> Visitor<'de> for Entries<O>
where
    O::Item: Deserialize<'de>,
    O::Token: Deserialize<'de>,
    O::Error: Deserialize<'de>,
{
    type Value = CollectError<O>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("items, and the error after them")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<CollectError<O>, A::Error> {
        let (mut items, mut token, mut error) = (Vec::new(), None, None);
        while let Some(name) = access.next_key::<String>()? {
            match name.as_str() {
                "items" => items = access.next_value()?,
                "token" => token = access.next_value()?,
                "error" => error = Some(access.next_value()?),
                _ => {
                    access.next_value::<IgnoredAny>()?;
                }
            }
        }
        let error = error.ok_or_else(|| A::Error::missing_field("error"))?;
        Ok(CollectError { items, token, error })
    }
}
