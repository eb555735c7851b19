//! The content of an error response, modelled or not, without loss.

mod body_text;
mod codes;
mod format;
mod hint;
mod inner;
mod modelled;
#[cfg(feature = "event-stream")]
mod of_message;
mod read;
#[cfg(feature = "cbor")]
mod read_cbor;
#[cfg(feature = "xml")]
mod read_xml;

use std::borrow::Cow;
use std::fmt;

use http::{HeaderMap, StatusCode};

use super::decoded_limit::DecodedLimit;
use super::response::RawResponse;
use codes::Codes;
pub use codes::ErrorCodes;
use format::Format;
use inner::{Inner, Text};

use super::service::Service;
use super::unreadable::UnreadableMembers;

/// The interface of all errors of a service: error enums of operations, exceptions, and [`ErrorMetadata`].
pub trait ServiceError: std::error::Error + 'static {
    /// Returns the status, the headers and the body of the error response.
    fn metadata(&self) -> &ErrorMetadata;

    /// Returns the HTTP status.
    fn status(&self) -> StatusCode {
        self.metadata().status()
    }

    /// Returns the code of the error, such as `ThrottlingException`; `None` if the response has none.
    fn code(&self) -> Option<&str> {
        self.metadata().code()
    }

    /// Returns the message of the service.
    fn message(&self) -> Option<&str> {
        self.metadata().message()
    }

    /// Returns the request id: include it in support requests.
    fn request_id(&self) -> Option<&str> {
        self.metadata().request_id()
    }

    /// Returns a hint about the likely cause, if known.
    fn hint(&self) -> Option<&str> {
        self.metadata().hint()
    }

    /// Returns whether a retry of the same call may succeed.
    fn is_retryable(&self) -> bool {
        self.metadata().is_retryable()
    }

    /// Returns whether the service rejected the call because there were too many requests.
    fn is_throttling(&self) -> bool {
        self.metadata().is_throttling()
    }

    /// Returns whether the service denied access.
    fn is_access_denied(&self) -> bool {
        self.metadata().is_access_denied()
    }
}

/// The modelled errors of an enum are in boxes.
impl<E: ServiceError> ServiceError for Box<E> {
    fn metadata(&self) -> &ErrorMetadata {
        (**self).metadata()
    }

    fn message(&self) -> Option<&str> {
        (**self).message()
    }
}

/// An error response: its code, message, status, request id, headers and body.
///
/// With the feature `serde`, everything except headers, body and unreadable members is serialized.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ErrorMetadata(Box<Inner>);

/// The model's statement about retries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(hidden)]
pub enum Retry {
    /// None: status and code decide.
    Unsaid,
    /// A retry may succeed.
    Transient,
    /// A retry may succeed later: the caller is too fast.
    Throttling,
}

impl ErrorMetadata {
    /// Creates an error with only a status. For tests: responses are decoded by
    /// [`Operation::decode`](super::Operation::decode).
    pub fn new(status: StatusCode) -> Self {
        Self(Box::new(Inner::new(status)))
    }

