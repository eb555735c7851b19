//! A service whose endpoint rules put a member into the host or the path of the endpoint.

mod fakes;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use fakes::{response, run, World};
use the_case::auth::Credentials;
use the_case::client::{Body, Builder};
use the_case::config::TransportError;
use the_case::operation::get_object::{GetObject, GetObjectInput};
use the_case::operation::list_buckets::ListBucketsInput;
use the_case::operation::list_objects::ListObjectsInput;
use the_case::operation::head_object::{HeadObject, HeadObjectError};
use the_case::{CallError, Client, Endpoint, Operation as _, ServiceError as _};

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
}

/// A client, and the requests that it sends.
fn client(set: impl FnOnce(Builder) -> Builder) -> (Client, Arc<Mutex<Vec<http::Request<Body>>>>) {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let kept = sent.clone();
    let transport = move |request: http::Request<Body>| {
        kept.lock().unwrap().push(request);
        std::future::ready(Ok::<_, TransportError>(response(200, Vec::new())))
    };
    let builder = World::default().builder().region("us-west-2").credentials_provider(credentials());
    (set(builder.transport(transport)).build().unwrap(), sent)
}

fn sent(set: impl FnOnce(Builder) -> Builder) -> Vec<String> {
    let (client, sent) = client(set);
    run(client.list_buckets(ListBucketsInput::new())).unwrap();
    run(client.list_objects(ListObjectsInput::new("notes").prefix("a/"))).unwrap();
    run(client.get_object(GetObjectInput::new("notes", "a/../b//c d"))).unwrap();
    let sent = sent.lock().unwrap();
    sent.iter().map(|request| request.uri().to_string()).collect()
}

#[test]
fn the_bucket_is_in_the_host_or_in_the_path() {
    assert_eq!(
        sent(|builder| builder),
        [
            "https://s3.us-west-2.example.com/",
            "https://notes.s3.us-west-2.example.com/?list-type=2&prefix=a%2F",
            "https://notes.s3.us-west-2.example.com/a/../b//c%20d",
        ]
    );
    assert_eq!(
        sent(|builder| builder.endpoint_params(|params| params.force_path_style(true))),
        [
            "https://s3.us-west-2.example.com/",
            "https://s3.us-west-2.example.com/notes?list-type=2&prefix=a%2F",
            "https://s3.us-west-2.example.com/notes/a/../b//c%20d",
        ]
    );
}

#[test]
fn a_request_without_bucket_is_never_one_for_something_else() {
    let (client, sent) = client(|builder| builder);
    let error = run(client.get_object(GetObjectInput::new("", "key"))).unwrap_err().to_string();
    assert!(error.contains("Bucket is empty, but it is a part of the endpoint"), "{error}");
    assert!(sent.lock().unwrap().is_empty());
    let endpoint = Endpoint::parse("https://notes.s3.us-west-2.example.com").unwrap();
    assert!(GetObject::encode(&GetObjectInput::new("notes", ""), &endpoint).is_err());
}

#[test]
fn signatures_are_those_of_s3() {
    let (client, sent) = client(|builder| builder);
    run(client.get_object(GetObjectInput::new("notes", "key"))).unwrap();
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(sent.lock().unwrap()[0].headers()["x-amz-content-sha256"], empty);
    let presigned = run(async {
        client.get_object(GetObjectInput::new("notes", "a b/../c")).presign(Duration::from_secs(60)).await
    });
    let uri = presigned.unwrap().uri().to_string();
    assert!(uri.starts_with("https://notes.s3.us-west-2.example.com/a%20b/../c?X-Amz-Algorithm="), "{uri}");
    assert!(uri.contains("%2Fus-west-2%2Fs3%2Faws4_request&"), "{uri}");
}

/// A response to `HEAD` has no body, and S3 adds no header with a code.
#[test]
fn a_status_is_the_error_of_a_response_without_a_body() {
    let decode = |status, code: &str| {
        let status = http::StatusCode::from_u16(status).unwrap();
        let mut headers = http::HeaderMap::new();
        if !code.is_empty() {
            headers.insert("x-amzn-errortype", code.parse().unwrap());
        }
        match HeadObject::decode(status, &headers, b"") {
            Err(CallError::Service(error)) => error,
            other => panic!("{other:?}"),
        }
    };
    let missing = decode(404, "");
    assert!(matches!(missing, HeadObjectError::NotFound(_)), "{missing:?}");
    // Waiters search errors by their name in the model.
    assert!(missing.metadata().is_named("NotFound") && missing.code().is_none());
    for (status, code) in [(403, ""), (400, ""), (404, "NoSuchBucket")] {
        let other = decode(status, code);
        assert!(matches!(other, HeadObjectError::Unmodelled(_)), "{other:?}");
    }
}

#[test]
fn the_error_of_another_region_names_the_region() {
    let hint = |status, region: &str| {
        let status = http::StatusCode::from_u16(status).unwrap();
        let headers = http::HeaderMap::from_iter([(
            http::HeaderName::from_static("x-amz-bucket-region"),
            http::HeaderValue::from_str(region).unwrap(),
        )]);
        let error = HeadObject::decode(status, &headers, b"").unwrap_err();
        error.metadata().and_then(|metadata| metadata.hint().map(str::to_owned))
    };
    let expected = "the bucket is in the region eu-west-1: set it with `region(\"eu-west-1\")` of the call or the client";
    for status in [301, 307, 400] {
        assert_eq!(hint(status, "eu-west-1").as_deref(), Some(expected));
    }
    assert_eq!(hint(403, "eu-west-1"), None);
    assert_eq!(hint(301, "not a region").as_deref(), Some("redirects are not followed; check the endpoint"));
    assert!(hint(304, "eu-west-1").unwrap().starts_with("the service says that nothing has changed"));
}
