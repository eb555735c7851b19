//! The arguments of constructors keep their order, whatever changes in the model of this repository.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Map, Value, json};

use crate::support::{MODELS, Workspace, repository, smithy, texts};

const SEND_MESSAGE: &str = "com.amazonaws.connectparticipant#SendMessageRequest";

/// A workspace with the model of this repository, generated for the first time.
fn workspace() -> Workspace {
    let workspace = repository();
    workspace.succeed(&["codegen"]);
    workspace
}

fn model(workspace: &Workspace) -> Value {
    serde_json::from_str(&workspace.read(&format!("{MODELS}/service.json"))).unwrap()
}

fn members<'a>(ast: &'a mut Value, shape: &str) -> &'a mut Map<String, Value> {
    ast["shapes"][shape]["members"].as_object_mut().unwrap()
}

/// The model with the members of every structure in another order.
fn sorted(mut ast: Value, key: fn(&str) -> String) -> Value {
    for shape in ast["shapes"].as_object_mut().unwrap().values_mut() {
        if shape["type"] == "structure" {
            let members = &mut shape["members"];
            let mut all: Vec<_> = std::mem::take(members.as_object_mut().unwrap()).into_iter().collect();
            all.sort_by_key(|(name, _)| key(name));
            *members = Value::Object(all.into_iter().collect());
        }
    }
    ast
}

fn by_name(name: &str) -> String {
    name.to_owned()
}

fn by_end_of_name(name: &str) -> String {
    name.chars().rev().collect()
}

/// What each `new` of the crate takes, by its file.
fn constructors(workspace: &Workspace) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for (file, text) in texts(&workspace.path("generated/src")) {
        let arguments = text.split("pub fn new(").skip(1).filter_map(|rest| rest.split_once(") -> Self"));
        let arguments =
            arguments.map(|(arguments, _)| arguments.split_whitespace().collect::<Vec<_>>().join(" "));
        found.insert(file, arguments.collect());
    }
    found
}

/// The names of what `SendMessageRequest::new` takes.
fn send_message(workspace: &Workspace) -> String {
    let all = &constructors(workspace)["operation/send_message.rs"];
    let arguments = all.iter().find(|arguments| arguments.contains("connection_token")).unwrap();
    let names = arguments.split(", ").filter_map(|argument| argument.split_once(':'));
    names.map(|(name, _)| name).collect::<Vec<_>>().join(" ")
}

