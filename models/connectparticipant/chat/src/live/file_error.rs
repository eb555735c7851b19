//! The errors of files.

use std::error::Error;
use std::fmt;
use std::io;

use connectparticipant::CallError;
use connectparticipant::config::TransportError;
use connectparticipant::operation::GetAttachmentError;
use connectparticipant::upload::UploadError;
use http::StatusCode;

/// A file could not be sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum FileError {
    /// The session is over. Nothing was sent.
    Ended,
    /// A step of the upload failed.
    Upload(UploadError),
}

impl From<UploadError> for FileError {
    fn from(error: UploadError) -> Self {
        Self::Upload(error)
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended => f.write_str("the chat is over"),
            Self::Upload(error) => error.fmt(f),
        }
    }
}

impl Error for FileError {}

/// A file could not be downloaded.
#[derive(Debug)]
#[non_exhaustive]
pub enum DownloadError {
    /// The session is over.
    Ended,
    /// `GetAttachment` failed.
    Call(CallError<GetAttachmentError>),
    /// The service returned no URL, or one that is invalid or not safe.
    Url,
    /// The file is larger than the limit. Nothing was written.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The connection failed.
    Transport(TransportError),
    /// The response is an error, with this status.
    Status(StatusCode),
    /// The file does not have the announced size.
    Size {
        /// The announced size in bytes.
        expected: u64,
        /// The number of bytes that were received, when the difference was noticed.
        received: u64,
    },
    /// Nothing arrived for 30 seconds.
    Stalled,
    /// The writer failed.
    Write(io::Error),
}

impl From<CallError<GetAttachmentError>> for DownloadError {
    fn from(error: CallError<GetAttachmentError>) -> Self {
        Self::Call(error)
    }
}

impl From<TransportError> for DownloadError {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl fmt::Display for DownloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended => f.write_str("the chat is over"),
            Self::Call(error) => error.fmt(f),
            Self::Url => f.write_str("the service returned no usable URL for the file"),
            Self::TooLarge { limit } => write!(f, "the file is larger than {limit} bytes"),
            Self::Transport(error) => error.fmt(f),
            Self::Status(status) => write!(f, "the request for the file got the status {status}"),
            Self::Size { expected, received } => {
                write!(f, "the file should have {expected} bytes, and {received} were received")
            }
            Self::Stalled => f.write_str("no part of the file arrived for 30 seconds"),
            Self::Write(error) => write!(f, "the file could not be written: {error}"),
        }
    }
}

impl Error for DownloadError {}
