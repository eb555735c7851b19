//! Wrong clocks: the reactions of both clients of a service with signatures.

use std::future::{Future as _, IntoFuture};
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, SystemTime};

use notes::auth::{BearerToken, Credentials};
use notes::config::{Clock, Random, RetryPolicy, TransportError};
use notes::operation::get_news::GetNewsInput;
use notes::operation::get_note::GetNoteInput;
use notes::{blocking, client, Client};

/// 2015-08-30 12:36:00: the initial clock of the client.
const NOW: u64 = 1_440_938_160;

/// A service that accepts signatures up to five minutes off its own time.
#[derive(Clone)]
struct World {
    /// The clock of the client.
    local: Arc<AtomicU64>,
    /// The number of seconds by which the service is ahead.
    ahead: Arc<Mutex<i64>>,
    /// The code of its rejections, and whether they have a `Date`.
    code: &'static str,
    dated: bool,
    /// Whether it always rejects.
    stubborn: bool,
    signed: Arc<Mutex<Vec<i64>>>,
}

impl World {
    fn new(ahead: i64, code: &'static str) -> Self {
        let local = Arc::new(AtomicU64::new(NOW));
        let ahead = Arc::new(Mutex::new(ahead));
        Self { local, ahead, code, dated: true, stubborn: false, signed: Arc::default() }
    }

    fn served(&self) -> i64 {
        self.local.load(Ordering::SeqCst) as i64 + *self.ahead.lock().unwrap()
    }

    /// Responds to a request.
    fn response(&self, headers: &http::HeaderMap) -> http::Response<Vec<u8>> {
        let served = self.served();
        let mut response = http::Response::builder();
        if self.dated {
            let date = farrier_runtime::Timestamp::from_epoch(served, 0).unwrap();
            response = response.header("date", date.to_http_date());
        }
        let off = match headers.get("x-amz-date") {
            Some(date) => seconds(date.to_str().unwrap()) - served,
            None => i64::MAX,
        };
        self.signed.lock().unwrap().push(off);
        match off.unsigned_abs() > 300 || self.stubborn {
            true => response.status(403).header("x-amzn-errortype", self.code).body(b"{}".to_vec()).unwrap(),
            false => response.body(b"{}".to_vec()).unwrap(),
        }
    }

    /// Returns the clock difference of each signature in seconds since the last call of this function.
    fn signed(&self) -> Vec<i64> {
        std::mem::take(&mut *self.signed.lock().unwrap())
    }

    fn client(&self, set: impl FnOnce(client::Builder) -> client::Builder) -> Client {
        let world = self.clone();
        let transport = move |request: http::Request<client::Body>| {
            let response = world.response(request.headers()).map(client::Body::from);
            std::future::ready(Ok::<_, TransportError>(response))
        };
        let builder = Client::builder().region("us-east-1").endpoint_url("https://notes.example.com");
        let builder = builder.transport(transport).clock(self.clone()).sleep(self.clone()).random(Zero);
        set(builder.credentials_provider(credentials())).build().unwrap()
    }

    fn blocking(&self, set: impl FnOnce(blocking::Builder) -> blocking::Builder) -> blocking::Client {
        let world = self.clone();
        let transport = move |request: http::Request<blocking::Body>, _: blocking::Limits| {
            Ok(world.response(request.headers()).map(blocking::Body::from))
        };
        let builder = blocking::Client::builder().region("us-east-1").endpoint_url("https://notes.example.com");
        let builder = builder.transport(transport).clock(self.clone()).sleep(self.clone()).random(Zero);
        set(builder.credentials_provider(credentials())).build().unwrap()
    }
}

impl Clock for World {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.local.load(Ordering::SeqCst))
    }

    fn elapsed(&self) -> Duration {
        Duration::from_secs(self.local.load(Ordering::SeqCst) - NOW)
    }
}

impl client::Sleep for World {
    fn sleep(&self, time: Duration) -> client::BoxFuture<'static, ()> {
        match time.is_zero() {
            true => Box::pin(std::future::ready(())),
            false => Box::pin(std::future::pending()),
        }
    }
}

impl blocking::Sleep for World {
    fn sleep(&self, time: Duration) {
        assert!(time.is_zero(), "a retry with the right time needs no delay");
    }
}

