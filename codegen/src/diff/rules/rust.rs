//! Rules about Rust alone: effects on the code of callers that no other rule explains, since their cause is in another
//! shape, in the overlay, or in the naming rules of the generator.

use super::{Found, Rule};
use crate::diff::cx::Cx;

/// The group. `diff/rust` finds these effects by comparing the APIs of both crates.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "RustType",
        evaluators: &[],
        traits: &[],
        fires: "a type or a constant is added, removed, renamed, moved to another module or changes its kind, such as a \
                structure that two operations now share",
        check: nothing,
    },
    Rule {
        id: "RustField",
        evaluators: &[],
        traits: &[],
        fires: "a field or its setter is renamed or has another type, for example after a name clash",
        check: nothing,
    },
    Rule {
        id: "RustConstructor",
        evaluators: &[],
        traits: &[],
        fires: "`new` has other arguments, for example if the structure is no longer the input of a single operation",
        check: nothing,
    },
    Rule {
        id: "RustVariant",
        evaluators: &[],
        traits: &[],
        fires: "a variant is added, removed, renamed or has another type, for example after a name clash",
        check: nothing,
    },
    Rule {
        id: "RustTrait",
        evaluators: &[],
        traits: &[],
        fires: "a type loses or gains `Eq`, `Hash`, `Default` or `Display`, for example if it contains a type with a \
                floating-point number",
        check: nothing,
    },
    Rule {
        id: "RustCrate",
        evaluators: &[],
        traits: &[],
        fires: "a feature of the crate or an exported runtime type is added or removed, such as `Timestamp` with the last \
                timestamp; or the crate needs a newer Rust",
        check: nothing,
    },
];

fn nothing(_: &Cx<'_>, _: &mut Found) {}

/// The change, if its cause is elsewhere.
pub(in crate::diff) fn said(rule: &str) -> &'static str {
    match rule {
        "RustType" => "its Rust type is affected by a change elsewhere",
        "RustField" => "its field is affected by a change elsewhere",
        "RustConstructor" => "its constructor is affected by a change elsewhere",
        "RustVariant" => "its variant is affected by a change elsewhere",
        "RustTrait" => "its traits are affected by a nested change",
        _ => "the API of the crate is affected by a change elsewhere",
    }
}
