//! Paths of waiters: every kind of value at the end of every kind of path compiles without a warning, and matches what it
//! matches for another implementation of JMESPath, the crate `jmespath`. There, a function of what is missing is an
//! error, and nothing matches.

#![allow(clippy::panic, reason = "a test that cannot go on fails by a panic")]

#[path = "support/cases.rs"]
#[allow(dead_code, reason = "each test uses its part of the support")]
mod cases;
#[path = "support/scratch.rs"]
mod scratch;

use std::fmt::Write as _;

use farrier::GeneratedFile;
use scratch::{Package, Workspace};
use serde_json::{Map, Value, json};

/// Conditions that have to be true.
const TRUE: &[&str] = &[
    // Comparisons of each type, through structures that are always there and through others.
    "thing.id == 'a'",
    "thing.state != 'ON'",
    "thing.phase == 'ON'",
    "thing.count == `2`",
    "thing.count > `-1`",
    "thing.count >= thing.step",
    "thing.size == `3`",
    "thing.size > `2`",
    "thing.size < thing.inner.level",
    "thing.inner.level <= thing.size",
    "thing.long >= `1`",
    "thing.long != `1`",
    "thing.ratio > `0.5`",
    "thing.part < `0.5`",
    "thing.step == `1`",
    "thing.flag",
    "!thing.flag",
    "thing.flag == `true`",
    "thing.on == `false`",
    "thing.on == thing.flag",
    "thing.flag && thing.on",
    "thing.on || !(thing.count == `2`)",
    "thing.inner.again.again.code == 'z'",
    "thing.other == `null`",
    "maybe != `null`",
    "maybe.other.status == thing.name",
    "maybe.size > `2`",
    "maybe.inner.level < maybe.size",
    // Functions, of what is always there and of what can be missing.
    "length(thing.tags) == `2`",
    "length(thing.tags) > `1`",
    "length(thing.id) < thing.count",
    "length(thing.marks) < `1`",
    "length(thing.name) >= `1`",
    "length(maybe.id) > `0`",
    "length(maybe.inner.words) == `0`",
    "length(things) == thing.count",
    "length(things) == missing",
    "thing.count == length(things)",
    "!(length(things) == `0`)",
    "contains(thing.tags, 'x')",
    "contains(thing.marks, 'x')",
    "!contains(thing.marks, 'x')",
    "contains(thing.inner.words, thing.id)",
    "contains(all[].id, 'a')",
    "contains(all[].size, `3`)",
    "contains(all[].size, thing.size)",
    "contains(all[].flag, `true`)",
    "contains(thing.id, 'a')",
    "contains(maybe.name, 'a')",
    "starts_with(thing.name, 'a')",
    "starts_with(thing.id, 'a')",
    "starts_with(maybe.inner.code, 'x') || thing.flag",
    "thing.flag || starts_with(maybe.inner.code, 'x')",
    "thing.flag && ends_with(maybe.inner.code, 'x')",
    "ends_with(thing.id, 'b')",
    // Lists.
    "length(all) == `2`",
    "length(all[?flag]) == `1`",
    "length(all[?flag].tags[]) == `2`",
    "length(all[].tags[]) > `1`",
    "length(things[].inner.words[]) == `1`",
    "length(things[?on].marks[]) == `0`",
    "length(things[?length(marks) > `1`]) == `1`",
    "length(all[?length(marks) > `1`]) == `1`",
    "length(all[?inner.level > `1`]) == `1`",
    "length(all[?contains(marks, 'x')].id) == `1`",
    "length(all[?!(length(tags) == `1` && size == count)]) == `0`",
    "length(all[?other.again.status == 'x']) == `0`",
    "length(all[?inner.words].inner.words[?length(@) > `1`][]) > `0`",
    "length(all[].other.words[] | [?starts_with(@, 'x')]) == `1`",
    "all[0].inner.status == 'x'",
    "all[1].inner.status != `null`",
    "all[-1].id == 'b'",
    "all[-2].size == `3`",
    "things[1].inner.code == thing.inner.code",
    "length(things[0].tags) == `2`",
    "length(all[9].tags) == `0`",
    "length(all[?flag] | [0].marks) == `2`",
];

