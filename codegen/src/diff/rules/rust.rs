//! Rules about Rust alone: effects on the code of callers that no other rule explains, since their cause is in another
//! shape, in our overlay, or in the generator's rules for names.

use super::{Found, Rule};
use crate::diff::cx::Cx;

/// The group. What these find is found by comparing what both crates offer, in `diff/rust`.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "RustType",
        answers: &[],
        traits: &[],
        fires: "a type or a constant appears, goes, is renamed, moves to another module or becomes something else, as a \
                structure does that two operations begin to share",
        check: nothing,
    },
    Rule {
        id: "RustField",
        answers: &[],
        traits: &[],
        fires: "a field or its setter is renamed or has another type, as one is that has to make room for the name of another",
        check: nothing,
    },
    Rule {
        id: "RustConstructor",
        answers: &[],
        traits: &[],
        fires: "`new` has other arguments, as one has whose structure is no longer the input of a single operation",
        check: nothing,
    },
    Rule {
        id: "RustVariant",
        answers: &[],
        traits: &[],
        fires: "a variant appears, goes, is renamed or holds another type, as one does that has to make room for another",
        check: nothing,
    },
    Rule {
        id: "RustTrait",
        answers: &[],
        traits: &[],
        fires: "a type loses or gains `Eq`, `Hash`, `Default` or `Display`, as one does that holds a type with a number of \
                floating point",
        check: nothing,
    },
    Rule {
        id: "RustCrate",
        answers: &[],
        traits: &[],
        fires: "a feature of the crate or a type of its runtime support appears or goes, as `Timestamp` does with the last \
                timestamp; or the crate needs a newer Rust",
        check: nothing,
    },
];

fn nothing(_: &Cx<'_>, _: &mut Found) {}

/// What changed, where the cause is elsewhere.
pub(in crate::diff) fn said(rule: &str) -> &'static str {
    match rule {
        "RustType" => "its Rust type is touched by a change elsewhere",
        "RustField" => "its field is touched by a change elsewhere",
        "RustConstructor" => "its constructor is touched by a change elsewhere",
        "RustVariant" => "its variant is touched by a change elsewhere",
        "RustTrait" => "its traits are touched by a change inside of it",
        _ => "what the crate offers as a whole is touched by a change elsewhere",
    }
}
