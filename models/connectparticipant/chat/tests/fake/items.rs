//! The frames of items: messages, events, receipts, attachments and chunks.

use connectparticipant::types::{ChatContentType, ParticipantRole};
use connectparticipant_chat::Item;
use connectparticipant_chat::frame::{self, Frame};
use serde_json::{Value, json};

use crate::peer::{EVENT, Peer, Scene};

#[tokio::test]
async fn a_message_has_its_sender_and_its_contact() {
    let mut scene = Scene::start().await;
    let id = scene.customer.says("Hello!");
    let item = scene.peer.socket.item().await;
    let time = item["AbsoluteTime"].clone();
    let expected = json!({
        "AbsoluteTime": time, "Id": id, "Type": "MESSAGE", "ContentType": "text/plain", "Content": "Hello!",
        "ParticipantId": scene.customer.id(), "ParticipantRole": "CUSTOMER", "DisplayName": "Jane",
        "ContactId": scene.contact.id(), "InitialContactId": scene.contact.id(),
    });
    assert_eq!(item, expected);
    assert!(connectparticipant_chat::Timestamp::parse_date_time(time.as_str().unwrap()).is_ok(), "{time}");
}

/// A program that replies to messages must know its own.
#[tokio::test]
async fn a_client_gets_its_own_messages_with_its_id() {
    let mut scene = Scene::start().await;
    let id = scene.peer.say("How can I help?").await.unwrap();
    let item = scene.peer.socket.item().await;
    assert_eq!((&item["Id"], &item["ParticipantId"]), (&json!(id), &json!(scene.agent.id())));
    assert_eq!((&item["ParticipantRole"], &item["DisplayName"]), (&json!("AGENT"), &json!("Anna")));
}

#[tokio::test]
async fn frames_are_those_of_this_crate() {
    let mut scene = Scene::start().await;
    scene.contact.system().says("Welcome");
    let text = scene.peer.socket.text().await;
    let Frame::Chat(content) = frame::decode(&text) else { panic!("{text}") };
    let item = Item::from_json(&content).unwrap();
    assert_eq!(item.initial_contact_id.as_deref(), Some(scene.contact.id()));
    assert_eq!(item.item.participant_role, Some(ParticipantRole::System));
    assert_eq!(Some(&item.item), scene.contact.transcript().last());
}

#[tokio::test]
async fn every_subscribed_participant_gets_an_item() {
    let mut scene = Scene::start().await;
    let mut other = Peer::connect(&scene.service, &scene.customer).await;
    let mut second = Peer::connect(&scene.service, &scene.agent).await;
    scene.peer.say("to all").await.unwrap();
    for peer in [&mut other, &mut second, &mut scene.peer] {
        assert_eq!(peer.socket.content().await, "to all");
    }
}

#[tokio::test]
async fn typing_is_not_in_the_transcript() {
    let mut scene = Scene::start().await;
    scene.customer.typing();
    scene.peer.event("typing", None).await.unwrap();
    for participant in [&scene.customer, &scene.agent] {
        let item = scene.peer.socket.item().await;
        assert_eq!(
            (&item["Type"], &item["ContentType"]),
            (&json!("EVENT"), &json!(format!("{EVENT}typing")))
        );
        assert_eq!((item["ParticipantId"].as_str(), item.get("Content")), (Some(participant.id()), None));
    }
    let kinds: Vec<_> =
        scene.peer.transcript().await.into_iter().filter_map(|item| item.content_type).collect();
    assert_eq!(kinds, [ChatContentType::ParticipantJoined, ChatContentType::ParticipantJoined]);
}

#[tokio::test]
async fn participants_join_and_leave() {
    let mut scene = Scene::start().await;
    let supervisor = scene.contact.join(ParticipantRole::Supervisor, "Sue");
    let peer = Peer::connect(&scene.service, &supervisor).await;
    supervisor.leave();
    supervisor.leave();
    for name in ["participant.joined", "participant.left"] {
        let item = scene.peer.socket.item().await;
        assert_eq!(item["ContentType"], format!("{EVENT}{name}"));
        assert_eq!((&item["ParticipantRole"], &item["DisplayName"]), (&json!("SUPERVISOR"), &json!("Sue")));
    }
    scene.peer.socket.is_quiet().await;
    assert_eq!(peer.say("I am gone").await.unwrap_err(), "AccessDeniedException");
}

