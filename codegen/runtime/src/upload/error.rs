//! The error of an upload: the step that failed, the reason, and the state of the upload.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::io;

use http::StatusCode;

use super::super::call::{chain, TransportError};
use super::super::{CallError, ErrorMetadata, ServiceError};

/// The error of an upload.
///
/// Its message has the step, the reason with all causes, and the state of the upload. So `source()` returns `None`: reports would
/// print the causes twice. The [`cause`](Self::cause) is a [`CallError`](super::super::CallError) of the operation for
/// [`UploadStep::Start`] and [`UploadStep::Complete`], and a [`PutError`] for [`UploadStep::Put`]; `downcast_ref` returns it, unless
/// it was deserialized: then it has only its text.
// In a box, so that a `Result` with it is small.
#[derive(Debug)]
pub struct UploadError(pub(crate) Box<Failure>);

#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) step: UploadStep,
    pub(crate) operation: Cow<'static, str>,
    pub(crate) member: Cow<'static, str>,
    pub(crate) id: Option<String>,
    pub(crate) source: Box<dyn Error + Send + Sync>,
    /// The error response, and whether a retry may succeed.
    pub(crate) response: Option<ErrorMetadata>,
    pub(crate) retryable: bool,
}

/// A step of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UploadStep {
    /// Inspecting the file: its size, its name, its type. Nothing was sent.
    File,
    /// The call that announces the file. No bytes were sent.
    Start,
    /// Sending the bytes. The announcement remains; it does no harm, and the upload can be started again.
    Put,
    /// The call that completes the upload. The bytes are stored, but no one can see them before it succeeds: repeat only this
    /// call, with [`UploadError::id`].
    Complete,
}

impl UploadError {
    pub(crate) fn new(
        step: UploadStep,
        operation: &'static str,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self(Box::new(Failure {
            step,
            operation: operation.into(),
            member: "id".into(),
            id: None,
            source: source.into(),
            response: None,
            retryable: false,
        }))
    }

    /// The error of one of the two calls.
    pub(crate) fn of_call<E: ServiceError + Send + Sync>(
        step: UploadStep,
        operation: &'static str,
        error: CallError<E>,
    ) -> Self {
        let (response, retryable) = (error.metadata().cloned(), error.is_retryable());
        Self::new(step, operation, error).with_response(response, retryable)
    }

    /// The error of sending the bytes.
    pub(crate) fn of_put(operation: &'static str, error: PutError) -> Self {
        let (response, retryable) = (error.response(), error.is_retryable());
        Self::new(UploadStep::Put, operation, error).with_response(response, retryable)
    }

    fn with_response(mut self, response: Option<ErrorMetadata>, retryable: bool) -> Self {
        (self.0.response, self.0.retryable) = (response, retryable);
        self
    }

    /// Adds the id from the service, with the name of its member.
    pub(crate) fn with_id(mut self, member: &'static str, id: Option<String>) -> Self {
        self.0.member = member.into();
        self.0.id = id;
        self
    }

    /// Returns the step that failed.
    pub fn step(&self) -> UploadStep {
        self.0.step
    }

    /// Returns the reason.
    pub fn cause(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.0.source
    }

    /// Returns the error response of the failed step, if there was one. That of the file store has a status, and if possible a
    /// code and a request id.
    pub fn metadata(&self) -> Option<&ErrorMetadata> {
        self.0.response.as_ref()
    }

    /// Whether the failed step may succeed when it is repeated.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// Returns the step and the state of the upload, without the reason. `complete` is the next step of the last one.
    pub(crate) fn outcome(&self, complete: &str) -> String {
        let operation = &self.0.operation;
        let text = match self.0.step {
            UploadStep::File => "the file cannot be uploaded; nothing was sent".to_owned(),
            UploadStep::Start => format!("{operation} failed; no bytes were sent"),
            UploadStep::Put => {
                "the bytes could not be sent; no one can see the file, and the upload can be started again"
                    .to_owned()
            }
            UploadStep::Complete => {
                format!("{operation} failed; the bytes are uploaded, but no one can see them yet: {complete}")
            }
        };
        match &self.0.id {
            Some(id) => format!("{text} ({} {})", self.0.member, id.escape_debug()),
            None => text,
        }
    }

    /// Returns the id of the upload, if the service has assigned one.
    pub fn id(&self) -> Option<&str> {
        self.0.id.as_deref()
    }
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let complete = format!("call {} again", self.0.operation);
        write!(f, "{}: {}", self.outcome(&complete), chain(&*self.0.source))
    }
}

impl Error for UploadError {}

/// The reason why the bytes could not be sent. It never contains the URL or the headers, which are secret.
#[derive(Debug)]
#[non_exhaustive]
pub enum PutError {
    /// The response of the service has no usable upload URL, for this reason.
    Target(&'static str),
    /// The file changed, or could no longer be read.
    File(io::Error),
    /// There is no response, or an incomplete one.
    Transport(TransportError),
    /// The file store rejected the file.
    #[non_exhaustive]
    Refused {
        /// The HTTP status.
        status: StatusCode,
        /// The code of the error, such as `AccessDenied`.
        code: Option<String>,
        /// The request id of the store.
        request_id: Option<String>,
    },
}

impl PutError {
    /// The error response of the file store.
    fn response(&self) -> Option<ErrorMetadata> {
        let Self::Refused { status, code, request_id } = self else { return None };
        let mut metadata = ErrorMetadata::new(*status);
        if let Some(code) = code {
            metadata = metadata.with_code(code);
        }
        if let Some(id) = request_id {
            metadata = metadata.with_request_id(id);
        }
        Some(metadata)
    }

    fn is_retryable(&self) -> bool {
        match self {
            Self::Target(_) | Self::File(_) => false,
            Self::Transport(error) => error.is_transient(),
            Self::Refused { .. } => self.response().map_or(false, |response| response.is_retryable()),
        }
    }
}

impl fmt::Display for PutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Target(problem) => f.write_str(problem),
            Self::File(_) => f.write_str("the file could not be read completely"),
            Self::Transport(error) => error.write_elsewhere(f),
            Self::Refused { status, code, request_id } => {
                write!(f, "the file store rejected the bytes (HTTP {}", status.as_u16())?;
                if let Some(code) = code {
                    write!(f, ", {code}")?;
                }
                if let Some(id) = request_id {
                    write!(f, ", request id {id}")?;
                }
                f.write_str(")")?;
                match *status {
                    StatusCode::FORBIDDEN => f.write_str(
                        ": the upload URL may have expired, or the store does not accept this file",
                    ),
                    _ => Ok(()),
                }
            }
        }
    }
}

impl Error for PutError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Target(_) | Self::Refused { .. } => None,
            Self::File(error) => Some(error),
            // It prints like the inner error, so it also has its source.
            Self::Transport(error) => error.source(),
        }
    }
}

/// The reason why a file cannot be uploaded.
#[derive(Debug)]
pub(crate) struct Unfit {
    problem: String,
    source: Option<io::Error>,
}

impl Unfit {
    pub(crate) fn new(problem: String) -> Self {
        Self { problem, source: None }
    }

    pub(crate) fn because(mut self, error: io::Error) -> Self {
        self.source = Some(error);
        self
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)
    }
}

impl Error for Unfit {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| source as &(dyn Error + 'static))
    }
}
