//! Pairs the members of two shapes: by name, or by location.

use std::collections::HashMap;

use super::side::Side;
use crate::model::{Member, Shape, ShapeId, ShapeKind};
use crate::naming;

/// A member before and after.
#[derive(Clone, Copy, Debug)]
pub(super) struct MemberPair<'m> {
    /// Its shape before and after.
    pub(super) owners: [(&'m ShapeId, &'m Shape); 2],
    pub(super) old: Option<(&'m str, &'m Member)>,
    pub(super) new: Option<(&'m str, &'m Member)>,
}

impl<'m> MemberPair<'m> {
    /// The new id, or the old one if it was removed.
    pub(super) fn id(&self) -> ShapeId {
        match (self.old, self.new) {
            (_, Some((name, _))) => self.owners[1].0.member(name),
            (Some((name, _)), None) => self.owners[0].0.member(name),
            (None, None) => self.owners[1].0.clone(),
        }
    }

    /// The member before and after, if it is in both shapes.
    pub(super) fn both(&self) -> Option<(&'m Member, &'m Member)> {
        Some((self.old?.1, self.new?.1))
    }

    /// Whether its location and wire name are unchanged.
    pub(super) fn travels_alike(&self, sides: [&Side<'m>; 2]) -> bool {
        let (Some((before, old)), Some((after, new))) = (self.old, self.new) else { return false };
        place(sides[0], before, old) == place(sides[1], after, new)
    }

    /// Whether it is a member of a structure or a union, rather than of a list or a map.
    pub(super) fn is_named(&self) -> bool {
        self.owners
            .iter()
            .all(|(_, shape)| matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)))
    }
}

/// Returns the members of a shape by name, including those of lists and maps; enum values are not included.
pub(super) fn named(shape: &Shape) -> Vec<(&str, &Member)> {
    match &shape.kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => {
            members.iter().map(|(name, member)| (name.as_str(), member)).collect()
        }
        ShapeKind::List(member) => vec![("member", member)],
        ShapeKind::Map { key, value } => vec![("key", key), ("value", value)],
        _ => Vec::new(),
    }
}

/// Returns the members of a shape before and after: the current ones, then the removed ones. Renamed members are
/// found by their location, then by their Rust name.
pub(super) fn pairs<'m>(sides: [&Side<'m>; 2], owners: [(&'m ShapeId, &'m Shape); 2]) -> Vec<MemberPair<'m>> {
    let [old, new] = [named(owners[0].1), named(owners[1].1)];
    let mut gone: Vec<(&str, &Member)> =
        old.iter().filter(|(name, _)| !new.iter().any(|(other, _)| other == name)).copied().collect();
    let by_name: HashMap<&str, &Member> = old.iter().copied().collect();
    let mut pairs: Vec<MemberPair<'m>> = Vec::new();
    for (name, member) in new {
        let before = by_name.get_key_value(name).map(|(name, member)| (*name, *member));
        pairs.push(MemberPair { owners, old: before, new: Some((name, member)) });
    }
    let is_same: [&IsSame<'_>; 2] =
        [&|old, new| place(sides[0], old.0, old.1) == place(sides[1], new.0, new.1), &|old, new| {
            naming::field_name(old.0) == naming::field_name(new.0)
        }];
    for is_same in is_same {
        for pair in pairs.iter_mut().filter(|pair| pair.old.is_none()) {
            let Some(new) = pair.new else { continue };
            pair.old = gone.iter().position(|old| is_same(*old, new)).map(|at| gone.remove(at));
        }
    }
    pairs.extend(gone.into_iter().map(|member| MemberPair { owners, old: Some(member), new: None }));
    pairs
}

/// Whether two members, each with its name, are the same.
type IsSame<'s> = dyn Fn((&str, &Member), (&str, &Member)) -> bool + 's;

/// Bindings to a whole part of a message.
const WITHOUT_NAMES: [(&str, &str); 4] = [
    ("smithy.api#httpPayload", "payload"),
    ("smithy.api#httpPrefixHeaders", "headers"),
    ("smithy.api#httpQueryParams", "parameters"),
    ("smithy.api#httpResponseCode", "status"),
];

/// Returns the location and wire name of a member.
fn place(side: &Side<'_>, name: &str, member: &Member) -> (&'static str, String) {
    if side.protocol.binds_http() {
        // Header names are case-insensitive, those of query parameters are not.
        if let Some(name) = member.traits.text("smithy.api#httpHeader") {
            return ("header", name.to_ascii_lowercase());
        }
        if let Some(name) = member.traits.text("smithy.api#httpQuery") {
            return ("query", name.to_owned());
        }
        // There is at most one of each of these, and its name is not on the wire.
        for (id, what) in WITHOUT_NAMES {
            if member.traits.has(id) {
                return (what, String::new());
            }
        }
    }
    ("document", side.protocol.wire_name(name, &member.traits).to_owned())
}
