//! HTTP bindings that are contradictory, or that no client could implement.

use serde_json::{Value, json};

use super::common::{STRING, check, good, said, to, with};
use crate::cases::generate_text;

fn http(shapes: &mut Value, http: Value) {
    shapes["ns#Put"]["traits"]["smithy.api#http"] = http;
}

fn uri(shapes: &mut Value, uri: &str) {
    http(shapes, json!({ "method": "PUT", "uri": uri }));
}

#[test]
fn labels_and_uri_must_agree() {
    check(
        |shapes| uri(shapes, "/notes/{id"),
        &[
            "ns#Put: `/notes/{id` has unbalanced braces",
            "ns#In$id: is a label, but the URI does not contain it",
        ],
    );
    check(
        |shapes| uri(shapes, "/notes/id}"),
        &[
            "ns#Put: `/notes/id}` has unbalanced braces",
            "ns#In$id: is a label, but the URI does not contain it",
        ],
    );
    check(
        |shapes| uri(shapes, "/notes/{id}/{text}/{nobody}"),
        &[
            "ns#Put: `/notes/{id}/{text}/{nobody}` has the label `text`, but no member is bound to it",
            "ns#Put: `/notes/{id}/{text}/{nobody}` has the label `nobody`, but no member is bound to it",
        ],
    );
    check(|shapes| uri(shapes, "/notes"), &["ns#In$id: is a label, but the URI does not contain it"]);
    check(
        |shapes| shapes["ns#In"]["members"]["id"]["traits"] = json!({ "smithy.api#httpLabel": {} }),
        &["ns#In$id: is a label and must be required"],
    );
}

#[test]
fn method_uri_and_status_are_checked() {
    check(
        |shapes| shapes["ns#Put"]["traits"] = json!({}),
        &[
            "ns#Put: has no `smithy.api#http` trait with a method and a uri",
            "ns#In$id: is a label, but the URI does not contain it",
        ],
    );
    check(
        |shapes| http(shapes, json!({ "method": "PU T", "uri": "notes/{id} \u{7f}", "code": 99 })),
        &[
            "ns#Put: `PU T` is not an HTTP method",
            "ns#Put: the URI has the invalid character ' '",
            "ns#Put: the URI `notes/{id} \u{7f}` does not start with `/`",
            "ns#Put: 99 is not an HTTP status",
        ],
    );
    check(
        |shapes| http(shapes, json!({ "method": "", "uri": "/{id}", "code": 70_000 })),
        &["ns#Put: `` is not an HTTP method", "ns#Put: 70000 is not an HTTP status"],
    );
}

/// The URI is rejected or sent unchanged, but never as another one.
#[test]
fn a_method_that_http_does_not_name_is_not_another() {
    let mut model = good();
    http(&mut model["shapes"], json!({ "method": "FETCH", "uri": "/notes/{id}" }));
    let files = generate_text("methods", model.to_string()).unwrap_or_default();
    assert!(!files.is_empty());
    for file in &files {
        assert!(!file.text.contains("http::Method::"), "FETCH is sent as another method: {}", file.path);
    }
}

/// `http::Uri` would reject it at run time.
#[test]
fn labels_have_no_place_in_the_query_string_of_the_uri() {
    for (text, expected) in [
        (
            "/notes/{id}?text={text}",
            "has a label in its query string; bind the member with `smithy.api#httpQuery`",
        ),
        ("/notes/{id}?a=\"<>`", "has the invalid character '\"'"),
        ("/notes/{id}#fragment", "has a fragment, which is never sent"),
    ] {
        assert_eq!(said(|shapes| uri(shapes, text)), format!("ns#Put: the URI {expected}"));
    }
}

#[test]
fn an_error_status_is_a_status() {
    for status in [json!(0), json!(99), json!(1000), json!(70_000), json!(-1), json!("404")] {
        let said = said(|shapes| shapes["ns#Bad"]["traits"]["smithy.api#httpError"] = status.clone());
        assert_eq!(said, format!("ns#Bad: {status} is not an HTTP status"));
    }
}

/// `http::HeaderName::from_static` would panic at run time.
#[test]
fn header_names_are_tokens() {
    for name in ["", " ", "a b", "x:", "é", "x\r\nevil: 1", "(x)", "x\u{0}"] {
        let header = with(STRING, "httpHeader", json!(name));
        let said = said(|shapes| shapes["ns#In"]["members"]["text"] = header);
        let expected = format!("ns#In$text: `{}` is not a header name", name.escape_debug());
        assert_eq!(said, expected);
    }
}

