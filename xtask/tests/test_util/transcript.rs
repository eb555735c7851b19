//! Messages are in the transcript: once, in order, page by page.

use connectparticipant::operation::get_transcript::{
    GetTranscript, GetTranscriptRequest, GetTranscriptResponse,
};
use connectparticipant::operation::send_event::{SendEvent, SendEventRequest};
use connectparticipant::operation::send_message::{SendMessage, SendMessageRequest};
use connectparticipant::test_util::Server;
use connectparticipant::types::{ChatContentType, ChatItemType, ScanDirection, SortKey, StartPosition};

use crate::raw::{call, connect};

fn server(items: usize) -> Server {
    Server::builder().credential("connection", "token").items("transcript", items).start().unwrap()
}

fn page(server: &Server, input: &GetTranscriptRequest) -> GetTranscriptResponse {
    call::<GetTranscript>(server, input).unwrap()
}

fn ids(output: &GetTranscriptResponse) -> Vec<String> {
    output.transcript.iter().flatten().map(|item| item.id.clone().unwrap()).collect()
}

/// All ids, oldest first.
fn all(server: &Server) -> Vec<String> {
    let input = GetTranscriptRequest::new("token").max_results(100).sort_order(SortKey::Ascending);
    ids(&page(server, &input))
}

#[test]
fn messages_and_events_are_items() {
    let server = Server::start().unwrap();
    let token = connect(&server);
    let message = SendMessageRequest::new("text/plain", "hello", token.as_str());
    let sent = call::<SendMessage>(&server, &message).unwrap();
    let typing = ChatContentType::Typing;
    call::<SendEvent>(&server, &SendEventRequest::new(typing.clone(), token.as_str())).unwrap();
    let page = page(&server, &GetTranscriptRequest::new(token));
    let items = page.transcript.unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].content_type, Some(typing));
    assert_eq!(items[0].r#type, Some(ChatItemType::Event));
    assert_eq!(items[1].id, sent.id);
    assert_eq!(items[1].absolute_time, sent.absolute_time);
    assert_eq!(items[1].content.as_deref(), Some("hello"));
    assert_eq!(items[1].r#type, Some(ChatItemType::Message));
    assert_eq!(page.next_token, None);
}

#[test]
fn the_same_client_token_sends_once() {
    let server = server(0);
    let message = |token: &str| SendMessageRequest::new("text/plain", "hello", "token").client_token(token);
    let first = call::<SendMessage>(&server, &message("a")).unwrap();
    let again = call::<SendMessage>(&server, &message("a")).unwrap();
    let other = call::<SendMessage>(&server, &message("b")).unwrap();
    assert_eq!(first, again);
    assert_ne!(first.id, other.id);
    assert_eq!(all(&server), [first.id.unwrap(), other.id.unwrap()]);
}

#[test]
fn receipts_are_in_the_message() {
    let server = server(1);
    let id = all(&server).remove(0);
    for event in ["delivered", "read"] {
        let event = format!("application/vnd.amazonaws.connect.event.message.{event}");
        let input = SendEventRequest::new(event, "token").content(format!("{{\"messageId\":\"{id}\"}}"));
        call::<SendEvent>(&server, &input).unwrap();
    }
    let items = page(&server, &GetTranscriptRequest::new("token")).transcript.unwrap();
    assert_eq!(items.len(), 1, "a receipt is no item");
    let receipts = items[0].message_metadata.as_ref().unwrap().receipts.as_ref().unwrap();
    assert!(receipts[0].delivered_timestamp.is_some() && receipts[1].read_timestamp.is_some());
}

#[test]
fn pages_go_back_from_the_newest() {
    let server = server(25);
    let every = all(&server);
    assert_eq!(every.len(), 25);
    let mut found = Vec::new();
    let mut input = GetTranscriptRequest::new("token");
    for size in [10, 10, 5] {
        let page = page(&server, &input);
        assert_eq!(ids(&page).len(), size);
        found.extend(ids(&page));
        input = match page.next_token {
            Some(token) => GetTranscriptRequest::new("token").next_token(token),
            None => break,
        };
    }
    found.reverse();
    assert_eq!(found, every);
}

#[test]
fn pages_go_forward_from_a_start() {
    let server = server(25);
    let every = all(&server);
    let start = StartPosition::new().id(every[20].as_str());
    let input = |token: Option<String>| {
        let input = GetTranscriptRequest::new("token").start_position(start.clone()).max_results(3);
        let input = input.sort_order(SortKey::Ascending);
        match token {
            Some(token) => input.next_token(token),
            None => input,
        }
    };
    let first = page(&server, &input(None));
    assert_eq!(ids(&first), every[20..23]);
    let second = page(&server, &input(first.next_token.clone()));
    assert_eq!(ids(&second), every[23..25]);
    assert_eq!(second.next_token, None);
    // A page token does not expire.
    assert_eq!(ids(&page(&server, &input(first.next_token))), ids(&second));
    let back = input(None).scan_direction(ScanDirection::Backward);
    assert_eq!(ids(&page(&server, &back)), every[18..21]);
    let time =
        page(&server, &GetTranscriptRequest::new("token")).transcript.unwrap()[1].absolute_time.clone();
    let since =
        GetTranscriptRequest::new("token").start_position(StartPosition::new().absolute_time(time.unwrap()));
    assert_eq!(ids(&page(&server, &since.sort_order(SortKey::Ascending))), every[23..25]);
    let recent = GetTranscriptRequest::new("token").start_position(StartPosition::new().most_recent(4));
    let mut newest = ids(&page(&server, &recent));
    newest.reverse();
    assert_eq!(newest, every[21..]);
}

/// Like the service: the message only states that a parameter is invalid.
#[test]
fn forward_needs_a_start() {
    let server = server(3);
    let forward = GetTranscriptRequest::new("token").scan_direction(ScanDirection::Forward);
    for input in [forward.clone(), forward.clone().start_position(StartPosition::new())] {
        let error = call::<GetTranscript>(&server, &input).unwrap_err();
        assert_eq!(
            (error.code(), error.status().map(|status| status.as_u16())),
            (Some("ValidationException"), Some(400))
        );
        let message = error.message().unwrap();
        assert!(message.starts_with("Validation exception due to invalid parameter"), "{message}");
        assert!(message.contains("ScanDirection") && message.contains("StartPosition"), "{message}");
    }
    let start = StartPosition::new().most_recent(2);
    let first = page(&server, &forward.clone().start_position(start).max_results(1));
    assert_eq!(ids(&first).len(), 1);
    // The token contains the position.
    let next = forward.next_token(first.next_token.unwrap());
    assert_eq!(ids(&page(&server, &next)).len(), 1);
    let backward = GetTranscriptRequest::new("token").scan_direction(ScanDirection::Backward);
    assert_eq!(ids(&page(&server, &backward)).len(), 3);
}

#[test]
fn unknown_page_tokens_are_rejected() {
    let server = server(1);
    let error =
        call::<GetTranscript>(&server, &GetTranscriptRequest::new("token").next_token("mine")).unwrap_err();
    assert_eq!(error.code(), Some("ValidationException"));
    assert!(error.message().unwrap().contains("NextToken"));
}
