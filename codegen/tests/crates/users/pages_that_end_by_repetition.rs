//! Services whose last page repeats its token, failing pages, and pages without items.

use std::future::{Future as _, IntoFuture};
use std::pin::pin;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use case_pages_that_end_by_repetition::blocking::{Body, Client};
use case_pages_that_end_by_repetition::client::{self, BoxFuture};
use case_pages_that_end_by_repetition::config::{RetryPolicy, TransportError};
use case_pages_that_end_by_repetition::operation::list::{In, List};
use case_pages_that_end_by_repetition::operation::list_news::{ListNews, NewsIn};
use case_pages_that_end_by_repetition::operation::list_parts::{ListParts, NIn};
use case_pages_that_end_by_repetition::{ConstructionError, CallError};

/// Responds by the query string; an empty text is an error of the service.
fn service(response: impl Fn(&str) -> String + Send + Sync + 'static) -> (Client, Arc<Mutex<usize>>) {
    let calls: Arc<Mutex<usize>> = Arc::default();
    let counted = calls.clone();
    let transport = move |request: http::Request<Body>, _| {
        *counted.lock().unwrap() += 1;
        let body = response(request.uri().query().unwrap_or_default());
        let status = if body.is_empty() { 403 } else { 200 };
        Ok(http::Response::builder().status(status).body(Body::from(body.into_bytes())).unwrap())
    };
    let builder = Client::builder().endpoint_url("https://example.com").transport(transport);
    (builder.retry(RetryPolicy::default().max_attempts(1)).build().unwrap(), calls)
}

fn by_repetition(query: &str) -> String {
    match query {
        "" => r#"{"items":["a"],"next":"t"}"#,
        _ => r#"{"items":["b"],"next":"t"}"#,
    }
    .to_owned()
}

