//! Signing of requests: the keys from a file, if they apply. Those of the environment are the default of the client.

#[cfg(feature = "sigv4")]
use super::super::auth::Credentials;
use super::super::call::environment::shared::Program;
use super::super::{AuthOptions, AuthScheme};
use super::identity;
use super::providers::Providers;
use super::settings::{Keys, Settings};
use super::shell::quoted;

/// Adds keys to a client.
#[cfg(feature = "sigv4")]
pub(super) fn add_keys(stack: &mut impl Providers, keys: Option<&Keys>) {
    if let Some(keys) = keys {
        let credentials = Credentials::new(&keys.id, &keys.secret);
        stack.add_credentials(match &keys.session_token {
            Some(token) => credentials.session_token(token),
            None => credentials,
        });
    }
}

/// Does nothing: nothing is signed.
#[cfg(not(feature = "sigv4"))]
pub(super) fn add_keys(_stack: &mut impl Providers, _keys: Option<&Keys>) {}

/// Returns the arguments for curl that authenticate a request like the client, with secrets from the environment; none is shown.
pub(super) fn curl_options(
    program: Program,
    request: &http::Request<Vec<u8>>,
    settings: &Settings,
) -> Vec<String> {
    let options = request.extensions().get::<AuthOptions>().filter(|_| settings.sign);
    let Some(options) = options else { return Vec::new() };
    let schemes = || options.schemes.iter();
    let given = schemes().find(|scheme| settings.identities.has(scheme));
    let signs = schemes().find(|scheme| matches!(scheme, AuthScheme::SigV4(_)));
    let other = schemes().find(|scheme| identity::for_scheme(scheme).is_some()).filter(|_| !options.optional);
    match given.or(signs).or(other) {
        Some(AuthScheme::SigV4(name)) => with_signature(name, settings),
        Some(scheme) => identity::curl_options(program, scheme),
        None => Vec::new(),
    }
}

fn with_signature(name: &str, settings: &Settings) -> Vec<String> {
    let region = settings.region.as_deref().unwrap_or("us-east-1");
    vec![
        format!("--aws-sigv4 {}", quoted(&format!("aws:amz:{region}:{name}"))),
        "--user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\"".to_owned(),
        "--header \"x-amz-security-token: $AWS_SESSION_TOKEN\"".to_owned(),
    ]
}
