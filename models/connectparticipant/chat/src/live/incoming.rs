//! A download: its address, and the checks of its status and its size.

use std::time::Duration;

use connectparticipant::operation::GetAttachmentResponse;
use farrier_runtime::call::is_loopback;
use http::{StatusCode, Uri};

use super::file_error::DownloadError;

/// The time in which the response to a download, or its next piece, has to arrive.
pub(crate) const STALLED: Duration = Duration::from_secs(30);

/// A file that arrives.
pub(crate) struct Incoming {
    pub(crate) url: Uri,
    expected: u64,
    received: u64,
}

impl Incoming {
    pub(super) fn new(attachment: &GetAttachmentResponse, limit: u64) -> Result<Self, DownloadError> {
        let expected = u64::try_from(attachment.attachment_size_in_bytes).unwrap_or_default();
        if expected > limit {
            return Err(DownloadError::TooLarge { limit });
        }
        let url = attachment.url.as_deref().and_then(address).ok_or(DownloadError::Url)?;
        Ok(Self { url, expected, received: 0 })
    }

    /// Checks the status of the response.
    pub(crate) fn begin(&self, status: StatusCode) -> Result<(), DownloadError> {
        if status.is_success() { Ok(()) } else { Err(DownloadError::Status(status)) }
    }

    /// Counts a piece before it is written.
    pub(crate) fn receive(&mut self, piece: &[u8]) -> Result<(), DownloadError> {
        self.received += piece.len() as u64;
        if self.received > self.expected { Err(self.wrong_size()) } else { Ok(()) }
    }

    /// Returns the size, at the end.
    pub(crate) fn finish(self) -> Result<u64, DownloadError> {
        if self.received == self.expected { Ok(self.received) } else { Err(self.wrong_size()) }
    }

    fn wrong_size(&self) -> DownloadError {
        DownloadError::Size { expected: self.expected, received: self.received }
    }
}

/// Returns the URL of a file. Without TLS, it is only allowed to this machine.
fn address(url: &str) -> Option<Uri> {
    let uri: Uri = url.parse().ok()?;
    match uri.scheme_str() {
        Some("https") => Some(uri),
        Some("http") if is_loopback(uri.host()?) => Some(uri),
        _ => None,
    }
}
