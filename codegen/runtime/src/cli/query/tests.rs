//! Expressions and their results. The expected results are those of the Python library that the AWS CLI uses.

use serde_json::Value;

use super::super::failure::Kind;
use super::super::samples::values::Values;
use super::super::spelling::{json, Layout};
use super::Query;

const CHAT: &str = r#"{
    "Name": "chat", "Size": 12, "Share": 0.50, "Open": true, "Topic": null,
    "Items": [
        {"Id": "b", "Size": 3, "Kind": "note"},
        {"Id": "a", "Size": 1.0, "Kind": "file", "Tags": ["x", "y"]},
        {"Id": "c", "Size": 2, "Tags": []}
    ],
    "Labels": {"z": 1, "y": [2], "a": "three"}
}"#;

/// Returns the result in one line, or the error message.
fn result(expression: &str) -> String {
    let value: Value = serde_json::from_str(CHAT).unwrap();
    match Query::parse(expression).and_then(|query| query.apply(&value)) {
        Ok(value) => json(&value, Layout::Line),
        Err(why) => why.message,
    }
}

fn check(cases: &[(&str, &str)]) {
    for (expression, expected) in cases {
        assert_eq!(result(expression), *expected, "{expression}");
    }
}

#[test]
fn members_keep_the_order_of_the_document() {
    check(&[
        ("Labels", r#"{"z": 1, "y": [2], "a": "three"}"#),
        ("Labels.*", r#"[1, [2], "three"]"#),
        ("keys(Labels)", r#"["z", "y", "a"]"#),
        ("values(Labels)", r#"[1, [2], "three"]"#),
        ("to_string(Labels)", r#""{\"z\":1,\"y\":[2],\"a\":\"three\"}""#),
        ("merge(Labels, {y: Name, b: Size})", r#"{"z": 1, "y": "chat", "a": "three", "b": 12}"#),
        ("`{\"b\": 1, \"a\": 2}`", r#"{"b": 1, "a": 2}"#),
    ]);
}

#[test]
fn hashes_keep_the_order_of_the_expression() {
    check(&[
        ("{b: Name, a: Size}", r#"{"b": "chat", "a": 12}"#),
        (
            "Items[?Kind].{Kind: Kind, Id: Id}",
            r#"[{"Kind": "note", "Id": "b"}, {"Kind": "file", "Id": "a"}]"#,
        ),
        ("Topic.{a: @}", "null"),
    ]);
}

/// A part after a hash applies to the whole list, not to each item.
#[test]
fn a_hash_after_a_dot_ends_its_projection() {
    check(&[
        ("Items[*].{Id: Id}[0]", r#"{"Id": "b"}"#),
        ("Items[*] . {Id: Id}[0:1]", r#"[{"Id": "b"}]"#),
        ("Items[*].{Id: {Id: Id}}[2].Id.Id", r#""c""#),
        ("Items[*].[Id][0]", r#"["b"]"#),
        ("[{a: Name}][0].a", r#""chat""#),
    ]);
}

#[test]
fn numbers_keep_their_form() {
    check(&[
        ("[Size, Share, Items[1].Size]", "[12, 0.5, 1.0]"),
        ("abs(`-3`)", "3"),
        ("abs(`-3.0`)", "3.0"),
        ("sum(Items[*].Size)", "6.0"),
        ("sum(`[1, 2]`)", "3"),
        ("sum(`[]`)", "0"),
        ("avg(`[2, 2]`)", "2.0"),
        ("avg(`[]`)", "null"),
        ("ceil(Share)", "1"),
        ("floor(`-0.5`)", "-1"),
        ("to_number('10')", "10"),
        ("to_number('1e1')", "10.0"),
        ("to_number('ten')", "null"),
        ("max(Items[*].Size)", "3"),
        ("`9223372036854775807`", "9223372036854775807"),
        ("`1` == `1.0`", "true"),
        ("`1` == `true`", "false"),
    ]);
}

#[test]
fn sorting() {
    check(&[
        ("sort_by(Items, &Size)[*].Id", r#"["a", "c", "b"]"#),
        ("sort_by(Items, &Id)[0].Size", "1.0"),
        ("max_by(Items, &Size).Id", r#""b""#),
        ("min_by(Items, &Size).Id", r#""a""#),
        ("sort(Items[*].Id)", r#"["a", "b", "c"]"#),
        ("sort(`[3, 1.5, 2]`)", "[1.5, 2, 3]"),
        ("reverse(Name)", r#""tahc""#),
        ("map(&Kind, Items)", r#"["note", "file", null]"#),
        (
            "sort_by(Labels.*, &@)",
            r#"In function sort_by(), invalid type for value, expected one of: ["number"], received: "array""#,
        ),
    ]);
}

#[test]
fn filters_and_slices() {
    check(&[
        ("Items[?Size > `1`].Id", r#"["b", "c"]"#),
        ("Items[?Kind == 'note' || Tags].Id", r#"["b", "a"]"#),
        ("Items[?!Kind].Id | [0]", r#""c""#),
        ("Items[-1].Id", r#""c""#),
        ("Items[::-1].Id", r#"["c", "a", "b"]"#),
        ("Items[].Tags[]", r#"["x", "y"]"#),
        ("Items[5]", "null"),
        ("Missing.x[*].y", "null"),
        ("Items[?contains(Id, 'a')].Size", "[1.0]"),
        ("length(Items[0:2])", "2"),
        ("Items[::0]", "slice step cannot be zero"),
    ]);
}

/// Here the Python library returns null for lists: it applies the rest to the list instead of its items, contrary to the
/// specification.
#[test]
fn projections_go_on_as_specified() {
    check(&[
        ("[Labels].*[0]", "null"),
        ("{a: {x: {b: {c: `1`}}}}.a.*.b.c", "[1]"),
        ("[Items][0][0:2].Id", r#"["b", "a"]"#),
    ]);
}

#[test]
fn literals() {
    check(&[
        ("Items[?Id==`b`].Size", "[3]"),
        ("`a b`", r#""a b""#),
        ("` x`", r#""x""#),
        ("'it\\'s'", r#""it's""#),
        ("`\"a\\`b\"`", r#""a`b""#),
        ("`[1, \"x\"]`[1]", r#""x""#),
        ("\"Na\\u006de\"", r#""chat""#),
        ("''", r#""""#),
    ]);
}

#[test]
fn bad_expressions_are_refused_in_one_line() {
    check(&[
        ("", "Bad value for --query : Invalid JMESPath expression: cannot be empty."),
        ("Items[", "Bad value for --query Items[: Expected number, ':', or '*': Parse error at column 6"),
        ("a b", "Bad value for --query a b: Unexpected token b: Parse error at column 2"),
        ("'a", "Bad value for --query 'a: Unclosed ' delimiter"),
        ("`\"`", "Bad value for --query `\"`: Bad token \""),
        // Positions are those in the given expression.
        (
            "[`a long literal`, .{a: b}.]",
            "Bad value for --query [`a long literal`, .{a: b}.]: Invalid token: Parse error at column 19",
        ),
    ]);
    assert_eq!(Query::parse("[").map(drop).unwrap_err().kind, Kind::Parameter);
}

/// In any position, with any possible argument.
#[test]
fn calls_that_cannot_be_made_are_refused_without_a_value() {
    let unknown = [
        "nope(A)",
        "A[].nope(@)",
        "A || nope(A)",
        "[A, nope(A)]",
        "{a: nope(A)}",
        "A[?nope(@)]",
        "map(&nope(@), A)",
    ];
    let others = [
        "!nope(A)",
        "A == nope(A)",
        "nope(A)[]",
        "nope(A).*",
        "length(nope(A))",
        "A | nope(@)",
        "A && nope(A)",
    ];
    for expression in unknown.into_iter().chain(others) {
        let failure = Query::parse(expression).map(drop).unwrap_err();
        let said = format!("Bad value for --query {expression}: Unknown function: nope()");
        assert_eq!((failure.kind, failure.to_string()), (Kind::Parameter, said));
    }
    for (expression, said) in [
        ("length(A, A)", "Expected 1 argument for function length(), received 2"),
        ("merge()", "Expected at least 1 argument for function merge(), received 0"),
        ("A.sort_by(@)", "Expected 2 arguments for function sort_by(), received 1"),
    ] {
        let failure = Query::parse(expression).map(drop).unwrap_err().to_string();
        assert!(failure.ends_with(said), "{failure}");
    }
}

/// The value, which may be a secret, is not in the message.
#[test]
fn functions_reject_invalid_arguments() {
    check(&[
        (
            "length(Size)",
            r#"In function length(), invalid type for value, expected one of: ["string", "array", "object"], received: "number""#,
        ),
        (
            "sum(Items)",
            r#"In function sum(), invalid type for value, expected one of: ["array-number"], received: "object""#,
        ),
        (
            "join(Name, `[1]`)",
            r#"In function join(), invalid type for value, expected one of: ["array-string"], received: "number""#,
        ),
        (
            "map(Name, Items)",
            r#"In function map(), invalid type for value, expected one of: ["expref"], received: "string""#,
        ),
        (
            "contains(Name, Size)",
            r#"In function contains(), invalid type for value, expected one of: ["string"], received: "number""#,
        ),
        ("Size < Name", "'<' not supported between a number and a string"),
    ]);
    let failure = Query::parse("abs(@)").unwrap().apply(&Value::Null).unwrap_err();
    assert_eq!(failure.kind, Kind::Other);
}

#[test]
fn deep_expressions_are_refused_or_work() {
    let nests = [
        ("(", ")"),
        ("[", "]"),
        ("!", ""),
        ("a.", ""),
        ("a[?", "]"),
        ("to_array(", ")"),
        ("{a: ", "}"),
        ("&", ""),
        ("a||", ""),
        ("@|", ""),
        ("[*]", ""),
        ("*.", ""),
        ("a.{a: ", "}"),
        ("sort_by(@, &", ")"),
    ];
    for (open, close) in nests {
        for count in [30, 49, 99, 100, 10_000] {
            let _ = Query::parse(&open.repeat(count));
            let closed = format!("{}a{}", open.repeat(count), close.repeat(count));
            let _ = Query::parse(&closed).map(|query| query.apply(&serde_json::json!({"a": [1]})).is_ok());
        }
    }
    let wide = format!("{{{}}}", vec!["a: a.b"; 1000].join(", "));
    assert!(Query::parse(&wide).is_ok());
    let most = format!("a{}", ".a".repeat(100));
    assert!(Query::parse(&most).unwrap().apply(&Value::Null).unwrap().is_null());
    let message = Query::parse(&format!("{most}.a")).map(drop).unwrap_err().message;
    assert!(message.ends_with("it is nested more than 100 deep"), "{message}");
}

#[test]
fn no_expression_and_no_value_panic() {
    const PARTS: [&str; 46] = [
        ".",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        "*",
        "[*]",
        "[]",
        "[?",
        "&",
        "&&",
        "|",
        "||",
        "!",
        "==",
        "<",
        ">=",
        ",",
        ":",
        "@",
        "'",
        "`",
        "\"",
        "a",
        "yes",
        "é",
        "\\",
        " ",
        "1",
        "-1",
        "'x'",
        "`1`",
        "`{}`",
        "[::-1]",
        "[-2:]",
        "[0]",
        "sort_by(",
        "max(",
        "map(&",
        "to_string(",
        "avg(",
        "{a:",
        "99999999999",
        "\"it's\"",
    ];
    let mut values = Values::new(8);
    for _ in 0..20_000 {
        let count = values.number(9) + 1;
        let expression: String = (0..count).map(|_| PARTS[values.number(PARTS.len())]).collect();
        if let Ok(query) = Query::parse(&expression) {
            let _ = query.apply(&values.value(3));
        }
    }
}
