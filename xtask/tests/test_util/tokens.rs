//! Credentials: their operations and their validity.

use connectparticipant::operation::create_participant_connection::{
    CreateParticipantConnection, CreateParticipantConnectionRequest,
};
use connectparticipant::operation::disconnect_participant::{
    DisconnectParticipant, DisconnectParticipantRequest,
};
use connectparticipant::operation::get_transcript::{GetTranscript, GetTranscriptRequest};
use connectparticipant::test_util::Server;
use connectparticipant::types::ConnectionType;

use crate::raw::{call, connect};

#[test]
fn a_participant_token_is_traded_for_a_connection_token() {
    let server = Server::builder().credential("participant", "handed out").start().unwrap();
    assert_eq!(server.credential("connection"), None);
    let input = CreateParticipantConnectionRequest::new("handed out");
    let input = input.r#type([ConnectionType::Websocket, ConnectionType::ConnectionCredentials]);
    let output = call::<CreateParticipantConnection>(&server, &input).unwrap();
    let websocket = output.websocket.unwrap();
    assert!(websocket.url.unwrap().starts_with("https://"));
    assert!(output.web_rtc_connection.is_none(), "it was not asked for");
    let token = output.connection_credentials.unwrap().connection_token.unwrap();
    assert_eq!(server.credential("connection").as_deref(), Some(token.as_str()));
    call::<GetTranscript>(&server, &GetTranscriptRequest::new(token)).unwrap();
}

#[test]
fn the_wrong_token_opens_nothing() {
    let server = Server::start().unwrap();
    let connection = connect(&server);
    let participant = server.credential("participant").unwrap();
    for token in ["unknown", &participant] {
        let error = call::<GetTranscript>(&server, &GetTranscriptRequest::new(token)).unwrap_err();
        assert_eq!(error.code(), Some("AccessDeniedException"));
        assert_eq!(error.status(), Some(http::StatusCode::FORBIDDEN));
        assert!(!error.message().unwrap().contains(token), "the message shows the token");
    }
    let input = CreateParticipantConnectionRequest::new(connection);
    let error = call::<CreateParticipantConnection>(&server, &input).unwrap_err();
    assert_eq!(error.code(), Some("AccessDeniedException"));
}

#[test]
fn a_disconnected_participant_has_no_tokens() {
    let server = Server::builder()
        .credential("participant", "a")
        .credential("participant", "b")
        .credential("connection", "of somebody else")
        .start()
        .unwrap();
    let (first, second) = (connect(&server), connect(&server));
    let input = DisconnectParticipantRequest::new(first.as_str()).client_token("once");
    call::<DisconnectParticipant>(&server, &input).unwrap();
    for token in [&first, &second] {
        let error = call::<GetTranscript>(&server, &GetTranscriptRequest::new(token.as_str())).unwrap_err();
        assert_eq!(error.code(), Some("AccessDeniedException"));
    }
    let again = CreateParticipantConnectionRequest::new("a");
    assert!(call::<CreateParticipantConnection>(&server, &again).is_err());
    call::<CreateParticipantConnection>(&server, &CreateParticipantConnectionRequest::new("b")).unwrap();
    call::<GetTranscript>(&server, &GetTranscriptRequest::new("of somebody else")).unwrap();
    // The response of the call that revoked it can get lost, and the same call be retried.
    call::<DisconnectParticipant>(&server, &input).unwrap();
    let anew = DisconnectParticipantRequest::new(first.as_str()).client_token("twice");
    assert!(call::<DisconnectParticipant>(&server, &anew).is_err());
}

#[test]
fn an_unknown_name_is_an_error() {
    let error = Server::builder().credential("participants", "a").start().unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
    assert_eq!(
        error.to_string(),
        "the service has no credential of the kind `participants`; it has `connection`, `participant`"
    );
    let error = Server::builder().items("chat", 1).start().unwrap_err();
    assert_eq!(error.to_string(), "the service has no list `chat`; it has `transcript`");
}
