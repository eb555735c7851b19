//! The limits that `validate` checks: those that an input reaches, and that its Rust type does not guarantee.
//!
//! They are complete before the first structure is lowered, with the types and limits of all members.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::closure;
use super::context::Closure;
use super::limits::{Limiter, Patterns, Values};
use super::types::Types;
use crate::ir::{self, Inside, Length, Limits, Ty};
use crate::model::{ShapeId, ShapeKind};

/// The members of all structures and unions.
pub(super) struct Checks {
    /// The inputs of operations.
    inputs: HashSet<ShapeId>,
    /// Structures and unions with something to validate.
    shapes: HashSet<ShapeId>,
    members: HashMap<ShapeId, Value>,
    patterns: Patterns,
}

/// The type of a member, its limits, and those that `validate` checks.
#[derive(Clone)]
pub(super) struct Value {
    pub(super) ty: Ty,
    pub(super) limits: Limits,
    pub(super) check: Option<Limits>,
}

impl Checks {
    pub(super) fn of(types: Types<'_, '_>, closure: &Closure, operations: &[ShapeId]) -> Self {
        let operations = operations.iter().filter_map(|id| match &types.source.shape(id)?.kind {
            ShapeKind::Operation(operation) => Some([&operation.input, &operation.output]),
            _ => None,
        });
        let tops: Vec<&ShapeId> = operations.flatten().collect();
        let inputs: HashSet<ShapeId> = tops.iter().step_by(2).map(|&id| id.clone()).collect();
        let mut limiter = Limiter::new(types, closure);
        // The order determines the names of patterns.
        let mut seen = HashSet::new();
        let owners = tops.into_iter().chain(closure.usage.shapes()).filter(|&id| seen.insert(id));
        let owners: Vec<(&ShapeId, Values)> = owners.map(|id| (id, limiter.members(id))).collect();
        let reached = reached(types, &inputs);
        let checking = checking(types, &owners, &reached);
        let (mut members, mut shapes) = (HashMap::new(), HashSet::new());
        for (id, values) in owners {
            let is_checked = checking.contains(ident(types, id).as_str());
            if is_checked {
                shapes.insert(id.clone());
            }
            for (member, ty, limits) in values {
                let has_checks = is_checked || inputs.contains(id);
                let check = has_checks.then(|| check(&limits, &ty, &checking)).flatten();
                if check.is_some() {
                    shapes.insert(id.clone());
                }
                members.insert(member, Value { ty, limits, check });
            }
        }
        Self { inputs, shapes, members, patterns: limiter.patterns }
    }

    /// Whether a structure is the input of an operation.
    pub(super) fn is_input(&self, id: &ShapeId) -> bool {
        self.inputs.contains(id)
    }

    /// Whether a request with a structure or a union has something to validate.
    pub(super) fn has(&self, id: &ShapeId) -> bool {
        self.shapes.contains(id)
    }

    /// Returns the value of a member.
    pub(super) fn get(&self, member: &ShapeId) -> Value {
        let none = || Value { ty: Ty::String, limits: Limits::default(), check: None };
        self.members.get(member).cloned().unwrap_or_else(none)
    }

    /// Returns the patterns of all checks, sorted by name.
    pub(super) fn patterns(&self) -> Vec<ir::Pattern> {
        let mut used = BTreeSet::new();
        self.members
            .values()
            .filter_map(|value| value.check.as_ref())
            .for_each(|check| names(check, &mut used));
        let known = self.patterns.values().flatten();
        let mut patterns: Vec<ir::Pattern> =
            known.filter(|pattern| used.contains(pattern.ident.as_str())).cloned().collect();
        patterns.sort_by(|a, b| a.ident.cmp(&b.ident));
        patterns
    }

    /// Describes the part of a pattern of a request that only the service checks.
    pub(super) fn unchecked(&self, pattern: &str) -> Option<&'static str> {
        match self.patterns.get(pattern)? {
            None => Some("only the service checks the pattern"),
            Some(pattern) if pattern.lenient => Some("outside ASCII, only the service checks the pattern"),
            Some(_) => None,
        }
    }
}

/// Collects the names of the patterns of a check.
fn names<'c>(check: &'c Limits, found: &mut BTreeSet<&'c str>) {
    found.extend(check.pattern.as_ref().and_then(|pattern| pattern.program.as_deref()));
    match &check.inside {
        Inside::Nothing | Inside::Type => {}
        Inside::Items(check) => names(check, found),
        Inside::Entries { key, value, .. } => {
            key.iter().chain(value).for_each(|check| names(check, found));
        }
    }
}

/// Returns the name of a shape's type.
fn ident(types: Types<'_, '_>, id: &ShapeId) -> String {
    types.names.named(id).ident
}

