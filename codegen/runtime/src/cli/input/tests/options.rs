//! Option values, by the shape of the member.

use serde_json::{json, Value};

use super::super::super::check::check;
use super::super::super::keys::{to_crate, to_model};
use super::super::super::samples::dice::Dice;
use super::super::super::samples::everything::EVERYTHING;
use super::super::super::samples::world::{refusal, World};

/// Returns the value of an option.
fn read(flag: &str, texts: &[&str]) -> Result<Value, String> {
    match World::default().read(&EVERYTHING, &[(flag, texts)]) {
        Ok(Value::Object(members)) => Ok(members.into_iter().next().unwrap().1),
        Ok(other) => panic!("{other}"),
        Err(failure) => Err(failure.to_string()),
    }
}

#[test]
fn single_values_are_read_by_their_shapes() {
    for (flag, text, value) in [
        ("name", "a", json!("a")),
        ("name", "", json!("")),
        ("name", "[1]", json!("[1]")),
        ("colour", "BLUE", json!("BLUE")),
        ("level", "5", json!(5)),
        ("count", " +7 ", json!(7)),
        ("count", "-7", json!(-7)),
        ("long", "9223372036854775807", json!(i64::MAX)),
        ("long", "18446744073709551615", json!(u64::MAX)),
        ("float", "3", json!(3.0)),
        ("ratio", "1e-3", json!(0.001)),
        ("big", "123456789012345678901234567890", json!("123456789012345678901234567890")),
        ("on", "TRUE", json!(true)),
        ("on", "false", json!(false)),
        ("data", "Zm9v\n", json!("Zm9v")),
        ("when", "2019-11-08", json!("2019-11-08")),
        ("any", "{\"b\": [1, null], \"a\": 2.50}", json!({"b": [1, null], "a": 2.5})),
        ("any", "\"text\"", json!("text")),
    ] {
        let read = read(flag, &[text]).unwrap();
        assert_eq!(read.to_string().replace("2.50", "2.5"), value.to_string(), "--{flag} {text}");
    }
}

#[test]
fn what_is_no_such_value_is_refused() {
    for (flag, text, problem) in [
        ("count", "x", "invalid literal for int() with base 10: 'x'"),
        ("count", "1.0", "invalid literal for int() with base 10: '1.0'"),
        ("count", "18446744073709551616", "invalid literal for int() with base 10: '18446744073709551616'"),
        ("count", "\u{a0}é\u{200b}\u{1b}", "invalid literal for int() with base 10: '\\xa0é\\u200b\\x1b'"),
        ("level", "it's", "invalid literal for int() with base 10: \"it's\""),
        ("ratio", "x", "could not convert string to float: 'x'"),
        ("ratio", "nan", "could not convert string to float: 'nan'"),
        ("ratio", "inf", "could not convert string to float: 'inf'"),
        ("on", "yes", "invalid boolean value: 'yes'"),
        ("any", "{", "Invalid JSON: EOF while parsing an object at line 1 column 1\nJSON received: {"),
        ("item", "[]", "Invalid JSON:\n[]"),
        ("item", "{\"a", "Invalid JSON: EOF while parsing a string at line 1 column 3\nJSON received: {\"a"),
        ("tags", "[1]", "Invalid JSON:\n[1]"),
        ("texts", "[a", "Invalid JSON: expected value at line 1 column 2\nJSON received: [a"),
        ("documents", "a=b", "Invalid JSON: expected value at line 1 column 1\nJSON received: a=b"),
        ("item", "Count=x", "invalid literal for int() with base 10: 'x'"),
        (
            "item",
            "Any=x",
            "Shorthand syntax does not support document types. Use JSON input for top-level argument to specify \
             nested parameter: Any",
        ),
        ("item", "Id", "Expected: '=', received: 'EOF' for input:\nId\n  ^"),
    ] {
        let expected = format!("Error parsing parameter '--{flag}': {problem}");
        assert_eq!(read(flag, &[text]), Err(expected), "--{flag} {text}");
    }
    assert_eq!(
        refusal(World::default().read(&EVERYTHING, &[("data", &["a b!"])])),
        "Invalid base64: \"a b!\""
    );
}

#[test]
fn lists_are_several_values_or_one_array() {
    for (flag, texts, value) in [
        ("texts", &["a", "b"][..], json!(["a", "b"])),
        ("texts", &["a"], json!(["a"])),
        ("texts", &[], json!([])),
        ("texts", &[" [\"a\", \"b\"]"], json!(["a", "b"])),
        ("texts", &["[a", "b"], json!(["[a", "b"])),
        ("numbers", &["1", "2"], json!([1, 2])),
        ("documents", &["{\"a\": 1}", "2"], json!([{"a": 1}, 2])),
        (
            "items",
            &["Name=a,Count=1", "Name=b,On=true"],
            json!([{"Name": "a", "Count": 1}, {"Name": "b", "On": true}]),
        ),
        ("items", &["[{\"Name\": \"a\"}]"], json!([{"Name": "a"}])),
        ("items", &["{\"Name\": \"a\"}", "{\"Name\": \"b\"}"], json!([{"Name": "a"}, {"Name": "b"}])),
    ] {
        assert_eq!(read(flag, texts), Ok(value), "--{flag} {texts:?}");
    }
    assert!(read("items", &["{\"Name\": \"a\"}", "Name=b"]).unwrap_err().contains("Invalid JSON:\nName=b"));
    assert!(read("numbers", &["1", "x"]).unwrap_err().contains("invalid literal for int()"));
}

