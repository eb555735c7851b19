//! Files: sending them, the result of their scan, and downloads.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use connectparticipant::client::Body;
use connectparticipant::operation::GetAttachmentRequest;
use connectparticipant::types::ArtifactStatus;
use connectparticipant::upload::{Upload, Uploaded};
use farrier_runtime::call::is_loopback;
use http::{Request, Response, Uri};
use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::Chat;
use crate::live::stack::Stack;
use crate::live::{DownloadError, FileError};

/// The time in which the response to a download, or its next piece, has to arrive.
const STALLED: Duration = Duration::from_secs(30);

impl Chat {
    /// Sends a file. Others see it after its scan: see [`scanned`](Self::scanned).
    ///
    /// # Errors
    ///
    /// The chat is over, or a step of the upload fails. A failed step is the last one.
    pub async fn send_file(&self, file: Upload) -> Result<Uploaded, FileError> {
        let token = self.current_token().await.ok_or(FileError::Ended)?;
        Ok(self.shared().stack.client().upload_attachment(token, file).await?)
    }

    /// Waits for the result of the scan of an attachment, by its id: [`ArtifactStatus::Approved`] or [`ArtifactStatus::Rejected`]. `None` means
    /// that the chat ended before.
    ///
    /// It knows the last 256 results that this chat has received, and waits for later ones.
    ///
    /// ```no_run
    /// # async fn example(chat: &connectparticipant_chat::Chat) -> Result<(), Box<dyn std::error::Error>> {
    /// use connectparticipant::types::ArtifactStatus;
    /// use connectparticipant::upload::Upload;
    ///
    /// let file = chat.send_file(Upload::file("report.pdf")).await?;
    /// if chat.scanned(&file.id).await == Some(ArtifactStatus::Rejected) {
    ///     chat.send_text("I could not send the report.").await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn scanned(&self, attachment_id: &str) -> Option<ArtifactStatus> {
        poll_fn(|cx| self.shared().poll_scan(cx, attachment_id)).await
    }

    /// Writes an attachment to a writer as it arrives, and returns its size. After an error, and if the future is dropped, a part may be written.
    ///
    /// # Errors
    ///
    /// The chat is over, the attachment is larger than the limit, nothing arrives for 30 seconds, the size is not the announced one, or a step
    /// fails.
    pub async fn download(
        &self,
        attachment_id: &str,
        limit: u64,
        writer: &mut (impl AsyncWrite + Unpin),
    ) -> Result<u64, DownloadError> {
        let token = self.current_token().await.ok_or(DownloadError::Ended)?;
        let stack = &self.shared().stack;
        let attachment =
            stack.client().get_attachment(GetAttachmentRequest::new(attachment_id, token)).await?;
        let expected = u64::try_from(attachment.attachment_size_in_bytes).unwrap_or_default();
        if expected > limit {
            return Err(DownloadError::TooLarge { limit });
        }
        let url = attachment.url.as_deref().and_then(address).ok_or(DownloadError::Url)?;
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = url;
        let response = self.in_time(stack.transport().send(request)).await??;
        if !response.status().is_success() {
            return Err(DownloadError::Status(response.status()));
        }
        let received = self.copy(response, expected.min(limit), writer).await?;
        if received == expected { Ok(received) } else { Err(DownloadError::Size { expected, received }) }
    }

    /// Copies the body of a response.
    async fn copy(
        &self,
        response: Response<Body>,
        expected: u64,
        writer: &mut (impl AsyncWrite + Unpin),
    ) -> Result<u64, DownloadError> {
        let mut body = response.into_body();
        let mut received = 0;
        while let Some(piece) = self.in_time(body.chunk()).await? {
            let piece = piece?;
            received += piece.len() as u64;
            if received > expected {
                return Err(DownloadError::Size { expected, received });
            }
            writer.write_all(&piece).await.map_err(DownloadError::Write)?;
        }
        writer.flush().await.map_err(DownloadError::Write)?;
        Ok(received)
    }

    async fn in_time<T>(&self, future: impl Future<Output = T>) -> Result<T, DownloadError> {
        let mut future = pin!(future);
        let mut timer = self.shared().stack.timer().sleep(STALLED);
        poll_fn(|cx| match future.as_mut().poll(cx) {
            Poll::Ready(value) => Poll::Ready(Ok(value)),
            Poll::Pending => timer.as_mut().poll(cx).map(|()| Err(DownloadError::Stalled)),
        })
        .await
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
