//! `farrier#upload` with names that do not exist, or have the wrong type.

use serde_json::{Value, json};

use super::common::{STRING, check, said, to, with};

/// A valid upload; `ns#Put` starts it.
fn upload() -> Value {
    json!({ "call": "UploadNote", "shared": ["id"], "name": "name", "size": "size", "contentType": "type",
        "id": "noteId", "url": "place.url", "headers": "place.headers", "complete": "Keep", "completeId": "noteId",
        "contentTypes": { "txt": "text/plain" } })
}

/// Returns the valid model with an upload.
fn with_upload(shapes: &mut Value, upload: Value) {
    shapes["ns#Put"]["traits"]["farrier#upload"] = upload;
    for name in ["name", "type"] {
        shapes["ns#In"]["members"][name] = to(STRING);
    }
    for name in ["size", "count"] {
        shapes["ns#In"]["members"][name] = to("smithy.api#Long");
    }
    shapes["ns#Out"]["members"]["noteId"] = to(STRING);
    shapes["ns#Out"]["members"]["place"] = to("ns#Place");
    shapes["ns#Place"] =
        json!({ "type": "structure", "members": { "url": to(STRING), "headers": to("ns#Headers") } });
    shapes["ns#Headers"] = json!({ "type": "map", "key": to(STRING), "value": to(STRING) });
    shapes["ns#Service"]["operations"] = json!([to("ns#Put"), to("ns#Keep")]);
    shapes["ns#Keep"] = json!({ "type": "operation", "input": to("ns#KeepIn"),
        "traits": { "smithy.api#http": { "method": "PUT", "uri": "/keep" } } });
    shapes["ns#KeepIn"] = json!({ "type": "structure", "members": {
        "noteId": to(STRING), "id": with(STRING, "required", json!({})) } });
}

/// Returns the message after replacing one part of the valid upload.
fn said_with(key: &str, value: Value) -> String {
    said(|shapes| {
        let mut upload = upload();
        upload[key] = value;
        with_upload(shapes, upload);
    })
}

#[test]
fn the_valid_upload_is_accepted() {
    assert_eq!(said(|shapes| with_upload(shapes, upload())), "generates");
}

#[test]
fn the_form_is_checked() {
    let name = |key: &str| format!("ns#Put: `{key}` of `farrier#upload` must be a name");
    for (key, value, expected) in [
        ("call", json!("Upload Note"), name("call")),
        ("call", json!("Upload.Note"), name("call")),
        ("url", json!(["place", "url"]), name("url")),
        ("id", json!(""), name("id")),
        ("shared", json!("id"), "ns#Put: `shared` of `farrier#upload` must be a list of names".to_owned()),
        ("names", json!("x"), "ns#Put: `farrier#upload` has no part `names`".to_owned()),
    ] {
        assert_eq!(said_with(key, value), expected, "{key}");
    }
    for types in [
        json!(["txt"]),
        json!({ "TXT": "text/plain" }),
        json!({ "txt": "text" }),
        json!({ "txt": "a/b\r\n" }),
    ] {
        let expected = "ns#Put: `contentTypes` of `farrier#upload` must have a MIME type for each file extension in lower case";
        assert_eq!(said_with("contentTypes", types), expected);
    }
    check(
        |shapes| with_upload(shapes, json!({ "call": "UploadNote" })),
        &["ns#Put: `farrier#upload` needs `complete`"],
    );
    check(
        |shapes| with_upload(shapes, json!(true)),
        &["ns#Put: expected `farrier#upload` to be an object, found a boolean"],
    );
}

#[test]
fn only_operations_begin_uploads() {
    check(
        |shapes| shapes["ns#Note"]["traits"] = json!({ "farrier#upload": upload() }),
        &["ns#Note: only an operation can have `farrier#upload`"],
    );
}

