//! Headers that are credentials.

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};

use super::AuthError;

/// Sets a header that clients and logs are told not to show.
pub(crate) fn secret_header(
    request: &mut http::Request<Bytes>,
    name: HeaderName,
    text: &str,
) -> Result<(), AuthError> {
    // Bytes beyond ASCII would reach the service as something else.
    let value = text.is_ascii().then(|| HeaderValue::from_str(text).ok()).flatten();
    let mut value = value.ok_or_else(|| {
        AuthError::new(format!("the secret for the header {name} has a control or non-ASCII character"))
    })?;
    value.set_sensitive(true);
    request.headers_mut().insert(name, value);
    Ok(())
}
