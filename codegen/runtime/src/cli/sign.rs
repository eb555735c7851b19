//! Signing of requests: the keys from a file, if they apply. Those of the environment are the default of the client.

#[cfg(feature = "sigv4")]
use super::super::auth::Credentials;
use super::super::blocking::Builder;
use super::super::service::Service;
use super::super::{AuthOptions, AuthScheme};
use super::settings::{Keys, Settings};
use super::shell::quoted;

/// Returns the client with keys.
#[cfg(feature = "sigv4")]
pub(super) fn with_keys<S: Service>(mut builder: Builder<S>, keys: Option<&Keys>) -> Builder<S> {
    if let Some(keys) = keys {
        let credentials = Credentials::new(&keys.id, &keys.secret);
        builder.stack.auth.add(match &keys.session_token {
            Some(token) => credentials.session_token(token),
            None => credentials,
        });
    }
    builder
}

/// Returns the client unchanged: nothing is signed.
#[cfg(not(feature = "sigv4"))]
pub(super) fn with_keys<S: Service>(builder: Builder<S>, _keys: Option<&Keys>) -> Builder<S> {
    builder
}

/// Returns the arguments for curl that sign a request like the client, with keys from the environment; no key is shown.
pub(super) fn curl_options(request: &http::Request<Vec<u8>>, settings: &Settings) -> Vec<String> {
    let options = request.extensions().get::<AuthOptions>().filter(|_| settings.sign);
    let schemes = options.map_or(&[][..], |options| options.schemes);
    let name = schemes.iter().find_map(|scheme| match scheme {
        AuthScheme::SigV4(name) => Some(name),
        _ => None,
    });
    let Some(name) = name else { return Vec::new() };
    let region = settings.region.as_deref().unwrap_or("us-east-1");
    vec![
        format!("--aws-sigv4 {}", quoted(&format!("aws:amz:{region}:{name}"))),
        "--user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\"".to_owned(),
        "--header \"x-amz-security-token: $AWS_SESSION_TOKEN\"".to_owned(),
    ]
}