#[test]
fn named_members_must_exist() {
    let lacks = |name: &str, what: &str| {
        format!("ns#Put: `farrier#upload` names `{name}`, which {what} does not have")
    };
    for (key, value, expected) in [
        ("complete", "Gone", lacks("Gone", "the service").replace("names `", "names the operation `")),
        ("name", "gone", lacks("gone", "the input of `Put`")),
        ("completeId", "gone", lacks("gone", "the input of `Keep`")),
        ("id", "gone", lacks("gone", "the output of `Put`")),
        ("url", "place.gone", lacks("place.gone", "the output of `Put`")),
        ("headers", "gone.headers", lacks("gone.headers", "the output of `Put`")),
    ] {
        assert_eq!(said_with(key, json!(value)), expected, "{key}");
    }
    let shared = said_with("shared", json!(["id", "gone"]));
    assert_eq!(shared, lacks("gone", "the input of `Put`"));
}

#[test]
fn named_members_must_have_the_type() {
    let must =
        |name: &str, what: &str| format!("ns#Put: `farrier#upload` names `{name}`, which must be {what}");
    for (key, value, expected) in [
        ("name", "count", must("count` of `Put", "a string")),
        ("size", "text", must("text` of `Put", "a 32-bit or 64-bit integer")),
        ("url", "place.headers", must("place.headers` of `Put", "a string")),
        ("headers", "place.url", must("place.url` of `Put", "a map of strings")),
        ("id", "place", must("place` of `Put", "a string")),
    ] {
        assert_eq!(said_with(key, json!(value)), expected, "{key}");
    }
    assert_eq!(
        said_with("url", json!("noteId.url")),
        "ns#Put: `farrier#upload` names `noteId.url`, whose path does not lead through structures"
    );
    check(
        |shapes| {
            with_upload(shapes, upload());
            shapes["ns#KeepIn"]["members"]["noteId"] = to("smithy.api#Long");
        },
        &["ns#Put: `farrier#upload` names `noteId` of `Keep`, which must be a string or a list of strings"],
    );
    check(
        |shapes| {
            with_upload(shapes, upload());
            shapes["ns#KeepIn"]["members"]["id"] = with("smithy.api#Long", "required", json!({}));
        },
        &["ns#Put: `farrier#upload` shares `id`, which must be a string of one type in both operations"],
    );
}

#[test]
fn a_member_is_one_thing() {
    assert_eq!(said_with("name", json!("size")), "ns#Put: `farrier#upload` names `size` twice");
    assert_eq!(said_with("shared", json!(["id", "id"])), "ns#Put: `farrier#upload` names `id` twice");
    assert_eq!(said_with("completeId", json!("id")), "ns#Put: `farrier#upload` names `id` twice");
}

#[test]
fn shared_members_are_not_options_of_the_command() {
    check(
        |shapes| {
            let mut upload = upload();
            upload["shared"] = json!(["id", "File"]);
            with_upload(shapes, upload);
            shapes["ns#In"]["members"]["File"] = to(STRING);
            shapes["ns#KeepIn"]["members"]["File"] = to(STRING);
        },
        &["ns#Put: `farrier#upload` shares `File`, which is an option of the command"],
    );
}

#[test]
fn required_members_cannot_be_left_out() {
    check(
        |shapes| {
            with_upload(shapes, upload());
            shapes["ns#KeepIn"]["members"]["why"] = with(STRING, "required", json!({}));
        },
        &["ns#Put: `farrier#upload` does not set `why` of `Keep`, which is required"],
    );
}

#[test]
fn the_method_is_not_that_of_an_operation() {
    assert_eq!(
        said_with("call", json!("keep")),
        "ns#Put: `farrier#upload` defines the method `keep` for `keep`, which is the method of an operation"
    );
}

#[test]
fn two_uploads_are_not_one_method() {
    check(
        |shapes| {
            with_upload(shapes, upload());
            shapes["ns#Other"] = shapes["ns#Put"].clone();
            shapes["ns#Other"]["traits"]["smithy.api#http"]["uri"] = json!("/others/{id}");
            shapes["ns#Service"]["operations"] = json!([to("ns#Put"), to("ns#Keep"), to("ns#Other")]);
            shapes["ns#Other"]["input"] = to("ns#OtherIn");
            shapes["ns#OtherIn"] = shapes["ns#In"].clone();
        },
        &[
            "ns#Put: `farrier#upload` defines the method `upload_note` for `UploadNote`, which ns#Other also defines",
        ],
    );
}
