//! Overlays and documentation: their effects, and the rejection of stale entries.

use farrier::model::{Loaded, Role, ShapeKind, Source, load, locate};
use farrier::{Config, DiagnosticKind};
use serde_json::{Value, json};

use super::common::{ast, ast_v1, member, problems, shape, source, to};

fn model() -> Source {
    let text = ast(&json!({
        "ns#S": { "type": "structure", "members": { "a": to("smithy.api#String") },
            "traits": { "smithy.api#documentation": "theirs", "smithy.api#title": "T" } } }));
    source("model.json", text, Role::Model)
}

fn apply(target: &str, traits: &Value) -> String {
    ast(&json!({ target: { "type": "apply", "traits": traits } }))
}

fn with(role: Role, text: String) -> [Source; 2] {
    [source("ours.json", text, role), model()]
}

fn good(sources: &[Source]) -> Loaded {
    load(sources).expect("a good model")
}

#[test]
fn an_overlay_adds_and_overrides_and_its_reason_goes() {
    let text = ast(&json!({
        "ns#S": { "type": "apply", "traits": { "farrier#reason": "why", "smithy.api#title": "Ours" } },
        "ns#S$a": { "type": "apply", "traits": {
            "farrier#reason": "why", "smithy.api#sensitive": {}, "farrier#newtype": "Token" } } }));
    let loaded = good(&with(Role::Overlay, text));
    assert_eq!(shape(&loaded, "ns#S").traits.text("smithy.api#title"), Some("Ours"));
    let traits: Vec<_> = member(&loaded, "ns#S", "a").traits.0.keys().collect();
    assert_eq!(traits, ["smithy.api#sensitive", "farrier#newtype"]);
    assert!(loaded.unknown_traits.is_empty());
}

#[test]
fn documentation_comes_last() {
    let docs = |text: &str| json!({ "smithy.api#documentation": text });
    let overlay = apply("ns#S", &json!({ "farrier#reason": "why", "smithy.api#documentation": "overlay" }));
    let sources = [
        source("docs.json", apply("ns#S", &docs("ours")), Role::Documentation),
        source("overlay.json", overlay, Role::Overlay),
        model(),
    ];
    assert_eq!(shape(&good(&sources), "ns#S").traits.text("smithy.api#documentation"), Some("ours"));
}

#[test]
fn an_overlay_finds_the_members_of_an_enum_trait() {
    let old = ast_v1(
        &json!({ "ns#E": { "type": "string", "traits": { "smithy.api#enum": [{ "value": "a-b" }] } } }),
    );
    let docs = apply("ns#E$A_B", &json!({ "smithy.api#documentation": "d" }));
    let loaded =
        good(&[source("old.json", old, Role::Model), source("docs.json", docs, Role::Documentation)]);
    assert_eq!(member(&loaded, "ns#E", "A_B").traits.text("smithy.api#documentation"), Some("d"));
}

fn strings() -> Source {
    let text = ast(&json!({
        "ns#Kind": { "type": "string", "traits": { "smithy.api#length": { "max": 9 } } },
        "ns#Enum": { "type": "enum", "members": { "A": to("smithy.api#Unit") } },
        "ns#S": { "type": "structure", "members": { "a": to("ns#Kind") } } }));
    source("model.json", text, Role::Model)
}

fn values(target: &str, values: &Value) -> Source {
    let overlay = apply(target, &json!({ "farrier#reason": "why", "smithy.api#enum": values }));
    source("ours.json", overlay, Role::Overlay)
}

/// The documentation, which comes later, describes each value.
#[test]
fn an_overlay_makes_an_enum_of_a_string() {
    let listed = json!([{ "name": "A", "value": "a/a" }, { "name": "B", "value": "b" }]);
    let docs = apply("ns#Kind$A", &json!({ "smithy.api#documentation": "d" }));
    let sources = [strings(), values("ns#Kind", &listed), source("docs.json", docs, Role::Documentation)];
    let loaded = good(&sources);
    let kind = shape(&loaded, "ns#Kind");
    assert!(matches!(kind.kind, ShapeKind::Enum(_)));
    assert_eq!(kind.traits.0.keys().collect::<Vec<_>>(), ["smithy.api#length"]);
    let a = member(&loaded, "ns#Kind", "A");
    assert_eq!(a.traits.text("smithy.api#enumValue"), Some("a/a"));
    assert_eq!(a.traits.text("smithy.api#documentation"), Some("d"));
}

