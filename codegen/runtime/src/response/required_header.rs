//! Required headers.

use super::super::error::Malformed;
use super::RawResponse;

impl RawResponse<'_> {
    /// Checks that a header is present.
    pub fn require_header(&self, name: &'static str) -> Result<(), Malformed> {
        match self.headers.contains_key(name) {
            true => Ok(()),
            false => Err(Malformed(format!("the header {name} is missing"))),
        }
    }
}
