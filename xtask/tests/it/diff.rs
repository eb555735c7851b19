//! `diff`: sources of models, formats, exit codes.

use std::process::Command;

use serde_json::{Value, json};

use crate::support::{MODELS, Workspace, c2j, gzip, picture, smithy};

/// A workspace with a first commit, in which the model has the shape `Alpha`.
fn committed() -> Workspace {
    let workspace = Workspace::new(&["Alpha"]);
    git(&workspace, &["init", "--quiet"]);
    commit(&workspace, "first");
    workspace
}

fn commit(workspace: &Workspace, message: &str) {
    git(workspace, &["add", "--all"]);
    let user = ["-c", "user.name=n", "-c", "user.email=e", "-c", "commit.gpgsign=false"];
    git(workspace, &[&user[..], &["commit", "--quiet", "--message", message]].concat());
}

fn git(workspace: &Workspace, args: &[&str]) {
    let folder = workspace.path(".");
    let status = Command::new("git").arg("-C").arg(folder).args(args).status().unwrap();
    assert!(status.success(), "{args:?}");
}

/// Rules with shapes, without the namespace.
fn found(workspace: &Workspace, args: &[&str]) -> Vec<String> {
    let said = workspace.succeed(&[&["diff", "--format", "json"], args].concat());
    let report: Value = serde_json::from_str(&said.out).unwrap();
    let name = |change: &Value| {
        let shape = change["shape"].as_str().unwrap();
        format!("{} {}", change["rule"].as_str().unwrap(), shape.trim_start_matches("com.example#"))
    };
    report["changes"].as_array().unwrap().iter().map(name).collect()
}

const BETA: [&str; 2] = ["AddedMember SendInput$Beta", "AddedShape Beta"];

#[test]
fn the_last_commit_and_the_working_tree_are_compared_by_default() {
    let workspace = committed();
    let said = workspace.succeed(&["diff"]);
    assert!(said.out.starts_with("none: nothing changed\n"), "{said:?}");
    let before = picture(&workspace.path(MODELS));
    assert_eq!(found(&workspace, &[]), Vec::<String>::new());
    assert_eq!(picture(&workspace.path(MODELS)), before);

    workspace.model(&["Alpha", "Beta"]);
    assert_eq!(found(&workspace, &[]), BETA);
    let said = workspace.succeed(&["diff"]);
    assert!(said.out.starts_with("minor: existing code compiles unchanged\n"), "{said:?}");
    assert!(!said.out.contains('\u{1b}'), "no colours where there is no terminal: {said:?}");
    commit(&workspace, "second");
    assert_eq!(found(&workspace, &[]), Vec::<String>::new());
    assert_eq!(found(&workspace, &["HEAD~1:"]), BETA);
    assert_eq!(found(&workspace, &["HEAD~1:", "HEAD:"]), BETA);
    assert_eq!(found(&workspace, &["HEAD:", "HEAD~1:"]).len(), 2);
    // The same file, as a file and at a revision.
    let file = format!("{MODELS}/service.json");
    assert_eq!(found(&workspace, &[&format!("HEAD~1:{file}"), &file]), BETA);
    // The folder of this repository's model anywhere, with its overlay and documentation.
    assert_eq!(found(&workspace, &["HEAD~1:", MODELS]), BETA);
}

#[test]
fn overlay_and_documentation_of_the_revision_count() {
    let workspace = committed();
    let documented = |text: &str| {
        let docs = json!({ "smithy": "2.0", "shapes": { "com.example#Alpha": {
            "type": "apply", "traits": { "smithy.api#documentation": text },
        } } });
        workspace.write(&format!("{MODELS}/docs.json"), docs.to_string());
    };
    documented("One text.");
    assert_eq!(found(&workspace, &[]), ["ChangedDocumentation Alpha"]);
    commit(&workspace, "documented");
    documented("Another text.");
    let overlay = json!({ "smithy": "2.0", "shapes": { "com.example#Alpha$text": {
        "type": "apply", "traits": { "farrier#newtype": "Text", "farrier#reason": "a test" },
    } } });
    workspace.write(&format!("{MODELS}/overlay.json"), overlay.to_string());
    assert_eq!(found(&workspace, &[]), ["ChangedNewtype Alpha$text", "ChangedDocumentation Alpha"]);
    assert_eq!(found(&workspace, &["HEAD~1:", "HEAD:"]), ["ChangedDocumentation Alpha"]);
}

