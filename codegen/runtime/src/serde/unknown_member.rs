//! Unknown members of unions: an object with one member, as on the wire.

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::super::unknown_member::UnknownMember;

impl Serialize for UnknownMember {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(std::iter::once((&self.name, &self.value)))
    }
}

impl<'de> Deserialize<'de> for UnknownMember {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = BTreeMap::deserialize(deserializer)?.into_iter();
        match (members.next(), members.next()) {
            (Some((name, value)), None) => Ok(Self { name, value }),
            (None, _) => Err(D::Error::custom("a union without a member")),
            (Some(_), Some(_)) => Err(D::Error::custom("a union with more than one member")),
        }
    }
}