#[test]
fn shorthand_takes_the_shapes_of_its_members() {
    for (flag, text, value) in [
        (
            "item",
            "Name=a,Count=1,On=False,Ratio=2",
            json!({"Name": "a", "Count": 1, "On": false, "Ratio": 2.0}),
        ),
        ("item", "Numbers=1", json!({"Numbers": [1]})),
        ("item", "Numbers=1,2,Name=3", json!({"Numbers": [1, 2], "Name": "3"})),
        ("item", "Items=[{Count=1},{Count=2}]", json!({"Items": [{"Count": 1}, {"Count": 2}]})),
        ("item", "Items={Count=1}", json!({"Items": [{"Count": 1}]})),
        ("item", "Tags={a=1,b=2}", json!({"Tags": {"a": "1", "b": "2"}})),
        ("item", "Data=Zm9v,When=2019-11-08", json!({"Data": "Zm9v", "When": "2019-11-08"})),
        // Validation reports these.
        ("item", "Unknown=[1]", json!({"Unknown": ["1"]})),
        ("item", "Name=a,b", json!({"Name": ["a", "b"]})),
        ("item", "On=yes", json!({"On": "yes"})),
        ("item", "Count=1,2", json!({"Count": ["1", "2"]})),
        ("tags", "a=1,b=2", json!({"a": "1", "b": "2"})),
        ("tags", "{\"a\": \"1\"}", json!({"a": "1"})),
        ("choice", "Number=3", json!({"Number": 3})),
        // A structure with a text member named `Value`.
        ("alone", "shutdown", json!({"Value": "shutdown"})),
        ("alone", "Value=shutdown", json!({"Value": "shutdown"})),
        ("alone", "{\"Value\": \"x\"}", json!({"Value": "x"})),
    ] {
        assert_eq!(read(flag, &[text]), Ok(value), "--{flag} {text}");
    }
}

#[test]
fn switches_are_booleans_and_the_last_of_an_option_counts() {
    let read = |options: &[(&str, &[&str])]| World::default().read(&EVERYTHING, options).unwrap();
    assert_eq!(read(&[("on", &[])]), json!({"On": true}));
    assert_eq!(read(&[("no-on", &[])]), json!({"On": false}));
    assert_eq!(read(&[("on", &[]), ("no-on", &[])]), json!({"On": false}));
    assert_eq!(read(&[("name", &["a"]), ("name", &["b"])]), json!({"Name": "b"}));
}

#[test]
fn members_are_in_the_order_of_the_model() {
    let options: [(&str, &[&str]); 3] = [("texts", &["a"]), ("on", &[]), ("name", &["b"])];
    let text = World::default().read(&EVERYTHING, &options).unwrap().to_string();
    assert_eq!(text, r#"{"Name":"b","On":true,"Texts":["a"]}"#);
}

#[test]
fn texts_of_blobs_are_base64_or_their_bytes() {
    let read = |raw, options: &[(&str, &[&str])]| {
        let world =
            World { raw, ..World::default() }.with_file("bytes", vec![0, 255]).with_file("text", "foo");
        world.read(&EVERYTHING, options)
    };
    for (flag, text, base64, raw) in [
        ("data", "Zm9v", json!({"Data": "Zm9v"}), json!({"Data": "Wm05dg=="})),
        ("data", "fileb://bytes", json!({"Data": "AP8="}), json!({"Data": "AP8="})),
        ("item", "Data=Zm9v", json!({"Item": {"Data": "Zm9v"}}), json!({"Item": {"Data": "Wm05dg=="}})),
        ("item", "Data@=fileb://bytes", json!({"Item": {"Data": "AP8="}}), json!({"Item": {"Data": "AP8="}})),
        (
            "item",
            "{\"Data\": \"Zm9v\"}",
            json!({"Item": {"Data": "Zm9v"}}),
            json!({"Item": {"Data": "Wm05dg=="}}),
        ),
        (
            "items",
            "[{\"Data\": \"Zm9v\"}]",
            json!({"Items": [{"Data": "Zm9v"}]}),
            json!({"Items": [{"Data": "Wm05dg=="}]}),
        ),
        ("cli-input-json", "{\"Data\": \"Zm9v\"}", json!({"Data": "Zm9v"}), json!({"Data": "Wm05dg=="})),
    ] {
        assert_eq!(read(false, &[(flag, &[text])]).unwrap(), base64, "--{flag} {text}");
        assert_eq!(read(true, &[(flag, &[text])]).unwrap(), raw, "--{flag} {text}");
    }
    assert_eq!(read(true, &[("data", &["file://text"])]).unwrap(), json!({"Data": "Zm9v"}));
    assert!(read(false, &[("data", &["file://text"])]).is_err());
}

#[test]
fn no_text_makes_it_panic() {
    let mut dice = Dice(6);
    let mut passed = 0;
    for _ in 0..300 {
        for member in EVERYTHING.input {
            let text = match dice.below(3) {
                0 => dice.text("Name=Count1,;[]{}\":-.e@'\\", 10),
                1 => dice.text("0123456789.-e", 6),
                _ => format!("Name={}", dice.text("Count=1,[]{}ItemNumbers", 16)),
            };
            let read = World::default().read(&EVERYTHING, &[("name", &["a"]), (member.flag, &[&text])]);
            let Ok(input) = read else { continue };
            if check(&EVERYTHING, &input).is_ok() {
                passed += 1;
                // Validated input is a value of the crate.
                let there = to_crate(EVERYTHING.operation.input.members, input).unwrap();
                to_model(EVERYTHING.operation.input.members, there);
            }
        }
    }
    assert!(passed > 1_000, "{passed}");
}
