//! The valid targets and names of Smithy's HTTP binding traits.
//! <https://smithy.io/2.0/spec/http-bindings.html>
//!
//! Takes an [`Exchange`] and the bindings that matter in its direction, and reports bindings that no client can
//! implement. `http_bindings` applies them.

use std::collections::HashMap;

use super::Exchange;
use crate::error::{Diagnostic, Diagnostics};
use crate::model::{Member, Model, ShapeId, ShapeKind};

/// The traits that determine the location of a member, of which a member has at most one.
const BINDINGS: &[&str] = &[
    "smithy.api#httpLabel",
    "smithy.api#httpQuery",
    "smithy.api#httpQueryParams",
    "smithy.api#httpHeader",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpPayload",
    "smithy.api#httpResponseCode",
];

/// Checks every member in this direction.
pub(super) fn check(exchange: &Exchange<'_>, bindings: &[&str], problems: &mut Diagnostics) {
    let mut taken = HashMap::new();
    for (name, member) in exchange.members {
        let mut report = |problem: String| {
            problems.push(Diagnostic::new(problem).about(exchange.structure.member(name)));
        };
        let bound: Vec<&str> = BINDINGS.iter().copied().filter(|id| member.traits.has(id)).collect();
        if let [first, second, ..] = bound[..] {
            report(format!("is bound by `{first}` and by `{second}`; only one is allowed"));
        }
        if member.traits.has("smithy.api#hostLabel") && !is_text(exchange.model, &member.target) {
            report("is a label of the host and must be a string".to_owned());
        }
        for id in bound.into_iter().filter(|id| bindings.contains(id)) {
            let Rule { what, fits, expected } = rule(id);
            if !fits(exchange.model, &member.target) {
                report(format!("is {what} and must be {expected}"));
            }
            let text = member.traits.text(id).unwrap_or_default();
            if let Some(problem) = name_problem(id, text) {
                report(problem);
            }
            if let Some(other) = place(id, text).and_then(|place| taken.insert(place, name)) {
                report(format!("is {what}, and so is `{other}`"));
            }
        }
    }
}

/// The meaning of a binding, and the required type of the member.
struct Rule {
    what: &'static str,
    fits: fn(&Model, &ShapeId) -> bool,
    expected: &'static str,
}

fn rule(binding: &str) -> Rule {
    let rule = |what, fits, expected| Rule { what, fits, expected };
    match binding {
        "smithy.api#httpLabel" => rule("a label", is_simple, "a simple value"),
        "smithy.api#httpQuery" => {
            rule("a query parameter", is_simple_or_list, "a simple value or a list of them")
        }
        "smithy.api#httpHeader" => rule("a header", is_simple_or_list, "a simple value or a list of them"),
        "smithy.api#httpQueryParams" => rule(
            "a group of query parameters",
            |model, target| {
                is_map(model, target, |model, value| is_text(model, value) || is_list(model, value, is_text))
            },
            "a map of strings to strings or to lists of strings",
        ),
        "smithy.api#httpPrefixHeaders" => rule(
            "a group of headers",
            |model, target| is_map(model, target, is_text),
            "a map of strings to strings",
        ),
        "smithy.api#httpResponseCode" => rule(
            "the HTTP status",
            |model, target| matches!(kind(model, target), Some(ShapeKind::Integer)),
            "an integer",
        ),
        _ => rule("the whole body", |_, _| true, "anything"),
    }
}

/// The location, which must be unique. Header names are case-insensitive.
fn place<'a>(binding: &'a str, name: &str) -> Option<(&'a str, String)> {
    match binding {
        "smithy.api#httpLabel" | "smithy.api#httpPayload" => None,
        "smithy.api#httpHeader" => Some((binding, name.to_ascii_lowercase())),
        "smithy.api#httpQuery" => Some((binding, name.to_owned())),
        _ => Some((binding, String::new())),
    }
}

fn name_problem(binding: &str, name: &str) -> Option<String> {
    let token = name.bytes().all(is_token) && name.len() < 0xFFFF;
    let shown = name.escape_debug();
    match binding {
        "smithy.api#httpHeader" if name.is_empty() || !token => {
            Some(format!("`{shown}` is not a header name"))
        }
        "smithy.api#httpPrefixHeaders" if !token => {
            Some(format!("`{shown}` is not the start of a header name"))
        }
        "smithy.api#httpQuery" if name.is_empty() => Some("a query parameter needs a name".to_owned()),
        _ => None,
    }
}

/// Returns whether a byte may be in a method or in the name of a header.
/// <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2>
pub(super) fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn kind<'m>(model: &'m Model, target: &ShapeId) -> Option<&'m ShapeKind> {
    model.shapes.get(target).map(|shape| &shape.kind)
}

/// Whether the type has a text form.
fn is_simple(model: &Model, target: &ShapeId) -> bool {
    use ShapeKind as K;
    let number = |kind: &K| {
        matches!(
            kind,
            K::Byte | K::Short | K::Integer | K::Long | K::Float | K::Double | K::BigInteger | K::BigDecimal
        )
    };
    kind(model, target).is_some_and(|kind| {
        number(kind) || matches!(kind, K::Boolean | K::String | K::Enum(_) | K::IntEnum(_) | K::Timestamp)
    })
}

fn is_simple_or_list(model: &Model, target: &ShapeId) -> bool {
    is_simple(model, target) || is_list(model, target, is_simple)
}

fn is_list(model: &Model, target: &ShapeId, fits: fn(&Model, &ShapeId) -> bool) -> bool {
    let item = |member: &Member| fits(model, &member.target);
    matches!(kind(model, target), Some(ShapeKind::List(member)) if item(member)) && !is_sparse(model, target)
}

fn is_map(model: &Model, target: &ShapeId, fits: fn(&Model, &ShapeId) -> bool) -> bool {
    let entry = |key: &Member, value: &Member| is_text(model, &key.target) && fits(model, &value.target);
    matches!(kind(model, target), Some(ShapeKind::Map { key, value }) if entry(key, value))
        && !is_sparse(model, target)
}

/// A gap has no text form.
fn is_sparse(model: &Model, target: &ShapeId) -> bool {
    model.shapes.get(target).is_some_and(|shape| shape.traits.has("smithy.api#sparse"))
}

/// An enum is text too.
fn is_text(model: &Model, target: &ShapeId) -> bool {
    matches!(kind(model, target), Some(ShapeKind::String | ShapeKind::Enum(_)))
}
