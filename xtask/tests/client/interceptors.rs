//! Interceptors and retry classifiers, of a client and of a call.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use connectparticipant::config::{
    AttemptEnd, CallEnd, FailedAttempt, InterceptedRequest, Interceptor, Rejection, RetryClassifier,
    RetryDecision, RetryPolicy, TransportError, TransportErrorKind,
};
use connectparticipant::operation::{
    CancelParticipantAuthenticationRequest, DisconnectParticipantRequest, GetTranscriptRequest,
    SendEventRequest, SendMessageRequest,
};
use connectparticipant::upload::Upload;
use connectparticipant::{CallError, ConstructionError, Error};

use crate::fakes::{Turn, World, response, response_with, run};
use crate::uploads::started;

fn message() -> SendMessageRequest {
    SendMessageRequest::new("text/plain", "hello", "token")
}

fn fail(kind: TransportErrorKind) -> Turn {
    Turn::Fail(TransportError::new(kind))
}

/// Writes down its calls, and sets headers.
#[derive(Clone, Default)]
struct Notes {
    name: &'static str,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Notes {
    fn named(&self, name: &'static str) -> Self {
        Self { name, lines: self.lines.clone() }
    }

    fn note(&self, line: String) {
        self.lines.lock().unwrap().push(format!("{}{line}", self.name));
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.lines.lock().unwrap())
    }
}

impl Interceptor for Notes {
    fn before_call(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        self.note(format!("call {}", request.operation()));
        let operation = request.operation().parse()?;
        request.headers_mut().insert("x-call", operation);
        Ok(())
    }

    fn before_attempt(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        self.note(format!("attempt {} {}", request.attempt(), request.uri().path()));
        let attempt = request.attempt().into();
        request.headers_mut().insert("x-attempt", attempt);
        Ok(())
    }

    fn after_attempt(&self, end: &AttemptEnd<'_>) {
        let error = end.error().map(|error| format!(" {error}")).unwrap_or_default();
        let retry = end.retry_after().is_some();
        self.note(format!(
            "attempted {} {:?} {retry}{error}",
            end.attempt(),
            end.status().map(|s| s.as_u16())
        ));
    }

    fn after_call(&self, end: &CallEnd<'_>) {
        self.note(format!("called {} {} {}", end.operation(), end.attempts(), end.error().is_some()));
    }
}

#[test]
fn they_run_around_each_call_and_each_attempt() {
    let world = World::new([response(503, ""), fail(TransportErrorKind::Connect), response(200, "{}")]);
    let notes = Notes::default();
    let client = world.builder().interceptor(notes.clone()).build().unwrap();
    run(client.send_message(message())).unwrap();
    let lines = notes.take();
    assert_eq!(lines[..2], ["call SendMessage", "attempt 1 /participant/message"]);
    assert!(lines[2].starts_with("attempted 1 Some(503) true SendMessage failed"), "{lines:?}");
    assert_eq!(lines[3], "attempt 2 /participant/message");
    assert!(lines[4].starts_with("attempted 2 None true no connection to example.com"), "{lines:?}");
    assert_eq!(
        lines[5..],
        ["attempt 3 /participant/message", "attempted 3 Some(200) false", "called SendMessage 3 false"]
    );
    for (request, attempt) in ["1", "2", "3"].into_iter().enumerate() {
        assert_eq!(world.header(request, "x-call").as_deref(), Some("SendMessage"));
        assert_eq!(world.header(request, "x-attempt").as_deref(), Some(attempt));
    }
}

#[test]
fn those_of_a_call_are_inside_those_of_the_client() {
    let world = World::new([response(200, "{}"), response(200, "{}")]);
    let notes = Notes::default();
    let client = world.builder().interceptor(notes.named("outer ")).build().unwrap();
    let event = SendEventRequest::new("application/vnd.amazonaws.connect.event.typing", "token");
    run(client.send_event(event).interceptor(notes.named("inner "))).unwrap();
    let order: Vec<String> = notes.take();
    let order: Vec<&str> = order.iter().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(order, ["outer", "inner", "outer", "inner", "inner", "outer", "inner", "outer"]);
    run(client.disconnect_participant(DisconnectParticipantRequest::new("token"))).unwrap();
    assert!(notes.take().iter().all(|line| line.starts_with("outer ")));
}

/// Rejects by the number of the attempt; 0 is the call.
struct Reject(u32);

impl Interceptor for Reject {
    fn before_call(&self, _: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        if self.0 == 0 { Err("no more calls today".into()) } else { Ok(()) }
    }

    fn before_attempt(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        if request.attempt() == self.0 { Err("no more attempts".into()) } else { Ok(()) }
    }
}