#[test]
fn values_of_anything_but_a_string_are_rejected() {
    let listed = json!([{ "name": "A", "value": "a" }]);
    let cases = [
        ("ns#S", &listed, "ns#S: smithy.api#enum is for strings"),
        ("ns#S$a", &listed, "ns#S$a: smithy.api#enum is for strings"),
        (
            "ns#Enum",
            &listed,
            "ns#Enum: smithy.api#enum lists the values of an enum that the model has; remove it",
        ),
        (
            "ns#Kind",
            &json!([{ "name": "a b", "value": "a" }]),
            "ns#Kind: the name `a b` in `smithy.api#enum` is not a Smithy identifier",
        ),
    ];
    for (target, listed, message) in cases {
        assert_eq!(problems(&[strings(), values(target, listed)]), format!("ours.json: {message}"));
    }
    let kinds = load(&[strings(), values("ns#Enum", &listed)]).expect_err("an enum already");
    let repeats = DiagnosticKind::RepeatsModel { id: "smithy.api#enum".to_owned() };
    assert_eq!(kinds.0[0].kind, repeats);
}

#[test]
fn stale_and_unexplained_entries_are_rejected() {
    let cases = [
        (
            apply("ns#Gone", &json!({ "farrier#reason": "why", "smithy.api#title": "x" })),
            "ours.json: ns#Gone: adds to ns#Gone, which the model no longer has; remove the entry",
        ),
        (
            apply("ns#S$gone", &json!({ "farrier#reason": "why", "smithy.api#title": "x" })),
            "ours.json: ns#S$gone: adds to ns#S$gone, which the model no longer has; remove the entry",
        ),
        (
            apply("ns#S", &json!({ "farrier#reason": "why", "smithy.api#title": "T" })),
            "ours.json: ns#S: smithy.api#title repeats the model; remove it",
        ),
        (
            apply("ns#S", &json!({ "smithy.api#title": "x" })),
            "ours.json: ns#S: the entry has no farrier#reason; state the reason for it",
        ),
        (
            apply("ns#S", &json!({ "farrier#reason": " ", "smithy.api#title": "x" })),
            "ours.json: ns#S: farrier#reason is empty; state the reason for the entry",
        ),
        (
            apply("ns#S", &json!({ "farrier#reason": 1, "smithy.api#title": "x" })),
            "ours.json: ns#S: expected `farrier#reason` to be a string, found a number",
        ),
        (
            apply("ns#S", &json!({ "farrier#reason": "why" })),
            "ours.json: ns#S: adds no trait; remove the entry",
        ),
        (
            apply("ns#S", &json!({ "farrier#reason": "why", "farrier#newtyp": "T" })),
            "ours.json: ns#S: farrier#newtyp is not a farrier trait; the farrier traits are farrier#follow, farrier#hints, farrier#iso8601, farrier#newtype, farrier#otherValues, farrier#reason, farrier#repeatedItemsEnd, farrier#repeatedTokenEnds, farrier#simulation, farrier#upload",
        ),
        (
            apply("ns#S", &json!({ "farrier#reason": "why", "farrier#newtype": "not a name" })),
            "ours.json: ns#S: `farrier#newtype` must be a name, found `not a name`",
        ),
        (
            ast(&json!({ "ns#New": { "type": "string" } })),
            "ours.json: ns#New: an overlay may only have `apply` statements",
        ),
        (
            json!({ "smithy": "2.0", "metadata": { "a": 1 } }).to_string(),
            "ours.json: an overlay may only have `apply` statements; remove `metadata`",
        ),
        (json!({}).to_string(), "ours.json: not a Smithy JSON AST; start it with `\"smithy\": \"2.0\"`"),
    ];
    for (text, message) in cases {
        assert_eq!(problems(&with(Role::Overlay, text)), message);
    }
}

