//! `update`: pip, checkouts, overlay entries that do not fit the new model, the review, and `--dry-run`.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::{MODELS, Said, Workspace, picture, said, smithy};

/// A workspace whose first model is generated, with an entry in each overlay file.
fn workspace() -> Workspace {
    let workspace = Workspace::new(&["Alpha", "Beta"]);
    let docs = |id: &str, text: &str| (id.to_owned(), apply(json!({ "smithy.api#documentation": text })));
    let entries = [docs("com.example#Alpha", "The first."), docs("com.example#Beta", "The second.")];
    ours(&workspace, "docs.json", &entries);
    let traits = json!({ "smithy.api#sensitive": {}, "farrier#reason": "It is." });
    ours(&workspace, "overlay.json", &[("com.example#Beta".to_owned(), apply(traits))]);
    workspace.succeed(&["codegen"]);
    workspace
}

fn apply(traits: Value) -> Value {
    json!({ "type": "apply", "traits": traits })
}

fn ours(workspace: &Workspace, file: &str, entries: &[(String, Value)]) {
    let shapes: serde_json::Map<String, Value> = entries.iter().cloned().collect();
    workspace
        .write(&format!("{MODELS}/{file}"), format!("{:#}\n", json!({ "smithy": "2.0", "shapes": shapes })));
}

/// The entries of an overlay file.
fn entries(workspace: &Workspace, file: &str) -> Value {
    let text = workspace.read(&format!("{MODELS}/{file}"));
    serde_json::from_str::<Value>(&text).unwrap()["shapes"].clone()
}

/// A new model, as a file of the workspace.
fn new_model(workspace: &Workspace, ast: &Value) {
    workspace.write("new.json", ast.to_string());
}

#[test]
fn the_model_the_crate_and_the_review_come_together() {
    let workspace = workspace();
    new_model(&workspace, &smithy("Tiny Service", &["Alpha", "Beta", "Gamma"]));
    let before = picture(&workspace.path("."));
    let dry = workspace.succeed(&["update", "--from", "new.json", "--dry-run"]);
    assert_eq!(picture(&workspace.path(".")), before, "a dry run changes nothing");
    assert!(dry.err.contains("would write models/connectparticipant/service.json\n"), "{dry:?}");
    assert!(dry.err.contains("would write generated/: 1 new, "), "{dry:?}");

    let said = workspace.succeed(&["update", "--from", "new.json"]);
    assert_eq!(said.out, dry.out);
    assert!(said.out.contains("minor: existing code compiles unchanged"), "{said:?}");
    assert!(said.out.contains("+ SendInput$Gamma: the member `Gamma`"), "{said:?}");
    assert!(said.out.contains("new  new.json: "), "{said:?}");
    let stub = "    \"com.example#Gamma\": {\n      \"type\": \"apply\",\n      \"traits\": {\n        \
                \"smithy.api#documentation\": \"\"\n      }\n    },\n";
    assert!(said.out.contains(stub), "{said:?}");
    assert!(!said.out.contains("\"com.example#Alpha\": {"), "what is documented is not listed: {said:?}");
    assert!(workspace.read("generated/src/types.rs").contains("Gamma"));
    assert_eq!(workspace.succeed(&["check"]).code, 0);
}

#[test]
fn entries_without_a_target_are_listed_and_nothing_is_written() {
    let workspace = workspace();
    new_model(&workspace, &smithy("Tiny Service", &["Alpha"]));
    let lost = format!(
        "error: {MODELS}/docs.json: com.example#Beta: documents com.example#Beta, which the model no longer has; remove \
         the entry\n"
    );
    let secret = format!(
        "error: {MODELS}/overlay.json: com.example#Beta: marks a secret, and nothing in the new model replaces \
         com.example#Beta: find the shape that contains the secret now\n"
    );
    let expected = format!(
        "0 endpoint test cases kept, 0 dropped\n{secret}{lost}2 problems; {MODELS}/ is unchanged; correct this and run it again, \
         or use --fit\n"
    );
    workspace.fail(&["update", "--from", "new.json"], &expected);
    let said = workspace.run(&["update", "--from", "new.json"]);
    let entry = "no longer valid; edit or remove these entries of models/connectparticipant/docs.json:\n    \"com.example#Beta\": {\n";
    assert!(said.out.contains(entry), "{said:?}");
    assert!(said.out.contains("! SendInput$Beta: "), "the review helps to put it right: {said:?}");

    let said = workspace.succeed(&["update", "--from", "new.json", "--fit"]);
    assert!(
        said.err.contains("note: removed: models/connectparticipant/docs.json: com.example#Beta: "),
        "{said:?}"
    );
    assert!(said.err.contains("wrote models/connectparticipant/docs.json\n"), "{said:?}");
    let left = entries(&workspace, "docs.json");
    assert_eq!(left.as_object().unwrap().keys().collect::<Vec<_>>(), ["com.example#Alpha"]);
    assert_eq!(entries(&workspace, "overlay.json"), json!({}));
    assert_eq!(workspace.succeed(&["check"]).code, 0);
}

