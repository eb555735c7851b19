//! The types and limits of members, decided once: the schema has the limits of all members, and `validate` those of requests.
//!
//! A member has its own limits and those of its target; its own take precedence. Limits that the type already guarantees, and
//! limits that allow no value, are left out.

use indexmap::IndexMap;
use serde_json::Value;

use super::context::Closure;
use super::enums::has_other_values;
use super::pattern;
use super::structures::{only_input, place};
use super::types::{Site, Types};
use crate::ir::schema::TextFormat;
use crate::ir::{self, Inside, Length, Limits, PatternUse, Range, Ty};
use crate::model::{Member, Members, Shape, ShapeId, ShapeKind, Traits, UNIT};
use crate::naming::{self, Scope};
use crate::protocol::Place;

/// Patterns of requests by their text; `None` if only the service checks them.
pub(super) type Patterns = IndexMap<String, Option<ir::Pattern>>;

/// The members of a structure or a union, with their types and limits.
pub(super) type Values = Vec<(ShapeId, Ty, Limits)>;

/// Reads the limits of members.
pub(super) struct Limiter<'c, 'm> {
    pub(super) types: Types<'c, 'm>,
    pub(super) closure: &'c Closure,
    pub(super) patterns: Patterns,
    /// The names of the patterns.
    names: Scope,
}

/// A value with limits: its shape or member, its traits and its type.
#[derive(Clone, Copy)]
struct Subject<'a> {
    about: &'a ShapeId,
    /// The name of the member; empty for an item, a key or a value.
    name: &'a str,
    traits: &'a Traits,
    target: &'a ShapeId,
    ty: &'a Ty,
    /// Whether paths must hide its contents.
    secret: bool,
    /// Whether requests have it.
    in_input: bool,
}

impl<'c, 'm> Limiter<'c, 'm> {
    pub(super) fn new(types: Types<'c, 'm>, closure: &'c Closure) -> Self {
        Self { types, closure, patterns: Patterns::new(), names: Scope::default() }
    }

    /// Returns the types and limits of the members of a structure or a union.
    pub(super) fn members(&mut self, owner: &ShapeId) -> Values {
        let (source, usage) = (self.types.source, self.closure.usage.get(owner));
        let is_stream = |id| source.model.is_event_stream(id);
        let none = Members::new();
        let (members, is_union) = match source.shape(owner).map(|shape| &shape.kind) {
            Some(ShapeKind::Structure(members)) => (members, false),
            Some(ShapeKind::Union(members)) if !is_stream(owner) => (members, true),
            _ => (&none, false),
        };
        let only_input = !is_union && only_input(self.closure, owner);
        let mut found = Vec::new();
        for (name, member) in members {
            let Member { traits, target } = member;
            // A stream follows the structure, and a unit of a union is no value.
            if usage.top && is_stream(target) || is_union && target.as_str() == UNIT {
                continue;
            }
            let place = if is_union { Place::Document } else { place(traits) };
            let ty = self.types.member_type(owner, name, member, Site { place, only_input });
            let about = owner.member(name);
            let secret = source.hides(member) || source.is_sensitive(owner);
            let in_input = usage.in_input;
            let limits =
                self.limits_of(Subject { about: &about, name, traits, target, ty: &ty, secret, in_input });
            found.push((about, ty, limits));
        }
        found
    }

    fn limits_of(&mut self, subject: Subject<'_>) -> Limits {
        let Some(shape) = self.types.source.shape(subject.target) else { return Limits::default() };
        let of = |id: &str| subject.traits.effective(Some(shape), id);
        let text = matches!(subject.ty, Ty::String | Ty::Newtype(_)) || has_other_values(shape);
        let list = matches!(subject.ty, Ty::List { .. } | Ty::NonEmpty(_));
        let long = text || list || matches!(subject.ty, Ty::Blob | Ty::Map { .. });
        let pattern = of("smithy.api#pattern").filter(|_| text).and_then(Value::as_str);
        Limits {
            length: of("smithy.api#length").filter(|_| long).and_then(length),
            range: of("smithy.api#range").and_then(|value| range(value, subject.ty)),
            pattern: pattern
                .map(|text| PatternUse { text: text.to_owned(), program: self.pattern(subject, text) }),
            unique: of("smithy.api#uniqueItems").is_some()
                && list
                && !self.closure.has_float.contains(subject.target),
            format: if text { format(subject.name, subject.target) } else { TextFormat::Plain },
            inside: self.inside(subject, shape),
        }
    }

    fn inside(&mut self, subject: Subject<'_>, shape: &Shape) -> Inside {
        let source = self.types.source;
        let mut nested = |member: &Member, ty: &Ty| {
            let secret = subject.secret || source.hides(member);
            let Member { traits, target } = member;
            let limits = self.limits_of(Subject {
                about: subject.target,
                name: "",
                traits,
                target,
                ty,
                secret,
                ..subject
            });
            (limits != Limits::default()).then(|| Box::new(limits))
        };
        match (subject.ty, &shape.kind) {
            (Ty::Enum(_), _) if has_other_values(shape) => Inside::Nothing,
            (Ty::Struct(_) | Ty::Union(_) | Ty::Enum(_) | Ty::IntEnum(_), _) => Inside::Type,
            (Ty::List { item, .. } | Ty::NonEmpty(item), ShapeKind::List(member)) => {
                nested(member, item).map_or(Inside::Nothing, Inside::Items)
            }
            (Ty::Map { key: key_ty, value: value_ty, .. }, ShapeKind::Map { key, value }) => {
                let secret = subject.secret || source.hides(key);
                match (nested(key, key_ty), nested(value, value_ty)) {
                    (None, None) => Inside::Nothing,
                    (key, value) => Inside::Entries { key, value, secret },
                }
            }
            _ => Inside::Nothing,
        }
    }