#[test]
fn documentation_files_only_document() {
    let cases = [
        (
            apply("ns#Gone", &json!({ "smithy.api#documentation": "x" })),
            "ours.json: ns#Gone: documents ns#Gone, which the model no longer has; remove the entry",
        ),
        (
            apply("ns#S", &json!({ "smithy.api#title": "x" })),
            "ours.json: ns#S: a documentation file may only apply smithy.api#documentation; move smithy.api#title \
             to an overlay",
        ),
        (
            apply("ns#S", &json!({ "smithy.api#documentation": 1 })),
            "ours.json: ns#S: expected `smithy.api#documentation` to be a string, found a number",
        ),
        (
            ast(&json!({ "ns#New": { "type": "string" } })),
            "ours.json: ns#New: a documentation file may only have `apply` statements",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(problems(&with(Role::Documentation, text)), message);
    }
}

#[test]
fn an_entry_for_a_mixin_names_the_shapes_to_use() {
    let text = ast(&json!({ "ns#M": { "type": "structure", "traits": { "smithy.api#mixin": {} } } }));
    let overlay = apply("ns#M", &json!({ "farrier#reason": "why", "smithy.api#title": "x" }));
    assert_eq!(
        problems(&[source("m.json", text, Role::Model), source("ours.json", overlay, Role::Overlay)]),
        "ours.json: ns#M: is a mixin, which loading removes; name the shapes that use it"
    );
}

/// Code decides by kinds: the handling of an entry does not depend on the text of a message.
#[test]
fn problems_of_entries_have_kinds() {
    let kinds = |role: Role, target: &str, traits: &Value| -> Vec<DiagnosticKind> {
        let problems = load(&with(role, apply(target, traits))).expect_err("a bad entry");
        problems.0.into_iter().map(|problem| problem.kind).collect()
    };
    let reason = |id: &str, value: Value| json!({ "farrier#reason": "why", id: value });
    let sensitive = reason("smithy.api#sensitive", json!({}));
    assert_eq!(kinds(Role::Overlay, "ns#Gone", &sensitive), [DiagnosticKind::MissingTarget]);
    let docs = json!({ "smithy.api#documentation": "x" });
    assert_eq!(kinds(Role::Documentation, "ns#S$gone", &docs), [DiagnosticKind::MissingTarget]);
    let title = reason("smithy.api#title", json!("T"));
    let repeats = DiagnosticKind::RepeatsModel { id: "smithy.api#title".to_owned() };
    assert_eq!(kinds(Role::Overlay, "ns#S", &title), [repeats]);
    let without = json!({ "smithy.api#sensitive": {} });
    assert_eq!(kinds(Role::Overlay, "ns#S", &without), [DiagnosticKind::Invalid]);
    let broken = load(&[source("m.json", "{".to_owned(), Role::Model)]).expect_err("broken JSON");
    assert_eq!(broken.0[0].kind, DiagnosticKind::Syntax);
}

/// An entry that marks a secret is never removed because its target is gone.
#[test]
fn a_sensitive_mark_must_be_moved() {
    let message = |traits: &Value| {
        let traits = traits.as_object().cloned().unwrap_or_default();
        let all: Value = traits.into_iter().chain([("farrier#reason".to_owned(), json!("why"))]).collect();
        load(&with(Role::Overlay, apply("ns#Gone", &all))).expect_err("no target").0[0].message.clone()
    };
    let secret = message(&json!({ "smithy.api#sensitive": {} }));
    assert!(secret.ends_with("it marks a secret: name the shape that contains it now"), "{secret}");
    assert!(message(&json!({ "smithy.api#tags": ["x"] })).ends_with("remove the entry"));
}

/// A mistake in an overlay is reported in the overlay, also if only generation finds it.
#[test]
fn a_value_that_does_not_fit_its_shape_is_a_problem_of_the_overlay() {
    let model = r#"$version: "2"
namespace ns

use aws.protocols#restJson1

@restJson1
service Orchard { operations: [ListTrees] }

@http(method: "POST", uri: "/trees")
operation ListTrees {
    input := { cursor: String, plot: Plot }
    output := { trees: Trees }
}

list Trees { member: String }

structure Plot { name: String, rows: Integer }
"#;
    let overlay = |statement: &str| {
        format!(
            "$version: \"2\"\nnamespace ns\n\napply {statement}\n",
            statement = statement.replace("why", "@farrier#reason(\"why\")")
        )
    };
    for (statement, message) in [
        (
            "ListTrees { @farrier#follow(call: \"Watch\", id: \"id\", text: \"kind\") why }",
            "ListTrees: has `farrier#follow`, and `ListTrees` does not page a list of structures",
        ),
        (
            "ListTrees { @farrier#simulation([{ plant: {} }]) why }",
            "ListTrees: `farrier#simulation` has the step",
        ),
        (
            "ListTrees { @farrier#repeatedTokenEnds why }",
            "ListTrees: has `farrier#repeatedTokenEnds`, which is for",
        ),
        (
            "ListTrees { @farrier#repeatedItemsEnd(\"id\") why }",
            "ListTrees: has `farrier#repeatedItemsEnd`, which is for",
        ),
        ("Plot { @farrier#iso8601 why }", "Plot: has `farrier#iso8601`, but is not a string"),
        (
            "Plot { @farrier#hints([{ status: 404, text: \"x\" }]) why }",
            "Plot: has `farrier#hints`, which is for",
        ),
        ("Plot { @farrier#upload(call: 1) why }", "Plot: `call` of `farrier#upload` must be a name"),
        ("Plot$rows { @farrier#newtype(\"Rows\") why }", "Plot$rows: `Rows` wraps smithy.api#Integer"),
        ("Plot$rows { @farrier#newtype(3) why }", "Plot$rows: expected `farrier#newtype` to be a string"),
    ] {
        let sources = [
            source("model.smithy", model.to_owned(), Role::Model),
            source("ours.smithy", overlay(statement), Role::Overlay),
        ];
        let generated =
            load(&sources).and_then(|loaded| farrier::generate(&loaded.model, &Config::new("orchard")));
        let problems = locate(generated.expect_err(statement), &sources).to_string();
        let expected = format!("ours.smithy:4:7: ns#{message}");
        assert!(problems.starts_with(&expected) && problems.lines().count() == 1, "{problems}\n{expected}");
    }
}
