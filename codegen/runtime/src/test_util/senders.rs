//! Lists and senders: the names that tests may use, senders, and items that tests add.

use std::fmt;

use serde_json::{Map, Value};

use super::super::paths::{put, remove};
use super::super::schema::{Member, Operation, Shape, Structure};
use super::extension::ListName;
use super::service::{build, Origin};
use super::simulated::Model;
use super::table::{Listing, Step};
use super::world::World;

/// The error of an item for a list, or of a sender: an unknown name, or an invalid value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidItem(String);

impl fmt::Display for InvalidItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidItem {}

fn steps(model: Model) -> impl Iterator<Item = (&'static Operation, &'static Step)> {
    let operations = model.schema.operations.iter().copied();
    operations.flat_map(move |operation| model.steps(operation).iter().map(move |step| (operation, step)))
}

/// Returns every list, with the operation that pages it.
pub(super) fn listings(model: Model) -> impl Iterator<Item = (&'static Operation, &'static Listing)> {
    steps(model).filter_map(|(operation, step)| match step {
        Step::List(listing) => Some((operation, listing)),
        _ => None,
    })
}

/// Returns the names of all lists, sorted.
pub(super) fn lists(model: Model) -> Vec<&'static str> {
    sorted(listings(model).map(|(_, listing)| listing.list))
}

/// The kinds of credentials, sorted.
pub(super) fn kinds(model: Model) -> Vec<&'static str> {
    sorted(steps(model).filter_map(|(_, step)| match step {
        Step::Consume { credential, .. } | Step::Issue { credential, .. } => Some(*credential),
        _ => None,
    }))
}

/// The kinds of credentials that operations take but do not issue.
pub(super) fn kinds_from_outside(model: Model) -> Vec<&'static str> {
    let issues =
        |step: &Step, kind: &str| matches!(step, Step::Issue { credential, .. } if *credential == kind);
    let is_issued = |kind: &str| steps(model).any(|(_, step)| issues(step, kind));
    let mut kinds = kinds(model);
    kinds.retain(|kind| !is_issued(kind));
    kinds
}

fn sorted(names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Returns the error of an unknown name, with the known ones.
pub(super) fn unknown(what: &str, name: &str, known: &[&str]) -> InvalidItem {
    let known = match known {
        [] => "there are none".to_owned(),
        known => format!("it has `{}`", known.join("`, `")),
    };
    InvalidItem(format!("the service has no {what} `{}`; {known}", name.escape_debug()))
}

/// Returns the members of items with the caller: the same for each owner of a credential.
pub(super) fn of(world: &mut World, owner: Option<u64>) -> Map<String, Value> {
    let Some(owner) = owner else { return Map::new() };
    if let Some(known) = world.senders.get(&owner) {
        return known.clone();
    }
    let none = Map::new();
    let mut members = Map::new();
    for (_, listing) in listings(world.model) {
        members.extend(build(
            world,
            listing.sender,
            &Origin { input: &none, output: &Value::Null, sender: &none, uploads: &[] },
        ));
    }
    world.senders.insert(owner, members.clone());
    members
}

/// Sets the holder of a credential, with these members.
pub(super) fn know(world: &mut World, credential: &str, members: &Value) -> Result<(), InvalidItem> {
    let Some(owner) = world.credentials.get(credential).map(|known| known.owner) else {
        return Err(InvalidItem("a sender needs a credential, which must be added first".to_owned()));
    };
    let mut sender = of(world, Some(owner));
    for (operation, listing) in listings(world.model) {
        for (name, value) in fitting(operation, members)? {
            if !listing.sender.iter().any(|(known, _)| *known == name) {
                let known: Vec<_> = listing.sender.iter().map(|(known, _)| *known).collect();
                return Err(unknown("member of a sender", &name, &known));
            }
            sender.insert(name, value);
        }
    }
    world.senders.insert(owner, sender);
    Ok(())
}

/// Adds an item to a list: missing members are filled as in the initial items. Returns its id.
pub(super) fn add(world: &mut World, group: &str, list: &str, item: &Value) -> Result<String, InvalidItem> {
    let (operation, listing) = find(world.model, list)?;
    let given = fitting(operation, item)?;
    let mut item = seed(world, listing);
    for (name, value) in given {
        // A `null` member must be missing.
        match value {
            Value::Null => drop(item.remove(&name)),
            value => drop(item.insert(name, value)),
        }
    }
    let id = item.get(listing.id).and_then(Value::as_str).unwrap_or_default().to_owned();
    world.add(group, listing.list, item);
    Ok(id)
}

/// Sets members of an item; returns whether the list has it.
pub(super) fn change(
    world: &mut World,
    list: ListName<'_>,
    id: &str,
    members: &Value,
) -> Result<bool, InvalidItem> {
    let (operation, listing) = find(world.model, list.name)?;
    let given = fitting(operation, members)?;
    Ok(world.change(&list, (listing.id, id), |item| {
        for (name, value) in &given {
            match value {
                Value::Null => remove(item, &[name]),
                value => put(item, &[name], value.clone()),
            }
        }
    }))
}

/// Returns a list by its name, with the operation that pages it.
fn find(model: Model, list: &str) -> Result<(&'static Operation, &'static Listing), InvalidItem> {
    let found = listings(model).find(|(_, listing)| listing.list == list);
    found.ok_or_else(|| unknown("list", list, &lists(model)))
}

/// Returns an item like the initial ones of a list.
pub(super) fn seed(world: &mut World, listing: &Listing) -> Map<String, Value> {
    let none = Map::new();
    build(world, listing.seed, &Origin { input: &none, output: &Value::Null, sender: &none, uploads: &[] })
}

/// Returns the members of a value, if they are members of the items that an operation pages.
fn fitting(operation: &Operation, value: &Value) -> Result<Map<String, Value>, InvalidItem> {
    let Value::Object(members) = value else {
        return Err(InvalidItem("an item or a sender must be an object".to_owned()));
    };
    let known: Vec<&str> = item_members(operation).iter().map(|member| member.wire_name).collect();
    match members.keys().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(unknown("member of an item", name, &known)),
        None => Ok(members.clone()),
    }
}

/// Returns the members of the items that an operation pages.
fn item_members(operation: &Operation) -> &'static [Member] {
    let pages = operation.pages();
    match pages.as_ref().and_then(|pages| pages.items.last()).map(|items| items.shape) {
        Some(Shape::List { item: Shape::Structure(Structure { members, .. }), .. }) => members,
        _ => &[],
    }
}