/// Both would be sent, and the service would read one.
#[test]
fn two_members_may_not_share_a_header_or_a_query_parameter() {
    for (name, what) in [("httpHeader", "a header"), ("httpQuery", "a query parameter")] {
        let said = said(|shapes| {
            shapes["ns#In"]["members"]["text"] = with(STRING, name, json!("X-Same"));
            shapes["ns#In"]["members"]["again"] = with(STRING, name, json!("X-Same"));
        });
        assert_eq!(said, format!("ns#In$again: is {what}, and so is `text`"));
    }
    // Header names are case-insensitive.
    let said = said(|shapes| {
        shapes["ns#In"]["members"]["text"] = with(STRING, "httpHeader", json!("X-Same"));
        shapes["ns#In"]["members"]["again"] = with(STRING, "httpHeader", json!("x-same"));
    });
    assert_eq!(said, "ns#In$again: is a header, and so is `text`");
}

/// A structure or a map cannot be one header, one label or one parameter; the generated code would not compile.
#[test]
fn only_simple_values_travel_outside_of_a_body() {
    let (header, query) = ("is a header", "is a query parameter");
    let (simple, map) = ("a simple value or a list of them", "a map of strings to strings");
    for (target, name, value, expected) in [
        ("ns#Note", "httpHeader", json!("X-Note"), format!("{header} and must be {simple}")),
        ("ns#Note", "httpQuery", json!("note"), format!("{query} and must be {simple}")),
        ("smithy.api#Document", "httpHeader", json!("X-Note"), format!("{header} and must be {simple}")),
        (STRING, "httpPrefixHeaders", json!("X-"), format!("is a group of headers and must be {map}")),
        (
            STRING,
            "httpQueryParams",
            json!({}),
            format!("is a group of query parameters and must be {map} or to lists of strings"),
        ),
        (STRING, "httpResponseCode", json!({}), "is the HTTP status and must be an integer".to_owned()),
    ] {
        let structure = if name == "httpResponseCode" { "ns#Out" } else { "ns#In" };
        let said = said(|shapes| shapes[structure]["members"]["text"] = with(target, name, value));
        assert_eq!(said, format!("{structure}$text: {expected}"));
    }
    let label =
        json!({ "target": "ns#Note", "traits": { "smithy.api#httpLabel": {}, "smithy.api#required": {} } });
    let said = said(|shapes| shapes["ns#In"]["members"]["id"] = label);
    assert_eq!(said, "ns#In$id: is a label and must be a simple value");
}

#[test]
fn there_is_one_payload_and_then_no_document() {
    check(
        |shapes| {
            shapes["ns#In"]["members"]["text"] = with(STRING, "httpPayload", json!({}));
            shapes["ns#In"]["members"]["more"] = with(STRING, "httpPayload", json!({}));
            shapes["ns#In"]["members"]["left"] = to(STRING);
        },
        &[
            "ns#In$more: has no location: another member is the payload",
            "ns#In$left: has no location: another member is the payload",
        ],
    );
}

#[test]
fn a_member_is_bound_once() {
    let traits = json!({ "smithy.api#httpHeader": "X-Text", "smithy.api#httpQuery": "text" });
    check(
        |shapes| shapes["ns#In"]["members"]["text"]["traits"] = traits,
        &["ns#In$text: is bound by `smithy.api#httpQuery` and by `smithy.api#httpHeader`; only one is \
             allowed"],
    );
}

/// Its text would be put into a header.
#[test]
fn a_media_type_is_checked() {
    check(
        |shapes| {
            shapes["ns#Text"] = json!({ "type": "string", "traits": { "smithy.api#mediaType": "x\ny" } });
            shapes["ns#In"]["members"]["text"] = with("ns#Text", "httpPayload", json!({}));
        },
        &["ns#In$text: `x\\ny` is not a media type"],
    );
}

#[test]
fn catch_all_members_are_unique() {
    check(
        |shapes| {
            shapes["ns#Map"] = json!({ "type": "map", "key": to(STRING), "value": to(STRING) });
            shapes["ns#In"]["members"]["text"] = with("ns#Map", "httpQueryParams", json!({}));
            shapes["ns#In"]["members"]["more"] = with("ns#Map", "httpQueryParams", json!({}));
            shapes["ns#Out"]["members"]["head"] = with("ns#Map", "httpPrefixHeaders", json!("x-a "));
            shapes["ns#Out"]["members"]["more"] = with("ns#Map", "httpPrefixHeaders", json!(""));
        },
        &[
            "ns#In$more: is a group of query parameters, and so is `text`",
            "ns#Out$head: `x-a ` is not the start of a header name",
            "ns#Out$more: is a group of headers, and so is `head`",
        ],
    );
}

/// A member of a shared structure may be bound in one direction and be in the body in the other.
#[test]
fn bindings_count_only_in_their_direction() {
    check(
        |shapes| {
            shapes["ns#Kind"] = json!({ "type": "enum", "members": { "A": to("smithy.api#Unit") } });
            shapes["ns#Out"]["members"]["kind"] = with("ns#Kind", "httpQuery", json!("kind"));
            shapes["ns#Out"]["members"]["note"]["traits"] = json!({ "smithy.api#httpLabel": {} });
        },
        &["generates"],
    );
}
