//! Outputs as responses.

use http::Response;
use serde_json::{Map, Value};

use super::super::operation::Operation;
use super::simulated::Simulated;
use super::{table, write};

/// Returns the response from which an operation's output is decoded: status, headers and body as the service would send them.
///
/// The inverse of [`Operation::decode`]. A number without a JSON form, such as infinity, is left out. An
/// event stream is not part of an output.
pub fn answer<O: Operation>(output: &O::Output) -> Response<Vec<u8>>
where
    O::Output: serde::Serialize,
    O::Service: Simulated,
{
    let tree = match serde_json::to_value(output) {
        Ok(Value::Object(tree)) => tree,
        _ => Map::new(),
    };
    written(O::Service::model(), O::NAME, &tree)
}

fn written(model: &table::Service, name: &str, tree: &Map<String, Value>) -> Response<Vec<u8>> {
    match model.operations.iter().find(|operation| operation.name == name) {
        Some(operation) => write::output(model, operation, tree),
        None => Response::new(Vec::new()),
    }
}
