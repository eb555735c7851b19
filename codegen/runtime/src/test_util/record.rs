//! Received requests.

use std::fmt;

use http::{HeaderMap, Method};
use percent_encoding::percent_decode_str;

/// A request that a test double received.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The operation, if the path and method match one.
    pub operation: Option<&'static str>,
    /// The method.
    pub method: Method,
    /// The path, percent-encoded as received.
    pub path: String,
    /// The query string as received; empty if there is none.
    pub query: String,
    /// The headers, including tokens, for inspection.
    pub headers: HeaderMap,
    /// The body, without its chunked encodings (also `aws-chunked`), and otherwise as received.
    pub body: Vec<u8>,
}

impl RecordedRequest {
    /// Returns the first header of a name as text, if it is present and text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns the decoded parameters of the query string, in order.
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        let pairs = self.query.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        pairs.map(|(key, value)| (unescaped(key), unescaped(value))).collect()
    }

    /// Returns the decoded pairs of a body that is a form, as in the Query protocols, in order: `("Action", "CreateTags")`,
    /// `("Tag.1.Key", "name")`. They may contain secrets.
    #[cfg(feature = "query")]
    pub fn form_pairs(&self) -> Vec<(String, String)> {
        super::super::form::pairs(&self.body)
    }
}

/// Paths and headers contain tokens, and bodies user text: only names and sizes are shown.
impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.keys().map(http::HeaderName::as_str).collect();
        f.debug_struct("RecordedRequest")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("headers", &names)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// Decodes percent-encoding; invalid escapes are kept.
pub(super) fn unescaped(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn only_two_hexadecimal_digits_are_an_escape() {
        assert_eq!(unescaped("a%20b%C3%A9%e9c+d"), "a b\u{e9}\u{fffd}c+d");
        for kept in ["%+1", "%", "%4", "%zz", "%-1", "%\u{e9}"] {
            assert_eq!(unescaped(kept), kept);
        }
    }
}
