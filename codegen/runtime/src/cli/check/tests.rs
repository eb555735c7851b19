//! The check before a call, with the messages of the AWS CLI.

use serde_json::{json, Value};

use super::super::samples::everything::{EVERYTHING, NOTHING, SECRET};
use super::super::samples::world::refusal;
use super::{check, missing};

/// Returns the messages for an input that also has a name.
fn lines(mut input: Value) -> Vec<String> {
    input["Name"] = json!("a");
    let message = refusal(check(&EVERYTHING, &input));
    let mut lines = message.lines().map(str::to_owned);
    assert_eq!(lines.next().as_deref(), Some("Parameter validation failed:"));
    lines.collect()
}

#[test]
fn valid_input_passes() {
    let input = json!({
        "Name": "a", "Colour": "BLUE", "Level": 7, "Count": 0, "Long": -1, "Float": 1, "Ratio": 1.0, "Big": "1.50",
        "On": false, "Data": "", "When": "2019-11-08", "Any": {"a": [null, 1]}, "Documents": [null, {}],
        "Texts": ["", "a"], "Sparse": ["a", null], "Numbers": [], "Tags": {"a": ""},
        "Item": {"Name": "a", "Item": {"Name": "b"}, "Items": [{"Name": "c"}]}, "Choice": {"Text": ""},
    });
    assert!(check(&EVERYTHING, &input).is_ok());
    assert!(check(&NOTHING, &json!({})).is_ok());
}

#[test]
fn all_problems_are_reported_at_once() {
    let input = json!({"Count": -1, "Y": 1, "Item": {"Count": "x", "Z": 2}, "Texts": []});
    assert_eq!(
        refusal(check(&SECRET, &json!({"Y": 1}))),
        "Parameter validation failed:\n\
         Missing required parameter in input: \"ConnectionToken\"\n\
         Missing required parameter in input: \"Type\"\n\
         Unknown parameter in input: \"Y\", must be one of: ConnectionToken, OtherToken, Pin, Key, Keys, Account, Vault, Body, Type"
    );
    let lines = lines(input);
    assert!(lines[0].starts_with("Unknown parameter in input: \"Y\", must be one of: Name, Colour, Level, "));
    assert_eq!(
        lines[1..],
        [
            "Invalid value for parameter Count, value: -1, valid min value: 0",
            "Missing required parameter in Item: \"Name\"",
            "Unknown parameter in Item: \"Z\", must be one of: Name, Count, On, Ratio, Data, When, Numbers, Tags, Item, Items, Any",
            "Invalid type for parameter Item.Count, value: x, type: <class 'str'>, valid types: <class 'int'>",
            "Invalid length for parameter Texts, value: 0, valid min length: 1",
        ]
    );
}

#[test]
fn types_have_their_python_names() {
    for (member, value, words) in [
        ("Colour", json!(3), "3, type: <class 'int'>, valid types: <class 'str'>"),
        ("Colour", json!(null), "None, type: <class 'NoneType'>, valid types: <class 'str'>"),
        (
            "Colour",
            json!({"a": ["b", null, true]}),
            "{'a': ['b', None, True]}, type: <class 'dict'>, valid types: <class 'str'>",
        ),
        (
            "Colour",
            json!(["it's", "a\"b'", "a\nb\\"]),
            "[\"it's\", 'a\"b\\'', 'a\\nb\\\\'], type: <class 'list'>, valid types: <class 'str'>",
        ),
        ("Level", json!("1"), "1, type: <class 'str'>, valid types: <class 'int'>"),
        ("Count", json!(1.5), "1.5, type: <class 'float'>, valid types: <class 'int'>"),
        ("Count", json!(true), "True, type: <class 'bool'>, valid types: <class 'int'>"),
        ("Long", json!([]), "[], type: <class 'list'>, valid types: <class 'int'>"),
        (
            "Ratio",
            json!("x"),
            "x, type: <class 'str'>, valid types: <class 'float'>, <class 'decimal.Decimal'>, <class 'int'>",
        ),
        (
            "Big",
            json!("1x"),
            "1x, type: <class 'str'>, valid types: <class 'float'>, <class 'decimal.Decimal'>, <class 'int'>",
        ),
        ("On", json!("true"), "true, type: <class 'str'>, valid types: <class 'bool'>"),
        (
            "Data",
            json!(1),
            "1, type: <class 'int'>, valid types: <class 'bytes'>, <class 'bytearray'>, file-like object",
        ),
        (
            "When",
            json!("soon"),
            "soon, type: <class 'str'>, valid types: <class 'datetime.datetime'>, timestamp-string",
        ),
        ("Texts", json!("a"), "a, type: <class 'str'>, valid types: <class 'list'>, <class 'tuple'>"),
        ("Tags", json!("a"), "a, type: <class 'str'>, valid types: <class 'dict'>"),
        ("Item", json!([1]), "[1], type: <class 'list'>, valid types: <class 'dict'>"),
        ("Choice", json!("a"), "a, type: <class 'str'>, valid types: <class 'dict'>"),
    ] {
        let found = lines(json!({ member: value }));
        assert_eq!(found, [format!("Invalid type for parameter {member}, value: {words}")]);
    }
}

