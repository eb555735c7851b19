//! Enums and integer enums: known values with the names of their variants.

use super::Cx;
use super::closure;
use super::words;
use crate::ir::{Enum, IntEnum, Variant};
use crate::model::{Member, Members, Shape, ShapeId, ShapeKind};
use crate::naming::{self, Scope};

const OTHER_VALUES: &str = "farrier#otherValues";

/// Whether a shape is an enum whose values are only those that are known: others are as valid, within the limits of a string.
pub(super) fn has_other_values(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Enum(_)) && shape.traits.has(OTHER_VALUES)
}

impl Cx<'_> {
    /// The trait is for enums of strings.
    pub(super) fn check_other_values(&self) {
        for id in self.closure.usage.shapes() {
            let Some(shape) = self.source.shape(id) else { continue };
            let on_member = closure::members(&shape.kind).any(|member| member.traits.has(OTHER_VALUES));
            if on_member || shape.traits.has(OTHER_VALUES) && !has_other_values(shape) {
                let problem = format!("has `{OTHER_VALUES}`, which is for enums of strings");
                self.notes.trait_problem(OTHER_VALUES, id, problem);
            }
        }
    }

    pub(super) fn enumeration(&self, id: &ShapeId, shape: &Shape, members: &Members) -> Enum {
        let (ident, module) = self.name(id);
        let usage = self.closure.usage.get(id);
        let value = |name: &str, member: &Member| {
            member.traits.text("smithy.api#enumValue").unwrap_or(name).to_owned()
        };
        Enum {
            id: id.clone(),
            docs: words::docs(&shape.traits),
            deprecated: words::deprecation(&shape.traits),
            variants: self.variants(members, value),
            other_values: has_other_values(shape),
            sensitive: self.source.is_sensitive(id),
            module,
            reads: self.source.reads(usage.reads),
            writes: self.source.writes(usage.writes),
            serde: self.source.serde(),
            ident,
        }
    }

    pub(super) fn int_enum(&self, id: &ShapeId, shape: &Shape, members: &Members) -> IntEnum {
        let (ident, module) = self.name(id);
        let usage = self.closure.usage.get(id);
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
            reads: self.source.reads(usage.reads),
            writes: self.source.writes(usage.writes),
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
