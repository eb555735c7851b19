//! The limits that `validate` checks: those that an input reaches, and that its Rust type does not guarantee.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::Cx;
use crate::ir::{Field, Inside, Length, Limits, Pattern, PatternUse, Service, Struct, Ty, Type};
use crate::model::ShapeId;

impl Cx<'_> {
    /// Sets the checks of requests in the service, with the patterns that they need.
    pub(in super::super) fn finish_checks(&self, service: &mut Service) {
        let shapes = shapes(service);
        let reached = reached(service, &shapes);
        let checking = checking(&shapes, &reached);
        let inputs: HashSet<ShapeId> =
            service.operations.iter().map(|operation| operation.input.id.clone()).collect();
        let mut kept = Kept { checking, patterns: BTreeSet::new() };
        for operation in &mut service.operations {
            operation.input.is_input = true;
            operation.input.checks = kept.structure(&mut operation.input);
        }
        for error in &mut service.shapes.errors {
            // An error may be data in a request.
            let checks = reached.contains(&error.shape.ident) && kept.checking.contains(&error.shape.ident);
            if checks {
                error.shape.checks = kept.structure(&mut error.shape);
            }
        }
        for ty in &mut service.shapes.types {
            let checks = reached.contains(ty.ident()) && kept.checking.contains(ty.ident());
            match ty {
                Type::Struct(shape) => {
                    shape.is_input = inputs.contains(&shape.id);
                    if checks || shape.is_input {
                        shape.checks = kept.structure(shape);
                    }
                }
                Type::Union(shape) => {
                    shape.checks = checks;
                    for member in shape.members.iter_mut().filter(|_| checks) {
                        member.check = member.ty.as_ref().and_then(|ty| kept.check(&member.limits, ty));
                    }
                }
                Type::Enum(_) | Type::IntEnum(_) | Type::Events(_) | Type::Newtype(_) => {}
            }
        }
        let patterns = self.patterns.borrow();
        let used = |pattern: &&Pattern| kept.patterns.contains(&pattern.ident);
        service.patterns = patterns.values().flatten().filter(used).cloned().collect();
        service.patterns.sort_by(|a, b| a.ident.cmp(&b.ident));
    }
}

/// The components of a type.
enum Shape<'s> {
    Fields(&'s [Field]),
    Type(&'s Type),
}

/// All types and errors by name.
fn shapes(service: &Service) -> HashMap<&str, Shape<'_>> {
    let errors = service
        .shapes
        .errors
        .iter()
        .map(|error| (error.shape.ident.as_str(), Shape::Fields(&error.shape.fields)));
    let types = service.shapes.types.iter().map(|ty| match ty {
        Type::Struct(shape) => (ty.ident(), Shape::Fields(&shape.fields)),
        _ => (ty.ident(), Shape::Type(ty)),
    });
    errors.chain(types).collect()
}

/// Returns the types that inputs contain, by name.
fn reached(service: &Service, shapes: &HashMap<&str, Shape<'_>>) -> HashSet<String> {
    let inputs = service.operations.iter().flat_map(|operation| &operation.input.fields);
    let mut pending: Vec<&Ty> = inputs.map(|field| &field.ty).collect();
    let mut reached = HashSet::new();
    while let Some(ty) = pending.pop() {
        let name = match ty {
            Ty::Struct(named) | Ty::Union(named) | Ty::Enum(named) | Ty::IntEnum(named) => &named.ident,
            Ty::List { item, .. } | Ty::NonEmpty(item) => {
                pending.push(item);
                continue;
            }
            Ty::Map { key, value, .. } => {
                pending.extend([&**key, &**value]);
                continue;
            }
            _ => continue,
        };
        if reached.insert(name.clone()) {
            match shapes.get(name.as_str()) {
                Some(Shape::Fields(fields)) => pending.extend(fields.iter().map(|field| &field.ty)),
                Some(Shape::Type(Type::Union(shape))) => {
                    pending.extend(shape.members.iter().filter_map(|member| member.ty.as_ref()));
                }
                _ => {}
            }
        }
    }
    reached
}

/// Returns the types with checks, by name: enums and unions, for unknown values; and structures with
/// limits, or with a member of such a type.
fn checking(shapes: &HashMap<&str, Shape<'_>>, reached: &HashSet<String>) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut users: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut pending = Vec::new();
    for name in reached {
        let Some((&name, shape)) = shapes.get_key_value(name.as_str()) else { continue };
        let at_once = match shape {
            Shape::Fields(fields) => fields.iter().fold(false, |found, field| {
                let uses = &mut |used| users.entry(used).or_default().push(name);
                note(&field.limits, &field.ty, uses) || found
            }),
            Shape::Type(Type::Union(_)) => true,
            Shape::Type(Type::Enum(shape)) => !shape.variants.is_empty(),
            Shape::Type(Type::IntEnum(shape)) => !shape.variants.is_empty(),
            Shape::Type(Type::Struct(_) | Type::Events(_) | Type::Newtype(_)) => false,
        };
        if at_once {
            pending.push(name);
        }
    }
    while let Some(name) = pending.pop() {
        if found.insert(name.to_owned()) {
            pending.extend(users.get(name).into_iter().flatten());
        }
    }
    found
}

/// Returns whether there is something to check in a value besides its type; collects the types that check themselves.
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

/// The types that check themselves, and the patterns that are used.
struct Kept {
    checking: HashSet<String>,
    patterns: BTreeSet<String>,
}

impl Kept {
    /// Whether anything is left.
    fn structure(&mut self, shape: &mut Struct) -> bool {
        for field in &mut shape.fields {
            field.check = self.check(&field.limits, &field.ty);
        }
        shape.fields.iter().any(|field| field.check.is_some())
    }

    fn check(&mut self, limits: &Limits, ty: &Ty) -> Option<Limits> {
        let inside = match (&limits.inside, ty) {
            (Inside::Type, Ty::Struct(named) | Ty::Union(named) | Ty::Enum(named) | Ty::IntEnum(named))
                if self.checking.contains(&named.ident) =>
            {
                Inside::Type
            }
            (Inside::Items(check), Ty::List { item, .. } | Ty::NonEmpty(item)) => {
                self.check(check, item).map_or(Inside::Nothing, |check| Inside::Items(Box::new(check)))
            }
            (Inside::Entries { key, value, secret }, Ty::Map { key: key_ty, value: value_ty, .. }) => {
                let key = key.as_ref().and_then(|check| self.check(check, key_ty)).map(Box::new);
                let value = value.as_ref().and_then(|check| self.check(check, value_ty)).map(Box::new);
                if key.is_none() && value.is_none() {
                    Inside::Nothing
                } else {
                    Inside::Entries { key, value, secret: *secret }
                }
            }
            _ => Inside::Nothing,
        };
        let check = Limits { inside, ..of_itself(limits, ty) };
        if let Some(PatternUse { program: Some(name), .. }) = &check.pattern {
            self.patterns.insert(name.clone());
        }
        (check != Limits::default()).then_some(check)
    }
}
