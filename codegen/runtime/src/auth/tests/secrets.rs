//! Tokens, keys and passwords; their expiry; errors without them.

use std::error::Error;
use std::time::{Duration, SystemTime};

use bytes::Bytes;

#[cfg(feature = "sigv4")]
use super::super::Credentials;
use super::super::{choose, ApiKey, AuthError, BearerToken, Cache, Identity, Login, Signing};
use crate::{AuthOptions, AuthScheme};

const KEY_IN_QUERY: AuthScheme = AuthScheme::HttpApiKey { location: "query", name: "api key", scheme: None };

fn apply(identity: &impl Identity, scheme: AuthScheme, uri: &str) -> Result<http::Request<Bytes>, AuthError> {
    let mut request = http::Request::builder().uri(uri).body(Bytes::new()).unwrap();
    let now = SystemTime::UNIX_EPOCH;
    let signing = Signing {
        scheme,
        name: None,
        region: None,
        now,
        unsigned_payload: false,
        body_follows: false,
        trailer_follows: false,
        s3_signature: false,
        #[cfg(feature = "sigv4")]
        validity: None,
        encoded_once: false,
        path_as_is: false,
    };
    identity.apply(&mut request, &signing)?;
    Ok(request)
}

fn authorization(request: &http::Request<Bytes>) -> &str {
    let value = &request.headers()["authorization"];
    assert!(value.is_sensitive());
    value.to_str().unwrap()
}

#[test]
fn each_scheme_has_its_place() {
    let uri = "https://example.com/a";
    let bearer = apply(&BearerToken::new("t"), AuthScheme::HttpBearer, uri).unwrap();
    assert_eq!(authorization(&bearer), "Bearer t");
    // The example in RFC 7617.
    let basic = apply(&Login::new("Aladdin", "open sesame"), AuthScheme::HttpBasic, uri).unwrap();
    assert_eq!(authorization(&basic), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    let in_header =
        AuthScheme::HttpApiKey { location: "header", name: "Authorization", scheme: Some("ApiKey") };
    assert_eq!(authorization(&apply(&ApiKey::new("k"), in_header, uri).unwrap()), "ApiKey k");
    let bare = AuthScheme::HttpApiKey { location: "header", name: "X-Api-Key", scheme: None };
    let bare = apply(&ApiKey::new("k"), bare, uri).unwrap();
    assert_eq!(bare.headers()["x-api-key"], "k");
    assert!(bare.headers()["x-api-key"].is_sensitive());
}

#[test]
fn a_key_joins_the_query_string() {
    for (uri, expected) in [
        ("https://example.com", "https://example.com/?api%20key=a%26b"),
        ("https://example.com/a", "https://example.com/a?api%20key=a%26b"),
        ("https://example.com/a?x=1", "https://example.com/a?x=1&api%20key=a%26b"),
    ] {
        let request = apply(&ApiKey::new("a&b"), KEY_IN_QUERY, uri).unwrap();
        assert_eq!(request.uri().to_string(), expected);
    }
}

#[test]
fn no_secret_is_shown() {
    let debug = [
        format!("{:?}", BearerToken::new("hush")),
        format!("{:?}", ApiKey::new("hush")),
        format!("{:?}", Login::new("user", "hush")),
        #[cfg(feature = "sigv4")]
        format!("{:?}", Credentials::new("id", "hush").session_token("hush")),
    ];
    for text in debug {
        assert!(text.contains("[redacted]") && !text.contains("hush"), "{text}");
    }
    let uri = "https://example.com/";
    for error in [
        apply(&BearerToken::new("hush\n"), AuthScheme::HttpBearer, uri).unwrap_err(),
        apply(&BearerToken::new("hush\u{e9}"), AuthScheme::HttpBearer, uri).unwrap_err(),
        apply(&Login::new("hush:", "hush"), AuthScheme::HttpBasic, uri).unwrap_err(),
    ] {
        assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
    }
}

#[test]
fn the_first_scheme_that_has_a_source_is_taken_with_the_last_source() {
    const SCHEMES: &[AuthScheme] = &[AuthScheme::SigV4a("x"), AuthScheme::SigV4("x"), AuthScheme::HttpBearer];
    let options = AuthOptions::new(SCHEMES);
    let takes = |source: &(AuthScheme, u8), scheme: &AuthScheme| source.0 == *scheme;
    let (bearer, old, new) =
        ((AuthScheme::HttpBearer, 1), (AuthScheme::SigV4("x"), 2), (AuthScheme::SigV4("x"), 3));
    assert_eq!(choose(options, &[bearer], takes).unwrap().1 .1, 1);
    assert_eq!(choose(options, &[bearer, old, new], takes).unwrap().1 .1, 3);
    assert!(choose(options, &[], takes).is_none());
}

#[test]
fn expiring_identities_are_cached_until_five_minutes_before() {
    let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    let failed = || AuthError::new("no response");
    let cache = Cache::new();
    assert!(cache.fresh(at(0)).is_none());
    cache.renewed(Ok(BearerToken::new("a").expires_at(at(1000))), at(0)).unwrap();
    assert!(cache.fresh(at(699)).is_some());
    assert!(cache.fresh(at(700)).is_none(), "time to ask for another");
    assert!(cache.renewed(Err(failed()), at(999)).is_ok(), "the old one is still good");
    assert!(cache.renewed(Err(failed()), at(1000)).is_err());
    cache.renewed(Ok(BearerToken::new("b")), at(1000)).unwrap();
    assert!(cache.fresh(at(1000)).is_none(), "what does not expire is not kept");
}

#[test]
fn errors_have_a_hint_and_can_be_downcast() {
    const SCHEMES: &[AuthScheme] = &[AuthScheme::SigV4("x"), AuthScheme::HttpBearer];
    let options = AuthOptions::new;
    let missing = || AuthError::missing("AWS_ACCESS_KEY_ID is not set");
    let error = missing().in_call(options(SCHEMES));
    assert_eq!(
        error.to_string(),
        "no identity for authentication; set credentials with `credentials_provider(..)` or the environment \
         variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (with the feature `sigv4`), or a token with \
         `bearer_token(..)`"
    );
    let cause: &AuthError = error.cause().unwrap().downcast_ref().unwrap();
    assert_eq!(cause.to_string(), "AWS_ACCESS_KEY_ID is not set");
    assert!(cause.is_missing());
    let digest = missing().in_call(options(&[AuthScheme::HttpDigest]));
    assert_eq!(digest.to_string(), "the operation has no authentication scheme that this client supports");
    let failed = AuthError::new("refused").with_source(std::fmt::Error).in_call(options(SCHEMES));
    assert!(failed.to_string().starts_with("the request could not be authenticated: refused: "), "{failed}");
    assert!(failed.source().is_none(), "it would be printed twice");
    assert!(failed.cause().unwrap().source().is_some());
}
