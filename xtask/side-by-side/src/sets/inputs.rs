//! Inputs as options: combinations of members, and one special value each.

use super::Set;
use super::values::{self, HEADERS, LABELS, TEXTS};
use crate::model::{Member, Operation, Place, Shape, needed};

/// Forms of numbers.
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "007",
    "+5",
    " 5 ",
    "1_000",
    "1.0",
    "1.5",
    "1e3",
    "0x10",
    "abc",
    "",
    "null",
    "true",
    "[1]",
    "9223372036854775807",
    "9223372036854775808",
    "99999999999999999999",
    "-9223372036854775809",
    "１２",
    "file://number.txt",
];

/// Forms of lists, each as the arguments after the option.
const LISTS: &[(&str, &[&str])] = &[
    ("nothing", &[]),
    ("one", &["one"]),
    ("three", &["one", "two", "three"]),
    ("the same twice", &["one", "one"]),
    ("an empty text", &[""]),
    ("an empty text among others", &["", "b"]),
    ("json", &["[\"a\", \"b\"]"]),
    ("json with spaces", &[" [ \"a\" ] "]),
    ("json in two", &["[\"a\"]", "[\"b\"]"]),
    ("empty json", &["[]"]),
    ("numbers in json", &["[1, 2]"]),
    ("null in json", &["[null]"]),
    ("nested json", &["[[\"a\"]]"]),
    ("broken json", &["[\"a\""]),
    ("an object", &["{\"a\": 1}"]),
    ("a text in json", &["\"a\""]),
    ("commas", &["a,b"]),
    ("an equals sign", &["a=b"]),
    ("quotes", &["it's", "\"b\""]),
    ("numbers", &["1", "2"]),
    ("a negative number", &["-1"]),
    ("a file", &["file://types.json"]),
    ("a file of words", &["file://words.txt"]),
    ("a file among others", &["a", "file://words.txt"]),
    ("wide", &["日本", "é"]),
];

/// Forms of structures; `Id` and `AbsoluteTime` are strings, `MostRecent` is a number.
const STRUCTURES: &[(&str, &[&str])] = &[
    ("one member", &["Id=abc"]),
    ("two members", &["Id=abc,MostRecent=3"]),
    ("all members", &["Id=abc,AbsoluteTime=2024-01-01T00:00:00.000Z,MostRecent=3"]),
    ("spaces after commas", &["Id=abc, MostRecent=3"]),
    ("spaces around the equals sign", &["Id = abc"]),
    ("a space in the value", &["Id=a b c,MostRecent=1"]),
    ("double quotes", &["Id=\"a,b\",MostRecent=1"]),
    ("single quotes", &["Id='a,b',MostRecent=1"]),
    ("escaped quotes", &["Id=\"a\\\"b\""]),
    ("quotes in the middle", &["Id=a\"b\"c"]),
    ("an escaped comma", &["Id=a\\,b"]),
    ("an equals sign in the value", &["Id=a=b"]),
    ("an empty value", &["Id=,MostRecent=1"]),
    ("an empty value at the end", &["Id="]),
    ("no value", &["Id"]),
    ("only a comma", &[","]),
    ("a comma at the end", &["Id=a,"]),
    ("a comma first", &[",Id=a"]),
    ("twice the same", &["Id=a,Id=b"]),
    ("an unknown member", &["Idd=a"]),
    ("wrong case", &["id=a"]),
    ("a text for a number", &["MostRecent=abc"]),
    ("a float for a number", &["MostRecent=1.5"]),
    ("a negative number", &["MostRecent=-1"]),
    ("a large number", &["MostRecent=101"]),
    ("a padded number", &["MostRecent=007"]),
    ("a number for a text", &["Id=5"]),
    ("a list for a text", &["Id=[a,b]"]),
    ("a hash for a text", &["Id={a=b}"]),
    ("an open bracket", &["Id=[a"]),
    ("an open brace", &["Id={a=b"]),
    ("an open quote", &["Id='a"]),
    ("several values", &["Id=a,b,c"]),
    ("wide", &["Id=日本,AbsoluteTime=é"]),
    ("a line break", &["Id=a\n,MostRecent=1"]),
    ("a file of a member", &["Id@=words.txt"]),
    ("a file of a member with its prefix", &["Id@=file://words.txt"]),
    ("two arguments", &["Id=a", "MostRecent=1"]),
    ("json", &["{\"Id\": \"abc\", \"MostRecent\": 3}"]),
    ("json with space before", &[" \n{\"Id\": \"abc\"}"]),
    ("json with a number as text", &["{\"MostRecent\": \"3\"}"]),
    ("json with a text as number", &["{\"Id\": 3}"]),
    ("json with a float", &["{\"MostRecent\": 3.0}"]),
    ("json with a boolean for a number", &["{\"MostRecent\": true}"]),
    ("json with null", &["{\"Id\": null}"]),
    ("json with an unknown member", &["{\"Idd\": \"a\", \"Id\": \"b\"}"]),
    ("json with a member twice", &["{\"Id\": \"a\", \"Id\": \"b\"}"]),
    ("json with an empty text", &["{\"Id\": \"\"}"]),
    ("json with escapes", &["{\"Id\": \"\\u00e9\\ud83d\\ude00\\n\"}"]),
    ("empty json", &["{}"]),
    ("broken json", &["{\"Id\": "]),
    ("json and more", &["{\"Id\": \"a\"} x"]),
    ("a list in json", &["[{\"Id\": \"a\"}]"]),
    ("an empty text", &[""]),
    ("a space", &[" "]),
    ("null", &["null"]),
    ("a number", &["12"]),
    ("json in a file", &["file://position.json"]),
    ("shorthand in a file", &["file://position.txt"]),
    ("no such file", &["file://none.json"]),
];