/// Other comparisons: path, comparator, what is expected.
const OTHERS: &[(&str, &str, &str)] = &[
    ("thing.id", "stringEquals", "a"),
    ("thing.name", "stringEquals", "abc"),
    ("thing.state", "stringEquals", "ON"),
    ("thing.phase", "stringEquals", "ON"),
    ("thing.inner.status", "stringEquals", "x"),
    ("thing.inner.code", "stringEquals", "x"),
    ("thing.other.status", "stringEquals", "x"),
    ("maybe.inner.code", "stringEquals", "x"),
    ("maybe.other.status", "stringEquals", "x"),
    ("maybe.id", "stringEquals", "a"),
    ("maybe.state", "stringEquals", "ON"),
    ("all[0].inner.code", "stringEquals", "x"),
    ("thing.flag", "booleanEquals", "true"),
    ("thing.flag", "booleanEquals", "false"),
    ("thing.on", "booleanEquals", "false"),
    ("maybe.flag", "booleanEquals", "true"),
    ("thing.count == `2`", "booleanEquals", "false"),
    ("length(thing.marks) == `2`", "booleanEquals", "false"),
    ("contains(things[].id, 'a')", "booleanEquals", "false"),
    ("thing.tags", "allStringEquals", "x"),
    ("thing.marks", "anyStringEquals", "x"),
    ("thing.inner.words", "anyStringEquals", "x"),
    ("maybe.tags", "anyStringEquals", "x"),
    ("things[].id", "allStringEquals", "a"),
    ("things[].state", "anyStringEquals", "ON"),
    ("all[].inner.code", "allStringEquals", "x"),
    ("all[*].inner.status", "allStringEquals", "x"),
    ("all[].other.words[]", "anyStringEquals", "x"),
    ("all[?ratio > `0.5`].id", "anyStringEquals", "a"),
    ("all[?length(marks) > `0`].id", "anyStringEquals", "a"),
    ("things[?length(marks) > `0`].inner.status", "allStringEquals", "x"),
];

/// What comes back: with nothing that can be missing, with nothing missing, and between.
fn bodies() -> Vec<Value> {
    let inner = |code: &str, level: i64| json!({ "code": code, "level": level });
    let full_inner = |code: &str, level: i64| {
        let end = json!({ "code": "z", "level": 0, "status": "x" });
        let again = json!({ "code": "y", "level": 9, "status": "x", "again": end });
        json!({ "code": code, "level": level, "status": "x", "words": ["a", "xy"], "again": again })
    };
    let thing = |id: &str, flag: bool, tags: Value, inner: Value| {
        json!({
            "id": id, "state": "ON", "flag": flag, "count": 2, "size": 3, "ratio": 0.25, "step": 1, "tags": tags,
            "inner": inner
        })
    };
    let with = |mut thing: Value, more: Value| {
        if let (Some(members), Value::Object(more)) = (thing.as_object_mut(), more) {
            members.extend(more);
        }
        thing
    };
    let bare = || thing("a", false, json!([]), inner("x", 3));
    let full = |id: &str, marks: Value| {
        let more = json!({
            "name": "abc", "phase": "ON", "on": false, "long": 1, "part": 0.25, "marks": marks, "ratio": 1.5,
            "other": full_inner("x", 5)
        });
        with(thing(id, true, json!(["x", "y"]), full_inner("x", 7)), more)
    };
    vec![
        json!({ "thing": bare(), "all": [] }),
        json!({ "thing": bare(), "all": [bare(), bare()], "things": [], "missing": 0 }),
        json!({ "thing": bare(), "all": [full("b", json!(["x", "x"])), bare()], "maybe": bare() }),
        json!({
            "thing": full("a", json!(["x", "x"])), "all": [full("a", json!(["x", "x"])), full("b", json!([]))],
            "maybe": full("a", json!([])), "things": [full("a", json!(["x"])), full("a", json!(["x", "y"]))],
            "missing": 2
        }),
        json!({
            "thing": full("ab", json!([])), "all": [full("b", json!(["y"]))], "maybe": bare(),
            "things": [bare(), full("b", json!(["x", "x"]))]
        }),
    ]
}

