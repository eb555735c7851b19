//! A chat: its participants, its events and its end.

use std::sync::Arc;

use connectparticipant::config::Clock;
use connectparticipant::test_util::Server;
use connectparticipant::types::{ChatContentType, Item, ParticipantRole};
use serde_json::{Map, Value, json};

use super::items::{Sender, event, event_type};
use super::participant::Participant;
use super::rules::TRANSCRIPT;
use super::world::{ContactState, World};

/// A chat in a [`ChatService`](super::ChatService). A clone is the same chat.
#[derive(Clone, Debug)]
pub struct Contact {
    pub(super) server: Arc<Server>,
    pub(super) world: Arc<World>,
    pub(super) state: Arc<ContactState>,
}

impl Contact {
    pub(super) fn new(server: &Arc<Server>, world: &Arc<World>) -> Self {
        Self { server: Arc::clone(server), world: Arc::clone(world), state: world.add_contact() }
    }

    /// Returns the id: `InitialContactId` of its items, and `ContactId` until a transfer.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.state.id
    }

    /// Adds a participant, and the event that it has joined.
    #[must_use]
    pub fn join(&self, role: ParticipantRole, name: &str) -> Participant {
        let participant = self.participant(role, name);
        let sender = participant.sender();
        self.state.inner().present.push(sender.id.clone());
        self.add(event(Some(sender), &ChatContentType::ParticipantJoined, None));
        participant
    }

    /// Returns the service itself as the sender of messages, with the role `SYSTEM`. It does not join.
    #[must_use]
    pub fn system(&self) -> Participant {
        self.participant(ParticipantRole::System, "SYSTEM_MESSAGE")
    }

    fn participant(&self, role: ParticipantRole, name: &str) -> Participant {
        let sender = Sender { id: self.world.id(), role, name: name.to_owned() };
        let token = format!("participant-token-{}", self.world.id());
        let members = sender.members();
        let line = self.world.add_line(&self.state, sender);
        let added = self.server.add_credential(self.id(), "participant", &token, members);
        added.expect("the service has this kind of credential, and senders with these members");
        Participant { contact: self.clone(), line, token }
    }

    /// Adds an item to the transcript, and sends it to the participants. Returns its id.
    pub(super) fn add(&self, item: Value) -> String {
        let added = self.server.add_item_to(self.id(), TRANSCRIPT, item);
        added.expect("the transcript has items with these members")
    }

    /// Adds an event of the service, such as `transfer.failed`: the part of the content type after
    /// `application/vnd.amazonaws.connect.event.`, or a whole content type. Returns the id of the item.
    pub fn event(&self, name: &str, content: Option<&str>) -> String {
        self.add(event(None, &event_type(name), content))
    }

    /// Transfers the chat to another agent, who has to [`join`](Self::join): adds the event, and begins a new contact. Returns its
    /// id, the `ContactId` of all later items.
    pub fn transfer(&self) -> String {
        let id = self.world.id();
        self.event("transfer.succeeded", None);
        self.state.inner().transferred_to = Some(id.clone());
        id
    }

    /// Asks the customer to authenticate: adds the event, and returns the id of the session. `GetAuthenticationUrl` takes it for one
    /// minute.
    #[must_use]
    pub fn begin_authentication(&self) -> String {
        let session = self.world.id();
        self.state.inner().sessions.insert(session.clone(), self.world.clock.now());
        self.authentication(&session, "initiated");
        session
    }

    /// Adds the result of an authentication: `succeeded`, `failed`, `timeout`, `expired` or `cancelled`.
    pub fn end_authentication(&self, session: &str, result: &str) {
        self.state.inner().sessions.remove(session);
        self.authentication(session, result);
    }

    fn authentication(&self, session: &str, step: &str) {
        let content = json!({"SessionId": session}).to_string();
        self.event(&format!("authentication.{step}"), Some(&content));
    }

    /// Ends the chat: adds the event, and rejects all calls from then on. The sockets stay open.
    pub fn end(&self) {
        if self.state.end() {
            self.event("chat.ended", None);
        }
    }

    /// Ends the chat only with [`end`](Self::end). By default, the chat ends when the customer disconnects.
    pub fn stay_open(&self) {
        self.state.inner().stays_open = true;
    }

    /// Leaves new attachments `IN_PROGRESS` until [`finish_scan`](Self::finish_scan). By default, they are approved at once.
    pub fn hold_scans(&self) {
        self.state.inner().holds_scans = true;
    }

    /// Approves or rejects an attachment by its id: the item gets a new status, and is sent again. Returns whether there is such
    /// an attachment.
    pub fn finish_scan(&self, attachment: &str, is_approved: bool) -> bool {
        let status = if is_approved { "APPROVED" } else { "REJECTED" };
        let mut items = self.server.items(self.id(), TRANSCRIPT).into_iter();
        let found = items.find_map(|item| {
            let mut attachments = item.get("Attachments")?.as_array()?.clone();
            let found = attachments.iter_mut().find(|one| one["AttachmentId"] == attachment)?;
            found["Status"] = json!(status);
            Some((text(&item, "Id"), attachments))
        });
        let Some((id, attachments)) = found else { return false };
        let update = json!({"Attachments": attachments});
        matches!(self.server.update_item(self.id(), TRANSCRIPT, &id, update), Ok(true))
    }

    /// Returns the transcript, oldest first.
    #[must_use]
    pub fn transcript(&self) -> Vec<Item> {
        let items = self.server.items(self.id(), TRANSCRIPT).into_iter();
        items.filter_map(|item| serde_json::from_value(Value::Object(item)).ok()).collect()
    }
}

fn text(item: &Map<String, Value>, key: &str) -> String {
    item.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}
