//! `farrier#follow` with names that do not exist, or have the wrong type.

use serde_json::{Value, json};

use super::common::{STRING, check, said, to, with};

/// A valid list to follow; `ns#Put` pages it.
fn follow() -> Value {
    json!({ "call": "Notes", "options": ["id", "text"], "set": { "order": "UP", "note": "all" }, "id": "key",
        "columns": ["at", "role"], "from": "name", "text": "text", "kind": ["type"], "plain": ["text/plain"],
        "more": ["files.name", "tags"] })
}

/// Returns the valid model with paginated notes and a list to follow.
fn with_follow(shapes: &mut Value, follow: Value) {
    shapes["ns#Put"]["traits"]["farrier#follow"] = follow;
    shapes["ns#Put"]["traits"]["smithy.api#paginated"] =
        json!({ "inputToken": "next", "outputToken": "next", "pageSize": "size", "items": "notes" });
    for (name, target) in
        [("next", STRING), ("note", STRING), ("size", "smithy.api#Integer"), ("order", "ns#Order")]
    {
        shapes["ns#In"]["members"][name] = to(target);
    }
    shapes["ns#Order"] = json!({ "type": "enum", "members": {
        "UP": { "target": "smithy.api#Unit" }, "DOWN": { "target": "smithy.api#Unit" } } });
    shapes["ns#Out"]["members"]["next"] = to(STRING);
    shapes["ns#Out"]["members"]["notes"] = to("ns#Notes");
    shapes["ns#Notes"] = json!({ "type": "list", "member": to("ns#Note") });
    for name in ["key", "name", "type"] {
        shapes["ns#Note"]["members"][name] = to(STRING);
    }
    for (name, target) in [
        ("at", "smithy.api#Timestamp"),
        ("role", "ns#Order"),
        ("files", "ns#Files"),
        ("tags", "ns#Tags"),
        ("size", "smithy.api#Long"),
    ] {
        shapes["ns#Note"]["members"][name] = to(target);
    }
    shapes["ns#Files"] = json!({ "type": "list", "member": to("ns#File") });
    shapes["ns#File"] = json!({ "type": "structure", "members": { "name": to(STRING) } });
    shapes["ns#Tags"] = json!({ "type": "list", "member": to(STRING) });
}

/// Returns the message after replacing one part of the valid value.
fn said_with(key: &str, value: Value) -> String {
    said(|shapes| {
        let mut follow = follow();
        follow[key] = value;
        with_follow(shapes, follow);
    })
}

#[test]
fn the_valid_one_is_accepted() {
    assert_eq!(said(|shapes| with_follow(shapes, follow())), "generates");
}

#[test]
fn the_form_is_checked() {
    for (key, value, must) in [
        ("call", json!("All notes"), "be a name"),
        ("call", json!("All.notes"), "be a name"),
        ("id", json!("files.name"), "be a name"),
        ("options", json!("id"), "be a list of names"),
        ("columns", json!(["at", 1]), "be a list of names"),
        ("more", json!(["files..name"]), "be a list of names"),
        ("plain", json!(["a\nb"]), "be a list of single-line strings"),
        ("set", json!(["UP"]), "have a single-line string for each name"),
        ("set", json!({ "order": 1 }), "have a single-line string for each name"),
        ("last", json!("end"), "have a single-line string for each name"),
        ("closed", json!(["403 Forbidden"]), "be a list of names"),
    ] {
        assert_eq!(
            said_with(key, value),
            format!("ns#Put: `{key}` of `farrier#follow` must {must}"),
            "{key}"
        );
    }
    assert_eq!(said_with("what", json!(1)), "ns#Put: `farrier#follow` has no part `what`");
    check(
        |shapes| with_follow(shapes, json!({ "call": "Notes", "id": "key" })),
        &["ns#Put: `farrier#follow` needs `text`"],
    );
    check(
        |shapes| with_follow(shapes, json!([])),
        &["ns#Put: expected `farrier#follow` to be an object, found an array"],
    );
}