/// Whether an answer matches, as the other implementation has it.
fn expected(path: &str, comparator: &str, expected: &str, body: &Value) -> bool {
    let path = jmespath::compile(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let Ok(found) = path.search(body) else { return false };
    let is = |text: &jmespath::Rcvar| text.as_string().is_some_and(|text| text == expected);
    match comparator {
        "booleanEquals" => found.as_boolean() == Some(expected == "true"),
        "stringEquals" => is(&found),
        "allStringEquals" => found.as_array().is_some_and(|texts| !texts.is_empty() && texts.iter().all(is)),
        "anyStringEquals" => found.as_array().is_some_and(|texts| texts.iter().any(is)),
        other => panic!("{other}"),
    }
}

fn all_paths() -> Vec<(&'static str, &'static str, &'static str)> {
    let conditions = TRUE.iter().map(|path| (*path, "booleanEquals", "true"));
    conditions.chain(OTHERS.iter().copied()).collect()
}

fn member(target: &str, required: bool) -> Value {
    let target = if target.contains('#') { target.to_owned() } else { format!("m#{target}") };
    match required {
        true => json!({ "target": target, "traits": { "smithy.api#required": {} } }),
        false => json!({ "target": target }),
    }
}

fn structure(members: &[(&str, &str, bool)]) -> Value {
    let members: Map<String, Value> = members
        .iter()
        .map(|(name, target, required)| ((*name).to_owned(), member(target, *required)))
        .collect();
    json!({ "type": "structure", "members": members })
}

/// A waiter for each path: it succeeds where the path matches, and fails where it does not.
fn model() -> Value {
    const STRING: &str = "smithy.api#String";
    const BOOLEAN: &str = "smithy.api#Boolean";
    const LONG: &str = "smithy.api#Long";
    let waiters: Map<String, Value> = all_paths()
        .iter()
        .enumerate()
        .map(|(at, (path, comparator, expected))| {
            let output = json!({ "path": path, "comparator": comparator, "expected": expected });
            let acceptors = json!([
                { "state": "success", "matcher": { "output": output } },
                { "state": "failure", "matcher": { "success": true } }
            ]);
            (format!("Way{at}"), json!({ "acceptors": acceptors }))
        })
        .collect();
    let value =
        |text: &str| json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": text } });
    let step = json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 1 } });
    json!({ "smithy": "2.0", "shapes": {
        "m#Ways": {
            "type": "service", "version": "1", "operations": [{ "target": "m#Get" }],
            "traits": { "aws.protocols#restJson1": {} }
        },
        "m#Get": {
            "type": "operation", "output": { "target": "m#GetOutput" },
            "traits": {
                "smithy.api#http": { "method": "GET", "uri": "/" }, "smithy.api#readonly": {},
                "smithy.waiters#waitable": waiters
            }
        },
        "m#GetOutput": structure(&[
            ("thing", "Thing", true), ("all", "Things", true), ("maybe", "Thing", false), ("things", "Things", false),
            ("missing", "smithy.api#Integer", false)
        ]),
        "m#Thing": structure(&[
            ("id", STRING, true), ("name", STRING, false), ("state", "State", true), ("phase", "State", false),
            ("flag", BOOLEAN, true), ("on", BOOLEAN, false), ("count", "smithy.api#Integer", true), ("size", LONG, true),
            ("long", LONG, false), ("ratio", "smithy.api#Double", true), ("part", "smithy.api#Float", false),
            ("step", "Step", true), ("tags", "Words", true), ("marks", "Words", false), ("inner", "Inner", true),
            ("other", "Inner", false)
        ]),
        "m#Inner": structure(&[
            ("status", STRING, false), ("code", STRING, true), ("words", "Words", false), ("level", LONG, true),
            ("again", "Inner", false)
        ]),
        "m#Things": { "type": "list", "member": { "target": "m#Thing" } },
        "m#Words": { "type": "list", "member": { "target": STRING } },
        "m#State": { "type": "enum", "members": { "ON": value("ON"), "OFF": value("OFF") } },
        "m#Step": { "type": "intEnum", "members": { "FIRST": step } }
    } })
}

/// A test that asks the generated crate about each path and body.
fn test() -> String {
    let bodies: Vec<Value> = bodies();
    let mut ways = String::new();
    for (at, (path, comparator, wanted)) in all_paths().iter().enumerate() {
        let matches: Vec<bool> = bodies.iter().map(|body| expected(path, comparator, wanted, body)).collect();
        let _ = writeln!(
            ways,
            "    check({path:?}, &{matches:?}, |client| client.wait_until_way{at}(GetInput::new(), WAIT).is_ok());"
        );
    }
    let texts: Vec<String> = bodies.iter().map(Value::to_string).collect();
    format!(
        r#"use std::time::Duration;

use waiter_paths::blocking::Client;
use waiter_paths::operation::get::GetInput;
use waiter_paths::test_util::FakeTransport;

const WAIT: Duration = Duration::from_secs(1);
const BODIES: &[&str] = &{texts:?};

fn check(path: &str, expected: &[bool], matches: impl Fn(&Client) -> bool) {{
    for (body, expected) in BODIES.iter().zip(expected) {{
        let transport = FakeTransport::new();
        transport.answer_with(|_| Ok(http::Response::new(body.as_bytes().to_vec())));
        let client = Client::builder().endpoint_url("https://example.com").transport(transport).build().unwrap();
        assert_eq!(matches(&client), *expected, "{{path}} of {{body}}");
    }}
}}

#[test]
fn paths_match_what_jmespath_says() {{
{ways}}}
"#
    )
}

#[test]
fn paths_match_what_another_implementation_matches() {
    let mut files = cases::generate_text("waiter_paths", model().to_string()).expect("a sound model");
    files.push(GeneratedFile { path: "tests/behaviour.rs".to_owned(), text: test() });
    let workspace = Workspace::write("waiter-paths", &[Package { name: "waiter_paths".to_owned(), files }]);
    let problems = workspace.compile(&["--features", "blocking,test-util"]);
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
    workspace.run(&["test", "--quiet", "--features", "blocking,test-util", "--test", "behaviour"]);
}

/// Every path of the list is true of one body and false of another, or it would show little.
#[test]
fn every_path_matches_something_and_not_everything() {
    let bodies = bodies();
    let odd: Vec<&str> = all_paths()
        .iter()
        .filter(|(path, comparator, wanted)| {
            let matches = bodies.iter().filter(|body| expected(path, comparator, wanted, body)).count();
            matches == 0 || matches == bodies.len()
        })
        .map(|(path, ..)| *path)
        .collect();
    assert_eq!(odd, [""; 0], "change the path or the bodies");
}
