//! The header `User-Agent`.

use http::HeaderValue;

use super::SetupError;

/// Returns the header: the crate of the service, the operating system, and the products of the user.
pub(crate) fn header(name: &str, version: &str, products: &[String]) -> Result<HeaderValue, SetupError> {
    let mut text = format!("{name}/{version} os/{} lang/rust", std::env::consts::OS);
    for product in products {
        text.push(' ');
        text.push_str(product);
    }
    let fits = text.is_ascii().then(|| HeaderValue::from_str(&text).ok()).flatten();
    fits.ok_or_else(|| SetupError::new("a product for `User-Agent` has a control or non-ASCII character"))
}
