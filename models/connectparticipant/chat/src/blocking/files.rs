//! Files: sending them, the result of their scan, and downloads.

use std::io::{self, ErrorKind, Read, Write};

use connectparticipant::blocking::{Body, Limits};
use connectparticipant::config::{TransportError, TransportErrorKind};
use connectparticipant::types::ArtifactStatus;
use connectparticipant::upload::{Upload, Uploaded};
use http::Request;

use super::Chat;
use super::wait::block_on;
use crate::live::incoming::STALLED;
use crate::live::stack::Stack;
use crate::live::{DownloadError, FileError};

/// The size of the pieces of a download.
const PIECE: usize = 16 << 10;

impl Chat {
    /// Sends a file. Others see it after its scan: see [`scanned`](Self::scanned).
    ///
    /// # Errors
    ///
    /// The chat is over, or a step of the upload fails. A failed step is the last one.
    pub fn send_file(&self, file: Upload) -> Result<Uploaded, FileError> {
        let token = block_on(self.shared().token()).ok_or(FileError::Ended)?;
        Ok(self.shared().stack.client().upload_attachment(token, file)?)
    }

    /// Waits for the result of the scan of an attachment, by its id: [`ArtifactStatus::Approved`] or [`ArtifactStatus::Rejected`]. `None` means
    /// that the chat ended before.
    ///
    /// It knows the last 256 results that this chat has received, and waits for later ones.
    ///
    /// ```no_run
    /// # fn example(chat: &connectparticipant_chat::blocking::Chat) -> Result<(), Box<dyn std::error::Error>> {
    /// use connectparticipant::types::ArtifactStatus;
    /// use connectparticipant::upload::Upload;
    ///
    /// let file = chat.send_file(Upload::file("report.pdf"))?;
    /// if chat.scanned(&file.id) == Some(ArtifactStatus::Rejected) {
    ///     chat.send_text("I could not send the report.")?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn scanned(&self, attachment_id: &str) -> Option<ArtifactStatus> {
        block_on(self.shared().scanned(attachment_id))
    }

    /// Writes an attachment to a writer as it arrives, and returns its size. After an error, a part may be written.
    ///
    /// # Errors
    ///
    /// The chat is over, the attachment is larger than the limit, nothing arrives for 30 seconds, the size is not the announced one, or a step
    /// fails.
    pub fn download(
        &self,
        attachment_id: &str,
        limit: u64,
        writer: &mut impl Write,
    ) -> Result<u64, DownloadError> {
        let mut incoming = block_on(self.shared().incoming(attachment_id, limit))?;
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = incoming.url.clone();
        let limits = Limits::default().stall(STALLED);
        let response = self.shared().stack.transport().send(request, limits).map_err(not_received)?;
        incoming.begin(response.status())?;
        let mut body = response.into_body();
        let mut piece = vec![0; PIECE];
        loop {
            let count = match body.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(not_received(of_body(error))),
            };
            incoming.receive(&piece[..count])?;
            writer.write_all(&piece[..count]).map_err(DownloadError::Write)?;
        }
        writer.flush().map_err(DownloadError::Write)?;
        incoming.finish()
    }
}

fn not_received(error: TransportError) -> DownloadError {
    if error.is_timeout() { DownloadError::Stalled } else { DownloadError::Transport(error) }
}

/// Returns the error of the transport in that of a body.
fn of_body(error: io::Error) -> TransportError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<TransportError>()) {
        Some(inner) => inner.clone(),
        None => TransportError::new(TransportErrorKind::Body).with_source(error),
    }
}
