//! Pairs the values of two enums: by wire value, by their names in the model, or by their Rust names.

use super::side::values_of;
use crate::model::{Member, Shape};
use crate::naming;

/// A value before and after, each as its name in the model and its wire JSON.
#[derive(Clone, Debug)]
pub(super) struct Pair<'m> {
    pub(super) old: Option<(&'m str, String)>,
    pub(super) new: Option<(&'m str, String)>,
}

/// Whether two values, each with its name, are the same.
type IsSame = fn(&(&str, String), &(&str, String)) -> bool;

/// Returns the values of an enum: name and wire value.
pub(super) fn of(shape: &Shape) -> Vec<(&str, String)> {
    let value = |member: &Member| member.traits.get("smithy.api#enumValue").map(ToString::to_string);
    let values = values_of(shape).into_iter().flatten();
    values.filter_map(|(name, member)| Some((name.as_str(), value(member)?))).collect()
}

/// Returns the values of an enum before and after: the current ones, then the removed ones. Empty if either is not an
/// enum.
pub(super) fn pairs<'m>(old: &'m Shape, new: &'m Shape) -> Vec<Pair<'m>> {
    if values_of(old).is_none() || values_of(new).is_none() {
        return Vec::new();
    }
    let mut gone: Vec<Option<(&str, String)>> = of(old).into_iter().map(Some).collect();
    let mut pairs: Vec<Pair<'m>> =
        of(new).into_iter().map(|value| Pair { old: None, new: Some(value) }).collect();
    let same: [IsSame; 3] = [
        |old, new| old.1 == new.1,
        |old, new| old.0 == new.0,
        |old, new| naming::variant_name(old.0) == naming::variant_name(new.0),
    ];
    for is_same in same {
        for pair in pairs.iter_mut().filter(|pair| pair.old.is_none()) {
            let is_it = |value: &&mut Option<(&str, String)>| {
                value.as_ref().zip(pair.new.as_ref()).is_some_and(|(old, new)| is_same(old, new))
            };
            pair.old = gone.iter_mut().find(is_it).and_then(Option::take);
        }
    }
    pairs.extend(gone.into_iter().flatten().map(|value| Pair { old: Some(value), new: None }));
    pairs
}
