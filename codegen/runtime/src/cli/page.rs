//! A page of a list, as calls return it.

use serde_json::Value;

use super::failure::Failure;

/// An output of an operation.
#[derive(Debug)]
pub struct Page {
    /// In the form of the crate, or of the model.
    pub output: Value,
    /// Why it is unknown whether another page follows: the response may contain a token that cannot be decoded.
    pub(crate) lost_token: Option<Failure>,
}

/// A completely decoded page.
impl From<Value> for Page {
    fn from(output: Value) -> Self {
        Self { output, lost_token: None }
    }
}
