//! Files: sending them, the result of their scan, and downloads.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use connectparticipant::client::Body;
use connectparticipant::types::ArtifactStatus;
use connectparticipant::upload::{Upload, Uploaded};
use http::Request;
use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::Chat;
use crate::live::incoming::STALLED;
use crate::live::stack::Stack;
use crate::live::{DownloadError, FileError};

impl Chat {
    /// Sends a file. Others see it after its scan: see [`scanned`](Self::scanned).
    ///
    /// # Errors
    ///
    /// The chat is over, or a step of the upload fails. A failed step is the last one.
    pub async fn send_file(&self, file: Upload) -> Result<Uploaded, FileError> {
        let token = self.shared().token().await.ok_or(FileError::Ended)?;
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
        self.shared().scanned(attachment_id).await
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
        let mut incoming = self.shared().incoming(attachment_id, limit).await?;
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = incoming.url.clone();
        let response = self.in_time(self.shared().stack.transport().send(request)).await??;
        incoming.begin(response.status())?;
        let mut body = response.into_body();
        while let Some(piece) = self.in_time(body.chunk()).await? {
            let piece = piece?;
            incoming.receive(&piece)?;
            writer.write_all(&piece).await.map_err(DownloadError::Write)?;
        }
        writer.flush().await.map_err(DownloadError::Write)?;
        incoming.finish()
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
