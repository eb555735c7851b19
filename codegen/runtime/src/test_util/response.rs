//! Outputs as responses.

use http::Response;
use serde_json::{Map, Value};

use super::super::operation::Operation;
use super::super::schema::{Described, Service};
use super::simulated::Simulated;
use super::write;

/// Returns the response from which an operation's output is decoded: status, headers and body as the service would send them.
///
/// The inverse of [`Operation::decode`]. A number without a JSON form, such as infinity, is left out. An
/// event stream is not part of an output.
pub fn response<O: Operation>(output: &O::Output) -> Response<Vec<u8>>
where
    O::Output: serde::Serialize,
    O::Service: Simulated,
{
    let tree = match serde_json::to_value(output) {
        Ok(Value::Object(tree)) => tree,
        _ => Map::new(),
    };
    written(O::Service::schema(), O::NAME, &tree)
}

fn written(schema: &Service, name: &str, tree: &Map<String, Value>) -> Response<Vec<u8>> {
    match schema.operation(name) {
        Some(operation) => write::output(schema, operation, tree),
        None => Response::new(Vec::new()),
    }
}
