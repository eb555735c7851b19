//! Constructors: the arguments of `new` and their order.

use super::{Effects, of_tests};
use crate::diff::report::{Bump, EffectKind, Severity};
use crate::diff::rust::causes::{Want, any, by, nullability};
use crate::diff::rust::offers::Item;
use crate::model::ShapeId;

/// Rules about a new or removed member.
const PRESENCE: &[&str] = &["AddedRequiredMember", "AddedMember", "RemovedMember"];

/// Returns the reason why `new` has other arguments.
pub(super) fn arguments<'k>(keys: impl Iterator<Item = &'k ShapeId>, owner: &ShapeId) -> Vec<Want> {
    let mut wants = Vec::new();
    let keys: Vec<&ShapeId> = keys.collect();
    wants.extend(keys.iter().map(|key| nullability(*key)));
    wants.extend(keys.iter().map(|key| by(*key, PRESENCE)));
    wants.push(nullability(owner));
    wants.extend(keys.iter().map(|key| any(*key)));
    wants.push(any(owner));
    wants
}

impl Effects<'_, '_, '_> {
    pub(super) fn constructor(&mut self, old: &Item, new: &Item) {
        let (Some(before), Some(after)) = (&old.arguments, &new.arguments) else { return };
        let kept = |keys: &[ShapeId], other: &[ShapeId]| -> Vec<ShapeId> {
            keys.iter().filter(|key| other.contains(key)).cloned().collect()
        };
        let moved = kept(before, after) != kept(after, before);
        let silent = before != after && is_silent(old, new, before, after);
        let mut all: Vec<(Vec<Want>, ShapeId, String)> = Vec::new();
        if moved || silent {
            let mut wants = vec![by(&new.id, &["ChangedMemberOrder"])];
            let other = |key: &&ShapeId| !before.contains(key) || !after.contains(key);
            wants.extend(arguments(after.iter().chain(before).filter(other), &new.id));
            let end = if silent { "; old calls still compile, with values in other members" } else { "" };
            let text = format!("`{}` is now `{}`{end}", call(old, before), call(new, after));
            all.push((wants, new.id.clone(), text));
        }
        if !silent {
            for key in after.iter().filter(|key| !before.contains(key)) {
                let text = format!("`{}::new` now takes the argument `{}`", new.name(), argument(new, key));
                all.push((arguments(std::iter::once(key), &new.id), key.clone(), text));
            }
            for key in before.iter().filter(|key| !after.contains(key)) {
                let text =
                    format!("`{}::new` no longer takes the argument `{}`", new.name(), argument(old, key));
                all.push((arguments(std::iter::once(key), &new.id), key.clone(), text));
            }
        }
        for (mut wants, key, text) in all {
            wants.extend(self.users(old, new));
            let text = if new.only_responses { of_tests(&text) } else { text };
            let item = (format!("{}::new", new.path), text);
            let found = self.add("RustConstructor", wants, &key, Bump::Major, item);
            if silent {
                found.effect.kind = EffectKind::Silent;
            }
            if new.only_responses {
                found.severity = if silent { Severity::Risky } else { Severity::Neutral };
            }
        }
    }
}

/// Returns whether a call of the old constructor still compiles, though its arguments are for other members.
fn is_silent(old: &Item, new: &Item, before: &[ShapeId], after: &[ShapeId]) -> bool {
    let passed = |item: &Item, key: &ShapeId| item.field(key).map(|part| part.form.passed.clone());
    let same = before.iter().zip(after).all(|(was, is)| passed(old, was) == passed(new, is));
    same && before.len() == after.len() && !before.is_empty()
}

/// `Note::new(title, author)`.
fn call(item: &Item, keys: &[ShapeId]) -> String {
    let names: Vec<&str> = keys.iter().map(|key| argument(item, key)).collect();
    format!("{}::new({})", item.name(), names.join(", "))
}

fn argument<'i>(item: &'i Item, key: &ShapeId) -> &'i str {
    item.field(key).map_or("", |part| part.name.as_str())
}
