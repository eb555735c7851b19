//! The error of an upload: the step that failed, the reason, and the state of the upload.

use std::error::Error;
use std::fmt;
use std::io;

use http::StatusCode;

use super::super::call::{chain, TransportError};

/// An upload that failed.
///
/// Its message has the step, the reason, and the state of the upload. So `source()` returns nothing, which would only be printed
/// twice. The [`cause`](Self::cause) is the [`CallError`](super::super::CallError) of the operation for [`UploadStep::Start`] and
/// [`UploadStep::Complete`], and a [`PutError`] for [`UploadStep::Put`]; `downcast_ref` gives each.
#[derive(Debug)]
pub struct UploadError {
    step: UploadStep,
    operation: &'static str,
    member: &'static str,
    id: Option<String>,
    source: Box<dyn Error + Send + Sync>,
}

/// A step of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UploadStep {
    /// Looking at the file: its size, its name, its type. Nothing was sent.
    File,
    /// The call that announces the file. No bytes were sent.
    Start,
    /// Sending the bytes. The announcement is left behind: it does no harm, and the upload can begin anew.
    Put,
    /// The call that completes the upload. The bytes are there, and nobody sees them before it succeeds: it alone should be
    /// repeated, with [`UploadError::id`].
    Complete,
}

impl UploadError {
    pub(crate) fn new(
        step: UploadStep,
        operation: &'static str,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self { step, operation, member: "id", id: None, source: source.into() }
    }

    /// The same with the id that the service gave, and the member that it is.
    pub(crate) fn with_id(mut self, member: &'static str, id: Option<String>) -> Self {
        self.member = member;
        self.id = id;
        self
    }

    /// The step that failed.
    pub fn step(&self) -> UploadStep {
        self.step
    }

    /// Why the step failed.
    pub fn cause(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.source
    }

    /// What the upload has come to, without the reason.
    pub(crate) fn outcome(&self) -> String {
        let operation = self.operation;
        let text = match self.step {
            UploadStep::File => "the file cannot be uploaded; nothing was sent".to_owned(),
            UploadStep::Start => format!("{operation} failed; no bytes were sent"),
            UploadStep::Put => {
                "the bytes could not be sent; the file is announced, nobody sees it, and the upload can begin anew".to_owned()
            }
            UploadStep::Complete => format!(
                "{operation} failed; the bytes are uploaded, and nobody sees them yet: call {operation} again"
            ),
        };
        match &self.id {
            Some(id) => format!("{text} ({} {})", self.member, id.escape_debug()),
            None => text,
        }
    }

    /// The id that the service gave to the upload, if it came so far.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.outcome(), chain(&*self.source))
    }
}

impl Error for UploadError {}

/// Why the bytes could not be sent. It never has the address or the headers, which are secret.
#[derive(Debug)]
#[non_exhaustive]
pub enum PutError {
    /// The service's response has no address that the bytes can be sent to: the reason.
    Target(&'static str),
    /// The file changed or could not be read any more.
    File(io::Error),
    /// There is no response, or only a part of one.
    Transport(TransportError),
    /// The file store refused the file.
    #[non_exhaustive]
    Refused {
        /// The HTTP status.
        status: StatusCode,
        /// The code of the error, such as `AccessDenied`.
        code: Option<String>,
        /// The id by which the store knows the request.
        request_id: Option<String>,
    },
}

impl fmt::Display for PutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Target(problem) => f.write_str(problem),
            Self::File(_) => f.write_str("the file could not be read to its end"),
            Self::Transport(error) => error.write_elsewhere(f),
            Self::Refused { status, code, request_id } => {
                write!(f, "the file store refused the bytes (HTTP {}", status.as_u16())?;
                if let Some(code) = code {
                    write!(f, ", {code}")?;
                }
                if let Some(id) = request_id {
                    write!(f, ", request id {id}")?;
                }
                f.write_str(")")?;
                match *status {
                    StatusCode::FORBIDDEN => {
                        f.write_str(": its address may have expired, or it refuses the file")
                    }
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
            // It prints what that error prints, so it has that error's source too.
            Self::Transport(error) => error.source(),
        }
    }
}

/// A file that cannot be uploaded as it is.
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
