//! What the model says of an operation besides its wire form: authentication, repeating, paging, waiting.

use serde_json::Value;

use super::Cx;
use crate::ir::{OperationMetadata, Pagination};
use crate::model::Traits;

/// Traits of a service that stand for an authentication scheme.
const SCHEMES: &[&str] = &[
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpDigestAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpApiKeyAuth",
];

impl Cx<'_> {
    pub(super) fn metadata(&self, operation: &Traits) -> OperationMetadata {
        let service = self.shape(self.service_id).map(|shape| &shape.traits);
        OperationMetadata {
            readonly: operation.has("smithy.api#readonly"),
            idempotent: operation.has("smithy.api#idempotent"),
            auth: auth(operation, service),
            optional_auth: operation.has("smithy.api#optionalAuth"),
            pagination: pagination(operation, service),
            waiters: waiters(operation),
        }
    }
}

/// The schemes that an operation takes, in order of preference; those of the service where it says nothing itself.
/// <https://smithy.io/2.0/spec/authentication-traits.html#auth-trait>
fn auth(operation: &Traits, service: Option<&Traits>) -> Vec<String> {
    let listed = |traits: &Traits| {
        let schemes = traits.get("smithy.api#auth")?.as_array()?;
        Some(schemes.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect())
    };
    let defined = |traits: &Traits| {
        // Without a list, the schemes count in the order of their ids.
        let mut schemes: Vec<String> =
            traits.0.keys().filter(|id| SCHEMES.contains(&id.as_str())).cloned().collect();
        schemes.sort();
        schemes
    };
    listed(operation)
        .or_else(|| service.and_then(listed))
        .or_else(|| service.map(defined))
        .unwrap_or_default()
}

/// The operation's own paging, filled up with that of the service.
fn pagination(operation: &Traits, service: Option<&Traits>) -> Option<Pagination> {
    let id = "smithy.api#paginated";
    let own = operation.get(id)?;
    let common = service.and_then(|traits| traits.get(id));
    let part = |name: &str| {
        let value = own.get(name).or_else(|| common?.get(name)).and_then(Value::as_str);
        value.map(str::to_owned)
    };
    Some(Pagination {
        input_token: part("inputToken")?,
        output_token: part("outputToken")?,
        page_size: part("pageSize"),
        items: part("items"),
    })
}

fn waiters(operation: &Traits) -> Vec<String> {
    let waiters = operation.get("smithy.waiters#waitable").and_then(Value::as_object);
    waiters.into_iter().flatten().map(|(name, _)| name.clone()).collect()
}