#[test]
fn problems_have_a_path() {
    for (input, line) in [
        (
            json!({"Item": {"Name": ""}}),
            "Invalid length for parameter Item.Name, value: 0, valid min length: 1",
        ),
        (
            json!({"Items": [{"Name": "a"}, {"Name": "a", "Items": [{}]}]}),
            "Missing required parameter in Items[1].Items[0]: \"Name\"",
        ),
        (
            json!({"Numbers": [1, "a"]}),
            "Invalid type for parameter Numbers[1], value: a, type: <class 'str'>, valid types: <class 'int'>",
        ),
        (
            json!({"Tags": {"": "a"}}),
            "Invalid length for parameter Tags (key: ), value: 0, valid min length: 1",
        ),
        (
            json!({"Tags": {"k": 1}}),
            "Invalid type for parameter Tags.k, value: 1, type: <class 'int'>, valid types: <class 'str'>",
        ),
        (
            json!({"Texts": [null]}),
            "Invalid type for parameter Texts[0], value: None, type: <class 'NoneType'>, valid types: <class 'str'>",
        ),
        (
            json!({"Count": 2_147_483_648_u32}),
            "Invalid value for parameter Count, value: 2147483648, valid max value: 2147483647",
        ),
        (
            json!({"Level": -2_147_483_649_i64}),
            "Invalid value for parameter Level, value: -2147483649, valid min value: -2147483648",
        ),
        (
            json!({"Long": u64::MAX}),
            "Invalid value for parameter Long, value: 18446744073709551615, valid max value: 9223372036854775807",
        ),
        (json!({"Float": -0.75}), "Invalid value for parameter Float, value: -0.75, valid min value: -0.5"),
        (json!({"Ratio": 0.5}), "Invalid value for parameter Ratio, value: 0.5, valid min value: 1"),
    ] {
        assert_eq!(lines(input), [line]);
    }
}

#[test]
fn a_union_has_exactly_one_member() {
    assert_eq!(
        lines(json!({"Choice": {}})),
        ["Must set one of the following keys for tagged unionstructure Choice: Text, Number."]
    );
    assert_eq!(
        lines(json!({"Choice": {"Text": "a", "Number": 1}})),
        [
            "Invalid number of parameters set for tagged union structure Choice. Can only set one of the following keys: Text, Number."
        ]
    );
}

#[test]
fn missing_members_are_reported_as_options() {
    let words = |input: Value| missing("the-tool", &SECRET, &input).map(|failure| failure.to_string());
    assert_eq!(
        words(json!({"Pin": 1})).as_deref(),
        Some(
            "the following arguments are required: --connection-token, --type\n\
             hint: set THE_TOOL_CONNECTION_TOKEN, or give --connection-token - to read it from standard input"
        )
    );
    assert_eq!(
        words(json!({"ConnectionToken": "a"})).as_deref(),
        Some("the following arguments are required: --type")
    );
    assert_eq!(words(json!({"ConnectionToken": "a", "Type": ""})), None);
    // A generated token is not required.
    assert!(missing("the-tool", &EVERYTHING, &json!({"Name": "a"})).is_none());
}
