//! Shapes by number: each that is reachable becomes one entry, whatever refers to it.

use std::collections::HashMap;

use serde_json::Value;

use super::super::Cx;
use crate::ir::simulation::{Bounds, Hint, SimulatedMember, SimulatedPlace, SimulatedShape};
use crate::ir::{Struct, TimestampFormat};
use crate::model::{Member, ShapeId, ShapeKind};
use crate::protocol::Place;

/// The table while it grows.
pub(super) struct Table<'a, 'm> {
    cx: &'a Cx<'m>,
    numbers: HashMap<Key, usize>,
    shapes: Vec<SimulatedShape>,
    pending: Vec<(usize, Key)>,
}

/// What members share an entry: a target, what they say of it themselves, and the format of a timestamp.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    target: ShapeId,
    length: Bounds,
    range: Bounds,
    format: Option<TimestampFormat>,
}

impl<'a, 'm> Table<'a, 'm> {
    pub(super) fn new(cx: &'a Cx<'m>) -> Self {
        Self { cx, numbers: HashMap::new(), shapes: Vec::new(), pending: Vec::new() }
    }

    /// The members at the top of a request or an answer.
    pub(super) fn members<'s>(
        &mut self,
        shape: &Struct,
        members: impl Iterator<Item = (&'s String, &'s Member)>,
        place: &dyn Fn(usize) -> (SimulatedPlace, Option<String>),
    ) -> Vec<SimulatedMember> {
        let mut lowered = Vec::new();
        for (at, ((name, member), field)) in members.zip(&shape.fields).enumerate() {
            let (place, wire) = place(at);
            let of_protocol = match place {
                SimulatedPlace::Header | SimulatedPlace::Base64Header | SimulatedPlace::PrefixHeaders => {
                    Place::Header
                }
                SimulatedPlace::Label | SimulatedPlace::Query | SimulatedPlace::QueryParams => Place::Uri,
                _ => Place::Document,
            };
            let wire = wire.unwrap_or_else(|| field.wire_name.clone());
            lowered.push(SimulatedMember {
                key: field.serde_name.clone(),
                ..self.member(name, member, (place, wire), of_protocol)
            });
        }
        lowered
    }

    /// All shapes, once every root is there.
    pub(super) fn finish(mut self) -> Vec<SimulatedShape> {
        while let Some((at, key)) = self.pending.pop() {
            if let Some(shape) = self.shape(&key) {
                self.shapes[at] = shape;
            }
        }
        self.shapes
    }

    fn member(
        &mut self,
        name: &str,
        member: &Member,
        (place, wire): (SimulatedPlace, String),
        of_protocol: Place,
    ) -> SimulatedMember {
        SimulatedMember {
            key: wire.clone(),
            wire,
            place,
            shape: self.number(member, of_protocol),
            required: member.traits.has("smithy.api#required"),
            idempotency_token: member.traits.has("smithy.api#idempotencyToken"),
            hint: hint(name),
        }
    }

    /// The number of what a member points to.
    fn number(&mut self, member: &Member, place: Place) -> usize {
        let target = self.cx.shape(&member.target);
        let format = target
            .filter(|shape| shape.kind == ShapeKind::Timestamp)
            .map(|shape| self.cx.timestamp_format(&member.target, &member.traits, shape, place));
        let limits = |id: &str| bounds(member.traits.effective(target, id));
        let key = Key {
            target: member.target.clone(),
            length: limits("smithy.api#length"),
            range: limits("smithy.api#range"),
            format,
        };
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        let number = self.shapes.len();
        self.numbers.insert(key.clone(), number);
        match format {
            Some(format) => self.shapes.push(SimulatedShape::Timestamp(format)),
            None => {
                self.shapes.push(SimulatedShape::Document);
                self.pending.push((number, key));
            }
        }
        number
    }

    fn shape(&mut self, key: &Key) -> Option<SimulatedShape> {
        let Key { target: id, length, range, .. } = key;
        let shape = self.cx.shape(id)?;
        let within =
            |least: i64, most: i64| Bounds { min: range.min.or(Some(least)), max: range.max.or(Some(most)) };
        let sparse = shape.traits.has("smithy.api#sparse");
        let values = |member: &Member| member.traits.get("smithy.api#enumValue").cloned();
        Some(match &shape.kind {
            ShapeKind::Boolean => SimulatedShape::Boolean,
            ShapeKind::Byte => SimulatedShape::Integer(within(i8::MIN.into(), i8::MAX.into())),
            ShapeKind::Short => SimulatedShape::Integer(within(i16::MIN.into(), i16::MAX.into())),
            ShapeKind::Integer => SimulatedShape::Integer(within(i32::MIN.into(), i32::MAX.into())),
            ShapeKind::Long => SimulatedShape::Integer(*range),
            ShapeKind::Float | ShapeKind::Double | ShapeKind::BigInteger | ShapeKind::BigDecimal => {
                SimulatedShape::Float
            }
            ShapeKind::String => SimulatedShape::Text(*length, hint(id.name())),
            ShapeKind::Enum(members) => SimulatedShape::Enum(
                members.values().filter_map(|m| values(m)?.as_str().map(str::to_owned)).collect(),
            ),
            ShapeKind::IntEnum(members) => SimulatedShape::IntEnum(
                members.values().filter_map(|m| i32::try_from(values(m)?.as_i64()?).ok()).collect(),
            ),
            ShapeKind::Blob => SimulatedShape::Blob(*length),
            ShapeKind::Timestamp => SimulatedShape::Timestamp(TimestampFormat::EpochSeconds),
            ShapeKind::List(member) => {
                SimulatedShape::List { item: self.number(member, Place::Document), sparse, bounds: *length }
            }
            ShapeKind::Map { key, value } => SimulatedShape::Map {
                key: self.number(key, Place::Document),
                value: self.number(value, Place::Document),
                sparse,
                bounds: *length,
            },
            ShapeKind::Structure(members) => SimulatedShape::Structure(self.nested(members)),
            ShapeKind::Union(members) => SimulatedShape::Union(self.nested(members)),
            _ => SimulatedShape::Document,
        })
    }

    fn nested(&mut self, members: &crate::model::Members) -> Vec<SimulatedMember> {
        let mut lowered = Vec::new();
        for (name, member) in members {
            let wire = self.cx.protocol.wire_name(name, &member.traits).to_owned();
            lowered.push(self.member(name, member, (SimulatedPlace::Document, wire), Place::Document));
        }
        lowered
    }
}

fn bounds(said: Option<&Value>) -> Bounds {
    // A limit with a fraction says less than an integer can; what it leaves out is left to the service.
    let limit = |name: &str| said.and_then(|value| value.get(name)).and_then(Value::as_i64);
    Bounds { min: limit("min"), max: limit("max") }
}

/// What texts of this name look like, by the words that models end such names with.
pub(super) fn hint(name: &str) -> Hint {
    const ENDS: &[(&str, Hint)] = &[
        ("contenttype", Hint::MediaType),
        ("url", Hint::Url),
        ("uri", Hint::Url),
        ("arn", Hint::Arn),
        ("token", Hint::Token),
        ("time", Hint::Time),
        ("timestamp", Hint::Time),
        ("expiry", Hint::Time),
        ("instant", Hint::Time),
        ("guidstring", Hint::Id),
        ("uuid", Hint::Id),
    ];
    let low = name.to_ascii_lowercase();
    let found = ENDS.iter().find(|(end, _)| low.ends_with(end)).map(|(_, hint)| *hint);
    // `Id` is a word of its own; `paid` and `valid` are other words.
    found.unwrap_or(if name == "id" || name.ends_with("Id") || name.ends_with("ID") {
        Hint::Id
    } else {
        Hint::Word
    })
}
