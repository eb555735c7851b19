//! Errors that are retried whatever their status: tests of the crate of `cases/retryable_400.json`.

use std::future::{Future as _, IntoFuture};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use case_retryable_400::error::{ThrottlingException, TryLater};
use case_retryable_400::operation::r#do::DoInput;
use case_retryable_400::{blocking, client, config, Client, ServiceError};
use http::StatusCode;

/// A future of these tests is never pending.
fn run<T>(future: impl IntoFuture<Output = T>) -> T {
    struct Nothing;
    impl Wake for Nothing {
        fn wake(self: Arc<Self>) {}
    }
    let waker = Waker::from(Arc::new(Nothing));
    match pin!(future.into_future()).as_mut().poll(&mut Context::from_waker(&waker)) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a future that hangs"),
    }
}

#[derive(Clone, Copy)]
struct AtOnce;

impl client::Sleep for AtOnce {
    fn sleep(&self, time: Duration) -> client::BoxFuture<'static, ()> {
        // Delays are short; timeouts never expire.
        match time < Duration::from_secs(5) {
            true => Box::pin(std::future::ready(())),
            false => Box::pin(std::future::pending()),
        }
    }
}

impl blocking::Sleep for AtOnce {
    fn sleep(&self, _: Duration) {}
}

struct Zero;

impl config::Random for Zero {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

fn error(status: u16, code: &str) -> (StatusCode, Vec<u8>) {
    (StatusCode::from_u16(status).unwrap(), format!(r#"{{"__type":"ex.t#{code}"}}"#).into_bytes())
}

/// Returns the number of attempts of each client with a service that always responds like this, and the text of the last error.
fn attempts(status: u16, code: &'static str) -> [(usize, bool, bool); 2] {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let transport = move |_: http::Request<blocking::Body>, _: blocking::Limits| {
        counted.fetch_add(1, Ordering::SeqCst);
        let (status, body) = error(status, code);
        Ok(http::Response::builder().status(status).body(blocking::Body::from(body)).unwrap())
    };
    let builder = blocking::Client::builder().endpoint_url("https://example.com").transport(transport).sleep(AtOnce).random(Zero);
    let failed = builder.build().unwrap().r#do(DoInput::new()).send().unwrap_err();
    let blocking = (count.swap(0, Ordering::SeqCst), failed.is_retryable(), failed.is_throttling());

    let counted = count.clone();
    let transport = move |_: http::Request<client::Body>| {
        counted.fetch_add(1, Ordering::SeqCst);
        let (status, body) = error(status, code);
        let response = http::Response::builder().status(status).body(client::Body::from(body)).unwrap();
        std::future::ready(Ok::<_, config::TransportError>(response))
    };
    let builder = Client::builder().endpoint_url("https://example.com").transport(transport).sleep(AtOnce).random(Zero);
    let failed = run(builder.build().unwrap().r#do(DoInput::new())).unwrap_err();
    [blocking, (count.load(Ordering::SeqCst), failed.is_retryable(), failed.is_throttling())]
}

/// The throttling codes of the AWS SDKs.
const THROTTLING: [&str; 14] = [
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottledException",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "TransactionInProgressException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "LimitExceededException",
    "RequestThrottled",
    "SlowDown",
    "PriorRequestNotComplete",
    "EC2ThrottledException",
];

#[test]
fn modelled_retryable_errors_are_retried_with_any_status() {
    for status in [400, 409, 403, 404] {
        assert_eq!(attempts(status, "ThrottlingException"), [(3, true, true); 2], "{status}");
        assert_eq!(attempts(status, "TryLater"), [(3, true, false); 2], "{status}");
    }
}

#[test]
fn throttling_codes_are_retried_with_any_status() {
    for code in THROTTLING {
        for status in [400, 403, 409, 429, 503] {
            assert_eq!(attempts(status, code), [(3, true, true); 2], "{status} {code}");
        }
    }
    for code in ["RequestTimeout", "RequestTimeoutException"] {
        assert_eq!(attempts(400, code), [(3, true, false); 2], "{code}");
    }
}

#[test]
fn others_are_not() {
    for code in ["ValidationException", "Throttle", "throttling", "LimitExceeded", "Timeout", "RequestTimeTooSkewed"] {
        assert_eq!(attempts(400, code), [(1, false, false); 2], "{code}");
    }
    // A redirect is not retried.
    assert_eq!(attempts(302, "ValidationException"), [(1, false, false); 2]);
}

#[test]
fn a_constructed_error_behaves_the_same() {
    assert!(ThrottlingException::new().is_throttling() && ThrottlingException::new().is_retryable());
    assert!(TryLater::new().is_retryable() && !TryLater::new().is_throttling());
}
