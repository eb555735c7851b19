//! Required headers.

use super::super::error::Malformed;
use super::{RawResponse, SMITHY_PROTOCOL};

impl RawResponse<'_> {
    /// Checks that a header is present.
    pub fn require_header(&self, name: &'static str) -> Result<(), Malformed> {
        match self.headers.contains_key(name) {
            true => Ok(()),
            false => Err(Malformed(format!("the header {name} is missing"))),
        }
    }

    /// Checks that the response is one of a Smithy RPC protocol. Otherwise, a proxy responded, or a service with another protocol.
    pub fn require_protocol(&self, protocol: &'static str) -> Result<(), Malformed> {
        match self.header(SMITHY_PROTOCOL) {
            Some(found) if found == protocol => Ok(()),
            Some(_) => Err(Malformed(format!("the header {SMITHY_PROTOCOL} is not {protocol}"))),
            None => Err(Malformed(format!("the header {SMITHY_PROTOCOL} is missing; expected {protocol}"))),
        }
    }
}
