//! Names: clashes are reported with both shapes; invalid names are rejected, and unusual ones work.

use serde_json::{Value, json};

use super::common::{STRING, check, good, said_of_text, to, with};
use crate::cases::generate_text;

fn structure() -> Value {
    json!({ "type": "structure", "members": {} })
}

#[test]
fn two_shapes_of_one_rust_name_are_refused() {
    check(
        |shapes| {
            shapes["other#Note"] = structure();
            shapes["ns#Note"]["members"]["other"] = to("other#Note");
            shapes["ns#no_te"] = structure();
        },
        &["other#Note: would be the Rust type `Note`, like ns#Note; rename one with the service's \
             `rename` in an overlay"],
    );
    check(
        |shapes| {
            shapes["ns#Foo_Bar"] = structure();
            shapes["ns#FooBar"] = structure();
            shapes["ns#Note"]["members"]["a"] = to("ns#Foo_Bar");
            shapes["ns#Note"]["members"]["b"] = to("ns#FooBar");
        },
        &["ns#Foo_Bar: would be the Rust type `FooBar`, like ns#FooBar; rename one with the \
             service's `rename` in an overlay"],
    );
}

/// A file's name has 255 bytes on most systems, including the extension.
#[test]
fn a_name_that_no_file_can_have_is_refused() {
    let long = |length: usize| format!("ns#{}", "A".repeat(length));
    let said = |id: &str, length: usize| {
        format!(
            "{id}: its name has {length} bytes, more than the 180 bytes of a file name; shorten it \
             with the service's `rename` in an overlay"
        )
    };
    let operation = |shapes: &mut Value, id: &str| {
        shapes[id] = shapes["ns#Put"].take();
        shapes["ns#Service"]["operations"] = json!([to(id)]);
        shapes.as_object_mut().expect("shapes").remove("ns#Put");
    };
    check(|shapes| operation(shapes, &long(300)), &[&said(&long(300), 300)]);
    check(|shapes| operation(shapes, &long(181)), &[&said(&long(181), 181)]);
    check(|shapes| operation(shapes, &long(180)), &["generates"]);
    // A type and an error have files too, and the name of a file may be longer than that of its type.
    let words = format!("ns#{}", "Ab1".repeat(50));
    for (id, length) in [(long(300), 300), (words, 200)] {
        let spoil = |shapes: &mut Value| {
            shapes[&id] = structure();
            shapes["ns#Note"]["members"]["a"] = to(&id);
        };
        let found = super::common::said(spoil);
        assert!(found.starts_with(&format!("{id}: its name has ")), "{found} {length}");
    }
}

/// Returns the files of shared types, after a change of the valid model.
fn type_files(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut model = good();
    change(&mut model["shapes"]);
    let files = generate_text("files", model.to_string()).expect("a good model");
    files.into_iter().filter(|file| file.path.starts_with("src/types/")).map(|file| file.path).collect()
}

/// They are two types, but would be one module and one file.
#[test]
fn two_shapes_that_differ_only_in_case_have_separate_files() {
    let paths = type_files(|shapes| {
        shapes["ns#ABC"] = structure();
        shapes["ns#Abc"] = structure();
        shapes["ns#Note"]["members"]["a"] = to("ns#ABC");
        shapes["ns#Note"]["members"]["b"] = to("ns#Abc");
    });
    assert_eq!(paths, ["src/types/abc.rs", "src/types/abc_2.rs", "src/types/note.rs"]);
}

#[test]
fn a_rename_that_clashes_is_refused() {
    check(
        |shapes| shapes["ns#Service"]["rename"] = json!({ "ns#Note": "In" }),
        &["ns#Note: would be the Rust type `In`, like ns#In; rename one with the service's \
             `rename` in an overlay"],
    );
}

#[test]
fn names_that_are_no_identifiers_never_reach_a_path() {
    for name in ["ns#../../evil", "ns#..", "ns#a/b", "ns#a b", "ns#", "#A", "ns#a-b", "../x#A", "ns#é"] {
        let mut model = good();
        model["shapes"][name] = structure();
        assert_eq!(
            said_of_text(model.to_string()),
            format!(
                "m.json: the name of a shape must be an absolute shape id like `namespace#Name`, found `{name}`"
            )
        );
    }
    check(
        |shapes| shapes["ns#Service"]["rename"] = json!({ "ns#Note": "../evil" }),
        &["ns#Service: `rename` gives ns#Note the name `../evil`, not a Smithy identifier"],
    );
}

