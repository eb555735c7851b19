//! Invalid models, each with its exact message.

use farrier::model::Role;
use serde_json::{Value, json};

use super::common::{ast, problems, rejected, rejected_shapes, source, to};

const STRING: &str = "smithy.api#String";

#[test]
fn broken_json() {
    let cases: [(&[u8], &str); 9] = [
        (b"", "m.json:1:1: the file is empty"),
        (b" \n ", "m.json:2:1: the file is empty"),
        (
            b"{\"smithy\": \"2.0\",\n \"shapes\": {",
            "m.json:2:12: the JSON ends too early; the file may be truncated",
        ),
        (b"{\n  \"smithy\" 2}", "m.json:2:12: not JSON: expected `:`"),
        (b"{} {}", "m.json:1:4: not JSON: trailing characters"),
        (b"{\n\"a\": \"\xff\"}", "m.json:2:7: not UTF-8; save the file as UTF-8"),
        (b"[]", "m.json: a model must be an object, found an array"),
        (b"{\"smithy\": \"3.0\"}", "m.json: `smithy` is version `3.0`; farrier reads 1.0 and 2.0"),
        (b"{\"smithy\": 2}", "m.json: expected `smithy` to be a string, found a number"),
    ];
    for (bytes, message) in cases {
        assert_eq!(rejected(bytes), message);
    }
}

