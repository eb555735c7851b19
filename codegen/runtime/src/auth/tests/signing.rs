//! Compares signatures with published ones for known requests, credentials and times: the test suite of Signature
//! Version 4, and the example of its documentation.

use std::time::{Duration, SystemTime};

use bytes::Bytes;

use super::super::{AuthError, Credentials, Identity, Signing};
use crate::AuthScheme;

pub(super) const TOKEN: &str = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

pub(super) fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
}

/// 2015-08-30T12:36:00Z.
pub(super) fn time() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

pub(super) fn signing(name: &'static str) -> Signing<'static> {
    let scheme = AuthScheme::SigV4(name);
    Signing {
        scheme,
        name: None,
        region: Some("us-east-1"),
        now: time(),
        unsigned_payload: false,
        body_follows: false,
        trailer_follows: false,
        s3_signature: false,
        validity: None,
        encoded_once: false,
        path_as_is: false,
    }
}

pub(super) fn request(method: &str, uri: &str, headers: &[(&str, &str)], body: &str) -> http::Request<Bytes> {
    let mut builder = http::Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(Bytes::from(body.to_owned())).unwrap()
}

pub(super) fn header<'r>(request: &'r http::Request<Bytes>, name: &str) -> &'r str {
    request.headers().get(name).unwrap_or_else(|| panic!("{name} in {request:?}")).to_str().unwrap()
}

pub(super) fn signed(
    mut request: http::Request<Bytes>,
    credentials: &Credentials,
    signing: &Signing<'_>,
) -> http::Request<Bytes> {
    credentials.apply(&mut request, signing).unwrap();
    request
}

#[test]
fn known_requests_have_their_known_signatures() {
    let form = "content-type";
    let cases = [
        (
            request("GET", "https://example.amazonaws.com/", &[], ""),
            "host;x-amz-date",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        ),
        (
            request("GET", "https://example.amazonaws.com/?Param2=value2&Param1=value1", &[], ""),
            "host;x-amz-date",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ),
        (
            request("POST", "https://example.amazonaws.com/", &[], ""),
            "host;x-amz-date",
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        ),
        (
            request(
                "POST",
                "https://example.amazonaws.com/",
                &[(form, "application/x-www-form-urlencoded")],
                "Param1=value1",
            ),
            "content-type;host;x-amz-date",
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
        ),
        (
            // Headers that a proxy may change are not signed.
            request("GET", "https://example.amazonaws.com/", &[("user-agent", "any")], ""),
            "host;x-amz-date",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        ),
    ];
    for (request, headers, signature) in cases {
        let signed = signed(request, &credentials(), &signing("service"));
        let expected = format!(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
             SignedHeaders={headers}, Signature={signature}"
        );
        assert_eq!(header(&signed, "authorization"), expected);
        assert_eq!(header(&signed, "x-amz-date"), "20150830T123600Z");
    }
}

#[test]
fn the_example_of_the_documentation_has_its_signature() {
    let uri = "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08";
    let content_type = ("content-type", "application/x-www-form-urlencoded; charset=utf-8");
    let signed = signed(request("GET", uri, &[content_type], ""), &credentials(), &signing("iam"));
    let signature = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";
    assert!(header(&signed, "authorization").ends_with(signature), "{}", header(&signed, "authorization"));
}

#[test]
fn a_session_token_travels_and_is_signed() {
    let request = request("POST", "https://example.amazonaws.com/", &[], "");
    let signed = signed(request, &credentials().session_token(TOKEN), &signing("service"));
    assert_eq!(header(&signed, "x-amz-security-token"), TOKEN);
    let authorization = header(&signed, "authorization");
    let headers = "SignedHeaders=host;x-amz-date;x-amz-security-token";
    let signature = "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead";
    assert!(authorization.contains(headers) && authorization.ends_with(signature), "{authorization}");
}

#[test]
fn secrets_are_marked_sensitive_and_hidden() {
    let request = request("POST", "https://example.amazonaws.com/", &[], "");
    let signed = signed(request, &credentials().session_token(TOKEN), &signing("service"));
    assert!(signed.headers()["x-amz-security-token"].is_sensitive());
    assert!(signed.headers()["authorization"].is_sensitive());
    assert!(!format!("{signed:?}").contains(&TOKEN[..20]));
}

