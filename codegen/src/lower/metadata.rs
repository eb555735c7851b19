//! Properties of an operation other than its wire form: authentication, retries, pagination, waiters.

use super::Cx;
use super::operations::Draft;
use crate::ir::{AuthScheme, Finish, OperationMetadata, Pagination, Request, Used, Waiter};
use crate::model::Traits;

const READONLY: &str = "smithy.api#readonly";
const IDEMPOTENT: &str = "smithy.api#idempotent";
const OPTIONAL_AUTH: &str = "smithy.api#optionalAuth";

/// Traits of a service that are authentication schemes.
const SCHEMES: &[&str] = &[
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpDigestAuth",
];

/// Returns the properties of an operation.
pub(super) fn metadata(
    draft: &Draft<'_>,
    pagination: Option<Pagination>,
    waiters: Vec<Waiter>,
) -> OperationMetadata {
    OperationMetadata {
        readonly: draft.traits.has(READONLY),
        idempotent: draft.traits.has(IDEMPOTENT),
        repeatable: is_repeatable(draft),
        discovered: super::discovery::is_discovered(draft.traits),
        auth: draft.auth.clone(),
        optional_auth: draft.traits.has(OPTIONAL_AUTH),
        pagination,
        waiters,
    }
}

/// Whether a request can be retried without harm: by the model, by its method, or because of an idempotency token.
fn is_repeatable(draft: &Draft<'_>) -> bool {
    draft.traits.has(READONLY)
        || draft.traits.has(IDEMPOTENT)
        || matches!(draft.request.method.as_str(), "GET" | "HEAD")
        || draft.input.fields.iter().any(|field| field.idempotency_token)
}

impl Cx<'_> {
    /// Returns the authentication schemes of an operation, in order of preference.
    pub(super) fn auth(&self, operation: &Traits) -> Vec<AuthScheme> {
        let service = self.source.service_traits;
        let schemes: Vec<_> = auth(operation, service).iter().map(|id| scheme(id, service)).collect();
        if !schemes.is_empty() {
            self.notes.uses(Used::AuthScheme);
        }
        schemes
    }

    /// Adds authentication options for the sender of a request.
    pub(super) fn authenticate(&self, traits: &Traits, schemes: &[AuthScheme], request: &mut Request) {
        if !self.source.config.client || schemes.is_empty() {
            return;
        }
        request.finish.push(Finish::Auth {
            optional: traits.has(OPTIONAL_AUTH),
            unsigned_payload: traits.has("aws.auth#unsignedPayload"),
            s3_signature: self.source.signs_like_s3(),
        });
        self.notes.uses(Used::Auth);
        for scheme in schemes {
            let identity = match scheme {
                AuthScheme::SigV4(_) => Used::SigV4,
                AuthScheme::HttpBearer => Used::BearerToken,
                AuthScheme::HttpBasic => Used::Login,
                AuthScheme::HttpApiKey { .. } => Used::ApiKey,
                AuthScheme::SigV4a(_) | AuthScheme::HttpDigest | AuthScheme::Other(_) => continue,
            };
            self.notes.uses(identity);
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
