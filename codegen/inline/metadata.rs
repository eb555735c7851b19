//! What an error answer says, whether the model knows the error or not. Nothing of it is lost.

use std::fmt;

use http::{HeaderMap, StatusCode};

use super::answer::Answer;
use super::json;
use super::unreadable::UnreadableMembers;

/// What every error of the service has in common.
pub trait ServiceError: std::error::Error + 'static {
    /// What the answer said.
    fn metadata(&self) -> &ErrorMetadata;

    /// The HTTP status.
    fn status(&self) -> StatusCode {
        self.metadata().status()
    }

    /// The code of the error, such as `ThrottlingException`; none when the answer names none.
    fn code(&self) -> Option<&str> {
        self.metadata().code()
    }

    /// The service's message.
    fn message(&self) -> Option<&str> {
        self.metadata().message()
    }

    /// The id by which the service knows the request.
    fn request_id(&self) -> Option<&str> {
        self.metadata().request_id()
    }

    /// What to look at first, where that is known.
    fn hint(&self) -> Option<&'static str> {
        self.metadata().hint()
    }

    /// Whether the same call may succeed when it is repeated.
    fn is_retryable(&self) -> bool {
        self.metadata().is_retryable()
    }

    /// Whether the caller is too fast for the service.
    fn is_throttling(&self) -> bool {
        self.metadata().is_throttling()
    }
}

/// An error answer: its code, message, status, request id, headers and body.
#[derive(Clone, PartialEq, Eq)]
pub struct ErrorMetadata(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    operation: Option<&'static str>,
    status: StatusCode,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    headers: HeaderMap,
    body: Vec<u8>,
    retry: Retry,
    unreadable: UnreadableMembers,
}

/// Of what is compared, the part that can be hashed: an error may be a member of a structure that is.
impl std::hash::Hash for ErrorMetadata {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        let Inner { operation, status, code, message, request_id, body, .. } = &*self.0;
        (operation, status, code, message, request_id, body).hash(state);
    }
}

/// What the model says about repeating a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code)] // A model need not use each of them.
pub(crate) enum Retry {
    /// Nothing: status and code decide.
    Unsaid,
    /// It may succeed.
    Transient,
    /// It may succeed later: the caller is too fast.
    Throttling,
}

/// Codes of services that ask for fewer calls, whatever their status.
const THROTTLING_CODES: [&str; 8] = [
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "TooManyRequestsException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
];

impl ErrorMetadata {
    /// An error of a given status and nothing else. For tests: real ones come from
    /// [`Operation::decode`](super::Operation::decode).
    pub fn new(status: StatusCode) -> Self {
        Self(Box::new(Inner {
            operation: None,
            status,
            code: None,
            message: None,
            request_id: None,
            headers: HeaderMap::new(),
            body: Vec::new(),
            retry: Retry::Unsaid,
            unreadable: UnreadableMembers::default(),
        }))
    }

    /// Sets the code.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.0.code = Some(code.into());
        self
    }

    /// Sets the message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = Some(message.into());
        self
    }

    /// Sets the request id.
    #[must_use]
    pub fn with_request_id(mut self, request_id: impl Into<String>) -> Self {
        self.0.request_id = Some(request_id.into());
        self
    }

    /// Reads what an answer says of itself. Whatever is wrong with it, the answer is kept.
    pub(crate) fn of_answer(operation: &'static str, answer: &Answer<'_>) -> Self {
        let mut metadata = Self::of_unread(operation, answer);
        let (body_code, message) = read_body(answer.body);
        let header_code = answer.header("x-amzn-errortype").and_then(clean_code).map(str::to_owned);
        metadata.0.code = header_code.or(body_code);
        metadata.0.message = message;
        metadata
    }

    /// Keeps an answer without looking for a code and a message: it is none of an error.
    pub(crate) fn of_unread(operation: &'static str, answer: &Answer<'_>) -> Self {
        Self(Box::new(Inner {
            operation: Some(operation),
            status: answer.status,
            code: None,
            message: None,
            request_id: answer.request_id().map(str::to_owned),
            headers: answer.headers.clone(),
            body: answer.body.to_vec(),
            retry: Retry::Unsaid,
            unreadable: UnreadableMembers::default(),
        }))
    }

    /// The answer that it was read from.
    #[allow(dead_code)] // A service may have no error with members of its own.
    pub(crate) fn answer(&self) -> Answer<'_> {
        Answer { status: self.0.status, headers: &self.0.headers, body: &self.0.body }
    }

    /// The operation that was called.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The code of the error, without namespace and URL; none when the answer names none.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The service's message.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The id by which the service knows the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// All headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body of the answer, byte for byte.
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// The members of the error that could not be read; [`body`](Self::body) and [`headers`](Self::headers) still have them.
    pub fn unreadable_members(&self) -> &UnreadableMembers {
        &self.0.unreadable
    }

    /// Whether the same call may succeed when it is repeated: the model says so, or the status is 408, 429 or 5xx.
    pub fn is_retryable(&self) -> bool {
        let status = self.0.status;
        self.0.retry == Retry::Transient
            || self.is_throttling()
            || status == StatusCode::REQUEST_TIMEOUT
            || status.is_server_error()
    }

    /// Whether the caller is too fast for the service: the model, the status 429 or a well-known code says so.
    pub fn is_throttling(&self) -> bool {
        self.0.retry == Retry::Throttling
            || self.0.status == StatusCode::TOO_MANY_REQUESTS
            || self.code().map_or(false, |code| THROTTLING_CODES.contains(&code))
    }
}

