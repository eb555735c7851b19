//! Headers that are credentials.

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};

use super::AuthError;

/// Sets a header that is marked as sensitive, so that clients and logs do not show it.
pub(crate) fn secret_header(
    request: &mut http::Request<Bytes>,
    name: HeaderName,
    text: &str,
) -> Result<(), AuthError> {
    // Bytes outside ASCII would reach the service as other characters.
    let value = text.is_ascii().then(|| HeaderValue::from_str(text).ok()).flatten();
    let mut value = value.ok_or_else(|| {
        AuthError::new(format!("the secret for the header {name} has a control or non-ASCII character"))
    })?;
    value.set_sensitive(true);
    request.headers_mut().insert(name, value);
    Ok(())
}
