//! Both sides of a chat: senders, and items that a test adds.

use connectparticipant::operation::create_participant_connection::{
    CreateParticipantConnection, CreateParticipantConnectionRequest,
};
use connectparticipant::operation::get_transcript::{GetTranscript, GetTranscriptRequest};
use connectparticipant::operation::send_event::{SendEvent, SendEventRequest};
use connectparticipant::operation::send_message::{SendMessage, SendMessageRequest};
use connectparticipant::test_util::Server;
use connectparticipant::types::{ChatContentType, ChatItemType, ConnectionType, Item, ParticipantRole};
use serde_json::json;

use crate::raw::call;

/// The items of the transcript, oldest first.
fn items(server: &Server, token: &str) -> Vec<Item> {
    let page = call::<GetTranscript>(server, &GetTranscriptRequest::new(token).max_results(100)).unwrap();
    page.transcript.into_iter().flatten().rev().collect()
}

fn say(server: &Server, token: &str, text: &str) {
    call::<SendMessage>(server, &SendMessageRequest::new("text/plain", text, token)).unwrap();
}

fn anna() -> Item {
    Item::new().participant_id("agent-1").participant_role(ParticipantRole::Agent).display_name("Anna")
}

#[test]
fn each_item_has_its_sender() {
    let server = Server::builder()
        .credential("connection", "customer")
        .credential("connection", "agent")
        .credential("connection", "other")
        .sender("agent", anna())
        .start()
        .unwrap();
    say(&server, "customer", "hello");
    say(&server, "agent", "how can I help?");
    say(&server, "customer", "with nothing");
    say(&server, "other", "me too");
    let typing = "application/vnd.amazonaws.connect.event.typing";
    call::<SendEvent>(&server, &SendEventRequest::new(typing, "agent")).unwrap();
    let items = items(&server, "customer");
    let [hello, help, nothing, too, event] = &items[..] else { panic!("{items:?}") };
    assert_eq!(help.participant_id.as_deref(), Some("agent-1"));
    assert_eq!(help.participant_role, Some(ParticipantRole::Agent));
    assert_eq!(help.display_name.as_deref(), Some("Anna"));
    assert_eq!(event.participant_id, help.participant_id);
    assert_eq!(event.participant_role, help.participant_role);
    // The default sender is a customer, always the same one.
    assert_eq!(
        (hello.participant_role.as_ref(), hello.display_name.as_deref()),
        (Some(&ParticipantRole::Customer), Some("Customer"))
    );
    assert!(hello.participant_id.is_some() && hello.participant_id == nothing.participant_id);
    assert!(too.participant_id.is_some() && too.participant_id != hello.participant_id);
}

/// A connected participant is that of its participant token.
#[test]
fn a_sender_keeps_its_name_when_it_connects() {
    let server = Server::builder()
        .credential("participant", "of the agent")
        .sender("of the agent", anna())
        .start()
        .unwrap();
    let connect = || {
        let input = CreateParticipantConnectionRequest::new("of the agent")
            .r#type([ConnectionType::ConnectionCredentials]);
        let output = call::<CreateParticipantConnection>(&server, &input).unwrap();
        output.connection_credentials.unwrap().connection_token.unwrap()
    };
    let (first, second) = (connect(), connect());
    say(&server, first.as_str(), "one");
    say(&server, second.as_str(), "two");
    let items = items(&server, first.as_str());
    assert!(items.iter().all(|item| item.participant_id.as_deref() == Some("agent-1")), "{items:?}");
}

#[test]
fn receipts_name_who_has_read() {
    let server = Server::builder()
        .credential("connection", "customer")
        .credential("connection", "agent")
        .sender("agent", anna())
        .start()
        .unwrap();
    say(&server, "customer", "hello");
    let id = items(&server, "customer")[0].id.clone().unwrap();
    let read = SendEventRequest::new("application/vnd.amazonaws.connect.event.message.read", "agent");
    call::<SendEvent>(&server, &read.content(format!("{{\"messageId\":\"{id}\"}}"))).unwrap();
    let items = items(&server, "customer");
    let receipts = items[0].message_metadata.as_ref().unwrap().receipts.as_ref().unwrap();
    assert_eq!(receipts[0].recipient_participant_id.as_deref(), Some("agent-1"));
}

