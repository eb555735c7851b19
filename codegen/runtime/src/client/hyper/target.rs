//! The target of a request, from its URI, and the form of the URI on the wire.

use http::header::{Entry, HeaderValue, CONTENT_LENGTH, HOST, PROXY_AUTHORIZATION};
use http::uri::{PathAndQuery, Scheme};
use http::{Method, Request, Uri, Version};
use http_body::Body;

use super::super::super::call::{ProxyServer, TransportError, TransportErrorKind};

/// A host and port, with or without TLS.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Target {
    pub(super) tls: bool,
    /// A name, or an IP address without brackets.
    pub(super) host: String,
    pub(super) port: u16,
}

impl Target {
    /// Returns the target of an address, without user information, which is not sent.
    pub(super) fn of(uri: &Uri) -> Result<Self, TransportError> {
        let wrong =
            |what: &'static str| TransportError::new(TransportErrorKind::Other).not_sent().with_source(what);
        let tls = match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS => true,
            Some(scheme) if *scheme == Scheme::HTTP => false,
            _ => return Err(wrong("the address of the request must begin with https:// or http://")),
        };
        let host = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
        if host.is_empty() {
            return Err(wrong("the address of the request has no host"));
        }
        let port = uri.port_u16().unwrap_or(if tls { 443 } else { 80 });
        Ok(Self { tls, host: host.to_ascii_lowercase(), port })
    }

    /// Converts a request to the form of HTTP/1.1: the path in the first line, the host in a header.
    pub(super) fn address<B: Body>(&self, mut request: Request<B>) -> Request<B> {
        let host = self.header(request.uri());
        if let (Entry::Vacant(entry), Some(host)) = (request.headers_mut().entry(HOST), host) {
            entry.insert(host);
        }
        let expected = matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH);
        if expected && request.body().size_hint().exact() == Some(0) {
            // RFC 9110, 8.6; hyper sends no length for an empty body.
            request.headers_mut().entry(CONTENT_LENGTH).or_insert(HeaderValue::from(0));
        }
        let path = request.uri().path_and_query().cloned();
        *request.uri_mut() = Uri::from(path.unwrap_or_else(|| PathAndQuery::from_static("/")));
        *request.version_mut() = Version::HTTP_11;
        request
    }

    /// Converts a request to the form for a forwarding proxy: the absolute address without user information, and the credentials
    /// of the proxy.
    pub(super) fn forward<B: Body>(&self, request: Request<B>, proxy: &ProxyServer) -> Request<B> {
        let authority = request.uri().authority().cloned();
        let mut request = self.address(request);
        let without_user = authority.and_then(|authority| match authority.as_str().rsplit_once('@') {
            Some((_, host)) => host.parse().ok(),
            None => Some(authority),
        });
        let mut parts = request.uri().clone().into_parts();
        parts.scheme = Some(Scheme::HTTP);
        parts.authority = without_user;
        if let Ok(whole) = Uri::from_parts(parts) {
            *request.uri_mut() = whole;
        }
        if let Some(value) = &proxy.authorization {
            request.headers_mut().insert(PROXY_AUTHORIZATION, value.clone());
        }
        request
    }

    /// Returns the host as in the address, and the port unless it is the default.
    fn header(&self, uri: &Uri) -> Option<HeaderValue> {
        let host = uri.host()?;
        let value = match (self.tls, self.port) {
            (true, 443) | (false, 80) => HeaderValue::from_str(host),
            (_, port) => HeaderValue::from_str(&format!("{host}:{port}")),
        };
        // All characters of a host are valid in a header.
        value.ok()
    }
}
