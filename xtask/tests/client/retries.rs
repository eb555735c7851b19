//! Retries: which errors, how often, and with which delays.

use std::time::{Duration, SystemTime};

use connectparticipant::CallError;
use connectparticipant::config::{RetryPolicy, Timeouts, TransportError, TransportErrorKind};
use connectparticipant::operation::cancel_participant_authentication::CancelParticipantAuthenticationRequest;
use connectparticipant::operation::create_participant_connection::CreateParticipantConnectionRequest;
use connectparticipant::operation::get_authentication_url::GetAuthenticationUrlRequest;
use connectparticipant::operation::get_transcript::GetTranscriptRequest;
use connectparticipant::operation::send_message::{SendMessageError, SendMessageRequest};

use crate::fakes::{Turn, World, response, response_with, run};

fn message() -> SendMessageRequest {
    SendMessageRequest::new("text/plain", "hello", "token")
}

fn fail(kind: TransportErrorKind) -> Turn {
    Turn::Fail(TransportError::new(kind))
}

/// The number of requests for a message, if the service responds like this first and then successfully.
fn attempts_after(first: Turn) -> usize {
    let world = World::new([first, response(200, "{}")]);
    let _ = run(world.client().send_message(message()));
    world.requests()
}

#[test]
fn a_service_that_recovers_is_asked_up_to_three_times() {
    let world = World::new([response(503, ""), response(503, ""), response(200, r#"{"Id":"1"}"#)]);
    let output = run(world.client().send_message(message())).unwrap();
    assert_eq!(output.id.as_deref(), Some("1"));
    assert_eq!(world.requests(), 3);
}

#[test]
fn the_last_error_is_returned_when_it_does_not() {
    let world = World::new([response(500, ""), response(503, ""), response(502, "<html>")]);
    let error = run(world.client().send_message(message())).unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(502));
    assert_eq!(world.requests(), 3);
}

#[test]
fn of_4xx_408_429_and_throttling_are_retried() {
    for status in 400..500 {
        let expected = if status == 408 || status == 429 { 2 } else { 1 };
        assert_eq!(attempts_after(response(status, "{}")), expected, "{status}");
        for code in ["ThrottlingException", "SlowDown", "InternalServerException", "RequestTimeout"] {
            let named = response_with(status, "x-amzn-errortype", code, "{}");
            assert_eq!(attempts_after(named), 2, "{status} {code}");
        }
        let named = response_with(status, "x-amzn-errortype", "ValidationException", "{}");
        assert_eq!(attempts_after(named), expected, "{status}");
    }
    for status in 500..600 {
        assert_eq!(attempts_after(response(status, "{}")), 2, "{status}");
    }
}

#[test]
fn an_unreadable_response_is_not_retried() {
    assert_eq!(attempts_after(response(200, "{")), 1);
}

#[test]
fn unsent_requests_are_retried() {
    let input = || CancelParticipantAuthenticationRequest::new("session", "token");
    let world = World::new([fail(TransportErrorKind::Connect), response(200, "{}")]);
    run(world.client().cancel_participant_authentication(input())).unwrap();
    assert_eq!(world.requests(), 2);
    let world = World::new([
        Turn::Fail(TransportError::new(TransportErrorKind::Send).not_sent()),
        response(200, "{}"),
    ]);
    run(world.client().cancel_participant_authentication(input())).unwrap();
    assert_eq!(world.requests(), 2);
}

#[test]
fn sent_requests_are_retried_only_if_idempotent() {
    for kind in [TransportErrorKind::Send, TransportErrorKind::Body, TransportErrorKind::Other] {
        // Without a token, a second request is not the same as the first.
        let world = World::new([fail(kind)]);
        let input = CancelParticipantAuthenticationRequest::new("session", "token");
        let error = run(world.client().cancel_participant_authentication(input)).unwrap_err();
        assert!(matches!(error, CallError::Transport(error) if error.kind() == kind));
        assert_eq!(world.requests(), 1);
        // It connects a participant once, however often it is called; the other returns the URL of a session.
        let world = World::new([fail(kind), response(200, "{}")]);
        let input = CreateParticipantConnectionRequest::new("token");
        run(world.client().create_participant_connection(input)).unwrap();
        assert_eq!(world.requests(), 2);
        let world = World::new([fail(kind), response(200, "{}")]);
        let input = GetAuthenticationUrlRequest::new("session", "https://example.com", "token");
        run(world.client().get_authentication_url(input)).unwrap();
        assert_eq!(world.requests(), 2);
        // It has an idempotency token.
        assert_eq!(attempts_after(fail(kind)), 2);
        // It only reads.
        let world = World::new([fail(kind), response(200, "{}")]);
        run(world.client().get_transcript(GetTranscriptRequest::new("token"))).unwrap();
        assert_eq!(world.requests(), 2);
    }
}

#[test]
fn invalid_certificates_and_too_large_responses_are_not_retried() {
    assert_eq!(attempts_after(fail(TransportErrorKind::Tls)), 1);
    assert_eq!(attempts_after(fail(TransportErrorKind::TooLarge)), 1);
}

#[test]
fn delays_are_random_and_grow() {
    let sleeps = |byte: u8| {
        let world = World::new([response(503, ""), response(503, ""), response(503, "")]);
        world.set_random(byte);
        run(world.client().send_message(message())).unwrap_err();
        world.sleeps()
    };
    let milliseconds = Duration::from_millis;
    assert_eq!(sleeps(0), [Duration::ZERO, Duration::ZERO]);
    assert_eq!(sleeps(0xff), [milliseconds(500), milliseconds(1000)]);
    let half = sleeps(0x80);
    assert!(half[0] > milliseconds(249) && half[0] < milliseconds(252), "{half:?}");
}

#[test]
fn delays_have_a_maximum() {
    let world = World::new((0..8).map(|_| response(503, "")));
    world.set_random(0xff);
    let policy = RetryPolicy::new().max_attempts(8).max_delay(Duration::from_secs(2));
    run(world.builder().retry(policy).build().unwrap().send_message(message())).unwrap_err();
    assert_eq!(world.sleeps().iter().max(), Some(&Duration::from_secs(2)));
    assert_eq!(world.requests(), 8);
}

#[test]
fn a_requested_delay_is_respected() {
    let delay = |name: &str, value: &str| {
        let world = World::new([response_with(429, name, value, "{}"), response(200, "{}")]);
        world.set_random(0xff);
        world.set_date(SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777));
        run(world.client().send_message(message())).unwrap();
        world.sleeps()
    };
    let default = [Duration::from_millis(500)];
    assert_eq!(delay("retry-after", "7"), [Duration::from_secs(7)]);
    assert_eq!(delay("retry-after", " 0 "), [Duration::ZERO]);
    assert_eq!(delay("x-amz-retry-after", "1500"), [Duration::from_millis(1500)]);
    // 1994-11-06 08:49:37 is the date above.
    assert_eq!(delay("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT"), [Duration::from_secs(3)]);
    assert_eq!(delay("retry-after", "Sun, 06 Nov 1994 08:49:30 GMT"), [Duration::ZERO]);
    for nonsense in ["-1", "soon", "", "1e9", "99999999999999999999999", "Sun, 99 Nov 1994 08:49:37 GMT"] {
        assert_eq!(delay("retry-after", nonsense), default, "{nonsense}");
    }
}

#[test]
fn a_delay_beyond_the_timeout_of_the_call_is_not_started() {
    for value in ["3600", "18446744073709551615"] {
        let world = World::new([response_with(503, "retry-after", value, "")]);
        let error = run(world.client().send_message(message())).unwrap_err();
        assert!(error.is_retryable());
        assert!(world.sleeps().is_empty());
    }
    let world = World::new([response_with(503, "retry-after", "3600", ""), response(200, "{}")]);
    let client = world.builder().timeouts(Timeouts::none()).build().unwrap();
    run(client.send_message(message())).unwrap();
    assert_eq!(world.sleeps(), [Duration::from_secs(3600)]);
}

#[test]
fn all_calls_of_a_client_share_a_budget() {
    let world = World::new((0..100).map(|_| response(503, "")));
    let client = world.builder().retry(RetryPolicy::new().budget(12)).build().unwrap();
    // Two retries of 5 each leave 2: too few for another, also in a clone.
    run(client.send_message(message())).unwrap_err();
    assert_eq!(world.requests(), 3);
    run(client.clone().send_message(message())).unwrap_err();
    assert_eq!(world.requests(), 4);
}

#[test]
fn success_fills_the_budget_again() {
    let well = || response(200, "{}");
    let world = World::new([response(503, ""), well(), response(503, ""), well(), response(503, ""), well()]);
    let client = world.builder().retry(RetryPolicy::new().budget(5)).build().unwrap();
    for call in 1..=3 {
        run(client.send_message(message())).unwrap();
        assert_eq!(world.requests(), 2 * call);
    }
}

#[test]
fn a_call_can_have_its_own_number_of_attempts() {
    let world = World::new([response(503, ""), response(503, "")]);
    let client = world.client();
    run(client.send_message(message()).max_attempts(1).send()).unwrap_err();
    assert_eq!(world.requests(), 1);
    run(client.send_message(message()).max_attempts(0).send()).unwrap_err();
    assert_eq!(world.requests(), 2);
    let world = World::new([response(503, "")]);
    let client = world.builder().retry(RetryPolicy::never()).build().unwrap();
    run(client.send_message(message())).unwrap_err();
    assert_eq!(world.requests(), 1);
}

#[test]
fn an_error_of_the_service_is_the_operations_own() {
    let world =
        World::new([response_with(400, "x-amzn-errortype", "ValidationException", r#"{"Message":"no"}"#)]);
    let error = run(world.client().send_message(message())).unwrap_err();
    assert!(
        matches!(error, CallError::Service(SendMessageError::ValidationException(error)) if error.message.as_deref() == Some("no"))
    );
}
