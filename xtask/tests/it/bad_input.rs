//! Bad input: the exact messages, exit code 1, and no changes.

use std::fs::{self, File};

use crate::support::{Workspace, gzip, smithy};

#[test]
fn unreadable_files() {
    let workspace = Workspace::empty();
    let codegen = |file: &str, message: &str| {
        let error = format!("error: {file}: {message}\n1 problem; out is unchanged\n");
        workspace.fail(&["codegen", "--model", file, "--out", "out"], &error);
    };
    codegen("none.json", "no such file or folder");
    fs::create_dir(workspace.path("folder")).unwrap();
    codegen(
        "folder",
        "is a folder without models: no Smithy JSON AST (*.json, *.json.gz), no Smithy IDL (*.smithy, *.smithy.gz) and no folder with \
         service-2.json or service-2.json.gz, itself or in a date",
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
    assert!(said.err.contains("error: m.json: is a file where a folder is needed\n"), "{said:?}");
}

#[test]
fn a_workspace_without_models() {
    let workspace = Workspace::bare();
    let error = "error: models/connectparticipant/service.json: no such file or folder; `models` of \
                 models/connectparticipant/farrier.toml names it\n\
                 1 problem; generated/ is unchanged\n";
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
    assert!(said.err.ends_with("\n1 problem; generated/ is unchanged\n"), "{said:?}");
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
    assert_eq!(said.err.lines().last().unwrap(), format!("{errors} problems; generated/ is unchanged"));
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let workspace = Workspace::empty();
    for args in [
        &[][..],
        &["frobnicate"],
        &["codegen", "--model", "m.json"],
        &["codegen", "--out", "o"],
        &["update", "--from", "x", "--botocore", "1"],
        &["update", "--from", "x", "--service", "../x"],
    ] {
        assert_eq!(workspace.run(args).code, 2, "{args:?}");
    }
    for (args, problem) in [
        (&["--help"][..], "a problem was found"),
        (&["codegen", "--help"], "a crate could not be generated or written"),
        (&["check", "--help"], "the generated files are not up to date, or could not be generated"),
        (&["update", "--help"], "the update failed, and nothing was written"),
        (&["sweep", "--help"], "a crate does not compile, or a model could not be read"),
        (&["conformance", "--help"], "a case failed, was skipped or has no test, or nothing could be run"),
    ] {
        let said = workspace.succeed(args);
        let codes =
            format!("\n\nExit codes:\n  0  success\n  1  {problem}\n  2  the command line is wrong\n");
        assert!(said.out.ends_with(&codes) && !said.out.contains("--root"), "{said:?}");
    }
}

#[test]
fn invalid_crate_names_are_rejected() {
    let workspace = Workspace::empty();
    workspace.write("m.json", smithy("Tiny", &[]).to_string());
    let args = |name| ["codegen", "--model", "m.json", "--out", "o", "--crate-name", name];
    workspace.fail(
        &args("fn"),
        "error: `fn` is a Rust keyword; choose another package name\n1 problem; o is unchanged\n",
    );
    workspace.fail(
        &args("1 bad"),
        "error: `1 bad` is not a package name, which is a letter, then letters, digits, `-` and `_`, 64 characters at most\n\
         1 problem; o is unchanged\n",
    );
}

/// Nested elements, as many as fit into the longest texts of models: the stack overflowed, or it took minutes.
#[test]
fn documentation_may_be_nested_without_end() {
    let workspace = Workspace::empty();
    let model = |name: &str, documentation: &str| {
        let mut model = smithy("Tiny", &["One"]);
        model["shapes"]["com.example#One"]["traits"]["smithy.api#documentation"] = documentation.into();
        workspace.write(name, model.to_string());
    };
    model("old.json", "Plain.");
    for piece in
        ["<ul><li>", "<div>", "<b>", "<code>", "<pre>", "<dl><dd>", "<table><tr><td>", "<blockquote>"]
    {
        model("new.json", &format!("<p>Text.</p>{}deep", piece.repeat(4000)));
        let _ = fs::remove_dir_all(workspace.path("out"));
        workspace.succeed(&["codegen", "--model", "new.json", "--out", "out"]);
        let one = workspace.read("out/src/types/one.rs");
        assert!(
            one.contains("Text.") && one.contains("deep") && one.len() < 50_000,
            "{piece}: {}",
            one.len()
        );
        for format in ["text", "markdown", "html", "json"] {
            let said = workspace.succeed(&["diff", "old.json", "new.json", "--format", format]);
            assert!(said.out.len() < 200_000, "{piece} {format}: {}", said.out.len());
        }
    }
}