/// Takes a model, after `diff` has said what that does to constructors.
fn update(workspace: &Workspace, ast: &Value) -> String {
    workspace.write("new.json", ast.to_string());
    let said = workspace.run(&["diff", MODELS, "new.json", "--format", "json"]).out;
    let report: Value = serde_json::from_str(&said).unwrap();
    workspace.succeed(&["update", "--from", "new.json", "--fit"]);
    workspace.succeed(&["check"]);
    let changes = report["changes"].as_array().unwrap();
    let effects = changes.iter().flat_map(|change| change["effects"].as_array().unwrap());
    let texts = effects.map(|effect| effect["text"].as_str().unwrap()).filter(|text| text.contains("::new"));
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_model_with_its_members_in_another_order_changes_no_constructor() {
    let workspace = workspace();
    let before = constructors(&workspace);
    for key in [by_name, by_end_of_name, by_name] {
        let shuffled = sorted(model(&workspace), key);
        assert_ne!(shuffled.to_string(), model(&workspace).to_string(), "the order is another");
        assert_eq!(update(&workspace, &shuffled), "", "diff finds no constructor that changes");
        assert_eq!(constructors(&workspace), before);
    }
    // The model itself would have changed them.
    fs::remove_file(workspace.path(&format!("{MODELS}/constructors.json"))).unwrap();
    let said = workspace.run(&["check"]);
    assert!(said.out.contains("missing: models/connectparticipant/constructors.json\n"), "{said:?}");
    workspace.succeed(&["codegen"]);
    assert_ne!(constructors(&workspace), before);
}

#[test]
fn new_arguments_come_last_and_the_others_keep_their_order() {
    let workspace = workspace();
    assert_eq!(send_message(&workspace), "content_type content connection_token");

    let mut ast = sorted(model(&workspace), by_name);
    let dialect = json!({ "target": "smithy.api#String", "traits": { "smithy.api#required": {} } });
    let all = std::mem::take(members(&mut ast, SEND_MESSAGE)).into_iter();
    let (mut first, last): (Vec<_>, Vec<_>) = all.partition(|(name, _)| name.as_str() < "Content");
    first.push(("Dialect".to_owned(), dialect.clone()));
    members(&mut ast, SEND_MESSAGE).extend(first.into_iter().chain(last));
    assert_eq!(update(&workspace, &ast), "`SendMessageRequest::new` now takes the argument `dialect`");
    assert_eq!(send_message(&workspace), "content_type content connection_token dialect");

    let content = members(&mut ast, SEND_MESSAGE).remove("Content").unwrap();
    assert_eq!(update(&workspace, &ast), "`SendMessageRequest::new` no longer takes the argument `content`");
    assert_eq!(send_message(&workspace), "content_type connection_token dialect");

    // What the last release did not take is new, wherever it once stood.
    members(&mut ast, SEND_MESSAGE).insert("Content".to_owned(), content);
    update(&workspace, &sorted(ast, by_end_of_name));
    assert_eq!(send_message(&workspace), "content_type connection_token dialect content");
}

#[test]
fn members_required_by_the_overlay_come_last() {
    let workspace = workspace();
    let overlay = format!("{MODELS}/overlay.json");
    let mut file: Value = serde_json::from_str(&workspace.read(&overlay)).unwrap();
    let traits = json!({ "smithy.api#required": {}, "farrier#reason": "It is always there." });
    file["shapes"]["com.amazonaws.connectparticipant#SendEventRequest$Content"] =
        json!({ "type": "apply", "traits": traits });
    workspace.write(&overlay, file.to_string());
    let said = workspace.run(&["check"]);
    assert!(said.out.contains("stale: models/connectparticipant/constructors.json\n"), "{said:?}");
    workspace.succeed(&["codegen"]);
    let kept = workspace.read(&format!("{MODELS}/constructors.json"));
    assert!(
        kept.contains("#SendEventRequest\": [\"ContentType\", \"ConnectionToken\", \"Content\"]"),
        "{kept}"
    );
    workspace.succeed(&["check"]);
}

#[test]
fn a_structure_with_another_name_keeps_its_order() {
    let workspace = workspace();
    let text = sorted(model(&workspace), by_name).to_string();
    let ast: Value = serde_json::from_str(&text.replace(SEND_MESSAGE, &format!("{SEND_MESSAGE}V2"))).unwrap();
    update(&workspace, &ast);
    assert_eq!(send_message(&workspace), "content_type content connection_token");
}

#[test]
fn a_file_must_be_a_list_of_members() {
    let workspace = Workspace::new(&[]);
    let file = format!("{MODELS}/constructors.json");
    let refused = |text: &str, message: &str| {
        workspace.write(&file, text);
        let said = workspace.run(&["codegen"]);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.err.starts_with(&format!("error: {file}: {message}\n")), "{said:?}");
    };
    refused("[]", "expected an object `shapes` with a list of members for each structure");
    refused(r#"{"shapes":{"ns#A":{}}}"#, "ns#A: expected a list of members, found an object");
    refused(r#"{"shapes":{"ns#A":["a b"]}}"#, "ns#A: \"a b\" is not the name of a member");
    refused(r#"{"shapes":{"ns#A":["a","a"]}}"#, "ns#A: has the member `a` twice");
}

#[test]
fn other_models_keep_the_order_in_a_file_of_the_users_choice() {
    let workspace = Workspace::empty();
    let model = |members: [&str; 2]| {
        let mut ast = smithy("Tiny", &[]);
        for member in members {
            ast["shapes"]["com.example#SendInput"]["members"][member] =
                json!({ "target": "smithy.api#String", "traits": { "smithy.api#required": {} } });
        }
        workspace.write("model.json", ast.to_string());
    };
    let new = || constructors(&workspace)["operation/send.rs"][0].clone();
    let args = ["--model", "model.json", "--out", "generated", "--constructors", "order.json"];
    let run = |command: &str| workspace.succeed(&[&[command], &args[..]].concat());
    model(["b", "a"]);
    run("codegen");
    assert_eq!(new(), "b: impl Into<String>, a: impl Into<String>");
    model(["a", "b"]);
    run("codegen");
    assert_eq!(new(), "b: impl Into<String>, a: impl Into<String>");
    run("check");
    workspace.succeed(&["codegen", "--model", "model.json", "--out", "generated"]);
    assert_eq!(new(), "a: impl Into<String>, b: impl Into<String>");
}
