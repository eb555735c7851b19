//! Clients on the fake transport, in fake time.

use std::thread;
use std::time::{Duration, Instant, SystemTime};

use connectparticipant::client::Sleep;
use connectparticipant::config::{Clock, Random, TransportError, TransportErrorKind};
use connectparticipant::error::ThrottlingException;
use connectparticipant::operation::get_transcript::GetTranscriptRequest;
use connectparticipant::operation::send_message::{SendMessage, SendMessageRequest, SendMessageResponse};
use connectparticipant::test_util::{Failure, FakeTime, FakeTransport, SeededRandom};
use connectparticipant::{CallError, Client, ServiceError, blocking};

fn client(transport: &FakeTransport, time: &FakeTime) -> Client {
    let client = Client::builder().endpoint_url("https://example.com/base").transport(transport.clone());
    client.sleep(time.clone()).clock(time.clone()).random(SeededRandom::new(1)).build().unwrap()
}

fn message() -> SendMessageRequest {
    SendMessageRequest::new("text/plain", "hello", "token")
}

#[tokio::test]
async fn responses_are_replayed_and_requests_recorded() {
    let (transport, time) = (FakeTransport::new(), FakeTime::new());
    let client = client(&transport, &time);
    transport.output::<SendMessage>(&SendMessageResponse::new().id("first"));
    transport.fail("AccessDeniedException").output::<SendMessage>(&SendMessageResponse::new().id("second"));
    let first = client.send_message(message()).await.unwrap();
    assert_eq!(first.id.as_deref(), Some("first"));
    let refused = client.get_transcript(GetTranscriptRequest::new("token")).await.unwrap_err();
    assert_eq!(refused.code(), Some("AccessDeniedException"));
    let second = client.send_message(message()).await.unwrap();
    assert_eq!(second.id.as_deref(), Some("second"));
    assert_eq!(transport.left(), 0);
    let requests = transport.requests();
    let operations: Vec<_> = requests.iter().filter_map(|request| request.operation).collect();
    assert_eq!(operations, ["SendMessage", "GetTranscript", "SendMessage"]);
    assert_eq!(requests[0].path, "/base/participant/message");
    assert!(String::from_utf8_lossy(&requests[0].body).contains("hello"));
    assert!(!format!("{transport:?}").contains("hello"));
}

#[tokio::test]
async fn a_response_is_kept_for_its_operation() {
    let (transport, time) = (FakeTransport::new(), FakeTime::new());
    let client = client(&transport, &time);
    transport.output::<SendMessage>(&SendMessageResponse::new().id("later"));
    let error = client.get_transcript(GetTranscriptRequest::new("token")).await.unwrap_err();
    let CallError::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::Other);
    let said = error.to_string();
    assert!(said.ends_with("failed: the fake transport has no response left for GetTranscript"), "{said}");
    assert!(said.starts_with("the request to example.com "), "{said}");
    assert_eq!(transport.left(), 1);
}

#[tokio::test]
async fn delays_between_attempts_take_no_time() {
    let start = Instant::now();
    let (transport, time) = (FakeTransport::new(), FakeTime::new());
    let client = client(&transport, &time);
    let slow = ThrottlingException::new().message("slow");
    transport.fail_call::<SendMessage>(Failure::from(slow).header("Retry-After", "20"));
    transport.break_off(TransportError::new(TransportErrorKind::Connect));
    transport.output::<SendMessage>(&SendMessageResponse::new().id("third"));
    let response = client.send_message(message()).await.unwrap();
    assert_eq!(response.id.as_deref(), Some("third"));
    assert_eq!(transport.requests().len(), 3);
    assert!(time.sleeps().iter().any(|delay| *delay >= Duration::from_secs(20)), "{time:?}");
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn a_stalled_response_times_out() {
    let (transport, time) = (FakeTransport::new(), FakeTime::new());
    let client = client(&transport, &time);
    transport.stall().stall().stall();
    let error = client.get_transcript(GetTranscriptRequest::new("token")).await.unwrap_err();
    let CallError::Transport(error) = error else { panic!("{error:?}") };
    assert!(error.is_timeout());
}

#[tokio::test]
async fn a_function_responds_to_other_requests() {
    let (transport, time) = (FakeTransport::new(), FakeTime::new());
    let client = client(&transport, &time);
    transport.respond_with(|request| match request.operation {
        Some("SendMessage") => Ok(Failure::new("ConflictException").response()),
        _ => Err(TransportError::new(TransportErrorKind::Connect)),
    });
    let error = client.send_message(message()).await.unwrap_err();
    let CallError::Service(error) = error else { panic!("{error:?}") };
    assert_eq!(error.code(), Some("ConflictException"));
    assert!(client.get_transcript(GetTranscriptRequest::new("token")).await.is_err());
}

#[tokio::test]
async fn time_passes_while_waiting() {
    let time = FakeTime::new();
    let before = time.now();
    drop(time.sleep(Duration::from_secs(5)));
    assert_eq!(time.elapsed(), Duration::ZERO);
    time.sleep(Duration::from_secs(5)).await;
    time.clone().advance(Duration::from_secs(1));
    assert_eq!(time.elapsed(), Duration::from_secs(6));
    assert_eq!(time.now(), before + Duration::from_secs(6));
    time.set_now(SystemTime::UNIX_EPOCH);
    assert_eq!(time.elapsed(), Duration::from_secs(6));
    assert_eq!(time.sleeps(), [Duration::from_secs(5)]);
}

#[tokio::test]
async fn a_sleep_in_manual_time_waits_for_its_end() {
    let time = FakeTime::manual();
    let sleep = |seconds| {
        let time = time.clone();
        tokio::spawn(async move { time.sleep(Duration::from_secs(seconds)).await })
    };
    let (short, long) = (sleep(5), sleep(60));
    let time_of_thread = time.clone();
    let blocked = thread::spawn(move || blocking::Sleep::sleep(&time_of_thread, Duration::from_secs(5)));
    while time.sleeps().len() < 3 {
        tokio::task::yield_now().await;
    }
    time.advance(Duration::from_millis(4999));
    assert!(!short.is_finished() && !blocked.is_finished());
    time.advance(Duration::from_millis(1));
    short.await.unwrap();
    blocked.join().unwrap();
    assert!(!long.is_finished());
    assert_eq!(time.elapsed(), Duration::from_secs(5));
    time.advance(Duration::from_secs(3600));
    long.await.unwrap();
}

#[test]
fn chance_repeats_itself() {
    let bytes = |seed: u64| {
        let mut bytes = [0; 21];
        SeededRandom::new(seed).fill(&mut bytes);
        bytes
    };
    assert_eq!(bytes(1), bytes(1));
    assert_ne!(bytes(1), bytes(2));
    // The first number of the seed 0, from the algorithm's own page.
    assert_eq!(bytes(0)[..8], 0xe220_a839_7b1d_cdaf_u64.to_le_bytes());
}
