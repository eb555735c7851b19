//! The input as one document.

use serde_json::json;

use super::super::super::samples::everything::EVERYTHING;
use super::super::super::samples::world::{refusal, World};

#[test]
fn options_override_a_document() {
    let json = r#"{"Item": {"Name": "a"}, "Name": "b", "Other": 1, "On": true, "Data": "Zm9v", "Last": 2}"#;
    let yaml = "Item:\n  Name: a  # a comment\nName: b\nOther: 1\nOn: true\nData: Zm9v\nLast: 2\n";
    for (option, text) in [("cli-input-json", json), ("cli-input-yaml", yaml)] {
        let read = World::default().read(&EVERYTHING, &[(option, &[text]), ("name", &["c"]), ("no-on", &[])]);
        assert_eq!(
            read.unwrap().to_string(),
            r#"{"Name":"c","On":false,"Data":"Zm9v","Item":{"Name":"a"},"Other":1,"Last":2}"#
        );
    }
}

#[test]
fn a_document_may_be_in_a_file() {
    for (option, text) in [("cli-input-json", "{\"Name\": \"a\"}"), ("cli-input-yaml", "Name: a")] {
        for prefix in ["file://", "fileb://"] {
            let world = World::default().with_file("x", text);
            let read = world.read(&EVERYTHING, &[(option, &[&format!("{prefix}x")])]);
            assert_eq!(read.unwrap(), json!({"Name": "a"}));
        }
    }
}

#[test]
fn yaml_is_that_of_version_1_2() {
    let yaml = "Name: no\nColour: !!str 5\nData: !!binary Zm9v\nTexts:\n- 2019-11-08\n- ''\n- |\n  a\n  b\nAny: {a: [1, 2.5, null, true]}\nItem: &i\n  Name: x\nItems: [*i]\n";
    let read = World::default().read(&EVERYTHING, &[("cli-input-yaml", &[yaml])]).unwrap();
    assert_eq!(
        read,
        json!({
            "Name": "no", "Colour": "5", "Data": "Zm9v", "Any": {"a": [1, 2.5, null, true]},
            "Texts": ["2019-11-08", "", "a\nb\n"], "Item": {"Name": "x"}, "Items": [{"Name": "x"}],
        })
    );
}

/// As in version 1.2; in 1.1, a leading zero meant octal.
#[test]
fn numbers_of_yaml_may_begin_with_zeros() {
    for (number, value) in [
        ("010", json!(10)),
        ("08", json!(8)),
        ("+010", json!(10)),
        ("-0010", json!(-10)),
        ("00", json!(0)),
        ("0o10", json!(8)),
        ("0x1F", json!(31)),
        ("10", json!(10)),
        ("010.5", json!(10.5)),
        ("010.0", json!(10.0)),
        ("01e1", json!(10.0)),
        ("'010'", json!("010")),
        ("!!str 010", json!("010")),
        ("18446744073709551615", json!(u64::MAX)),
        ("-09223372036854775808", json!(i64::MIN)),
        ("010-010", json!("010-010")),
    ] {
        // A letter of two bytes: columns count bytes or letters.
        let yaml = format!(
            "éé:\n- {number} # 07\nAny: {{b: [{number}], c: {number}}}\nOther: &n {number}\nLast: *n\n"
        );
        let read = World::default().read(&EVERYTHING, &[("cli-input-yaml", &[&yaml])]).unwrap();
        assert_eq!(read["éé"][0], value, "{number}");
        assert_eq!(read["Any"], json!({"b": [value], "c": value}), "{number}");
        assert_eq!((&read["Other"], &read["Last"]), (&value, &value), "{number}");
    }
}