/// Returns the shapes that inputs contain. The events of a stream follow an input.
fn reached<'m>(types: Types<'_, 'm>, inputs: &HashSet<ShapeId>) -> HashSet<&'m ShapeId> {
    let source = types.source;
    let inside = |id: &ShapeId| {
        let members = source.shape(id).map(|shape| closure::members(&shape.kind)).into_iter().flatten();
        members.map(|member| &member.target).filter(|id| !source.model.is_event_stream(id))
    };
    let mut pending: Vec<&ShapeId> = inputs.iter().flat_map(inside).collect();
    let mut reached = HashSet::new();
    while let Some(id) = pending.pop() {
        if reached.insert(id) {
            pending.extend(inside(id));
        }
    }
    reached
}

/// Returns the reached types with checks, by name: enums and unions, for unknown values; and structures with limits, or with a
/// member of such a type.
fn checking(
    types: Types<'_, '_>,
    owners: &[(&ShapeId, Values)],
    reached: &HashSet<&ShapeId>,
) -> HashSet<String> {
    let mut users: HashMap<&str, Vec<String>> = HashMap::new();
    let mut pending = Vec::new();
    for (id, members) in owners.iter().filter(|(id, _)| reached.contains(id)) {
        let name = ident(types, id);
        let mut has_own = false;
        for (_, ty, limits) in members {
            has_own |= note(limits, ty, &mut |used| users.entry(used).or_default().push(name.clone()));
        }
        let at_once = match types.source.shape(id).map(|shape| &shape.kind) {
            Some(ShapeKind::Union(_)) => true,
            Some(ShapeKind::Enum(members) | ShapeKind::IntEnum(members)) => !members.is_empty(),
            _ => has_own,
        };
        if at_once {
            pending.push(name);
        }
    }
    let mut found = HashSet::new();
    while let Some(name) = pending.pop() {
        pending.extend(
            users.get(name.as_str()).into_iter().flatten().filter(|_| !found.contains(&name)).cloned(),
        );
        found.insert(name);
    }
    found
}

/// Returns whether there is something to check in a value in addition to its type; collects the types that check themselves.
fn note<'t>(limits: &Limits, ty: &'t Ty, uses: &mut dyn FnMut(&'t str)) -> bool {
    let own = of_itself(limits, ty) != Limits::default();
    let inside = match (&limits.inside, ty) {
        (Inside::Type, Ty::Struct(named) | Ty::Union(named) | Ty::Enum(named) | Ty::IntEnum(named)) => {
            uses(&named.ident);
            false
        }
        (Inside::Items(check), Ty::List { item, .. } | Ty::NonEmpty(item)) => note(check, item, uses),
        (Inside::Entries { key, value, .. }, Ty::Map { key: key_ty, value: value_ty, .. }) => {
            let key = key.as_ref().is_some_and(|key| note(key, key_ty, uses));
            value.as_ref().is_some_and(|value| note(value, value_ty, uses)) || key
        }
        _ => false,
    };
    own || inside
}

/// The limits of a value, without those of its contents, that can be checked and that its type does not guarantee.
fn of_itself(limits: &Limits, ty: &Ty) -> Limits {
    let least = if matches!(ty, Ty::NonEmpty(_)) { 1 } else { 0 };
    let length = limits.length.map(|Length { min, max }| Length { min: min.filter(|min| *min > least), max });
    Limits {
        length: length.filter(|length| length.min.is_some() || length.max.is_some()),
        range: limits.range.clone(),
        pattern: limits.pattern.clone().filter(|pattern| pattern.program.is_some()),
        unique: limits.unique,
        ..Limits::default()
    }
}

/// Returns the part of the limits that is checked.
fn check(limits: &Limits, ty: &Ty, checking: &HashSet<String>) -> Option<Limits> {
    let inside = match (&limits.inside, ty) {
        (Inside::Type, Ty::Struct(named) | Ty::Union(named) | Ty::Enum(named) | Ty::IntEnum(named))
            if checking.contains(&named.ident) =>
        {
            Inside::Type
        }
        (Inside::Items(check), Ty::List { item, .. } | Ty::NonEmpty(item)) => {
            self::check(check, item, checking).map_or(Inside::Nothing, |check| Inside::Items(Box::new(check)))
        }
        (Inside::Entries { key, value, secret }, Ty::Map { key: key_ty, value: value_ty, .. }) => {
            let key = key.as_ref().and_then(|check| self::check(check, key_ty, checking)).map(Box::new);
            let value = value.as_ref().and_then(|check| self::check(check, value_ty, checking)).map(Box::new);
            if key.is_none() && value.is_none() {
                Inside::Nothing
            } else {
                Inside::Entries { key, value, secret: *secret }
            }
        }
        _ => Inside::Nothing,
    };
    let check = Limits { inside, ..of_itself(limits, ty) };
    (check != Limits::default()).then_some(check)
}
