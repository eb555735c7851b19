//! The calls of the user within a chat, written once: the blocking adapter waits for these futures.

use std::future::poll_fn;

use connectparticipant::operation::{
    DisconnectParticipant, DisconnectParticipantError, DisconnectParticipantRequest, GetAttachment,
    GetAttachmentRequest, GetTranscript, GetTranscriptError, SendEvent, SendEventError, SendEventRequest,
    SendEventResponse, SendMessage, SendMessageError, SendMessageRequest, SendMessageResponse,
};
use connectparticipant::types::{ArtifactStatus, ChatContentType, ConnectionToken, Item};

use super::error::ChatError;
use super::file_error::DownloadError;
use super::incoming::Incoming;
use super::pages::Pages;
use super::shared::Shared;
use super::stack::Stack;
use crate::session::Input;

impl<S: Stack> Shared<S> {
    /// Returns the token for a call; `None` if the session is over.
    pub(crate) async fn token(&self) -> Option<ConnectionToken> {
        poll_fn(|cx| self.poll_token(cx)).await
    }

    fn client(&self) -> S::Client {
        self.stack.client().clone()
    }

    pub(crate) async fn send_message(
        &self,
        content_type: ChatContentType,
        content: String,
    ) -> Result<SendMessageResponse, ChatError<SendMessageError>> {
        let token = self.token().await.ok_or(ChatError::Ended)?;
        let request = SendMessageRequest::new(content_type, content, token);
        let sent = S::call::<SendMessage>(self.client(), request).await?;
        self.input(Input::Sent);
        Ok(sent)
    }

    pub(crate) async fn send_event(
        &self,
        content_type: ChatContentType,
        content: Option<String>,
    ) -> Result<SendEventResponse, ChatError<SendEventError>> {
        let token = self.token().await.ok_or(ChatError::Ended)?;
        let request = SendEventRequest::new(content_type, token);
        let request = content.into_iter().fold(request, SendEventRequest::content);
        Ok(S::call::<SendEvent>(self.client(), request).await?)
    }

    /// The service accepts no calls of a participant that has left, so the history is read before.
    pub(crate) async fn disconnect(&self) -> Result<(), ChatError<DisconnectParticipantError>> {
        poll_fn(|cx| self.poll_caught_up(cx)).await;
        let token = self.token().await.ok_or(ChatError::Ended)?;
        S::call::<DisconnectParticipant>(self.client(), DisconnectParticipantRequest::new(token)).await?;
        self.input(Input::Left);
        Ok(())
    }

    /// Returns the next items of the transcript.
    pub(crate) async fn page(
        &self,
        pages: &mut Pages,
    ) -> Result<Option<Vec<Item>>, ChatError<GetTranscriptError>> {
        if pages.is_ended() {
            return Ok(None);
        }
        let token = self.token().await.ok_or(ChatError::Ended)?;
        let page = S::call::<GetTranscript>(self.client(), pages.request(token)).await?;
        Ok(pages.read(page))
    }

    /// Waits for the result of the scan of an attachment.
    pub(crate) async fn scanned(&self, attachment_id: &str) -> Option<ArtifactStatus> {
        poll_fn(|cx| self.poll_scan(cx, attachment_id)).await
    }

    /// Begins the download of an attachment.
    pub(crate) async fn incoming(&self, attachment_id: &str, limit: u64) -> Result<Incoming, DownloadError> {
        let token = self.token().await.ok_or(DownloadError::Ended)?;
        let request = GetAttachmentRequest::new(attachment_id, token);
        Incoming::new(&S::call::<GetAttachment>(self.client(), request).await?, limit)
    }
}
