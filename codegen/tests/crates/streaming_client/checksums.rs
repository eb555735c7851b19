//! Checksums of bodies with the async client.

#[path = "fakes/checksums.rs"]
mod fakes;

use std::sync::{Arc, Mutex};

use fakes::{collect, pieces, response, run, Piece, World};
use http::HeaderMap;
use the_case::auth::Credentials;
use the_case::client::{Body, Builder};
use the_case::config::{ChecksumPolicy, Environment, TransportErrorKind};
use the_case::operation::get_object::GetObjectInput;
use the_case::operation::put_object::PutObjectInput;
use the_case::operation::put_tags::PutTagsInput;
use the_case::operation::tagging::TaggingInput;
use the_case::types::{Algorithm, Mode};
use the_case::{CallError, Client};

/// The headers and the bodies of the requests.
type Seen = Arc<Mutex<Vec<(HeaderMap, Vec<u8>)>>>;

/// A service that takes everything.
fn service(change: impl FnOnce(Builder) -> Builder) -> (Client, Seen) {
    let seen = Seen::default();
    let kept = seen.clone();
    let transport = move |request: http::Request<Body>| {
        let kept = kept.clone();
        async move {
            let (head, body) = request.into_parts();
            let body = collect(body).await?;
            kept.lock().unwrap().push((head.headers, body));
            Ok(response(200, Body::empty()))
        }
    };
    let key = Credentials::new("AKID", "secret");
    let builder = World::default().builder().region("us-east-1").transport(transport).credentials_provider(key);
    (change(builder).build().unwrap(), seen)
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).map(|value| value.to_str().unwrap())
}

/// The names of the headers about checksums.
fn names(headers: &HeaderMap) -> Vec<&str> {
    let about = headers.keys().map(|name| name.as_str()).filter(|name| name.contains("checksum"));
    let mut names: Vec<&str> = about.collect();
    names.sort_unstable();
    names
}

fn body() -> Body {
    pieces([Piece::Data(b"1234"), Piece::Data(b"56789")])
}

#[test]
fn bytes_have_their_checksum_in_a_header() {
    let (client, seen) = service(|builder| builder);
    run(client.put_object(PutObjectInput::new("a").content(b"123456789".to_vec()))).unwrap();
    run(client.put_object(PutObjectInput::new("a").content(b"123456789".to_vec()).algorithm(Algorithm::Crc64nvme))).unwrap();
    run(client.put_object(PutObjectInput::new("a").checksum_sha256("mine"))).unwrap();
    run(client.put_tags(PutTagsInput::new("a").algorithm("SHA1"))).unwrap();
    run(client.tagging(TaggingInput::new())).unwrap();
    let seen = seen.lock().unwrap();
    let headers = |at: usize| &seen[at].0;
    assert_eq!(header(headers(0), "x-amz-checksum-crc32"), Some("y/Q5Jg=="));
    assert_eq!(header(headers(0), "x-amz-sdk-checksum-algorithm"), Some("CRC32"));
    assert_eq!(names(headers(1)), ["x-amz-checksum-crc64nvme", "x-amz-sdk-checksum-algorithm"]);
    assert_eq!(header(headers(1), "x-amz-checksum-crc64nvme"), Some("rosUhgp5mIg="));
    assert_eq!(names(headers(2)), ["x-amz-checksum-sha256"]);
    assert_eq!(names(headers(3)), ["x-amz-checksum-sha1"]);
    assert!(header(headers(3), "content-md5").is_none());
    assert_eq!(names(headers(4)), ["x-amz-checksum-crc32"]);
    let error = run(client.put_object(PutObjectInput::new("a").algorithm(Algorithm::Xxhash3))).unwrap_err();
    assert!(error.to_string().contains("algorithm names an algorithm that cannot be calculated here"), "{error}");
}

