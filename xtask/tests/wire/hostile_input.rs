//! Values that are invalid in their location: they are encoded, or rejected without being shown.

use connectparticipant::operation::describe_view::{DescribeView, DescribeViewRequest};
use connectparticipant::{EncodeError, Operation};

use super::samples::{Sampled, each_operation};
use super::transport::{HOST, TOKEN, endpoint};

fn view(label: &str) -> Result<String, EncodeError> {
    let request = DescribeView::encode(&DescribeViewRequest::new(label, TOKEN), &endpoint())?;
    let uri = request.uri().to_string();
    Ok(uri.strip_prefix(HOST).and_then(|path| path.strip_prefix("/participant/views/")).unwrap().to_owned())
}

/// View tokens, and their path segments.
const LABELS: &[(&str, &str)] = &[
    ("plain-._~09AZaz", "plain-._~09AZaz"),
    ("a/b", "a%2Fb"),
    ("/", "%2F"),
    ("a b", "a%20b"),
    ("a+b", "a%2Bb"),
    ("100%", "100%25"),
    ("%2F", "%252F"),
    ("a?b=c&d#e", "a%3Fb%3Dc%26d%23e"),
    ("é", "%C3%A9"),
    ("日本", "%E6%97%A5%E6%9C%AC"),
    ("😀", "%F0%9F%98%80"),
    ("../disconnect", "..%2Fdisconnect"),
    ("..\\disconnect", "..%5Cdisconnect"),
    ("...", "..."),
    (".a", ".a"),
    ("a\r\nX-Injected: 1", "a%0D%0AX-Injected%3A%201"),
    ("\0\u{7f}", "%00%7F"),
    ("!$'()*,;:@[]\"<>{}|^`", "%21%24%27%28%29%2A%2C%3B%3A%40%5B%5D%22%3C%3E%7B%7D%7C%5E%60"),
];

#[test]
fn a_label_is_one_segment_of_the_path() {
    for (label, segment) in LABELS {
        assert_eq!(view(label).as_deref(), Ok(*segment), "{label:?}");
    }
    // Every character below U+0100.
    for character in ('\0'..='\u{ff}').filter(|character| *character != '.') {
        let segment = view(&character.to_string()).unwrap();
        let plain = character.is_ascii_alphanumeric() || "-_~".contains(character);
        assert_eq!(segment == character.to_string(), plain, "{character:?} -> {segment}");
        assert!(plain || segment.starts_with('%'), "{character:?} -> {segment}");
    }
}

/// Clients resolve `/participant/views/..` to `/participant/`, and `%2E%2E` as well: no encoding prevents it.
#[test]
fn a_label_of_dots_cannot_leave_its_segment() {
    for label in [".", ".."] {
        let error = view(label).expect_err(label);
        assert_eq!(error.member(), "ViewToken", "{label}");
    }
}

#[test]
fn an_empty_label_is_refused() {
    let error = view("").unwrap_err();
    assert_eq!((error.operation(), error.member()), ("DescribeView", "ViewToken"));
    assert_eq!(
        error.to_string(),
        "the request for DescribeView was not sent: ViewToken is empty, but it is a part of the path"
    );
    assert!(!format!("{error:?}").contains(TOKEN));
}

/// The `http` crate limits the length of a URI.
#[test]
fn an_overlong_label_is_rejected() {
    assert_eq!(view(&"v".repeat(60_000)).unwrap().len(), 60_000);
    for label in ["v".repeat(70_000), "/".repeat(30_000)] {
        let error = view(&label).unwrap_err();
        assert_eq!(error.operation(), "DescribeView");
        assert!(error.to_string().len() < 200, "{error}");
    }
}

/// Characters that make a token invalid in a header, in the middle of one.
const UNFIT: &[&str] = &[
    "\r\nX-Injected: 1",
    "\n",
    "\r",
    "\0",
    "\u{1}",
    "\u{8}",
    "\u{b}",
    "\u{1f}",
    "\u{7f}",
    "\u{80}",
    "é",
    "日本",
    "😀",
];

#[test]
fn a_token_that_no_header_can_carry_is_refused_and_not_shown() {
    fn check<O: Sampled>() {
        for unfit in UNFIT {
            let token = format!("c2VjcmV0{unfit}dG9rZW4");
            for input in [O::minimal(&token), O::full(&token)] {
                let error = match O::encode(&input, &endpoint()) {
                    Err(error) => error,
                    Ok(request) => panic!("{}: {unfit:?} is sent: {:?}", O::NAME, request.headers().keys()),
                };
                assert_eq!((error.operation(), error.member()), (O::NAME, O::TOKEN));
                let sentence = format!(
                    "the request for {} was not sent: {} has a control or non-ASCII character, which is invalid in a header",
                    O::NAME,
                    O::TOKEN
                );
                assert_eq!(error.to_string(), sentence);
                let wrapped = connectparticipant::CallError::<O::Error>::from(error.clone());
                assert_eq!(wrapped.to_string(), sentence);
                for shown in [format!("{error:?}"), format!("{error:#?}"), format!("{wrapped:?}")] {
                    assert!(!shown.contains("c2Vj") && !shown.contains("dG9r"), "{shown}");
                }
                assert_eq!((wrapped.status(), wrapped.code(), wrapped.message()), (None, None, None));
                assert_eq!(wrapped.request_id(), None);
                assert!(wrapped.metadata().is_none() && !wrapped.is_retryable() && !wrapped.is_throttling());
            }
        }
    }
    each_operation!(check);
}

/// Every valid header character arrives unchanged; every other is rejected.
#[test]
fn a_token_of_visible_characters_arrives_as_it_is() {
    fn check<O: Sampled>() {
        for character in '\0'..='\u{ff}' {
            let token = format!("a{character}b");
            let fits = matches!(character, '\t' | ' '..='~');
            match O::encode(&O::minimal(&token), &endpoint()) {
                Ok(request) => {
                    assert!(fits, "{}: {character:?} is sent", O::NAME);
                    assert_eq!(request.headers()["x-amz-bearer"].as_bytes(), token.as_bytes());
                }
                Err(error) => assert!(!fits, "{}: {character:?}: {error}", O::NAME),
            }
        }
    }
    each_operation!(check);
}
