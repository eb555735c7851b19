//! What an error says, and what it must not.

use std::error::Error as _;

use connectparticipant::client::Body;
use connectparticipant::config::{TransportError, TransportErrorKind};
use connectparticipant::operation::send_message::SendMessageRequest;

use crate::fakes::{Turn, World, answer, run};

#[test]
fn an_error_of_the_transport_has_its_whole_chain() {
    let cause = std::io::Error::new(std::io::ErrorKind::ConnectionRefused, "nobody listens");
    let error = || {
        TransportError::new(TransportErrorKind::Connect).with_source(std::io::Error::other(cause.to_string()))
    };
    let world = World::new([Turn::Fail(error()), Turn::Fail(error()), Turn::Fail(error())]);
    let input = SendMessageRequest::new("text/plain", "hello", "token");
    let error = run(world.client().send_message(input)).unwrap_err();
    assert!(error.to_string().contains("check the region"), "{error}");
    assert_eq!(error.source().unwrap().to_string(), "nobody listens");
    assert_eq!(error.status(), None);
    assert!(error.is_retryable());
}

#[test]
fn no_error_and_no_debug_form_has_a_secret() {
    let secret = "s3cr3t";
    let input = || SendMessageRequest::new("text/plain", secret, secret).client_token(secret);
    let fail = |kind| Turn::Fail(TransportError::new(kind));
    let turns = [
        fail(TransportErrorKind::Tls),
        fail(TransportErrorKind::TooLarge),
        answer(403, "{}"),
        answer(200, &format!("{{\"Id\":{{\"{secret}\":1}}")),
    ];
    for turn in turns {
        let world = World::new([turn]);
        let client = world.client();
        let call = input().send(&client);
        assert!(!format!("{client:?} {call:?}").contains(secret));
        let error = run(call.send()).unwrap_err();
        let mut shown = format!("{error} {error:?}");
        let mut source = error.source();
        while let Some(cause) = source {
            shown.push_str(&format!("{cause} {cause:?}"));
            source = cause.source();
        }
        assert!(!shown.contains(secret), "{shown}");
    }
}

/// An answer whose body breaks off.
fn broken(status: u16) -> Turn {
    struct Broken;
    impl http_body::Body for Broken {
        type Data = bytes::Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, std::io::Error>>> {
            std::task::Poll::Ready(Some(Err(std::io::Error::other("reset"))))
        }
    }
    Turn::Answer(http::Response::builder().status(status).body(Body::wrap(Broken)).unwrap())
}

#[test]
fn a_refusal_is_one_even_if_its_body_breaks_off_or_is_too_large() {
    let large = http::Response::builder().status(403).body(Body::from(vec![b' '; 2000])).unwrap();
    for turn in [broken(403), Turn::Answer(large)] {
        let world = World::new([turn]);
        let client = world.builder().max_answer_bytes(1000).build().unwrap();
        let input = SendMessageRequest::new("text/plain", "hello", "token");
        let error = run(client.send_message(input)).unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(403), "{error}");
        assert_eq!(world.requests(), 1);
    }
    let world = World::new([broken(503), answer(200, "{}")]);
    run(world.client().send_message(SendMessageRequest::new("text/plain", "hello", "token"))).unwrap();
    assert_eq!(world.requests(), 2);
}
