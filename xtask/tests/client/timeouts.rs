//! The duration of a call without a response.

use std::time::{Duration, SystemTime};

use connectparticipant::CallError;
use connectparticipant::client::Body;
use connectparticipant::config::{RetryPolicy, TimeoutKind, Timeouts, TransportErrorKind};
use connectparticipant::operation::cancel_participant_authentication::CancelParticipantAuthenticationRequest;
use connectparticipant::operation::send_message::SendMessageRequest;

use crate::fakes::{Turn, World, response, run};

fn message() -> SendMessageRequest {
    SendMessageRequest::new("text/plain", "hello", "token")
}

fn timeout<E>(error: &CallError<E>) -> Option<TimeoutKind> {
    match error {
        CallError::Transport(error) => match error.kind() {
            TransportErrorKind::Timeout(kind) => Some(kind),
            _ => None,
        },
        _ => None,
    }
}

/// A response whose body never arrives.
fn stalled_body() -> Turn {
    struct Never;
    impl http_body::Body for Never {
        type Data = bytes::Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, std::io::Error>>> {
            std::task::Poll::Pending
        }
    }
    Turn::Response(http::Response::new(Body::wrap(Never)))
}

#[test]
fn a_timed_out_attempt_is_retried() {
    for first in [Turn::Stall, stalled_body()] {
        let world = World::new([first, response(200, "{}")]);
        run(world.client().send_message(message())).unwrap();
        assert_eq!(world.sleeps(), [Duration::from_secs(15), Duration::ZERO]);
    }
}

#[test]
fn a_sent_call_is_not_retried_after_a_timeout() {
    let world = World::new([Turn::Stall]);
    let input = CancelParticipantAuthenticationRequest::new("session", "token");
    let error = run(world.client().cancel_participant_authentication(input)).unwrap_err();
    assert_eq!(timeout(&error), Some(TimeoutKind::Attempt));
    assert_eq!(world.elapsed(), Duration::from_secs(15));
}

#[test]
fn attempts_and_delays_have_a_total_limit() {
    let world = World::new([Turn::Stall, Turn::Stall, Turn::Stall]);
    let timeouts = Timeouts::new().attempt(Duration::from_secs(4)).operation(Duration::from_secs(10));
    let client = world.builder().timeouts(timeouts).build().unwrap();
    let error = run(client.send_message(message())).unwrap_err();
    assert_eq!(timeout(&error), Some(TimeoutKind::Operation));
    assert_eq!(world.elapsed(), Duration::from_secs(10));
}

#[test]
fn a_call_can_have_its_own_limits() {
    let world = World::new([Turn::Stall, Turn::Stall]);
    let client = world.builder().retry(RetryPolicy::never()).build().unwrap();
    let error =
        run(client.send_message(message()).attempt_timeout(Duration::from_millis(5)).send()).unwrap_err();
    assert_eq!(timeout(&error), Some(TimeoutKind::Attempt));
    assert_eq!(world.elapsed(), Duration::from_millis(5));
    let error =
        run(client.send_message(message()).operation_timeout(Duration::from_millis(7)).send()).unwrap_err();
    assert_eq!(timeout(&error), Some(TimeoutKind::Operation));
    assert_eq!(world.elapsed(), Duration::from_millis(12));
}

#[test]
fn a_wall_clock_that_jumps_changes_nothing() {
    let world = World::new([Turn::Stall, response(200, "{}"), response(200, "{}")]);
    let client = world.client();
    world.set_date(SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000));
    run(client.send_message(message())).unwrap();
    world.set_date(SystemTime::UNIX_EPOCH);
    run(client.send_message(message())).unwrap();
    assert_eq!(world.elapsed(), Duration::from_secs(15));
}

#[test]
fn without_limits_a_call_waits_as_long_as_it_takes() {
    let world = World::new([response(200, "{}")]);
    let client = world.builder().timeouts(Timeouts::none()).build().unwrap();
    run(client.send_message(message())).unwrap();
    assert!(world.sleeps().is_empty());
}
