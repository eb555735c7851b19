//! Possible causes of an effect: keys of changes, the most likely first.

use std::collections::{HashMap, HashSet, VecDeque};

use super::surface::NewIds;
use crate::diff::cx::Cx;
use crate::diff::members::named;
use crate::diff::report::Key;
use crate::diff::rules::NULLABILITY;
use crate::diff::side::Side;
use crate::model::{Shape, ShapeId, ShapeKind};

/// A possible cause: its key, and the rules to consider; any rule that is not only about text if
/// there are none.
#[derive(Clone, Debug)]
pub(in crate::diff) struct Want {
    pub(in crate::diff) key: Key,
    pub(in crate::diff) rules: Vec<&'static str>,
}

/// Any rule at a key.
pub(super) fn any(key: impl Into<Key>) -> Want {
    Want { key: key.into(), rules: Vec::new() }
}

/// Certain rules at a key.
pub(super) fn by(key: impl Into<Key>, rules: &[&'static str]) -> Want {
    Want { key: key.into(), rules: rules.to_vec() }
}

/// The rules about whether a member can be missing, at a key.
pub(super) fn nullability(key: impl Into<Key>) -> Want {
    Want { key: key.into(), rules: NULLABILITY.iter().map(|rule| rule.id).collect() }
}

/// Rules by which an operation starts or stops using a structure.
const OPERATIONS: &[&str] =
    &["ChangedOperationInput", "ChangedOperationOutput", "AddedOperation", "RemovedOperation"];

/// Rules by which a member starts or stops using a shape.
const MEMBERS: &[&str] = &[
    "ChangedMemberTarget",
    "AddedMember",
    "AddedRequiredMember",
    "RemovedMember",
    "ChangedOperationInput",
    "ChangedOperationOutput",
    "AddedOperation",
    "RemovedOperation",
];

/// Both models as graphs, for causes in other places than their effects.
pub(super) struct Graph<'c, 'm> {
    pub(super) cx: &'c Cx<'m>,
    /// Ids of the new model by those of the old one, if they differ.
    pub(super) ids: &'c NewIds,
}

impl<'m> Graph<'_, 'm> {
    fn key(&self, id: &ShapeId) -> ShapeId {
        self.ids.get(id).unwrap_or(id).clone()
    }

    /// Returns members on a path from a shape to a wanted one, the nearest first; then their final targets.
    fn leading(&self, side: &Side<'m>, from: &[ShapeId], is_wanted: &dyn Fn(&Shape) -> bool) -> Vec<ShapeId> {
        let good = leads(side, is_wanted);
        let (mut keys, mut ends) = (Vec::new(), Vec::new());
        let mut pending: VecDeque<&ShapeId> = from.iter().collect();
        let mut seen: HashSet<&ShapeId> = HashSet::new();
        while let Some(id) = pending.pop_front() {
            let Some((id, shape)) = side.shape(id).filter(|(id, _)| seen.insert(id)) else { continue };
            if is_wanted(shape) {
                ends.push(self.key(id));
            }
            for (name, member) in named(shape).into_iter().filter(|(_, member)| good.contains(&member.target))
            {
                keys.push(self.key(&id.member(name)));
                pending.push_back(&member.target);
            }
        }
        keys.extend(ends);
        keys
    }

    /// Returns the cause of a type's lost `Eq`, in the new model, or of its absence, in the old one.
    pub(super) fn floats(&self, in_new: bool, from: &[ShapeId]) -> Vec<ShapeId> {
        let is_float = |shape: &Shape| matches!(shape.kind.type_name(), "float" | "double");
        self.leading(self.side(in_new), from, &is_float)
    }

    /// Returns the path from a shape back to one that contains it.
    pub(super) fn back(&self, in_new: bool, from: &ShapeId, to: &ShapeId) -> Vec<ShapeId> {
        let side = self.side(in_new);
        let owner = side.shape(to).map(|(_, shape)| std::ptr::from_ref(shape));
        let is_owner = |shape: &Shape| owner == Some(std::ptr::from_ref(shape));
        self.leading(side, std::slice::from_ref(from), &is_owner)
    }

    /// Returns the users of a shape in one of the models: an operation as its input or output, a structure or a union in a member,
    /// also through lists and maps. With the rules by which such uses are added and removed.
    pub(super) fn users(&self, roots: &[ShapeId]) -> Vec<Want> {
        let mut wants = Vec::new();
        for side in [&self.cx.new, &self.cx.old] {
            for id in side.reach.operations() {
                let Some(operation) = side.operation(id) else { continue };
                if roots.contains(&operation.input) || roots.contains(&operation.output) {
                    wants.push(by(self.key(id), OPERATIONS));
                }
            }
            let mut pending: VecDeque<&ShapeId> = roots.iter().collect();
            let mut seen: HashSet<&ShapeId> = HashSet::new();
            while let Some(target) = pending.pop_front() {
                if !seen.insert(target) {
                    continue;
                }
                for (id, shape) in side.reach.shapes().filter_map(|id| side.shape(id)) {
                    for (name, _) in named(shape).into_iter().filter(|(_, member)| member.target == *target) {
                        wants.push(by(self.key(&id.member(name)), MEMBERS));
                        if matches!(shape.kind, ShapeKind::List(_) | ShapeKind::Map { .. }) {
                            pending.push_back(id);
                        }
                    }
                }
            }
        }
        wants
    }

    /// Returns operations with a trait, and the rules by which it or they are added and removed.
    pub(super) fn operations_with(&self, traits: &[&str], rules: &[&'static str]) -> Vec<Want> {
        let mut wants = Vec::new();
        for side in [&self.cx.new, &self.cx.old] {
            let has = |id: &&ShapeId| {
                side.shape(id).is_some_and(|(_, shape)| traits.iter().any(|id| shape.traits.has(id)))
            };
            let ids = side.reach.operations().iter().filter(has);
            wants.extend(ids.map(|id| by(self.key(id), &[rules, OPERATIONS].concat())));
        }
        wants
    }

    /// Returns members that lead to a shape with `@streaming`, of a type, in one of the models; and operations with one.
    pub(super) fn streams(&self, ty: &str) -> Vec<Want> {
        let mut wants = Vec::new();
        let is_stream =
            |shape: &Shape| shape.kind.type_name() == ty && shape.traits.has("smithy.api#streaming");
        for side in [&self.cx.new, &self.cx.old] {
            let good = leads(side, &is_stream);
            for id in side.reach.operations() {
                let Some(operation) = side.operation(id) else { continue };
                if good.contains(&operation.input) || good.contains(&operation.output) {
                    wants.push(by(self.key(id), OPERATIONS));
                }
            }
            wants.extend(self.leading(side, &self.tops(side), &is_stream).iter().map(any));
        }
        wants
    }

    fn tops(&self, side: &Side<'m>) -> Vec<ShapeId> {
        let mut from = Vec::new();
        for id in side.reach.operations() {
            let Some(operation) = side.operation(id) else { continue };
            from.extend([&operation.input, &operation.output].into_iter().chain(&operation.errors).cloned());
        }
        from
    }

    /// Returns operations that use a shape of these types, then members that lead to one, in one of the models.
    pub(super) fn of_types(&self, in_new: bool, types: &[&str]) -> Vec<ShapeId> {
        let side = self.side(in_new);
        let is_wanted = |shape: &Shape| types.contains(&shape.kind.type_name());
        let good = leads(side, &is_wanted);
        let mut keys = self.leading(side, &self.tops(side), &is_wanted);
        // Members are added with a new operation, or with a new structure.
        keys.extend(side.reach.operations().iter().filter_map(|id| {
            let operation = side.operation(id)?;
            let has = good.contains(&operation.input) || good.contains(&operation.output);
            has.then(|| self.key(id))
        }));
        keys.extend(good.iter().map(|id| self.key(id)).collect::<std::collections::BTreeSet<_>>());
        keys
    }

    fn side(&self, in_new: bool) -> &Side<'m> {
        if in_new { &self.cx.new } else { &self.cx.old }
    }
}

