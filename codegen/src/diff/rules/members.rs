//! Rules about members: presence, order and targets.

use super::support::{Said, code};
use super::{Found, Rule};
use crate::diff::cx::Cx;
use crate::diff::members::{MemberPair, named};
use crate::diff::report::{Class, Severity};
use crate::diff::side::ShapePair;
use crate::model::{Member, Shape, ShapeId, ShapeKind, Traits};

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "AddedRequiredMember",
        evaluators: &["AddedRequiredMember"],
        traits: &[],
        fires: "a structure has a new required member without a default: breaking if requests contain it, \
                additive if only responses contain it",
        check: |cx, found| added(cx, found, true),
    },
    Rule {
        id: "AddedMember",
        evaluators: &["AddedShape"],
        traits: &[],
        fires: "a structure or a union has any other new member: additive, since both are open",
        check: |cx, found| added(cx, found, false),
    },
    Rule {
        id: "RemovedMember",
        evaluators: &["RemovedShape"],
        traits: &[],
        fires: "a member was removed: breaking",
        check: |cx, found| {
            for pair in cx.members.iter().filter(|pair| pair.new.is_none() && pair.is_named()) {
                let Some((name, _)) = pair.old else { continue };
                let message = format!("the member {} was removed", code(name));
                found.add(Class::Wire, Severity::Breaking, pair.id(), message);
            }
        },
    },
    Rule {
        id: "RenamedMember",
        evaluators: &[],
        traits: &[],
        fires: "a member has a new name and the same wire name, by its `jsonName`, header or query parameter: \
                breaking, only for Rust names",
        check: |cx, found| {
            for pair in cx.members.iter() {
                let (Some((old, _)), Some((new, _))) = (pair.old, pair.new) else { continue };
                if old != new && pair.travels_alike([&cx.old, &cx.new]) {
                    let message =
                        format!("it is now named {} (was {}), with the same wire name", code(new), code(old));
                    found.add(Class::Type, Severity::Neutral, pair.id(), message);
                }
            }
        },
    },
    Rule {
        id: "ChangedMemberOrder",
        evaluators: &["ChangedMemberOrder"],
        traits: &[],
        fires: "the order of members changes: neutral, or breaking if arguments of a constructor change places, \
                which needs models without `constructors.json`. New members in between are not a change of order",
        check: order,
    },
    Rule {
        id: "ChangedMemberTarget",
        evaluators: &["ChangedMemberTarget"],
        traits: &[],
        fires: "a member has another target, not just a renamed one: neutral if both \
                are simple, or lists and maps of simple shapes, and alike except for their names, and between a string and an enum \
                of strings; otherwise breaking. Breaking for Rust code if the type of a field changes",
        check: target,
    },
];

/// Whether a member must be set, according to the model.
fn is_required(traits: &Traits) -> bool {
    let default = traits.get("smithy.api#default").is_some_and(|value| !value.is_null());
    traits.has("smithy.api#required") && !traits.has("smithy.api#clientOptional") && !default
}

fn added(cx: &Cx<'_>, found: &mut Found, required: bool) {
    for pair in cx.members.iter().filter(|pair| pair.old.is_none() && pair.is_named()) {
        let Some((name, member)) = pair.new else { continue };
        if is_required(&member.traits) != required {
            continue;
        }
        let id = pair.id();
        let what = format!("the member {}, {},", code(name), said(cx.new.shape(&member.target)));
        let (message, severity) = match (required, cx.in_input(&id)) {
            (true, true) => (format!("{what} is new and required"), Severity::Breaking),
            (true, false) => (format!("{what} is new, and responses always have it"), Severity::Additive),
            (false, _) => (format!("{what} is new"), Severity::Additive),
        };
        found.add(Class::Wire, severity, id, message);
    }
}

fn order(cx: &Cx<'_>, found: &mut Found) {
    for owners in cx.shapes.iter().filter_map(ShapePair::both) {
        if !matches!(owners[1].1.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)) {
            continue;
        }
        let pairs: Vec<&MemberPair<'_>> =
            cx.members.iter().filter(|pair| pair.owners[1].0 == owners[1].0).collect();
        // The new order of members that are in both models.
        let kept: Vec<(&str, &str)> =
            pairs.iter().filter_map(|pair| Some((pair.old?.0, pair.new?.0))).collect();
        let before: Vec<&str> = named(owners[0].1).into_iter().map(|(name, _)| name).collect();
        let at = |name: &str| before.iter().position(|other| *other == name);
        if kept.windows(2).any(|two| at(two[0].0) > at(two[1].0)) {
            found.add(Class::Docs, Severity::Neutral, owners[1].0, orders("members", &before, &kept));
        }
    }
}

