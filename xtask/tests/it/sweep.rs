//! `sweep`: compiled crates, kept results, messages and leftovers. A script replaces cargo, and
//! its output depends on the name of each crate; `.ci/run sweep` runs the real one.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::support::{Said, Workspace, said as said_of, smithy, wheel};

/// A script that prints a result for each crate of the workspace, like cargo. Of crates with these names: `broken` has an error, `warned` a
/// warning, `killed` ends without a message, and with `unreadable` there is no output at all.
const CARGO: &str = r#"#!/bin/sh
if [ "$1" = --version ]; then echo "cargo $FAKE_VERSION"; exit; fi
echo "run $*" >> "$FAKE_LOG"
if [ -d unreadable ]; then echo "error: failed to parse manifest of unreadable" >&2; exit 101; fi
code=0
for dir in */; do
  name=${dir%/}
  head="\"manifest_path\":\"$PWD/$name/Cargo.toml\",\"target\":{\"name\":\"$name\""
  say() { printf '%s\n' "{\"reason\":\"compiler-message\",$head},\"message\":{\"level\":\"$1\",\"message\":\"$2\",\"code\":null,\"rendered\":\"$1: $2\\n  as shown\",\"spans\":[{\"is_primary\":true,\"file_name\":\"$name/src/lib.rs\",\"line_start\":1,\"column_start\":2}]}}"; }
  made() { printf '%s\n' "{\"reason\":\"compiler-artifact\",$head,\"kind\":[\"$1\"]},\"filenames\":[]}"; }
  echo "compile $name" >> "$FAKE_LOG"
  case $name in
    broken) say error "no such type"; code=101; continue ;;
    killed) echo "error: could not compile \`killed\` (lib) (signal: 9)" >&2; code=101; continue ;;
    warned) say warning "unused import" ;;
  esac
  made lib
  [ -f "$name/src/main.rs" ] && made bin
done
exit $code
"#;

fn workspace(names: &[&str]) -> Workspace {
    let workspace = Workspace::empty();
    let cargo = workspace.write("cargo", CARGO);
    fs::set_permissions(cargo, fs::Permissions::from_mode(0o755)).unwrap();
    for name in names {
        model(&workspace, name, &["One"]);
    }
    workspace
}

fn model(workspace: &Workspace, name: &str, shapes: &[&str]) {
    workspace.write(&format!("models/{name}.json"), smithy(name, shapes).to_string());
}

fn run_as(workspace: &Workspace, version: &str, arguments: &[&str]) -> Said {
    let mut command =
        workspace.command(&[&["sweep", "--models", "models", "--json", "out.json"], arguments].concat());
    command.env("CARGO", workspace.path("cargo")).env("FAKE_VERSION", version);
    said_of(command.env("FAKE_LOG", workspace.path("log")).output().unwrap())
}

fn run(workspace: &Workspace, arguments: &[&str]) -> Said {
    run_as(workspace, "1", arguments)
}

/// Returns the crates that were compiled since the last call of this function.
fn compiled(workspace: &Workspace) -> Vec<String> {
    let log = fs::read_to_string(workspace.path("log")).unwrap_or_default();
    let _ = fs::remove_file(workspace.path("log"));
    log.lines().filter_map(|line| line.strip_prefix("compile ")).map(str::to_owned).collect()
}

/// Returns the result of each service.
fn results(workspace: &Workspace) -> Vec<(String, String)> {
    let json: Value = serde_json::from_str(&workspace.read("out.json")).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    json["services"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (text(&row["service"]), text(&row["result"])))
        .collect()
}

/// A row of the table.
#[track_caller]
fn row(said: &Said, label: &str) -> usize {
    let line = said.out.lines().find(|line| line.starts_with(&format!("{label} ")));
    let line = line.unwrap_or_else(|| panic!("no {label}: {said:?}"));
    line.rsplit(' ').next().unwrap().replace(',', "").parse().unwrap()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
}

#[test]
fn each_crate_is_judged_by_itself() {
    let workspace = workspace(&["alpha", "broken", "killed", "warned"]);
    let mut query = smithy("Query", &[]);
    let traits = query["shapes"]["com.example#Tiny"]["traits"].as_object_mut().unwrap();
    traits.remove("aws.protocols#restJson1");
    traits.insert("aws.protocols#later".to_owned(), serde_json::json!({}));
    workspace.write("models/query.json", query.to_string());

    let said = run(&workspace, &[]);
    assert_eq!(said.code, 1, "{said:?}");
    let expected = [
        ("alpha", "compiles"),
        ("broken", "failed"),
        ("killed", "failed"),
        ("query", "rejected"),
        ("warned", "failed"),
    ];
    assert_eq!(results(&workspace), pairs(&expected));
    assert_eq!(
        ["models", "rejected", "generated", "compile", "failed"].map(|label| row(&said, label)),
        [5, 1, 4, 1, 3]
    );
    for words in [
        "broken does not compile:\n  error: no such type at src/lib.rs:1:2\n",
        "warned does not compile:\n  warning: unused import at src/lib.rs:1:2\n",
        "killed failed:\n  it was not compiled: error: could not compile `killed` (lib) (signal: 9)\n",
        "    error: no such type\n      as shown\n",
        "cannot be generated:\n    1  uses aws.protocols#later: query\n",
    ] {
        assert!(said.out.contains(words), "{words}\n{}", said.out);
    }
    assert!(!workspace.path("target/sweep/crates").exists(), "crates are thrown away");
}

