//! The header `User-Agent`.

use http::HeaderValue;

use super::SetupError;

/// This crate, the system, and the products of the user.
pub(crate) fn header(products: &[String]) -> Result<HeaderValue, SetupError> {
    let mut text = format!(
        "{}/{} os/{} lang/rust",
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
    );
    for product in products {
        text.push(' ');
        text.push_str(product);
    }
    let fits = text.is_ascii().then(|| HeaderValue::from_str(&text).ok()).flatten();
    fits.ok_or_else(|| SetupError::new("a product for `User-Agent` has a control or non-ASCII character"))
}
