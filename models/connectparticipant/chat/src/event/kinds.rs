//! The kinds of items that have more than an item: their data, read on request.

use std::borrow::Cow;

use connectparticipant::types::{ArtifactStatus, AttachmentItem, ChatContentType, Receipt};

use crate::Item;
use crate::content::{self, Content};
use crate::session::ReceiptKind;

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Message {
    /// The item.
    pub item: Item,
}

impl Message {
    /// Returns the text of a message in plain text or Markdown.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.item.text()
    }

    /// Returns the content in the format of its content type.
    #[must_use]
    pub fn content(&self) -> Content<'_> {
        self.item.content()
    }

    /// Returns whether it is a part of a message that arrives in chunks. The last one has the whole text.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.item.message_completed == Some(false)
    }
}

/// Files, and the result of their scan: an item of the same id follows when the result changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Attachment {
    /// The item.
    pub item: Item,
}

impl Attachment {
    /// Returns the files. The service sends one.
    #[must_use]
    pub fn files(&self) -> &[AttachmentItem] {
        self.item.attachments()
    }

    /// Returns the result of the scan of the first file: an approved file can be downloaded, a rejected one cannot.
    ///
    /// ```
    /// use connectparticipant::types::ArtifactStatus;
    /// use connectparticipant_chat::{Event, Item};
    ///
    /// let text = r#"{"Type": "ATTACHMENT", "Attachments": [{"AttachmentId": "a1", "Status": "APPROVED"}]}"#;
    /// let Event::Attachment(attachment) = Event::from(Item::from_json(text)?) else { panic!("no attachment") };
    /// assert_eq!(attachment.scan(), Some(&ArtifactStatus::Approved));
    /// # Ok::<(), connectparticipant_chat::ItemError>(())
    /// ```
    #[must_use]
    pub fn scan(&self) -> Option<&ArtifactStatus> {
        self.files().first()?.status.as_ref()
    }
}

/// A change of a participant other than joining, leaving and typing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Participant {
    /// The item.
    pub item: Item,
    /// The change.
    pub change: ParticipantChange,
}

/// The change of a participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParticipantChange {
    /// It is active.
    Active,
    /// It is inactive.
    Inactive,
    /// It has not responded for some time.
    Idle,
    /// It responded after it was idle.
    Returned,
    /// It was invited, and has not joined yet.
    Invited,
    /// It was disconnected after it was idle.
    Disconnected,
    /// It has a new display name.
    Renamed,
}

impl ParticipantChange {
    pub(super) fn of(kind: &ChatContentType) -> Option<Self> {
        Some(match kind {
            ChatContentType::ParticipantActive => Self::Active,
            ChatContentType::ParticipantInactive => Self::Inactive,
            ChatContentType::ParticipantIdle => Self::Idle,
            ChatContentType::ParticipantReturned => Self::Returned,
            ChatContentType::ParticipantInvited => Self::Invited,
            ChatContentType::ParticipantAutodisconnection => Self::Disconnected,
            ChatContentType::ParticipantDisplayNameUpdated => Self::Renamed,
            _ => return None,
        })
    }
}

/// A transfer of the contact to another agent or queue.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Transfer {
    /// The item.
    pub item: Item,
    /// Whether it succeeded. For the agent who transferred the contact, the chat is then over.
    pub succeeded: bool,
}

/// Receipts of a message.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Receipts {
    /// The item.
    pub item: Item,
}

