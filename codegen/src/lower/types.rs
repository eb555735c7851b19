//! The type table: takes a Smithy type, returns the Rust type.

use super::context::{Notes, Source};
use super::names::{Names, TYPES};
use crate::ir::{Literal, Named, Presence, TimestampFormat, Ty, Used};
use crate::model::{Member, Shape, ShapeId, ShapeKind, Traits, UNIT};
use crate::protocol::Place;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::tests::document;
use crate::time;

/// The maximum nesting of lists and maps in one type.
pub(super) const MAX_DEPTH: usize = 16;

/// The use of a type, if it matters.
#[derive(Clone, Copy)]
pub(super) struct Site {
    pub place: Place,
    /// A member of a structure that only requests contain: the type of a list can require an item.
    pub only_input: bool,
}

/// The table of types.
#[derive(Clone, Copy)]
pub(super) struct Types<'c, 'm> {
    pub(super) source: &'c Source<'m>,
    pub(super) names: &'c Names,
    pub(super) notes: &'c Notes,
}

impl Types<'_, '_> {
    /// Returns the Rust type of a member; if there is none, reports the problem and returns `String`.
    pub(super) fn member_type(&self, owner: &ShapeId, name: &str, member: &Member, site: Site) -> Ty {
        if let Some(newtype) = member.traits.text("farrier#newtype") {
            // One that is not in the table is a problem already.
            let module = self.names.newtypes.get(newtype).map(|newtype| newtype.module.clone());
            let (ident, module) = (newtype.to_owned(), module.unwrap_or_default());
            return Ty::Newtype(Named { ident, home: TYPES, module });
        }
        self.ty(&owner.member(name), &member.target, &member.traits, site, 0)
    }

    fn ty(&self, about: &ShapeId, target: &ShapeId, traits: &Traits, site: Site, depth: usize) -> Ty {
        let Some(shape) = self.source.shape(target) else { return Ty::String };
        let named = || self.names.named(target);
        if depth > MAX_DEPTH {
            self.notes.problem(about, format!("lists and maps are nested more than {MAX_DEPTH} levels deep"));
            return Ty::String;
        }
        let nested = |member: &Member| {
            let site = Site { only_input: false, ..site };
            Box::new(self.ty(about, &member.target, &member.traits, site, depth + 1))
        };
        let sparse = shape.traits.has("smithy.api#sparse");
        match &shape.kind {
            ShapeKind::Boolean => Ty::Bool,
            ShapeKind::String => Ty::String,
            ShapeKind::Byte => Ty::I8,
            ShapeKind::Short => Ty::I16,
            ShapeKind::Integer => Ty::I32,
            ShapeKind::Long => Ty::I64,
            ShapeKind::Float => Ty::F32,
            ShapeKind::Double => Ty::F64,
            ShapeKind::BigInteger => self.with(Used::BigNumber, Ty::BigInteger),
            ShapeKind::BigDecimal => self.with(Used::BigNumber, Ty::BigDecimal),
            ShapeKind::Document => self.with(Used::Document, Ty::Document),
            ShapeKind::Timestamp => {
                let format = self.timestamp_format(about, traits, shape, site.place);
                self.with(Used::Timestamp, Ty::Timestamp(format))
            }
            ShapeKind::Blob => self.with(Used::Blob, Ty::Blob),
            ShapeKind::Union(_) if streams(&shape.traits) => self.misplaced_stream(about),
            ShapeKind::Union(_) => {
                self.notes.uses(Used::Document);
                self.with(Used::Union, Ty::Union(named()))
            }
            ShapeKind::Structure(_) if target.as_str() == UNIT => {
                self.notes
                    .problem(about, format!("points to {UNIT}, which is only valid for members of unions"));
                Ty::String
            }
            ShapeKind::Structure(_) => Ty::Struct(named()),
            ShapeKind::Enum(_) => Ty::Enum(named()),
            ShapeKind::IntEnum(_) => Ty::IntEnum(named()),
            ShapeKind::List(item) if site.only_input && !sparse && needs_item(traits, shape) => {
                self.with(Used::NonEmpty, Ty::NonEmpty(nested(item)))
            }
            ShapeKind::List(item) => Ty::List { item: nested(item), sparse },
            ShapeKind::Map { key, value } => Ty::Map { key: nested(key), value: nested(value), sparse },
            ShapeKind::Service(_) | ShapeKind::Resource(_) | ShapeKind::Operation(_) => {
                self.notes.problem(about, format!("points to {target}, which is not a data shape"));
                Ty::String
            }
        }
    }

    fn with(&self, used: Used, ty: Ty) -> Ty {
        self.notes.uses(used);
        ty
    }

    fn misplaced_stream(&self, about: &ShapeId) -> Ty {
        self.notes
            .problem(about, "is an event stream, which is only valid in the input or output of an operation");
        Ty::Blob
    }

    pub(super) fn timestamp_format(
        &self,
        about: &ShapeId,
        member: &Traits,
        target: &Shape,
        place: Place,
    ) -> TimestampFormat {
        let protocol = self.source.protocol;
        let modelled = member.effective(Some(target), "smithy.api#timestampFormat");
        match modelled.filter(|_| protocol.heeds_timestamp_format()).and_then(Value::as_str) {
            None => protocol.timestamp_format(place),
            Some("date-time") => TimestampFormat::DateTime,
            Some("http-date") => TimestampFormat::HttpDate,
            Some("epoch-seconds") => TimestampFormat::EpochSeconds,
            Some(other) => {
                self.notes
                    .problem(about, format!("the timestamp format `{}` is unknown", other.escape_debug()));
                TimestampFormat::DateTime
            }
        }
    }