#[test]
fn a_rejected_call_is_not_sent() {
    for (attempt, sent, reason) in
        [(0, 0, "no more calls today"), (1, 0, "no more attempts"), (2, 1, "no more attempts")]
    {
        let world = World::new([response(503, "")]);
        let notes = Notes::default();
        let client = world.builder().interceptor(notes.clone()).interceptor(Reject(attempt)).build().unwrap();
        let error = run(client.send_message(message())).unwrap_err();
        assert_eq!(world.requests(), sent);
        let expected = format!("an interceptor rejected attempt {} of SendMessage: {reason}", attempt.max(1));
        assert_eq!(error.to_string(), expected);
        let CallError::Construction(ConstructionError::Rejected(rejected)) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(rejected.cause().unwrap().to_string(), reason);
        assert_eq!(notes.take().last().unwrap(), &format!("called SendMessage {} true", attempt.max(1)));
        let value = serde_json::to_value(Error::from(error)).unwrap();
        let back: Error = serde_json::from_value(value).unwrap();
        assert!(matches!(back, Error::Construction(ConstructionError::Rejected(_))), "{back:?}");
        assert_eq!(back.to_string(), expected);
    }
}

/// Changes the address and the body.
struct Elsewhere(&'static str);

impl Interceptor for Elsewhere {
    fn before_attempt(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        assert_eq!(request.method(), "POST");
        assert!(request.body().unwrap().starts_with(b"{\"ContentType\""));
        request.set_body("{}")?;
        *request.uri_mut() = self.0.parse()?;
        Ok(())
    }
}

#[test]
fn a_changed_request_is_sent_and_named_in_errors() {
    let world = World::new([response(200, "{}"), fail(TransportErrorKind::Tls)]);
    let client = world.builder().interceptor(Elsewhere("https://other.example/path")).build().unwrap();
    run(client.send_message(message())).unwrap();
    let (head, body) = world.sent(0);
    assert_eq!((head.uri.to_string().as_str(), &*body), ("https://other.example/path", &b"{}"[..]));
    let error = run(client.send_message(message())).unwrap_err();
    assert!(error.to_string().contains("other.example") && !error.to_string().contains("//example.com"));
}

#[test]
fn the_rules_for_addresses_and_headers_hold() {
    let refused = |interceptor: Box<dyn Fn(&mut InterceptedRequest<'_>) + Send + Sync>| {
        struct Change(Box<dyn Fn(&mut InterceptedRequest<'_>) + Send + Sync>);
        impl Interceptor for Change {
            fn before_call(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
                (self.0)(request);
                Ok(())
            }
        }
        let world = World::new([response(200, "{}")]);
        let result = run(world.client().send_message(message()).interceptor(Change(interceptor)));
        (result.err().map(|error| error.to_string()), world.requests())
    };
    let address =
        |uri: &'static str| refused(Box::new(move |request| *request.uri_mut() = uri.parse().unwrap()));
    let (error, sent) = address("http://other.example/");
    let error = error.unwrap();
    assert!(error.contains("other.example") && error.contains("http://"), "{error}");
    assert_eq!(sent, 0);
    assert_eq!(address("http://127.0.0.1:8080/"), (None, 1));
    let (error, sent) = address("/path");
    assert_eq!(error.as_deref(), Some("an interceptor left an address without scheme and host"));
    assert_eq!(sent, 0);
    for name in ["host", "connection", "transfer-encoding", "upgrade"] {
        let (error, sent) = refused(Box::new(move |request| {
            request.headers_mut().insert(name, "x".parse().unwrap());
        }));
        let expected = format!("an interceptor set the header {name}, which belongs to the connection");
        assert_eq!((error, sent), (Some(expected), 0));
    }
}

#[test]
fn pages_and_uploads_are_calls_and_the_bytes_are_not() {
    let notes = Notes::default();
    let world = World::new([
        response(200, r#"{"NextToken":"t","Transcript":[{"Id":"1"}]}"#),
        response(200, "{}"),
        started(),
        response(200, ""),
        response(200, "{}"),
    ]);
    let client = world.builder().interceptor(notes.clone()).build().unwrap();
    run(client.get_transcript(GetTranscriptRequest::new("token")).items().collect()).unwrap();
    run(client.upload_attachment("token", Upload::bytes("hello.txt", "hello"))).unwrap();
    let calls: Vec<String> = notes.take().into_iter().filter(|line| line.starts_with("call ")).collect();
    let expected = ["GetTranscript", "GetTranscript", "StartAttachmentUpload", "CompleteAttachmentUpload"];
    assert_eq!(calls, expected.map(|name| format!("call {name}")));
    assert_eq!(world.header(3, "x-call"), None);
}

/// Decides by a function.
struct By<F>(F);

impl<F: Fn(&FailedAttempt<'_>) -> RetryDecision + Send + Sync> RetryClassifier for By<F> {
    fn classify(&self, failed: &FailedAttempt<'_>) -> RetryDecision {
        (self.0)(failed)
    }
}

fn conflict() -> Turn {
    response_with(409, "x-amzn-errortype", "ConflictException", "{}")
}

#[test]
fn a_classifier_decides_by_operation_status_and_code() {
    let conflicts = || {
        By(|failed: &FailedAttempt<'_>| {
            assert_eq!(failed.operation(), "SendMessage");
            match (failed.status().map(|status| status.as_u16()), failed.code()) {
                (Some(409), Some("ConflictException")) if !failed.is_retried_by_default() => {
                    RetryDecision::RetryAfter(Duration::from_secs(failed.attempt().into()))
                }
                (Some(503), None) if failed.is_retried_by_default() => RetryDecision::DoNotRetry,
                _ => RetryDecision::Default,
            }
        })
    };
    let world = World::new([conflict(), conflict(), response(200, "{}")]);
    run(world.builder().retry_classifier(conflicts()).build().unwrap().send_message(message())).unwrap();
    let waits: Vec<Duration> =
        world.sleeps().into_iter().filter(|delay| *delay < Duration::from_secs(3)).collect();
    assert_eq!((world.requests(), waits), (3, vec![Duration::from_secs(1), Duration::from_secs(2)]));
    let world = World::new([response(503, "")]);
    run(world.client().send_message(message()).retry_classifier(conflicts())).unwrap_err();
    assert_eq!(world.requests(), 1);
    let world = World::new([response(500, ""), response(200, "{}")]);
    run(world.client().send_message(message()).retry_classifier(conflicts())).unwrap();
}

#[test]
fn the_classifier_of_a_call_replaces_that_of_the_client() {
    let world = World::new([response(503, ""), response(503, ""), response(200, "{}")]);
    let client = world.builder().retry_classifier(By(|_: &FailedAttempt<'_>| RetryDecision::DoNotRetry));
    let client = client.build().unwrap();
    run(client.send_message(message())).unwrap_err();
    run(client.send_message(message()).retry_classifier(By(|_: &FailedAttempt<'_>| RetryDecision::Default)))
        .unwrap();
    assert_eq!(world.requests(), 3);
}

#[test]
fn the_limits_hold_whatever_it_decides() {
    let always = || By(|_: &FailedAttempt<'_>| RetryDecision::Retry);
    // The number of attempts.
    let world = World::new((0..3).map(|_| conflict()));
    let builder = || world.builder().retry_classifier(always());
    run(builder().build().unwrap().send_message(message())).unwrap_err();
    assert_eq!(world.requests(), 3);
    // The budget, of which a retry takes 5.
    let world = World::new((0..2).map(|_| conflict()));
    let policy = RetryPolicy::new().max_attempts(10).budget(5);
    let client = world.builder().retry(policy).retry_classifier(always()).build().unwrap();
    run(client.send_message(message())).unwrap_err();
    assert_eq!(world.requests(), 2);
    // The time of the call.
    let world = World::new([conflict()]);
    let late = By(|_: &FailedAttempt<'_>| RetryDecision::RetryAfter(Duration::from_secs(61)));
    run(world.client().send_message(message()).retry_classifier(late)).unwrap_err();
    assert_eq!(world.requests(), 1);
}

#[test]
fn a_request_that_may_have_been_carried_out_is_repeated_only_if_that_is_safe() {
    let always = || {
        By(|failed: &FailedAttempt<'_>| {
            assert!(failed.transport().is_some() != failed.metadata().is_some());
            RetryDecision::Retry
        })
    };
    let page = || response_with(200, "content-type", "text/html", "<html>");
    for (turn, repeated) in [
        (fail(TransportErrorKind::Tls), true),
        (fail(TransportErrorKind::Send), false),
        (page(), false),
        (conflict(), true),
    ] {
        let world = World::new([turn, response(200, "{}")]);
        let input = CancelParticipantAuthenticationRequest::new("session", "token");
        let result = run(world.client().cancel_participant_authentication(input).retry_classifier(always()));
        assert_eq!((world.requests() == 2, result.is_ok()), (repeated, repeated));
    }
    for turn in [fail(TransportErrorKind::Send), page()] {
        let world = World::new([turn, response(200, "{}")]);
        run(world.client().send_message(message()).retry_classifier(always())).unwrap();
    }
}

#[test]
fn both_clients_have_them() {
    use connectparticipant::blocking;

    struct Refusing;
    impl blocking::Transport for Refusing {
        fn send(
            &self,
            request: http::Request<blocking::Body>,
            _: blocking::Limits,
        ) -> Result<http::Response<blocking::Body>, TransportError> {
            assert_eq!(request.headers()["x-call"], "SendMessage");
            let response =
                http::Response::builder().status(409).header("x-amzn-errortype", "ConflictException");
            Ok(response.body(blocking::Body::from(b"{}".to_vec())).unwrap())
        }
    }
    struct Awake;
    impl blocking::Sleep for Awake {
        fn sleep(&self, _: Duration) {}
    }
    let notes = Notes::default();
    let builder =
        blocking::Client::builder().endpoint_url("https://example.com").transport(Refusing).sleep(Awake);
    let client = builder.interceptor(notes.clone()).build().unwrap();
    let always = By(|_: &FailedAttempt<'_>| RetryDecision::Retry);
    client.send_message(message()).retry_classifier(always).max_attempts(2).send().unwrap_err();
    let lines = notes.take();
    assert_eq!(lines.len(), 6, "{lines:?}");
    assert_eq!(lines[5], "called SendMessage 2 true");
}