/// An overlay also applies to a published model, as far as it fits.
#[test]
fn our_overlay_is_laid_over_a_published_model() {
    let workspace = committed();
    let entry = |shape: &str| {
        let traits = json!({ "smithy.api#sensitive": {}, "farrier#reason": "a test" });
        (format!("com.example#{shape}"), json!({ "type": "apply", "traits": traits }))
    };
    let shapes: Value = [entry("Alpha"), entry("Gone")].into_iter().collect();
    workspace.model(&["Alpha", "Gone"]);
    workspace
        .write(&format!("{MODELS}/overlay.json"), json!({ "smithy": "2.0", "shapes": shapes }).to_string());
    let docs = json!({ "smithy": "2.0", "shapes": { "com.example#Alpha": {
        "type": "apply", "traits": { "smithy.api#documentation": "Ours." },
    } } });
    workspace.write(&format!("{MODELS}/docs.json"), docs.to_string());
    let mut published = smithy("Tiny Service", &["Alpha"]);
    published["shapes"]["com.example#Alpha"]["traits"]["smithy.api#documentation"] = json!("Theirs.");
    workspace.write("new.json", published.to_string());
    let ours = "models/connectparticipant";
    assert_eq!(found(&workspace, &[ours, "new.json"]), ["RemovedMember SendInput$Gone", "RemovedShape Gone"]);
    assert_eq!(found(&workspace, &["new.json", ours]), ["AddedMember SendInput$Gone", "AddedShape Gone"]);
    let said = workspace.succeed(&["diff", ours, "new.json"]);
    let note = "note: models/connectparticipant/overlay.json: 1 entry left out, not valid for new.json: com.example#Gone\n";
    assert_eq!(said.err, note);

    // Between an update and its overlay, the model can be reviewed too.
    workspace.model(&["Alpha"]);
    let said = workspace.succeed(&["diff"]);
    let file = format!("{MODELS}/overlay.json");
    assert_eq!(
        said.err,
        format!("note: {file}: 1 entry left out, not valid for working tree: com.example#Gone\n")
    );
    assert!(said.out.contains("it is now a secret"), "{said:?}");
}

#[test]
fn a_model_may_have_any_form_that_can_be_loaded() {
    let workspace = Workspace::bare();
    workspace.write("one.json", smithy("Tiny", &["Alpha"]).to_string());
    workspace.write("two.json.gz", gzip(smithy("Tiny", &["Alpha", "Beta"]).to_string()));
    assert_eq!(found(&workspace, &["one.json", "two.json.gz"]), BETA);

    let folder = "data/connectparticipant/2020-01-01";
    workspace.write(&format!("{folder}/service-2.json"), c2j("Tiny").to_string());
    let mut newer = c2j("Tiny");
    newer["shapes"]["SendRequest"]["members"]["More"] = json!({ "shape": "Text" });
    workspace.write("new/service-2.json.gz", gzip(newer.to_string()));
    for old in [folder, "data/connectparticipant", "data"] {
        let rules = found(&workspace, &[old, "new"]);
        assert_eq!(rules.len(), 1, "{rules:?}");
        assert!(rules[0].starts_with("AddedMember "), "{rules:?}");
    }
    let wheel = [("tiny/data/other/2020-01-01/service-2.json", newer.to_string())];
    workspace.write("new.whl", crate::support::wheel(&wheel));
    let rules = found(&workspace, &["new", "new.whl", "--service", "other"]);
    assert_eq!(rules, Vec::<String>::new());
    let said = workspace.run(&["diff", "new", "new.whl"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("has no model of `connectparticipant`"), "{said:?}");
}

#[test]
fn incomparable_models_are_reported() {
    let workspace = committed();
    let fail = |args: &[&str], err: &str| workspace.fail(&[&["diff"], args].concat(), err);
    let nothing = "1 problem; nothing was compared\n";
    fail(&["nowhere.json"], &format!("error: nowhere.json: no such file or folder\n{nothing}"));
    fail(&["nowhere:"], &format!("error: `nowhere` is not a commit of $/{MODELS}\n{nothing}"));
    fail(
        &["HEAD:nowhere.json"],
        &format!(
            "error: HEAD:nowhere.json: path 'nowhere.json' does not exist in \
        'COMMIT'\n{nothing}"
        )
        .replace("COMMIT", &head(&workspace)),
    );
    workspace.write("bad.json", "{");
    let said = workspace.run(&["diff", "bad.json"]);
    assert_eq!(said.code, 1);
    assert!(said.err.starts_with("error: bad.json:1:1: "), "{said:?}");

    let empty = Workspace::bare();
    let said = empty.run(&["diff"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains(": there is no git repository, or no commit in it\n"), "{said:?}");
    git(&empty, &["init", "--quiet"]);
    empty.write("file", "");
    commit(&empty, "without a model");
    let said = empty.run(&["diff"]);
    let err = "error: the revision `HEAD` has no models/connectparticipant/service.json\n";
    assert_eq!(said.err, format!("{err}{nothing}"));
}

fn head(workspace: &Workspace) -> String {
    let out =
        Command::new("git").arg("-C").arg(workspace.path(".")).args(["rev-parse", "HEAD"]).output().unwrap();
    String::from_utf8(out.stdout).unwrap().trim().to_owned()
}

#[test]
fn fail_on_sets_the_exit_code() {
    let workspace = committed();
    let code = |args: &[&str]| workspace.run(&[&["diff"], args].concat()).code;
    assert_eq!(code(&["--fail-on", "minor"]), 0);
    workspace.model(&["Alpha", "Beta"]);
    assert_eq!((code(&[]), code(&["--fail-on", "minor"]), code(&["--fail-on", "major"])), (0, 3, 0));
    workspace.model(&[]);
    assert_eq!((code(&[]), code(&["--fail-on", "minor"]), code(&["--fail-on", "major"])), (0, 3, 3));
    assert_eq!(code(&["--fail-on", "patch"]), 2);
}
