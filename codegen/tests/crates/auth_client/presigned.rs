//! Presigned URLs of both clients of a service with signatures.

use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, SystemTime};

use notes::auth::{BearerToken, Credentials};
use notes::config::{Clock, InterceptedRequest, Interceptor, PresignedRequest, Random, Rejection, TransportError};
use notes::operation::get_news::GetNewsInput;
use notes::operation::get_note::GetNoteInput;
use notes::{blocking, client};

const HOUR: Duration = Duration::from_secs(3600);

fn run<T>(future: impl std::future::Future<Output = T>) -> T {
    struct Nothing;
    impl Wake for Nothing {
        fn wake(self: Arc<Self>) {}
    }
    let waker = Waker::from(Arc::new(Nothing));
    match std::pin::pin!(future).as_mut().poll(&mut Context::from_waker(&waker)) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a future that waits"),
    }
}

/// The time of signatures, and the rest that a client needs.
struct Fixed;

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

impl Clock for Fixed {
    fn now(&self) -> SystemTime {
        now()
    }

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }
}

impl Random for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

impl client::Sleep for Fixed {
    fn sleep(&self, _: Duration) -> client::BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

struct Rejects;

impl Interceptor for Rejects {
    fn before_call(&self, _: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        Err("an interceptor ran, and nothing is sent".into())
    }
}

fn asynchronous() -> client::Builder {
    let transport = |_: http::Request<client::Body>| -> std::future::Ready<Result<http::Response<client::Body>, TransportError>> {
        panic!("a request was sent")
    };
    notes::Client::builder()
        .region("us-east-1")
        .endpoint_url("https://notes.example.com")
        .transport(transport)
        .sleep(Fixed)
        .clock(Fixed)
        .random(Fixed)
        .interceptor(Rejects)
}

fn blocking() -> blocking::Builder {
    let transport = |_: http::Request<blocking::Body>, _: blocking::Limits| -> Result<http::Response<blocking::Body>, TransportError> {
        panic!("a request was sent")
    };
    blocking::Client::builder()
        .region("us-east-1")
        .endpoint_url("https://notes.example.com")
        .transport(transport)
        .clock(Fixed)
        .interceptor(Rejects)
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
}

/// The request of both clients, which is the same.
fn presigned(credentials: Credentials) -> PresignedRequest {
    let client = asynchronous().credentials_provider(credentials.clone()).build().unwrap();
    let one = run(client.get_note(GetNoteInput::default()).presign(HOUR)).unwrap();
    let client = blocking().credentials_provider(credentials).build().unwrap();
    let other = client.get_note(GetNoteInput::default()).presign(HOUR).unwrap();
    assert_eq!(one.uri(), other.uri());
    assert_eq!(one.headers(), other.headers());
    one
}

#[test]
fn the_signature_is_in_the_url_and_the_request_needs_no_header() {
    let presigned = presigned(credentials());
    let start = "https://notes.example.com/note?X-Amz-Algorithm=AWS4-HMAC-SHA256\
                 &X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fnotes%2Faws4_request\
                 &X-Amz-Date=20150830T123600Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=";
    assert!(presigned.uri().to_string().starts_with(start), "{}", presigned.uri());
    assert_eq!(presigned.method(), "GET");
    assert!(presigned.headers().is_empty() && presigned.body().is_empty(), "{:?}", presigned.headers());
    assert_eq!(presigned.expires(), now() + HOUR);
    let shown = format!("{presigned:?}");
    assert!(shown.contains("notes.example.com/note?[redacted]") && !shown.contains("X-Amz"), "{shown}");
    assert_eq!(presigned.clone().into_request().uri(), presigned.uri());
}

#[test]
fn the_token_of_temporary_credentials_is_in_the_url() {
    let uri = presigned(credentials().session_token("a/token=")).uri().to_string();
    assert!(uri.ends_with("&X-Amz-Security-Token=a%2Ftoken%3D"), "{uri}");
}

#[test]
fn a_header_of_the_call_is_signed_and_must_be_sent() {
    let client = blocking().credentials_provider(credentials()).build().unwrap();
    let call = client.get_note(GetNoteInput::default()).header("x-tenant", "blue");
    let presigned = call.presign(HOUR).unwrap();
    assert_eq!(presigned.headers()["x-tenant"], "blue");
    assert!(presigned.uri().query().unwrap().contains("X-Amz-SignedHeaders=host%3Bx-tenant&"));
}

#[test]
fn a_url_without_signature_is_an_error() {
    let clients = [
        blocking().bearer_token(BearerToken::new("hush")).build().unwrap(),
        blocking().credentials_provider(credentials()).without_auth().build().unwrap(),
    ];
    for client in clients {
        let error = client.get_news(GetNewsInput::default()).presign(HOUR).unwrap_err().to_string();
        assert!(error.starts_with("a presigned URL needs a signature with AWS credentials"), "{error}");
    }
}

#[test]
fn a_validity_outside_the_limits_is_an_error() {
    let client = blocking().credentials_provider(credentials()).build().unwrap();
    for validity in [Duration::ZERO, Duration::from_secs(7 * 24 * 3600 + 1)] {
        let error = client.get_note(GetNoteInput::default()).presign(validity).unwrap_err().to_string();
        assert!(error.starts_with("a presigned URL is valid for 1 second to 7 days, and not for"), "{error}");
    }
}
