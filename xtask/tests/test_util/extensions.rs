//! Behaviour that a test adds to the server, groups of credentials, and the clock.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use connectparticipant::operation::create_participant_connection::{
    CreateParticipantConnection, CreateParticipantConnectionRequest,
};
use connectparticipant::operation::get_transcript::{GetTranscript, GetTranscriptRequest};
use connectparticipant::operation::send_event::{SendEvent, SendEventRequest};
use connectparticipant::operation::send_message::{SendMessage, SendMessageRequest};
use connectparticipant::test_util::{
    Effects, Extension, FakeTime, ListName, ReceivedCall, Rejection, Server,
};
use connectparticipant::types::{ConnectionType, Item, ScanDirection, SortKey, StartPosition};
use serde_json::{Map, Value, json};

use crate::raw::call;

const READ: &str = "application/vnd.amazonaws.connect.event.message.read";

/// Writes down the events, and has one rule of each kind.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }

    fn note(&self, text: String) {
        self.0.lock().unwrap().push(text);
    }
}

fn name<'a>(item: &'a Map<String, Value>, key: &str) -> &'a str {
    item.get(key).and_then(Value::as_str).unwrap_or("-")
}

impl Extension for Notes {
    fn check(&self, call: &ReceivedCall<'_>) -> Result<(), Rejection> {
        self.note(format!(
            "{} of {} in {:?}",
            call.operation,
            name(call.sender, "ParticipantId"),
            call.group
        ));
        match call.text("Content") {
            Some("rude") => Err(Rejection::new("AccessDeniedException", "be kind")),
            Some("odd") => Err(Rejection::new("OddException", "a code without a model")),
            _ => Ok(()),
        }
    }

    fn complete(&self, call: &ReceivedCall<'_>, effects: &mut Effects<'_>) {
        if call.text("Content") == Some("ask") {
            effects.add_item("transcript", &json!({"Id": "added", "Content": "Yes?"})).unwrap();
            effects.output["Id"] = json!("changed");
        }
        if call.text("ScanDirection") == Some("FORWARD") {
            effects.output["NextToken"] = json!(effects.page_token(1));
        }
        if call.text("Content") == Some("hush") {
            let first = effects.items("transcript")[0]["Id"].as_str().unwrap().to_owned();
            let hushed = json!({"Content": "...", "DisplayName": null});
            assert_eq!(effects.update_item("transcript", &first, &hushed), Ok(true));
            assert_eq!(effects.update_item("transcript", "unknown", &hushed), Ok(false));
        }
    }

    fn add(&self, list: &ListName<'_>, item: &mut Map<String, Value>) -> bool {
        self.note(format!("{}/{} + {}", list.group, list.name, name(item, "Content")));
        item.insert("ContactId".to_owned(), json!("the contact"));
        name(item, "ContentType") != "application/vnd.amazonaws.connect.event.typing"
    }

    fn update(&self, list: &ListName<'_>, item: &Map<String, Value>) {
        self.note(format!("{}/{} ~ {}", list.group, list.name, name(item, "Content")));
    }
}

fn started() -> (Server, Notes) {
    let notes = Notes::default();
    let server =
        Server::builder().credential("connection", "builder").extension(notes.clone()).start().unwrap();
    let sender = |id: &str| Item::new().participant_id(id);
    server.add_credential("one", "connection", "anna", sender("Anna")).unwrap();
    server.add_credential("one", "connection", "bob", sender("Bob")).unwrap();
    server.add_credential("two", "connection", "carol", sender("Carol")).unwrap();
    (server, notes)
}

fn say(server: &Server, token: &str, text: &str) -> String {
    let output = call::<SendMessage>(server, &SendMessageRequest::new("text/plain", text, token)).unwrap();
    output.id.unwrap()
}

/// The content of the transcript that a token sees, oldest first.
fn read(server: &Server, token: &str) -> Vec<Item> {
    let page = call::<GetTranscript>(server, &GetTranscriptRequest::new(token).max_results(100)).unwrap();
    page.transcript.into_iter().flatten().rev().collect()
}

