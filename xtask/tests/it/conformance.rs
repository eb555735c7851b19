//! `cargo xtask conformance` without arguments: the suites that it runs, and messages about others. Cargo is a script
//! here, which is also the test program of the scratch crate.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Said, Workspace, said, smithy};

/// A model with request cases.
fn suite(protocol: &str, cases: usize) -> Value {
    let mut model = smithy("Tiny", &[]);
    let shapes = &mut model["shapes"];
    if let Some(traits) = shapes["com.example#Tiny"]["traits"].as_object_mut() {
        traits.remove("aws.protocols#restJson1");
        traits.insert(protocol.to_owned(), json!({}));
    }
    let case =
        |at| json!({ "id": format!("Case{at}"), "protocol": protocol, "method": "POST", "uri": "/Send" });
    let cases: Vec<Value> = (0..cases).map(case).collect();
    shapes["com.example#Send"]["traits"]["smithy.test#httpRequestTests"] = json!(cases);
    model
}

/// The command, with these suites next to the workspace and this output of cargo.
fn conformance(suites: &[(&str, &str, usize)], printed: &str) -> Said {
    let workspace = Workspace::empty();
    workspace.write("main/Cargo.lock", "");
    for (name, protocol, cases) in suites {
        let path = format!("shared/protocol-tests/{name}.json");
        workspace.write(&path, suite(protocol, *cases).to_string());
    }
    let built = r#"{"manifest_path":"suite-0/Cargo.toml","executable":"'"$0"'"}"#;
    let script = format!(
        "#!/bin/sh\nif [ \"$1\" = test ]; then echo '{built}'; exit; fi\ncat <<'END'\n{printed}END\n"
    );
    let cargo = workspace.write("cargo", script);
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let root = workspace.path("main");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("conformance").arg("--root").arg(&root).current_dir(&root).env("CARGO", &cargo);
    said(command.output().unwrap())
}

const SUITES: [(&str, &str, usize); 3] = [
    ("a-query", "aws.protocols#later", 3),
    ("b-json", "aws.protocols#restJson1", 1),
    ("c-later", "smithy.protocols#later", 2),
];

#[test]
fn suites_of_other_protocols_are_listed_and_do_not_stop_the_run() {
    let said = conformance(&SUITES, "test model::case0_request ... ok\n");
    let expected = "\
suite    kind           cases  passed  failed  skipped
b-json   requests           1       1       0        0
a-query  not supported      3       -       -        -  aws.protocols#later is not generated yet
c-later  not supported      2       -       -        -  smithy.protocols#later is not generated yet
every case of 1 suite passed
not run: 2 suites of protocols that are not supported, with 5 cases
";
    assert_eq!((said.code, said.out.as_str()), (0, expected), "{said:?}");
}

#[test]
fn a_failed_or_missing_case_of_a_supported_protocol_is_a_failure() {
    for printed in ["test model::case0_request ... FAILED\n", ""] {
        let said = conformance(&SUITES, printed);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.out.contains("aws.protocols#later is not generated yet"), "{said:?}");
        assert!(!said.out.contains("every case"), "{said:?}");
    }
}

#[test]
fn an_empty_run_is_a_failure() {
    let said = conformance(&SUITES[..1], "");
    assert_eq!(said.code, 1, "{said:?}");
    let [note, error, ..] = said.err.lines().collect::<Vec<_>>()[..] else { panic!("{said:?}") };
    assert_eq!(note, "note: a-query is not supported: aws.protocols#later is not generated yet");
    assert!(error.ends_with("no suite has a supported protocol"), "{said:?}");
}
