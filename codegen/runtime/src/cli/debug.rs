//! `--debug`: requests and responses as events of the log, around the transport that carries them.
//!
//! What is not known to be harmless is not shown: of JSON, the values of members that the model knows and does not call secret; of
//! anything else, its length. `--show-secrets` has no say in it: logs are passed on.

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

/// The target of all that is logged: a path that people can name in a filter.
pub(super) const TARGET: &str = env!("CARGO_CRATE_NAME");

/// Bodies up to this length are shown; longer ones are told by their length.
const MOST: usize = 1 << 20;

/// What is known of the call that is made: nobody can tell a secret by the look of an address.
#[derive(Clone, Default)]
pub struct About(Arc<Mutex<Known>>);

/// The address of a call, without secrets.
#[derive(Clone)]
pub(super) enum Shown {
    As(String),
    /// A path, at the host that the service says: only the request itself has that.
    Elsewhere(String),
}

#[derive(Default)]
struct Known {
    shown: Option<Shown>,
    /// Texts that are not to be shown, in whatever place.
    secrets: Vec<String>,
}

impl About {
    /// Says what the next requests are: their address, and the secrets of their input.
    pub(super) fn set(&self, shown: Option<Shown>, secrets: Vec<String>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Known { shown, secrets };
    }

    /// A text of a request or a response in one line, without those secrets.
    fn clean(&self, text: &str) -> String {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        harmless(&known.secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret, REDACTED)))
    }

    /// The address of a request. Of one that no call was said to have, such as that of a file, what follows the path is not shown:
    /// the signature is there.
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

/// A transport that says what goes through it.
pub struct Debugged<T> {
    inner: T,
    about: About,
    names: Names,
    proxy: Proxy,
}

impl<T> Debugged<T> {
    /// `proxy` is what the transport uses, to be shown.
    pub fn new(inner: T, about: About, tool: &'static Tool, proxy: Proxy) -> Self {
        Self { inner, about, names: Names::of(tool), proxy }
    }

    /// Those of requests know that they are secrets; of responses, only what has no member is shown.
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

    /// One that is compressed appears as it was before.
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
        // A file goes on to where it is wanted, and is not collected here.
        if !bodies::is_json(response.headers()) && response.status().is_success() {
            tracing::debug!(target: TARGET, "response body: not shown");
            return Ok(response);
        }
        let (head, body) = response.into_parts();
        let (start, body) = match bodies::peeked(body, MOST) {
            // As without `--debug`: a refusal keeps its status, whatever becomes of its body.
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

/// Headers that say who is calling, or that let somebody in, whatever the model says of them.
fn is_credential(name: &str) -> bool {
    ["authorization", "cookie", "set-cookie", "proxy-authorization", "x-amz-security-token", "location"]
        .contains(&name)
}