pub(super) fn add(operation: &Operation, sets: &mut Vec<Set>) {
    presence(operation, sets);
    // Operations share their shapes: each takes every third text, and together they take all.
    let shift = operation.command.bytes().map(usize::from).sum::<usize>();
    for (index, member) in operation.input.iter().enumerate() {
        match (&member.shape, member.place) {
            (Shape::Text { .. }, Place::Header) => texts(operation, member, HEADERS, (shift, 3), sets),
            (Shape::Text { .. }, Place::Label) => texts(operation, member, LABELS, (0, 1), sets),
            (Shape::Text { .. }, Place::Body) => texts(operation, member, TEXTS, (shift + index, 3), sets),
            (Shape::Number { .. }, _) => {
                each(operation, member, NUMBERS.iter().map(|text| (*text, vec![*text])), sets);
            }
            (Shape::List(_), _) => lists(operation, member, LISTS, sets),
            (Shape::Structure(_), _) => lists(operation, member, STRUCTURES, sets),
            (Shape::Enum(values), _) => {
                let values = values.iter().map(String::as_str).chain(["", "other", "null", "[]"]);
                each(operation, member, values.map(|value| (value, vec![value])), sets);
            }
            (Shape::Boolean, _) => booleans(operation, member, sets),
            (Shape::Map(_), _) => {}
        }
    }
}

/// No optional member, each alone, all.
fn presence(operation: &Operation, sets: &mut Vec<Set>) {
    let is_needed = |member: &Member| needed(&operation.input).any(|needed| needed.name == member.name);
    sets.push(Set::good(operation, "with what is needed"));
    for member in operation.input.iter().filter(|member| !is_needed(member)) {
        let what = format!("with --{}", member.flag);
        sets.push(Set::good(operation, &what).and(values::option(member)));
    }
    let all = operation.input.iter().flat_map(values::option);
    sets.push(Set::new(operation, "with all members", all));
    let reversed = operation.input.iter().rev().flat_map(values::option);
    sets.push(Set::new(operation, "with all members from last to first", reversed));
}

fn each<'a>(
    operation: &Operation,
    member: &Member,
    values: impl Iterator<Item = (&'a str, Vec<&'a str>)>,
    sets: &mut Vec<Set>,
) {
    for (what, args) in values {
        let name = format!("--{}: {}", member.flag, what.escape_debug());
        let others = values::good_but(operation, &member.name);
        let flag = format!("--{}", member.flag);
        sets.push(Set::new(operation, &name, others).and([flag]).and(args));
    }
}

fn lists(operation: &Operation, member: &Member, values: &[(&str, &[&str])], sets: &mut Vec<Set>) {
    each(operation, member, values.iter().map(|(what, args)| (*what, args.to_vec())), sets);
}

/// Takes every `step`th text, after an equals sign if it would be read as another option.
fn texts(
    operation: &Operation,
    member: &Member,
    texts: &[(&str, &str)],
    (shift, step): (usize, usize),
    sets: &mut Vec<Set>,
) {
    let chosen =
        texts.iter().enumerate().filter(|(index, _)| (index + shift) % step == 0).map(|(_, text)| text);
    for (what, text) in chosen {
        each(operation, member, [(*what, vec![*text])].into_iter(), sets);
        // The meaning of `--option=--` depends on the version of Python.
        if text.starts_with('-') && *text != "--" {
            let name = format!("--{}: {what} after an equals sign", member.flag);
            let others = values::good_but(operation, &member.name);
            sets.push(Set::new(operation, &name, others).and([format!("--{}={text}", member.flag)]));
        }
    }
}

fn booleans(operation: &Operation, member: &Member, sets: &mut Vec<Set>) {
    let (yes, no) = (format!("--{}", member.flag), format!("--no-{}", member.flag));
    let forms: &[(&str, Vec<&str>)] = &[
        ("no", vec![&no]),
        ("yes and no", vec![&yes, &no]),
        ("no and yes", vec![&no, &yes]),
        ("twice", vec![&yes, &yes]),
        ("true", vec![&yes, "true"]),
        ("false after an equals sign", vec!["--connect-participant=false"]),
    ];
    for (what, args) in forms {
        sets.push(Set::good(operation, &format!("--{}: {what}", member.flag)).and(args.iter().copied()));
    }
}