#[test]
fn unsigned_payload_is_sent_over_tls_only() {
    let signing = Signing { unsigned_payload: true, ..signing("service") };
    let over = |uri| signed(request("POST", uri, &[], "body"), &credentials(), &signing);
    assert_eq!(header(&over("https://example.amazonaws.com/"), "x-amz-content-sha256"), "UNSIGNED-PAYLOAD");
    assert!(over("http://127.0.0.1:80/").headers().get("x-amz-content-sha256").is_none());
}

/// A request with a streamed body is signed before there is a body, whatever the transport.
#[test]
fn a_streamed_body_is_not_signed() {
    let streamed = request("POST", "http://127.0.0.1:80/", &[], "");
    let streamed = signed(streamed, &credentials(), &Signing { body_follows: true, ..signing("service") });
    assert_eq!(header(&streamed, "x-amz-content-sha256"), "UNSIGNED-PAYLOAD");
}

#[test]
fn a_streamed_body_with_its_checksum_after_it_is_not_signed() {
    let streamed =
        request("PUT", "https://example.amazonaws.com/", &[("x-amz-trailer", "x-amz-checksum-crc32")], "");
    let signing = Signing { body_follows: true, trailer_follows: true, ..signing("service") };
    let streamed = signed(streamed, &credentials(), &signing);
    assert_eq!(header(&streamed, "x-amz-content-sha256"), "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    assert!(header(&streamed, "authorization").contains("x-amz-trailer"));
}

/// Signing properties of the endpoint override those of the scheme.
#[test]
fn an_endpoint_may_override_signing_properties() {
    let get = || request("GET", "https://example.amazonaws.com/a%20b/../c", &[], "");
    let sign =
        |signing: Signing<'_>| header(&signed(get(), &credentials(), &signing), "authorization").to_owned();
    let usual = sign(signing("service"));
    let named = sign(Signing { name: Some("other"), ..signing("service") });
    assert!(named.contains("/us-east-1/other/aws4_request"), "{named}");
    let once = sign(Signing { encoded_once: true, path_as_is: true, ..signing("service") });
    let as_is = sign(Signing { path_as_is: true, ..signing("service") });
    assert!(usual != once && once != as_is && usual != as_is);
}

#[test]
fn signing_anew_replaces_the_old_signature() {
    let request = request("GET", "https://example.amazonaws.com/", &[], "");
    let once = signed(request, &credentials(), &signing("service"));
    let later = Signing { now: time() + Duration::from_secs(60), ..signing("service") };
    let twice = signed(once.clone(), &credentials(), &later);
    assert_eq!(header(&twice, "x-amz-date"), "20150830T123700Z");
    assert_eq!(twice.headers().get_all("authorization").iter().count(), 1);
    assert_ne!(header(&once, "authorization"), header(&twice, "authorization"));
}

#[test]
fn signing_errors_contain_no_secret() {
    let plain = || request("GET", "https://example.amazonaws.com/", &[], "");
    let fails = |mut request: http::Request<Bytes>, credentials: &Credentials, signing: &Signing<'_>| {
        let error: AuthError = credentials.apply(&mut request, signing).unwrap_err();
        format!("{error} {error:?}")
    };
    let nowhere = Signing { region: None, ..signing("service") };
    assert!(fails(plain(), &credentials(), &nowhere).starts_with("no region to sign for; set one with"));
    let broken = credentials().session_token("first\nsecond");
    let text = fails(plain(), &broken, &signing("service"));
    assert!(
        text.starts_with("the request or the credentials have a character") && !text.contains("second"),
        "{text}"
    );
    let mut odd = plain();
    odd.headers_mut().insert("x-odd", http::HeaderValue::from_bytes(b"caf\xe9").unwrap());
    let text = fails(odd, &credentials(), &signing("service"));
    assert!(text.starts_with("the header x-odd has a character that is not ASCII"), "{text}");
}
