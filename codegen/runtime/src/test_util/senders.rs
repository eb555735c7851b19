//! Lists and who adds to them: the names that tests may give, senders, and items that tests add themselves.

use std::fmt;

use serde_json::{Map, Value};

use super::super::schema::{Member, Operation, Shape, Structure};
use super::service::{build, Origin};
use super::simulated::Model;
use super::table::{Listing, Step};
use super::world::World;

/// Why an item cannot be added to a list, or a sender cannot be had: there is no such name, or the value does not fit.
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

/// Every list, with the operation that pages it.
pub(super) fn listings(model: Model) -> impl Iterator<Item = (&'static Operation, &'static Listing)> {
    steps(model).filter_map(|(operation, step)| match step {
        Step::List(listing) => Some((operation, listing)),
        _ => None,
    })
}

/// The names of all lists, sorted.
pub(super) fn lists(model: Model) -> Vec<&'static str> {
    sorted(listings(model).map(|(_, listing)| listing.list))
}

/// Kinds of credentials, sorted.
pub(super) fn kinds(model: Model) -> Vec<&'static str> {
    sorted(steps(model).filter_map(|(_, step)| match step {
        Step::Consume { credential, .. } | Step::Issue { credential, .. } => Some(*credential),
        _ => None,
    }))
}

/// Kinds of credentials that operations take and none of them issues.
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

/// That there is no such name, with those that there are.
pub(super) fn unknown(what: &str, name: &str, known: &[&str]) -> InvalidItem {
    let known = match known {
        [] => "it has none".to_owned(),
        known => format!("it has `{}`", known.join("`, `")),
    };
    InvalidItem(format!("the service has no {what} `{}`; {known}", name.escape_debug()))
}

/// Members of items that say who is calling: the same for each owner of a credential.
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
            &Origin { input: &none, output: &none, sender: &none, uploads: &[] },
        ));
    }
    world.senders.insert(owner, members.clone());
    members
}

/// Says who the holder of a credential is, as far as members say so.
pub(super) fn know(world: &mut World, credential: &str, members: &Value) -> Result<(), InvalidItem> {
    let Some(owner) = world.credentials.get(credential).map(|known| known.owner) else {
        return Err(InvalidItem(
            "a sender is for a credential that the server was not told of before".to_owned(),
        ));
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

/// Adds an item to a list: what it lacks is as in the items that are there from the start. Returns its id.
pub(super) fn add(world: &mut World, list: &str, item: &Value) -> Result<String, InvalidItem> {
    let Some((operation, listing)) = listings(world.model).find(|(_, listing)| listing.list == list) else {
        return Err(unknown("list", list, &lists(world.model)));
    };
    let given = fitting(operation, item)?;
    let mut item = seed(world, listing);
    for (name, value) in given {
        // What is null is to be missing.
        match value {
            Value::Null => drop(item.remove(&name)),
            value => drop(item.insert(name, value)),
        }
    }
    let id = item.get(listing.id).and_then(Value::as_str).unwrap_or_default().to_owned();
    world.lists.entry(list.to_owned()).or_default().push(Value::Object(item));
    Ok(id)
}

/// An item as those that are in a list from the start.
pub(super) fn seed(world: &mut World, listing: &Listing) -> Map<String, Value> {
    let none = Map::new();
    build(world, listing.seed, &Origin { input: &none, output: &none, sender: &none, uploads: &[] })
}

/// The members of a value, if they are members of the items that an operation pages.
fn fitting(operation: &Operation, value: &Value) -> Result<Map<String, Value>, InvalidItem> {
    let Value::Object(members) = value else {
        return Err(InvalidItem("an item, or a sender, is an object of members".to_owned()));
    };
    let known: Vec<&str> = item_members(operation).iter().map(|member| member.wire_name).collect();
    match members.keys().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(unknown("member of an item", name, &known)),
        None => Ok(members.clone()),
    }
}

/// The members of the items that an operation pages.
fn item_members(operation: &Operation) -> &'static [Member] {
    let pages = operation.pages();
    match pages.as_ref().and_then(|pages| pages.items.last()).map(|items| items.shape) {
        Some(Shape::List { item: Shape::Structure(Structure { members, .. }), .. }) => members,
        _ => &[],
    }
}