#[test]
fn a_renamed_shape_keeps_its_entries() {
    let workspace = workspace();
    let mut model = smithy("Tiny Service", &["Alpha", "Beta"]);
    let shapes = model["shapes"].as_object_mut().unwrap();
    let beta = shapes.shift_remove("com.example#Beta").unwrap();
    shapes.insert("com.example#Delta".to_owned(), beta);
    model["shapes"]["com.example#SendInput"]["members"]["Beta"]["target"] = json!("com.example#Delta");
    new_model(&workspace, &model);
    let said = workspace.run(&["update", "--from", "new.json"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(
        said.out
            .contains("renamed; replace the entries of models/connectparticipant/docs.json with these:\n"),
        "{said:?}"
    );
    assert!(said.out.contains("    \"com.example#Delta\": {\n"), "{said:?}");
    assert!(said.out.contains("\"smithy.api#documentation\": \"The second.\""), "{said:?}");

    workspace.succeed(&["update", "--from", "new.json", "--fit"]);
    assert_eq!(
        entries(&workspace, "docs.json")["com.example#Delta"]["traits"]["smithy.api#documentation"],
        "The second."
    );
    assert!(entries(&workspace, "overlay.json")["com.example#Delta"].is_object());
    assert_eq!(workspace.succeed(&["check"]).code, 0);
}

/// Removing the mark of a secret would show it in logs: its replacement is named, and gets the entry.
#[test]
fn sensitive_marks_move_to_the_replacement() {
    let workspace = workspace();
    let mut model = smithy("Tiny Service", &["Alpha", "Other"]);
    // `Beta` is another structure now, with nothing in common.
    let members = json!({ "a": { "target": "smithy.api#String" }, "b": { "target": "smithy.api#String" } });
    model["shapes"]["com.example#Other"] = json!({ "type": "structure", "members": members });
    let input = model["shapes"]["com.example#SendInput"]["members"].as_object_mut().unwrap();
    input.shift_remove("Other");
    input.insert("Beta".to_owned(), json!({ "target": "com.example#Other" }));
    new_model(&workspace, &model);
    let said = workspace.run(&["update", "--from", "new.json"]);
    assert_eq!(said.code, 1, "{said:?}");
    let problem = "com.example#Beta: marks a secret, and com.example#Other replaces com.example#Beta: move the entry to \
                   it\n";
    assert!(said.err.contains(problem), "{said:?}");
    let entry = "replace the entries of models/connectparticipant/overlay.json with these:\n    \"com.example#Other\": {\n";
    assert!(said.out.contains(entry), "{said:?}");
    let overlay = |line: &&str| line.contains("overlay.json") && line.contains("remove");
    assert!(!said.err.lines().chain(said.out.lines()).any(|line| overlay(&line)), "{said:?}");

    workspace.succeed(&["update", "--from", "new.json", "--fit"]);
    let moved = &entries(&workspace, "overlay.json")["com.example#Other"]["traits"]["smithy.api#sensitive"];
    assert_eq!(moved, &json!({}));
    assert_eq!(workspace.succeed(&["check"]).code, 0);
}

/// With several replacements, a person has to choose the secrets.
#[test]
fn an_ambiguous_sensitive_mark_is_not_removed() {
    let workspace = workspace();
    let mut old = smithy("Tiny Service", &["Alpha", "Beta"]);
    old["shapes"]["com.example#SendInput"]["members"]["More"] = json!({ "target": "com.example#Beta" });
    workspace.write(&format!("{MODELS}/service.json"), old.to_string());
    let mut model = smithy("Tiny Service", &["Alpha"]);
    for (member, shape) in [("Beta", "One"), ("More", "Two")] {
        let members =
            json!({ shape: { "target": "smithy.api#String" }, "b": { "target": "smithy.api#String" } });
        model["shapes"][format!("com.example#{shape}")] = json!({ "type": "structure", "members": members });
        model["shapes"]["com.example#SendInput"]["members"][member] =
            json!({ "target": format!("com.example#{shape}") });
    }
    new_model(&workspace, &model);
    let before = entries(&workspace, "overlay.json");
    let said = workspace.run(&["update", "--from", "new.json", "--fit"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(
        said.err
            .contains("move the entry to those that contain the secret: com.example#One, com.example#Two"),
        "{said:?}"
    );
    assert_eq!(entries(&workspace, "overlay.json"), before);
}

#[test]
fn only_traits_now_in_the_model_are_removed() {
    let workspace = workspace();
    let traits = json!({ "smithy.api#sensitive": {}, "smithy.api#tags": ["x"], "farrier#reason": "Both." });
    ours(&workspace, "overlay.json", &[("com.example#Beta".to_owned(), apply(traits))]);
    let mut model = smithy("Tiny Service", &["Alpha", "Beta"]);
    model["shapes"]["com.example#Beta"]["traits"]["smithy.api#sensitive"] = json!({});
    new_model(&workspace, &model);
    workspace.succeed(&["update", "--from", "new.json", "--fit"]);
    let left = entries(&workspace, "overlay.json");
    assert_eq!(
        left["com.example#Beta"]["traits"],
        json!({ "smithy.api#tags": ["x"], "farrier#reason": "Both." })
    );
}

#[test]
fn a_checkout_of_public_models_contains_the_service() {
    let workspace = Workspace::bare();
    let dir = "models/connectparticipant/service";
    let at = |date: &str| format!("checkout/{dir}/{date}/connectparticipant-{date}.json");
    workspace.write(&at("2010-01-01"), "old and broken");
    workspace.write(&at("2020-01-01"), smithy("Tiny", &[]).to_string());
    for from in [
        "checkout",
        "checkout/models",
        "checkout/models/connectparticipant",
        &format!("checkout/{dir}/2020-01-01"),
    ] {
        workspace.succeed(&["update", "--from", from]);
        let source = workspace.read(&format!("{MODELS}/SOURCE.toml"));
        assert!(
            source.contains("\nform = \"smithy\"\nfile = \"connectparticipant-2020-01-01.json\"\n"),
            "{from}: {source}"
        );
    }
    workspace.write("sdk/aws-models/connectparticipant.json", smithy("Tiny", &["Alpha"]).to_string());
    workspace.succeed(&["update", "--from", "sdk"]);
    assert!(workspace.read(&format!("{MODELS}/service.json")).contains("com.example#Alpha"));
    // `diff` finds it there too.
    workspace.succeed(&["diff", "checkout", "sdk"]);
}

/// Runs `update` with a `python3` that is this script, or without one.
fn with_python(workspace: &Workspace, script: Option<&str>, args: &[&str]) -> Said {
    let bin: PathBuf = workspace.path("bin");
    fs::create_dir_all(&bin).unwrap();
    if let Some(script) = script {
        let python = workspace.write("bin/python3", format!("#!/bin/sh\n{script}\n"));
        #[cfg(unix)]
        fs::set_permissions(python, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
    let temp = workspace.path("temp");
    fs::create_dir_all(&temp).unwrap();
    let mut command = workspace.command(args);
    let said = said(command.env("PATH", &bin).env("TMPDIR", &temp).output().unwrap());
    assert_eq!(fs::read_dir(&temp).unwrap().count(), 0, "temporary folders go");
    said
}

#[cfg(unix)]
#[test]
fn pip_fetches_the_newest_version_or_a_certain_one() {
    let workspace = workspace();
    workspace.write("w.whl", crate::update::wheel("Tiny Service"));
    // The last two arguments are that of `--dest` and the requirement.
    let script = "PATH=/usr/bin:/bin\nfor last; do before=$this; this=$last; done\necho \"$*\" > asked\n\
                  cp w.whl \"$before/botocore-1.2.3-py3-none-any.whl\"";
    let said = with_python(&workspace, Some(script), &["update", "--dry-run", "--fit"]);
    assert_eq!(said.code, 0, "{said:?}");
    let asked = workspace.read("asked");
    assert!(asked.starts_with("-m pip download ") && asked.ends_with(" botocore\n"), "{asked}");
    assert!(said.out.contains("new  botocore 1.2.3: "), "{said:?}");
    let said = with_python(&workspace, Some(script), &["update", "--botocore", "1.2.3", "--fit"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(workspace.read("asked").ends_with(" botocore==1.2.3\n"));
    let source = workspace.read(&format!("{MODELS}/SOURCE.toml"));
    assert!(source.contains("file = \"botocore-1.2.3-py3-none-any.whl\"\n"), "{source}");
}

#[cfg(unix)]
#[test]
fn without_pip_or_network_nothing_changes() {
    let workspace = workspace();
    let before = picture(&workspace.path(MODELS));
    let refused = |script: Option<&str>, reason: &str| {
        let said = with_python(&workspace, script, &["update"]);
        let expected = format!("error: pip cannot fetch botocore: {reason}");
        assert!(said.code == 1 && said.err.starts_with(&expected), "{said:?}");
        let end = "; --from needs neither pip nor the network\n1 problem; models/connectparticipant/ is unchanged\n";
        assert!(said.err.ends_with(end), "{said:?}");
        assert_eq!(picture(&workspace.path(MODELS)), before);
    };
    refused(None, "cannot run python3: ");
    refused(
        Some("echo '/usr/bin/python3: No module named pip' >&2; exit 1"),
        "/usr/bin/python3: No module named pip",
    );
    refused(
        Some("echo 'WARNING: Retrying' >&2; echo 'ERROR: no matching distribution' >&2; echo >&2; exit 1"),
        "no matching distribution",
    );
    refused(Some("exit 3"), "no reason given");
    refused(Some("exit 0"), "it left no wheel");
    let said = with_python(&workspace, None, &["update", "--botocore", "--from"]);
    assert_eq!(said.code, 2, "{said:?}");
    let said = with_python(&workspace, None, &["update", "--botocore", "1.2;rm"]);
    assert_eq!(said.code, 2, "{said:?}");
}
