//! A chat of a customer, whom the test plays, with an agent that is a chat of either kind.

use std::time::Duration;

use connectparticipant::test_util::FakeTime;
use connectparticipant::types::ParticipantRole;
use connectparticipant_chat::session::Notice;
use connectparticipant_chat::test_util::{ChatService, Contact, Participant};
use connectparticipant_chat::{Chat, Update};

use crate::kinds::{Options, Talk};

const EVENT: &str = "application/vnd.amazonaws.connect.event.";

pub const SECOND: Duration = Duration::from_secs(1);

pub struct Scene<C: Talk = Chat> {
    pub service: ChatService,
    pub contact: Contact,
    pub customer: Participant,
    pub agent: Participant,
    pub client: C::Client,
}

impl<C: Talk> Scene<C> {
    /// In the time of the system.
    pub fn new() -> Self {
        Self::of(ChatService::start().unwrap(), None)
    }

    /// In virtual time: that of the client is also that of the chat.
    pub fn virtual_time() -> Self {
        let time = FakeTime::manual();
        Self::of(ChatService::builder().time(&time).start().unwrap(), Some(time))
    }

    /// In virtual time, with connection tokens that expire after this time.
    pub fn with_token_lifetime(lifetime: Duration) -> Self {
        let time = FakeTime::manual();
        let service = ChatService::builder().time(&time).token_lifetime(lifetime).start();
        Self::of(service.unwrap(), Some(time))
    }

    fn of(service: ChatService, time: Option<FakeTime>) -> Self {
        let client = C::client(service.url(), time);
        let contact = service.contact();
        let customer = contact.join(ParticipantRole::Customer, "Jane");
        let agent = contact.join(ParticipantRole::Agent, "Anna");
        Self { service, contact, customer, agent, client }
    }

    pub async fn connect_with(&self, options: Options) -> C {
        C::begin(&self.client, self.agent.token(), options).await.unwrap()
    }

    pub async fn connect(&self) -> C {
        self.connect_with(Options::default()).await
    }

    /// Lets virtual time pass, step by step, with time for the chat to react to each.
    pub async fn pass(&self, time: Duration) {
        let step = Duration::from_millis(500);
        let mut left = time;
        while left > Duration::ZERO {
            self.service.advance(step.min(left));
            left = left.saturating_sub(step);
            settle().await;
        }
    }

    pub async fn until(&self, condition: impl FnMut() -> bool) {
        assert!(self.service.until(condition).await, "the condition does not hold");
    }

    /// Waits while virtual time passes.
    pub async fn until_later(&self, mut condition: impl FnMut() -> bool) {
        for _ in 0..600 {
            if condition() {
                return;
            }
            self.pass(Duration::from_millis(100)).await;
        }
        panic!("the condition does not hold");
    }

    /// Returns the next update, while virtual time passes: items wait for others that they may have overtaken.
    pub async fn next(&self, chat: &C) -> Option<Update> {
        for _ in 0..600 {
            if let Ok(update) = chat.update(Duration::from_millis(5)).await {
                return update;
            }
            self.pass(Duration::from_millis(100)).await;
        }
        panic!("there is no update");
    }

    /// Returns the content of the next item; other updates are skipped.
    pub async fn next_content(&self, chat: &C) -> String {
        loop {
            let update = self.next(chat).await.expect("the chat goes on");
            if let Some(content) = content(&update) {
                return content;
            }
        }
    }

    /// Waits for a notice; other updates are skipped.
    pub async fn notice(&self, chat: &C, expected: &Notice) {
        loop {
            match self.next(chat).await.expect("the chat goes on") {
                Update::Notice(notice) if notice == *expected => return,
                _ => {}
            }
        }
    }

    /// The contents of the transcript, without events.
    pub fn contents(&self) -> Vec<String> {
        self.contact.transcript().into_iter().filter_map(|item| item.content).collect()
    }
}

/// Gives tasks, and the threads of the fake service, time to react.
pub async fn settle() {
    for _ in 0..4 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// Returns the next update, within ten seconds of real time.
pub async fn next(chat: &impl Talk) -> Option<Update> {
    chat.update(10 * SECOND).await.expect("an update or the end")
}

/// The content of an item, or the name of its event. Other updates have none.
pub fn content(update: &Update) -> Option<String> {
    let Update::Item(delivery) = update else { return None };
    let item = &delivery.item;
    Some(item.item.content.clone().unwrap_or_else(|| item.content_type().replace(EVENT, "")))
}

/// Returns the content of the next item; the connected notice and other updates are skipped.
pub async fn next_content(chat: &impl Talk) -> String {
    loop {
        let update = next(chat).await.expect("the chat goes on");
        if let Some(content) = content(&update) {
            return content;
        }
    }
}

/// Returns all remaining updates, which end within ten seconds of real time.
pub async fn rest(chat: &impl Talk) -> Vec<Update> {
    let all = async {
        let mut updates = Vec::new();
        while let Some(update) = next(chat).await {
            updates.push(update);
        }
        updates
    };
    tokio::time::timeout(10 * SECOND, all).await.expect("the end of the chat")
}

/// Returns the number of tasks that were spawned and have not ended.
pub fn tasks() -> usize {
    tokio::runtime::Handle::current().metrics().num_alive_tasks()
}
