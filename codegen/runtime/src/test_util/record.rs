//! What came in: a request, complete.

use std::fmt;

use http::{HeaderMap, Method};

/// A request that a test double received.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The operation, if the path and method are those of one.
    pub operation: Option<&'static str>,
    /// The method.
    pub method: Method,
    /// The path as it came, with its percent signs.
    pub path: String,
    /// What stood behind the question mark, as it came; empty if there was nothing.
    pub query: String,
    /// The headers. Nothing of them is left out: tokens too are there to be looked at.
    pub headers: HeaderMap,
    /// The body, put together if it came in chunks, and as it came otherwise.
    pub body: Vec<u8>,
}

impl RecordedRequest {
    /// A header as text, if it is there once at least and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The decoded parameters of the query string, in their order.
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        let pairs = self.query.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        pairs.map(|(key, value)| (unescaped(key), unescaped(value))).collect()
    }
}

/// Paths and headers have tokens in them, and bodies what people write: of these only names and sizes are shown.
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

/// Text without its percent signs; what is no escape stays.
pub(super) fn unescaped(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let value = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match value {
            Some(value) => {
                out.push(value);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
