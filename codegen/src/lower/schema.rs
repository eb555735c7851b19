//! The facts of members that only the schema states, and the locations of members at the top of messages.

use std::collections::HashMap;

use serde_json::Value;

use super::operations::Draft;
use super::{Cx, words};
use crate::ir::schema::{self, Location};
use crate::ir::{Docs, Field, Type};
use crate::model::Member;

impl Cx<'_> {
    /// Returns the facts of a member of a structure or a union, with its location in an event or a document.
    pub(super) fn in_schema(&self, name: &str, member: &Member, docs: &Docs) -> schema::Member {
        let has = |id: &str| member.traits.has(id);
        let target = self.shape(&member.target);
        let default = member.traits.get("smithy.api#default").filter(|value| !value.is_null());
        schema::Member {
            location: if has("smithy.api#eventHeader") {
                Location::EventHeader
            } else if has("smithy.api#eventPayload") {
                Location::EventPayload
            } else {
                Location::Body
            },
            documented: *docs != [words::unsaid(name)],
            required: has("smithy.api#required"),
            default: default.map(Value::to_string),
            streaming: target.is_some_and(|shape| shape.traits.has("smithy.api#streaming")),
        }
    }
}

/// Sets the locations of the members of one message.
pub(super) fn locate(fields: &mut [Field], location: impl Fn(usize) -> Location) {
    fields.iter_mut().enumerate().for_each(|(at, field)| field.schema.location = location(at));
}

/// Sets the locations of the members of shared structures that are inputs or outputs: the first location that is not the document,
/// since a member has its binding in each message that has it at the top.
pub(super) fn locate_shared(types: &mut [Type], operations: &[Draft<'_>]) {
    let mut tops: HashMap<&str, Vec<&[Field]>> = HashMap::new();
    for operation in operations {
        for (shape, is_shared) in
            [(&operation.input, operation.input_is_shared), (&operation.output, operation.output_is_shared)]
        {
            if is_shared {
                tops.entry(&shape.ident).or_default().push(&shape.fields);
            }
        }
    }
    for ty in types {
        let Type::Struct(shape) = ty else { continue };
        let Some(tops) = tops.get(shape.ident.as_str()) else { continue };
        locate(&mut shape.fields, |at| {
            let mut locations = tops.iter().filter_map(|fields| Some(&fields.get(at)?.schema.location));
            locations.find(|location| **location != Location::Body).unwrap_or(&Location::Body).clone()
        });
    }
}