fn contents(server: &Server, token: &str) -> Vec<String> {
    read(server, token).into_iter().map(|item| item.content.unwrap_or_default()).collect()
}

#[test]
fn groups_have_their_own_lists() {
    let (server, _) = started();
    for token in ["anna", "bob", "carol", "builder"] {
        say(&server, token, token);
    }
    server.add_item_to("two", "transcript", json!({"Content": "added"})).unwrap();
    assert_eq!(contents(&server, "anna"), ["anna", "bob"]);
    assert_eq!(contents(&server, "bob"), ["anna", "bob"]);
    assert_eq!(contents(&server, "carol"), ["carol", "added"]);
    assert_eq!(contents(&server, "builder"), ["builder"]);
    let seen: Vec<_> =
        server.items("two", "transcript").iter().map(|item| name(item, "Content").to_owned()).collect();
    assert_eq!(seen, ["carol", "added"]);
    assert_eq!(read(&server, "bob")[0].participant_id.as_deref(), Some("Anna"));
}

#[test]
fn the_page_of_one_group_is_unknown_to_another() {
    let (server, _) = started();
    for _ in 0..3 {
        say(&server, "anna", "hello");
        say(&server, "carol", "hello");
    }
    let page = |token: &str| GetTranscriptRequest::new(token).max_results(1);
    let next = call::<GetTranscript>(&server, &page("anna")).unwrap().next_token.unwrap();
    call::<GetTranscript>(&server, &page("bob").next_token(next.clone())).unwrap();
    let error = call::<GetTranscript>(&server, &page("carol").next_token(next)).unwrap_err();
    assert!(error.to_string().contains("`NextToken` is unknown"), "{error}");
}

#[test]
fn an_extension_sees_calls_and_items_in_order() {
    let (server, notes) = started();
    say(&server, "anna", "ask");
    assert_eq!(
        notes.take(),
        ["SendMessage of Anna in \"one\"", "one/transcript + ask", "one/transcript + Yes?"]
    );
    server.update_item("one", "transcript", "added", json!({"Content": "Well?"})).unwrap();
    server.add_item("transcript", json!({"Content": "alone"})).unwrap();
    assert_eq!(notes.take(), ["one/transcript ~ Well?", "/transcript + alone"]);
    assert_eq!(contents(&server, "bob"), ["ask", "Well?"]);
    let receipt = SendEventRequest::new(READ, "bob").content(json!({"messageId": "added"}).to_string());
    call::<SendEvent>(&server, &receipt).unwrap();
    // `contents` also was a call.
    assert_eq!(notes.take()[1..], ["SendEvent of Bob in \"one\"", "one/transcript ~ Well?"]);
}

#[test]
fn an_extension_rejects_calls_before_their_effects() {
    let (server, _) = started();
    let send = |text| call::<SendMessage>(&server, &SendMessageRequest::new("text/plain", text, "anna"));
    let error = send("rude").unwrap_err();
    assert_eq!(
        (error.code(), error.status().map(|status| status.as_u16())),
        (Some("AccessDeniedException"), Some(403))
    );
    assert!(error.to_string().contains("be kind"), "{error}");
    let error = send("odd").unwrap_err();
    assert_eq!(
        (error.code(), error.status().map(|status| status.as_u16())),
        (Some("OddException"), Some(400))
    );
    assert_eq!(contents(&server, "anna"), [""; 0]);
}

#[test]
fn an_extension_changes_outputs_and_items_and_withholds_items() {
    let (server, _) = started();
    assert_eq!(say(&server, "anna", "ask"), "changed");
    let typing = "application/vnd.amazonaws.connect.event.typing";
    call::<SendEvent>(&server, &SendEventRequest::new(typing, "anna")).unwrap();
    let items = read(&server, "bob");
    assert_eq!(items.len(), 2, "{items:?}");
    assert!(items.iter().all(|item| item.contact_id.as_deref() == Some("the contact")), "{items:?}");
}