    /// Returns the name of a compiled pattern; `None` if only the service can check it, or if no request has it.
    fn pattern(&mut self, subject: Subject<'_>, text: &str) -> Option<String> {
        if !subject.in_input {
            return None;
        }
        if let Some(known) = self.patterns.get(text) {
            return known.as_ref().map(|pattern| pattern.ident.clone());
        }
        // A pattern of the target is named after the target, so that all users share it.
        let own = subject.traits.has("smithy.api#pattern") || subject.target.namespace() == "smithy.api";
        let named = if own { subject.about } else { subject.target };
        let name = match named.member_name() {
            Some(member) => format!("{}_{member}", named.name()),
            None => named.name().to_owned(),
        };
        // No keyword is in upper case.
        let constant = naming::file_stem(&naming::field_name(&name)).to_ascii_uppercase();
        let pattern = pattern::program(text).map(|program| ir::Pattern {
            ident: self.names.take(constant),
            text: text.to_owned(),
            lenient: program.lenient,
            steps: program.steps,
        });
        let found = pattern.as_ref().map(|pattern| pattern.ident.clone());
        self.patterns.insert(text.to_owned(), pattern);
        found
    }
}

/// Returns the format of a text that the name of its shape states and that of its member does not.
fn format(name: &str, target: &ShapeId) -> TextFormat {
    match TextFormat::of_name(name) {
        TextFormat::Plain => TextFormat::of_name(target.name()),
        _ => TextFormat::Plain,
    }
}

/// Returns limits on a length that have an effect. They must allow a value: a contradiction in the model is no
/// reason to reject everything.
fn length(value: &Value) -> Option<Length> {
    let bound = |key: &str| value.get(key).and_then(Value::as_u64);
    let (min, max) = (bound("min").filter(|min| *min > 0), bound("max"));
    let fits = max.is_none_or(|max| min.is_none_or(|min| min <= max));
    (fits && (min.is_some() || max.is_some())).then_some(Length { min, max })
}

/// Returns limits on a number that have an effect, in the same way.
fn range(value: &Value, ty: &Ty) -> Option<Range> {
    let number = |key: &str| value.get(key).filter(|bound| bound.is_number()).map(ToString::to_string);
    let (min, max) = (number("min"), number("max"));
    let (min, max, fits) = match ty {
        Ty::I8 => whole(min, max, i8::MIN.into(), i8::MAX.into()),
        Ty::I16 => whole(min, max, i16::MIN.into(), i16::MAX.into()),
        Ty::I32 => whole(min, max, i32::MIN.into(), i32::MAX.into()),
        Ty::I64 => whole(min, max, i64::MIN, i64::MAX),
        Ty::F32 => real(min, max, f32::MAX.into()),
        Ty::F64 => real(min, max, f64::MAX),
        Ty::BigInteger | Ty::BigDecimal => real(min, max, f64::INFINITY),
        _ => return None,
    };
    (fits && (min.is_some() || max.is_some())).then_some(Range { min, max })
}

type Bounds = (Option<String>, Option<String>, bool);

/// Returns limits of an integer within the range of its type, and whether they allow a value.
fn whole(min: Option<String>, max: Option<String>, least: i64, most: i64) -> Bounds {
    let bound = |text: String, round: fn(f64) -> f64| {
        let exact = text.parse::<i128>().ok();
        exact.or_else(|| text.parse::<f64>().ok().map(|number| round(number) as i128))
    };
    let min = min.and_then(|text| bound(text, f64::ceil)).filter(|min| *min > least.into());
    let max = max.and_then(|text| bound(text, f64::floor)).filter(|max| *max < most.into());
    let fits = min.unwrap_or(least.into()) <= max.unwrap_or(most.into());
    (min.map(|min| min.to_string()), max.map(|max| max.to_string()), fits)
}

/// The same of a number with a fraction. Those of any size are compared approximately here: only a contradiction matters.
fn real(min: Option<String>, max: Option<String>, most: f64) -> Bounds {
    let size = |text: &String| text.parse::<f64>().ok();
    let bound = |text: Option<String>| {
        let text =
            text.filter(|text| most.is_infinite() || size(text).is_some_and(|size| size.abs() < most))?;
        Some(digits(&text).unwrap_or(text))
    };
    let (min, max) = (bound(min), bound(max));
    let fits = match (min.as_ref().and_then(size), max.as_ref().and_then(size)) {
        (Some(min), Some(max)) => min <= max,
        _ => true,
    };
    (min, max, fits)
}

/// Returns a whole number of 64 bits as its digits: `1e3` and `1000.0` are 1000.
fn digits(text: &str) -> Option<String> {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let fraction = fraction.trim_end_matches('0');
    let zeros =
        exponent.parse::<usize>().ok().filter(|exponent| *exponent < 20)?.checked_sub(fraction.len())?;
    format!("{whole}{fraction}{}", "0".repeat(zeros)).parse::<i64>().ok().map(|number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn whole_numbers_are_digits() {
        for (text, whole) in
            [("1e3", "1000"), ("1e+3", "1000"), ("-1.50e1", "-15"), ("2.0", "2"), ("-0", "0")]
        {
            assert_eq!(digits(text).as_deref(), Some(whole), "{text}");
        }
        for text in ["0.5", "1e-3", "1.25e1", "1e19", "123456789012345678901", "1e99999999999999999999"] {
            assert_eq!(digits(text), None, "{text}");
        }
    }
}
