//! Overlay entries that mark secrets and have lost their target: finds the new target. Such an entry is never
//! removed only because it does not fit: without it, the secret appears in logs.

use std::collections::{BTreeMap, BTreeSet};

use farrier::model::{Member, Role, Shape, ShapeId, ShapeKind, Source};
use farrier::{Diagnostic, DiagnosticKind, Diagnostics, Model};
use serde_json::Value;

use crate::read;
use crate::renames::{Renames, renamed};

/// The trait that marks a secret.
const SENSITIVE: &str = "smithy.api#sensitive";

/// Whether an entry of an overlay marks a secret.
pub(super) fn is_secret(overlay: &Value, id: &ShapeId) -> bool {
    let traits = overlay.get("shapes").and_then(|shapes| shapes.get(id.as_str())?.get("traits"));
    traits.is_some_and(|traits| traits.get(SENSITIVE).is_some())
}

/// Finds the new target of each secret mark without a target. Unique targets are added to the renames, so that
/// the entry is moved; others are returned as problems.
pub(super) fn placed(
    given: &[Source],
    stale: &mut Diagnostics,
    models: [&Model; 2],
    renames: &mut Renames,
) -> Diagnostics {
    let overlays = given.iter().filter(|source| source.role == Role::Overlay);
    let overlays = overlays.map(|source| Some((&source.name, read::json(&source.name, &source.bytes).ok()?)));
    let overlays: BTreeMap<&String, Value> = overlays.flatten().collect();
    let mut open = Diagnostics::default();
    for problem in stale.0.iter_mut().filter(|problem| problem.kind == DiagnosticKind::MissingTarget) {
        let Some(id) = problem.id().cloned() else { continue };
        let overlay = problem.file.as_ref().and_then(|file| overlays.get(file));
        if !overlay.is_some_and(|overlay| is_secret(overlay, &id)) || renamed(&id, renames).is_some() {
            continue;
        }
        let places: Vec<ShapeId> = successors(models, &id, renames).into_iter().collect();
        match &places[..] {
            [] => {
                problem.message = format!(
                    "marks a secret, and nothing in the new model replaces {id}: find the shape that contains the secret now"
                );
            }
            [one] => {
                problem.message = format!("marks a secret, and {one} replaces {id}: move the entry to it");
                renames.insert(id, one.clone());
            }
            several => {
                let several: Vec<&str> = several.iter().map(ShapeId::as_str).collect();
                problem.message = format!(
                    "marks a secret, and several shapes replace {id}: move the entry to those that contain the secret: {}",
                    several.join(", ")
                );
                open.push(Diagnostic::clone(problem));
            }
        }
    }
    open
}

/// Returns the new targets of members that pointed to a shape; for a member, the one in its place.
fn successors([old, new]: [&Model; 2], id: &ShapeId, renames: &Renames) -> BTreeSet<ShapeId> {
    let mut found = BTreeSet::new();
    if let Some(name) = id.member_name() {
        // A removed member: another of its structure that is the same except for the case of its name.
        let root = id.root();
        let owner = now(&root, renames);
        let others = new.shapes.get(owner).map(members).into_iter().flatten();
        let same = others.filter(|(other, _)| other.eq_ignore_ascii_case(name));
        found.extend(same.map(|(other, _)| owner.member(other)));
        return found;
    }
    for (owner, shape) in &old.shapes {
        let owner = now(owner, renames);
        let Some(after) = new.shapes.get(owner).map(members) else { continue };
        for (name, _) in members(shape).into_iter().filter(|(_, member)| member.target == *id) {
            let same = after.iter().find(|(other, _)| *other == name);
            let same = same.or_else(|| after.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)));
            // Shapes of Smithy's own prelude cannot be marked; their members can.
            found.extend(same.map(|(other, member)| match member.target.namespace() {
                "smithy.api" => owner.member(other),
                _ => member.target.clone(),
            }));
        }
    }
    found
}

/// Returns the id of a shape in the new model.
fn now<'i>(id: &'i ShapeId, renames: &'i Renames) -> &'i ShapeId {
    renames.get(id).unwrap_or(id)
}

fn members(shape: &Shape) -> Vec<(&str, &Member)> {
    match &shape.kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => {
            members.iter().map(|(name, member)| (name.as_str(), member)).collect()
        }
        ShapeKind::List(member) => vec![("member", member)],
        ShapeKind::Map { key, value } => vec![("key", key), ("value", value)],
        _ => Vec::new(),
    }
}
