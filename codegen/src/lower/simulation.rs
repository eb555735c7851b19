//! What the in-process server of `test-util` is driven by: shapes with their limits, members with their places, and
//! what `farrier#simulation` says that operations do.
//!
//! Takes the model and what is lowered of it, returns [`Simulation`]. Knows nothing of how the server works.

mod items;
mod object;
mod steps;
mod table;

use crate::ir::simulation::{
    SimulatedMember, SimulatedOperation, SimulatedPages, SimulatedPlace, Simulation,
};
use crate::ir::{self, Bound, Request, Response};
use crate::model::{Member, ShapeId, ShapeKind, Traits};

use super::Cx;
use table::Table;

/// Our trait.
pub(super) const SIMULATION: &str = "farrier#simulation";

impl Cx<'_> {
    /// The tables of the server, in the order of what is lowered already.
    pub(super) fn simulation(&self, operations: &[ir::Operation], errors: &[ir::ErrorShape]) -> Simulation {
        let mut table = Table::new(self);
        let ids: Vec<Option<ShapeId>> = operations.iter().map(|o| ShapeId::parse(&o.id)).collect();
        let mut simulated: Vec<SimulatedOperation> = Vec::new();
        for (operation, id) in operations.iter().zip(&ids) {
            simulated.push(
                id.as_ref().and_then(|id| self.simulated(id, operation, &mut table)).unwrap_or_default(),
            );
        }
        let named: Vec<(&ShapeId, &ir::Operation)> = ids
            .iter()
            .zip(operations)
            .filter_map(|(id, operation)| Some((id.as_ref()?, operation)))
            .collect();
        let steps = steps::all(self, &named);
        for (operation, steps) in simulated.iter_mut().zip(steps) {
            operation.steps = steps;
        }
        let errors = errors.iter().map(|error| {
            let id = ShapeId::parse(&error.shape.id);
            let members = id.as_ref().map(|id| self.members(id));
            let members = members.into_iter().flatten();
            let place = |at| answer_place(&error.response, at);
            table.members(&error.shape, members, &place)
        });
        let errors = errors.collect();
        Simulation { operations: simulated, errors, shapes: table.finish() }
    }

    fn simulated(
        &self,
        id: &ShapeId,
        operation: &ir::Operation,
        table: &mut Table<'_, '_>,
    ) -> Option<SimulatedOperation> {
        let ShapeKind::Operation(shapes) = &self.shape(id)?.kind else { return None };
        let sent = self.without_stream(&shapes.input, self.members(&shapes.input));
        let received = self.without_stream(&shapes.output, self.members(&shapes.output));
        let input = table.members(&operation.input, sent.iter(), &|at| request_place(&operation.request, at));
        let output =
            table.members(&operation.output, received.iter(), &|at| answer_place(&operation.response, at));
        let pages = operation.metadata.pagination.as_ref().and_then(|pages| {
            Some(SimulatedPages {
                token: self.keys(&operation.input, &pages.input_token)?.into_iter().next()?,
                next: self.keys(&operation.output, &pages.output_token)?,
                size: match &pages.page_size {
                    Some(size) => Some(self.keys(&operation.input, size)?.into_iter().next()?),
                    None => None,
                },
                items: pages
                    .items
                    .as_ref()
                    .and_then(|items| self.keys(&operation.output, items))
                    .unwrap_or_default(),
            })
        });
        // What is not said to page may have a token all the same, and an answer that has one is never the last.
        let token = |members: &[SimulatedMember]| {
            members
                .iter()
                .find(|member| member.key.eq_ignore_ascii_case("NextToken"))
                .map(|member| member.key.clone())
        };
        let pages = pages.or_else(|| {
            let (token, next) = (token(&input)?, vec![token(&output)?]);
            Some(SimulatedPages { token, next, size: None, items: Vec::new() })
        });
        Some(SimulatedOperation { input, output, pages, steps: Vec::new() })
    }

    /// The keys of a path of member names, such as `UploadMetadata.Url`; none if there is no such member.
    fn keys(&self, root: &ir::Struct, path: &str) -> Option<Vec<String>> {
        let mut names = path.split('.');
        let first = names.next()?;
        let field = root.fields.iter().find(|field| field.member_name() == first)?;
        let mut keys = vec![field.serde_name.clone()];
        let owner = ShapeId::parse(&root.id)?;
        let mut member: &Member = self.members(&owner).get(first)?;
        for name in names {
            let ShapeKind::Structure(members) = &self.shape(&member.target)?.kind else { return None };
            member = members.get(name)?;
            keys.push(self.protocol.wire_name(name, &member.traits).to_owned());
        }
        Some(keys)
    }

    /// What `farrier#simulation` may be on: operations, and nothing else.
    pub(super) fn check_simulation_places(&self) {
        let misplaced = |traits: &Traits| traits.has(SIMULATION);
        for (id, shape) in &self.model.shapes {
            if misplaced(&shape.traits) && !matches!(shape.kind, ShapeKind::Operation(_)) {
                self.problem(id, format!("only an operation can have `{SIMULATION}`"));
            }
            if let ShapeKind::Structure(members) | ShapeKind::Union(members) = &shape.kind {
                for (name, _) in members.iter().filter(|(_, member)| misplaced(&member.traits)) {
                    self.problem(&id.member(name), format!("only an operation can have `{SIMULATION}`"));
                }
            }
        }
    }
}

