//! Non-ASCII text in headers, and a list that begins with an empty item.

use case_header_text::operation::get::{Get, In};
use case_header_text::{Endpoint, MemberPlace, Operation, WithMetadata};
use http::{HeaderValue, Response};

fn bytes(value: &[u8]) -> HeaderValue {
    HeaderValue::from_bytes(value).unwrap()
}

fn read(response: &Response<&str>) -> WithMetadata<<Get as Operation>::Output> {
    Get::decode_with_metadata(response.status(), response.headers(), response.body().as_bytes()).unwrap()
}

#[test]
fn utf_8_is_read() {
    let response = Response::builder()
        .header("x-name", bytes("Zoë".as_bytes()))
        .header("x-meta-color", bytes("grün".as_bytes()))
        .header("x-meta-size", "5")
        .body(r#"{"body":"b"}"#)
        .unwrap();
    let WithMetadata { output: response, metadata, .. } = read(&response);
    assert_eq!((response.name.as_deref(), response.body.as_deref()), (Some("Zoë"), Some("b")));
    let meta = response.meta.clone().unwrap();
    assert_eq!((meta["color"].as_str(), meta["size"].as_str()), ("grün", "5"));
    assert!(metadata.unreadable_members().is_empty());
}

#[test]
fn invalid_bytes_affect_only_their_member_and_are_reported() {
    let response = Response::builder()
        .header("x-name", bytes(b"Zo\xeb"))
        .header("x-meta-color", bytes(b"gr\xfcn"))
        .header("x-meta-size", "5")
        .body(r#"{"body":"b"}"#)
        .unwrap();
    let WithMetadata { output: response, metadata, .. } = read(&response);
    assert_eq!((response.name.as_deref(), response.body.as_deref()), (None, Some("b")));
    assert_eq!(response.meta.as_ref().map(|meta| meta.len()), Some(1));
    let unreadable: Vec<_> = metadata
        .unreadable_members()
        .iter()
        .map(|member| (member.path(), member.place(), member.reason()))
        .collect();
    let header = |path| (path, MemberPlace::Header, "expected UTF-8");
    assert_eq!(unreadable, [header("x-name"), header("x-meta-color")]);
}

#[test]
fn null_is_a_body_without_members() {
    for body in ["null", " null ", "", "{}"] {
        let response = Get::decode_response(&Response::builder().header("x-name", "n").body(body).unwrap()).unwrap();
        assert_eq!((response.name.as_deref(), response.body.as_deref()), (Some("n"), None));
    }
}

#[test]
fn an_empty_item_is_sent() {
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    let sent = |items: &[&str]| {
        let input = In::new().list(items.iter().map(ToString::to_string));
        Get::encode(&input, &endpoint).unwrap().headers()["x-list"].to_str().unwrap().to_owned()
    };
    assert_eq!(sent(&["", "a"]), "\"\", a");
    assert_eq!(sent(&["a", "", "b"]), "a, \"\", b");
    assert_eq!(sent(&[""]), "\"\"");
    assert_eq!(sent(&["a", "b,c"]), "a, \"b,c\"");
}
