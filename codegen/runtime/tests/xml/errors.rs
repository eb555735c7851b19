//! Code, message and request id of errors, whatever the elements around them.

use farrier_runtime::http::{HeaderMap, HeaderValue, StatusCode};
use farrier_runtime::ErrorMetadata;

fn parse(body: &str) -> ErrorMetadata {
    ErrorMetadata::parse(StatusCode::BAD_REQUEST, &HeaderMap::new(), body.as_bytes())
}

/// Code, message and request id.
fn known(metadata: &ErrorMetadata) -> [Option<&str>; 3] {
    [metadata.code(), metadata.message(), metadata.request_id()]
}

#[test]
fn errors_of_all_protocols_are_read() {
    for body in [
        // awsQuery and restXml
        "<ErrorResponse xmlns=\"u\"><Error><Type>Sender</Type><Code>NoSuchKey</Code><Message>No &lt;key&gt;.</Message>\
         <Nested><Code>x</Code></Nested></Error><RequestId>r-1</RequestId></ErrorResponse>",
        // ec2Query
        "<?xml version=\"1.0\"?><Response><Errors><Error><Code>NoSuchKey</Code><Message>No &lt;key&gt;.</Message></Error>\
         <Error><Code>Other</Code></Error></Errors><RequestID>r-1</RequestID></Response>",
        // restXml with noErrorWrapping
        "<?xml version=\"1.0\"?>\n<Error><Code> NoSuchKey\n</Code><Message>No &lt;key&gt;.</Message><RequestId>r-1</RequestId>\
         <HostId>h</HostId></Error>",
        "\u{feff}<s:Error xmlns:s='u'><s:requestId>r-1</s:requestId><s:message>No &lt;key&gt;.</s:message><s:Code>NoSuchKey</s:Code></s:Error>",
        // Without an element around the parts.
        "<ErrorResponse><Code>NoSuchKey</Code><Message>No &lt;key&gt;.</Message><RequestId>r-1</RequestId></ErrorResponse>",
        "<NoSuchKey xmlns=\"u\"><Message>No &lt;key&gt;.</Message><RequestId>r-1</RequestId></NoSuchKey>",
        // It is not complete.
        "<Error><Code>NoSuchKey</Code><Message>No &lt;key&gt;.</Message><RequestId>r-1</RequestId><Host",
    ] {
        let metadata = parse(body);
        assert_eq!(known(&metadata), [Some("NoSuchKey"), Some("No <key>."), Some("r-1")], "{body}");
        assert_eq!(metadata.body(), body.as_bytes());
        assert_eq!(metadata.body_text(), None, "{body}");
    }
}

#[test]
fn unreadable_parts_are_missing() {
    for body in [
        "<Error/>",
        "<Error><Code/><Message><b/></Message></Error>",
        "<Error><Code>&nbsp;</Code></Error>",
        "<a",
        "<",
    ] {
        let metadata = parse(body);
        assert_eq!((metadata.code(), metadata.request_id()), (None, None), "{body}");
    }
    assert_eq!(parse("<Error><Message><b>x</b></Message><Code>C</Code></Error>").code(), Some("C"));
}

#[test]
fn the_code_decides_about_retries() {
    assert!(parse("<Error><Code>SlowDown</Code></Error>").is_throttling());
    assert!(parse("<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>").is_retryable());
    assert!(!parse("<Error><Code>NoSuchKey</Code></Error>").is_retryable());
}

#[test]
fn headers_take_precedence() {
    let mut headers = HeaderMap::new();
    headers.insert("x-amz-request-id", HeaderValue::from_static("of-the-header"));
    let body = b"<Error><Code>A</Code><RequestId>of-the-body</RequestId></Error>";
    let metadata = ErrorMetadata::parse(StatusCode::NOT_FOUND, &headers, body);
    assert_eq!(metadata.request_id(), Some("of-the-header"));
}

#[test]
fn the_message_may_have_another_name() {
    let metadata = parse("<Error><Code>A</Code><Reason>r</Reason><Message>m</Message></Error>");
    assert_eq!(metadata.clone().with_message_member("Reason").message(), Some("r"));
    assert_eq!(metadata.with_message_member("Other").message(), Some("m"));
}

/// A page of a gateway is shown; a document of the service may contain secrets.
#[test]
fn only_pages_are_shown() {
    let page = parse("<html><body><h1>502 Bad Gateway</h1></body></html>");
    assert_eq!((page.code(), page.body_text().as_deref()), (None, Some("502 Bad Gateway")));
    for body in ["<!DOCTYPE html><p>down</p>", " <h1>down</h1>", "<HTML>down"] {
        assert_eq!(parse(body).body_text().as_deref(), Some("down"), "{body}");
    }
    for body in [
        "<GetSessionTokenResponse><SecretAccessKey>abc",
        "<htmlx>abc</htmlx>",
        "<?xml version='1.0'?><p>abc</p>",
    ] {
        assert_eq!(parse(body).body_text(), None, "{body}");
    }
}

/// The format is that of the body, whatever the service sends otherwise.
#[test]
fn other_formats_are_read() {
    let json = parse(" {\"code\": \"A\", \"message\": \"m\"}");
    assert_eq!(known(&json), [Some("A"), Some("m"), None]);
    assert_eq!(parse("upstream <error>").body_text().as_deref(), Some("upstream <error>"));
    #[cfg(feature = "cbor")]
    for body in
        [&b"\xbf\x66__type\x61A\x67message\x61m\xff"[..], b"\xd9\xd9\xf7\xa2\x67message\x61m\x66__type\x61A"]
    {
        let cbor = ErrorMetadata::parse(StatusCode::BAD_REQUEST, &HeaderMap::new(), body);
        assert_eq!(known(&cbor), [Some("A"), Some("m"), None], "{body:02x?}");
    }
}