#[test]
fn a_stream_is_followed_by_its_checksum() {
    let (client, seen) = service(|builder| builder);
    run(client.put_object(PutObjectInput::new("a")).body(body())).unwrap();
    run(client.put_object(PutObjectInput::new("a").algorithm(Algorithm::Sha256)).body(body()).length(9)).unwrap();
    let seen = seen.lock().unwrap();
    let (headers, wire) = &seen[0];
    assert_eq!(wire, b"9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n");
    assert_eq!(header(headers, "content-encoding"), Some("aws-chunked"));
    assert_eq!(header(headers, "x-amz-trailer"), Some("x-amz-checksum-crc32"));
    assert_eq!(header(headers, "x-amz-content-sha256"), Some("STREAMING-UNSIGNED-PAYLOAD-TRAILER"));
    assert_eq!(names(headers), ["x-amz-sdk-checksum-algorithm"]);
    assert_eq!((header(headers, "content-length"), header(headers, "x-amz-decoded-content-length")), (None, None));
    let (headers, wire) = &seen[1];
    assert_eq!(header(headers, "x-amz-trailer"), Some("x-amz-checksum-sha256"));
    assert_eq!(header(headers, "x-amz-decoded-content-length"), Some("9"));
    assert_eq!(header(headers, "content-length").unwrap(), wire.len().to_string());
}

#[test]
fn a_stream_whose_checksum_is_known_is_sent_as_it_is() {
    let (client, seen) = service(|builder| builder);
    run(client.put_object(PutObjectInput::new("a").checksum_sha256("mine")).body(body())).unwrap();
    run(client.put_object(PutObjectInput::new("a")).header("x-amz-checksum-crc32", "mine").body(body())).unwrap();
    let seen = seen.lock().unwrap();
    for ((headers, wire), name) in seen.iter().zip(["x-amz-checksum-sha256", "x-amz-checksum-crc32"]) {
        assert_eq!((wire.as_slice(), names(headers)), (b"123456789".as_slice(), vec![name]));
        assert_eq!(header(headers, "x-amz-content-sha256"), Some("UNSIGNED-PAYLOAD"));
        assert_eq!(header(headers, name), Some("mine"));
    }
}

#[test]
fn a_client_can_leave_out_what_nobody_requires() {
    let (lazy, seen) = service(|builder| {
        let builder = builder.request_checksum_calculation(ChecksumPolicy::WhenRequired);
        builder.response_checksum_validation(ChecksumPolicy::WhenRequired)
    });
    run(lazy.put_object(PutObjectInput::new("a"))).unwrap();
    run(lazy.put_object(PutObjectInput::new("a")).body(body())).unwrap();
    run(lazy.get_object(GetObjectInput::new("a"))).unwrap();
    run(lazy.tagging(TaggingInput::new())).unwrap();
    run(lazy.put_object(PutObjectInput::new("a").algorithm(Algorithm::Crc32c))).unwrap();
    let seen = seen.lock().unwrap();
    assert!(seen[..3].iter().all(|(headers, _)| names(headers).is_empty()));
    assert_eq!(names(&seen[3].0), ["x-amz-checksum-crc32"]);
    assert_eq!(names(&seen[4].0), ["x-amz-checksum-crc32c", "x-amz-sdk-checksum-algorithm"]);
}

#[test]
fn the_environment_has_policies_too() {
    let with = |value: &'static str| {
        let variable = move |name: &str| (name == "AWS_REQUEST_CHECKSUM_CALCULATION").then(|| value.to_owned());
        Environment::from_variables(variable).unwrap()
    };
    let (lazy, seen) = service(|builder| builder.environment(&with("WHEN_REQUIRED")));
    run(lazy.put_object(PutObjectInput::new("a"))).unwrap();
    run(lazy.get_object(GetObjectInput::new("a"))).unwrap();
    let (keen, more) = service(|builder| {
        builder.environment(&with("when_required")).request_checksum_calculation(ChecksumPolicy::WhenSupported)
    });
    run(keen.put_object(PutObjectInput::new("a"))).unwrap();
    assert_eq!(names(&seen.lock().unwrap()[0].0), [""; 0]);
    assert_eq!(names(&seen.lock().unwrap()[1].0), ["x-amz-checksum-mode"]);
    assert_eq!(names(&more.lock().unwrap()[0].0), ["x-amz-checksum-crc32", "x-amz-sdk-checksum-algorithm"]);
    let builder = World::default().builder().transport(|_| std::future::pending()).environment(&with("sometimes"));
    let error = builder.build().unwrap_err().to_string();
    let expected = "the value \"sometimes\" of AWS_REQUEST_CHECKSUM_CALCULATION is neither when_supported nor when_required";
    assert_eq!(error, expected);
}

