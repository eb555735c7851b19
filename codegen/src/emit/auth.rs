//! The authentication section of a crate's front page and README.

use super::example::client;
use super::tokens::ident;
use crate::ir::{AuthScheme, Operation, OperationMetadata, Service, Used};

/// An authentication scheme: its runtime part, its description, the builder method, and an example value.
pub(super) struct Way {
    used: Used,
    about: &'static str,
    pub(super) method: &'static str,
    pub(super) ty: &'static str,
    pub(super) arguments: &'static [&'static str],
}

const WAYS: &[Way] = &[
    Way {
        used: Used::SigV4,
        about: "AWS credentials, which sign requests. By default, those in the environment variables \
                `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` are used; the feature `aws-config` \
                adds those of the official provider chain",
        method: "credentials_provider",
        ty: "Credentials",
        arguments: &["key id", "secret"],
    },
    Way {
        used: Used::BearerToken,
        about: "a bearer token",
        method: "bearer_token",
        ty: "BearerToken",
        arguments: &["token"],
    },
    Way { used: Used::ApiKey, about: "an API key", method: "api_key", ty: "ApiKey", arguments: &["key"] },
    Way {
        used: Used::Login,
        about: "user name and password",
        method: "login",
        ty: "Login",
        arguments: &["user", "password"],
    },
];

/// Returns the schemes, as Markdown, and code that sets the first; `None` if the service has no authentication, or none that
/// clients support.
pub(super) fn section(service: &Service) -> Option<(Vec<String>, Vec<String>)> {
    let ways: Vec<&Way> = WAYS.iter().filter(|way| service.has(way.used)).collect();
    let Way { method, ty, arguments, .. } = ways.first()?;
    let about = |way: &&Way| format!("- `{}(..)`: {}.", way.method, way.about);
    let mut lines = vec!["The builder of a client sets the identity:".to_owned(), String::new()];
    lines.extend(ways.iter().map(about));
    lines.push(String::new());
    lines.push(
        "Each takes a value, or a provider that implements `client::Provide`, or `blocking::Provide` for the blocking client; \
         identities are refreshed before they expire."
            .to_owned(),
    );
    let library = ident(&service.package.ident);
    let settings = client::settings(service).map(|(method, value)| format!("        .{method}({value:?})"));
    let arguments = arguments.iter().map(|argument| format!("{argument:?}")).collect::<Vec<_>>().join(", ");
    let before = [
        format!("use {library}::auth::{ty};"),
        format!("use {library}::{{config, Client}};"),
        String::new(),
        "pub fn client() -> Result<Client, config::SetupError> {".to_owned(),
        "    Client::builder()".to_owned(),
    ];
    let after =
        [format!("        .{method}({ty}::new({arguments}))"), "        .build()".to_owned(), "}".to_owned()];
    Some((lines, before.into_iter().chain(settings).chain(after).collect()))
}

/// The scheme that the calls of an operation need an identity for: the first that clients support, unless the identity comes from
/// the environment or is optional.
pub(super) fn needed(operation: &Operation) -> Option<&'static Way> {
    let OperationMetadata { auth, optional_auth, .. } = &operation.metadata;
    if *optional_auth || auth.iter().any(|scheme| matches!(scheme, AuthScheme::SigV4(_))) {
        return None;
    }
    let used = auth.iter().find_map(|scheme| match scheme {
        AuthScheme::HttpBearer => Some(Used::BearerToken),
        AuthScheme::HttpBasic => Some(Used::Login),
        AuthScheme::HttpApiKey { .. } => Some(Used::ApiKey),
        AuthScheme::SigV4(_) | AuthScheme::SigV4a(_) | AuthScheme::HttpDigest | AuthScheme::Other(_) => None,
    })?;
    WAYS.iter().find(|way| way.used == used)
}
