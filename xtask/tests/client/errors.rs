//! The texts of errors, and secrets that they must not contain.

use std::error::Error as _;

use connectparticipant::client::Body;
use connectparticipant::config::{TransportError, TransportErrorKind};
use connectparticipant::operation::send_message::SendMessageRequest;

use crate::fakes::{Turn, World, response, response_with, run};

#[test]
fn an_error_of_the_transport_has_its_whole_chain() {
    let cause = std::io::Error::new(std::io::ErrorKind::ConnectionRefused, "nobody listens");
    let error = || {
        TransportError::new(TransportErrorKind::Connect).with_source(std::io::Error::other(cause.to_string()))
    };
    let world = World::new([Turn::Fail(error()), Turn::Fail(error()), Turn::Fail(error())]);
    let input = SendMessageRequest::new("text/plain", "hello", "token");
    let error = run(world.client().send_message(input)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no connection to example.com: nobody listens; check the endpoint and the network"
    );
    // It would be printed twice.
    assert!(error.source().is_none());
    match &error {
        connectparticipant::CallError::Transport(error) => {
            assert_eq!(error.cause().unwrap().to_string(), "nobody listens");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(error.status(), None);
    assert!(error.is_retryable());
}

#[test]
fn an_error_names_the_host_and_the_region() {
    let world = World::new([Turn::Fail(TransportError::new(TransportErrorKind::Tls))]);
    let client = connectparticipant::Client::builder().region("eu-west-2");
    let client = client
        .transport(world.clone())
        .sleep(world.clone())
        .clock(world.clone())
        .random(world)
        .build()
        .unwrap();
    let error =
        run(client.send_message(SendMessageRequest::new("text/plain", "hello", "token"))).unwrap_err();
    let place = "participant.connect.eu-west-2.amazonaws.com (region \"eu-west-2\")";
    assert_eq!(error.to_string(), format!("the TLS handshake with {place} failed"),);
}

#[test]
fn invalid_settings_are_named_with_their_value() {
    let build = |region: Option<&str>, url: Option<&str>| {
        let mut builder = connectparticipant::Client::builder();
        if let Some(region) = region {
            builder = builder.region(region);
        }
        if let Some(url) = url {
            builder = builder.endpoint_url(url);
        }
        let error = builder.build().unwrap_err();
        assert!(error.source().is_none());
        error.to_string()
    };
    assert_eq!(
        build(None, Some("example.com")),
        "no endpoint from the URL \"example.com\": the endpoint has no scheme; write https:// before the host"
    );
    assert_eq!(
        build(Some("us-west-2 "), None),
        "no endpoint: the region \"us-west-2 \" has white space around it; write \"us-west-2\""
    );
    let said = build(None, Some("https://me:s3cr3t@example.com/?key=s3cr3t"));
    assert!(
        said.contains("https://[redacted]@example.com/?[redacted]") && !said.contains("s3cr3t"),
        "{said}"
    );
    assert!(build(Some("us/west"), None).contains("\"us/west\""));
    assert!(build(None, Some("http://example.com")).contains("http://example.com"));
}

/// A login page of a hotel is not a success, whatever its status.
#[test]
fn a_page_is_not_a_response_of_the_service() {
    use connectparticipant::operation::disconnect_participant::DisconnectParticipantRequest;

    for kind in ["text/html", "Text/HTML; charset=utf-8"] {
        let world = World::new([response_with(200, "content-type", kind, "<html>welcome</html>")]);
        let error = run(world.client().disconnect_participant(DisconnectParticipantRequest::new("token")))
            .unwrap_err();
        assert!(matches!(error, connectparticipant::CallError::Decode(_)), "{error:?}");
        assert!(error.to_string().contains("page of HTML"), "{error}");
    }
    for (kind, body) in [("application/json", "{}"), ("text/html", ""), ("text/plain", "ok")] {
        let world = World::new([response_with(200, "content-type", kind, body)]);
        run(world.client().disconnect_participant(DisconnectParticipantRequest::new("token"))).unwrap();
    }
}

#[test]
fn not_modified_is_not_a_redirect() {
    let world = World::new([response(304, ""), response(302, "")]);
    let client = world.client();
    let message = || SendMessageRequest::new("text/plain", "hello", "token");
    let error = run(client.send_message(message())).unwrap_err();
    assert!(!error.to_string().contains("redirect"), "{error}");
    assert!(run(client.send_message(message())).unwrap_err().to_string().contains("redirect"));
}

/// The default stack without its runtime: an immediate error instead of a panic.
#[test]
fn outside_of_a_runtime_there_is_an_error() {
    use std::future::{Future, IntoFuture};
    use std::task::{Context, Poll, Waker};

    let outside = |client: &connectparticipant::Client| {
        let call = client.send_message(SendMessageRequest::new("text/plain", "hello", "token"));
        let mut call = std::pin::pin!(call.into_future());
        match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Err(error)) => {
                assert!(error.to_string().contains("outside of a Tokio runtime"), "{error}");
            }
            other => panic!("{other:?}"),
        }
    };
    let builder = || connectparticipant::Client::builder().endpoint_url("http://127.0.0.1:1");
    outside(&builder().build().unwrap());
    // For any transport: the timer is Tokio's.
    outside(&builder().transport(World::new([])).build().unwrap());
}

