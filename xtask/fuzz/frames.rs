//! The assertions about a frame, for the fuzz target and for the bounded test: nothing panics, and no frame ends a session, except with the
//! end of the chat.

use std::time::Duration;

use connectparticipant::operation::CreateParticipantConnectionResponse;
use connectparticipant::types::{ConnectionCredentials, Websocket};
use connectparticipant_chat::content::Content;
use connectparticipant_chat::frame::{self, Frame, Unknown};
use connectparticipant_chat::session::{Action, End, Input, Now, Session, Settings, SocketId};
use connectparticipant_chat::{Event, Item, Timestamp};

/// Reads a frame, and passes it to a session: while it subscribes, and again when it is connected.
pub(crate) fn check(text: &str) {
    match frame::decode(text) {
        Frame::Chat(content) => {
            assert!(content.trim_start().starts_with('{'), "{content:?}");
            if let Ok(item) = Item::from_json(&content) {
                assert_eq!(Event::from(item.clone()).item(), &item);
                let content = item.content();
                let (kind, text) = (content.content_type(), content.text());
                assert_eq!(Content::parse(&kind, &text), content, "it is read as it was written");
            }
        }
        Frame::Unknown(reason) => assert_eq!(reason == Unknown::TooLong, text.len() > frame::MAX_LENGTH),
        Frame::Empty => assert!(text.trim_ascii().is_empty()),
        _ => assert!(text.len() <= frame::MAX_LENGTH),
    }
    session(text);
}

fn session(text: &str) {
    let mut session = Session::new(Settings::new("token"), now(0));
    let credentials = ConnectionCredentials::new().connection_token("connection token");
    let websocket = Websocket::new().url("wss://example");
    let response =
        CreateParticipantConnectionResponse::new().connection_credentials(credentials).websocket(websocket);
    session.handle(now(1), Input::Connection(Ok(Box::new(response))));
    let socket = actions(&mut session).expect("a socket is opened");
    session.handle(now(2), Input::Opened(socket));
    session.handle(now(3), Input::Frame(socket, text));
    let subscribed = r#"{"topic":"aws/subscribe","content":{"status":"success"}}"#;
    session.handle(now(4), Input::Frame(socket, subscribed));
    for at in [5, 6, 7] {
        session.handle(now(at), Input::Frame(socket, text));
    }
    for at in [500, 900, 15_000] {
        session.handle(now(at), Input::Tick);
        assert!(session.deadline().is_none_or(|deadline| deadline > now(at).elapsed));
    }
    assert!(session.is_ended() || session.deadline().is_some());
    actions(&mut session);
}

/// Takes all actions, and returns the socket that is opened.
fn actions(session: &mut Session) -> Option<SocketId> {
    let mut opened = None;
    while let Some(action) = session.next_action() {
        match action {
            Action::Open { socket, .. } => opened = Some(socket),
            Action::End(end) => assert!(matches!(end, End::Chat(_)), "{end:?}"),
            _ => {}
        }
    }
    opened
}

fn now(milliseconds: u64) -> Now {
    let elapsed = Duration::from_millis(milliseconds);
    let seconds = i64::try_from(elapsed.as_secs()).unwrap_or_default();
    Now::new(
        elapsed,
        Timestamp::from_epoch(1_800_000_000 + seconds, elapsed.subsec_nanos())
            .expect("a time of this century"),
    )
}
