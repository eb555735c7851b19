//! Sending the bytes to the URL from the service, without I/O: the request, the meaning of a response, the delay before a
//! retry.

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderName, CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING, UPGRADE};
use http::uri::{Scheme, Uri};
use http::{HeaderMap, HeaderValue, Method};

use super::super::call::{is_loopback, may_resend, Shared, TimeoutKind, Trace};
use super::super::response::asked_delay;
use super::super::ErrorMetadata;
use super::content::{Content, Progress};
use super::error::PutError;
use super::pieces::Pieces;
use super::plan::Target;

/// The maximum number of bytes of an error response that are read.
pub(crate) const MAX_REFUSAL: usize = 16 << 10;

/// The next step after an attempt.
pub(crate) enum PutVerdict {
    /// It is over.
    Done(Result<(), PutError>),
    /// Wait, then make another attempt.
    Retry(Duration),
}

/// The attempts of sending the bytes.
pub(crate) struct Put<'c> {
    shared: &'c Shared,
    trace: Trace,
    uri: Uri,
    headers: HeaderMap,
    content: Content,
    size: u64,
    progress: Option<Progress>,
    timeout: Duration,
    begun: Duration,
    /// The number of the attempt, from 1.
    attempt: u32,
    /// The cost of the last retry, taken from the budget.
    spent: Option<u32>,
}

impl<'c> Put<'c> {
    pub(crate) fn new(
        shared: &'c Shared,
        call: &'static str,
        target: &Target,
        (content, size): (&Content, u64),
        timeout: Duration,
        progress: Option<Progress>,
    ) -> Result<Self, PutError> {
        let url = target.url.as_deref().unwrap_or_default();
        let uri = address(url, allows_http(shared)).map_err(PutError::Target)?;
        let headers = headers(target.headers.as_ref(), size).map_err(PutError::Target)?;
        let content = content.clone();
        let begun = shared.clock.elapsed();
        let trace = Trace::begin(shared.service, call);
        Ok(Self {
            shared,
            trace,
            uri,
            headers,
            content,
            size,
            progress,
            timeout,
            begun,
            attempt: 1,
            spent: None,
        })
    }

    /// The request, to be sent now: only the headers from the service, and the length, which belongs to the protocol.
    pub(crate) fn request(&self) -> Result<http::Request<Pieces>, PutError> {
        let pieces = Pieces::open(&self.content, self.size, self.progress.clone()).map_err(PutError::File)?;
        let mut request = http::Request::new(pieces);
        *request.method_mut() = Method::PUT;
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        Ok(request)
    }

    /// The timeout of the attempt that starts now: the rest of the total timeout.
    pub(crate) fn limit(&self) -> Option<(Duration, TimeoutKind)> {
        Some((self.left(), TimeoutKind::Operation))
    }

    /// The span.
    pub(crate) fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The connect timeout.
    #[cfg(feature = "blocking")]
    pub(crate) fn connect_limit(&self) -> Option<Duration> {
        self.shared.timeouts.connect
    }

    fn left(&self) -> Duration {
        let spent = self.shared.clock.elapsed().saturating_sub(self.begun);
        self.timeout.saturating_sub(spent)
    }

    /// The next step after an attempt. The same bytes at the same URL are the same file, so retries are safe.
    pub(crate) fn judge(&mut self, result: Result<http::Response<Bytes>, PutError>) -> PutVerdict {
        let result = result.map_err(|error| match error {
            PutError::Transport(error) => {
                PutError::Transport(error.at(self.uri.host().unwrap_or_default(), None))
            }
            other => other,
        });
        match &result {
            Ok(response) => self.trace.response(response.status(), || request_id(response.headers())),
            Err(PutError::Transport(error)) => self.trace.failed(error),
            Err(_) => {}
        }
        let delay = match &result {
            Ok(response) if response.status().is_success() => {
                self.shared.budget.put_back(self.spent);
                return PutVerdict::Done(Ok(()));
            }
            Ok(response) => {
                let passes = metadata(response).is_retryable();
                let asked = asked_delay(response.headers(), Some(self.shared.clock.now()));
                passes.then(|| self.retry(asked, false)).flatten()
            }
            Err(PutError::Transport(error)) if may_resend(error, true) => {
                self.retry(None, error.is_timeout())
            }
            Err(_) => None,
        };
        match delay {
            Some(delay) => PutVerdict::Retry(delay),
            None => PutVerdict::Done(Err(result.map_or_else(|error| error, |response| refused(&response)))),
        }
    }

