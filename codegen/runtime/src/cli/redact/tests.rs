//! Secrets in printed values.

use serde_json::{json, Value};

use super::super::super::schema::{Limits, Member, Shape, Structure};
use super::redact;

static TEXT: Shape = Shape::String(Limits::NONE);
static TEXTS: Shape = Shape::List { item: &TEXT, sparse: true, limits: Limits::NONE };
static NUMBER: Shape = Shape::Integer(Limits::NONE);
/// Holds itself, so that the walk must stop where the value does.
static CARD: Shape = Shape::Structure(&CARD_STRUCTURE);
static CARDS: Shape = Shape::List { item: &CARD, sparse: false, limits: Limits::NONE };
static BY_NAME: Shape = Shape::Map { key: &TEXT, value: &CARD, sparse: true, limits: Limits::NONE };
static CHOICE: Shape = Shape::Union(&CARD_STRUCTURE);
static CARD_STRUCTURE: Structure = Structure::new("Card", &CARD_MEMBERS);
static CARD_MEMBERS: [Member; 5] = [
    Member::new("Pin", &NUMBER).sensitive(),
    Member::new("Name", &TEXT),
    Member::new("Keys", &TEXTS).sensitive(),
    Member::new("Cards", &CARDS),
    Member::new("ByName", &BY_NAME),
];

fn redacted(value: Value) -> Value {
    redact(&CARD_MEMBERS, value)
}

#[test]
fn secrets_of_any_type_are_hidden_and_null_stays() {
    let value = json!({"Pin": 1234, "Name": "Ann", "Keys": ["a", "b"]});
    assert_eq!(redacted(value).to_string(), r#"{"Pin":"[redacted]","Name":"Ann","Keys":"[redacted]"}"#);
    assert_eq!(redacted(json!({"Pin": null})), json!({"Pin": null}));
}

#[test]
fn secrets_are_hidden_at_any_depth() {
    let inner = json!({"Pin": 1, "Name": "Bob"});
    let hidden = json!({"Pin": "[redacted]", "Name": "Bob"});
    let value = json!({"Cards": [inner, {"Cards": [inner]}], "ByName": {"Pin": inner, "x": null}});
    let expected = json!({"Cards": [hidden, {"Cards": [hidden]}], "ByName": {"Pin": hidden, "x": null}});
    assert_eq!(redacted(value), expected);
    let choice = [Member::new("Choice", &CHOICE)];
    assert_eq!(redact(&choice, json!({"Choice": {"Pin": 1}})), json!({"Choice": {"Pin": "[redacted]"}}));
}

/// Members that the table does not have are shown, such as a token of the tool.
#[test]
fn what_does_not_fit_the_table_stays() {
    for value in
        [json!({"NextToken": "t"}), json!([1]), json!({"Cards": "x"}), json!({"ByName": [1]}), json!(null)]
    {
        assert_eq!(redacted(value.clone()), value);
    }
}
