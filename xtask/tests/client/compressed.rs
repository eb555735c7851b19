//! Compressed responses, with the feature `gzip`.

use std::future::poll_fn;
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use connectparticipant::client::{Body, BoxFuture, Sleep};
use connectparticipant::config::{Clock, RetryPolicy, TimeoutKind, TransportErrorKind};
use connectparticipant::operation::send_message::SendMessageRequest;
use connectparticipant::{CallError, blocking};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::fakes::{Turn, World, run};

fn message() -> SendMessageRequest {
    SendMessageRequest::new("text/plain", "hello", "token")
}

fn compressed(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn gzip(body: Vec<u8>) -> Turn {
    let response = http::Response::builder().header("content-encoding", "gzip");
    Turn::Response(response.body(Body::from(body)).unwrap())
}

#[test]
fn compressed_responses_are_requested_and_decoded() {
    let world = World::new([gzip(compressed(br#"{"Id":"1"}"#))]);
    assert_eq!(run(world.client().send_message(message())).unwrap().id.as_deref(), Some("1"));
    assert_eq!(world.header(0, "accept-encoding").as_deref(), Some("gzip"));
}

#[test]
fn expanding_input_is_rejected() {
    let bomb = compressed(&vec![b' '; 1 << 20]);
    assert!(bomb.len() < 2000);
    let world = World::new([gzip(bomb)]);
    let client = world.builder().max_response_bytes(100_000).build().unwrap();
    let error = run(client.send_message(message())).unwrap_err();
    assert!(error.to_string().contains("larger than the client accepts"), "{error}");
}

#[test]
fn invalid_gzip_is_a_broken_body() {
    let mut cut = compressed(br#"{"Id":"1"}"#);
    cut.truncate(12);
    for body in [cut, b"{}".to_vec()] {
        let world = World::new([gzip(body.clone()), gzip(body.clone()), gzip(body)]);
        let error = run(world.client().send_message(message())).unwrap_err();
        assert!(error.to_string().contains("in the middle of the response"), "{error}");
    }
}

#[test]
fn an_empty_compressed_body_is_empty() {
    let world = World::new([gzip(Vec::new())]);
    assert_eq!(run(world.client().send_message(message())).unwrap().id, None);
}

/// Two megabytes of empty gzip members.
fn nothing() -> Vec<u8> {
    compressed(b"").repeat(100_000)
}

/// A timer that expires after a number of polls.
struct Looks(u32);

impl Sleep for Looks {
    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        let mut left = self.0;
        Box::pin(poll_fn(move |_| {
            left = left.saturating_sub(1);
            if left == 0 { Poll::Ready(()) } else { Poll::Pending }
        }))
    }
}

/// Between two steps, the timer is polled, and other tasks run: counted, since machines differ.
#[test]
fn decompression_ends_with_the_timeout() {
    let call = |looks: u32| {
        let world = World::new([gzip(nothing())]);
        let client = world.builder().sleep(Looks(looks)).retry(RetryPolicy::never()).build().unwrap();
        run(client.send_message(message()))
    };
    match call(100).unwrap_err() {
        CallError::Transport(error) => {
            assert_eq!(error.kind(), TransportErrorKind::Timeout(TimeoutKind::Attempt));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(call(100_000).unwrap().id, None);
}

/// A clock that advances by a second at each reading.
#[derive(Default)]
struct Ticking(AtomicU64);

impl Clock for Ticking {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn elapsed(&self) -> Duration {
        Duration::from_secs(self.0.fetch_add(1, Ordering::Relaxed))
    }
}

#[test]
fn decompression_ends_with_the_timeout_of_a_blocking_call() {
    let transport = |_: http::Request<blocking::Body>, _: blocking::Limits| {
        let response = http::Response::builder().header("content-encoding", "gzip");
        Ok(response.body(blocking::Body::from(nothing())).unwrap())
    };
    let client = blocking::Client::builder().endpoint_url("https://example.com").transport(transport);
    let client = client.clock(Ticking::default()).retry(RetryPolicy::never()).build().unwrap();
    match client.send_message(message()).send().unwrap_err() {
        CallError::Transport(error) => {
            assert_eq!(error.kind(), TransportErrorKind::Timeout(TimeoutKind::Attempt));
        }
        other => panic!("{other:?}"),
    }
}