/// As in JSON: numbers that would lose digits are rejected anywhere, if all digits matter.
#[test]
fn no_number_of_yaml_becomes_another() {
    for number in [
        "123456789012345678901234567890",
        "-9223372036854775809",
        "18446744073709551616",
        "0018446744073709551617",
        "+18446744073709551617",
        "0.12345678901234567890123",
        "!!float '0.12345678901234567890123'",
        "!!float 0.12345678901234567890123",
    ] {
        for yaml in [
            format!("Big: {number}"),
            format!("éé: 1\nAny: {{a: [{number}]}}"),
            format!("Any: &n {number}\nOther: *n"),
        ] {
            let read = World::default().read(&EVERYTHING, &[("cli-input-yaml", &[&yaml])]);
            assert!(read.is_err(), "{yaml}: {read:?}");
            let failure = refusal(read);
            let expected = "Error parsing parameter 'cli-input-yaml': a number has more digits than the tool can keep in YAML";
            assert!(failure.starts_with(expected), "{yaml}: {failure}");
            assert!(failure.contains("\nhint: look at line ") && !failure.contains("23456"), "{failure}");
        }
    }
    for (number, value) in [
        ("18446744073709551615", json!(u64::MAX)),
        ("1e3", json!(1000.0)),
        ("0.1", json!(0.1)),
        ("100000000000000000000", json!(1e20)),
        ("'123456789012345678901234567890'", json!("123456789012345678901234567890")),
    ] {
        let yaml = format!("Any: [{number}]");
        let read = World::default().read(&EVERYTHING, &[("cli-input-yaml", &[&yaml])]).unwrap();
        assert_eq!(read["Any"][0], value, "{yaml}");
    }
}

/// Deep enough for any use, but within the stack.
#[test]
fn lists_of_yaml_may_stand_deep_in_one_another() {
    let nested = |depth: usize| format!("Any: {}7{}", "[".repeat(depth), "]".repeat(depth));
    assert!(World::default().read(&EVERYTHING, &[("cli-input-yaml", &[&nested(60)])]).is_ok());
    for depth in [200, 1_000, 5_000] {
        refusal(World::default().read(&EVERYTHING, &[("cli-input-yaml", &[&nested(depth)])]));
    }
}

#[test]
fn invalid_documents_are_rejected_without_being_shown() {
    for (option, text, message) in [
        (
            "cli-input-json",
            "{\"secret",
            "Error parsing parameter 'cli-input-json': Invalid JSON received.\nhint: EOF while parsing a string at line 1 column 8",
        ),
        (
            "cli-input-json",
            "[\"secret\"]",
            "Error parsing parameter '--cli-input-json': Invalid type: expecting map, received <class 'list'>",
        ),
        (
            "cli-input-yaml",
            "secret",
            "Error parsing parameter '--cli-input-yaml': Invalid type: expecting map, received <class 'str'>",
        ),
        (
            "cli-input-yaml",
            "- secret",
            "Error parsing parameter '--cli-input-yaml': Invalid type: expecting map, received <class 'list'>",
        ),
        (
            "cli-input-json",
            "file://none",
            "Error parsing parameter 'cli-input-json': Unable to load paramfile file://none: [Errno 2] No such file or directory: 'none'",
        ),
    ] {
        assert_eq!(refusal(World::default().read(&EVERYTHING, &[(option, &[text])])), message);
    }
    for text in ["{secret", "a: b: secret", "a: &x [*x]", "a: 'secret", "\tsecret: {", "a: 1\na: secret"] {
        let message = refusal(World::default().read(&EVERYTHING, &[("cli-input-yaml", &[text])]));
        assert!(
            message.starts_with("Error parsing parameter 'cli-input-yaml': Invalid YAML received."),
            "{message}"
        );
        assert!(!message.contains("secret"), "{message}");
    }
}

#[test]
fn an_expanding_or_too_deep_document_is_rejected() {
    let deep_json = format!("{{\"a\": {}", "[".repeat(100_000));
    let deep_yaml = format!("a: {}", "[".repeat(100_000));
    let lines: String = (1..30).map(|at| format!("a{at}: &a{at} [*a{0}, *a{0}, *a{0}]\n", at - 1)).collect();
    let bomb = format!("a0: &a0 x\n{lines}");
    for (option, text) in
        [("cli-input-json", deep_json), ("cli-input-yaml", deep_yaml), ("cli-input-yaml", bomb)]
    {
        refusal(World::default().read(&EVERYTHING, &[(option, &[&text])]));
    }
}

#[test]
fn there_is_only_one_document() {
    let both: [(&str, &[&str]); 2] = [("cli-input-json", &["{}"]), ("cli-input-yaml", &["{}"])];
    assert_eq!(
        refusal(World::default().read(&EVERYTHING, &both)),
        "Only one --cli-input- parameter may be specified."
    );
}
