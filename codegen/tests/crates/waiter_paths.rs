//! Paths of waiters: every kind of path with every kind of value matches like the crate `jmespath`. There, a function of a
//! missing value is an error, and nothing matches.

use std::fmt::Write as _;

use crate::cases;
use crate::features::Features;
use crate::scratch::{Package, Workspace};
use farrier::{Diagnostics, GeneratedFile};
use serde_json::{Map, Value, json};

/// The crate.
pub(crate) const NAME: &str = "waiter_paths";

/// Conditions that have to be true.
const TRUE: &[&str] = &[
    // Comparisons of each type, through required structures and optional ones.
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
    "!(thing.flag)",
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
    // Functions of required and optional values.
    "length(thing.tags) == `2`",
    "length(thing.tags) > `1`",
    "length(thing.id) < thing.count",
    "length(thing.marks) < `1`",
    "length(thing.name) >= `1`",
    "length(maybe.id) > `0`",
    "length(maybe.inner.words) == `2`",
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
    "length(things[].inner.words[]) == `4`",
    "length(things[?on].marks[]) == `0`",
    "length(things[?length(marks) > `1`]) == `1`",
    "length(all[?length(marks) > `1`]) == `1`",
    "length(all[?inner.level > `1`]) == `1`",
    "length(all[?contains(marks, 'x')].id) == `1`",
    "length(all[?!(length(tags) == `1` && size == count)]) == `0`",
    "length(all[?other.again.status == 'x']) == `0`",
    "length(all[?inner.words].inner.words[]) > `0`",
    "length(all[].other.words[] | [?starts_with(@, 'x')]) == `1`",
    "all[0].inner.status == 'x'",
    "all[1].inner.status != `null`",
    "all[-1].id == 'b'",
    "all[-2].size == `3`",
    "things[1].inner.code == thing.inner.code",
    "length(things[0].tags) == `2`",
    "length(all[1].tags) == `2`",
    "length(all[?flag] | [0].marks) == `2`",
];

/// Other comparisons: path, comparator, expected value.
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
    ("thing.inner.words", "anyStringEquals", "xy"),
    ("maybe.tags", "anyStringEquals", "x"),
    ("things[].id", "allStringEquals", "a"),
    ("things[].state", "anyStringEquals", "ON"),
    ("all[].inner.code", "allStringEquals", "x"),
    ("all[*].inner.status", "allStringEquals", "x"),
    ("all[].other.words[]", "anyStringEquals", "xy"),
    ("all[?ratio > `0.5`].id", "anyStringEquals", "a"),
    ("all[?length(marks) > `0`].id", "anyStringEquals", "a"),
    ("things[?length(marks) > `0`].inner.status", "allStringEquals", "x"),
];

/// The responses: with all optional values missing, with none missing, and in between.
fn bodies() -> Vec<Value> {
    let inner = |code: &str, level: i64| json!({ "code": code, "level": level });
    let full_inner = |code: &str, level: i64| {
        let end = json!({ "code": "z", "level": 0, "status": "x" });
        let again = json!({ "code": "y", "level": 9, "status": "x", "again": end });
        json!({ "code": code, "level": level, "status": "x", "words": ["a", "xy"], "again": again })
    };
    let thing = |id: &str, flag: bool, tags: Value, inner: Value| {
        let (count, size, state) = if flag { (2, 3, "ON") } else { (-1_i32, 2, "OFF") };
        json!({
            "id": id, "state": state, "flag": flag, "count": count, "size": size, "ratio": 0.25,
            "step": count.abs(), "tags": tags, "inner": inner
        })
    };
    let with = |mut thing: Value, more: Value| {
        if let (Some(members), Value::Object(more)) = (thing.as_object_mut(), more) {
            members.extend(more);
        }
        thing
    };
    let bare = || thing("a", false, json!([]), inner("w", 1));
    let full = |id: &str, marks: Value| {
        let more = json!({
            "name": "abc", "phase": "ON", "on": id == "ab", "long": 1, "part": 0.25, "marks": marks, "ratio": 1.5,
            "other": full_inner("x", 5)
        });
        with(thing(id, true, json!(["x", "y"]), full_inner("x", 7)), more)
    };
    vec![
        json!({ "thing": thing("xb", false, json!(["x"]), inner("w", 3)), "all": [] }),
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

/// A waiter for each path: it succeeds if the path matches, and fails otherwise.
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

/// Returns the crate of all paths; [`crate::compiles`] checks that it compiles without a warning.
pub(crate) fn files() -> Result<Vec<GeneratedFile>, Diagnostics> {
    cases::generate_text(NAME, model().to_string())
}

/// The paths with their waiters, and the bodies, for the test of the generated crate.
fn paths() -> String {
    let mut text = "use super::{Path, WAIT};\nuse waiter_paths::operation::get::GetInput;\n\n".to_owned();
    text.push_str("pub(super) const PATHS: &[Path] = &[\n");
    for (at, (path, comparator, expected)) in all_paths().iter().enumerate() {
        let matches = format!("|client| client.wait_until_way{at}(GetInput::new(), WAIT).is_ok()");
        let _ = writeln!(
            text,
            "Path {{ path: {path:?}, comparator: {comparator:?}, expected: {expected:?}, matches: {matches} }},"
        );
    }
    let bodies: Vec<String> = bodies().iter().map(Value::to_string).collect();
    let _ = writeln!(text, "];\n\npub(super) const BODIES: &[&str] = &{bodies:?};");
    text
}

#[test]
fn paths_match_like_another_implementation() {
    let mut files = files().expect("a sound model");
    let test = include_str!("waiter_paths/behaviour.rs").to_owned();
    files.push(GeneratedFile { path: "tests/behaviour.rs".to_owned(), text: test });
    files.push(GeneratedFile { path: "tests/paths/mod.rs".to_owned(), text: paths() });
    let manifest = files.iter_mut().find(|file| file.path == "Cargo.toml").expect("a manifest");
    manifest.text.push_str("\n[dev-dependencies]\njmespath = \"0.5.0\"\n");
    let workspace =
        Workspace::write("waiter-paths", &[Package { name: NAME.to_owned(), files }], Features::Most);
    workspace.run(&["test", "--quiet", "--features", "blocking,test-util", "--test", "behaviour"]);
}
