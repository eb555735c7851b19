//! Requests of the async client of a service with signatures.

use std::error::Error as _;
use std::future::{Future as _, IntoFuture};
use std::pin::pin;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, SystemTime};

use notes::auth::{AuthError, BearerToken, Credentials};
use notes::client::{AwsConfigCredentials, Body, BoxFuture, Builder, Provide, Sleep};
use notes::config::{Clock, Random, TransportError};
use notes::operation::get_note::{GetNoteError, GetNoteInput};
use notes::{operation, Client, CallError};

/// Runs a future that is never pending for long.
fn run<T>(future: impl IntoFuture<Output = T>) -> T {
    struct Nothing;
    impl Wake for Nothing {
        fn wake(self: Arc<Self>) {}
    }
    let waker = Waker::from(Arc::new(Nothing));
    let mut future = pin!(future.into_future());
    for _ in 0..1000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return value;
        }
    }
    panic!("a future that hangs")
}

/// A transport that records requests, and a time that only sleeps advance.
#[derive(Clone, Default)]
struct World {
    seconds: Arc<AtomicU64>,
    sent: Arc<Mutex<Vec<http::Request<Body>>>>,
    failures: Arc<AtomicUsize>,
}

impl World {
    fn client(&self, set: impl FnOnce(Builder) -> Builder) -> Client {
        let world = self.clone();
        let transport = move |request: http::Request<Body>| {
            world.sent.lock().unwrap().push(request);
            let fails = world.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
            let mut response = http::Response::new(Body::from(b"{}".to_vec()));
            *response.status_mut() = http::StatusCode::from_u16(if fails { 503 } else { 200 }).unwrap();
            std::future::ready(Ok::<_, TransportError>(response))
        };
        let builder = Client::builder()
            .region("us-east-1")
            .endpoint_url("https://notes.example.com")
            .transport(transport)
            .sleep(self.clone())
            .clock(self.clone())
            .random(Zero);
        set(builder).build().unwrap()
    }

    fn sent(&self) -> Vec<http::Request<Body>> {
        std::mem::take(&mut *self.sent.lock().unwrap())
    }
}

impl Sleep for World {
    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        let seconds = self.seconds.clone();
        Box::pin(async move {
            seconds.fetch_add(60, Ordering::SeqCst);
        })
    }
}

impl Clock for World {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160) + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        // Timeouts do not matter in these tests.
        Duration::from_millis(self.seconds.load(Ordering::SeqCst) * 1000)
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

fn header<'r>(request: &'r http::Request<Body>, name: &str) -> Option<&'r str> {
    request.headers().get(name).map(|value| value.to_str().unwrap())
}

fn call(client: &Client) -> Result<(), CallError<GetNoteError>> {
    run(client.get_note(GetNoteInput::default())).map(|_| ())
}

#[test]
fn each_attempt_is_signed_at_its_time() {
    let world = World::default();
    let client = world.client(|builder| {
        builder.credentials_provider(credentials()).timeouts(notes::config::Timeouts::none())
    });
    world.failures.store(1, Ordering::SeqCst);
    call(&client).unwrap();
    let sent = world.sent();
    let dates: Vec<_> = sent.iter().map(|request| header(request, "x-amz-date").unwrap()).collect();
    assert_eq!(dates, ["20150830T123600Z", "20150830T123700Z"]);
    for request in &sent {
        let start = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/notes/aws4_request, SignedHeaders=host;x-amz-date,";
        assert!(header(request, "authorization").unwrap().starts_with(start));
        assert!(request.headers()["authorization"].is_sensitive());
    }
    let debug = format!("{client:?}");
    assert!(!debug.contains("wJalr") && !debug.contains("AKID"), "{debug}");
}

struct Tenant;

impl notes::config::Interceptor for Tenant {
    fn before_attempt(
        &self,
        request: &mut notes::config::InterceptedRequest<'_>,
    ) -> Result<(), notes::config::Rejection> {
        assert!(!request.headers().contains_key("authorization"));
        request.headers_mut().insert("x-tenant", "blue".parse()?);
        Ok(())
    }
}

#[test]
fn a_signature_covers_the_headers_of_an_interceptor() {
    let world = World::default();
    call(&world.client(|builder| builder.credentials_provider(credentials()).interceptor(Tenant))).unwrap();
    let sent = world.sent();
    let signature = header(&sent[0], "authorization").unwrap();
    assert!(signature.contains("SignedHeaders=host;x-amz-date;x-tenant,"), "{signature}");
}

#[test]
fn the_official_chain_gives_credentials() {
    let world = World::default();
    let official = aws_credential_types::Credentials::new("AKCHAIN", "secret", Some("token".into()), None, "test");
    call(&world.client(|builder| builder.credentials_provider(AwsConfigCredentials::new(official)))).unwrap();
    let sent = world.sent();
    assert!(header(&sent[0], "authorization").unwrap().contains("Credential=AKCHAIN/"));
    assert_eq!(header(&sent[0], "x-amz-security-token"), Some("token"));
}

/// Provides credentials that expire, and counts the calls.
struct Counting(Arc<AtomicUsize>, Duration);

impl Provide<Credentials> for Counting {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, AuthError>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        let expires = SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160) + self.1;
        Box::pin(std::future::ready(Ok(credentials().expires_at(expires))))
    }
}

