//! Invariants of a complete model: takes a [`Model`] and reports every reference that dangles or has the wrong type,
//! and every enum that contradicts itself. `recursion` finds cycles.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::json::describe;
use super::raw::with_article;
use super::{Member, Members, Model, Shape, ShapeId, ShapeKind};
use crate::{Diagnostic, Diagnostics};

const ENUM_VALUE: &str = "smithy.api#enumValue";

/// Reports all violations; `mixins` are the ids of the flattened mixins.
pub(super) fn check(model: &Model, mixins: &HashSet<ShapeId>, found: &mut Diagnostics) {
    for (id, shape) in &model.shapes {
        let file = model.files.get(shape.file).map_or("", String::as_str);
        let mut report = |member: Option<&str>, message: String| {
            let about = member.map_or_else(|| id.clone(), |member| id.member(member));
            found.push(Diagnostic::new(message).about(about).in_file(file));
        };
        references(&shape.kind, &mut |reference| {
            if let Some(message) = check_reference(model, mixins, &reference) {
                report(reference.member, message);
            }
        });
        check_enum(&shape.kind, &mut report);
    }
    super::recursion::check(model, found);
}

/// The expected target of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// Any shape with values.
    Data,
    /// Any shape.
    Shape,
    String,
    Structure,
    Error,
    Operation,
    Resource,
}

impl Expected {
    fn accepts(self, shape: &Shape) -> bool {
        let kind = &shape.kind;
        match self {
            Self::Shape => true,
            Self::Data => {
                !matches!(kind, ShapeKind::Service(_) | ShapeKind::Resource(_) | ShapeKind::Operation(_))
            }
            Self::String => matches!(kind, ShapeKind::String | ShapeKind::Enum(_)),
            Self::Structure => matches!(kind, ShapeKind::Structure(_)),
            Self::Error => matches!(kind, ShapeKind::Structure(_)) && shape.traits.has("smithy.api#error"),
            Self::Operation => matches!(kind, ShapeKind::Operation(_)),
            Self::Resource => matches!(kind, ShapeKind::Resource(_)),
        }
    }

    fn describe(self) -> &'static str {
        match self {
            Self::Data => "a shape with values",
            Self::Shape => "a shape",
            Self::String => "a string",
            Self::Structure => "a structure",
            Self::Error => "a structure with smithy.api#error",
            Self::Operation => "an operation",
            Self::Resource => "a resource",
        }
    }
}

/// A reference from one shape to another.
pub(super) struct Reference<'a> {
    /// The member of the reference, if there is one.
    pub(super) member: Option<&'a str>,
    /// The name of the reference: `target`, `input`, `errors`.
    pub(super) what: &'a str,
    pub(super) target: &'a ShapeId,
    pub(super) expected: Expected,
}

fn check_reference(model: &Model, mixins: &HashSet<ShapeId>, reference: &Reference<'_>) -> Option<String> {
    let Reference { what, target, expected, .. } = reference;
    match model.shapes.get(*target) {
        None if mixins.contains(*target) => {
            Some(format!("`{what}` is {target}, a mixin; only `mixins` may name it"))
        }
        None => Some(format!("`{what}` is {target}, which does not exist")),
        Some(shape) if expected.accepts(shape) => None,
        Some(shape) => {
            let kind = with_article(shape.kind.type_name());
            let error = *expected == Expected::Error && matches!(shape.kind, ShapeKind::Structure(_));
            let kind = if error { "a structure without it".to_owned() } else { kind };
            Some(format!("`{what}` must be {}, but {target} is {kind}", expected.describe()))
        }
    }
}

/// Visits every reference of a shape, in the order of the specification.
pub(super) fn references<'a>(kind: &'a ShapeKind, visit: &mut dyn FnMut(Reference<'a>)) {
    let key = matches!(kind, ShapeKind::Map { .. });
    members(kind, &mut |name, member| {
        let expected = if key && name == "key" { Expected::String } else { Expected::Data };
        visit(Reference { member: Some(name), what: "target", target: &member.target, expected });
    });
    let mut all = |what: &'a str, targets: &'a [ShapeId], expected| {
        for target in targets {
            visit(Reference { member: None, what, target, expected });
        }
    };
    match kind {
        ShapeKind::Service(service) => {
            all("operations", &service.operations, Expected::Operation);
            all("resources", &service.resources, Expected::Resource);
            all("errors", &service.errors, Expected::Error);
            for target in service.rename.keys() {
                all("rename", std::slice::from_ref(target), Expected::Shape);
            }
        }
        ShapeKind::Resource(resource) => {
            for target in resource.identifiers.values() {
                all("identifiers", std::slice::from_ref(target), Expected::String);
            }
            for target in resource.properties.values() {
                all("properties", std::slice::from_ref(target), Expected::Data);
            }
            for (name, target) in &resource.lifecycle {
                all(name, std::slice::from_ref(target), Expected::Operation);
            }
            all("operations", &resource.operations, Expected::Operation);
            all("collectionOperations", &resource.collection_operations, Expected::Operation);
            all("resources", &resource.resources, Expected::Resource);
        }
        ShapeKind::Operation(operation) => {
            all("input", std::slice::from_ref(&operation.input), Expected::Structure);
            all("output", std::slice::from_ref(&operation.output), Expected::Structure);
            all("errors", &operation.errors, Expected::Error);
        }
        _ => {}
    }
}

/// Visits the members of a shape, including those of lists and maps.
pub(crate) fn members<'a>(kind: &'a ShapeKind, visit: &mut dyn FnMut(&'a str, &'a Member)) {
    match kind {
        ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members)
        | ShapeKind::Structure(members)
        | ShapeKind::Union(members) => {
            for (name, member) in members {
                visit(name, member);
            }
        }
        ShapeKind::List(member) => visit("member", member),
        ShapeKind::Map { key, value } => {
            visit("key", key);
            visit("value", value);
        }
        _ => {}
    }
}

fn check_enum(kind: &ShapeKind, report: &mut dyn FnMut(Option<&str>, String)) {
    let (members, numbers) = match kind {
        ShapeKind::Enum(members) => (members, false),
        ShapeKind::IntEnum(members) => (members, true),
        _ => return,
    };
    if members.is_empty() {
        report(None, format!("the {} has no members", kind.type_name()));
    }
    check_values(members, numbers, report);
}

fn check_values(members: &Members, numbers: bool, report: &mut dyn FnMut(Option<&str>, String)) {
    let expected = if numbers { "an integer" } else { "a string" };
    let mut seen: HashMap<String, &str> = HashMap::new();
    for (name, member) in members {
        let value = member.traits.get(ENUM_VALUE);
        let text = match value {
            Some(Value::String(text)) if !numbers => text.clone(),
            Some(Value::Number(number)) if numbers && is_int(number) => number.to_string(),
            None => {
                report(Some(name), format!("{ENUM_VALUE} is missing; set it to {expected}"));
                continue;
            }
            Some(Value::Number(number)) if numbers => {
                report(Some(name), format!("expected `{ENUM_VALUE}` to be a 32-bit integer, found {number}"));
                continue;
            }
            Some(other) => {
                let found = describe(other);
                report(Some(name), format!("expected `{ENUM_VALUE}` to be {expected}, found {found}"));
                continue;
            }
        };
        match seen.get(&text) {
            Some(first) => {
                report(Some(name), format!("has the same value as `{first}`: `{}`", text.escape_debug()));
            }
            None => {
                seen.insert(text, name);
            }
        }
    }
}

fn is_int(number: &serde_json::Number) -> bool {
    number.as_i64().is_some_and(|number| i32::try_from(number).is_ok())
}