/// Few bytes that become a large value.
#[test]
fn the_memory_of_a_value_has_a_limit() {
    use connectparticipant::operation::get_transcript::GetTranscriptRequest;

    let body = format!("{{\"Transcript\":[{}{{}}]}}", "{},".repeat(99_999));
    let get = |builder: connectparticipant::client::Builder| {
        run(builder.build().unwrap().get_transcript(GetTranscriptRequest::new("token")))
    };
    let world = || World::new([response(200, &body)]).builder();
    let error = get(world().max_response_bytes(body.len())).unwrap_err();
    assert!(matches!(error, connectparticipant::CallError::Decode(_)), "{error:?}");
    assert!(error.to_string().contains("`max_decoded_bytes`"), "{error}");
    // The default limit allows them, and the limit can be changed.
    assert_eq!(get(world()).unwrap().transcript.as_ref().map(Vec::len), Some(100_000));
    assert_eq!(
        get(world().max_response_bytes(body.len()).max_decoded_bytes(1 << 30))
            .unwrap()
            .transcript
            .as_ref()
            .map(Vec::len),
        Some(100_000)
    );
    assert!(get(world().max_decoded_bytes(1_000)).is_err());
}

#[test]
fn no_error_and_no_debug_form_has_a_secret() {
    let secret = "s3cr3t";
    let input = || SendMessageRequest::new("text/plain", secret, secret).client_token(secret);
    let fail = |kind| Turn::Fail(TransportError::new(kind));
    let turns = [
        fail(TransportErrorKind::Tls),
        fail(TransportErrorKind::TooLarge),
        response(403, "{}"),
        response(200, &format!("{{\"Id\":{{\"{secret}\":1}}")),
    ];
    for turn in turns {
        let world = World::new([turn]);
        let client = world.client();
        let call = client.send_message(input());
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

/// A response with a truncated body.
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
    Turn::Response(http::Response::builder().status(status).body(Body::wrap(Broken)).unwrap())
}

#[test]
fn a_service_error_survives_a_truncated_or_too_large_body() {
    let large = http::Response::builder().status(403).body(Body::from(vec![b' '; 2000])).unwrap();
    for turn in [broken(403), Turn::Response(large)] {
        let world = World::new([turn]);
        let client = world.builder().max_response_bytes(1000).build().unwrap();
        let input = SendMessageRequest::new("text/plain", "hello", "token");
        let error = run(client.send_message(input)).unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(403), "{error}");
        assert_eq!(world.requests(), 1);
    }
    let world = World::new([broken(503), response(200, "{}")]);
    run(world.client().send_message(SendMessageRequest::new("text/plain", "hello", "token"))).unwrap();
    assert_eq!(world.requests(), 2);
}
