//! Inputs as a document: `--cli-input-json`, complete, with overrides, and with every kind of mistake.

use serde_json::{Value, json};

use super::Set;
use super::values::{self, document};
use crate::model::{Member, Operation, Place, Shape};

pub(super) fn add(operation: &Operation, sets: &mut Vec<Set>) {
    let whole = document(operation);
    let mut push = |what: &str, text: String, more: Vec<String>| {
        let args = ["--cli-input-json".to_owned(), text];
        sets.push(Set::new(operation, &format!("json: {what}"), args).and(more));
    };
    push("whole", whole.to_string(), vec![]);
    push("whole, in many lines", format!("{whole:#}\n"), vec![]);
    push("empty", "{}".to_owned(), vec![]);
    push("empty, and options", "{}".to_owned(), values::good(operation));
    let mut more = whole.clone();
    more["Unknown"] = json!({ "a": 1 });
    push("an unknown member", more.to_string(), vec![]);
    for member in &operation.input {
        push(&format!("{} overridden", member.name), whole.to_string(), values::option(member));
        let mut less = whole.clone();
        if let Some(members) = less.as_object_mut() {
            members.remove(&member.name);
        }
        push(&format!("without {}", member.name), less.to_string(), vec![]);
        for (what, value) in wrong(member) {
            let mut other = whole.clone();
            other[&member.name] = value;
            push(&format!("{} is {what}", member.name), other.to_string(), vec![]);
        }
    }
    if operation.command == "send-message" {
        texts(&mut push);
    }
}

/// Values of other types, at each position of a value.
fn wrong(member: &Member) -> Vec<(String, Value)> {
    let mut values = vec![("null", Value::Null), ("an object", json!({})), ("a list of nothing", json!([]))];
    match &member.shape {
        Shape::Text { .. } | Shape::Enum(_) => {
            values.extend([("a number", json!(5)), ("true", json!(true)), ("an empty text", json!(""))]);
        }
        Shape::Number { .. } => values.extend([
            ("a text", json!("5")),
            ("a float", json!(1.5)),
            ("a whole float", json!(7.0)),
            ("a boolean", json!(true)),
            ("negative", json!(-7)),
            ("huge", json!(u64::MAX)),
            ("a power", serde_json::from_str("1e2").unwrap_or_default()),
        ]),
        Shape::Boolean => {
            values.extend([("a text", json!("true")), ("a number", json!(1)), ("false", json!(false))]);
        }
        Shape::List(_) => values.extend([
            ("a text", json!("WEBSOCKET")),
            ("a list of null", json!([null])),
            ("a list of numbers", json!([1, 2.5])),
            ("a list of lists", json!([["a"]])),
            ("a list with an empty text", json!([""])),
        ]),
        Shape::Structure(_) => values.extend([
            ("a text", json!("a")),
            ("an unknown member", json!({ "Nobody": 1 })),
            ("a number inside a text", json!({ "Id": 1, "MostRecent": "1" })),
            ("null inside", json!({ "Id": null })),
        ]),
        Shape::Map(_) => {}
    }
    if member.place != Place::Body {
        values.retain(|(what, _)| *what != "an object" && *what != "true");
    }
    values.into_iter().map(|(what, value)| (what.to_owned(), value)).collect()
}

/// Invalid or almost valid documents.
fn texts(push: &mut impl FnMut(&str, String, Vec<String>)) {
    const TEXTS: &[(&str, &str)] = &[
        ("an empty text", ""),
        ("no json", "abc"),
        ("cut off", "{\"Content\": "),
        ("a comma too many", "{\"Content\": \"a\",}"),
        ("single quotes", "{'Content': 'a'}"),
        ("a list", "[]"),
        ("a list with an object", "[{}]"),
        ("a text", "\"a\""),
        ("a number", "1"),
        ("null", "null"),
        ("true", "true"),
        ("two documents", "{} {}"),
        (
            "a member twice",
            "{\"ContentType\": \"a\", \"ContentType\": \"b\", \"Content\": \"c\", \"ConnectionToken\": \"t\"}",
        ),
        (
            "escapes",
            "{\"ContentType\": \"a\", \"Content\": \"\\u00e9\\ud83d\\ude00\\/\", \"ConnectionToken\": \"t\"}",
        ),
        ("half of a pair", "{\"ContentType\": \"a\", \"Content\": \"\\ud83d\", \"ConnectionToken\": \"t\"}"),
        (
            "a line break in a text",
            "{\"ContentType\": \"a\", \"Content\": \"a\nb\", \"ConnectionToken\": \"t\"}",
        ),
        ("NaN", "{\"ContentType\": NaN}"),
        ("options by their names", "{\"content-type\": \"a\"}"),
        ("a file", "file://input.json"),
        ("no file", "file://none.json"),
        ("a file that is cut off", "file://broken.json"),
        ("a file with a mark", "file://marked.json"),
        ("a binary file", "fileb://input.json"),
        ("a file name", "input.json"),
    ];
    for (what, text) in TEXTS {
        push(what, (*text).to_owned(), vec![]);
    }
    let options = |args: &[&str]| args.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>();
    push("a file, overridden", "file://input.json".to_owned(), options(&["--content", "over"]));
    push("a file, overridden by an empty text", "file://input.json".to_owned(), options(&["--content", ""]));
    push("an option without value", "{}".to_owned(), options(&["--content"]));
    push("twice", "{}".to_owned(), options(&["--cli-input-json", "file://input.json"]));
}
