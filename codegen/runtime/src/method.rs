//! Methods without a constant in the `http` crate.

use http::Method;

use super::EncodeError;

/// Returns the method of a name. Every name in the model is valid.
pub fn method(operation: &'static str, name: &str) -> Result<Method, EncodeError> {
    Method::from_bytes(name.as_bytes())
        .map_err(|_| EncodeError::new(operation, "the method", "has an invalid name"))
}