    /// Counts a retry, if allowed, and returns its delay.
    fn retry(&mut self, asked: Option<Duration>, timeout: bool) -> Option<Duration> {
        let policy = &self.shared.retry;
        if self.attempt >= policy.max_attempts {
            return None;
        }
        let delay = asked.unwrap_or_else(|| policy.delay(self.attempt, &*self.shared.random));
        if self.left() <= delay {
            return None;
        }
        self.spent = Some(self.shared.budget.take(timeout)?);
        self.attempt += 1;
        self.trace.retry(self.attempt, delay);
        Some(delay)
    }
}

/// Whether the client may send unencrypted to another machine: it already does.
fn allows_http(shared: &Shared) -> bool {
    let insecure = |scheme: &Scheme, host: &str| *scheme == Scheme::HTTP && !is_loopback(host);
    matches!(&shared.place, Ok(place) if insecure(&place.usual().endpoint.scheme, place.usual().endpoint.authority.host()))
}

/// The URL, if a client may send to it. Errors do not contain it: it is a credential.
fn address(url: &str, allow_http: bool) -> Result<Uri, &'static str> {
    if url.is_empty() {
        return Err("the response has no upload URL");
    }
    let uri: Uri = url.parse().map_err(|_| "the upload URL is invalid")?;
    let authority = uri.authority().ok_or("the upload URL has no host")?;
    if authority.as_str().contains('@') || authority.host().is_empty() {
        return Err("the upload URL has no host, or contains user information");
    }
    if uri.scheme() == Some(&Scheme::HTTPS) {
        return Ok(uri);
    }
    let is_http = uri.scheme() == Some(&Scheme::HTTP);
    if is_http && (allow_http || is_loopback(authority.host())) {
        return Ok(uri);
    }
    Err("the upload URL is not https://, so anyone on the network path could read the bytes")
}

/// The headers requested by the service, and the length.
fn headers(asked: Option<&BTreeMap<String, String>>, size: u64) -> Result<HeaderMap, &'static str> {
    let mut headers = HeaderMap::new();
    for (name, value) in asked.into_iter().flatten() {
        let name: HeaderName =
            name.parse().map_err(|_| "the response requires a header with an invalid name")?;
        let mut value = HeaderValue::from_bytes(value.as_bytes())
            .map_err(|_| "the response requires a header with a control character in its value")?;
        if name == CONTENT_LENGTH && value != HeaderValue::from(size) {
            return Err("the response requires a `Content-Length` that is not that of the file");
        }
        if [TRANSFER_ENCODING, CONNECTION, UPGRADE].contains(&name) {
            return Err("the response requires a header that belongs to the connection");
        }
        // Some are credentials, and it is unknown which.
        value.set_sensitive(true);
        headers.append(name, value);
    }
    headers.insert(CONTENT_LENGTH, HeaderValue::from(size));
    Ok(headers)
}

/// The error of a rejected request. The body may contain the signature, so only its code is used.
fn refused(response: &http::Response<Bytes>) -> PutError {
    let code = code(response).map(str::to_owned);
    PutError::Refused {
        status: response.status(),
        code,
        request_id: request_id(response.headers()).map(str::to_owned),
    }
}

fn code(response: &http::Response<Bytes>) -> Option<&str> {
    let (_, after) = std::str::from_utf8(response.body()).ok()?.split_once("<Code>")?;
    let (code, _) = after.split_once("</Code>")?;
    Some(code).filter(|code| is_plain(code))
}

/// The metadata for the retry decision, as for other calls.
fn metadata(response: &http::Response<Bytes>) -> ErrorMetadata {
    let metadata = ErrorMetadata::new(response.status());
    match code(response) {
        Some(code) => metadata.with_code(code),
        None => metadata,
    }
}

fn request_id(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-amz-request-id")?.to_str().ok().filter(|id| is_plain(id))
}

fn is_plain(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
    !text.is_empty() && text.len() <= 100 && text.bytes().all(plain)
}