struct Zero;

impl Random for Zero {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
}

/// Parses `20150830T123600Z` as seconds; all tests use days near that one.
fn seconds(text: &str) -> i64 {
    let part = |at: std::ops::Range<usize>| text[at].parse::<i64>().unwrap();
    assert_eq!(&text[..6], "201508", "{text}");
    let days = part(6..8) - 30;
    let midnight = NOW as i64 - (12 * 3600 + 36 * 60);
    midnight + days * 86_400 + part(9..11) * 3600 + part(11..13) * 60 + part(13..15)
}

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

const CODES: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

#[test]
fn a_wrong_clock_is_corrected_for_the_retry_and_for_later_calls() {
    for code in CODES {
        for ahead in [-86_400, -3600, -301, 301, 3600, 86_400] {
            let world = World::new(ahead, code);
            let client = world.client(|builder| builder);
            run(client.get_note(GetNoteInput::default())).unwrap();
            assert_eq!(world.signed(), [-ahead, 0], "{code} {ahead}");
            world.local.fetch_add(60, Ordering::SeqCst);
            run(client.clone().get_note(GetNoteInput::default())).unwrap();
            assert_eq!(world.signed(), [0], "{code} {ahead}");

            let client = world.blocking(|builder| builder);
            client.get_note(GetNoteInput::default()).send().unwrap();
            assert_eq!(world.signed(), [-ahead, 0], "{code} {ahead}");
            client.clone().get_note(GetNoteInput::default()).send().unwrap();
            assert_eq!(world.signed(), [0], "{code} {ahead}");
        }
    }
}

#[test]
fn a_corrected_clock_is_adjusted_again() {
    let world = World::new(3600, "RequestTimeTooSkewed");
    let client = world.client(|builder| builder);
    run(client.get_note(GetNoteInput::default())).unwrap();
    *world.ahead.lock().unwrap() = 0;
    world.signed();
    run(client.get_note(GetNoteInput::default())).unwrap();
    assert_eq!(world.signed(), [3600, 0]);
}

#[test]
fn the_first_refusal_is_enough_for_calls_that_have_no_retry() {
    let world = World::new(3600, "RequestExpired");
    let never = RetryPolicy::never();
    let client = world.client(|builder| builder.retry(never));
    run(client.get_note(GetNoteInput::default())).unwrap_err();
    run(client.get_note(GetNoteInput::default())).unwrap();
    let client = world.blocking(|builder| builder.retry(never));
    client.get_note(GetNoteInput::default()).send().unwrap_err();
    client.get_note(GetNoteInput::default()).send().unwrap();
    assert_eq!(world.signed(), [-3600, 0, -3600, 0]);
}

/// A wrong key has the same codes: only the date shows that it is the clock.
#[test]
fn other_failures_do_not_adjust_the_clock() {
    for code in CODES {
        for (ahead, dated) in [(0, true), (239, true), (-239, true), (3600, false)] {
            let world = World { dated, stubborn: true, ..World::new(ahead, code) };
            let error = run(world.client(|builder| builder).get_note(GetNoteInput::default())).unwrap_err();
            assert_eq!((error.code(), error.is_retryable()), (Some(code), false));
            world.blocking(|builder| builder).get_note(GetNoteInput::default()).send().unwrap_err();
            assert_eq!(world.signed(), [-ahead, -ahead], "{code} {ahead}");
        }
        // From four minutes on it is the clock; with a wrong key, the retry is rejected too.
        let world = World { stubborn: true, ..World::new(240, code) };
        run(world.client(|builder| builder).get_note(GetNoteInput::default())).unwrap_err();
        assert_eq!(world.signed(), [-240, 0], "{code}");
    }
    let world = World::new(3600, "AccessDeniedException");
    run(world.client(|builder| builder).get_note(GetNoteInput::default())).unwrap_err();
    assert_eq!(world.signed(), [-3600]);
}

#[test]
fn unsigned_requests_have_no_date() {
    let world = World::new(3600, "AuthFailure");
    let client = world.client(|builder| builder.bearer_token(BearerToken::new("hush")).without_auth());
    run(client.get_news(GetNewsInput::default())).unwrap_err();
    assert_eq!(world.signed(), [i64::MAX]);
}
