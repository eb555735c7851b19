//! Properties of every response: no operation panics on it, and nothing of it is lost.
//!
//! Takes a response, or the bytes of a seed; panics if a property does not hold. The fuzz target and the tests of the
//! workspace share this file, so it must not know the source of responses. The operations are those that the generated crate
//! lists.

use std::fmt::Debug;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use connectparticipant::client::{Body, BoxFuture, Sleep};
use connectparticipant::config::{RetryPolicy, TransportErrorKind};
use connectparticipant::service::Service;
use connectparticipant::test_util::{self, FakeTime, SeededRandom, VisitOperation};
use connectparticipant::{CallError, Client, Operation, ServiceError, WithMetadata};
use http::header::CONTENT_ENCODING;
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A response as a transport returns it.
pub type Response = http::Response<Vec<u8>>;

/// Parses a seed: a line with the status, lines with headers, an empty line, the body. Invalid lines are left out.
pub fn parse(mut bytes: &[u8]) -> Response {
    let mut response = Response::default();
    let status = std::str::from_utf8(line(&mut bytes)).ok().and_then(|text| text.parse().ok());
    *response.status_mut() = status.and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or_default();
    loop {
        let header = line(&mut bytes);
        let Some(colon) = header.iter().position(|byte| *byte == b':') else { break };
        let value = header[colon + 1..].strip_prefix(b" ").unwrap_or(&header[colon + 1..]);
        if let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(&header[..colon]), HeaderValue::from_bytes(value))
        {
            response.headers_mut().append(name, value);
        }
    }
    *response.body_mut() = bytes.to_vec();
    response
}

/// Removes the first line, without its end.
fn line<'a>(bytes: &mut &'a [u8]) -> &'a [u8] {
    let mut parts = bytes.splitn(2, |byte| *byte == b'\n');
    let line = parts.next().unwrap_or_default();
    *bytes = parts.next().unwrap_or_default();
    line
}

/// The outcomes of responses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub outputs: usize,
    pub errors: usize,
    pub unreadable: usize,
    /// A client could not decompress it, or it became too large.
    pub packed: usize,
}

/// Every operation decodes a response, directly and through a client.
pub fn check(response: &Response) -> Counts {
    let mut visitor = Visitor { response, counts: Counts::default() };
    test_util::each_operation(&mut visitor);
    visitor.counts
}

struct Visitor<'a> {
    response: &'a Response,
    counts: Counts,
}

impl VisitOperation<Service> for Visitor<'_> {
    fn visit<O>(&mut self)
    where
        O: Operation<Service = Service>,
        O::Input: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send,
        O::Output: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send,
        O::Error: ServiceError + Clone + Debug + PartialEq + Send,
    {
        let alone = decode::<O>(self.response);
        keeps::<O>(self.response, &alone);
        match &alone {
            Ok(read) => {
                self.counts.outputs += 1;
                // A decoded output can be encoded again, and is then equal: nothing with a member is skipped.
                let written = test_util::response::<O>(&read.output);
                let again = decode::<O>(&written).expect("what we wrote ourselves");
                assert_eq!(again.output, read.output, "{}", O::NAME);
                assert!(
                    again.metadata.unreadable_members().is_empty(),
                    "{}: {:?}",
                    O::NAME,
                    again.metadata.unreadable_members()
                );
            }
            Err(CallError::Service(_)) => self.counts.errors += 1,
            Err(_) => self.counts.unreadable += 1,
        }
        let (asked, called) = call::<O>(self.response);
        let repeats = match &called {
            // The connection might be the reason, so a retry might succeed.
            Err(CallError::Transport(error)) => O::REPEATABLE && error.kind() == TransportErrorKind::Body,
            called => matches!(called, Err(error) if error.is_retryable()),
        };
        assert!(asked == 1 || repeats && asked <= 3, "{}: asked {asked} times for {called:?}", O::NAME);
        match &called {
            Err(CallError::Transport(error)) => {
                assert!(self.response.headers().contains_key(CONTENT_ENCODING), "{error:?}");
                assert!(self.response.status().is_success(), "an error of the service is lost: {error:?}");
                assert!(matches!(error.kind(), TransportErrorKind::Body | TransportErrorKind::TooLarge));
                self.counts.packed += 1;
            }
            // A compressed body differs.
            called if self.response.headers().contains_key(CONTENT_ENCODING) => {
                assert!(
                    called.as_ref().map_or_else(CallError::status, |read| Some(read.metadata.status()))
                        == Some(self.response.status())
                );
            }
            called => {
                keeps::<O>(self.response, called);
                match (&alone, called) {
                    (Ok(alone), Ok(called)) => assert_eq!(alone.output, called.output),
                    (Err(CallError::Service(alone)), Err(CallError::Service(called))) => {
                        assert_eq!(alone, called);
                    }
                    (Err(CallError::Decode(_)), Err(CallError::Decode(_))) => {}
                    different => panic!("{}: {different:?}", O::NAME),
                }
            }
        }
    }
}