    /// Whether a member is optional, by the rules of Smithy 2.0 for clients. In addition, required members of inputs are required
    /// at compile time, except idempotency tokens, which clients fill in. <https://smithy.io/2.0/spec/aggregate-types.html#structure-member-optionality>
    pub(super) fn presence(&self, about: &ShapeId, is_input: bool, traits: &Traits, ty: &Ty) -> Presence {
        let default = traits.get("smithy.api#default").filter(|value| !value.is_null());
        let default = default.and_then(|value| {
            literal(value, ty)
                .map_err(|expected| {
                    self.notes.problem(about, format!("has the default {value}, but it is {expected}"));
                })
                .ok()
        });
        if traits.has("smithy.api#clientOptional") {
            return Presence::Optional;
        }
        if is_input {
            let required = traits.has("smithy.api#required") && !is_filled_in(is_input, traits);
            return if required { Presence::Required } else { Presence::Optional };
        }
        match default {
            Some(literal) => Presence::Default(literal),
            None if traits.has("smithy.api#required") => Presence::Required,
            None => Presence::Optional,
        }
    }
}

/// Returns a modelled default as a literal of the type. For a default of another type, the error is the expected type.
fn literal(value: &Value, ty: &Ty) -> Result<Literal, &'static str> {
    let integer = |min: i64, max: i64| value.as_i64().is_some_and(|number| (min..=max).contains(&number));
    let number = |fits: bool, what| if fits { Ok(Literal::Number(value.to_string())) } else { Err(what) };
    match (ty, value) {
        (Ty::Bool, Value::Bool(value)) => Ok(Literal::Bool(*value)),
        (Ty::Bool, _) => Err("a boolean"),
        (Ty::I8, _) => number(integer(i8::MIN.into(), i8::MAX.into()), "an 8-bit integer"),
        (Ty::I16, _) => number(integer(i16::MIN.into(), i16::MAX.into()), "a 16-bit integer"),
        (Ty::I32 | Ty::IntEnum(_), _) => {
            number(integer(i32::MIN.into(), i32::MAX.into()), "a 32-bit integer")
        }
        (Ty::I64, _) => number(integer(i64::MIN, i64::MAX), "a 64-bit integer"),
        (Ty::F32, _) => {
            let fits = value.as_f64().is_some_and(|number| number.abs() <= f32::MAX.into());
            number(fits, "a 32-bit number")
        }
        (Ty::F64, _) => number(value.as_f64().is_some_and(f64::is_finite), "a 64-bit number"),
        (Ty::BigInteger, _) => big_integer(value).map(Literal::Number).ok_or("an integer"),
        (Ty::BigDecimal, _) => big_decimal(value).map(Literal::Number).ok_or("a number"),
        (Ty::String | Ty::Enum(_) | Ty::Newtype(_), Value::String(text)) => Ok(Literal::Text(text.clone())),
        (Ty::String | Ty::Enum(_) | Ty::Newtype(_), _) => Err("a string"),
        (Ty::Blob, _) => {
            let bytes = value.as_str().and_then(|text| STANDARD.decode(text).ok());
            bytes.map(Literal::Blob).ok_or("a base64 string")
        }
        // In any of the three formats: the trait that sets the format may be missing.
        (Ty::Timestamp(_), _) => {
            let time = time::seconds_and_nanoseconds(value);
            time.map(|(seconds, nanoseconds)| Literal::Timestamp(seconds, nanoseconds)).ok_or("a timestamp")
        }
        (Ty::List { .. }, Value::Array(items)) if items.is_empty() => Ok(Literal::EmptyList),
        (Ty::Map { .. }, Value::Object(entries)) if entries.is_empty() => Ok(Literal::EmptyMap),
        (Ty::List { .. } | Ty::NonEmpty(_), _) => Err("a list, which can only be empty by default"),
        (Ty::Map { .. }, _) => Err("a map, which can only be empty by default"),
        (Ty::Struct(_) | Ty::Union(_), _) => Err("a structure or a union, which can only be null by default"),
        (Ty::Document, _) => Ok(Literal::Document(document(value))),
    }
}

/// Returns the text of a decimal number, which the model has as a number or, without loss of digits, as a string.
pub(super) fn big_decimal(value: &Value) -> Option<String> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let is_number = serde_json::from_str::<serde_json::Number>(&text).is_ok();
    (is_number && !text.contains(char::is_whitespace)).then_some(text)
}

/// Returns the text of an integer in the same way.
pub(super) fn big_integer(value: &Value) -> Option<String> {
    big_decimal(value).filter(|text| text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit()))
}

fn streams(traits: &Traits) -> bool {
    traits.has("smithy.api#streaming")
}

/// Whether a list must have an item. A default, which can only be empty, would contradict that.
fn needs_item(member: &Traits, target: &Shape) -> bool {
    let length = member.effective(Some(target), "smithy.api#length");
    let min = length.and_then(|length| length.get("min")?.as_u64()).unwrap_or(0);
    min >= 1 && member.get("smithy.api#default").is_none_or(Value::is_null)
}

/// Whether clients fill in a required member of an input if it is missing, so that callers need not set it. A part of the path
/// must always be present.
pub(super) fn is_filled_in(is_input: bool, traits: &Traits) -> bool {
    is_input
        && traits.has("smithy.api#required")
        && traits.has("smithy.api#idempotencyToken")
        && !traits.has("smithy.api#httpLabel")
        && !traits.has("smithy.api#hostLabel")
}
