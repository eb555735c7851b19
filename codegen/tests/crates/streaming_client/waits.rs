//! Waiters, in virtual time.

#[path = "fakes/waits.rs"]
mod fakes;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use fakes::{response, run, World};
use the_case::client::Body;
use the_case::config::{Reached, TransportError, TransportErrorKind, WaitError};
use the_case::operation::get_job::{GetJobError, GetJobInput};
use the_case::{Client, CallError};

/// A service that returns the responses in turn, and repeats the last one.
fn service(responses: &'static [(u16, &'static str)]) -> (Client, World, Arc<Mutex<usize>>) {
    let (world, calls) = (World::default(), Arc::new(Mutex::new(0)));
    let counted = calls.clone();
    let transport = move |_: http::Request<Body>| {
        let mut calls = counted.lock().unwrap();
        let (status, body) = responses[(*calls).min(responses.len() - 1)];
        *calls += 1;
        std::future::ready(Ok::<_, TransportError>(response(status, body.as_bytes().to_vec())))
    };
    (world.builder().transport(transport).build().unwrap(), world, calls)
}

const HOUR: Duration = Duration::from_secs(3600);

fn job() -> GetJobInput {
    GetJobInput::new("1")
}

#[test]
fn it_polls_until_the_state_is_reached() {
    let (client, world, _) = service(&[
        (200, r#"{"status":"NEW"}"#),
        (200, r#"{"status":"RUNNING"}"#),
        (200, r#"{"status":"DONE"}"#),
    ]);
    let reached = run(client.wait_until_job_done(job(), HOUR)).unwrap();
    assert!(matches!(reached, Reached::Output(output) if output.status.is_some()));
    // The random part of the delays is zero here.
    assert_eq!(world.sleeps(), [2, 2]);
}

#[test]
fn it_fails_as_soon_as_the_state_cannot_be_reached() {
    let (client, _, _) = service(&[(200, r#"{"status":"FAILED"}"#)]);
    let error = run(client.wait_until_job_done(job(), HOUR)).unwrap_err();
    assert!(matches!(&error, WaitError::Failed(last) if matches!(**last, Reached::Output(_))));
    assert_eq!(error.to_string(), "the state can no longer be reached: see the output of the last call");
}

#[test]
fn it_gives_up_when_the_time_is_over() {
    let (client, world, calls) = service(&[(200, "{}")]);
    let error = run(client.wait_until_job_done(job(), Duration::from_secs(7))).unwrap_err();
    assert!(matches!(error, WaitError::TimedOut));
    // The last call is made one minimum delay before the end.
    assert_eq!(world.sleeps(), [2, 2, 1]);
    assert_eq!(*calls.lock().unwrap(), 4);
    let (client, _, calls) = service(&[(200, "{}")]);
    run(client.wait_until_job_done(job(), Duration::ZERO)).unwrap_err();
    assert_eq!(*calls.lock().unwrap(), 1);
}

#[test]
fn a_waiter_can_succeed_with_an_error() {
    let (client, _, _) = service(&[(404, r#"{"__type":"NotFound","message":"gone"}"#)]);
    let reached = run(client.wait_until_job_gone(job(), HOUR)).unwrap();
    assert!(matches!(reached, Reached::Error(GetJobError::NotFound(_))));
    let (client, _, _) = service(&[(200, "{}")]);
    assert!(matches!(run(client.wait_until_job_gone(job(), HOUR)), Err(WaitError::Failed(_))));
}

#[test]
fn an_unknown_error_ends_the_wait() {
    let (client, _, _) = service(&[(404, r#"{"__type":"NotFound"}"#)]);
    let error = run(client.wait_until_job_done(job(), HOUR)).unwrap_err();
    assert!(matches!(error, WaitError::Call(CallError::Service(GetJobError::NotFound(_)))));
    let world = World::default();
    let transport = |_: http::Request<Body>| {
        std::future::ready(Err::<http::Response<Body>, _>(TransportError::new(TransportErrorKind::Tls)))
    };
    let client = world.builder().transport(transport).build().unwrap();
    let error = run(client.wait_until_job_there(job(), HOUR)).unwrap_err();
    assert!(matches!(error, WaitError::Call(CallError::Transport(_))));
}

#[test]
fn errors_can_be_waited_through() {
    let (client, _, _) = service(&[(404, r#"{"__type":"NotFound"}"#), (200, "{}")]);
    assert!(matches!(run(client.wait_until_job_there(job(), HOUR)), Ok(Reached::Output(_))));
}

/// Returns whether a wait ends at once, and its result; `None` if it continues.
fn verdict(body: &'static str, wait: fn(&Client) -> Option<bool>) -> Option<bool> {
    let responses = Box::leak(Box::new([(200, body)]));
    let (client, _, _) = service(responses);
    wait(&client)
}

fn end<T, E>(result: Result<T, WaitError<E, GetJobError>>) -> Option<bool> {
    match result {
        Ok(_) => Some(true),
        Err(WaitError::Failed(_)) => Some(false),
        Err(_) => None,
    }
}

#[test]
fn conditions_are_those_of_jmespath() {
    let rests = |client: &Client| end(run(client.wait_until_job_rests(job(), Duration::ZERO)));
    let cases = [
        ("{}", Some(true)),
        (r#"{"status":"RUNNING"}"#, None),
        (r#"{"status":"RUNNING","urgent":false}"#, Some(false)),
        (r#"{"status":"NEW","urgent":true}"#, None),
        (r#"{"status":"DONE","urgent":true}"#, None),
        (r#"{"status":"DONE","urgent":false}"#, Some(true)),
    ];
    for (body, expected) in cases {
        assert_eq!(verdict(body, rests), expected, "{body}");
    }
    let tasks = |client: &Client| end(run(client.wait_until_tasks_done(job(), Duration::ZERO)));
    let cases = [
        // A missing value has no length.
        ("{}", None),
        (r#"{"tasks":[]}"#, Some(true)),
        (r#"{"tasks":[{"state":"DONE"},{"state":"DONE"}]}"#, Some(true)),
        (r#"{"tasks":[{"state":"DONE"},{"state":"FAILED"}]}"#, Some(false)),
        (r#"{"tasks":[{"state":"X","progress":99,"tags":["a"]}]}"#, None),
        (r#"{"tasks":[{"state":"X","progress":100,"tags":["a"]}]}"#, Some(true)),
        (r#"{"tasks":[{"state":"X","progress":100,"tags":["a","late"]}]}"#, None),
        (r#"{"tasks":[{"state":"X","progress":7}]}"#, Some(true)),
    ];
    for (body, expected) in cases {
        assert_eq!(verdict(body, tasks), expected, "{body}");
    }
    let moved = |client: &Client| end(run(client.wait_until_job_moved(job(), Duration::ZERO)));
    let cases = [
        ("{}", None),
        (r#"{"owner":{"id":"1"}}"#, None),
        (r#"{"owner":{"id":"new-1"}}"#, Some(true)),
        (r#"{"owner":{"id":"moved"}}"#, Some(true)),
        // `starts_with` of a missing value is an error of the whole expression, even before `||`.
        (r#"{"tasks":[{"state":"MOVED"}]}"#, None),
        (r#"{"owner":{"id":"old-1"},"tasks":[{"state":"MOVED"}]}"#, Some(true)),
        (r#"{"owner":{"id":"old-1"},"tasks":[{"state":"DONE"},{"state":"MOVED"}]}"#, None),
    ];
    for (body, expected) in cases {
        assert_eq!(verdict(body, moved), expected, "{body}");
    }
}
