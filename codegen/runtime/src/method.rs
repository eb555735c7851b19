//! Methods that the `http` crate has no constant for.

use http::Method;

use super::EncodeError;

/// The method of a name. Every name that the model has is one.
pub fn method(operation: &'static str, name: &str) -> Result<Method, EncodeError> {
    Method::from_bytes(name.as_bytes())
        .map_err(|_| EncodeError::new(operation, "the method", "has no name of a method"))
}