#[tokio::test]
async fn a_transfer_begins_a_new_contact() {
    let mut scene = Scene::start().await;
    let (first, second) = (scene.contact.id().to_owned(), scene.contact.transfer());
    scene.customer.says("hello?");
    assert_ne!(first, second);
    for (kind, contact) in [("transfer.succeeded", &first), ("", &second)] {
        let item = scene.peer.socket.item().await;
        assert!(item["ContentType"].as_str().unwrap().ends_with(kind), "{item}");
        assert_eq!((&item["ContactId"], &item["InitialContactId"]), (&json!(contact), &json!(first)));
    }
}

#[tokio::test]
async fn other_events_have_any_content() {
    let mut scene = Scene::start().await;
    scene.contact.event("transfer.failed", None);
    scene.customer.event("participant.idle", None);
    scene.customer.event("application/example", Some("{}"));
    let kinds =
        [format!("{EVENT}transfer.failed"), format!("{EVENT}participant.idle"), "application/example".into()];
    for kind in kinds {
        assert_eq!(scene.peer.socket.item().await["ContentType"], kind);
    }
}

#[tokio::test]
async fn receipts_are_items_of_their_own() {
    let mut scene = Scene::start().await;
    let message = scene.customer.says("Hello!");
    scene.peer.socket.item().await;
    let content = json!({"messageId": message}).to_string();
    scene.peer.event("message.delivered", Some(&content)).await.unwrap();
    scene.peer.event("message.read", Some(&content)).await.unwrap();
    scene.customer.receives("another");
    scene.customer.reads("another");
    for (message, recipient, time) in [
        (message.as_str(), &scene.agent, "DeliveredTimestamp"),
        (&message, &scene.agent, "ReadTimestamp"),
        ("another", &scene.customer, "DeliveredTimestamp"),
        ("another", &scene.customer, "ReadTimestamp"),
    ] {
        let item = scene.peer.socket.item().await;
        assert_eq!((&item["Type"], item.get("Content")), (&json!("MESSAGEMETADATA"), None));
        assert_eq!(item["ContentType"], format!("{EVENT}message.metadata"));
        assert_eq!(item["MessageMetadata"]["MessageId"], message);
        let receipt = &item["MessageMetadata"]["Receipts"][0];
        assert_eq!(receipt["RecipientParticipantId"], recipient.id());
        assert!(receipt[time].is_string(), "{receipt}");
    }
    scene.peer.socket.is_quiet().await;
    let transcript = scene.peer.transcript().await;
    let metadata = transcript
        .iter()
        .filter(|item| item.r#type.as_ref().is_some_and(|kind| kind.as_str() == "MESSAGEMETADATA"));
    assert_eq!(metadata.count(), 4);
}

#[tokio::test]
async fn three_participants_have_no_receipts() {
    let scene = Scene::start().await;
    let third = scene.contact.join(ParticipantRole::Supervisor, "Sue");
    let content = r#"{"messageId":"1"}"#;
    for name in ["message.delivered", "message.read"] {
        assert_eq!(scene.peer.event(name, Some(content)).await.unwrap_err(), "ConflictException");
    }
    scene.peer.event("typing", None).await.unwrap();
    third.leave();
    scene.peer.event("message.read", Some(content)).await.unwrap();
}

#[tokio::test]
async fn a_streamed_message_arrives_in_chunks() {
    let mut scene = Scene::start().await;
    let bot = scene.contact.system();
    let mut message = bot.stream();
    message.chunk("How can ");
    message.chunk("I help?");
    let so_far = scene.contact.transcript().pop().unwrap();
    assert_eq!((so_far.content.as_deref(), so_far.message_metadata), (Some("How can I help?"), None));
    let id = message.finish();
    for (content, number, is_complete) in
        [("How can ", 1, false), ("I help?", 2, false), ("How can I help?", 3, true)]
    {
        let item = scene.peer.socket.item().await;
        assert_eq!((&item["Id"], &item["Content"]), (&json!(id), &json!(content)));
        let expected = json!({"MessageCompleted": is_complete, "ChunkNumber": number});
        assert_eq!((&item["MessageMetadata"], &item["ParticipantRole"]), (&expected, &json!("SYSTEM")));
    }
    let items: Vec<Value> = scene.contact.transcript().iter().map(|item| json!(item.content)).collect();
    assert_eq!(items[2..], [json!("How can I help?")]);
}