/// A service whose object has these checksums.
fn object(checksums: &'static [(&'static str, &'static str)]) -> Client {
    let transport = move |_: http::Request<Body>| async move {
        let mut response = response(200, pieces([Piece::Data(b"1234"), Piece::Data(b"56789")]));
        for (name, value) in checksums {
            response.headers_mut().insert(*name, value.parse().unwrap());
        }
        Ok(response)
    };
    World::default().builder().region("us-east-1").transport(transport).build().unwrap()
}

const RIGHT: &[(&str, &str)] = &[("x-amz-checksum-crc32c", "4waSgw==")];
const WRONG: &[(&str, &str)] = &[("x-amz-checksum-crc32c", "AAAAAA==")];
const OF_PARTS: &[(&str, &str)] = &[("x-amz-checksum-crc32c", "AAAAAA==-2")];

#[test]
fn a_response_is_validated() {
    for checksums in [RIGHT, OF_PARTS, &[]] {
        let output = run(object(checksums).get_object(GetObjectInput::new("a"))).unwrap();
        assert_eq!(output.content.unwrap().as_ref(), b"123456789");
    }
    let call = object(WRONG);
    let metadata = |input| run(call.get_object(input).with_metadata());
    let error = metadata(GetObjectInput::new("a")).unwrap_err();
    let expected = "the response from example.com (region \"us-east-1\") does not match its checksum: the header \
        x-amz-checksum-crc32c is \"AAAAAA==\", and the checksum of the body is \"4waSgw==\"";
    assert_eq!(error.to_string(), expected);
    assert!(matches!(error, CallError::Transport(error) if error.kind() == TransportErrorKind::Checksum));
    metadata(GetObjectInput::new("a").range("bytes=0-8")).unwrap();
    metadata(GetObjectInput::new("a").mode(Mode::Enabled)).unwrap_err();
    metadata(GetObjectInput::new("a").mode(Mode::Unknown("OFF".to_owned()))).unwrap();
}

#[test]
fn a_streamed_response_is_validated_at_its_end() {
    for (checksums, kind) in [(RIGHT, None), (OF_PARTS, None), (WRONG, Some(TransportErrorKind::Checksum))] {
        let mut streamed = run(object(checksums).get_object(GetObjectInput::new("a")).streamed()).unwrap();
        assert_eq!(run(streamed.body.chunk()).unwrap().unwrap(), &b"1234"[..]);
        assert_eq!(run(streamed.body.chunk()).unwrap().unwrap(), &b"56789"[..]);
        let end = run(streamed.body.chunk());
        assert_eq!(end.map(|end| end.unwrap_err().kind()), kind);
        assert!(run(streamed.body.chunk()).is_none());
    }
}

/// A transfer that went wrong may go right: the operation only reads.
#[test]
fn a_response_that_does_not_match_is_requested_again() {
    let attempts = Arc::new(Mutex::new(0));
    let counted = attempts.clone();
    let transport = move |_: http::Request<Body>| {
        let attempt = { let mut counted = counted.lock().unwrap(); *counted += 1; *counted };
        let mut response = response(200, pieces([Piece::Data(if attempt == 1 { b"12345678x" } else { b"123456789" })]));
        response.headers_mut().insert("x-amz-checksum-crc32c", "4waSgw==".parse().unwrap());
        async move { Ok(response) }
    };
    let client = World::default().builder().region("us-east-1").transport(transport).build().unwrap();
    run(client.get_object(GetObjectInput::new("a"))).unwrap();
    assert_eq!(*attempts.lock().unwrap(), 2);
}
