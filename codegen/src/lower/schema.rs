//! What the schema says of a member besides what its field does: the type with its limits, and the facts of the model.

use farrier_runtime::schema::TextFormat;
use serde_json::Value;

use super::names::TYPES;
use super::types::MAX_DEPTH;
use super::{Cx, words};
use crate::ir::schema::{self, Limits, Place, Shape};
use crate::ir::{Docs, TimestampFormat};
use crate::model::{Member, ShapeId, ShapeKind, UNIT};
use crate::protocol;

impl Cx<'_> {
    /// Of a member of a structure or a union.
    pub(super) fn in_schema(
        &self,
        name: &str,
        member: &Member,
        docs: &Docs,
        place: protocol::Place,
    ) -> schema::Member {
        let has = |id: &str| member.traits.has(id);
        let target = self.shape(&member.target);
        let default = member.traits.get("smithy.api#default").filter(|value| !value.is_null());
        schema::Member {
            shape: self.schema_shape(name, member, place, 0),
            documented: *docs != [words::unsaid(name)],
            required: has("smithy.api#required"),
            default: default.map(Value::to_string),
            streaming: target.is_some_and(|shape| shape.traits.has("smithy.api#streaming")),
        }
    }

    fn schema_shape(&self, name: &str, member: &Member, place: protocol::Place, depth: usize) -> Shape {
        let id = &member.target;
        if id.as_str() == UNIT {
            return Shape::Unit;
        }
        // Where lists nest deeper, the type of the field is a problem already.
        let Some(target) = self.shape(id).filter(|_| depth <= MAX_DEPTH) else { return Shape::Document };
        let (length, range) = (|| self.limits(name, member, LENGTH), || self.limits(name, member, RANGE));
        let nested = |member: &Member| Box::new(self.schema_shape("", member, place, depth + 1));
        let sparse = target.traits.has("smithy.api#sparse");
        match &target.kind {
            ShapeKind::Boolean => Shape::Boolean,
            ShapeKind::Byte => Shape::Byte(range()),
            ShapeKind::Short => Shape::Short(range()),
            ShapeKind::Integer => Shape::Integer(range()),
            ShapeKind::Long => Shape::Long(range()),
            ShapeKind::Float => Shape::Float(range()),
            ShapeKind::Double => Shape::Double(range()),
            ShapeKind::BigInteger => Shape::BigInteger(range()),
            ShapeKind::BigDecimal => Shape::BigDecimal(range()),
            ShapeKind::String => Shape::String(length()),
            ShapeKind::Enum(_) => Shape::Enum(self.place(id)),
            ShapeKind::IntEnum(_) => Shape::IntEnum(self.place(id)),
            ShapeKind::Blob => Shape::Blob(length()),
            ShapeKind::Timestamp => {
                // One that is not known is a problem of the field's type already.
                let format = self.known_format(&member.traits, target, place);
                Shape::Timestamp(format.unwrap_or(TimestampFormat::DateTime))
            }
            ShapeKind::List(item) => Shape::List { item: nested(item), sparse, limits: length() },
            ShapeKind::Map { key, value } => {
                Shape::Map { key: nested(key), value: nested(value), sparse, limits: length() }
            }
            ShapeKind::Structure(_) => Shape::Structure(self.place(id)),
            ShapeKind::Union(_) => Shape::Union(self.place(id)),
            _ => Shape::Document,
        }
    }

    /// The file of a type.
    pub(super) fn place(&self, id: &ShapeId) -> Place {
        let home = self.names.get(id).map_or(TYPES, |named| named.home);
        Place { home, module: self.name(id).1 }
    }

    /// The limits of the member, or else of its target. A limit with a fraction is none: what it leaves out is left to the
    /// service.
    fn limits(&self, name: &str, member: &Member, of: &str) -> Limits {
        let target = self.shape(&member.target);
        let effective = |id: &str| member.traits.effective(target, id);
        let limits = effective(of);
        let limit = |name: &str| limits.and_then(|value| value.get(name)).and_then(Value::as_i64);
        let is_text = target.is_some_and(|shape| shape.kind == ShapeKind::String);
        let format = match TextFormat::of_name(name) {
            TextFormat::Plain if is_text => TextFormat::of_name(member.target.name()),
            _ => TextFormat::Plain,
        };
        Limits {
            min: limit("min"),
            max: limit("max"),
            pattern: effective("smithy.api#pattern")
                .filter(|_| is_text)
                .and_then(Value::as_str)
                .map(str::to_owned),
            unique: effective("smithy.api#uniqueItems").is_some()
                && matches!(target.map(|shape| &shape.kind), Some(ShapeKind::List(_))),
            format,
        }
    }
}

const LENGTH: &str = "smithy.api#length";
const RANGE: &str = "smithy.api#range";