impl Receipts {
    /// Returns the id of the message: the `Id` of its item.
    #[must_use]
    pub fn message_id(&self) -> Option<Cow<'_, str>> {
        let metadata = self.item.item.message_metadata.as_ref();
        match metadata.and_then(|metadata| metadata.message_id.as_deref()) {
            Some(id) => Some(id.into()),
            None => content::member(self.item.item.content.as_deref()?, "messageId").map(Cow::Owned),
        }
    }

    /// Returns the receipts, one for each recipient.
    #[must_use]
    pub fn receipts(&self) -> &[Receipt] {
        let metadata = self.item.item.message_metadata.as_ref();
        metadata.and_then(|metadata| metadata.receipts.as_deref()).unwrap_or_default()
    }

    /// Returns the state of the message for the recipients other than this participant: whether any of them has read it, or has it.
    ///
    /// ```
    /// use connectparticipant_chat::session::ReceiptKind;
    /// use connectparticipant_chat::{Event, Item};
    ///
    /// let text = r#"{"Type": "MESSAGEMETADATA", "MessageMetadata": {"MessageId": "m1", "Receipts": [
    ///     {"RecipientParticipantId": "p2", "DeliveredTimestamp": "2026-11-17T09:00:00.000Z"}]}}"#;
    /// let Event::Receipts(receipts) = Event::from(Item::from_json(text)?) else { panic!("no receipts") };
    /// assert_eq!(receipts.message_id().as_deref(), Some("m1"));
    /// assert_eq!(receipts.state("p1"), Some(ReceiptKind::Delivered));
    /// assert_eq!(receipts.state("p2"), None);
    /// # Ok::<(), connectparticipant_chat::ItemError>(())
    /// ```
    #[must_use]
    pub fn state(&self, participant_id: &str) -> Option<ReceiptKind> {
        let is_other =
            |receipt: &&Receipt| receipt.recipient_participant_id.as_deref() != Some(participant_id);
        let state = |receipt: &Receipt| match (&receipt.read_timestamp, &receipt.delivered_timestamp) {
            (Some(_), _) => Some(ReceiptKind::Read),
            (None, Some(_)) => Some(ReceiptKind::Delivered),
            (None, None) => None,
        };
        let of_event = match self.item.item.content_type {
            Some(ChatContentType::MessageRead) => Some(ReceiptKind::Read),
            Some(ChatContentType::MessageDelivered) => Some(ReceiptKind::Delivered),
            _ => None,
        };
        let of_event = of_event.filter(|_| !self.item.is_from(participant_id));
        self.receipts().iter().filter(is_other).filter_map(state).max().max(of_event)
    }
}

/// A step of the authentication of the customer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Authentication {
    /// The item.
    pub item: Item,
    /// The step.
    pub state: AuthenticationState,
}

/// A step of the authentication of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AuthenticationState {
    /// The customer may sign in.
    Initiated,
    /// The customer signed in.
    Succeeded,
    /// The customer could not sign in.
    Failed,
    /// The customer did not sign in within the time that the flow allows.
    TimedOut,
    /// The session expired: no client asked for its URL within one minute.
    Expired,
    /// The customer declined to sign in.
    Cancelled,
}

impl AuthenticationState {
    pub(super) fn of(kind: &ChatContentType) -> Option<Self> {
        Some(match kind {
            ChatContentType::AuthenticationInitiated => Self::Initiated,
            ChatContentType::AuthenticationSucceeded => Self::Succeeded,
            ChatContentType::AuthenticationFailed => Self::Failed,
            ChatContentType::AuthenticationTimeout => Self::TimedOut,
            ChatContentType::AuthenticationExpired => Self::Expired,
            ChatContentType::AuthenticationCancelled => Self::Cancelled,
            _ => return None,
        })
    }
}

impl Authentication {
    /// Returns the session, which `GetAuthenticationUrl` (within one minute) and `CancelParticipantAuthentication` need.
    ///
    /// ```
    /// use connectparticipant_chat::{AuthenticationState, Event, Item};
    ///
    /// let text = r#"{"Type": "EVENT", "ContentType": "application/vnd.amazonaws.connect.event.authentication.initiated",
    ///     "Content": "{\"SessionId\":\"6bb2e5c1-8d9c-4a0e-b6a3-2f4c1d7e9a58\"}"}"#;
    /// let Event::Authentication(step) = Event::from(Item::from_json(text)?) else { panic!("no authentication") };
    /// assert_eq!(step.state, AuthenticationState::Initiated);
    /// assert_eq!(step.session_id().as_deref(), Some("6bb2e5c1-8d9c-4a0e-b6a3-2f4c1d7e9a58"));
    /// # Ok::<(), connectparticipant_chat::ItemError>(())
    /// ```
    #[must_use]
    pub fn session_id(&self) -> Option<String> {
        content::member(self.item.item.content.as_deref()?, "SessionId")
    }
}