impl ErrorMetadata {
    /// One sentence: operation, code, status, message, request id and hint.
    pub(crate) fn write(&self, f: &mut fmt::Formatter<'_>, message: Option<&str>) -> fmt::Result {
        match self.operation() {
            Some(operation) => write!(f, "{operation} failed")?,
            None => f.write_str("the call failed")?,
        }
        if let Some(code) = self.code() {
            write!(f, " with {code}")?;
        }
        write!(f, " (HTTP {})", self.status().as_u16())?;
        if let Some(message) = message {
            write!(f, ": {message}")?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request id {id})")?;
        }
        match self.hint() {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }

    /// What is so of all services. No client follows a redirect on its own: it would take the secrets along.
    pub(crate) fn general_hint(&self) -> Option<&'static str> {
        self.status().is_redirection().then_some("redirects are not followed; check the endpoint")
    }
}

/// One sentence: operation, code, status, message and request id, and what to look at first where that is known.
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

/// The body by its length only: nobody knows what is in it.
impl fmt::Debug for ErrorMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorMetadata")
            .field("operation", &self.0.operation)
            .field("status", &self.0.status)
            .field("code", &self.0.code)
            .field("message", &self.0.message)
            .field("request_id", &self.0.request_id)
            .field("unreadable_members", &self.0.unreadable)
            .field("body", &format_args!("{} bytes", self.0.body.len()))
            .finish_non_exhaustive()
    }
}

/// `namespace#Code:http://...` without namespace and URL.
fn clean_code(text: &str) -> Option<&str> {
    let text = text.split(':').next().unwrap_or(text);
    let code = text.rsplit('#').next().unwrap_or(text).trim();
    Some(code).filter(|code| !code.is_empty())
}

/// Code and message of a JSON body. Whatever is not readable is not there.
fn read_body(body: &[u8]) -> (Option<String>, Option<String>) {
    let (mut code, mut kind, mut message) = (None, None, None);
    // What was read before the body broke off still counts.
    let _ = json::read_members(body, |json, name| match name {
        "code" | "Code" => read_code(json, &mut code),
        "__type" => read_code(json, &mut kind),
        "message" | "Message" | "errorMessage" => read_text(json, &mut message),
        _ => json.skip(),
    });
    (code.or(kind), message)
}

/// Reads a code; one that is empty is passed over.
fn read_code(json: &mut json::Reader<'_>, slot: &mut Option<String>) -> Result<(), json::Error> {
    if json.peek() != Some(b'"') {
        return json.skip();
    }
    if let Some(code) = clean_code(&json.text()?) {
        *slot = Some(code.to_owned());
    }
    Ok(())
}

/// Reads a text; a value of another type is passed over.
fn read_text(json: &mut json::Reader<'_>, slot: &mut Option<String>) -> Result<(), json::Error> {
    if json.peek() != Some(b'"') {
        return json.skip();
    }
    *slot = Some(json.string()?);
    Ok(())
}
