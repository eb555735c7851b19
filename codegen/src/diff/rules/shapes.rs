//! Rules about shapes: presence, name and type.

use super::support::{Said, code, listed};
use super::{Found, Rule};
use crate::diff::cx::Cx;
use crate::diff::report::{Class, Severity};
use crate::diff::side::{ShapePair, values_of};
use crate::model::{Member, Shape, ShapeId, ShapeKind};

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "AddedShape",
        evaluators: &["AddedShape", "AddedShape.ScalarShape"],
        traits: &[],
        fires: "an operation reaches a new shape: additive if it becomes a Rust type, otherwise neutral",
        check: |cx, found| {
            for (id, shape) in cx.shapes.iter().filter(|pair| pair.old.is_none()).filter_map(|pair| pair.new)
            {
                presence(found, id, shape, "is new", Severity::Additive);
            }
        },
    },
    Rule {
        id: "RemovedShape",
        evaluators: &["RemovedShape", "RemovedShape.ScalarShape"],
        traits: &[],
        fires: "no operation reaches a shape any longer: breaking if it was a Rust type, otherwise neutral",
        check: |cx, found| {
            for (id, shape) in cx.shapes.iter().filter(|pair| pair.new.is_none()).filter_map(|pair| pair.old)
            {
                presence(found, id, shape, "was removed", Severity::Breaking);
            }
        },
    },
    Rule {
        id: "RenamedShape",
        evaluators: &["AddedShape", "RemovedShape", "ChangedMemberTarget"],
        traits: &[],
        fires: "a shape is renamed: neutral, or breaking if a Rust type is renamed with \
                it. Names of errors are on the wire, so a renamed error counts as removed and added",
        check: renamed,
    },
    Rule {
        id: "ChangedShapeType",
        evaluators: &["ChangedShapeType"],
        traits: &[],
        fires: "the type of a shape changes: breaking; between a string and an enum of strings neutral on the wire, and \
                breaking for Rust code",
        check: changed_type,
    },
];

/// Returns the parts of a shape: the values of an enum, the members of a structure or a union.
fn parts(shape: &Shape) -> Vec<String> {
    match (&shape.kind, values_of(shape)) {
        (_, Some(values)) => {
            let value = |member: &Member| member.traits.get("smithy.api#enumValue").map(ToString::to_string);
            values.values().filter_map(value).map(|value| code(value.trim_matches('"'))).collect()
        }
        (ShapeKind::Structure(members) | ShapeKind::Union(members), _) => {
            members.keys().map(|name| code(name)).collect()
        }
        _ => Vec::new(),
    }
}

fn presence(found: &mut Found, id: &ShapeId, shape: &Shape, what: &str, severity: Severity) {
    if id.namespace() == "smithy.api" {
        return;
    }
    let what_it_is = if shape.traits.has("smithy.api#error") { "error" } else { shape.kind.type_name() };
    let message = format!("the {what_it_is} {} {what}", code(id.name()));
    let parts = if severity == Severity::Additive { parts(shape) } else { Vec::new() };
    let message: Said = match &parts[..] {
        [] => message.into(),
        parts => listed(parts, |names| format!("{message}: {names}")),
    };
    let becomes_a_type = matches!(
        shape.kind,
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_)
    );
    if becomes_a_type {
        found.add(Class::Type, severity, id, message);
    } else {
        found.add_unseen(Class::Type, id, message);
    }
}

fn renamed(cx: &Cx<'_>, found: &mut Found) {
    for [(old, _), (new, shape)] in cx.shapes.iter().filter_map(ShapePair::both) {
        if old.name() != new.name() {
            let message = format!(
                "the {} is now named {} (was {})",
                shape.kind.type_name(),
                code(new.name()),
                code(old.name())
            );
            found.add_unseen(Class::Type, new, message);
        }
    }
}

fn changed_type(cx: &Cx<'_>, found: &mut Found) {
    for [(_, old), (id, new)] in cx.shapes.iter().filter_map(ShapePair::both) {
        let (before, after) = (old.kind.type_name(), new.kind.type_name());
        if before == after {
            continue;
        }
        let is_text = |kind| matches!(kind, "string" | "enum");
        let is_number = |kind| matches!(kind, "integer" | "intEnum");
        let travels_alike = is_text(before) && is_text(after) || is_number(before) && is_number(after);
        let (class, severity) =
            if travels_alike { (Class::Type, Severity::Neutral) } else { (Class::Wire, Severity::Breaking) };
        found.add(class, severity, id, format!("its type is now {after} (was {before})"));
    }
}
