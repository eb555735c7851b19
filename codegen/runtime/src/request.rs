//! Builds a request: path, headers, body.

mod body;
mod greedy_label;
mod header;
mod header_value;
mod label;
mod label_in_endpoint;
mod label_or;
mod literal_header;
mod literal_query;
mod prefix_headers;
mod query;
mod query_params;
mod sensitive_header;

use http::header::{HeaderMap, HeaderName, HeaderValue};
use http::uri::{PathAndQuery, Uri};
use http::Method;

use super::{EncodeError, Endpoint};

/// Collects the parts of a request. Names of members are for error messages.
///
/// Each operation calls these methods. Those that use `HeaderMap` are not inlined: a generated crate would have a copy of most of it
/// in each of its modules.
pub struct RequestBuilder<'e> {
    pub operation: &'static str,
    method: Method,
    endpoint: &'e Endpoint,
    pub target: String,
    pub headers: HeaderMap,
}

impl<'e> RequestBuilder<'e> {
    /// Creates an empty request to an endpoint.
    #[inline]
    pub fn new(operation: &'static str, method: Method, endpoint: &'e Endpoint) -> Self {
        let mut target = String::with_capacity(endpoint.path.len() + 64);
        target.push_str(&endpoint.path);
        Self { operation, method, endpoint, target, headers: HeaderMap::with_capacity(4) }
    }

    /// Adds a fixed part of the path.
    #[inline]
    pub fn path(&mut self, literal: &str) {
        self.target.push_str(literal);
    }

    /// Sets a header to the text of a member.
    fn set_header(
        &mut self,
        member: &'static str,
        name: &'static str,
        text: &str,
        is_sensitive: bool,
    ) -> Result<(), EncodeError> {
        let mut value = self.header_value(member, text)?;
        value.set_sensitive(is_sensitive);
        self.insert(HeaderName::from_static(name), value);
        Ok(())
    }

    fn insert(&mut self, name: HeaderName, value: HeaderValue) {
        self.headers.insert(name, value);
    }

    /// Returns the request.
    pub fn finish(self, body: Vec<u8>) -> Result<http::Request<Vec<u8>>, EncodeError> {
        let problem = |_| EncodeError::new(self.operation, "the URI", "is invalid");
        let target = PathAndQuery::try_from(self.target).map_err(problem)?;
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(self.endpoint.scheme.clone());
        parts.authority = Some(self.endpoint.authority.clone());
        parts.path_and_query = Some(target);
        let uri =
            Uri::from_parts(parts).map_err(|_| EncodeError::new(self.operation, "the URI", "is invalid"))?;
        let mut request = http::Request::new(body);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        Ok(request)
    }
}