/// Where a member of an input travels, and under which name if that is not its own.
fn request_place(request: &Request, at: usize) -> (SimulatedPlace, Option<String>) {
    let label = |parts: &[ir::TemplatePart]| {
        parts.iter().any(|part| matches!(part, ir::TemplatePart::Label { field, .. } if *field == at))
    };
    if label(&request.path) {
        return (SimulatedPlace::Label, None);
    }
    if let Some(bound) = find(&request.headers, at) {
        return (header(bound), Some(bound.name.to_ascii_lowercase()));
    }
    if let Some(bound) = find(&request.query, at) {
        return (SimulatedPlace::Query, Some(bound.name.clone()));
    }
    if request.query_params == Some(at) {
        return (SimulatedPlace::QueryParams, None);
    }
    if let Some(bound) = request.prefix_headers.as_ref().filter(|bound| bound.field == at) {
        return (SimulatedPlace::PrefixHeaders, Some(bound.name.to_ascii_lowercase()));
    }
    let place = body_place(&request.body, at);
    // A label of the host that travels nowhere else.
    if place.is_none() && label(&request.host_prefix) {
        return (SimulatedPlace::Host, None);
    }
    (place.unwrap_or(SimulatedPlace::Document), None)
}

/// Where a member of an answer travels.
fn answer_place(response: &Response, at: usize) -> (SimulatedPlace, Option<String>) {
    if response.status_member == Some(at) {
        return (SimulatedPlace::Status, None);
    }
    if let Some(bound) = find(&response.headers, at) {
        return (header(bound), Some(bound.name.to_ascii_lowercase()));
    }
    if let Some(bound) = response.prefix_headers.as_ref().filter(|bound| bound.field == at) {
        return (SimulatedPlace::PrefixHeaders, Some(bound.name.to_ascii_lowercase()));
    }
    (body_place(&response.body, at).unwrap_or(SimulatedPlace::Document), None)
}

fn header(bound: &Bound) -> SimulatedPlace {
    if bound.base64 { SimulatedPlace::Base64Header } else { SimulatedPlace::Header }
}

fn find(bound: &[Bound], at: usize) -> Option<&Bound> {
    bound.iter().find(|bound| bound.field == at)
}

fn body_place(body: &ir::Body, at: usize) -> Option<SimulatedPlace> {
    match body {
        ir::Body::Document { fields, .. } if fields.contains(&at) => Some(SimulatedPlace::Document),
        ir::Body::Payload { field, .. } if *field == at => Some(SimulatedPlace::Payload),
        _ => None,
    }
}
