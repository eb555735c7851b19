//! Invalid files: malformed JSON, no service, too many of them, unknown protocols, invalid package names.

use serde_json::json;

use super::common::{STRING, check, good, said_of_text, to, with};
use crate::cases::generate_text;

#[test]
fn invalid_json_is_reported_with_its_position() {
    let text = serde_json::to_string_pretty(&good()).expect("JSON");
    let line = |needle: &str| text.lines().position(|line| line.contains(needle)).map_or(0, |at| at + 1);
    let cut = text.find("ns#Note").expect("a shape");
    assert_eq!(
        said_of_text(&text[..cut]),
        format!("m.json:{}:21: the JSON ends too early; the file may be truncated", line("ns#Note"))
    );
    let mut bytes = text.clone().into_bytes();
    bytes[cut] = 0xFF;
    assert_eq!(
        said_of_text(bytes),
        format!("m.json:{}:22: not UTF-8; save the file as UTF-8", line("ns#Note"))
    );
    assert_eq!(said_of_text("\u{FEFF}[]"), "m.json: a model must be an object, found an array");
    assert_eq!(said_of_text(text.replacen(':', ";", 1)), "m.json:2:11: not JSON: expected `:`");
}

#[test]
fn there_must_be_one_service() {
    check(
        |shapes| drop(shapes.as_object_mut().and_then(|shapes| shapes.remove("ns#Service"))),
        &["the model has no service shape; nothing can be generated from it"],
    );
    check(
        |shapes| shapes["ns#Second"] = json!({ "type": "service", "version": "1" }),
        &["the model has several services: ns#Service, ns#Second; choose one as `service`"],
    );
}

/// The crate would have a client without methods.
#[test]
fn a_service_must_have_operations() {
    check(
        |shapes| shapes["ns#Service"]["operations"] = json!([]),
        &["ns#Service: has no operations; nothing can be generated from it"],
    );
}

#[test]
fn the_protocol_must_be_known() {
    check(
        |shapes| shapes["ns#Service"]["traits"] = json!({}),
        &["ns#Service: uses no known protocol; supported: aws.protocols#restJson1, \
             aws.protocols#awsJson1_0, aws.protocols#awsJson1_1, smithy.protocols#rpcv2Json, \
             smithy.protocols#rpcv2Cbor, aws.protocols#restXml, aws.protocols#awsQuery, \
             aws.protocols#ec2Query"],
    );
    check(
        |shapes| {
            shapes["ns#Service"]["traits"] = json!({ "aws.protocols#y": {}, "smithy.protocols#x": {} });
        },
        &["ns#Service: uses aws.protocols#y, smithy.protocols#x; supported: aws.protocols#restJson1, \
             aws.protocols#awsJson1_0, aws.protocols#awsJson1_1, smithy.protocols#rpcv2Json, \
             smithy.protocols#rpcv2Cbor, aws.protocols#restXml, aws.protocols#awsQuery, \
             aws.protocols#ec2Query"],
    );
}

/// Returns the messages about the valid model under another package name.
fn said_of_name(name: &str) -> String {
    match generate_text(name, good().to_string()) {
        Ok(_) => "generates".to_owned(),
        Err(problems) => problems.to_string(),
    }
}

#[test]
fn package_names_are_checked() {
    for name in ["", "1st", "a b", "../evil", "a\"b", "a\nb", "é", "_", "a/b", "-"] {
        let rule = "a letter, then letters, digits, `-` and `_`, 64 characters at most";
        let expected = format!("`{}` is not a package name, which is {rule}", name.escape_debug());
        assert_eq!(said_of_name(name), expected);
    }
    for name in ["fn", "self", "crate", "async", "try"] {
        assert_eq!(said_of_name(name), format!("`{name}` is a Rust keyword; choose another package name"));
    }
    assert_eq!(said_of_name("connect-participant_2"), "generates");
}

/// Conflicts with cargo or the crate's dependencies: `test` is a reserved crate name, and these are the
/// crates that generated code uses by name.
#[test]
fn package_names_that_generated_code_uses_are_refused() {
    for name in ["std", "core", "alloc", "test", "base64", "http", "serde", "proc_macro", "proc-macro"] {
        let expected =
            format!("`{name}` is a name that generated code or cargo uses; choose another package name");
        assert_eq!(said_of_name(name), expected);
    }
}

/// A model has many files.
#[test]
fn every_problem_of_a_shape_names_its_file() {
    let mut model = good();
    let shapes = &mut model["shapes"];
    shapes["ns#Put"]["traits"]["smithy.api#http"] = json!({ "method": "P P", "uri": "/", "code": 1 });
    shapes["ns#In"]["members"]["text"] = with("smithy.api#Timestamp", "timestampFormat", json!("soon"));
    shapes["ns#Note"]["members"]["text"] = with(STRING, "required", json!({}));
    shapes["ns#Note"]["members"]["text"]["traits"]["farrier#newtype"] = json!("String");
    let problems = generate_text("spoiled", model.to_string()).expect_err("a bad model").0;
    let without: Vec<_> =
        problems.iter().filter(|problem| problem.file.is_none()).map(ToString::to_string).collect();
    assert!(without.is_empty(), "{without:#?}");
}

#[test]
fn dangling_targets_and_members_are_all_reported() {
    check(
        |shapes| {
            shapes["ns#In"]["members"]["text"] = to("ns#Gone");
            shapes["ns#Put"]["errors"] = json!([to("ns#Missing")]);
            shapes["ns#Absent$member"] = json!({ "type": "apply", "traits": {} });
        },
        &["ns#Absent$member: `apply` to a shape that the model does not have"],
    );
    check(
        |shapes| {
            shapes["ns#In"]["members"]["text"] = to("ns#Gone");
            shapes["ns#Out"]["members"]["note"] = to("ns#Gone");
            shapes["ns#Put"]["errors"] = json!([to("ns#Missing")]);
        },
        &[
            "ns#Put: `errors` is ns#Missing, which does not exist",
            "ns#In$text: `target` is ns#Gone, which does not exist",
            "ns#Out$note: `target` is ns#Gone, which does not exist",
        ],
    );
}

#[test]
fn wrong_types_are_all_reported() {
    check(
        |shapes| {
            shapes["ns#In"] = json!(7);
            shapes["ns#Out"]["members"] = json!("x");
            shapes["ns#Note"]["type"] = json!("struct");
        },
        &[
            "ns#In: expected `shape` to be an object, found a number",
            "ns#Out: expected `members` to be an object, found a string",
            "ns#Note: unknown shape type `struct`",
        ],
    );
}
