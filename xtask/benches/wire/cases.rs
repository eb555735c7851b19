//! The cases: the calls on both sides. Both sides take the same input and produce the same values.

use std::fmt;
use std::hint::black_box;
use std::pin::pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use connectparticipant::client::{Body, BoxFuture, Client, Sleep};

use connectparticipant::operation::create_participant_connection::CreateParticipantConnection;
use connectparticipant::operation::get_transcript::GetTranscript;
use connectparticipant::operation::send_message::{SendMessage, SendMessageRequest};
use connectparticipant::{Endpoint, Operation};
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, StatusCode};

use crate::{body, fixtures, reference};

/// A task, implemented twice.
pub(crate) struct Case {
    /// Its name.
    pub(crate) name: &'static str,
    /// By the generated crate.
    pub(crate) farrier: fn(),
    /// By `serde_json` and derived types.
    pub(crate) serde: fn(),
    /// The maximum number of allocations of the generated crate: the current number.
    #[allow(dead_code)] // Only allocations.rs looks at it.
    pub(crate) budget: usize,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// A response: its headers and its body.
struct Received {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Received {
    fn new(status: u16, body: Vec<u8>) -> Self {
        let status = StatusCode::from_u16(status).expect("the statuses below are valid");
        Self { status, headers: HeaderMap::new(), body }
    }

    /// Returns the headers that the service sends.
    fn with_headers(status: u16, body: Vec<u8>) -> Self {
        let mut response = Self::new(status, body);
        let headers = &mut response.headers;
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert("x-amzn-requestid", HeaderValue::from_static("3f1a9a1e-7c4e-4f0f-9a52-5d0c1c2b7f11"));
        headers.insert("content-length", HeaderValue::from(response.body.len()));
        headers.insert("date", HeaderValue::from_static("Fri, 20 Nov 2026 04:00:00 GMT"));
        if status >= 400 {
            headers
                .insert("x-amzn-errortype", HeaderValue::from_static("ValidationException:http://internal/"));
        }
        response
    }

    fn farrier<O: Operation>(&self) {
        black_box(O::decode(self.status, &self.headers, black_box(&self.body)).is_ok());
    }
}

static TRANSCRIPT: LazyLock<Received> = LazyLock::new(|| Received::new(200, fixtures::transcript()));
static CONNECTION: LazyLock<Received> = LazyLock::new(|| Received::new(200, fixtures::connection()));
static MESSAGE: LazyLock<Received> = LazyLock::new(|| Received::new(200, fixtures::message()));
static WHOLE: LazyLock<Received> = LazyLock::new(|| Received::with_headers(200, fixtures::message()));
static MODELLED: LazyLock<Received> = LazyLock::new(|| Received::with_headers(400, fixtures::error()));
static BY_TYPE: LazyLock<Received> = LazyLock::new(|| Received::new(429, fixtures::error_by_type()));
static HTML: LazyLock<Received> = LazyLock::new(|| Received::new(503, fixtures::html()));
static ENDPOINT: LazyLock<Endpoint> =
    LazyLock::new(|| Endpoint::parse(reference::ENDPOINT).expect("the endpoint is valid"));
static INPUT: LazyLock<SendMessageRequest> = LazyLock::new(|| {
    SendMessageRequest::new("text/plain", fixtures::CONTENT, fixtures::TOKEN)
        .client_token(fixtures::CLIENT_TOKEN)
});
static INPUT_OF_SERDE: LazyLock<reference::SendMessageRequest> = LazyLock::new(reference::input);

/// All of them.
pub(crate) static CASES: &[Case] = &[
    Case {
        name: "decode transcript of 100",
        farrier: || TRANSCRIPT.farrier::<GetTranscript>(),
        serde: || reference::read::<reference::Transcript>(&TRANSCRIPT.body),
        budget: 1_233,
    },
    Case {
        name: "decode create-connection",
        farrier: || CONNECTION.farrier::<CreateParticipantConnection>(),
        serde: || reference::read::<reference::Connection>(&CONNECTION.body),
        budget: 11,
    },
    Case {
        name: "decode send-message",
        farrier: || MESSAGE.farrier::<SendMessage>(),
        serde: || reference::read::<reference::Message>(&MESSAGE.body),
        budget: 2,
    },
    Case {
        name: "decode error, named in header",
        farrier: || MODELLED.farrier::<SendMessage>(),
        serde: || reference::read_error(MODELLED.status, &MODELLED.headers, &MODELLED.body),
        budget: 7,
    },
    Case {
        name: "decode error, named in body",
        farrier: || BY_TYPE.farrier::<SendMessage>(),
        serde: || reference::read_error(BY_TYPE.status, &BY_TYPE.headers, &BY_TYPE.body),
        budget: 4,
    },
    Case {
        name: "decode error, HTML of a proxy",
        farrier: || HTML.farrier::<SendMessage>(),
        serde: || reference::read_error(HTML.status, &HTML.headers, &HTML.body),
        budget: 2,
    },
    Case {
        name: "encode send-message, body",
        farrier: || drop(black_box(body::body(black_box(&INPUT)))),
        serde: || drop(black_box(reference::body(black_box(&INPUT_OF_SERDE)))),
        budget: 1,
    },
    Case {
        name: "encode send-message, request",
        farrier: encode,
        serde: || drop(black_box(reference::request(black_box(&INPUT_OF_SERDE)))),
        budget: 8,
    },
    Case {
        name: "call send-message, no network",
        farrier: || {
            encode();
            WHOLE.farrier::<SendMessage>();
        },
        serde: || {
            drop(black_box(reference::request(black_box(&INPUT_OF_SERDE))));
            reference::read_response(WHOLE.status, &WHOLE.headers, &WHOLE.body);
        },
        budget: 10,
    },
    Case {
        name: "client, send-message, no network",
        farrier: by_client,
        serde: || {
            drop(black_box(reference::request(black_box(&INPUT_OF_SERDE))));
            reference::read_response(WHOLE.status, &WHOLE.headers, &WHOLE.body);
        },
        budget: CLIENT,
    },
];

/// The allocations of a call through the client, including the clone of its input and those of the transport.
const CLIENT: usize = 22;

/// A call through the async client, over a transport that responds at once.
fn by_client() {
    let mut call = pin!(CLIENT_OF_NOTHING.send_message(INPUT.clone()).into_future());
    let polled = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(black_box(polled), Poll::Ready(Ok(_))), "it has nothing to wait for");
}

static CLIENT_OF_NOTHING: LazyLock<Client> = LazyLock::new(|| {
    let transport = |request: http::Request<Body>| {
        black_box(request);
        let mut response = http::Response::new(Body::from(Bytes::from_static(&WHOLE_BODY)));
        *response.headers_mut() = WHOLE.headers.clone();
        std::future::ready(Ok(response))
    };
    let client = Client::builder().endpoint_url(reference::ENDPOINT).transport(transport).sleep(NeverWakes);
    client.build().expect("the endpoint is valid")
});

static WHOLE_BODY: LazyLock<Vec<u8>> = LazyLock::new(fixtures::message);

/// No timeout expires here.
struct NeverWakes;

impl Sleep for NeverWakes {
    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

fn encode() {
    drop(black_box(SendMessage::encode(black_box(&INPUT), black_box(&ENDPOINT))));
}