#[test]
fn a_test_adds_items_of_either_side() {
    let server = Server::builder().credential("connection", "customer").start().unwrap();
    say(&server, "customer", "hello");
    let id = server.add_item("transcript", anna().content("how can I help?")).unwrap();
    server
        .add_item(
            "transcript",
            json!({
                "Type": "EVENT",
                "ContentType": "application/vnd.amazonaws.connect.event.participant.left",
                "Content": null,
                "ParticipantRole": "SYSTEM",
            }),
        )
        .unwrap();
    let items = items(&server, "customer");
    let [hello, help, left] = &items[..] else { panic!("{items:?}") };
    assert_eq!(help.id.as_deref(), Some(id.as_str()));
    assert_eq!(
        (help.content.as_deref(), help.display_name.as_deref()),
        (Some("how can I help?"), Some("Anna"))
    );
    assert_eq!(
        (help.r#type.as_ref(), help.content_type.as_ref()),
        (Some(&ChatItemType::Message), Some(&ChatContentType::TextPlain))
    );
    assert!(help.absolute_time > hello.absolute_time && left.absolute_time > help.absolute_time, "{items:?}");
    assert_eq!((left.r#type.as_ref(), left.content.as_deref()), (Some(&ChatItemType::Event), None));
    assert_eq!(left.participant_role, Some(ParticipantRole::System));
}

#[test]
fn unknown_names_are_rejected_with_the_known_ones() {
    assert_eq!(Server::lists(), ["transcript"]);
    assert_eq!(Server::credential_kinds(), ["connection", "participant"]);
    let started = |server: connectparticipant::test_util::Builder| server.start().unwrap_err().to_string();
    assert_eq!(
        started(Server::builder().items("messages", 1)),
        "the service has no list `messages`; it has `transcript`"
    );
    assert_eq!(
        started(Server::builder().credential("bearer", "x")),
        "the service has no credential of the kind `bearer`; it has `connection`, `participant`"
    );
    let known = || Server::builder().credential("connection", "token");
    let of = "it has `DisplayName`, `ParticipantId`, `ParticipantRole`";
    let sorted = |text: String| {
        let (start, names) = text.split_once("; it has ").unwrap();
        let mut names: Vec<&str> = names.split(", ").collect();
        names.sort_unstable();
        format!("{start}; it has {}", names.join(", "))
    };
    let refused = sorted(started(known().sender("token", json!({ "Content": "x" }))));
    assert_eq!(refused, format!("the service has no member of a sender `Content`; {of}"));
    let refused = started(known().sender("another", anna()));
    assert!(refused.contains("credential") && !refused.contains("another"), "{refused}");
    assert!(started(known().sender("token", "Anna")).contains("must be an object"));
    let server = known().start().unwrap();
    let refused = server.add_item("messages", Item::new()).unwrap_err().to_string();
    assert_eq!(refused, "the service has no list `messages`; it has `transcript`");
    let refused = server.add_item("transcript", json!({ "content": "x" })).unwrap_err().to_string();
    assert!(
        refused.starts_with("the service has no member of an item `content`; it has `")
            && refused.contains("`Content`"),
        "{refused}"
    );
    let wrong = GetTranscriptRequest::new("no token of this chat");
    let error = call::<GetTranscript>(&server, &wrong).unwrap_err();
    assert!(error.message().unwrap().contains("kind `connection`"), "{error}");
}

/// A completed attachment is from the participant who uploaded it.
#[test]
fn attachments_have_a_sender() {
    let server = Server::builder().credential("connection", "agent").sender("agent", anna()).start().unwrap();
    let client = connectparticipant::blocking::Client::builder().endpoint_url(server.url()).build().unwrap();
    let upload = connectparticipant::upload::Upload::bytes("a.csv", b"a,b\n".to_vec());
    client.upload_attachment("agent", upload).unwrap();
    let items = items(&server, "agent");
    assert_eq!(items[0].participant_id.as_deref(), Some("agent-1"));
}
