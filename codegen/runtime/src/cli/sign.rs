//! What requests are signed with: keys that stand in a file, if they are the ones to take. Those of the environment are the
//! client's own default.

use super::super::auth::Credentials;
use super::super::blocking::Builder;
use super::super::{AuthOptions, AuthScheme};
use super::settings::{Keys, Settings};
use super::shell::quoted;

/// The client with keys.
pub(super) fn with_keys(builder: Builder, keys: Option<&Keys>) -> Builder {
    let Some(keys) = keys else { return builder };
    let credentials = Credentials::new(&keys.id, &keys.secret);
    builder.credentials_provider(match &keys.session_token {
        Some(token) => credentials.session_token(token),
        None => credentials,
    })
}

/// What tells curl to sign a request as the client would, with the keys of the environment: none is shown.
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
