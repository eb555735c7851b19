//! Constraints on the values of a request: the limits of the model as data.
//!
//! A member is checked against its own traits and those of its target; the member's take precedence. Limits that the type
//! already guarantees, and limits that no input reaches, are left out.

mod reached;

use std::cell::RefCell;

use indexmap::IndexMap;
use serde_json::Value;

use super::{Cx, pattern};
use crate::ir::{self, Check, Inside, Length, Range, Ty};
use crate::model::{Member, ShapeId, ShapeKind, Traits};
use crate::naming::{self, Scope};

/// Patterns by their text, each with its first shape; without those that only the service checks.
pub(super) type Patterns = RefCell<IndexMap<String, Option<ir::Pattern>>>;

/// A value to check: its shape or member, its traits and its type.
#[derive(Clone, Copy)]
struct Subject<'a> {
    about: &'a ShapeId,
    traits: &'a Traits,
    target: &'a ShapeId,
    ty: &'a Ty,
    /// Whether paths must hide its contents.
    secret: bool,
}

impl Cx<'_> {
    /// Returns the constraints on a member.
    pub(super) fn check(&self, owner: &ShapeId, name: &str, member: &Member, ty: &Ty) -> Option<Check> {
        if !self.usage.get(owner).in_input {
            return None;
        }
        let secret = self.hides(member) || self.is_sensitive(owner);
        let about = owner.member(name);
        self.check_of(Subject { about: &about, traits: &member.traits, target: &member.target, ty, secret })
    }

    fn check_of(&self, subject: Subject<'_>) -> Option<Check> {
        let shape = self.shape(subject.target)?;
        let of = |id: &str| subject.traits.effective(Some(shape), id);
        let text = matches!(subject.ty, Ty::String | Ty::Enum(_) | Ty::Newtype(_));
        let long =
            text || matches!(subject.ty, Ty::Blob | Ty::List { .. } | Ty::NonEmpty(_) | Ty::Map { .. });
        let check = Check {
            length: of("smithy.api#length").filter(|_| long).and_then(|value| length(value, subject.ty)),
            range: of("smithy.api#range").and_then(|value| range(value, subject.ty)),
            pattern: of("smithy.api#pattern")
                .filter(|_| text)
                .and_then(Value::as_str)
                .and_then(|text| self.pattern(subject, text)),
            unique: of("smithy.api#uniqueItems").is_some()
                && matches!(subject.ty, Ty::List { .. } | Ty::NonEmpty(_))
                && !self.has_float.contains(subject.target),
            inside: self.inside(subject, &shape.kind),
        };
        (check != Check::default()).then_some(check)
    }

    fn inside(&self, subject: Subject<'_>, kind: &ShapeKind) -> Inside {
        let nested = |member: &Member, ty: &Ty| {
            let secret = subject.secret || self.hides(member);
            let target = &member.target;
            self.check_of(Subject { about: subject.target, traits: &member.traits, target, ty, secret })
                .map(Box::new)
        };
        match (subject.ty, kind) {
            (Ty::Struct(_) | Ty::Union(_) | Ty::Enum(_) | Ty::IntEnum(_), _) => Inside::Type,
            (Ty::List { item, .. } | Ty::NonEmpty(item), ShapeKind::List(member)) => {
                nested(member, item).map_or(Inside::Nothing, Inside::Items)
            }
            (Ty::Map { key: key_ty, value: value_ty, .. }, ShapeKind::Map { key, value }) => {
                let secret = subject.secret || self.hides(key);
                match (nested(key, key_ty), nested(value, value_ty)) {
                    (None, None) => Inside::Nothing,
                    (key, value) => Inside::Entries { key, value, secret },
                }
            }
            _ => Inside::Nothing,
        }
    }

    /// Returns the name of a pattern; `None` if only the service can check it.
    fn pattern(&self, subject: Subject<'_>, text: &str) -> Option<String> {
        let mut patterns = self.patterns.borrow_mut();
        if let Some(known) = patterns.get(text) {
            return known.as_ref().map(|pattern| pattern.ident.clone());
        }
        // A pattern of the target is named after the target, so that all users share it.
        let own = subject.traits.has("smithy.api#pattern") || subject.target.namespace() == "smithy.api";
        let named = if own { subject.about } else { subject.target };
        let name = match named.member_name() {
            Some(member) => format!("{}_{member}", named.name()),
            None => named.name().to_owned(),
        };
        let taken = patterns.values().flatten().map(|pattern| pattern.ident.as_str());
        // No keyword is in upper case.
        let constant = naming::file_stem(&naming::field_name(&name)).to_ascii_uppercase();
        let ident = Scope::with_taken(taken).take(constant);
        let pattern = pattern::program(text).map(|program| ir::Pattern {
            ident: ident.clone(),
            text: text.to_owned(),
            lenient: program.lenient,
            steps: program.steps,
        });
        let found = pattern.as_ref().map(|_| ident);
        patterns.insert(text.to_owned(), pattern);
        found
    }

    /// Describes the part of a pattern that only the service checks; `None` for members that no request contains.
    pub(super) fn unchecked_pattern(&self, owner: &ShapeId, member: &Member) -> Option<&'static str> {
        let pattern = member.traits.effective(self.shape(&member.target), "smithy.api#pattern");
        let text = pattern?.as_str()?;
        match self.patterns.borrow().get(text).filter(|_| self.usage.get(owner).in_input)? {
            None => Some("only the service checks the pattern"),
            Some(pattern) if pattern.lenient => Some("outside ASCII, only the service checks the pattern"),
            Some(_) => None,
        }
    }
}

/// Returns limits on a length that have an effect. They must allow a value: a contradiction in the model is no
/// reason to reject everything.
fn length(value: &Value, ty: &Ty) -> Option<Length> {
    let bound = |key: &str| value.get(key).and_then(Value::as_u64);
    let least = if matches!(ty, Ty::NonEmpty(_)) { 1 } else { 0 };
    let (min, max) = (bound("min").filter(|min| *min > least), bound("max"));
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
        Ty::BigInteger | Ty::BigDecimal => (min, max, true),
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

fn real(min: Option<String>, max: Option<String>, most: f64) -> Bounds {
    let bound = |text: &String| text.parse::<f64>().ok().filter(|number| number.abs() < most);
    let (min, max) = (min.filter(|text| bound(text).is_some()), max.filter(|text| bound(text).is_some()));
    let fits = match (min.as_ref().and_then(bound), max.as_ref().and_then(bound)) {
        (Some(min), Some(max)) => min <= max,
        _ => true,
    };
    (min, max, fits)
}