#[test]
fn a_run_resumes() {
    let workspace = workspace(&["alpha", "beta", "broken", "killed"]);
    run(&workspace, &["--batch", "2"]);
    assert_eq!(compiled(&workspace).len(), 4);
    // Results are kept; a killed compilation is retried.
    let said = run(&workspace, &["--resume"]);
    assert_eq!(said.code, 1, "what is known to be broken is still broken");
    assert_eq!(compiled(&workspace), ["killed"]);
    assert_eq!(row(&said, "known from before"), 2);
    // Another model, another toolchain.
    model(&workspace, "beta", &["Two"]);
    run(&workspace, &["--resume", "--only", "alpha", "beta"]);
    assert_eq!(compiled(&workspace), ["beta"]);
    run_as(&workspace, "2", &["--resume", "--only", "alpha,beta"]);
    assert_eq!(compiled(&workspace), ["alpha", "beta"]);
    run_as(&workspace, "2", &["--resume", "--clippy", "--only", "alpha"]);
    assert_eq!(compiled(&workspace), ["alpha"]);
    // Without the option, everything is compiled again; results of other crates are kept.
    let said = run(&workspace, &["--only", "beta"]);
    assert_eq!((said.code, compiled(&workspace)), (0, vec!["beta".to_owned()]), "{said:?}");
    run(&workspace, &["--resume", "--only", "broken"]);
    assert!(compiled(&workspace).is_empty());
}

#[test]
fn a_failure_of_cargo_is_assigned_to_its_crate() {
    let workspace = workspace(&["alpha", "unreadable"]);
    let said = run(&workspace, &[]);
    assert_eq!(said.code, 1);
    assert_eq!(results(&workspace), pairs(&[("alpha", "compiles"), ("unreadable", "failed")]));
    let reason = "  it was not compiled: error: failed to parse manifest of unreadable\n";
    assert!(said.out.contains(reason), "{said:?}");
}

#[test]
fn models_named_by_only_must_be_generated() {
    let workspace = workspace(&["alpha"]);
    workspace.write("models/bad.json", "{");
    let said = run(&workspace, &["--only", "bad"]);
    assert_eq!(said.code, 1, "{said:?}");
    let said = run(&workspace, &["--only", "alpha"]);
    assert_eq!(said.code, 0, "{said:?}");
    let query = smithy("Query", &[]).to_string().replace("aws.protocols#restJson1", "aws.protocols#later");
    workspace.write("query.json", query);
    let mut command = workspace.command(&["sweep", "--models", "query.json"]);
    let said = said_of(command.env("CARGO", workspace.path("cargo")).output().unwrap());
    assert_eq!(said.code, 1, "{said:?}");
    let said = run(&workspace, &["--only", "alpha", "beta"]);
    let expected = "error: there is no model `beta` among 2\n1 problem; the sweep is incomplete\n";
    assert_eq!((said.code, said.err.as_str()), (1, expected));
}

#[test]
fn the_newest_model_of_each_service_of_a_wheel_is_taken() {
    let workspace = workspace(&[]);
    let file = |service: &str, date: &str| format!("botocore/data/{service}/{date}/service-2.json");
    let text = |name: &str| crate::support::c2j(name).to_string();
    let files = [
        (file("alpha", "2020-01-01"), "not JSON".to_owned()),
        (file("alpha", "2021-01-01"), text("Alpha")),
        (file("beta", "2020-01-01"), text("Beta")),
    ];
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    workspace.write("tiny.whl", wheel(&files));
    let mut command = workspace.command(&["sweep", "--models", "tiny.whl", "--json", "out.json"]);
    command
        .env("CARGO", workspace.path("cargo"))
        .env("FAKE_VERSION", "1")
        .env("FAKE_LOG", workspace.path("log"));
    let said = said_of(command.output().unwrap());
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(results(&workspace), pairs(&[("alpha", "compiles"), ("beta", "compiles")]));
    assert!(workspace.read("out.json").contains("\"source\": \"tiny 1\""));
}

#[test]
fn a_missing_pip_is_reported_with_an_alternative() {
    let workspace = workspace(&[]);
    let mut command = workspace.command(&["sweep", "--botocore", "1.2.3"]);
    let said = said_of(command.env("PATH", "").output().unwrap());
    assert_eq!(said.code, 1);
    assert!(
        said.err.starts_with("error: pip cannot fetch botocore==1.2.3: cannot run python3: "),
        "{said:?}"
    );
    assert!(said.err.contains("; --models needs neither pip nor the network\n"), "{said:?}");
}
