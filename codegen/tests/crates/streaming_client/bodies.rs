//! Streamed bodies with the async client.

#[path = "fakes/bodies.rs"]
mod fakes;

use std::sync::{Arc, Mutex};

use fakes::{response, collect, pieces, run, Piece, World};
use the_case::client::Body;
use the_case::config::{
    InterceptedRequest, Interceptor, Rejection, TimeoutKind, TransportError, TransportErrorKind,
};
use the_case::operation::convert_file::ConvertFileInput;
use the_case::operation::get_file::{GetFileError, GetFileInput};
use the_case::operation::put_checked::PutCheckedInput;
use the_case::operation::put_file::PutFileInput;
use the_case::operation::put_signed::PutSignedInput;
use the_case::operation::put_part::PutPartInput;
use the_case::{Client, CallError};

fn timeout(error: &TransportError) -> Option<TimeoutKind> {
    match error.kind() {
        TransportErrorKind::Timeout(kind) => Some(kind),
        _ => None,
    }
}

/// A received request: the headers about the body, and the body.
type Seen = Arc<Mutex<Vec<(Option<String>, Option<String>, Vec<u8>)>>>;

/// A service that records requests and returns the responses in turn.
fn service(responses: Vec<Result<http::Response<Body>, TransportError>>) -> (Client, World, Seen) {
    let (world, seen) = (World::default(), Seen::default());
    let (responses, kept) = (Arc::new(Mutex::new(responses)), seen.clone());
    let transport = move |request: http::Request<Body>| {
        let (responses, kept) = (responses.clone(), kept.clone());
        async move {
            let (parts, body) = request.into_parts();
            let next = responses.lock().unwrap().remove(0);
            if let Err(error) = next {
                // A connection that fails reads nothing.
                if !error.was_sent() {
                    kept.lock().unwrap().push((None, None, Vec::new()));
                    return Err(error);
                }
                let body = collect(body).await?;
                kept.lock().unwrap().push((None, None, body));
                return Err(error);
            }
            let header = |name: &str| Some(parts.headers.get(name)?.to_str().unwrap().to_owned());
            let body = collect(body).await?;
            kept.lock().unwrap().push((header("content-type"), header("content-length"), body));
            next
        }
    };
    (world.builder().region("us-east-1").transport(transport).build().unwrap(), world, seen)
}

#[test]
fn bytes_in_memory_are_accepted() {
    let (client, _, seen) = service(vec![Ok(response(200, b"{\"id\":\"7\"}".to_vec()))]);
    let output = run(client.put_file(PutFileInput::new("a").content("abc")).send()).unwrap();
    assert_eq!(output.id.as_deref(), Some("7"));
    assert_eq!(seen.lock().unwrap()[0].2, b"abc");
    let (client, _, _) = service(vec![Ok(response(200, b"abc".to_vec()))]);
    let output = run(client.get_file(GetFileInput::new("a"))).unwrap();
    assert_eq!(output.content.as_deref(), Some(&b"abc"[..]));
}

