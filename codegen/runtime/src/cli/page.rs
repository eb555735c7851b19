//! A page of a list, as the calls give it to what reads lists.

use serde_json::Value;

use super::failure::Failure;

/// One output of an operation.
#[derive(Debug)]
pub struct Page {
    /// In the form of the caller's side: the crate's, or the model's.
    pub output: Value,
    /// Why nobody knows whether another page follows: the token for it may have been sent, and could not be read.
    pub(crate) lost_token: Option<Failure>,
}

/// A page all of which could be read.
impl From<Value> for Page {
    fn from(output: Value) -> Self {
        Self { output, lost_token: None }
    }
}
