//! Extremes of size and depth: processed quickly, whatever the result.

use std::time::{Duration, Instant};

use serde_json::{Map, json};

use super::common::{STRING, good, said, said_of_text, to};

/// Far more than any of these takes, even in a debug build on a busy machine.
const SOON: Duration = Duration::from_secs(10);

#[track_caller]
fn soon<T>(run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    assert!(start.elapsed() < SOON, "took {:?}", start.elapsed());
    result
}

#[test]
fn a_string_of_100_mb_is_refused() {
    let text = good().to_string().replace("\"2.0\"", &format!("\"{}\"", "x".repeat(100_000_000)));
    let bytes = text.len();
    assert_eq!(
        soon(|| said_of_text(text)),
        format!("m.json: the file has {bytes} bytes; a model may have at most 67108864")
    );
}

#[test]
fn a_long_documentation_is_taken() {
    let docs = "word [x] <p> `y\n".repeat(20_000);
    let said =
        soon(|| said(|shapes| shapes["ns#Out"]["traits"] = json!({ "smithy.api#documentation": docs })));
    assert_eq!(said, "generates");
}

/// Each could begin something without an end: searching the end must not take quadratic time.
#[test]
fn openings_without_an_end_are_taken() {
    let mut slow = Vec::new();
    for text in ["[", "`", "`a``b", "<", "<http://", "<p", "\\", "*", "```\n", "http://", "[a](", "&"] {
        let docs = text.repeat(100_000 / text.len());
        let start = Instant::now();
        let said = said(|shapes| shapes["ns#Out"]["traits"] = json!({ "smithy.api#documentation": docs }));
        assert_eq!(said, "generates");
        if start.elapsed() > SOON / 2 {
            slow.push(format!("{text:?} {:?}", start.elapsed()));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn ten_thousand_levels_are_rejected() {
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let text =
        good().to_string().replacen("\"2.0\"", &format!("\"2.0\", \"metadata\": {{ \"deep\": {deep} }}"), 1);
    let said = soon(|| said_of_text(text));
    assert!(said.starts_with("m.json:1:") && said.ends_with("not JSON: recursion limit exceeded"), "{said}");
}

#[test]
fn a_thousand_structures_inside_one_another_are_taken() {
    const LONG: usize = 1_000;
    let said = soon(|| {
        said(|shapes| {
            for number in 0..LONG {
                let next = if number + 1 == LONG { STRING.to_owned() } else { format!("ns#S{}", number + 1) };
                shapes[format!("ns#S{number}")] =
                    json!({ "type": "structure", "members": { "next": to(&next) } });
            }
            shapes["ns#Note"]["members"]["text"] = to("ns#S0");
        })
    });
    assert_eq!(said, "generates");
}

#[test]
fn a_thousand_members_are_taken() {
    let members: Map<_, _> = (0..1_000).map(|number| (format!("m{number}"), to(STRING))).collect();
    let said = soon(|| said(|shapes| shapes["ns#Note"]["members"] = json!(members)));
    assert_eq!(said, "generates");
}