/// The result of an operation for the response.
type Outcome<O> = Result<WithMetadata<<O as Operation>::Output>, CallError<<O as Operation>::Error>>;

/// Reads a response without a client.
fn decode<O: Operation>(response: &Response) -> Outcome<O> {
    O::decode_with_metadata(response.status(), response.headers(), response.body())
}

/// Nothing of the response is lost.
fn keeps<O: Operation>(response: &Response, read: &Outcome<O>)
where
    O::Output: Debug,
    O::Error: Debug,
{
    let (name, status) = (O::NAME, response.status());
    assert!(!format!("{read:?}").is_empty());
    let error = match read {
        Ok(read) => {
            assert!(status.is_success(), "{name}: {status}");
            assert_eq!(read.metadata.status(), status, "{name}");
            return;
        }
        Err(error) => error,
    };
    assert_eq!(matches!(error, CallError::Decode(_)), status.is_success(), "{name}: {status} {error:?}");
    let metadata = error.metadata().expect("there is a response");
    assert_eq!(metadata.operation(), Some(name));
    assert_eq!(metadata.status(), status, "{name}");
    assert_eq!(metadata.headers(), response.headers(), "{name}");
    assert_eq!(metadata.body(), response.body(), "{name}");
    let shown = error.to_string();
    assert!(shown.contains(name) && shown.contains(status.as_str()), "{shown}");
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        assert!(!inner.to_string().is_empty());
        cause = inner.source();
    }
}

/// The response for a client, and the number of its requests.
#[derive(Default)]
struct Responding {
    response: Response,
    asked: usize,
}

thread_local! {
    /// One client for all responses: building one takes longer than a call.
    static CLIENT: (Client, Arc<Mutex<Responding>>) = client();
}

fn client() -> (Client, Arc<Mutex<Responding>>) {
    let service = Arc::new(Mutex::new(Responding::default()));
    let responding = Arc::clone(&service);
    let transport = move |_request: http::Request<Body>| {
        let mut service = responding.lock().expect("nothing panics with it");
        service.asked += 1;
        std::future::ready(Ok(service.response.clone().map(Body::from)))
    };
    let client = Client::builder().endpoint_url("https://example.com").transport(transport).sleep(NoTime);
    // A response must not depend on earlier ones.
    let client =
        client.clock(FakeTime::new()).random(SeededRandom::new(1)).retry(RetryPolicy::new().budget(u32::MAX));
    // Decompression bombs are detected earlier.
    (client.max_response_bytes(1 << 20).build().expect("the settings fit"), service)
}

/// Calls an operation that always gets this response; returns the number of requests, and the result.
fn call<O: Operation<Service = Service>>(response: &Response) -> (usize, Outcome<O>)
where
    O::Input: DeserializeOwned,
{
    let input = test_util::sample_input::<O>().expect("every operation has a sample input");
    CLIENT.with(|(client, service)| {
        *service.lock().expect("nothing panics with it") =
            Responding { response: response.clone(), asked: 0 };
        let result = at_once(client.call::<O>(input).with_metadata().send());
        let asked = service.lock().expect("nothing panics with it").asked;
        (asked, result)
    })
}

/// Delays end at once; timeouts never expire.
struct NoTime;

impl Sleep for NoTime {
    fn sleep(&self, _time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// Returns the result of a future that waits for nothing.
fn at_once<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..100 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
    panic!("it waits for something")
}
