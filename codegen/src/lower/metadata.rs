//! Properties of an operation other than its wire form: authentication, retries, pagination, waiters.

use serde_json::Value;

use super::Cx;
use super::pages::REPEATED_TOKEN_ENDS;
use crate::docs;
use crate::ir::{
    AuthScheme, Finish, Matcher, OperationMetadata, Pagination, PathMatcher, Request, Used, Waiter,
};
use crate::model::Traits;

/// Traits of a service that are authentication schemes.
const SCHEMES: &[&str] = &[
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpDigestAuth",
];

impl Cx<'_> {
    pub(super) fn metadata(&self, operation: &Traits) -> OperationMetadata {
        let service = self.service_traits;
        let schemes = auth(operation, service).iter().map(|id| scheme(id, service)).collect();
        let metadata = OperationMetadata {
            readonly: operation.has("smithy.api#readonly"),
            idempotent: operation.has("smithy.api#idempotent"),
            repeatable: false,
            discovered: super::discovery::is_discovered(operation),
            auth: schemes,
            optional_auth: operation.has("smithy.api#optionalAuth"),
            pagination: pagination(operation, service),
            waiters: waiters(operation),
        };
        let uses = [
            (!metadata.auth.is_empty(), Used::AuthScheme),
            (metadata.pagination.is_some(), Used::Pagination),
            (!metadata.waiters.is_empty(), Used::Waiter),
        ];
        uses.into_iter().filter(|(is_used, _)| *is_used).for_each(|(_, used)| self.uses(used));
        metadata
    }

    /// Adds authentication options for the sender of a request.
    pub(super) fn authenticate(&self, traits: &Traits, metadata: &OperationMetadata, request: &mut Request) {
        if !self.config.client || metadata.auth.is_empty() {
            return;
        }
        request.finish.push(Finish::Auth {
            optional: metadata.optional_auth,
            unsigned_payload: traits.has("aws.auth#unsignedPayload"),
        });
        self.uses(Used::Auth);
        for scheme in &metadata.auth {
            let identity = match scheme {
                AuthScheme::SigV4(_) => Used::SigV4,
                AuthScheme::HttpBearer => Used::BearerToken,
                AuthScheme::HttpBasic => Used::Login,
                AuthScheme::HttpApiKey { .. } => Used::ApiKey,
                AuthScheme::SigV4a(_) | AuthScheme::HttpDigest | AuthScheme::Other(_) => continue,
            };
            self.uses(identity);
        }
    }
}

/// Returns the schemes of an operation, in order of preference; by default those of the service.
/// <https://smithy.io/2.0/spec/authentication-traits.html#auth-trait>
fn auth(operation: &Traits, service: &Traits) -> Vec<String> {
    let listed = |traits: &Traits| {
        let schemes = traits.get("smithy.api#auth")?.as_array()?;
        Some(schemes.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect())
    };
    let defined = |traits: &Traits| {
        // Without a list, the schemes are ordered by their ids.
        SCHEMES.iter().filter(|id| traits.has(id)).map(|id| (*id).to_owned()).collect()
    };
    listed(operation).or_else(|| listed(service)).unwrap_or_else(|| defined(service))
}

/// Returns a scheme with the properties of the service's trait.
fn scheme(id: &str, service: &Traits) -> AuthScheme {
    let part = |name: &str| {
        let value = service.get(id).and_then(|value| value.get(name)?.as_str());
        value.map(str::to_owned)
    };
    let text = |name: &str| part(name).unwrap_or_default();
    match id {
        "aws.auth#sigv4" => AuthScheme::SigV4(text("name")),
        "aws.auth#sigv4a" => AuthScheme::SigV4a(text("name")),
        "smithy.api#httpBearerAuth" => AuthScheme::HttpBearer,
        "smithy.api#httpBasicAuth" => AuthScheme::HttpBasic,
        "smithy.api#httpDigestAuth" => AuthScheme::HttpDigest,
        "smithy.api#httpApiKeyAuth" => {
            AuthScheme::HttpApiKey { location: text("in"), name: text("name"), scheme: part("scheme") }
        }
        other => AuthScheme::Other(other.to_owned()),
    }
}

/// Returns the operation's own pagination, completed by that of the service.
fn pagination(operation: &Traits, service: &Traits) -> Option<Pagination> {
    let id = "smithy.api#paginated";
    let own = operation.get(id)?;
    let common = service.get(id);
    let part = |name: &str| {
        let value = own.get(name).or_else(|| common?.get(name)).and_then(Value::as_str);
        value.map(str::to_owned)
    };
    Some(Pagination {
        input_token: part("inputToken")?,
        output_token: part("outputToken")?,
        page_size: part("pageSize"),
        items: part("items"),
        repeated_token_ends: operation.has(REPEATED_TOKEN_ENDS),
        pages: None,
    })
}

/// <https://smithy.io/2.0/additional-specs/waiters.html>; the delays are the defaults of the specification if the model
/// has none.
fn waiters(operation: &Traits) -> Vec<Waiter> {
    let waiters = operation.get("smithy.waiters#waitable").and_then(Value::as_object);
    let waiter = |(name, waiter): (&String, &Value)| Waiter {
        name: name.clone(),
        min_delay: waiter.get("minDelay").and_then(Value::as_u64).unwrap_or(2),
        max_delay: waiter.get("maxDelay").and_then(Value::as_u64).unwrap_or(120),
        acceptors: waiter
            .get("acceptors")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(acceptor)
            .collect(),
        docs: waiter.get("documentation").and_then(Value::as_str).map(docs::markdown).unwrap_or_default(),
        problem: None,
    };
    waiters.into_iter().flatten().map(waiter).collect()
}

fn acceptor(acceptor: &Value) -> Option<(String, Matcher)> {
    let state = acceptor.get("state")?.as_str()?.to_owned();
    let (kind, matcher) = acceptor.get("matcher")?.as_object()?.iter().next()?;
    let path = || {
        let part = |name: &str| Some(matcher.get(name)?.as_str()?.to_owned());
        Some(PathMatcher {
            path: part("path")?,
            expected: part("expected")?,
            comparator: part("comparator")?,
        })
    };
    let matcher = match kind.as_str() {
        "success" => Matcher::Success(matcher.as_bool()?),
        "errorType" => {
            let id = matcher.as_str()?;
            Matcher::ErrorType(id.rsplit('#').next().unwrap_or(id).to_owned())
        }
        "output" => Matcher::Output(path()?),
        "inputOutput" => Matcher::InputOutput(path()?),
        _ => return None,
    };
    Some((state, matcher))
}
