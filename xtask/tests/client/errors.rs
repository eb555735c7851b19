//! What an error says, and what it must not.

use std::error::Error as _;

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
    assert!(!error.is_retryable());
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
