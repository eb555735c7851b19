//! The context of all rules: both models, and the pairs of their items.

use super::members::{self, MemberPair};
use super::pairs::Pairs;
use super::report::Direction;
use super::side::{Alone, ShapePair, Side, values_of};
use super::values;
use crate::model::{Member, Shape, ShapeId, ShapeKind, Traits};

/// Both models, paired.
pub(super) struct Cx<'m> {
    pub(super) old: Side<'m>,
    pub(super) new: Side<'m>,
    pub(super) pairs: Pairs,
    /// Data shapes that operations reach: the current ones, then the removed ones.
    pub(super) shapes: Vec<ShapePair<'m>>,
    /// Operations: the current ones, then the removed ones.
    pub(super) operations: Vec<ShapePair<'m>>,
    /// The members of all shapes that are in both models.
    pub(super) members: Vec<MemberPair<'m>>,
    /// The items whose traits can be compared: those in both models.
    pub(super) sites: Vec<Site<'m>>,
}

/// An item whose traits are compared: the service, an operation, a shape, a member.
#[derive(Clone, Debug)]
pub(super) struct Site<'m> {
    pub(super) id: ShapeId,
    pub(super) old: &'m Traits,
    pub(super) new: &'m Traits,
    pub(super) way: Option<Direction>,
    pub(super) kind: SiteKind,
}

/// The kind of a [`Site`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SiteKind {
    Service,
    Operation,
    Shape,
    Member,
    /// A value of an enum.
    Value,
    /// A member whose simple target shape changed: the traits are those of the two shapes.
    Retargeted,
}

impl<'m> Cx<'m> {
    pub(super) fn of(old: &'m Alone<'m>, new: &'m Alone<'m>) -> Self {
        let (old, new) = (old.side(), new.side());
        let pairs = Pairs::of(&old, &new);
        let shapes = paired(&old, &new, old.reach.shapes(), new.reach.shapes(), &pairs);
        let operations =
            paired(&old, &new, old.reach.operations().iter(), new.reach.operations().iter(), &pairs);
        let both = shapes.iter().filter_map(ShapePair::both);
        let members = both.flat_map(|owners| members::pairs([&old, &new], owners)).collect();
        let mut cx = Self { old, new, pairs, shapes, operations, members, sites: Vec::new() };
        cx.sites = cx.all_sites();
        cx
    }

    /// Returns the direction of a shape or of the shape of a member.
    pub(super) fn way(&self, id: &ShapeId) -> Option<Direction> {
        let root = id.root();
        self.new.reach.way(&root).or_else(|| self.old.reach.way(&root))
    }

    /// Whether requests contain the shape.
    pub(super) fn in_input(&self, id: &ShapeId) -> bool {
        self.way(id).is_some_and(|way| way != Direction::Output)
    }

    /// Whether a structure is the input of an operation itself.
    pub(super) fn is_input(&self, id: &ShapeId) -> bool {
        self.new
            .reach
            .operations()
            .iter()
            .any(|operation| self.new.operation(operation).is_some_and(|operation| operation.input == *id))
    }

    /// Returns whether the targets of two members are alike on the wire, though of two types: a string and an enum.
    pub(super) fn travels_alike(&self, old: &Member, new: &Member) -> bool {
        let (Some((_, old)), Some((_, new))) = (self.old.shape(&old.target), self.new.shape(&new.target))
        else {
            return false;
        };
        let is_text = |shape: &Shape| matches!(shape.kind.type_name(), "string" | "enum");
        let is_number = |shape: &Shape| matches!(shape.kind.type_name(), "integer" | "intEnum");
        old.kind.type_name() != new.kind.type_name()
            && (is_text(old) && is_text(new) || is_number(old) && is_number(new))
    }

    /// Returns whether two ids, of either model, are of one shape.
    pub(super) fn is_same(&self, old: &ShapeId, new: &ShapeId) -> bool {
        self.pairs.new_of(old) == Some(new)
    }

    fn all_sites(&self) -> Vec<Site<'m>> {
        let mut sites = vec![Site {
            id: self.new.service_id.clone(),
            old: self.old.traits,
            new: self.new.traits,
            way: None,
            kind: SiteKind::Service,
        }];
        let all = [(&self.operations, SiteKind::Operation), (&self.shapes, SiteKind::Shape)];
        for (pairs, kind) in all {
            for [(_, old), (id, new)] in pairs.iter().filter_map(ShapePair::both) {
                let way = self.way(id);
                sites.push(Site { id: id.clone(), old: &old.traits, new: &new.traits, way, kind });
                sites.extend(values(old, new).map(|(name, old, new)| Site {
                    id: id.member(name),
                    old,
                    new,
                    way,
                    kind: SiteKind::Value,
                }));
            }
        }
        for pair in &self.members {
            let Some((old, new)) = pair.both() else { continue };
            let (id, way) = (pair.id(), self.way(pair.owners[1].0));
            sites.push(Site {
                id: id.clone(),
                old: &old.traits,
                new: &new.traits,
                way,
                kind: SiteKind::Member,
            });
            if let Some([old, new]) = self.retargeted(pair) {
                let (old, new) = (&old.1.traits, &new.1.traits);
                sites.push(Site { id, old, new, way, kind: SiteKind::Retargeted });
            }
        }
        sites
    }

    /// Returns the old and new target of a member, if these are two shapes of one simple type, or two lists or maps of
    /// the same: they can differ only in their traits.
    pub(super) fn retargeted(&self, pair: &MemberPair<'m>) -> Option<[(&'m ShapeId, &'m Shape); 2]> {
        let (old, new) = pair.both()?;
        let targets = [self.old.shape(&old.target)?, self.new.shape(&new.target)?];
        let same = |old: &Member, new: &Member| self.is_same(&old.target, &new.target);
        let is_kind = match (&targets[0].1.kind, &targets[1].1.kind) {
            (ShapeKind::List(old), ShapeKind::List(new)) => same(old, new),
            (ShapeKind::Map { key: k1, value: v1 }, ShapeKind::Map { key: k2, value: v2 }) => {
                same(k1, k2) && same(v1, v2)
            }
            (ShapeKind::Structure(_) | ShapeKind::Union(_), _) => false,
            (old, new) => values_of(targets[0].1).is_none() && old == new,
        };
        (is_kind && !self.is_same(targets[0].0, targets[1].0)).then_some(targets)
    }
}

/// Returns the values of an enum that are in both models.
fn values<'m>(old: &'m Shape, new: &'m Shape) -> impl Iterator<Item = (&'m str, &'m Traits, &'m Traits)> {
    values::pairs(old, new).into_iter().filter_map(move |pair| {
        let (before, after) = (pair.old?.0, pair.new?.0);
        Some((after, &values_of(old)?.get(before)?.traits, &values_of(new)?.get(after)?.traits))
    })
}

fn paired<'m, 'i>(
    old: &Side<'m>,
    new: &Side<'m>,
    old_ids: impl Iterator<Item = &'i ShapeId>,
    new_ids: impl Iterator<Item = &'i ShapeId>,
    pairs: &Pairs,
) -> Vec<ShapePair<'m>> {
    let there = new_ids.map(|id| ShapePair {
        old: pairs.old_of(id).and_then(|before| old.shape(before)),
        new: new.shape(id),
    });
    let gone = old_ids.filter(|id| pairs.new_of(id).is_none());
    there.chain(gone.map(|id| ShapePair { old: old.shape(id), new: None })).collect()
}
