//! The clients of the crate, over their own HTTP stacks, against the server; and the blocking one on the fakes.

use std::time::Duration;

use connectparticipant::config::{RetryPolicy, TransportErrorKind};
use connectparticipant::operation::create_participant_connection::CreateParticipantConnectionRequest;
use connectparticipant::operation::get_transcript::GetTranscriptRequest;
use connectparticipant::operation::send_message::{SendMessage, SendMessageRequest, SendMessageResponse};
use connectparticipant::test_util::{FakeTime, FakeTransport, Fault, SeededRandom, Server};
use connectparticipant::types::ConnectionType;
use connectparticipant::{CallError, Client, blocking};

fn connection(token: String) -> CreateParticipantConnectionRequest {
    CreateParticipantConnectionRequest::new(token).r#type([ConnectionType::ConnectionCredentials])
}

#[tokio::test]
async fn an_async_client_talks_to_it() {
    let server = Server::builder().items("transcript", 12).start().unwrap();
    let client = Client::builder().endpoint_url(server.url()).sleep(FakeTimeOfServer).build().unwrap();
    let response =
        client.create_participant_connection(connection(server.credential("participant").unwrap())).await;
    let token = response.unwrap().connection_credentials.unwrap().connection_token.unwrap();
    let message = SendMessageRequest::new("text/plain", "hello", token.clone());
    client.send_message(message.clone()).await.unwrap();
    // Two transport failures, and the message is stored once.
    server.inject(Fault::LoseResponse, 1);
    server.inject(Fault::status(503), 1);
    client.send_message(message.clone()).await.unwrap();
    let page =
        client.get_transcript(GetTranscriptRequest::new(token.clone()).max_results(100)).await.unwrap();
    assert_eq!(page.transcript.as_ref().unwrap().len(), 14);
    server.fail_next("SendMessage", "ConflictException").unwrap();
    let error = client.send_message(message).await.unwrap_err();
    assert_eq!(error.code(), Some("ConflictException"));
    server.refuse_connections();
    let error = client.get_transcript(GetTranscriptRequest::new(token.clone())).await.unwrap_err();
    let CallError::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    server.accept_connections().unwrap();
    client.get_transcript(GetTranscriptRequest::new(token)).await.unwrap();
}

/// Delays between attempts are short here; timeouts never expire.
struct FakeTimeOfServer;

impl connectparticipant::client::Sleep for FakeTimeOfServer {
    fn sleep(&self, time: Duration) -> connectparticipant::client::BoxFuture<'static, ()> {
        let time = if time > Duration::from_secs(2) { time } else { Duration::from_millis(1) };
        Box::pin(tokio::time::sleep(time))
    }
}

#[test]
fn a_blocking_client_talks_to_it() {
    let server = Server::start().unwrap();
    let client =
        blocking::Client::builder().endpoint_url(server.url()).sleep(FakeTime::new()).build().unwrap();
    let response = client
        .create_participant_connection(connection(server.credential("participant").unwrap()))
        .send()
        .unwrap();
    let token = response.connection_credentials.unwrap().connection_token.unwrap();
    server.inject(Fault::LoseResponse, 1);
    client.send_message(SendMessageRequest::new("text/plain", "hello", token.clone())).send().unwrap();
    let page = client.get_transcript(GetTranscriptRequest::new(token)).send().unwrap();
    assert_eq!(page.transcript.as_ref().unwrap().len(), 1);
}

#[test]
fn a_blocking_client_works_with_the_fakes() {
    let (transport, time) = (FakeTransport::new(), FakeTime::new());
    let client = blocking::Client::builder().endpoint_url("https://example.com").transport(transport.clone());
    let client = client.sleep(time.clone()).clock(time.clone()).random(SeededRandom::new(1)).build().unwrap();
    transport.fail("ThrottlingException").output::<SendMessage>(&SendMessageResponse::new().id("second"));
    let response =
        client.send_message(SendMessageRequest::new("text/plain", "hello", "token")).send().unwrap();
    assert_eq!(response.id.as_deref(), Some("second"));
    assert_eq!(time.sleeps().len(), 1);
    let client = blocking::Client::builder().endpoint_url("https://example.com").transport(transport.clone());
    let client = client.sleep(time.clone()).clock(time).retry(RetryPolicy::never()).build().unwrap();
    transport.stall();
    let error = client.get_transcript(GetTranscriptRequest::new("token")).send().unwrap_err();
    let CallError::Transport(error) = error else { panic!("{error:?}") };
    assert!(error.is_timeout());
}
