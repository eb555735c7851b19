//! Pairs the shapes of the old and the new model.
//!
//! Shapes pair by name first. The others pair by their positions: a removed shape and a new shape that are used in the
//! same places of paired shapes are one renamed shape. Names of errors are on the wire, so
//! errors pair by name alone; operations pair by their route if their names are not on the wire.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::members;
use super::side::{Side, values_of};
use crate::model::{Shape, ShapeId, ShapeKind};

/// Ids that are the same item in both models.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    new_by_old: HashMap<ShapeId, ShapeId>,
    old_by_new: HashMap<ShapeId, ShapeId>,
}

impl Pairs {
    pub(super) fn of(old: &Side<'_>, new: &Side<'_>) -> Self {
        let mut pairs = Self::default();
        pairs.add(old.service_id, new.service_id);
        pairs.by_name(old, new, old.reach.operations().iter(), &|id| new.reach.operations().contains(id));
        pairs.by_name(old, new, old.reach.shapes(), &|id| new.reach.has(id));
        pairs.by_route(old, new);
        while pairs.by_position(old, new) {}
        pairs
    }

    /// Returns the new id of a shape of the old model.
    pub(super) fn new_of(&self, old: &ShapeId) -> Option<&ShapeId> {
        self.new_by_old.get(old)
    }

    /// Returns the old id of a shape of the new model.
    pub(super) fn old_of(&self, new: &ShapeId) -> Option<&ShapeId> {
        self.old_by_new.get(new)
    }

    fn add(&mut self, old: &ShapeId, new: &ShapeId) {
        self.new_by_old.insert(old.clone(), new.clone());
        self.old_by_new.insert(new.clone(), old.clone());
    }

    fn are_free(&self, old: &ShapeId, new: &ShapeId) -> bool {
        !self.new_by_old.contains_key(old) && !self.old_by_new.contains_key(new)
    }

    /// Pairs by the whole id, and by the name alone if the service has moved to another namespace.
    fn by_name<'i>(
        &mut self,
        old: &Side<'_>,
        new: &Side<'_>,
        ids: impl Iterator<Item = &'i ShapeId>,
        is_there: &dyn Fn(&ShapeId) -> bool,
    ) {
        let moved = old.service_id.namespace() != new.service_id.namespace();
        for id in ids {
            let here = id.namespace() == old.service_id.namespace();
            let name = (moved && here).then(|| format!("{}#{}", new.service_id.namespace(), id.name()));
            let other = name.and_then(|name| ShapeId::parse(&name)).unwrap_or_else(|| id.clone());
            if is_there(&other) && self.are_free(id, &other) {
                self.add(id, &other);
            }
        }
    }

    /// Pairs removed and new operations with the same method and path, one each.
    fn by_route(&mut self, old: &Side<'_>, new: &Side<'_>) {
        let free = |side: &Side<'_>, is_free: &dyn Fn(&ShapeId) -> bool| {
            let mut routes: IndexMap<String, Vec<ShapeId>> = IndexMap::new();
            for id in side.reach.operations().iter().filter(|id| is_free(id)) {
                if let Some(route) = route(side, id) {
                    routes.entry(route).or_default().push(id.clone());
                }
            }
            routes
        };
        let before = free(old, &|id| !self.new_by_old.contains_key(id));
        let after = free(new, &|id| !self.old_by_new.contains_key(id));
        for (route, ids) in &before {
            if let (&[old], Some([new])) =
                (&ids.iter().collect::<Vec<_>>()[..], after.get(route).map(Vec::as_slice))
            {
                self.add(old, new);
            }
        }
    }

    /// Runs one round: pairs each removed shape with the new one that most often takes its place. Returns true if any was found,
    /// since their members are positions too.
    fn by_position(&mut self, old: &Side<'_>, new: &Side<'_>) -> bool {
        let mut votes: IndexMap<(ShapeId, ShapeId), usize> = IndexMap::new();
        let mut vote = |before: &ShapeId, after: &ShapeId, by: &Self| {
            // Using `smithy.api#String` instead of an own shape is not a rename.
            let has_name = |id: &ShapeId| id.namespace() != "smithy.api";
            if has_name(before) && has_name(after) && by.are_free(before, after) {
                *votes.entry((before.clone(), after.clone())).or_default() += 1;
            }
        };
        let mut tops = Vec::new();
        for before in old.reach.operations() {
            let Some(after) = self.new_of(before) else { continue };
            let (Some(before), Some(after)) = (old.operation(before), new.operation(after)) else { continue };
            for (before, after) in [(&before.input, &after.input), (&before.output, &after.output)] {
                vote(before, after, self);
                tops.push((before, after));
            }
        }
        for before in old.reach.shapes() {
            let Some(after) = self.new_of(before) else { continue };
            let (Some(before), Some(after)) = (old.shape(before), new.shape(after)) else { continue };
            for pair in members::pairs([old, new], [before, after]) {
                if let Some((before, after)) = pair.both() {
                    vote(&before.target, &after.target, self);
                }
            }
        }
        let mut ranked: Vec<_> = votes.into_iter().collect();
        // A stable order: of two equal candidates, the first in the model wins.
        ranked.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
        let mut found = false;
        for ((before, after), _) in ranked {
            let (Some(one), Some(other)) = (old.shape(&before), new.shape(&after)) else { continue };
            let is_top = tops.contains(&(&before, &after));
            if self.are_free(&before, &after) && is_alike(one.1, other.1, is_top) {
                self.add(&before, &after);
                found = true;
            }
        }
        found
    }
}

/// Returns whether one can be the renamed other: of one type and, if they have members or values, with at least half
/// of them in common. The input and output of the same operation need no such evidence.
fn is_alike(old: &Shape, new: &Shape, is_top: bool) -> bool {
    let is_error = |shape: &Shape| shape.traits.has("smithy.api#error");
    if std::mem::discriminant(&old.kind) != std::mem::discriminant(&new.kind)
        || is_error(old)
        || is_error(new)
    {
        return false;
    }
    let (before, after): (Vec<String>, Vec<String>) = match (values_of(old), values_of(new)) {
        (Some(old), Some(new)) => (values(old), values(new)),
        _ if matches!(old.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)) => (names(old), names(new)),
        _ => return true,
    };
    let common = after.iter().filter(|name| before.contains(name)).count();
    is_top || common * 2 >= before.len().max(after.len())
}

fn names(shape: &Shape) -> Vec<String> {
    members::named(shape).into_iter().map(|(name, _)| name.to_owned()).collect()
}

fn values(members: &crate::model::Members) -> Vec<String> {
    let value =
        |member: &crate::model::Member| member.traits.get("smithy.api#enumValue").map(ToString::to_string);
    members.values().filter_map(value).collect()
}

/// Returns method and path, without the names of labels; `None` if the name of the operation is on the wire instead.
fn route(side: &Side<'_>, id: &ShapeId) -> Option<String> {
    if !side.protocol.binds_http() {
        return None;
    }
    let http = side.model.shapes.get(id)?.traits.get("smithy.api#http")?;
    let (method, uri) = (http.get("method")?.as_str()?, http.get("uri")?.as_str()?);
    let mut route = format!("{method} ");
    let mut in_label = false;
    for c in uri.chars() {
        in_label = match c {
            '{' => true,
            '}' => false,
            _ => in_label,
        };
        if !in_label {
            route.push(c);
        }
    }
    Some(route)
}