fn target(cx: &Cx<'_>, found: &mut Found) {
    for pair in &cx.members {
        let Some((old, new)) = pair.both() else { continue };
        if cx.is_same(&old.target, &new.target) {
            continue;
        }
        let [after, before] = [said(cx.new.shape(&new.target)), said(cx.old.shape(&old.target))];
        let what = if pair.is_named() { "it now points to" } else { "its items are now" };
        let names = format!("{what} {after} (was {before})");
        match is_alike(cx, old, new, 0) {
            // Such a change cannot be the cause of an effect on Rust code.
            true => {
                let message = format!("{names}: alike except for the name");
                found.add_unseen(Class::Type, pair.id(), message).key = None;
            }
            // Rules about limits and similar traits report those differences.
            false if cx.retargeted(pair).is_some() => {
                found.add_unseen(Class::Type, pair.id(), names);
            }
            false if cx.travels_alike(old, new) => {
                found.add(Class::Type, Severity::Neutral, pair.id(), names);
            }
            false => {
                found.add(Class::Wire, Severity::Breaking, pair.id(), names);
            }
        }
    }
}

/// Returns both orders; for people, from the first moved member on.
pub(super) fn orders(what: &str, before: &[&str], kept: &[(&str, &str)]) -> Said {
    let old: Vec<&str> =
        before.iter().copied().filter(|name| kept.iter().any(|(old, _)| old == name)).collect();
    let same = old.iter().zip(kept).take_while(|(old, (name, _))| *old == name).count();
    let sentence = |from: usize, most: usize| {
        let order = |names: Vec<&str>| {
            let start = if from > 0 { "..., " } else { "" };
            let end = if names.len() > from + most { ", ..." } else { "" };
            let shown: Vec<String> = names.into_iter().skip(from).take(most).map(code).collect();
            format!("{start}{}{end}", shown.join(", "))
        };
        let new = kept.iter().map(|(_, name)| *name).collect();
        format!("the order of its {what} is now {} (was {})", order(new), order(old.clone()))
    };
    Said { full: sentence(0, usize::MAX / 2), brief: sentence(same, SHOWN) }
}

/// The maximum number of members of an order that is shown to people.
const SHOWN: usize = 6;

fn said(shape: Option<(&ShapeId, &Shape)>) -> String {
    shape.map_or_else(
        || "nothing".to_owned(),
        |(id, shape)| format!("the {} {}", shape.kind.type_name(), code(id.name())),
    )
}

/// The maximum depth of compared lists and maps.
const MAX_DEPTH: usize = 16;

/// Whether the targets of two members are alike except for their names.
fn is_alike(cx: &Cx<'_>, old: &Member, new: &Member, depth: usize) -> bool {
    if cx.is_same(&old.target, &new.target) {
        return true;
    }
    let (Some((_, before)), Some((_, after))) = (cx.old.shape(&old.target), cx.new.shape(&new.target)) else {
        return false;
    };
    let facts = |traits: &Traits| {
        let is_fact = |id: &&String| !matches!(id.as_str(), "smithy.api#documentation" | "smithy.api#tags");
        let mut facts: Vec<(String, String)> =
            traits.0.keys().filter(is_fact).map(|id| (id.clone(), format!("{:?}", traits.get(id)))).collect();
        facts.sort();
        facts
    };
    if depth > MAX_DEPTH || facts(&before.traits) != facts(&after.traits) {
        return false;
    }
    match (&before.kind, &after.kind) {
        (ShapeKind::List(old), ShapeKind::List(new)) => is_alike(cx, old, new, depth + 1),
        (ShapeKind::Map { key: k1, value: v1 }, ShapeKind::Map { key: k2, value: v2 }) => {
            is_alike(cx, k1, k2, depth + 1) && is_alike(cx, v1, v2, depth + 1)
        }
        (ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_), _) => {
            false
        }
        (old, new) => old == new,
    }
}