#[test]
fn only_operations_that_page_a_list_of_structures_have_it() {
    check(
        |shapes| {
            with_follow(shapes, follow());
            shapes["ns#Note"]["traits"] = json!({ "farrier#follow": follow() });
        },
        &["ns#Note: only an operation can have `farrier#follow`"],
    );
    let does_not_page = "ns#Put: has `farrier#follow`, and `Put` does not page a list of structures";
    check(
        |shapes| {
            with_follow(shapes, follow());
            shapes["ns#Put"]["traits"]["smithy.api#paginated"] =
                json!({ "inputToken": "next", "outputToken": "next" });
        },
        &[does_not_page],
    );
    check(
        |shapes| {
            with_follow(shapes, follow());
            shapes["ns#Notes"]["member"] = to(STRING);
        },
        &[does_not_page],
    );
}

#[test]
fn named_members_must_exist() {
    let lacks = |name: &str, what: &str| {
        format!("ns#Put: `farrier#follow` names `{name}`, which {what} does not have")
    };
    let (input, item) = ("the input of `Put`", "an item of `Put`");
    for (key, value, expected) in [
        ("options", json!(["id", "gone"]), lacks("gone", input)),
        ("set", json!({ "gone": "UP" }), lacks("gone", input)),
        ("id", json!("gone"), lacks("gone", item)),
        ("from", json!("gone"), lacks("gone", item)),
        ("text", json!("gone"), lacks("gone", item)),
        ("columns", json!(["gone"]), lacks("gone", item)),
        ("kind", json!(["gone"]), lacks("gone", item)),
        ("more", json!(["files.gone"]), lacks("files.gone", item)),
        ("last", json!({ "gone": "end" }), lacks("gone", item)),
        (
            "closed",
            json!(["Gone"]),
            "ns#Put: `farrier#follow` names `Gone`, which is no error of `Put`".to_owned(),
        ),
    ] {
        assert_eq!(said_with(key, value), expected, "{key}");
    }
}

#[test]
fn named_members_must_have_the_type() {
    let said_of = |rest: &str| format!("ns#Put: `farrier#follow` {rest}");
    for (key, value, expected) in [
        ("id", json!("size"), "names `size`, which must be a string"),
        ("text", json!("files"), "names `files`, which must be a string"),
        ("columns", json!(["tags"]), "names `tags`, which must be a string"),
        ("more", json!(["files"]), "names `files`, which must be a string"),
        ("more", json!(["tags.name"]), "names `tags.name`, whose path does not lead through structures"),
        ("set", json!({ "order": "BOTH" }), "sets `order` to `BOTH`, which the model does not have"),
        ("set", json!({ "next": "x" }), "names `next`, which pagination sets"),
        ("options", json!(["id", "id"]), "names `id` twice"),
        ("options", json!(["id", "order"]), "names `order` twice"),
        ("options", json!(["text"]), "does not set `id`, which is required"),
    ] {
        assert_eq!(said_with(key, value), said_of(expected), "{key}");
    }
    check(
        |shapes| {
            with_follow(shapes, follow());
            shapes["ns#In"]["members"]["note"] = to("smithy.api#Long");
        },
        &["ns#Put: `farrier#follow` sets `note`, which must be a string or an enum"],
    );
    check(
        |shapes| {
            with_follow(shapes, follow());
            shapes["ns#In"]["members"]["why"] = with(STRING, "required", json!({}));
        },
        &["ns#Put: `farrier#follow` does not set `why`, which is required"],
    );
}

#[test]
fn an_option_is_not_one_of_the_commands_own() {
    let mut options = follow();
    options["options"] = json!(["id", "Interval"]);
    check(
        |shapes| {
            with_follow(shapes, options);
            shapes["ns#In"]["members"]["Interval"] = to(STRING);
        },
        &["ns#Put: `farrier#follow` names `Interval`, which is an option of the command"],
    );
}

#[test]
fn the_command_is_not_that_of_an_operation_or_of_another_list() {
    assert_eq!(
        said_with("call", json!("Put")),
        "ns#Put: `farrier#follow` defines the command `put` for `Put`, which is the command of an operation"
    );
    check(
        |shapes| {
            with_follow(shapes, follow());
            shapes["ns#Other"] = shapes["ns#Put"].clone();
            shapes["ns#Other"]["traits"]["smithy.api#http"]["uri"] = json!("/others/{id}");
            shapes["ns#Service"]["operations"] = json!([to("ns#Put"), to("ns#Other")]);
        },
        &["ns#Put: `farrier#follow` defines the command `notes` for `Notes`, which ns#Other also defines"],
    );
}
