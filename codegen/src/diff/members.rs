//! Members of two shapes, paired: by name, or by where they travel.

use std::collections::HashMap;

use super::cx::Side;
use crate::model::{Member, Shape, ShapeId, ShapeKind};

/// A member before and after.
#[derive(Clone, Copy, Debug)]
pub(super) struct MemberPair<'m> {
    /// Its shape before and after.
    pub(super) owners: [(&'m ShapeId, &'m Shape); 2],
    pub(super) old: Option<(&'m str, &'m Member)>,
    pub(super) new: Option<(&'m str, &'m Member)>,
}

impl<'m> MemberPair<'m> {
    /// The id after; before, where it is gone.
    pub(super) fn id(&self) -> ShapeId {
        match (self.old, self.new) {
            (_, Some((name, _))) => self.owners[1].0.member(name),
            (Some((name, _)), None) => self.owners[0].0.member(name),
            (None, None) => self.owners[1].0.clone(),
        }
    }

    /// The member before and after, where it is on both sides.
    pub(super) fn both(&self) -> Option<(&'m Member, &'m Member)> {
        Some((self.old?.1, self.new?.1))
    }

    /// Whether it is a member of a structure or a union, rather than of a list or a map.
    pub(super) fn is_named(&self) -> bool {
        self.owners
            .iter()
            .all(|(_, shape)| matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)))
    }
}

/// The members of a shape by name, those of lists and maps included; those of enums are values, and not here.
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

/// The members of a shape before and after: those that are there now, then those that are gone.
pub(super) fn pairs<'m>(sides: [&Side<'m>; 2], owners: [(&'m ShapeId, &'m Shape); 2]) -> Vec<MemberPair<'m>> {
    let [old, new] = [named(owners[0].1), named(owners[1].1)];
    let mut gone: Vec<(&str, &Member)> =
        old.iter().filter(|(name, _)| !new.iter().any(|(other, _)| other == name)).copied().collect();
    let by_name: HashMap<&str, &Member> = old.iter().copied().collect();
    let mut pairs = Vec::new();
    for (name, member) in new {
        let before = match by_name.get_key_value(name) {
            Some((name, member)) => Some((*name, *member)),
            None => {
                let place = place(sides[1], name, member);
                let moved =
                    gone.iter().position(|(name, member)| self::place(sides[0], name, member) == place);
                moved.map(|at| gone.remove(at))
            }
        };
        pairs.push(MemberPair { owners, old: before, new: Some((name, member)) });
    }
    pairs.extend(gone.into_iter().map(|member| MemberPair { owners, old: Some(member), new: None }));
    pairs
}

/// Where a member travels and under which name.
fn place(side: &Side<'_>, name: &str, member: &Member) -> (&'static str, String) {
    for (id, what) in [("smithy.api#httpHeader", "header"), ("smithy.api#httpQuery", "query")] {
        if let Some(name) = member.traits.text(id) {
            return (what, name.to_ascii_lowercase());
        }
    }
    ("document", side.protocol.wire_name(name, &member.traits).to_owned())
}
