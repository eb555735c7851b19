//! Compares signatures in URLs, and those of Amazon S3, with published ones: the test suite of Signature Version 4, and the examples
//! of <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html> and `sig-v4-header-based-auth.html`.

use std::time::{Duration, SystemTime};

use super::super::{Credentials, Identity, Signing};
use super::signing::{credentials, header, request, signed, signing, TOKEN};

fn presigning(name: &'static str, seconds: u64) -> Signing<'static> {
    Signing { validity: Some(Duration::from_secs(seconds)), ..signing(name) }
}

/// The bucket, the credentials and the time (2013-05-24T00:00:00Z) of S3's documentation.
fn of_s3(signing: Signing<'_>) -> (Credentials, Signing<'_>) {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_369_353_600);
    (credentials, Signing { now, s3_signature: true, encoded_once: true, path_as_is: true, ..signing })
}

fn parameter<'u>(uri: &'u http::Uri, name: &str) -> &'u str {
    let parameters = uri.query().unwrap().split('&');
    let found: Vec<_> =
        parameters.filter_map(|pair| pair.split_once('=')).filter(|(own, _)| *own == name).collect();
    assert_eq!(found.len(), 1, "{name} in {uri}");
    found[0].1
}

#[test]
fn the_url_of_the_documentation_of_s3_has_its_signature() {
    let (credentials, signing) = of_s3(presigning("s3", 86400));
    let mut get = request("GET", "https://examplebucket.s3.amazonaws.com/test.txt", &[], "");
    credentials.apply(&mut get, &signing).unwrap();
    let expected = "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256\
                    &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
                    &X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host\
                    &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
    assert_eq!(get.uri().to_string(), expected);
    assert!(get.headers().is_empty(), "{:?}", get.headers());
}

#[test]
fn known_requests_have_their_known_signatures() {
    let uri = |query: &str| format!("https://example.amazonaws.com/{query}");
    let plain = credentials();
    let temporary = plain.clone().session_token(TOKEN);
    let cases = [
        (
            &plain,
            request("POST", &uri(""), &[], ""),
            "host",
            "2ce6e6d2e0cf2f9d1b55fafec88cd20574c31dc2e7631979f71ba2310083e95b",
        ),
        (
            &plain,
            request("GET", &uri("?Param2=value2&Param1=value1"), &[], ""),
            "host",
            "86012e2c9ad4d77369f5d81c11f75158aae4f895a085212cc6d3f923d300bed5",
        ),
        (
            &plain,
            request(
                "POST",
                &uri(""),
                &[("content-type", "application/x-www-form-urlencoded"), ("content-length", "13")],
                "Param1=value1",
            ),
            "content-length%3Bcontent-type%3Bhost",
            "89a40deed0f26f9461242825a082d2222717248abc7ab41f552ad84a94ad46e9",
        ),
        (
            &temporary,
            request("POST", &uri(""), &[], ""),
            "host",
            "46c2e3c63c1dbe7d39f8ada16fe7f001c1f56c5791441565323677f96308871c",
        ),
    ];
    for (credentials, mut request, headers, signature) in cases {
        credentials.apply(&mut request, &presigning("service", 3600)).unwrap();
        assert_eq!(parameter(request.uri(), "X-Amz-SignedHeaders"), headers);
        assert_eq!(parameter(request.uri(), "X-Amz-Expires"), "3600");
        assert_eq!(parameter(request.uri(), "X-Amz-Signature"), signature, "{}", request.uri());
        assert!(
            !request.headers().contains_key("authorization") && !request.headers().contains_key("x-amz-date")
        );
    }
}

/// Only S3 ignores the body of a presigned request.
#[test]
fn a_url_of_another_service_covers_the_body() {
    let signature = |body: &str, s3_signature| {
        let mut post = request("POST", "https://example.amazonaws.com/", &[], body);
        let signing = Signing { s3_signature, ..presigning("service", 60) };
        credentials().apply(&mut post, &signing).unwrap();
        parameter(post.uri(), "X-Amz-Signature").to_owned()
    };
    assert_ne!(signature("a", false), signature("b", false));
    assert_eq!(signature("a", true), signature("b", true));
}

#[test]
fn requests_to_s3_have_the_hash_of_their_body() {
    let (credentials, signing) = of_s3(signing("s3"));
    let uri = "https://examplebucket.s3.amazonaws.com/test.txt";
    let get = signed(request("GET", uri, &[("range", "bytes=0-9")], ""), &credentials, &signing);
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(header(&get, "x-amz-content-sha256"), empty);
    let authorization = header(&get, "authorization");
    assert!(
        authorization.ends_with(
            "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, \
             Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        ),
        "{authorization}"
    );
}
