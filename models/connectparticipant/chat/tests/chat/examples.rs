//! The examples, as a user would run them: their functions, against the fake service.

use std::time::Duration;

use connectparticipant::test_util::Fault;
use connectparticipant::types::ParticipantRole;
use connectparticipant_chat::ConnectError;
use connectparticipant_chat::test_util::{Contact, Participant};

use crate::bridge::{Seat, bridge};
use crate::load_test::load;
use crate::scene::Scene;

/// The contents of a transcript, without events.
fn contents(contact: &Contact) -> Vec<String> {
    contact.transcript().into_iter().filter_map(|item| item.content).collect()
}

fn seat(participant: &Participant) -> Seat<'_> {
    Seat { token: participant.token(), id: participant.id() }
}

fn calls(participant: &Participant, operation: &str) -> usize {
    participant.calls().iter().filter(|call| **call == operation).count()
}

/// Two chats, with a participant and the bridge in each.
struct Bridged {
    scene: Scene,
    office: Contact,
    boss: Participant,
    left: Participant,
    right: Participant,
}

impl Bridged {
    fn new() -> Self {
        let scene = Scene::new();
        let office = scene.service.contact();
        let boss = office.join(ParticipantRole::Supervisor, "Boss");
        let left = scene.contact.join(ParticipantRole::CustomBot, "Bridge");
        let right = office.join(ParticipantRole::CustomBot, "Bridge");
        Self { scene, office, boss, left, right }
    }

    async fn run(&self, test: impl Future<Output = ()>) {
        let bridge = bridge(&self.scene.client, seat(&self.left), seat(&self.right));
        let (result, ()) = tokio::join!(bridge, test);
        result.unwrap();
    }
}

#[tokio::test]
async fn the_bridge_forwards_messages_both_ways_and_no_echo() {
    let bridged = Bridged::new();
    let Bridged { scene, office, boss, left, right } = &bridged;
    let test = async {
        scene.customer.says("Hello!");
        scene.until(|| contents(office) == ["Jane: Hello!"]).await;
        boss.sends("text/markdown", "*Who* is there?");
        scene.until(|| contents(&scene.contact).len() == 2).await;
        scene.agent.says("Me, too.");
        scene.until(|| contents(office).len() == 3).await;
        // An echo would have been sent before the last message.
        office.end();
    };
    bridged.run(test).await;
    assert_eq!(contents(office), ["Jane: Hello!", "*Who* is there?", "Anna: Me, too."]);
    assert_eq!(contents(&scene.contact), ["Hello!", "Boss: *Who* is there?", "Me, too."]);
    let forwarded = scene
        .contact
        .transcript()
        .into_iter()
        .find(|item| item.content.as_deref() == Some("Boss: *Who* is there?"));
    assert_eq!(forwarded.unwrap().content_type.unwrap().as_str(), "text/markdown");
    assert_eq!([left, right].map(|one| calls(one, "SendMessage")), [1, 2]);
}

#[tokio::test]
async fn the_bridge_forwards_typing_once() {
    let bridged = Bridged::new();
    let Bridged { scene, left, right, .. } = &bridged;
    let test = async {
        scene.until(|| left.is_subscribed() && right.is_subscribed()).await;
        scene.customer.typing();
        scene.until(|| calls(right, "SendEvent") == 1).await;
        scene.customer.says("Hello!");
        scene.until(|| calls(right, "SendMessage") == 1).await;
        scene.contact.end();
    };
    bridged.run(test).await;
    assert_eq!([left, right].map(|one| calls(one, "SendEvent")), [0, 1], "its own typing does not come back");
}

/// Whichever chat ends, the bridge leaves the other.
#[tokio::test]
async fn the_bridge_ends_with_either_chat() {
    for ends_right in [false, true] {
        let bridged = Bridged::new();
        let Bridged { scene, office, left, right, .. } = &bridged;
        let test = async {
            scene.until(|| left.is_subscribed() && right.is_subscribed()).await;
            if ends_right { office.end() } else { scene.contact.end() }
        };
        bridged.run(test).await;
        let other = if ends_right { left } else { right };
        assert_eq!(calls(other, "DisconnectParticipant"), 1);
    }
}

#[tokio::test]
async fn the_load_test_counts_messages_and_failures() {
    let scene: Scene = Scene::new();
    let join =
        |number| scene.service.contact().join(ParticipantRole::Customer, &format!("Customer {number}"));
    let customers: Vec<Participant> = (0..5).map(join).collect();
    let mut tokens: Vec<String> = customers.iter().map(|customer| customer.token().to_owned()).collect();
    tokens.push("wrong".to_owned());
    let delay = Duration::from_millis(300);
    scene.service.server().inject_into("SendMessage", Fault::Delay(delay), 2).unwrap();
    let results = load(&scene.client, tokens, 3).await;
    assert_eq!(results.times.len(), 5 * 3);
    assert!(results.times.is_sorted());
    assert!(results.times[13..].iter().all(|time| *time >= delay), "{:?}", results.times);
    assert_eq!(results.failures.len(), 1);
    let rejected = results.failures[0].downcast_ref::<ConnectError>();
    assert!(
        matches!(rejected, Some(ConnectError::Rejected(failure)) if failure.is_denied()),
        "{:?}",
        results.failures[0]
    );
    assert!(customers.iter().all(|customer| calls(customer, "SendMessage") == 3));
}
