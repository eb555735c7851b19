//! Requests of the blocking client of a service with signatures.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use notes::auth::{AuthError, BearerToken, Credentials};
use notes::blocking::{Body, Builder, Client, Limits, Provide, Sleep};
use notes::config::{Clock, Timeouts, TransportError};
use notes::operation::get_note::GetNoteInput;
use notes::CallError;

/// A transport that records requests, and a time that only sleeps advance.
#[derive(Clone, Default)]
struct World {
    seconds: Arc<AtomicU64>,
    sent: Arc<Mutex<Vec<http::HeaderMap>>>,
    failures: Arc<AtomicUsize>,
}

impl World {
    fn client(&self, set: impl FnOnce(Builder) -> Builder) -> Client {
        let world = self.clone();
        let transport = move |request: http::Request<Body>, _: Limits| {
            world.sent.lock().unwrap().push(request.headers().clone());
            let fails = world.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
            let mut response = http::Response::new(Body::from(b"{}".to_vec()));
            *response.status_mut() = http::StatusCode::from_u16(if fails { 503 } else { 200 }).unwrap();
            Ok::<_, TransportError>(response)
        };
        let builder = Client::builder()
            .region("us-east-1")
            .endpoint_url("https://notes.example.com")
            .transport(transport)
            .timeouts(Timeouts::none())
            .sleep(self.clone())
            .clock(self.clone());
        set(builder).build().unwrap()
    }

    fn sent(&self) -> Vec<http::HeaderMap> {
        std::mem::take(&mut *self.sent.lock().unwrap())
    }
}

impl Sleep for World {
    fn sleep(&self, _: Duration) {
        self.seconds.fetch_add(60, Ordering::SeqCst);
    }
}

impl Clock for World {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160) + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        Duration::from_secs(self.seconds.load(Ordering::SeqCst))
    }
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
}

#[test]
fn each_attempt_is_signed_at_its_time() {
    let world = World::default();
    world.failures.store(1, Ordering::SeqCst);
    let client = world.client(|builder| builder.credentials_provider(credentials()));
    client.get_note(GetNoteInput::default()).send().unwrap();
    let sent = world.sent();
    assert_eq!(sent.iter().map(|headers| &headers["x-amz-date"]).collect::<Vec<_>>(), ["20150830T123600Z", "20150830T123700Z"]);
    for headers in &sent {
        let authorization = headers["authorization"].to_str().unwrap();
        assert!(authorization.contains("Credential=AKIDEXAMPLE/20150830/us-east-1/notes/aws4_request"));
        assert!(headers["authorization"].is_sensitive());
    }
}

/// Provides a token that expires, once.
struct Once(AtomicUsize);

impl Provide<BearerToken> for Once {
    fn provide(&self) -> Result<BearerToken, AuthError> {
        if self.0.fetch_add(1, Ordering::SeqCst) > 0 {
            return Err(AuthError::new("only once"));
        }
        Ok(BearerToken::new("hush").expires_at(SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160 + 600)))
    }
}

#[test]
fn an_expiring_token_is_cached_until_renewal() {
    let world = World::default();
    let client = world.client(|builder| builder.bearer_token(Once(AtomicUsize::new(0))));
    // The last two requests for a token fail, and the old token is still valid for the first of them.
    for (seconds, good) in [(0, true), (299, true), (599, true), (600, false)] {
        world.seconds.store(seconds, Ordering::SeqCst);
        let result = client.get_note(GetNoteInput::default()).send();
        assert_eq!(result.is_ok(), good, "after {seconds} seconds: {result:?}");
        if let Err(error) = result {
            assert!(matches!(error, CallError::Construction(_)));
            assert_eq!(AuthError::find(&error).unwrap().to_string(), "only once");
        }
    }
    assert_eq!(world.sent().len(), 3);
}

#[test]
fn nothing_is_sent_without_credentials() {
    std::env::remove_var("AWS_ACCESS_KEY_ID");
    let world = World::default();
    let error = world.client(|builder| builder).get_note(GetNoteInput::default()).send().unwrap_err();
    assert!(error.to_string().contains("`credentials_provider(..)`"), "{error}");
    assert!(world.sent().is_empty());
}
