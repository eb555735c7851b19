//! Values: valid ones for each shape, and difficult texts.

use serde_json::{Map, Value, json};

use crate::model::{Member, Operation, Place, Shape, needed};

/// Texts with a description.
pub(super) const TEXTS: &[(&str, &str)] = &[
    ("empty", ""),
    ("space", " "),
    ("words", "two  words "),
    ("quotes", "it's \"quoted\""),
    ("backslash", "back\\slash \\n \\\""),
    ("line break", "line\nbreak\r\n"),
    ("tab", "tab\there"),
    ("accents", "é ü e\u{301} ß"),
    ("wide", "日本語テキスト"),
    ("emoji", "😀👩‍👩‍👧🇩🇪"),
    ("right to left", "שלום עולם"),
    ("object", "{\"a\": [1, {\"b\": null}]}"),
    ("array", "[1, \"two\"]"),
    ("json text", "\"a\""),
    ("null", "null"),
    ("true", "true"),
    ("number", "12"),
    ("negative", "-5"),
    ("float", "1.50e3"),
    ("zeros", "007"),
    ("shorthand", "a=b,c=d"),
    ("comma", "a,b"),
    ("at file", "@words.txt"),
    ("file name", "words.txt"),
    ("file", "file://words.txt"),
    ("binary as text", "file://binary.bin"),
    ("no file", "file://none.txt"),
    ("empty file", "file://empty.txt"),
    ("file in quotes", "\"file://words.txt\""),
    ("file with a capital", "File://words.txt"),
    ("binary file", "fileb://words.txt"),
    ("address", "http://127.0.0.1:1/?a=b&c=d"),
    ("home", "~/x $HOME ${HOME} `id`"),
    ("percent", "%20 100% a%zz"),
    ("query", "a+b&c=d?e#f"),
    ("markup", "<b>&amp;</b>"),
    ("controls", "\u{1}\u{1b}[31m\u{7f}"),
    ("line separators", "a\u{2028}b\u{2029}c\u{85}d"),
    ("byte order mark", "\u{feff}x"),
    ("private", "\u{e000}\u{10ffff}"),
    ("option", "--content"),
    ("dashes", "--"),
    ("dash", "-x"),
    ("single dash", "-"),
];

/// Texts for headers.
pub(super) const HEADERS: &[(&str, &str)] = &[
    ("empty", ""),
    ("space", " "),
    ("words", "two words"),
    ("around", " lead and trail "),
    ("tab", "a\tb"),
    ("quotes", "\"a\": 'b'"),
    ("number", "12"),
    ("null", "null"),
    ("object", "{\"a\": 1}"),
    ("base64", "QVFJREFI+/aGk9PQ=="),
    ("accents", "é"),
    ("wide", "日本"),
    ("line break", "a\nb: c"),
    ("file", "file://number.txt"),
    ("control", "a\u{1}b"),
];

/// Texts for paths.
pub(super) const LABELS: &[(&str, &str)] = &[
    ("empty", ""),
    ("space", "a b"),
    ("slash", "a/b"),
    ("slashes", "//a//b/"),
    ("dots", ".."),
    ("dot", "."),
    ("dots inside", "a/../b"),
    ("percent", "a%2Fb%"),
    ("query", "a?b=c&d#e"),
    ("plus", "a+b"),
    ("unreserved", "aZ09-._~"),
    ("reserved", ":@!$&'()*,;=[]"),
    ("others", "\"<>\\^`{|}"),
    ("accents", "é"),
    ("wide", "日本😀"),
    ("controls", "\u{1}\n\u{7f}"),
    ("number", "12"),
    ("object", "{\"a\": 1}"),
];

/// Returns a valid value, as JSON.
pub(super) fn json_of(shape: &Shape, name: &str) -> Value {
    match shape {
        Shape::Boolean => Value::Bool(true),
        Shape::Number { min, max } => Value::from(7.clamp(*min, *max)),
        Shape::Text { min } => Value::from(format!("{:x<min$}", format!("a {name}"))),
        Shape::Enum(values) => values.first().map_or(Value::Null, |value| Value::from(value.as_str())),
        Shape::List(item) => {
            Value::Array(vec![json_of(item, name), json_of(item, &format!("second {name}"))])
        }
        Shape::Map(value) => json!({ "one": json_of(value, name), "two": json_of(value, "other") }),
        Shape::Structure(members) => object(members),
    }
}

/// All members.
pub(super) fn object(members: &[Member]) -> Value {
    let each = members.iter().map(|member| (member.name.clone(), json_of(&member.shape, &member.name)));
    Value::Object(each.collect::<Map<_, _>>())
}

/// Returns an option with a valid value.
pub(super) fn option(member: &Member) -> Vec<String> {
    let flag = format!("--{}", member.flag);
    if member.place != Place::Body {
        return vec![flag, "token-1".to_owned()];
    }
    match json_of(&member.shape, &member.name) {
        Value::Bool(_) => vec![flag],
        Value::String(text) => vec![flag, text],
        Value::Array(items) => {
            let text = |item: Value| item.as_str().map_or_else(|| item.to_string(), str::to_owned);
            [flag].into_iter().chain(items.into_iter().map(text)).collect()
        }
        other => vec![flag, other.to_string()],
    }
}

/// Returns the required options, with valid values.
pub(super) fn good(operation: &Operation) -> Vec<String> {
    needed(&operation.input).flat_map(option).collect()
}

/// Returns the required options except that of this member.
pub(super) fn good_but(operation: &Operation, name: &str) -> Vec<String> {
    needed(&operation.input).filter(|member| member.name != name).flat_map(option).collect()
}

/// Returns a complete input as JSON.
pub(super) fn document(operation: &Operation) -> Value {
    let mut input = object(&operation.input);
    for member in operation.input.iter().filter(|member| member.place != Place::Body) {
        if let Some(value) = input.get_mut(&member.name) {
            *value = Value::from("token-2");
        }
    }
    input
}
