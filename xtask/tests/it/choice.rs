//! `codegen` and `check` of a part of a model: `--operation`, `--without`, `--service`, and messages that suggest them.

use serde_json::{Value, json};

use crate::support::{Workspace, smithy};

const TINY: &[&str] = &["codegen", "--model", "m.json", "--out", "out"];

/// Two operations, of which the second is invalid.
fn half_good() -> Value {
    let mut model = smithy("Tiny", &["One", "Two"]);
    let operation = |uri: &str, input: &str| {
        json!({ "type": "operation", "input": { "target": input },
            "traits": { "smithy.api#http": { "method": "POST", "uri": uri } } })
    };
    let shapes = model["shapes"].as_object_mut().unwrap();
    shapes["com.example#Tiny"]["operations"] =
        json!([{ "target": "com.example#Good" }, { "target": "com.example#Bad" }]);
    shapes.insert("com.example#Good".into(), operation("/good", "com.example#GoodInput"));
    shapes.insert("com.example#Bad".into(), operation("/bad", "com.example#BadInput"));
    shapes.insert("com.example#GoodInput".into(), json!({ "type": "structure", "members": {} }));
    let members =
        json!({ "inner": { "target": "com.example#GoodInput", "traits": { "smithy.api#httpHeader": "X" } } });
    shapes.insert("com.example#BadInput".into(), json!({ "type": "structure", "members": members }));
    model
}

fn with(options: &[&'static str]) -> Vec<&'static str> {
    TINY.iter().copied().chain(options.iter().copied()).collect()
}

#[test]
fn an_operation_that_cannot_be_generated_blocks_no_other() {
    let workspace = Workspace::empty();
    workspace.write("m.json", half_good().to_string());
    workspace.fail(
        TINY,
        "error: m.json: com.example#BadInput$inner: is a header and must be a simple value or a list of them; \
         the rest can be generated with `--without Bad`\n1 problem; out is unchanged\n",
    );
    workspace.succeed(&with(&["--without", "Bad"]));
    assert!(workspace.path("out/src/operation/good.rs").exists());
    assert!(!workspace.path("out/src/operation/bad.rs").exists());
    let check: Vec<_> =
        std::iter::once("check").chain(with(&["--without", "Bad"]).into_iter().skip(1)).collect();
    workspace.succeed(&check);
    let good = with(&["--operation", "Good"]);
    assert!(workspace.succeed(&good).err.contains(" 0 changed, 0 removed, in "));
}

/// If nothing would be left, there is no suggestion.
#[test]
fn only_helpful_options_are_suggested() {
    let workspace = Workspace::empty();
    let mut model = half_good();
    model["shapes"]["com.example#Tiny"]["operations"] = json!([{ "target": "com.example#Bad" }]);
    workspace.write("m.json", model.to_string());
    workspace.fail(
        TINY,
        "error: m.json: com.example#BadInput$inner: is a header and must be a simple value or a list of them\n\
         1 problem; out is unchanged\n",
    );
}

#[test]
fn check_names_the_command_with_its_operations() {
    let workspace = Workspace::empty();
    workspace.write("m.json", half_good().to_string());
    workspace.succeed(&with(&["--operation", "Good"]));
    workspace.write("out/src/operation/good.rs", "stale");
    let said = workspace.run(&["check", "--model", "m.json", "--out", "out", "--operation", "Good"]);
    let command = "run `cargo xtask codegen --model m.json --out out --operation Good`";
    assert!(said.code == 1 && said.err.contains(command), "{said:?}");
}

#[test]
fn one_of_several_services_is_named() {
    let workspace = Workspace::empty();
    let mut model = half_good();
    let operations = json!([{ "target": "com.example#Good" }]);
    let traits = json!({ "aws.protocols#restJson1": {}, "aws.api#service": { "sdkId": "Second" } });
    let second = json!({ "type": "service", "version": "1", "operations": operations, "traits": traits });
    model["shapes"].as_object_mut().unwrap().insert("com.example#Second".into(), second);
    workspace.write("m.json", model.to_string());
    let said = workspace.run(TINY);
    let services =
        "the model has several services: com.example#Tiny, com.example#Second; choose one as `service`";
    assert!(said.code == 1 && said.err.contains(services), "{said:?}");
    for service in ["Second", "com.example#Second"] {
        let said = workspace.succeed(&["codegen", "--model", "m.json", "--out", "out", "--service", service]);
        assert!(said.err.lines().last().unwrap().starts_with("second: "), "{said:?}");
    }
}

#[test]
fn an_invalid_name_is_an_error() {
    let workspace = Workspace::empty();
    workspace.write("m.json", half_good().to_string());
    for option in ["--operation", "--without"] {
        workspace.fail(
            &with(&[option, "Nobody"]),
            "error: m.json: com.example#Tiny: has no operation `Nobody`; its operations are Good, Bad\n\
             1 problem; out is unchanged\n",
        );
    }
}

#[test]
fn operations_of_a_folder_are_left_out_per_model() {
    let workspace = Workspace::empty();
    workspace.write("models/a.json", half_good().to_string());
    workspace.write("models/b.json", smithy("Beta", &["One"]).to_string());
    let all = ["codegen", "--model", "models", "--out", "out"];
    let said = workspace.run(&all);
    assert!(
        said.code == 1 && said.err.contains("the rest can be generated with `--without Bad`\n"),
        "{said:?}"
    );
    let run = |options: &[&'static str]| {
        let arguments: Vec<_> = all.iter().copied().chain(options.iter().copied()).collect();
        workspace.run(&arguments)
    };
    let said = run(&["--without", "Bad"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(workspace.path("out/beta/Cargo.toml").exists());
    let said = run(&["--without", "Bad", "--without", "Nobody"]);
    let nobody = "error: models: no model has the operation `Nobody`, so it cannot be excluded\n";
    assert!(said.code == 1 && said.err.contains(nobody), "{said:?}");
    for option in ["--operation", "--service", "--constructors"] {
        let said = run(&[option, "Good"]);
        let one = format!(
            "error: models: is a folder of models, but {option} is for a single model; name a file\n"
        );
        assert!(said.code == 1 && said.err.contains(&one), "{said:?}");
    }
}