/// Returns the shapes from which a wanted one can be reached, including the wanted ones.
fn leads<'m>(side: &Side<'m>, is_wanted: &dyn Fn(&Shape) -> bool) -> HashSet<&'m ShapeId> {
    let shapes: Vec<(&ShapeId, &Shape)> = side.reach.shapes().filter_map(|id| side.shape(id)).collect();
    let mut owners: HashMap<&ShapeId, Vec<&'m ShapeId>> = HashMap::new();
    for (id, shape) in &shapes {
        for (_, member) in named(shape) {
            owners.entry(&member.target).or_default().push(id);
        }
    }
    let mut pending: Vec<&ShapeId> =
        shapes.iter().filter(|(_, shape)| is_wanted(shape)).map(|(id, _)| *id).collect();
    let mut good = HashSet::new();
    while let Some(id) = pending.pop() {
        if good.insert(id) {
            pending.extend(owners.get(id).into_iter().flatten());
        }
    }
    good
}

/// Returns the errors of an operation.
pub(super) fn errors_of(side: &Side<'_>, operation: &ShapeId) -> Vec<ShapeId> {
    let own = side.operation(operation).map(|operation| operation.errors.clone()).unwrap_or_default();
    own.into_iter().chain(side.service.errors.iter().cloned()).collect()
}

/// Returns the target of a member.
pub(super) fn target<'m>(side: &Side<'m>, member: &ShapeId) -> Option<&'m ShapeId> {
    let (_, owner) = side.shape(&member.root())?;
    let found = named(owner).into_iter().find(|(name, _)| Some(*name) == member.member_name());
    found.map(|(_, member)| &member.target)
}

/// Returns the shapes and members in the type of a member, from the outside in: each list or map before its members.
pub(super) fn inside(side: &Side<'_>, member: &ShapeId) -> Vec<ShapeId> {
    let mut keys = Vec::new();
    let mut pending: VecDeque<&ShapeId> = target(side, member).into_iter().collect();
    while let Some((id, shape)) =
        pending.pop_front().and_then(|id| side.shape(id)).filter(|_| keys.len() < MOST)
    {
        keys.push(id.clone());
        if let ShapeKind::List(_) | ShapeKind::Map { .. } = shape.kind {
            for (name, member) in named(shape) {
                keys.push(id.member(name));
                pending.push_back(&member.target);
            }
        }
    }
    keys
}

/// The maximum depth of a type: lists and maps may contain themselves.
const MOST: usize = 64;