#[test]
fn a_setting_makes_a_repeated_token_the_end() {
    let (client, calls) = service(by_repetition);
    let items = client.call::<List>(In::new()).items().repeated_token_ends(true).collect_all().unwrap();
    assert_eq!((items, *calls.lock().unwrap()), (vec!["a".to_owned(), "b".to_owned()], 2));
    let pages = client.call::<List>(In::new()).pages().repeated_token_ends(true);
    assert_eq!(pages.map(|page| page.unwrap()).count(), 2);
    // Without it, it is an error, and earlier items are kept.
    let error = client.call::<List>(In::new()).items().collect_all().unwrap_err();
    assert_eq!(error.items, ["a", "b"]);
    assert!(matches!(*error.error, CallError::Construction(ConstructionError::RepeatedToken)));
    // A longer cycle would return all of its items again.
    let (client, _) = service(|query| format!(r#"{{"items":["x"],"next":"{}"}}"#, if query == "token=a" { "b" } else { "a" }));
    let error = client.call::<List>(In::new()).items().repeated_token_ends(true).collect_all().unwrap_err();
    assert!(matches!(*error.error, CallError::Construction(ConstructionError::RepeatedToken)));
}

#[test]
fn the_model_makes_a_repeated_token_the_end() {
    let (client, calls) = service(|query| match query {
        "" => r#"{"items":["a"],"next":7}"#.to_owned(),
        _ => r#"{"items":["b"],"next":7}"#.to_owned(),
    });
    let items = client.call::<ListParts>(NIn::new()).items().collect_all().unwrap();
    assert_eq!((items.len(), *calls.lock().unwrap()), (2, 2));
    assert!(client.call::<ListParts>(NIn::new()).items().repeated_token_ends(false).collect_all().is_err());
}

#[test]
fn a_page_that_only_repeats_items_is_the_end() {
    let (client, calls) = service(|query| match query {
        "" => r#"{"news":[{"id":"1"},{"id":"2"}],"next":"1"}"#.to_owned(),
        token => format!(r#"{{"news":[{{"id":"2"}}],"next":"{}1"}}"#, token.trim_start_matches("token=")),
    });
    let items = client.call::<ListNews>(NewsIn::new()).items().collect_all().unwrap();
    let ids: Vec<_> = items.iter().map(|item| item.id.as_deref().unwrap()).collect();
    assert_eq!((ids, *calls.lock().unwrap()), (vec!["1", "2"], 2));
    assert_eq!(client.call::<ListNews>(NewsIn::new()).pages().map(Result::unwrap).count(), 1);
}

/// The second page fails once.
fn failing_once() -> impl Fn(&str) -> String + Send + Sync + 'static {
    let failed = Mutex::new(false);
    move |query| match query {
        "" => r#"{"items":["a","b"],"next":"t"}"#.to_owned(),
        _ if !std::mem::replace(&mut *failed.lock().unwrap(), true) => String::new(),
        _ => r#"{"items":["c"]}"#.to_owned(),
    }
}

#[test]
fn a_failed_page_keeps_earlier_items() {
    let (client, _) = service(failing_once());
    let error = client.call::<List>(In::new()).items().collect_all().unwrap_err();
    assert_eq!((error.items.join(""), error.token.as_deref()), ("ab".to_owned(), Some("t")));
    assert!(error.to_string().starts_with("2 items were read before an error: List failed"), "{error}");
    let rest = client.call::<List>(In::new().token("t")).items().collect_all().unwrap();
    assert_eq!(rest, ["c"]);
    let error: CallError<_> = error.into();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(403));
}

#[test]
fn items_and_pages_can_be_resumed() {
    let (client, calls) = service(failing_once());
    let mut items = client.call::<List>(In::new()).items();
    let mut seen = Vec::new();
    for _ in 0..2 {
        seen.extend(items.by_ref().map_while(Result::ok));
        assert!(items.next().is_none(), "an error ends the items until they are resumed");
        items.resume();
    }
    assert_eq!((seen.join(""), *calls.lock().unwrap()), ("abc".to_owned(), 3));
    let (client, _) = service(failing_once());
    let mut pages = client.call::<List>(In::new()).pages();
    assert!(pages.next().unwrap().is_ok());
    assert!(pages.next().unwrap().is_err());
    assert!(pages.next().is_none());
    pages.resume();
    assert!(pages.next().unwrap().is_ok());
    pages.resume();
    assert!(pages.next().is_none(), "the last page is the last");
}

#[test]
fn empty_pages_end_at_a_limit() {
    let counted = |query: &str| {
        let number = query.trim_start_matches("token=").parse().unwrap_or(0);
        let items = if number == 5 { r#"["x"]"# } else { "[]" };
        format!(r#"{{"items":{items},"next":"{}"}}"#, number + 1)
    };
    let (client, calls) = service(counted);
    let error = client.call::<List>(In::new()).items().collect_all().unwrap_err();
    assert!(matches!(*error.error, CallError::Construction(ConstructionError::EmptyPages(1000))), "{error}");
    assert!(error.to_string().contains("more than 1000 pages in a row had no items"), "{error}");
    // Five without, one with an item, and one more than 1,000 without.
    assert_eq!((error.items.len(), *calls.lock().unwrap()), (1, 5 + 1 + 1001));
    let (client, calls) = service(counted);
    let mut items = client.call::<List>(In::new()).items().max_empty_pages(2);
    assert!(items.next().unwrap().is_err());
    assert_eq!(*calls.lock().unwrap(), 3);
    assert!(items.next().is_none());
    items.resume();
    assert_eq!(items.next().unwrap().unwrap(), "x");
    assert_eq!(*calls.lock().unwrap(), 6);
}

/// A fixed clock, an immediate sleep, and a transport without a connection, so that no runtime is needed.
fn run<T>(future: impl IntoFuture<Output = T>) -> T {
    let mut future = pin!(future.into_future());
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing here waits"),
    }
}

struct NoSleep;

impl client::Sleep for NoSleep {
    fn sleep(&self, _: std::time::Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

#[test]
fn the_async_client_does_the_same() {
    let failing = failing_once();
    let transport = move |request: http::Request<client::Body>| {
        let body = failing(request.uri().query().unwrap_or_default());
        let status = if body.is_empty() { 403 } else { 200 };
        let body = client::Body::from(body.into_bytes());
        std::future::ready(Ok::<_, TransportError>(http::Response::builder().status(status).body(body).unwrap()))
    };
    let builder = client::Client::builder().endpoint_url("https://example.com").transport(transport).sleep(NoSleep);
    let client = builder.retry(RetryPolicy::default().max_attempts(1)).build().unwrap();
    let error = run(client.call::<List>(In::new()).items().collect()).unwrap_err();
    assert_eq!((error.items.join(""), error.token.as_deref()), ("ab".to_owned(), Some("t")));
    let mut items = client.call::<List>(In::new()).items();
    assert_eq!(run(items.next()).unwrap().unwrap(), "a");
    let transport = |request: http::Request<client::Body>| {
        let body = by_repetition(request.uri().query().unwrap_or_default());
        std::future::ready(Ok::<_, TransportError>(http::Response::new(client::Body::from(body.into_bytes()))))
    };
    let builder = client::Client::builder().endpoint_url("https://example.com").transport(transport).sleep(NoSleep);
    let client = builder.build().unwrap();
    let items = client.call::<List>(In::new()).items().repeated_token_ends(true);
    assert_eq!(run(items.collect()).unwrap().join(""), "ab");
}

#[test]
fn the_tool_has_the_end_of_the_model() {
    let help = Command::new(env!("CARGO_BIN_EXE_case_pages_that_end_by_repetition")).arg("help").output().unwrap();
    let text = String::from_utf8(help.stdout).unwrap();
    assert!(text.contains("CASE_PAGES_THAT_END_BY_REPETITION_DISABLE_HOST_PREFIX_INJECTION"), "{text}");
}
