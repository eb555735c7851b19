//! Secrets: their hidden input, and messages without them.

use serde_json::{json, Value};

use super::super::super::check::check;
use super::super::super::samples::everything::SECRET;
use super::super::super::samples::world::{refusal, World};
use super::super::super::secrets::variable;

fn with_input(input: &str) -> World {
    World { input: input.into(), ..World::default() }
}

#[test]
fn a_dash_is_standard_input_for_a_secret() {
    for (input, token) in [
        ("token\n", "token"),
        ("token\r\n", "token"),
        ("token", "token"),
        ("to\nken\n\n", "to\nken\n"),
        ("file://x", "file://x"),
        ("-", "-"),
        ("\n", ""),
    ] {
        let read = with_input(input).read(&SECRET, &[("connection-token", &["-"])]).unwrap();
        assert_eq!(read, json!({"ConnectionToken": token}));
    }
    assert_eq!(with_input("12\n").read(&SECRET, &[("pin", &["-"])]).unwrap(), json!({"Pin": 12}));
    // For other members it is an ordinary text.
    assert_eq!(with_input("x").read(&SECRET, &[("type", &["-"])]).unwrap(), json!({"Type": "-"}));
}

#[test]
fn standard_input_is_read_for_one_option_only() {
    let read = with_input("token").read(&SECRET, &[("connection-token", &["-"]), ("other-token", &["-"])]);
    assert_eq!(
        refusal(read),
        "Error parsing parameter '--other-token': standard input was already read for --connection-token"
    );
    let world = World { input: vec![255], ..World::default() };
    assert!(refusal(world.read(&SECRET, &[("connection-token", &["-"])])).contains("no text in UTF-8"));
}

#[test]
fn a_secret_that_is_missing_comes_from_the_environment() {
    assert_eq!(variable("the-tool", SECRET.input[0].flag), "THE_TOOL_CONNECTION_TOKEN");
    let world = || {
        World::default()
            .with_variable("THE_TOOL_CONNECTION_TOKEN", "file://token")
            .with_variable("THE_TOOL_OTHER_TOKEN", "")
            .with_variable("THE_TOOL_TYPE", "not looked at")
            .with_variable("THE_TOOL_PIN", "12")
    };
    assert_eq!(world().read(&SECRET, &[]).unwrap(), json!({"ConnectionToken": "file://token", "Pin": 12}));
    let read = world().read(&SECRET, &[("connection-token", &["a"]), ("cli-input-json", &["{\"Pin\": 1}"])]);
    assert_eq!(read.unwrap(), json!({"ConnectionToken": "a", "Pin": 1}));
}

/// A value that no message may contain, in every possible position.
#[test]
fn no_message_shows_a_secret() {
    for (flag, text) in [
        ("pin", "hunter2"),
        ("key", "hunter2!"),
        ("keys", "hunter2"),
        ("keys", "a=hunter2,=="),
        ("keys", "hunter2=a,hunter2=b"),
        ("keys", "[\"hunter2\"]"),
        ("keys", "{\"hunter2\""),
        ("account", "Password=hunter2,=="),
        ("account", "Password='hunter2"),
        ("account", "{\"Password\": hunter2}"),
        ("account", "[hunter2]"),
    ] {
        let message = refusal(World::default().read(&SECRET, &[(flag, &[text])]));
        assert!(!message.contains("hunter2"), "{message}");
        assert!(message.contains(flag) || message.contains("Key"), "{message}");
    }
    assert_eq!(
        refusal(World::default().read(&SECRET, &[("account", &["Password"])])),
        "Error parsing parameter '--account': Expected: '=' at character 9"
    );
}

#[test]
fn no_line_of_the_check_shows_a_secret() {
    let secret = |value: Value| json!({"ConnectionToken": "t", "Type": "x", "Account": value});
    for input in [
        json!({"ConnectionToken": ["hunter2"], "Type": "x"}),
        json!({"ConnectionToken": {"hunter2": 1}, "Type": "x"}),
        json!({"ConnectionToken": "t", "Type": "x", "Pin": "hunter2"}),
        json!({"ConnectionToken": "t", "Type": "x", "Key": ["hunter2"]}),
        json!({"ConnectionToken": "t", "Type": "x", "Keys": {"hunter2": 1}}),
        json!({"ConnectionToken": "t", "Type": "x", "Keys": ["hunter2"]}),
        secret(json!("hunter2")),
        secret(json!(["hunter2"])),
        secret(json!({"Password": ["hunter2"]})),
    ] {
        let message = refusal(check(&SECRET, &input));
        assert!(!message.contains("hunter2"), "{message}");
        assert!(message.contains("Invalid type for parameter "), "{message}");
    }
    let vault = json!({"ConnectionToken": "t", "Type": "x", "Vault": {"hunter2": 1}});
    assert_eq!(
        refusal(check(&SECRET, &vault)),
        "Parameter validation failed:\nUnknown parameter in Vault: \"[redacted]\", must be one of: Text, Number"
    );
    let message = refusal(check(&SECRET, &json!({"ConnectionToken": "", "Type": "x", "Pin": -4713})));
    assert_eq!(
        message,
        "Parameter validation failed:\n\
         Invalid length for parameter ConnectionToken, value: 0, valid min length: 1\n\
         Invalid value for parameter Pin, value: [redacted], valid min value: 0"
    );
}
