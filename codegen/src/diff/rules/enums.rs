//! Rules about the values of enums of strings and numbers.

use super::support::code;
use super::{Found, Rule};
use crate::diff::cx::Cx;
use crate::diff::report::{Class, Severity};
use crate::diff::side::ShapePair;
use crate::diff::values::{self, Pair};
use crate::model::ShapeId;

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "AddedEnumValue",
        evaluators: &["ChangedEnumTrait.Appended", "AddedShape"],
        traits: &[],
        fires: "an enum has a new value: additive, since every enum is open, including those that only responses contain",
        check: |cx, found| {
            each(cx, found, |pair, id, found| {
                if let (None, Some((name, value))) = (&pair.old, &pair.new) {
                    let message = format!("the value {} is new", shown(value));
                    found.add(Class::Wire, Severity::Additive, id[1].member(name), message);
                }
            });
        },
    },
    Rule {
        id: "RemovedEnumValue",
        evaluators: &["ChangedEnumTrait.Removed", "RemovedShape"],
        traits: &[],
        fires: "a value was removed: breaking, since its variant is removed",
        check: |cx, found| {
            each(cx, found, |pair, id, found| {
                if let (Some((name, value)), None) = (&pair.old, &pair.new) {
                    let message = format!("the value {} was removed", shown(value));
                    found.add(Class::Wire, Severity::Breaking, id[0].member(name), message);
                }
            });
        },
    },
    Rule {
        id: "ChangedEnumValue",
        evaluators: &["ChangedEnumTrait.Removed", "ChangedEnumTrait.Appended"],
        traits: &["smithy.api#enumValue"],
        fires: "a variant of the same name has another value: breaking, since the wire text changes",
        check: |cx, found| {
            each(cx, found, |pair, id, found| {
                if let (Some((_, before)), Some((name, after))) = (&pair.old, &pair.new)
                    && before != after
                {
                    let message = format!("its value is now {} (was {})", shown(after), shown(before));
                    found.add(Class::Wire, Severity::Breaking, id[1].member(name), message);
                }
            });
        },
    },
    Rule {
        id: "RenamedEnumValue",
        evaluators: &["ChangedEnumTrait.NameChanged"],
        traits: &["smithy.api#enumValue"],
        fires: "a value has a new name in the model: neutral, or breaking if its variant is renamed",
        check: |cx, found| {
            each(cx, found, |pair, id, found| {
                if let (Some((before, old)), Some((after, new))) = (&pair.old, &pair.new)
                    && before != after
                    && old == new
                {
                    let (was, is) = (code(before), code(after));
                    let message = format!("the value {} is now named {is} (was {was})", shown(new));
                    found.add(Class::Type, Severity::Neutral, id[1].member(after), message);
                }
            });
        },
    },
    Rule {
        id: "ChangedEnumOrder",
        evaluators: &["ChangedEnumTrait.OrderChanged"],
        traits: &[],
        fires: "the order of values changes: risky, since it is the order of variants",
        check: |cx, found| {
            for [(_, old), (id, new)] in cx.shapes.iter().filter_map(ShapePair::both) {
                let pairs = values::pairs(old, new);
                let kept: Vec<(&str, &str)> = pairs
                    .iter()
                    .filter_map(|pair| Some((pair.old.as_ref()?.0, pair.new.as_ref()?.0)))
                    .collect();
                let before: Vec<&str> = values::of(old).into_iter().map(|(name, _)| name).collect();
                let places = kept.iter().map(|(name, _)| before.iter().position(|other| other == name));
                if !places.is_sorted() {
                    let said = super::members::orders("values", &before, &kept);
                    found.add(
                        Class::Type,
                        Severity::Risky,
                        id,
                        said.around("", "; it is the order of variants"),
                    );
                }
            }
        },
    },
];

fn each<'m>(cx: &Cx<'m>, found: &mut Found, mut look: impl FnMut(&Pair<'m>, [&'m ShapeId; 2], &mut Found)) {
    for [(before, old), (after, new)] in cx.shapes.iter().filter_map(ShapePair::both) {
        for pair in values::pairs(old, new) {
            look(&pair, [before, after], found);
        }
    }
}

fn shown(value: &str) -> String {
    code(&value.trim_matches('"').replace('`', "'"))
}