#[test]
fn an_extension_chooses_the_next_page() {
    let (server, _) = started();
    for text in ["one", "two", "three"] {
        say(&server, "anna", text);
    }
    let first = StartPosition::new().most_recent(1);
    let request =
        GetTranscriptRequest::new("anna").scan_direction(ScanDirection::Forward).start_position(first);
    let page = call::<GetTranscript>(&server, &request).unwrap();
    assert_eq!(page.transcript.unwrap()[0].content.as_deref(), Some("three"));
    let request =
        GetTranscriptRequest::new("anna").sort_order(SortKey::Ascending).next_token(page.next_token.unwrap());
    let next = call::<GetTranscript>(&server, &request).unwrap().transcript.unwrap();
    assert_eq!(
        next.iter().map(|item| item.content.as_deref()).collect::<Vec<_>>(),
        [Some("two"), Some("three")]
    );
}

#[test]
fn an_extension_changes_earlier_items() {
    let (server, notes) = started();
    let first = say(&server, "anna", "secret");
    notes.take();
    say(&server, "bob", "hush");
    assert_eq!(notes.take()[1..], ["one/transcript + hush", "one/transcript ~ ..."]);
    let items = read(&server, "bob");
    assert_eq!((items[0].id.as_ref(), items[0].content.as_deref()), (Some(&first), Some("...")));
    // `null` removes a member.
    assert!(items[0].display_name.is_none() && items[1].display_name.is_some(), "{items:?}");
}

#[test]
fn a_revoked_credential_takes_those_of_its_holder_along() {
    let (server, _) = started();
    server.add_credential("one", "participant", "token", Item::new().participant_id("Dora")).unwrap();
    let input =
        CreateParticipantConnectionRequest::new("token").r#type([ConnectionType::ConnectionCredentials]);
    let output = call::<CreateParticipantConnection>(&server, &input).unwrap();
    let derived = output.connection_credentials.unwrap().connection_token.unwrap();
    say(&server, derived.as_str(), "hello");
    assert_eq!(contents(&server, "anna"), ["hello"]);
    server.revoke("token");
    let hello = SendMessageRequest::new("text/plain", "hello", derived);
    assert_eq!(call::<SendMessage>(&server, &hello).unwrap_err().code(), Some("AccessDeniedException"));
    say(&server, "anna", "hello");
}

#[test]
fn unknown_names_are_errors() {
    let (server, _) = started();
    let error = server.add_credential("one", "key", "text", json!({})).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the service has no credential of the kind `key`; it has `connection`, `participant`"
    );
    let error = server.add_item_to("one", "notes", json!({})).unwrap_err();
    assert_eq!(error.to_string(), "the service has no list `notes`; it has `transcript`");
    let error = server.update_item("one", "notes", "id", json!({})).unwrap_err();
    assert_eq!(error.to_string(), "the service has no list `notes`; it has `transcript`");
    assert_eq!(server.update_item("one", "transcript", "id", json!({})), Ok(false));
}

#[test]
fn times_come_from_the_clock() {
    let time = FakeTime::new();
    let server = Server::builder().credential("connection", "token").clock(time.clone()).start().unwrap();
    say(&server, "token", "one");
    time.advance(Duration::from_secs(3600));
    say(&server, "token", "two");
    let times: Vec<_> = read(&server, "token").into_iter().filter_map(|item| item.absolute_time).collect();
    assert_eq!(
        times.iter().map(|time| &time[..19]).collect::<Vec<_>>(),
        ["2020-01-01T00:00:00", "2020-01-01T01:00:00"]
    );
    time.set_now(SystemTime::UNIX_EPOCH);
    say(&server, "token", "three");
    // Times of a list never decrease.
    let last = read(&server, "token").pop().unwrap().absolute_time.unwrap();
    assert!(last > times[1], "{last}");
}