    /// Sets the code.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.0.code = Some(Text::Owned(code.into()));
        self
    }

    /// Sets the message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = Some(Text::Owned(message.into()));
        self
    }

    /// Sets the request id.
    #[must_use]
    pub fn with_request_id(mut self, request_id: impl Into<String>) -> Self {
        self.0.request_id = Some(request_id.into());
        self
    }

    /// Reads an error response of any service, for programs that send a request without an operation of a generated crate.
    ///
    /// The format is that of the body: JSON; XML of restXml, awsQuery or ec2Query, with the feature `xml`; CBOR, with the feature `cbor`.
    /// Code and request id may also be in headers. An invalid response is kept, too: with its status, headers and body.
    ///
    /// ```
    /// # use farrier_runtime::{http, ErrorMetadata};
    /// let body = r#"{"__type": "com.example#ThrottlingException", "message": "Too many calls."}"#;
    /// let response = http::Response::builder().status(400).body(body).unwrap();
    /// let error = ErrorMetadata::parse(response.status(), response.headers(), response.body().as_bytes());
    /// assert_eq!(error.code(), Some("ThrottlingException"));
    /// assert!(error.is_retryable());
    /// ```
    pub fn parse(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let response = RawResponse { status, headers, body, limit: DecodedLimit::default() };
        Self::read(None, ErrorCodes::CodeFirst, &response)
    }

    /// Decodes an error response. Even an invalid response is kept.
    #[doc(hidden)]
    pub fn of_response<S: Service>(
        operation: &'static str,
        codes: ErrorCodes,
        response: &RawResponse<'_>,
    ) -> Self {
        Self::read(Some(operation), codes, response).with_hint_of::<S>(operation)
    }

    fn read(operation: Option<&'static str>, codes: ErrorCodes, response: &RawResponse<'_>) -> Self {
        let mut metadata = Self::keep(operation, response);
        let mut body = read::body(response.body, metadata.0.format);
        let text = |text| Text::new(text, response.body);
        let message = body.message.take().or_else(|| read::message_header(response).map(Cow::Borrowed));
        metadata.0.message = message.map(text);
        metadata.0.message_name = body.message_name;
        #[cfg(feature = "xml")]
        if response.request_id().is_none() {
            metadata.0.request_id = body.request_id.take().map(Cow::into_owned);
        }
        let Codes { code, shape } = codes.find(response, body);
        (metadata.0.code, metadata.0.shape) = (code.map(text), shape.map(text));
        metadata
    }

    fn with_hint_of<S: Service>(mut self, operation: &str) -> Self {
        let own = S::hint(operation, self.0.status.as_u16(), self.code()).map(Cow::Borrowed);
        self.0.hint = own.or_else(|| hint::of_region(&self.response(), self.code()));
        self
    }

    /// Decodes an error response that is not one of the protocol: only its status has a meaning.
    #[doc(hidden)]
    pub fn of_status<S: Service>(operation: &'static str, response: &RawResponse<'_>) -> Self {
        Self::of_unread(operation, response).with_hint_of::<S>(operation)
    }

    /// Keeps a response without searching for a code and a message: it is not an error response.
    #[doc(hidden)]
    pub fn of_unread(operation: &'static str, response: &RawResponse<'_>) -> Self {
        Self::keep(Some(operation), response)
    }

    fn keep(operation: Option<&'static str>, response: &RawResponse<'_>) -> Self {
        Self(Box::new(Inner {
            operation: operation.map(Cow::Borrowed),
            headers: response.headers.clone(),
            body: response.body.to_vec(),
            format: Format::of(response),
            limit: response.limit,
            ..Inner::new(response.status)
        }))
    }

    /// The response it was decoded from.
    #[doc(hidden)]
    pub fn response(&self) -> RawResponse<'_> {
        RawResponse {
            status: self.0.status,
            headers: &self.0.headers,
            body: &self.0.body,
            limit: self.0.limit,
        }
    }

    /// Returns the operation that was called; `None` for an error that a program created.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// Returns the HTTP status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Returns the code of the error, without namespace and URL; `None` if the response has none.
    pub fn code(&self) -> Option<&str> {
        self.0.text(&self.0.code)
    }

    /// Returns the message of the service.
    pub fn message(&self) -> Option<&str> {
        self.0.text(&self.0.message)
    }

    /// Returns the request id: include it in support requests.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id()
    }

    /// Returns all headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// Returns the body of the response, unchanged.
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// Returns the members of the error that could not be decoded; [`body`](Self::body) and [`headers`](Self::headers) contain them.
    pub fn unreadable_members(&self) -> &UnreadableMembers {
        &self.0.unreadable
    }

    /// Returns the text of a body that is not of the service, such as the page of a proxy, for people: one shortened line without markup, with
    /// control characters escaped and likely secrets removed. [`body`](Self::body) has the whole body.
    pub fn body_text(&self) -> Option<String> {
        if self.0.secret || self.0.format.is_hidden(&self.0.body) {
            return None;
        }
        body_text::shown(&self.0.body)
    }

    /// Returns whether a retry of the same call may succeed: the model says so, the status is 408, 429 or 5xx, or the code is a
    /// well-known one. By default, clients retry these errors; they also retry after a corrected clock or an outdated
    /// endpoint, and a `RetryClassifier` can decide otherwise.
    pub fn is_retryable(&self) -> bool {
        let status = self.0.status;
        self.0.retry == Retry::Transient
            || self.is_throttling()
            || status == StatusCode::REQUEST_TIMEOUT
            || status.is_server_error()
            || self.names().any(codes::is_transient)
    }

    /// Returns whether there were too many requests: the model, the status 429 or a well-known code says so.
    pub fn is_throttling(&self) -> bool {
        self.0.retry == Retry::Throttling
            || self.0.status == StatusCode::TOO_MANY_REQUESTS
            || self.names().any(codes::is_throttling)
    }

    /// Returns whether the service denied access: the status is 403, with or without a code (gateways send none), or the code is a
    /// well-known one.
    pub fn is_access_denied(&self) -> bool {
        self.0.status == StatusCode::FORBIDDEN || self.names().any(codes::is_access_denied)
    }

    /// The code, and the name of the error in the model.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.code().into_iter().chain(self.0.text(&self.0.shape))
    }

    /// Whether it is the error of a name in the model, or of this code.
    #[doc(hidden)]
    pub fn is_named(&self, name: &str) -> bool {
        self.names().any(|own| own == name)
    }

    /// The name of the error in the model, or else its code.
    #[doc(hidden)]
    pub fn shape_name(&self) -> Option<&str> {
        self.0.text(&self.0.shape).or_else(|| self.code())
    }

    /// The message, unless it is a secret.
    #[doc(hidden)]
    pub fn shown<'m>(&self, message: Option<&'m str>) -> Option<&'m str> {
        message.filter(|_| !self.0.secret)
    }
}