/// A parser silently keeps the last value: the first would be lost.
#[test]
fn keys_that_an_object_has_twice() {
    for (text, message) in [
        (
            "{\"smithy\": \"2.0\",\n \"shapes\": {\n  \"ns#A\": {\"type\": \"string\"},\n  \"ns#A\": {\"type\": \"blob\"}}}",
            "m.json:4:3: the key \"ns#A\" is repeated; the first is at line 3, column 3",
        ),
        (
            "\u{feff}{\"a\": [{\"\u{e9}\": {}, \"b\": [\"b\", \"b\"], \"\\u00e9\": 1}]}",
            "m.json:1:36: the key \"\u{e9}\" is repeated; the first is at line 1, column 9",
        ),
        (
            "{\"a\\\"\": \"{,\", \"b\": 1,\"a\\\"\" :2}",
            "m.json:1:22: the key \"a\\\"\" is repeated; the first is at line 1, column 2",
        ),
    ] {
        assert_eq!(rejected(text), message);
    }
    let model = ast(&json!({ "ns#S": { "type": "string" } }));
    for (role, twice) in [
        (Role::Model, r#"{"smithy": "2.0", "smithy": "2.0"}"#),
        (Role::Overlay, r#"{"smithy": "2.0", "metadata": {}, "smithy": "2.0"}"#),
        (Role::Documentation, r#"{"smithy": "2.0", "shapes": {}, "smithy": "2.0"}"#),
    ] {
        let sources =
            [source("m.json", model.to_string(), Role::Model), source("twice.json", twice.to_owned(), role)];
        let found = farrier::model::load(&sources).expect_err("a key that is there twice").0;
        let kind = farrier::DiagnosticKind::DuplicateKey;
        assert_eq!((found.len(), &found[0].kind, found[0].file.as_deref()), (1, &kind, Some("twice.json")));
    }
    // Similar valid input: one key in several objects, and strings that are not keys.
    let others = json!({ "a": [{ "a": "a" }, { "a": "a" }, "a", "a"], "b": { "a": { "a": "\"a\":" } } });
    assert!(!rejected(others.to_string()).contains("second time"));
}

#[test]
fn files_of_an_unknown_form() {
    assert_eq!(
        rejected("{}"),
        "m.json: neither a Smithy JSON AST (`smithy`) nor C2J (`metadata` and `operations`) or a companion of it"
    );
    assert_eq!(
        rejected("{\"pagination\": {}}"),
        "m.json: C2J paginators without a service; load its service-2.json too"
    );
    let service = "{\"metadata\": {}, \"operations\": {}}";
    let two = [source("a.json", service, Role::Model), source("b.json", service, Role::Model)];
    assert!(
        problems(&two)
            .starts_with("b.json: a second C2J service, after that of a.json; load one service at a time")
    );
    assert_eq!(problems(&[]), "there is no model to load; give at least one file of it");
}

/// Shapes with one mistake each, and the message.
fn check(cases: &[(Value, &str)]) {
    for (shapes, message) in cases {
        assert_eq!(&rejected_shapes(shapes), message, "{shapes}");
    }
}

#[test]
fn wrong_json_types() {
    let member = |member: Value| json!({ "ns#S": { "type": "structure", "members": { "a": member } } });
    check(&[
        (json!([]), "m.json: expected `shapes` to be an object, found an array"),
        (json!({ "ns#S": 1 }), "m.json: ns#S: expected `shape` to be an object, found a number"),
        (json!({ "ns#S": {} }), "m.json: ns#S: the shape has no `type`"),
        (json!({ "ns#S": { "type": 1 } }), "m.json: ns#S: expected `type` to be a string, found a number"),
        (json!({ "ns#S": { "type": "thing" } }), "m.json: ns#S: unknown shape type `thing`"),
        (
            json!({ "ns#S": { "type": "blob", "traits": [] } }),
            "m.json: ns#S: expected `traits` to be an object, found an array",
        ),
        (
            json!({ "ns#S": { "type": "structure", "members": null } }),
            "m.json: ns#S: expected `members` to be an object, found null",
        ),
        (member(json!("x")), "m.json: ns#S$a: expected `a` to be an object, found a string"),
        (member(json!({})), "m.json: ns#S$a: `target` is missing"),
        (
            member(json!({ "target": true })),
            "m.json: ns#S$a: expected `target` to be a string, found a boolean",
        ),
        (json!({ "ns#L": { "type": "list" } }), "m.json: ns#L: the list has no `member`"),
        (json!({ "ns#M": { "type": "map", "key": to(STRING) } }), "m.json: ns#M: the map has no `value`"),
        (
            json!({ "ns#O": { "type": "operation", "errors": {} } }),
            "m.json: ns#O: expected `errors` to be an array, found an object",
        ),
        (
            json!({ "ns#O": { "type": "operation", "input": "ns#In" } }),
            "m.json: ns#O: expected `input` to be an object, found a string",
        ),
        (
            json!({ "ns#S": { "type": "service", "version": 1 } }),
            "m.json: ns#S: expected `version` to be a string, found a number",
        ),
        (
            json!({ "ns#R": { "type": "resource", "identifiers": { "id": 1 } } }),
            "m.json: ns#R: expected `identifiers.id` to be an object, found a number",
        ),
        (
            json!({ "ns#E": { "type": "string", "traits": { "smithy.api#enum": {} } } }),
            "m.json: ns#E: expected `smithy.api#enum` to be an array, found an object",
        ),
        (
            json!({ "ns#E": { "type": "string", "traits": { "smithy.api#enum": [{ "name": "A" }] } } }),
            "m.json: ns#E: an entry of `smithy.api#enum` has no `value`",
        ),
        (
            json!({ "ns#E": { "type": "string", "traits": { "smithy.api#enum": [
                { "name": "A", "value": "a" }, { "name": "A", "value": "b" }] } } }),
            "m.json: ns#E: `smithy.api#enum` has the name `A` twice",
        ),
    ]);
}

#[test]
fn malformed_names() {
    check(&[
        (
            json!({ "S": { "type": "blob" } }),
            "m.json: the name of a shape must be an absolute shape id like `namespace#Name`, found `S`",
        ),
        (
            json!({ "ns#S$a": { "type": "blob" } }),
            "m.json: ns#S$a: a member is defined within its shape; only `apply` may name it here",
        ),
        (
            json!({ "ns#L": { "type": "list", "member": to("String") } }),
            "m.json: ns#L$member: `target` must be an absolute shape id like `namespace#Name`, found `String`",
        ),
        (
            json!({ "ns#L": { "type": "list", "member": to("ns#S$a") } }),
            "m.json: ns#L$member: `target` must name a shape, found the member `ns#S$a`",
        ),
        (
            json!({ "ns#B": { "type": "blob", "traits": { "sensitive": {} } } }),
            "m.json: ns#B: the name of a trait must be an absolute shape id like `namespace#Name`, found `sensitive`",
        ),
        (
            json!({ "ns#S": { "type": "structure", "members": { "a-b": to(STRING) } } }),
            "m.json: ns#S: the member name `a-b` is not a Smithy identifier",
        ),
        (
            json!({ "ns#S": { "type": "service", "rename": { "ns#S": "a b" } } }),
            "m.json: ns#S: `rename` gives ns#S the name `a b`, not a Smithy identifier",
        ),
    ]);
}

#[test]
fn dangling_targets() {
    let gone = to("ns#Gone");
    check(&[
        (
            json!({ "ns#S": { "type": "structure", "members": { "a": gone } } }),
            "m.json: ns#S$a: `target` is ns#Gone, which does not exist",
        ),
        (
            json!({ "ns#L": { "type": "list", "member": to("smithy.api#Strin") } }),
            "m.json: ns#L$member: `target` is smithy.api#Strin, which does not exist",
        ),
        (
            json!({ "ns#O": { "type": "operation", "input": gone, "output": gone, "errors": [gone] } }),
            "m.json: ns#O: `input` is ns#Gone, which does not exist\n\
             m.json: ns#O: `output` is ns#Gone, which does not exist\n\
             m.json: ns#O: `errors` is ns#Gone, which does not exist",
        ),
        (
            json!({ "ns#S": { "type": "service", "operations": [gone], "resources": [gone], "errors": [gone],
                "rename": { "ns#Gone": "Here" } } }),
            "m.json: ns#S: `operations` is ns#Gone, which does not exist\n\
             m.json: ns#S: `resources` is ns#Gone, which does not exist\n\
             m.json: ns#S: `errors` is ns#Gone, which does not exist\n\
             m.json: ns#S: `rename` is ns#Gone, which does not exist",
        ),
        (
            json!({ "ns#R": { "type": "resource", "identifiers": { "id": gone }, "put": gone } }),
            "m.json: ns#R: `identifiers` is ns#Gone, which does not exist\n\
             m.json: ns#R: `put` is ns#Gone, which does not exist",
        ),
        (
            json!({ "ns#Gone": { "type": "apply", "traits": {} } }),
            "m.json: ns#Gone: `apply` to a shape that the model does not have",
        ),
        (
            json!({ "ns#S": { "type": "structure" }, "ns#S$a": { "type": "apply" } }),
            "m.json: ns#S$a: `apply` to a member that its shape does not have",
        ),
    ]);
}

#[test]
fn targets_of_the_wrong_type() {
    check(&[
        (
            json!({ "ns#O": { "type": "operation", "input": to(STRING), "output": to("ns#U"), "errors": [to("ns#S")] },
                "ns#U": { "type": "union", "members": { "a": to(STRING) } }, "ns#S": { "type": "structure" } }),
            "m.json: ns#O: `input` must be a structure, but smithy.api#String is a string\n\
             m.json: ns#O: `output` must be a structure, but ns#U is a union\n\
             m.json: ns#O: `errors` must be a structure with smithy.api#error, but ns#S is a structure without it",
        ),
        (
            json!({ "ns#M": { "type": "map", "key": to("smithy.api#Integer"), "value": to("ns#O") },
                "ns#O": { "type": "operation" } }),
            "m.json: ns#M$key: `target` must be a string, but smithy.api#Integer is an integer\n\
             m.json: ns#M$value: `target` must be a shape with values, but ns#O is an operation",
        ),
        (
            json!({ "ns#S": { "type": "service", "operations": [to(STRING)] } }),
            "m.json: ns#S: `operations` must be an operation, but smithy.api#String is a string",
        ),
        (
            json!({ "ns#S": { "type": "structure", "traits": { "ns#B": {}, "smithy.api#String": {} } },
                "ns#B": { "type": "blob" } }),
            "m.json: ns#S: ns#B is applied as a trait, but the shape is not a trait\n\
             m.json: ns#S: smithy.api#String is applied as a trait, but the shape is not a trait",
        ),
    ]);
}

#[test]
fn enums_that_contradict_themselves() {
    let value =
        |value: Value| json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": value } });
    check(&[
        (
            json!({ "ns#E": { "type": "enum" }, "ns#I": { "type": "intEnum", "members": {} } }),
            "m.json: ns#E: the enum has no members\nm.json: ns#I: the intEnum has no members",
        ),
        (
            json!({ "ns#E": { "type": "enum", "members": { "A": to("smithy.api#Unit"), "B": value(json!("A")) } } }),
            "m.json: ns#E$B: has the same value as `A`: `A`",
        ),
        (
            json!({ "ns#E": { "type": "enum", "members": { "A": value(json!(1)) } } }),
            "m.json: ns#E$A: expected `smithy.api#enumValue` to be a string, found a number",
        ),
        (
            json!({ "ns#I": { "type": "intEnum", "members": {
                "A": value(json!("1")), "B": value(json!(1.5)), "C": to("smithy.api#Unit"), "D": value(json!(1)),
                "E": value(json!(1)) } } }),
            "m.json: ns#I$A: expected `smithy.api#enumValue` to be an integer, found a string\n\
             m.json: ns#I$B: expected `smithy.api#enumValue` to be a 32-bit integer, found 1.5\n\
             m.json: ns#I$C: smithy.api#enumValue is missing; set it to an integer\n\
             m.json: ns#I$E: has the same value as `D`: `1`",
        ),
    ]);
}

#[test]
fn shapes_that_contain_themselves() {
    let required = |target: &str| json!({ "target": target, "traits": { "smithy.api#required": {} } });
    check(&[
        (
            json!({ "ns#A": { "type": "structure", "members": { "x": to(STRING), "b": required("ns#B") } },
                "ns#B": { "type": "structure", "members": { "a": required("ns#A") } } }),
            "m.json: ns#A: requires itself and can never be built: ns#A$b -> ns#B$a -> ns#A; make a member \
             optional",
        ),
        (
            json!({ "ns#L": { "type": "list", "member": to("ns#L") },
                "ns#M": { "type": "map", "key": to(STRING), "value": to("ns#N") },
                "ns#N": { "type": "list", "member": to("ns#M") } }),
            "m.json: ns#L: contains itself without a structure or union in between: ns#L$member -> ns#L\n\
             m.json: ns#M: contains itself without a structure or union in between: ns#M$value -> ns#N$member -> ns#M",
        ),
    ]);
}

#[test]
fn files_that_contradict_each_other() {
    let file = |name: &str, shape: Value| {
        let text = json!({ "smithy": "2.0", "metadata": { "m": name }, "shapes": { "ns#S": shape } });
        source(name, text.to_string(), Role::Model)
    };
    assert_eq!(
        problems(&[file("a.json", json!({ "type": "blob" })), file("b.json", json!({ "type": "string" }))]),
        "b.json: ns#S: a.json defines this shape differently; remove one of the two\n\
         b.json: metadata `m` has a different value in an earlier file"
    );
    let apply = ast(&json!({ "ns#S": { "type": "apply", "traits": { "smithy.api#title": "x" } } }));
    let model = ast(&json!({ "ns#S": { "type": "blob", "traits": { "smithy.api#title": "y" } } }));
    assert_eq!(
        problems(&[source("a.json", apply, Role::Model), source("b.json", model, Role::Model)]),
        "a.json: ns#S: `apply` gives smithy.api#title a value other than the one it has; remove one"
    );
}
