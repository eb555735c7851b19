//! Enums and integer enums: known values with the names of their variants.

use super::Cx;
use super::words;
use crate::ir::{Enum, IntEnum, Variant};
use crate::model::{Member, Members, Shape, ShapeId};
use crate::naming::{self, Scope};

impl Cx<'_> {
    pub(super) fn enumeration(&self, id: &ShapeId, shape: &Shape, members: &Members) -> Enum {
        let (ident, module) = self.name(id);
        let value = |name: &str, member: &Member| {
            member.traits.text("smithy.api#enumValue").unwrap_or(name).to_owned()
        };
        Enum {
            id: id.clone(),
            docs: words::docs(&shape.traits),
            deprecated: words::deprecation(&shape.traits),
            variants: self.variants(members, value),
            sensitive: self.source.is_sensitive(id),
            module,
            serde: self.source.serde(),
            ident,
        }
    }

    pub(super) fn int_enum(&self, id: &ShapeId, shape: &Shape, members: &Members) -> IntEnum {
        let (ident, module) = self.name(id);
        let value = |name: &str, member: &Member| {
            let number = member.traits.get("smithy.api#enumValue").and_then(serde_json::Value::as_i64);
            number.and_then(|number| i32::try_from(number).ok()).unwrap_or_else(|| {
                self.notes.problem(&id.member(name), "has no 32-bit `smithy.api#enumValue`");
                0
            })
        };
        IntEnum {
            id: id.clone(),
            docs: words::docs(&shape.traits),
            deprecated: words::deprecation(&shape.traits),
            variants: self.variants(members, value),
            module,
            serde: self.source.serde(),
            ident,
        }
    }

    /// Names the variants. A value called `Unknown` is renamed for the variant of unknown values.
    fn variants<T>(&self, members: &Members, value: impl Fn(&str, &Member) -> T) -> Vec<Variant<T>> {
        let mut scope = Scope::with_taken(["Unknown"]);
        let variant = |(name, member): (&String, &Member)| {
            let ident = naming::variant_name(name);
            let ident = if ident == "Unknown" { "UnknownValue".to_owned() } else { ident };
            let docs = words::docs(&member.traits);
            Variant {
                name: name.clone(),
                ident: scope.take(ident),
                value: value(name, member),
                docs,
                deprecated: words::deprecation(&member.traits),
            }
        };
        members.iter().map(variant).collect()
    }
}