impl ErrorMetadata {
    /// One sentence: operation, code, status, message or the text of the body, request id and hint.
    #[doc(hidden)]
    pub fn write(&self, f: &mut fmt::Formatter<'_>, message: Option<&str>) -> fmt::Result {
        match self.operation() {
            Some(operation) => write!(f, "{operation} failed")?,
            None => f.write_str("the call failed")?,
        }
        if let Some(code) = self.code() {
            write!(f, " with {code}")?;
        }
        write!(f, " (HTTP {})", self.status().as_u16())?;
        if let Some(message) = self.shown(message) {
            write!(f, ": {message}")?;
        } else if let Some(text) = self.body_text() {
            write!(f, ": {text}")?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request id {id})")?;
        }
        match self.hint() {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }

    /// Hints for all services. No client follows redirects: that would forward the secrets.
    #[doc(hidden)]
    pub fn general_hint(&self) -> Option<&'static str> {
        match self.status() {
            // The service says that nothing has changed; it is not a redirect.
            StatusCode::NOT_MODIFIED => {
                Some("the service says that nothing has changed since the request's condition")
            }
            status => status.is_redirection().then_some("redirects are not followed; check the endpoint"),
        }
    }
}

/// One sentence: operation, code, status, message or the text of the body, request id, and a hint about the likely cause, if
/// known.
impl fmt::Display for ErrorMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, self.message())
    }
}

impl std::error::Error for ErrorMetadata {}

impl ServiceError for ErrorMetadata {
    fn metadata(&self) -> &ErrorMetadata {
        self
    }

    fn message(&self) -> Option<&str> {
        self.message()
    }
}

/// Only the length of the body: its content is unknown.
impl fmt::Debug for ErrorMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorMetadata")
            .field("operation", &self.0.operation)
            .field("status", &self.0.status)
            .field("code", &self.code())
            .field("message", &self.shown(self.message()))
            .field("request_id", &self.request_id())
            .field("unreadable_members", &self.0.unreadable)
            .field("body", &format_args!("{} bytes", self.0.body.len()))
            .finish_non_exhaustive()
    }
}
