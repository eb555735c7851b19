//! `farrier#simulation`: every name in it must be in the model, and every step must be known.

use farrier::model::{Role, Source, load};
use farrier::{Config, generate};
use serde_json::{Value, json};

use super::common::{STRING, check, good, to};

/// Adds steps to the operation of the valid model, and the paginated list that they need.
fn simulate(shapes: &mut Value, steps: Value) {
    shapes["ns#Notes"] = json!({ "type": "list", "member": to("ns#Note") });
    shapes["ns#Out"]["members"]["notes"] = to("ns#Notes");
    shapes["ns#Note"]["members"]["replies"] = to("ns#Notes");
    shapes["ns#Out"]["members"]["next"] = to(STRING);
    shapes["ns#In"]["members"]["next"] = to(STRING);
    let traits = &mut shapes["ns#Put"]["traits"];
    traits["smithy.api#paginated"] = json!({ "inputToken": "next", "outputToken": "next", "items": "notes" });
    traits["farrier#simulation"] = steps;
}

#[track_caller]
fn step(step: Value, said: &[&str]) {
    let said: Vec<String> = said.iter().map(|said| format!("ns#Put: `farrier#simulation` {said}")).collect();
    check(|shapes| simulate(shapes, json!([step])), &said.iter().map(String::as_str).collect::<Vec<_>>());
}

/// One of each.
fn every_step() -> Value {
    json!([
        { "consume": { "member": "text", "credential": "key", "error": "Bad" } },
        { "issue": { "at": "note.text", "credential": "key" } },
        { "choose": { "by": "text", "members": { "NOTE": "note" } } },
        { "revoke": {} },
        { "append": { "list": "notes", "unless": { "member": "text", "in": ["no"] },
            "item": { "text": { "input": "text" } } } },
        { "update": { "list": "notes", "when": { "member": "text", "is": "more" },
            "id": { "member": "text", "key": "id", "is": "text" }, "at": "replies",
            "item": { "text": { "output": "next" } } } },
        { "list": { "list": "notes", "id": "text", "time": "text", "pageSize": 3,
            "scan": { "member": "text", "forward": "F", "withoutStart": "Bad" },
            "sender": { "text": { "sample": true } }, "order": { "member": "text", "ascending": "A" },
            "seed": { "text": { "sample": true } } } },
        { "beginUpload": { "id": "next", "url": "note.text",
            "headers": { "at": "note", "values": { "a": { "text": "b" } } } } },
        { "completeUploads": { "ids": "text", "missing": "Bad", "again": "Bad" } },
        { "append": { "list": "notes", "item": { "text": { "sender": "text" } } } },
        { "append": { "list": "notes", "item": { "text": { "uploads": { "a": { "output": "next" } } } } } },
        { "download": { "id": "text", "url": "note.text", "missing": "Bad" } },
    ])
}

#[test]
fn every_step_is_supported() {
    check(|shapes| simulate(shapes, every_step()), &["generates"]);
}

#[test]
fn only_operations_do_anything() {
    check(
        |shapes| {
            shapes["ns#Note"]["traits"] = json!({ "farrier#simulation": [] });
            shapes["ns#In"]["members"]["text"]["traits"] = json!({ "farrier#simulation": [] });
        },
        &[
            "ns#In$text: only an operation can have `farrier#simulation`",
            "ns#Note: only an operation can have `farrier#simulation`",
        ],
    );
    check(
        |shapes| shapes["ns#Put"]["traits"]["farrier#simulation"] = json!({}),
        &["ns#Put: expected `farrier#simulation` to be a list, found an object"],
    );
    check(
        |shapes| shapes["ns#Put"]["traits"]["farrier#simulation"] = json!([{ "revoke": {}, "list": {} }]),
        &["ns#Put: `farrier#simulation` must be a list of objects with one step each"],
    );
}