#[test]
fn a_body_travels_with_its_length_or_in_chunks() {
    let stream = || pieces([Piece::Data(b"abc"), Piece::Data(b"de")]);
    let ok = || Ok(response(200, b"{}".to_vec()));
    let (client, _, seen) = service(vec![ok(), ok(), ok()]);
    run(client.put_file(PutFileInput::new("a")).body(stream()).send()).unwrap();
    run(client.put_file(PutFileInput::new("a").r#type("text/plain")).body(stream()).length(5).send()).unwrap();
    run(client.put_file(PutFileInput::new("a").content("not this")).body(b"xyz".to_vec()).send()).unwrap();
    let octets = Some("application/octet-stream".to_owned());
    let expected = [
        (octets.clone(), None, b"abcde".to_vec()),
        (Some("text/plain".to_owned()), Some("5".to_owned()), b"abcde".to_vec()),
        (octets, Some("3".to_owned()), b"xyz".to_vec()),
    ];
    assert_eq!(*seen.lock().unwrap(), expected);
}

#[test]
fn a_length_that_must_be_known_is_asked_for() {
    let (client, _, seen) = service(vec![Ok(response(200, Body::empty()))]);
    let call = || client.put_part(PutPartInput::new()).body(pieces([Piece::Data(b"abc")]));
    let error = run(call().send()).unwrap_err();
    assert!(matches!(error, CallError::Construction(_)));
    assert_eq!(
        error.to_string(),
        "the request for PutPart was not sent: content has no known length, which the service requires; \
         set it with `length(..)`"
    );
    run(call().length(3).send()).unwrap();
    assert_eq!(seen.lock().unwrap()[0].1.as_deref(), Some("3"));
}

/// Sets the length of a body.
struct Length(&'static str);

impl Interceptor for Length {
    fn before_attempt(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        request.headers_mut().insert("content-length", self.0.parse()?);
        Ok(())
    }
}

#[test]
fn a_length_that_is_not_that_of_the_stream_is_rejected() {
    let (client, _, seen) = service(vec![Ok(response(200, b"{}".to_vec()))]);
    let call = |length: &'static str| {
        let call = client.put_file(PutFileInput::new("a")).interceptor(Length(length));
        call.body(pieces([Piece::Data(b"abc")]))
    };
    for (error, reason) in [
        (run(call("3").send()), "the length of the streamed body is not known"),
        (run(call("2").length(3).send()), "the body has 3 bytes"),
    ] {
        let error = error.unwrap_err();
        assert!(matches!(error, CallError::Construction(_)), "{error}");
        assert!(error.to_string().ends_with(reason), "{error}");
    }
    run(call("3").length(3).send()).unwrap();
    assert_eq!(seen.lock().unwrap().len(), 1);
}

#[test]
fn a_checksum_needs_the_whole_body() {
    let (client, _, _) = service(vec![]);
    let call = client.put_checked(PutCheckedInput::new()).body(pieces([Piece::Data(b"abc")])).length(3);
    let error = run(call.send()).unwrap_err();
    assert!(error.to_string().contains("cannot be streamed"), "{error}");
}

#[test]
fn the_signature_of_a_request_leaves_out_a_body_that_follows() {
    let (world, seen) = (World::default(), Arc::new(Mutex::new(None)));
    let kept = seen.clone();
    let transport = move |request: http::Request<Body>| {
        *kept.lock().unwrap() = Some(request.headers().clone());
        let body = request.into_body();
        async move { collect(body).await.map(|body| response(if body == b"abc" { 200 } else { 400 }, Body::empty())) }
    };
    let key = the_case::auth::Credentials::new("AKID", "secret");
    let client = world.builder().region("us-east-1").transport(transport).credentials_provider(key).build().unwrap();
    run(client.put_signed(PutSignedInput::new()).body(pieces([Piece::Data(b"abc")])).send()).unwrap();
    let headers = seen.lock().unwrap().take().unwrap();
    assert_eq!(headers["x-amz-content-sha256"], "UNSIGNED-PAYLOAD");
    assert!(headers.contains_key("authorization"));
}

#[test]
fn a_body_is_resent_only_if_unread() {
    let unsent = || Err(TransportError::new(TransportErrorKind::Connect));
    let broken = || Err(TransportError::new(TransportErrorKind::Send));
    let stream = || pieces([Piece::Data(b"abc")]);
    let (client, _, seen) = service(vec![unsent(), Ok(response(200, b"{}".to_vec()))]);
    run(client.put_file(PutFileInput::new("a")).body(stream()).send()).unwrap();
    assert_eq!(seen.lock().unwrap()[1].2, b"abc");
    // The operation is idempotent, but there is no second body.
    let (client, _, seen) = service(vec![broken()]);
    let error = run(client.put_file(PutFileInput::new("a")).body(stream()).send()).unwrap_err();
    assert!(matches!(error, CallError::Transport(error) if error.kind() == TransportErrorKind::Send));
    assert_eq!(seen.lock().unwrap().len(), 1);
    let (client, _, seen) = service(vec![Ok(response(503, Body::empty()))]);
    let error = run(client.put_file(PutFileInput::new("a")).body(stream()).send()).unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!(seen.lock().unwrap().len(), 1);
}

#[test]
fn a_response_body_is_streamed_after_its_headers() {
    let mut file = response(200, pieces([Piece::Data(b"abc"), Piece::Data(b"de")]));
    file.headers_mut().insert("content-type", "text/plain".parse().unwrap());
    let (client, _, _) = service(vec![Ok(response(503, Body::empty())), Ok(file)]);
    let streamed = run(client.get_file(GetFileInput::new("a")).streamed()).unwrap();
    assert_eq!(streamed.output.r#type.as_deref(), Some("text/plain"));
    assert_eq!(streamed.output.content, None);
    assert_eq!(run(collect(streamed.body)).unwrap(), b"abcde");
}

#[test]
fn an_error_is_read_from_its_whole_body() {
    let body = pieces([Piece::Data(b"{\"__type\":\"NotFo"), Piece::Data(b"und\",\"message\":\"gone\"}")]);
    let (client, _, _) = service(vec![Ok(response(404, body))]);
    let error = run(client.get_file(GetFileInput::new("a")).streamed()).unwrap_err();
    assert!(matches!(error, CallError::Service(GetFileError::NotFound(error)) if error.message.as_deref() == Some("gone")));
}

#[test]
fn a_streamed_response_is_compressed_only_if_the_call_requests_it() {
    let seen: Arc<Mutex<Vec<Option<String>>>> = Arc::default();
    let kept = seen.clone();
    let transport = move |request: http::Request<Body>| {
        let kept = kept.clone();
        async move {
            let encoding = request.headers().get("accept-encoding");
            kept.lock().unwrap().push(encoding.map(|value| value.to_str().unwrap().to_owned()));
            Ok(response(200, b"abc".to_vec()))
        }
    };
    let client = World::default().builder().region("us-east-1").transport(transport).build().unwrap();
    run(client.get_file(GetFileInput::new("a")).streamed()).unwrap();
    run(client.get_file(GetFileInput::new("a")).header("Accept-Encoding", "br").streamed()).unwrap();
    assert_eq!(*seen.lock().unwrap(), [None, Some("br".to_owned())]);
}

#[test]
fn both_bodies_can_be_streamed() {
    let (client, _, seen) = service(vec![Ok(response(200, pieces([Piece::Data(b"out")])))]);
    let call = client.convert_file(ConvertFileInput::new("")).body(pieces([Piece::Data(b"in")]));
    let streamed = run(call.streamed()).unwrap();
    assert_eq!(run(collect(streamed.body)).unwrap(), b"out");
    assert_eq!(*seen.lock().unwrap(), [(Some("application/octet-stream".to_owned()), None, b"in".to_vec())]);
}

#[test]
fn a_body_that_stalls_or_breaks_ends_with_an_error() {
    let (client, world, _) = service(vec![Ok(response(200, pieces([Piece::Data(b"abc"), Piece::Stall])))]);
    let mut body = run(client.get_file(GetFileInput::new("a")).streamed()).unwrap().body;
    assert_eq!(run(body.chunk()).unwrap().unwrap(), &b"abc"[..]);
    let error = run(body.chunk()).unwrap().unwrap_err();
    assert_eq!(timeout(&error), Some(TimeoutKind::Attempt));
    assert!(run(body.chunk()).is_none());
    assert_eq!(world.sleeps(), [15]);
    let (client, _, _) = service(vec![Ok(response(200, pieces([Piece::Broken])))]);
    let body = run(client.get_file(GetFileInput::new("a")).streamed()).unwrap().body;
    assert_eq!(run(collect(body)).unwrap_err().kind(), TransportErrorKind::Body);
}

#[test]
fn the_timeout_covers_the_time_to_the_headers() {
    let world = World::default();
    let transport = |_: http::Request<Body>| std::future::pending();
    let client = world.builder().region("us-east-1").transport(transport).build().unwrap();
    let error = run(client.get_file(GetFileInput::new("a")).max_attempts(1).streamed()).unwrap_err();
    assert!(matches!(error, CallError::Transport(error) if timeout(&error) == Some(TimeoutKind::Attempt)));
    assert_eq!(world.sleeps(), [15]);
}

#[test]
fn the_attempt_timeout_does_not_expire_while_a_body_is_read() {
    let world = World::default();
    // It reads a chunk, and sleeps for ten seconds.
    let naps = world.clone();
    let transport = move |request: http::Request<Body>| {
        let naps = naps.clone();
        async move {
            let mut body = request.into_body();
            while let Some(chunk) = body.chunk().await {
                chunk?;
                the_case::client::Sleep::sleep(&naps, std::time::Duration::from_secs(10)).await;
            }
            Ok::<_, TransportError>(response(200, b"{}".to_vec()))
        }
    };
    let client = world.builder().region("us-east-1").transport(transport).build().unwrap();
    let stream = || pieces([Piece::Data(b"a"), Piece::Data(b"b"), Piece::Data(b"c")]);
    run(client.put_file(PutFileInput::new("a")).body(stream()).send()).unwrap();
}
