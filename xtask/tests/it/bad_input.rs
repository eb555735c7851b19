//! Bad input: the exact words, exit code 1, and nothing changed.

use std::fs::{self, File};

use crate::support::{Workspace, gzip, smithy};

#[test]
fn files_that_cannot_be_read() {
    let workspace = Workspace::empty();
    let codegen = |file: &str, message: &str| {
        let error = format!("error: {file}: {message}\n1 problem; out is untouched\n");
        workspace.fail(&["codegen", "--model", file, "--out", "out"], &error);
    };
    codegen("none.json", "no such file or folder");
    fs::create_dir(workspace.path("folder")).unwrap();
    codegen(
        "folder",
        "is a folder without models: no Smithy JSON AST (*.json, *.json.gz) and no folder with service-2.json or \
         service-2.json.gz, itself or in a date",
    );
    workspace.write("plain.json.gz", "{}");
    codegen("plain.json.gz", "is named .gz but is not gzip data");
    let mut cut = gzip(smithy("Tiny", &[]).to_string());
    cut.truncate(cut.len() / 2);
    workspace.write("cut.json.gz", &cut);
    codegen("cut.json.gz", "broken gzip data: incomplete deflate stream");
    File::create(workspace.path("huge.json")).unwrap().set_len(64 * 1024 * 1024 + 1).unwrap();
    codegen("huge.json", "is larger than 64 MiB");
    workspace.write("m.json", smithy("Tiny", &[]).to_string());
    let said = workspace.run(&["codegen", "--model", "m.json", "--out", "m.json"]);
    assert!(said.err.contains("error: m.json: is a file, and a folder is to go there\n"), "{said:?}");
}

#[test]
fn a_workspace_without_models() {
    let workspace = Workspace::empty();
    let error = "error: $/models/connectparticipant/service.json: no such file or folder\n\
                 1 problem; generated/ is untouched\n";
    workspace.fail(&["codegen"], error);
    workspace.fail(&["check"], error);
}

#[test]
fn broken_models_leave_the_tree_alone() {
    let workspace = Workspace::new(&["Alpha"]);
    workspace.succeed(&["codegen"]);
    workspace.write("models/connectparticipant/service.json", "{\n  \"smithy\": \"2.0\",\n  oops\n}");
    let before = crate::support::picture(&workspace.path("generated"));
    let said = workspace.run(&["codegen"]);
    assert!(
        said.code == 1 && said.err.starts_with("error: models/connectparticipant/service.json:3:"),
        "{said:?}"
    );
    assert!(said.err.ends_with("\n1 problem; generated/ is untouched\n"), "{said:?}");
    assert_eq!(crate::support::picture(&workspace.path("generated")), before);
}

#[test]
fn every_problem_is_named() {
    let workspace = Workspace::new(&["Alpha"]);
    let mut model = smithy("Tiny", &["Alpha", "Beta"]);
    for shape in ["com.example#Alpha", "com.example#Beta"] {
        model["shapes"][shape]["type"] = "bad".into();
    }
    workspace.write("models/connectparticipant/service.json", model.to_string());
    let said = workspace.run(&["codegen"]);
    assert_eq!(said.code, 1);
    for shape in ["com.example#Alpha", "com.example#Beta"] {
        assert!(said.err.lines().any(|line| line.starts_with("error: ") && line.contains(shape)), "{said:?}");
    }
    let errors = said.err.lines().filter(|line| line.starts_with("error: ")).count();
    assert_eq!(said.err.lines().last().unwrap(), format!("{errors} problems; generated/ is untouched"));
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let workspace = Workspace::empty();
    for args in [
        &[][..],
        &["frobnicate"],
        &["codegen", "--model", "m.json"],
        &["codegen", "--out", "o"],
        &["codegen", "--model", "m.json", "--out", "o", "--crate-name", "1 bad"],
        &["update"],
        &["update", "--from", "x", "--service", "../x"],
    ] {
        assert_eq!(workspace.run(args).code, 2, "{args:?}");
    }
    for args in [&["--help"][..], &["codegen", "--help"], &["check", "--help"], &["update", "--help"]] {
        let said = workspace.succeed(args);
        assert!(said.out.contains("Exit codes:") && !said.out.contains("--root"), "{said:?}");
    }
}