#[test]
fn steps_and_their_members_are_known() {
    step(
        json!({ "forget": {} }),
        &[
            "has the step `forget`, which is unknown; the steps are `append`, `beginUpload`, `choose`, `completeUploads`, \
           `consume`, `download`, `issue`, `list`, `revoke` and `update`",
        ],
    );
    step(json!({ "revoke": [] }), &["has a `revoke` that is not an object"]);
    step(json!({ "revoke": { "all": true } }), &["has a `revoke` with `all`, which must be one of ``"]);
    step(
        json!({ "issue": { "at": "next", "credential": "key", "for": 1 } }),
        &["has a `issue` with `for`, which must be one of `at`, `credential`"],
    );
    step(json!({ "issue": { "at": "next" } }), &["has a `issue` without `credential`"]);
}

#[test]
fn members_and_errors_are_those_of_the_operation() {
    step(
        json!({ "consume": { "member": "token", "credential": "key", "error": "Bad" } }),
        &["has a `consume` with `token`, which the input does not have"],
    );
    step(
        json!({ "consume": { "member": "text", "credential": "key", "error": "Worse" } }),
        &["has a `consume` whose `error` is `Worse`, which is not an error of the operation"],
    );
    step(
        json!({ "issue": { "at": "note.token", "credential": "key" } }),
        &["has a `issue` with `note.token`, which the output does not have"],
    );
}

const NO_SOURCE: &str = "whose `text` is not a source: `text`, `input`, `output`, `sample`, `sender` with a member that a list \
                         has in its `sender`, or, if uploads begin, `uploads`";

#[test]
fn lists_are_paged_and_have_items() {
    let append = |list: &str, item: Value| json!({ "append": { "list": list, "item": item } });
    step(
        append("notes", json!({})),
        &["has a `append` whose `list` is `notes`, which no operation pages; add the step `list` to one"],
    );
    let with_list = |step: Value, said: &str| {
        let list = json!({ "list": { "list": "notes", "id": "text" } });
        let said = format!("ns#Put: `farrier#simulation` has a {said}");
        check(|shapes| simulate(shapes, json!([list, step])), &[&said]);
    };
    with_list(
        append("notes", json!({ "title": { "text": "a" } })),
        "`append` with `title`, which ns#Note does not have",
    );
    with_list(append("notes", json!({ "text": "a" })), &format!("`append` {NO_SOURCE}"));
    with_list(append("notes", json!({ "text": { "sender": "text" } })), &format!("`append` {NO_SOURCE}"));
    with_list(
        json!({ "list": { "list": "more", "id": "text", "scan": { "member": "text", "forward": "F", "withoutStart": "No" } } }),
        "`list.scan` whose `withoutStart` is `No`, which is not an error of the operation",
    );
    check(
        |shapes| {
            shapes["ns#Put"]["traits"]["farrier#simulation"] =
                json!([{ "list": { "list": "notes", "id": "text" } }]);
        },
        &["ns#Put: `farrier#simulation` has a `list` and is not `smithy.api#paginated`"],
    );
}

/// The operation that pages a list, or begins uploads, may be excluded.
#[test]
fn steps_of_excluded_operations_are_left_out() {
    let mut model = good();
    simulate(&mut model["shapes"], every_step());
    let shapes = &mut model["shapes"];
    shapes["ns#Other"] = shapes["ns#Put"].clone();
    shapes["ns#Other"]["traits"]["smithy.api#http"]["uri"] = json!("/others/{id}");
    shapes["ns#Other"]["traits"]["farrier#simulation"] = json!([
        { "append": { "list": "notes", "item": { "text": { "sender": "text" } } } },
        { "append": { "list": "notes", "item": { "text": { "uploads": { "a": { "output": "next" } } } } } },
    ]);
    shapes["ns#Service"]["operations"] = json!([to("ns#Put"), to("ns#Other")]);
    let bytes = model.to_string().into_bytes();
    let source = Source { name: "m.json".to_owned(), bytes, role: Role::Model };
    let model = load(&[source]).expect("a good model").model;
    let mut config = Config::new("notes");
    assert!(generate(&model, &config).is_ok());
    config.operations = Some(vec!["Other".to_owned()]);
    let files = generate(&model, &config).expect("a part of a good model");
    let tables = files.iter().find(|file| file.path == "src/test_util.rs").expect("the steps");
    assert!(!tables.text.contains("Step::Append"), "{}", tables.text);
}
