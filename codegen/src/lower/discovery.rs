//! Endpoint discovery: operations whose endpoint another operation returns.
//! <https://smithy.io/2.0/aws/aws-core.html#client-endpoint-discovery>
//!
//! If discovery is optional in the model, the endpoint of the rules is used, and nothing is discovered.

use serde_json::Value;

use super::Cx;
use super::path::{Lists, walk};
use crate::ir::{Discovery, Operation, Shapes, Step, Ty};
use crate::model::{Model, ShapeId, Traits};

const DISCOVERS: &str = "aws.api#clientEndpointDiscovery";
const DISCOVERED: &str = "aws.api#clientDiscoveredEndpoint";
const DISCOVERED_BY: &str = "aws.api#clientEndpointDiscoveryId";

/// Whether requests of an operation must go to a discovered endpoint.
pub(super) fn is_discovered(traits: &Traits) -> bool {
    traits.get(DISCOVERED).and_then(|value| value.get("required")?.as_bool()) == Some(true)
}

/// The operation that returns the endpoints.
fn discovers(service: &Traits) -> Option<ShapeId> {
    ShapeId::parse(service.get(DISCOVERS)?.get("operation")?.as_str()?)
}

/// Adds the discovery operation to the selected operations, if they need it.
pub(super) fn complete(
    model: &Model,
    service: &Traits,
    all: &[ShapeId],
    chosen: Vec<ShapeId>,
) -> Vec<ShapeId> {
    let needs_it = |id: &ShapeId| model.shapes.get(id).is_some_and(|shape| is_discovered(&shape.traits));
    let Some(asked) = discovers(service).filter(|_| chosen.iter().any(needs_it)) else { return chosen };
    all.iter().filter(|id| **id == asked || chosen.contains(id)).cloned().collect()
}

impl Cx<'_> {
    /// Returns the endpoint discovery, if an operation needs it; obstacles are problems of each such operation.
    pub(super) fn discovery(&self, operations: &[Operation], shapes: &Shapes) -> Option<Discovery> {
        let discovered: Vec<&Operation> = operations.iter().filter(|op| op.metadata.discovered).collect();
        if discovered.is_empty() {
            return None;
        }
        let found = self.asked(operations, shapes);
        for operation in &discovered {
            let problem = match &found {
                Err(problem) => problem.clone(),
                Ok(_) => match self.in_the_way(operation) {
                    Some(problem) => problem,
                    None => continue,
                },
            };
            let problem = format!("must be sent to a discovered endpoint, {problem}; exclude it");
            self.notes.problem(&operation.id, problem);
        }
        found.ok()
    }

    fn in_the_way(&self, operation: &Operation) -> Option<String> {
        let streams = operation.input_stream.is_some()
            || operation.output_stream.is_some()
            || operation.streaming_input.is_some()
            || operation.streaming_output;
        if streams {
            return Some("and streams, which is not supported together".to_owned());
        }
        let (name, _) = self
            .source
            .members(&operation.input.id)
            .iter()
            .find(|(_, member)| member.traits.has(DISCOVERED_BY))?;
        Some(format!("which depends on its member `{name}`; discovery per member is not supported"))
    }

    /// Returns the discovery operation, or the reason why there is none.
    fn asked(&self, operations: &[Operation], shapes: &Shapes) -> Result<Discovery, String> {
        let id = discovers(self.source.service_traits).ok_or_else(|| {
            format!("and the service has no `{DISCOVERS}` with the operation that returns it")
        })?;
        let asked = operations.iter().find(|operation| operation.id == id);
        let asked =
            asked.ok_or_else(|| format!("and {id}, which returns it, is not an operation of the service"))?;
        if !asked.input.has_default() {
            return Err(format!("and {id}, which returns it, has required members"));
        }
        let shape = || {
            let root = (&asked.output, "");
            let of_item = |name: &str, ty: &Ty| {
                let path = format!("Endpoints.{name}");
                walk(shapes, root, &path, Lists::Enter).ok()?.pop().filter(|field| field.ty == *ty)
            };
            let endpoints = walk(shapes, root, "Endpoints", Lists::Refuse).ok()?.pop()?;
            shapes.item(&endpoints.ty)?;
            let (address, minutes) =
                (of_item("Address", &Ty::String)?, of_item("CachePeriodInMinutes", &Ty::I64)?);
            Some((Step::of(endpoints), Step::of(address), Step::of(minutes)))
        };
        let (endpoints, address, minutes) = shape().ok_or_else(|| {
            format!("and the output of {id} has no list `Endpoints` of `Address` and `CachePeriodInMinutes`")
        })?;
        let error = self
            .source
            .service_traits
            .get(DISCOVERS)
            .and_then(|value| value.get("error").and_then(Value::as_str));
        let invalid = error.and_then(ShapeId::parse);
        Ok(Discovery {
            module: asked.module.clone(),
            ident: asked.ident.clone(),
            input: asked.input.ident.clone(),
            endpoints,
            address,
            minutes,
            invalid: invalid.map_or_else(|| "InvalidEndpointException".to_owned(), |id| id.name().to_owned()),
        })
    }
}
