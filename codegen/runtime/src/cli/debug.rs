//! `--debug`: logs requests and responses, as a wrapper of the transport.
//!
//! Only values that are known to be harmless are shown: in JSON, members that the model knows and does not mark as sensitive; of
//! other bodies, only the length. `--show-secrets` has no effect here: logs are passed on.

mod bodies;

use std::sync::{Arc, Mutex, PoisonError};

use http::HeaderMap;

use super::super::blocking::{Body, Limits, Transport};
use super::super::call::{Proxy, TransportError};
use super::failure::REDACTED;
use super::gunzip;
use super::harmless::harmless;
use super::table::Tool;
use bodies::{Names, NOT_SHOWN};

/// The target of all log events, for filters.
pub(super) const TARGET: &str = env!("CARGO_CRATE_NAME");

/// The maximum length of shown bodies; of longer ones, only the length is shown.
const MOST: usize = 1 << 20;

/// The properties of the current call: an address alone does not show whether it contains a secret.
#[derive(Clone, Default)]
pub struct About(Arc<Mutex<Known>>);

/// The address of a call, without secrets.
#[derive(Clone)]
pub(super) enum Shown {
    As(String),
    /// A path, at the host from endpoint discovery, which only the request contains.
    Elsewhere(String),
}

#[derive(Default)]
struct Known {
    shown: Option<Shown>,
    /// Texts that must not be shown anywhere.
    secrets: Vec<String>,
}

impl About {
    /// Sets the address of the next requests, and the secrets of their input.
    pub(super) fn set(&self, shown: Option<Shown>, secrets: Vec<String>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Known { shown, secrets };
    }

    /// Returns a text of a request or a response in one line, without those secrets.
    fn clean(&self, text: &str) -> String {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        harmless(&known.secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret, REDACTED)))
    }

    /// Returns the address of a request. For unknown addresses, such as that of a file, the query is not shown: it contains the
    /// signature.
    fn address(&self, uri: &http::Uri) -> String {
        let shown = {
            let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            match (&known.shown, uri.query()) {
                (Some(Shown::As(address)), _) => address.clone(),
                (Some(Shown::Elsewhere(path)), _) => format!(
                    "{}://{}{path}",
                    uri.scheme_str().unwrap_or_default(),
                    uri.authority().map_or("", http::uri::Authority::as_str)
                ),
                (None, Some(_)) => {
                    format!("{}?{REDACTED}", uri.to_string().split('?').next().unwrap_or_default())
                }
                (None, None) => uri.to_string(),
            }
        };
        self.clean(&shown)
    }
}

/// A transport that logs requests and responses.
pub struct Debugged<T> {
    inner: T,
    about: About,
    names: Names,
    proxy: Proxy,
}

impl<T> Debugged<T> {
    /// Wraps a transport; `proxy` is shown.
    pub fn new(inner: T, about: About, tool: &'static Tool, proxy: Proxy) -> Self {
        Self { inner, about, names: Names::of(tool), proxy }
    }

    /// Headers of requests are marked as secrets; of responses, only headers without a member are shown.
    fn headers(&self, of: &str, headers: &HeaderMap, is_shown: impl Fn(&str) -> bool) {
        for (name, value) in headers {
            let shown = match value.is_sensitive() || is_credential(name.as_str()) {
                true => REDACTED.to_owned(),
                false if !is_shown(name.as_str()) => NOT_SHOWN.to_owned(),
                false => self.about.clean(&String::from_utf8_lossy(value.as_bytes())),
            };
            tracing::debug!(target: TARGET, "{of} header: {name}: {shown}");
        }
    }

    /// A compressed body is shown uncompressed.
    fn body(&self, of: &str, headers: &HeaderMap, body: &[u8]) {
        if body.is_empty() {
            return;
        }
        let (plain, length) = (gunzip::start(headers, body, MOST), body.len());
        let shown = match &plain {
            Some(plain) if plain.len() > MOST => format!("more than {MOST} bytes"),
            Some(plain) => self.names.shown(headers, plain),
            None => self.names.shown(headers, body),
        };
        let how =
            if plain.is_some() { format!(", compressed with gzip to {length} bytes") } else { String::new() };
        tracing::debug!(target: TARGET, "{of} body{how}: {}", self.about.clean(&shown));
    }
}

impl<T: Transport> Transport for Debugged<T> {
    fn send(
        &self,
        request: http::Request<Body>,
        limits: Limits,
    ) -> Result<http::Response<Body>, TransportError> {
        tracing::debug!(target: TARGET, "request: {} {}", request.method(), self.about.address(request.uri()));
        if let Some(proxy) = self.proxy.server_for(request.uri()) {
            tracing::debug!(target: TARGET, "proxy: {proxy}");
        }
        self.headers("request", request.headers(), |_| true);
        match request.body().as_bytes() {
            Some(bytes) => self.body("request", request.headers(), bytes),
            None => tracing::debug!(target: TARGET, "request body: read while it is sent"),
        }
        let response = self.inner.send(request, limits).map_err(|error| {
            tracing::debug!(target: TARGET, "no response: {}", self.about.clean(&error.to_string()));
            error
        })?;
        tracing::debug!(target: TARGET, "response: {}", response.status());
        self.headers("response", response.headers(), |name| GENERAL.contains(&name));
        // A file is streamed to its destination, not collected here.
        if !bodies::is_document(response.headers()) && response.status().is_success() {
            tracing::debug!(target: TARGET, "response body: not shown");
            return Ok(response);
        }
        let (head, body) = response.into_parts();
        let (start, body) = match bodies::peeked(body, MOST) {
            // As without `--debug`: an error response keeps its status, even if its body cannot be read.
            Err(_) if !head.status.is_success() => (bytes::Bytes::new(), Body::empty()),
            peeked => peeked?,
        };
        match start.len() > MOST {
            true => tracing::debug!(target: TARGET, "response body: more than {MOST} bytes"),
            false => self.body("response", &head.headers, &start),
        }
        Ok(http::Response::from_parts(head, body))
    }
}

/// Headers of responses that are about the response itself.
const GENERAL: &[&str] = &[
    "cache-control",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "retry-after",
    "server",
    "smithy-protocol",
    "transfer-encoding",
    "via",
    "x-amz-apigw-id",
    "x-amz-cf-id",
    "x-amz-id-2",
    "x-amz-request-id",
    "x-amzn-errortype",
    "x-amzn-query-error",
    "x-amzn-requestid",
    "x-amzn-trace-id",
];

/// Headers with credentials, whatever the model says about them.
fn is_credential(name: &str) -> bool {
    ["authorization", "cookie", "set-cookie", "proxy-authorization", "x-amz-security-token", "location"]
        .contains(&name)
}
