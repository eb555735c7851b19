//! What requests are signed with: keys that stand in a file, if they are the ones to take. Those of the environment are the
//! client's own default.

use super::super::auth::Credentials;
use super::super::blocking::Builder;
use super::settings::Keys;

/// The client with keys.
pub(super) fn with_keys(builder: Builder, keys: Option<&Keys>) -> Builder {
    let Some(keys) = keys else { return builder };
    let credentials = Credentials::new(&keys.id, &keys.secret);
    builder.credentials_provider(match &keys.session_token {
        Some(token) => credentials.session_token(token),
        None => credentials,
    })
}
