//! The facts of members that only the schema states, and the locations of members at the top of messages.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde_json::Value;

use super::context::Source;
use super::operations::Wire;
use super::words;
use crate::ir::Docs;
use crate::ir::schema::{self, Location};
use crate::model::{Member, ShapeId};

impl Source<'_> {
    /// Returns the facts of a member of a structure or a union. Without a location in a message, it is in an event or a document.
    pub(super) fn in_schema(
        &self,
        name: &str,
        member: &Member,
        docs: &Docs,
        location: Option<Location>,
    ) -> schema::Member {
        let has = |id: &str| member.traits.has(id);
        let target = self.shape(&member.target);
        let default = member.traits.get("smithy.api#default").filter(|value| !value.is_null());
        schema::Member {
            location: match location {
                Some(location) => location,
                None if has("smithy.api#eventHeader") => Location::EventHeader,
                None if has("smithy.api#eventPayload") => Location::EventPayload,
                None => Location::Body,
            },
            documented: *docs != [words::unsaid(name)],
            required: has("smithy.api#required"),
            default: default.map(Value::to_string),
            streaming: target.is_some_and(|shape| shape.traits.has("smithy.api#streaming")),
        }
    }
}

/// The locations of members of structures that are inputs or outputs. One of several operations has the first location of a member
/// that is not the document, since a member has its binding in each message that has it at the top.
pub(super) struct Locations<'m>(HashMap<&'m ShapeId, Vec<Location>>);

impl<'m> Locations<'m> {
    pub(super) fn of(source: &Source<'m>, wires: &[Wire<'m>]) -> Self {
        let mut found: HashMap<&ShapeId, Vec<Location>> = HashMap::new();
        let mut add = |id: &'m ShapeId, location: &dyn Fn(usize) -> Location| {
            let own = (0..source.members(id).len()).map(location);
            match found.entry(id) {
                Entry::Vacant(entry) => drop(entry.insert(own.collect())),
                Entry::Occupied(entry) => {
                    let known = entry.into_mut().iter_mut().zip(own);
                    known
                        .filter(|(known, _)| **known == Location::Body)
                        .for_each(|(known, own)| *known = own);
                }
            }
        };
        for Wire { modelled, request, response, .. } in wires {
            add(&modelled.input, &|at| request.location(at));
            add(&modelled.output, &|at| response.location(at));
        }
        Self(found)
    }

    /// Returns the location of the member with this index.
    pub(super) fn get(&self, structure: &ShapeId, at: usize) -> Option<Location> {
        self.0.get(structure)?.get(at).cloned()
    }
}