/// They also compile: see the obstacle course of names in `crates/compiles.rs`.
#[test]
fn names_that_are_keywords_work() {
    for name in ["fn", "self", "Self", "crate", "super", "type", "gen", "_1", "__x", "Option", "mod"] {
        let mut model = good().to_string();
        model = model.replace("ns#Note", &format!("ns#{name}"));
        let files = generate_text("keywords", model).expect("a good model");
        assert!(
            files.iter().all(|file| file.path != "src/types/mod.rs"),
            "{name}: types.rs is there already"
        );
        assert_eq!(files.iter().filter(|file| file.path.starts_with("src/types/")).count(), 1, "{name}");
    }
}

fn newtype(name: &Value) -> Value {
    json!({ "target": STRING, "traits": { "farrier#newtype": name } })
}

#[test]
fn newtypes_are_checked() {
    check(
        |shapes| shapes["ns#Note"]["members"]["text"] = newtype(&json!("note id")),
        &["ns#Note$text: `farrier#newtype` must be a name, found `note id`"],
    );
    check(
        |shapes| shapes["ns#Note"]["members"]["text"] = newtype(&json!(["NoteId"])),
        &["ns#Note$text: expected `farrier#newtype` to be a string, found an array"],
    );
    check(
        |shapes| {
            shapes["ns#Note"]["members"]["text"] = newtype(&json!("note_id"));
            shapes["ns#Out"]["members"]["note"]["traits"] = json!({ "farrier#newtype": "NoteId" });
            shapes["ns#In"]["members"]["text"] = newtype(&json!("Note"));
            shapes["ns#Bad"]["members"]["message"] = newtype(&json!("String"));
        },
        &[
            "ns#In$text: the newtype `Note` would have the name of ns#Note",
            "ns#Out$note: `NoteId` wraps ns#Note, which is not a string",
            "ns#Note$text: `note_id` is not a type name",
            "ns#Bad$message: `String` is not a type name",
        ],
    );
    check(
        |shapes| {
            shapes["ns#Texts"] = json!({ "type": "list", "member": newtype(&json!("NoteId")) });
            shapes["ns#Note"]["members"]["texts"] = to("ns#Texts");
        },
        &["ns#Texts: only a member of a structure or a union can have `farrier#newtype`"],
    );
    check(
        |shapes| shapes["ns#Note"]["traits"] = json!({ "farrier#newtpye": "X" }),
        &[
            "ns#Note: farrier#newtpye is not a farrier trait; the farrier traits are farrier#follow, farrier#hints, farrier#iso8601, farrier#newtype, farrier#otherValues, farrier#reason, farrier#repeatedItemsEnd, farrier#repeatedTokenEnds, farrier#simulation, farrier#upload",
        ],
    );
}

/// As with shapes: one module, one file.
#[test]
fn a_newtype_that_differs_from_a_shape_only_in_case_has_its_own_file() {
    let paths = type_files(|shapes| shapes["ns#In"]["members"]["text"] = newtype(&json!("NOTE")));
    assert_eq!(paths, ["src/types/note.rs", "src/types/note_2.rs"]);
}

/// One wire name is one error; `rename` is only about types.
#[test]
fn two_errors_of_one_operation_must_have_two_names_on_the_wire() {
    check(
        |shapes| {
            shapes["other#Bad"] = shapes["ns#Bad"].clone();
            shapes["ns#Service"]["rename"] = json!({ "other#Bad": "OtherBad" });
            shapes["ns#Put"]["errors"] = json!([to("ns#Bad"), to("other#Bad")]);
        },
        &["ns#Put: has the errors ns#Bad and other#Bad with the same code `Bad`; remove one of them"],
    );
}

#[test]
fn two_members_of_one_wire_name_are_refused() {
    check(
        |shapes| shapes["ns#Note"]["members"]["other"] = with(STRING, "jsonName", json!("text")),
        &["ns#Note: has ns#Note$text and ns#Note$other with the same wire name `text`"],
    );
}
