//! Interceptors: a replaced body and its headers, the pairs of methods, and one interceptor for two clients.

use std::sync::{Arc, Mutex};

use connectparticipant::config::{
    AttemptEnd, CallEnd, FailedAttempt, InterceptedRequest, Interceptor, Rejection, RetryClassifier,
    RetryDecision,
};
use connectparticipant::operation::SendMessageRequest;

use crate::fakes::{World, response, response_with, run};

fn message() -> SendMessageRequest {
    SendMessageRequest::new("text/plain", "hello", "token")
}

/// Changes each attempt by a function.
struct Change<F>(F);

impl<F: Fn(&mut InterceptedRequest<'_>) + Send + Sync> Interceptor for Change<F> {
    fn before_attempt(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        (self.0)(request);
        Ok(())
    }
}

#[test]
fn a_replaced_body_has_its_length_and_no_encoding() {
    let world = World::new([response(200, "{}")]);
    let change = Change(|request: &mut InterceptedRequest<'_>| {
        request.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
        request.set_body("{ }").unwrap();
    });
    run(world.client().send_message(message()).interceptor(change)).unwrap();
    assert_eq!(world.header(0, "content-length").as_deref(), Some("3"));
    assert_eq!(world.header(0, "content-encoding"), None);
}

#[test]
fn a_wrong_length_is_rejected() {
    let world = World::new([]);
    let change = Change(|request: &mut InterceptedRequest<'_>| {
        request.headers_mut().insert("content-length", "1".parse().unwrap());
    });
    let error = run(world.client().send_message(message()).interceptor(change)).unwrap_err().to_string();
    assert!(
        error.starts_with("an interceptor set the header content-length to \"1\", and the body has "),
        "{error}"
    );
    assert_eq!(world.requests(), 0);
}

/// Writes down the methods that run, and rejects in one of them.
struct Pairs {
    name: &'static str,
    rejects: &'static str,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Pairs {
    fn note(&self, method: &str) -> Result<(), Rejection> {
        self.lines.lock().unwrap().push(format!("{} {method}", self.name));
        if self.rejects == method { Err("rejected".into()) } else { Ok(()) }
    }
}

impl Interceptor for Pairs {
    fn before_call(&self, _: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        self.note("before_call")
    }

    fn before_attempt(&self, _: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        self.note("before_attempt")
    }

    fn after_attempt(&self, end: &AttemptEnd<'_>) {
        assert!(end.error().is_some());
        self.note("after_attempt").unwrap();
    }

    fn after_call(&self, end: &CallEnd<'_>) {
        assert!(end.error().is_some());
        self.note("after_call").unwrap();
    }
}

/// The methods that run if the first of two interceptors rejects in one of them.
fn methods(rejects: &'static str) -> Vec<String> {
    let lines = Arc::default();
    let pairs = |name, rejects| Pairs { name, rejects, lines: Arc::clone(&lines) };
    let world = World::new([]);
    let builder = world.builder().interceptor(pairs("1", rejects)).interceptor(pairs("2", ""));
    run(builder.build().unwrap().send_message(message())).unwrap_err();
    let lines = lines.lock().unwrap();
    lines.clone()
}

#[test]
fn each_method_before_has_its_method_after() {
    assert_eq!(methods("before_call"), ["1 before_call", "1 after_call"]);
    let expected = [
        "1 before_call",
        "2 before_call",
        "1 before_attempt",
        "1 after_attempt",
        "2 after_call",
        "1 after_call",
    ];
    assert_eq!(methods("before_attempt"), expected);
}

struct Conflicts;

impl RetryClassifier for Conflicts {
    fn classify(&self, _: &FailedAttempt<'_>) -> RetryDecision {
        RetryDecision::Retry
    }
}

#[test]
fn two_clients_share_one() {
    let lines = Arc::default();
    let shared: Arc<dyn Interceptor> = Arc::new(Pairs { name: "", rejects: "", lines: Arc::clone(&lines) });
    let classifier: Arc<dyn RetryClassifier> = Arc::new(Conflicts);
    for _ in 0..2 {
        let conflict = || response_with(409, "x-amzn-errortype", "ConflictException", "{}");
        let world = World::new([conflict(), conflict()]);
        let builder = world.builder().interceptor(shared.clone()).retry_classifier(classifier.clone());
        run(builder.build().unwrap().send_message(message()).max_attempts(2)).unwrap_err();
        assert_eq!(world.requests(), 2);
    }
    assert_eq!(lines.lock().unwrap().len(), 12);
}
