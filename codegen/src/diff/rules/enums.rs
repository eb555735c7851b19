//! Rules about the values of enums, of strings and of numbers.

use indexmap::IndexMap;

use super::Rule;
use super::support::code;
use crate::diff::cx::{Cx, ShapePair, values_of};
use crate::diff::report::{Class, Severity};
use crate::model::{Shape, ShapeId};

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "AddedEnumValue",
        answers: &["ChangedEnumTrait.Appended", "AddedShape"],
        traits: &[],
        fires: "an enum has a new value: additive, as every enum is open, also to what only answers contain",
        check: |cx, found| {
            each(cx, |id, old, new| {
                for (value, name) in new.iter().filter(|(value, _)| !old.contains_key(*value)) {
                    let message = format!("the value {} is new", shown(value));
                    found.add(Class::Wire, Severity::Additive, id[1].member(name), message);
                }
            });
        },
    },
    Rule {
        id: "RemovedEnumValue",
        answers: &["ChangedEnumTrait.Removed", "RemovedShape"],
        traits: &[],
        fires: "a value is gone: breaking, as its variant goes",
        check: |cx, found| {
            each(cx, |id, old, new| {
                for (value, name) in old.iter().filter(|(value, _)| !new.contains_key(*value)) {
                    let message = format!("the value {} is gone", shown(value));
                    found.add(Class::Wire, Severity::Breaking, id[0].member(name), message);
                }
            });
        },
    },
    Rule {
        id: "RenamedEnumValue",
        answers: &["ChangedEnumTrait.NameChanged"],
        traits: &["smithy.api#enumValue"],
        fires: "a value has another name in the model: neutral, or breaking where its variant is renamed by it",
        check: |cx, found| {
            each(cx, |id, old, new| {
                for (value, name) in new {
                    if let Some(before) = old.get(value).filter(|before| *before != name) {
                        let (before, after) = (code(before), code(name));
                        let message =
                            format!("the value {} is named {after}, and was {before}", shown(value));
                        found.add(Class::Type, Severity::Neutral, id[1].member(name), message);
                    }
                }
            });
        },
    },
    Rule {
        id: "ChangedEnumOrder",
        answers: &["ChangedEnumTrait.OrderChanged"],
        traits: &[],
        fires: "values stand in another order: risky, as that is how variants compare",
        check: |cx, found| {
            each(cx, |id, old, new| {
                let kept: Vec<Option<usize>> =
                    new.keys().filter_map(|value| old.get_index_of(value).map(Some)).collect();
                if !kept.is_sorted() {
                    let message = "its values stand in another order, and variants compare by it";
                    found.add(Class::Type, Severity::Risky, id[1], message);
                }
            });
        },
    },
];

/// Names by values, as JSON.
type Values<'m> = IndexMap<String, &'m str>;

fn each<'m>(cx: &Cx<'m>, mut compare: impl FnMut([&'m ShapeId; 2], &Values<'m>, &Values<'m>)) {
    let values = |shape: &'m Shape| -> Option<Values<'m>> {
        let value = |(name, member): (&'m String, &'m crate::model::Member)| {
            Some((member.traits.get("smithy.api#enumValue")?.to_string(), name.as_str()))
        };
        Some(values_of(shape)?.iter().filter_map(value).collect())
    };
    for [(before, old), (after, new)] in cx.shapes.iter().filter_map(ShapePair::both) {
        if let (Some(old), Some(new)) = (values(old), values(new)) {
            compare([before, after], &old, &new);
        }
    }
}

fn shown(value: &str) -> String {
    code(&value.trim_matches('"').replace('`', "'"))
}