#[test]
fn expiring_credentials_are_cached() {
    for (lifetime, asked) in [(3600, 1), (299, 3)] {
        let (world, count) = (World::default(), Arc::new(AtomicUsize::new(0)));
        let provider = Counting(count.clone(), Duration::from_secs(lifetime));
        let client = world.client(|builder| builder.credentials_provider(provider));
        (0..3).for_each(|_| call(&client).unwrap());
        assert_eq!(count.load(Ordering::SeqCst), asked, "of {lifetime} seconds");
    }
}

/// Fails, or never responds.
struct Broken(bool);

impl Provide<Credentials> for Broken {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, AuthError>> {
        if self.0 {
            return Box::pin(std::future::pending());
        }
        Box::pin(std::future::ready(Err(AuthError::new("the vault is shut").with_source(std::fmt::Error))))
    }
}

#[test]
fn a_provider_that_fails_ends_the_call_before_anything_is_sent() {
    let world = World::default();
    let error = call(&world.client(|builder| builder.credentials_provider(Broken(false)))).unwrap_err();
    assert!(matches!(error, CallError::Construction(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "the request could not be authenticated: the vault is shut: an error occurred when formatting an argument"
    );
    // The text contains everything, and a reporter that also prints the sources must not repeat it.
    assert!(error.source().is_none());
    let reason = AuthError::find(&error).unwrap();
    assert_eq!(reason.to_string(), "the vault is shut");
    assert!(reason.source().is_some());
    assert!(world.sent().is_empty());
}

/// Records the methods of attempts.
#[derive(Default)]
struct Recorded(Mutex<Vec<String>>);

impl notes::config::Interceptor for Recorded {
    fn before_attempt(
        &self,
        request: &mut notes::config::InterceptedRequest<'_>,
    ) -> Result<(), notes::config::Rejection> {
        self.0.lock().unwrap().push(format!("before {}", request.attempt()));
        Ok(())
    }

    fn after_attempt(&self, end: &notes::config::AttemptEnd<'_>) {
        let error = end.error().map(ToString::to_string).unwrap_or_default();
        self.0.lock().unwrap().push(format!("after {} {:?}: {error}", end.attempt(), end.status()));
    }
}

#[test]
fn an_attempt_without_authentication_ends_for_interceptors() {
    let world = World::default();
    let recorded = Arc::new(Recorded::default());
    let client = world.client(|builder| builder.credentials_provider(Broken(false)).interceptor(recorded.clone()));
    let error = call(&client).unwrap_err();
    assert_eq!(*recorded.0.lock().unwrap(), ["before 1".to_owned(), format!("after 1 None: {error}")]);
}

#[test]
fn a_provider_that_hangs_is_given_up() {
    let world = World::default();
    let error = call(&world.client(|builder| builder.credentials_provider(Broken(true)))).unwrap_err();
    assert!(matches!(&error, CallError::Transport(error) if error.is_timeout() && !error.was_sent()), "{error:?}");
    assert!(world.sent().is_empty());
}

/// A single test, since there is only one environment.
#[test]
fn without_a_provider_the_environment_counts() {
    std::env::remove_var("AWS_ACCESS_KEY_ID");
    std::env::remove_var("AWS_SESSION_TOKEN");
    let world = World::default();
    let plain = world.client(|builder| builder);
    let error = call(&plain).unwrap_err();
    assert!(error.to_string().contains("`credentials_provider(..)`") && error.to_string().contains("AWS_ACCESS_KEY_ID"));
    assert!(AuthError::find(&error).unwrap().is_missing());
    run(plain.get_news(operation::get_news::GetNewsInput::default())).unwrap();
    assert_eq!(header(&world.sent()[0], "authorization"), None, "authentication is optional");

    std::env::set_var("AWS_ACCESS_KEY_ID", "AKENV");
    std::env::set_var("AWS_SECRET_ACCESS_KEY", "secret");
    call(&plain).unwrap();
    assert!(header(&world.sent()[0], "authorization").unwrap().contains("Credential=AKENV/"));

    // Settings of the program take precedence over the order of the model.
    let bearer = world.client(|builder| builder.bearer_token(BearerToken::new("hush")));
    call(&bearer).unwrap();
    assert_eq!(header(&world.sent()[0], "authorization"), Some("Bearer hush"));
    let both = world.client(|builder| builder.bearer_token(BearerToken::new("hush")).credentials_provider(credentials()));
    call(&both).unwrap();
    assert!(header(&world.sent()[0], "authorization").unwrap().starts_with("AWS4-HMAC-SHA256 "));
}

#[test]
fn operations_without_authentication_send_none() {
    let world = World::default();
    let client = world.client(|builder| builder.credentials_provider(credentials()));
    run(client.get_open(operation::get_open::GetOpenInput::default())).unwrap();
    call(&world.client(|builder| builder.credentials_provider(credentials()).without_auth())).unwrap();
    assert!(world.sent().iter().all(|request| header(request, "authorization").is_none()));
}

#[test]
fn a_scheme_that_the_client_lacks_is_an_error() {
    let world = World::default();
    let client = world.client(|builder| builder.credentials_provider(credentials()));
    let error = run(client.get_file(operation::get_file::GetFileInput::default())).unwrap_err();
    assert_eq!(error.to_string(), "the operation has no authentication scheme that this client supports");
}
