//! Other locations of codes and messages: tests of the crate of `cases/error_places.json`.

use case_error_places::operation::listen::Listen;
use case_error_places::operation::plain::Plain;
use case_error_places::operation::r#do::{Do, DoError};
use case_error_places::types::{Events, EventsError};
use case_error_places::{CallError, Message, Operation, ServiceError, StreamError};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

fn headers(headers: &[(&str, &[u8])]) -> HeaderMap {
    let pair = |(name, value): &(&str, &[u8])| {
        (HeaderName::try_from(*name).unwrap(), HeaderValue::from_bytes(value).unwrap())
    };
    headers.iter().map(pair).collect()
}

fn error<O: Operation>(of: &[(&str, &[u8])], body: &str) -> O::Error
where
    O::Output: std::fmt::Debug,
    O::Error: std::fmt::Debug,
{
    match O::decode(StatusCode::BAD_REQUEST, &headers(of), body.as_bytes()) {
        Err(CallError::Service(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_message_is_a_secret_by_its_member_its_target_and_its_structure() {
    for (of, body) in [
        (vec![], r#"{"__type":"OnMember","message":"hush"}"#),
        (vec![("x-msg", &b"hush"[..])], r#"{"__type":"InHeader"}"#),
        (vec![], r#"{"__type":"AsWhole","message":"hush","detail":"hush"}"#),
        (vec![], r#"{"__type":"OtherName","errorMessage":"hush"}"#),
        (vec![], r#"{"__type":"OtherName","message":"hush"}"#),
    ] {
        let error = error::<Do>(&of, body);
        assert!(!matches!(error, DoError::Unmodelled(_)));
        assert_eq!(error.message(), Some("hush"), "{body}");
        let shown = format!("{error} {error:?} {} {:?}", error.metadata(), error.metadata());
        assert!(!shown.contains("hush"), "{shown}");
    }
}

#[test]
fn a_message_that_is_the_body_is_read_and_shown() {
    let error = error::<Do>(&[("x-amzn-errortype", b"AsBody")], "short and stout");
    let DoError::AsBody(inner) = &error else { panic!("{error:?}") };
    assert_eq!(inner.message.as_deref(), Some("short and stout"));
    assert_eq!((error.message(), error.metadata().message()), (Some("short and stout"), Some("short and stout")));
    assert_eq!(error.to_string(), "Do failed with AsBody (HTTP 400): short and stout");
}

#[test]
fn a_modelled_member_code_does_not_hide_the_type() {
    for body in [r#"{"__type":"SmallCode","code":"E42"}"#, r#"{"code":"E42","__type":"case#SmallCode:http://x"}"#] {
        let error = error::<Do>(&[], body);
        assert!(matches!(&error, DoError::SmallCode(inner) if inner.code.as_deref() == Some("E42")), "{error:?}");
    }
    // If nothing else names the error, the member is the name, according to the protocol.
    assert!(matches!(error::<Do>(&[], r#"{"code":"Coded"}"#), DoError::Coded(_)));
    // An operation whose errors have no such member follows the protocol.
    assert_eq!(error::<Plain>(&[], r#"{"__type":"A","code":"Coded"}"#).code(), Some("Coded"));
    assert_eq!(error::<Plain>(&[], r#"{"Code":"Coded"}"#).code(), Some("Coded"));
    assert_eq!(error::<Plain>(&[], r#"{"Code":"B","__type":"Coded"}"#).code(), Some("Coded"));
    // A gateway adds its own code after that of the service.
    let added = error::<Plain>(&[("x-amzn-errortype", b"Coded,InvalidParameterException")], "{}");
    assert_eq!(added.code(), Some("Coded"));
}

#[test]
fn each_invalid_header_affects_only_its_member() {
    let good: [(&str, &[u8]); 6] = [
        ("x-count", b"7"),
        ("x-sizes", b"1, 2"),
        ("x-at", b"Sun, 06 Nov 1994 08:49:37 GMT"),
        ("x-note", b"n"),
        ("x-more-a", b"b"),
        ("x-amzn-errortype", b"SmallCode"),
    ];
    for at in 0..4 {
        let mut of = good.to_vec();
        of[at].1 = b"\xff";
        let error = error::<Do>(&of, r#"{"message":"m","code":"c","detail":"d"}"#);
        let DoError::SmallCode(inner) = &error else { panic!("{error:?}") };
        let there = [inner.count.is_some(), inner.sizes.is_some(), inner.at.is_some(), inner.note.is_some()];
        assert!((0..4).all(|other| other == at || there[other]), "{of:?}: {there:?}");
        assert_eq!(inner.more.as_ref().and_then(|more| more.get("a")).map(String::as_str), Some("b"));
        assert_eq!((inner.detail.as_deref(), inner.code.as_deref(), error.message()), (Some("d"), Some("c"), Some("m")));
    }
}

#[test]
fn exceptions_of_a_stream_keep_to_the_same_rules() {
    let read = |name: &str, payload: &str| {
        let message = Message::new()
            .with_header(":message-type", "exception")
            .with_header(":exception-type", name)
            .with_payload(payload.as_bytes().to_vec());
        match Events::from_message(&message) {
            Err(StreamError::Service(error)) => error,
            other => panic!("{other:?}"),
        }
    };
    let error = read("gone", r#"{"message":"hush"}"#);
    assert!(matches!(&error, EventsError::OnMember(inner) if inner.message.as_deref() == Some("hush")), "{error:?}");
    let stream = StreamError::Service(error.clone());
    assert!(!format!("{error} {error:?} {stream} {stream:?}").contains("hush"), "{error}");
    let error = read("named", r#"{"why":"a","message":"b","detail":"d"}"#);
    assert!(matches!(&error, EventsError::ByName(inner) if inner.detail.as_deref() == Some("d")), "{error:?}");
    assert_eq!(error.message(), Some("a"));
    assert!(error.to_string().ends_with(": a"), "{error}");
    assert_eq!(Listen::NAME, "Listen");
}

/// Random errors: nothing panics, and the identifying parts of the response are kept.
#[test]
fn no_error_loses_its_status_and_request_id() {
    const PIECES: &[&str] = &[
        "{", "}", "[", "]", "\"", ":", ",", "\\u", "null", "7", " ", "\u{0}", "é", "\"code\":", "\"Code\":", "\"__type\":",
        "\"message\":", "\"MESSAGE\":", "\"SmallCode\"", "\"OnMember\"", "\"case#AsBody:x\"", "<html>", "<!--", "<script>",
        "</", ">", "token=", "Bearer ", "\u{202e}", "?x", "&lt;",
    ];
    const NAMES: &[&str] = &[
        "x-amzn-errortype", "x-amzn-error-message", "x-amzn-query-error", "x-msg", "x-count", "x-sizes", "x-at", "x-more-", "x-more-b",
    ];
    const VALUES: &[&[u8]] = &[b"", b"SmallCode", b"OnMember", b"AsBody", b"\xff", b";", b"7", b"a,b", b",", b":", b"\"", b"Do;Sender"];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % most as u64).unwrap()
    };
    let mut variants = [0; 2];
    for _ in 0..20_000 {
        let body: String = (0..below(12)).map(|_| PIECES[below(PIECES.len())]).collect();
        let mut of: Vec<(&str, &[u8])> =
            (0..below(5)).map(|_| (NAMES[below(NAMES.len())], VALUES[below(VALUES.len())])).collect();
        if below(2) == 0 {
            of.push(("x-amzn-errortype", VALUES[1 + below(3)]));
        }
        of.push(("x-amzn-requestid", b"r-1"));
        let error = error::<Do>(&of, &body);
        variants[usize::from(matches!(error, DoError::Unmodelled(_)))] += 1;
        assert_eq!((error.status(), error.request_id()), (StatusCode::BAD_REQUEST, Some("r-1")));
        assert_eq!((error.metadata().body(), error.metadata().headers()), (body.as_bytes(), &headers(&of)));
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("(HTTP 400)"), "{shown}");
    }
    assert!(variants.iter().all(|count| *count > 2000), "{variants:?}");
}
