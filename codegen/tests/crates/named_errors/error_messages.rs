//! Locations of the message and the code of an error: tests of the crate of `cases/error_messages.json`.

use std::error::Error as _;

use case_error_messages::operation::r#do::{Do, DoError};
use case_error_messages::{CallError, Operation, ServiceError};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

fn whole(status: u16, headers: &[(&str, &[u8])], body: &str) -> CallError<DoError> {
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| (HeaderName::try_from(*name).unwrap(), HeaderValue::from_bytes(value).unwrap()))
        .collect();
    Do::decode(StatusCode::from_u16(status).unwrap(), &headers, body.as_bytes()).unwrap_err()
}

fn error(status: u16, headers: &[(&str, &[u8])], body: &str) -> DoError {
    match whole(status, headers, body) {
        CallError::Service(error) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_message_is_found_under_the_name_that_the_model_gives_it() {
    let by_json_name = error(400, &[], r#"{"__type":"ex.t#ByJsonName","why":"the text"}"#);
    let by_header = error(400, &[("x-msg", b"the text")], r#"{"__type":"ex.t#ByHeader"}"#);
    let upper = error(400, &[], r#"{"__type":"ex.t#Upper","MESSAGE":"the text"}"#);
    for error in [&by_json_name, &by_header, &upper] {
        assert_eq!(error.message(), Some("the text"), "{error:?}");
        assert_eq!(error.metadata().message(), Some("the text"), "{error:?}");
        assert!(error.to_string().ends_with(" (HTTP 400): the text"), "{error}");
    }
    assert!(matches!(&by_json_name, DoError::ByJsonName(error) if error.message.as_deref() == Some("the text")));
    assert!(matches!(&by_header, DoError::ByHeader(error) if error.message.as_deref() == Some("the text")));
    assert!(matches!(&upper, DoError::Upper(error) if error.message.as_deref() == Some("the text")));
}

#[test]
fn the_name_of_the_model_counts_before_others() {
    for body in [r#"{"__type":"ByJsonName","why":"a","message":"b"}"#, r#"{"__type":"ByJsonName","message":"b","why":"a"}"#] {
        assert_eq!(error(400, &[("x-amzn-error-message", b"c")], body).message(), Some("a"));
    }
    assert_eq!(error(400, &[("x-msg", b"a")], r#"{"__type":"ByHeader","message":"b"}"#).message(), Some("a"));
    assert_eq!(error(400, &[], r#"{"__type":"Upper","MESSAGE":"a","message":"b"}"#).message(), Some("a"));
}

#[test]
fn other_names_count_where_it_is_missing() {
    for name in ["ByJsonName", "ByHeader", "Upper", "HasCode", "Teapot"] {
        for member in ["message", "Message", "MESSAGE", "errorMessage"] {
            let body = format!(r#"{{"__type":"{name}","{member}":"m","why":null}}"#);
            assert_eq!(error(400, &[], &body).message(), Some("m"), "{body}");
        }
        for header in ["x-amzn-error-message", "x-amzn-errormessage"] {
            let body = format!(r#"{{"__type":"{name}"}}"#);
            let error = error(400, &[(header, "Grüße".as_bytes())], &body);
            assert_eq!(error.message(), Some("Grüße"), "{name} {header}");
        }
        // The header is for responses without a body, such as those to HEAD.
        let body = format!(r#"{{"__type":"{name}","message":"m"}}"#);
        assert_eq!(error(400, &[("x-amzn-error-message", b"n")], &body).message(), Some("m"));
    }
    assert_eq!(error(404, &[("x-amzn-errortype", b"Upper"), ("x-amzn-error-message", b"m")], "").message(), Some("m"));
}

#[test]
fn a_secret_message_is_shown_nowhere() {
    let body = r#"{"__type":"ex.t#Hidden","message":"hush","other":"x"}"#;
    let whole = whole(400, &[("x-amzn-requestid", b"r-1")], body);
    let mut shown = format!("{whole} {whole:?} {whole:#?}");
    let mut source = whole.source();
    while let Some(cause) = source {
        shown.push_str(&format!("{cause} {cause:?}"));
        source = cause.source();
    }
    let CallError::Service(error) = &whole else { panic!("{whole:?}") };
    let DoError::Hidden(hidden) = error else { panic!("{error:?}") };
    shown.push_str(&format!("{error} {error:?} {hidden} {hidden:?} {} {:?}", error.metadata(), error.metadata()));
    assert!(!shown.contains("hush"), "{shown}");
    assert_eq!(whole.to_string(), "Do failed with Hidden (HTTP 400) (request id r-1)");
    // Callers can read it explicitly.
    assert_eq!((whole.message(), hidden.message.as_deref()), (Some("hush"), Some("hush")));
    // Nor is a message that a test sets.
    let made = case_error_messages::error::Hidden::new().message("hush");
    assert!(!format!("{made} {made:?} {:?}", made.metadata).contains("hush"));
    // Other spellings are the same message, and a body that is not JSON may be it.
    for (headers, body) in [
        (vec![("x-amzn-errortype", &b"Hidden"[..])], r#"{"MESSAGE":"hush"}"#),
        (vec![("x-amzn-errortype", &b"Hidden"[..]), ("x-amzn-error-message", b"hush")], ""),
        (vec![("x-amzn-errortype", &b"Hidden"[..])], "hush"),
    ] {
        let error = super_error(&headers, body);
        assert!(!format!("{error} {error:?}").contains("hush"), "{error}");
    }
}

fn super_error(headers: &[(&str, &[u8])], body: &str) -> DoError {
    error(400, headers, body)
}

#[test]
fn a_member_called_code_is_not_the_code() {
    let error = error(409, &[], r#"{"__type":"ex.t#HasCode","Code":"E42","message":"m","detail":"d"}"#);
    assert_eq!((error.code(), error.message()), (Some("HasCode"), Some("m")));
    let DoError::HasCode(inner) = &error else { panic!("{error:?}") };
    assert_eq!((inner.code.as_deref(), inner.detail.as_deref()), (Some("E42"), Some("d")));
    // Without a name, the body is not the name.
    assert_eq!(super_error(&[], r#"{"Code":"E42"}"#).code(), None);
}

#[test]
fn an_invalid_header_affects_only_its_member() {
    for bad in [&b"soon"[..], b"", b"\xff\xfe", b"99999999999999999999", b"Sun, 06 Nov 1994 08:49:37 GMT"] {
        let error = error(429, &[("retry-after", bad)], r#"{"__type":"HeaderFirst","message":"m","detail":"d"}"#);
        let DoError::HeaderFirst(inner) = &error else { panic!("{error:?}") };
        assert_eq!((inner.retry, &*inner.detail, inner.message.as_deref()), (None, "d", Some("m")), "{bad:?}");
    }
    let error = error(429, &[("retry-after", b"7")], r#"{"__type":"HeaderFirst","detail":"d"}"#);
    assert!(matches!(&error, DoError::HeaderFirst(inner) if inner.retry == Some(7)));
}
