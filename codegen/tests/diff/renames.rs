//! Shapes that count as renamed, and shapes that do not.

use farrier::Model;
use serde_json::{Value, json};

use crate::{cases, compared};

/// Returns the base model, changed as text, so that every use of a name changes.
fn changed(names: &[(&str, &str)], more: impl FnOnce(&mut Value)) -> Model {
    let mut text = cases::base().to_string();
    for (old, new) in names {
        text = text.replace(&format!("\"com.example#{old}\""), &format!("\"com.example#{new}\""));
    }
    let mut ast = serde_json::from_str(&text).unwrap();
    more(&mut ast);
    cases::model("changed", &ast)
}

/// Rules with names, sorted.
#[track_caller]
fn found(new: &Model) -> Vec<String> {
    let report = compared(&cases::model("base", &cases::base()), new);
    let mut found: Vec<String> =
        report.changes.iter().map(|change| format!("{} {}", change.rule, change.shape.relative())).collect();
    found.sort();
    found
}

#[test]
fn renames_on_every_level_are_reported() {
    let names =
        [("Note", "Remark"), ("Tags", "Labels"), ("Name", "Label"), ("Color", "Paint"), ("Views", "Seen")];
    let expected = ["Label", "Labels", "Paint", "Remark", "Seen"].map(|name| format!("RenamedShape {name}"));
    assert_eq!(found(&changed(&names, |_| {})), expected);
}

#[test]
fn a_rename_with_a_change_is_both() {
    let new = changed(&[("Note", "Remark"), ("Color", "Paint")], |ast| {
        ast["shapes"]["com.example#Remark"]["members"]["more"] = json!({ "target": "com.example#Id" });
        let value = json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "blue" } });
        ast["shapes"]["com.example#Paint"]["members"]["BLUE"] = value;
    });
    let expected =
        ["AddedEnumValue Paint$BLUE", "AddedMember Remark$more", "RenamedShape Paint", "RenamedShape Remark"];
    assert_eq!(found(&new), expected);
}

#[test]
fn inputs_and_outputs_are_renamed_despite_other_members() {
    let new = changed(&[("PutNoteOutput", "PutNoteResponse")], |ast| {
        let members = json!({ "key": { "target": "com.example#Id" } });
        ast["shapes"]["com.example#PutNoteResponse"]["members"] = members;
    });
    let expected =
        ["AddedMember PutNoteResponse$key", "RemovedMember PutNoteOutput$id", "RenamedShape PutNoteResponse"];
    assert_eq!(found(&new), expected);
}

#[test]
fn dissimilar_shapes_are_not_renames() {
    let new = changed(&[("Note", "Remark")], |ast| {
        let members = json!({ "text": { "target": "com.example#Text" }, "a": { "target": "com.example#Id" },
            "b": { "target": "com.example#Id" }, "tags2": { "target": "com.example#Tags" } });
        ast["shapes"]["com.example#Remark"]["members"] = members;
    });
    let found = found(&new);
    for expected in ["AddedShape Remark", "RemovedShape Note", "ChangedMemberTarget PutNoteInput$note"] {
        assert!(found.iter().any(|found| found == expected), "{found:?}");
    }
}

#[test]
fn names_of_errors_travel() {
    let found = found(&changed(&[("Refused", "Rejected")], |_| {}));
    let expected = [
        "AddedOperationError PutNote",
        "AddedShape Rejected",
        "RemovedOperationError PutNote",
        "RemovedShape Refused",
    ];
    assert_eq!(found, expected);
}

#[test]
fn names_of_operations_travel_in_some_protocols() {
    let json = |ast: &mut Value| {
        ast["shapes"]["com.example#Notes"]["traits"] = json!({ "aws.protocols#awsJson1_1": {} });
    };
    let old = changed(&[], json);
    let new = changed(&[("PutNote", "WriteNote")], json);
    let report = compared(&old, &new);
    let rules: Vec<&str> = report.changes.iter().map(|change| change.rule).collect();
    assert!(rules.contains(&"AddedOperation") && rules.contains(&"RemovedOperation"), "{rules:?}");
    assert!(!rules.contains(&"RenamedOperation"), "{rules:?}");
    assert_eq!(found(&changed(&[("PutNote", "WriteNote")], |_| {})), ["RenamedOperation WriteNote"]);
}

#[test]
fn a_split_shape_is_renamed_to_its_most_frequent_replacement() {
    let new = changed(&[("Name", "Label")], |ast| {
        ast["shapes"]["com.example#PutNoteInput"]["members"]["author"]["target"] =
            json!("com.example#Author");
        ast["shapes"]["com.example#PutNoteInput"]["members"]["title"]["target"] = json!("com.example#Label");
        ast["shapes"]["com.example#Author"] = json!({ "type": "string" });
    });
    let found = found(&new);
    assert_eq!(found.iter().filter(|found| found.starts_with("RenamedShape ")).count(), 2, "{found:?}");
    assert!(found.iter().all(|found| !found.starts_with("Removed")), "{found:?}");
}

#[test]
fn another_namespace_is_no_change() {
    let text = cases::base().to_string().replace("com.example#", "org.example#");
    let new = cases::model("moved", &serde_json::from_str(&text).unwrap());
    assert_eq!(found(&new), ["ChangedService Notes"]);
}
