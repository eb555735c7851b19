//! `codegen` of a folder of models: a crate for each, the messages for failures, and the table.

use std::fs;

use crate::support::{Said, Workspace, c2j, gzip, picture, rule_set, smithy, texts};

const CODEGEN: &[&str] = &["codegen", "--model", "models", "--out", "out"];

/// The rows of the table, without those that differ between runs.
#[track_caller]
fn rows(said: &Said) -> Vec<(&str, usize)> {
    let number = |text: &str| text.replace(',', "").parse().ok();
    let rows: Vec<_> = said.err.lines().filter_map(|line| line.rsplit_once("  ")).collect();
    let labels: Vec<_> = rows.iter().map(|(label, _)| label.trim()).collect();
    let mut expected = vec![
        "models",
        "generated",
        "failed",
        "files",
        "changed",
        "removed",
        "lines",
        "wall time",
        "lines per second",
        "peak memory",
    ];
    if !cfg!(target_os = "linux") {
        expected.pop();
    }
    assert_eq!(labels, expected, "{said:?}");
    rows[..7].iter().map(|(label, value)| (label.trim(), number(value.trim()).unwrap())).collect()
}

#[track_caller]
fn counts(said: &Said) -> [usize; 3] {
    let rows = rows(said);
    [rows[0].1, rows[1].1, rows[2].1]
}

/// The messages before the table.
fn words(said: &Said) -> String {
    let lines = said.err.lines().take_while(|line| !line.starts_with("models "));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn one_broken_model_does_not_stop_the_others() {
    let workspace = Workspace::empty();
    workspace.write("models/a.json", smithy("Alpha", &["One"]).to_string());
    workspace.write("models/b.json", "{\n  \"smithy\": \"2.0\",\n  oops\n}");
    workspace.write("models/c.json.gz", gzip(smithy("Gamma", &["Two"]).to_string()));
    let mut two = smithy("Delta", &["One", "Two"]);
    two["shapes"]["com.example#One"]["type"] = "bad".into();
    two["shapes"]["com.example#Two"]["type"] = "worse".into();
    workspace.write("models/d.json", two.to_string());
    let mut query = smithy("Epsilon", &[]);
    let traits = query["shapes"]["com.example#Tiny"]["traits"].as_object_mut().unwrap();
    traits.remove("aws.protocols#restJson1");
    traits.insert("aws.protocols#later".to_owned(), serde_json::json!({}));
    workspace.write("models/e.json", query.to_string());

    let said = workspace.run(CODEGEN);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{said:?}");
    let speaks = "com.example#Tiny: uses aws.protocols#later; supported: ";
    let (first, refused) = words(&said)
        .split_once("error: models/e.json: ")
        .map_or_else(|| panic!("{said:?}"), |(first, rest)| (first.to_owned(), rest.to_owned()));
    assert_eq!(
        first,
        "error: models/b.json:3:3: not JSON: key must be a string\n\
         error: models/d.json: com.example#One: unknown shape type `bad`\n\
         error: models/d.json: com.example#Two: unknown shape type `worse`\n"
    );
    assert!(refused.starts_with(speaks), "{refused}");
    assert_eq!(counts(&said), [5, 2, 3]);
    assert_eq!(crates(&workspace), ["alpha", "gamma"]);

    // Each is the same as generated separately.
    workspace.succeed(&["codegen", "--model", "models/c.json.gz", "--out", "alone"]);
    assert_eq!(texts(&workspace.path("out/gamma")), texts(&workspace.path("alone")));
}

fn crates(workspace: &Workspace) -> Vec<String> {
    let entries = fs::read_dir(workspace.path("out")).unwrap();
    let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

#[test]
fn models_of_one_service_are_named_after_their_files() {
    let workspace = Workspace::empty();
    workspace.write("models/Tiny-2.json", smithy("Tiny 1", &["One"]).to_string());
    workspace.write("models/old/2020-01-01/service-2.json", c2j("Tiny-1").to_string());
    workspace.write("models/other.json", smithy("Other", &[]).to_string());
    let said = workspace.succeed(CODEGEN);
    let note = |file: &str, name: &str| {
        format!(
            "note: {file}: its crate is `{name}`, after its file, since another model also has the service `tiny1`\n"
        )
    };
    let expected =
        note("models/Tiny-2.json", "tiny-2") + &note("models/old/2020-01-01/service-2.json", "old");
    assert_eq!(words(&said), expected);
    assert_eq!(counts(&said), [3, 3, 0]);
    assert_eq!(crates(&workspace), ["old", "other", "tiny-2"]);

    // Each is the same as generated separately.
    workspace.succeed(&[
        "codegen",
        "--model",
        "models/Tiny-2.json",
        "--out",
        "alone",
        "--crate-name",
        "tiny-2",
    ]);
    assert_eq!(texts(&workspace.path("out/tiny-2")), texts(&workspace.path("alone")));
}

#[test]
fn models_of_one_name_are_all_refused() {
    let workspace = Workspace::empty();
    workspace.write("models/a-b.json", smithy("Tiny", &["One"]).to_string());
    workspace.write("models/a_b.json", smithy("Tiny", &[]).to_string());
    workspace.write("models/other.json", smithy("Other", &[]).to_string());
    let said = workspace.run(CODEGEN);
    assert_eq!(said.code, 1);
    let refused = |one: &str, name: &str, other: &str| {
        format!(
            "error: models/{one}: its crate would be `{name}`, like that of models/{other}; \
             generate one of them separately, with --crate-name\n"
        )
    };
    let words = words(&said);
    let errors: String =
        words.lines().filter(|line| line.starts_with("error")).map(|line| format!("{line}\n")).collect();
    assert_eq!(errors, refused("a-b.json", "a-b", "a_b.json") + &refused("a_b.json", "a_b", "a-b.json"));
    assert_eq!(counts(&said), [3, 1, 2]);
    assert_eq!(crates(&workspace), ["other"]);
}

/// Like the folder of the model of this repository, with documentation and overlay.
#[test]
fn files_of_apply_statements_are_skipped() {
    let workspace = Workspace::empty();
    workspace.write("models/service.json", smithy("Tiny", &["One"]).to_string());
    let apply = r#"{"smithy":"2.0","shapes":{"com.example#One":{"type":"apply","traits":{"smithy.api#tags":["x"]}}}}"#;
    workspace.write("models/docs.json", apply);
    workspace.write("models/overlay.json.gz", gzip(apply));
    let said = workspace.succeed(CODEGEN);
    let note = "contains only `apply` statements for another model; skipped";
    assert_eq!(
        words(&said),
        format!("note: models/docs.json: {note}\nnote: models/overlay.json.gz: {note}\n")
    );
    assert_eq!(counts(&said), [1, 1, 0]);
    assert_eq!(crates(&workspace), ["tiny"]);
}

#[test]
fn the_data_folder_of_botocore() {
    let workspace = Workspace::empty();
    workspace.write("models/endpoints.json", r#"{"partitions": []}"#);
    workspace.write("models/.hidden.json", "not JSON");
    workspace.write("models/no-service/notes.txt", "");
    workspace.write("models/direct/service-2.json", c2j("Direct").to_string());
    workspace.write("models/dated/2010-01-01/service-2.json", "an old version that nobody reads");
    workspace.write("models/dated/2020-01-01/service-2.json.gz", gzip(c2j("Dated").to_string()));
    let rules = rule_set("https://a.example.com").to_string();
    workspace.write("models/dated/2020-01-01/endpoint-rule-set-1.json", rules);
    workspace.write("models/dated/2030-01-01/paginators-1.json", r#"{"pagination":{}}"#);
    let said = workspace.succeed(CODEGEN);
    assert_eq!(words(&said), "note: models/endpoints.json: is not a model; skipped\n");
    assert_eq!(counts(&said), [2, 2, 0]);
    assert_eq!(crates(&workspace), ["dated", "direct"]);

    // The folder of one service is one crate, written directly to the output folder; its companions are read.
    workspace.succeed(&["codegen", "--model", "models/dated", "--out", "one"]);
    workspace.succeed(&["check", "--model", "models/dated", "--out", "one"]);
    workspace.succeed(&["codegen", "--model", "models/dated/2020-01-01", "--out", "dated"]);
    assert_eq!(texts(&workspace.path("out/dated")), texts(&workspace.path("one")));
    assert_eq!(texts(&workspace.path("out/dated")), texts(&workspace.path("dated")));
}

#[test]
fn the_second_run_touches_nothing() {
    let workspace = Workspace::empty();
    workspace.write("models/a.json", smithy("Alpha", &["One", "Two"]).to_string());
    workspace.write("models/b.json", smithy("Beta", &[]).to_string());
    let args = [CODEGEN, &["--workspace"]].concat();
    let first = workspace.succeed(&args);
    let before = picture(&workspace.path("out"));
    assert_eq!(rows(&first)[4], ("changed", before.len() - 1), "all but the workspace's own Cargo.toml");
    assert_eq!(rows(&first)[3].1, rows(&first)[4].1);

    let second = workspace.succeed(&args);
    assert_eq!(rows(&second)[4..6], [("changed", 0), ("removed", 0)]);
    assert_eq!((rows(&second)[3], rows(&second)[6]), (rows(&first)[3], rows(&first)[6]));
    assert_eq!(picture(&workspace.path("out")), before);

    workspace.write("models/a.json", smithy("Alpha", &["One"]).to_string());
    let third = workspace.succeed(&args);
    assert_eq!(rows(&third)[5], ("removed", 1), "{third:?}");
    let untouched = |picture: &std::collections::BTreeMap<String, _>| {
        let beta = picture.iter().filter(|(name, _)| name.starts_with("beta/"));
        beta.map(|(name, file)| (name.clone(), Clone::clone(file))).collect::<Vec<(String, (Vec<u8>, _))>>()
    };
    assert_eq!(untouched(&picture(&workspace.path("out"))), untouched(&before));
}

#[test]
fn a_workspace_of_all_the_crates() {
    let workspace = Workspace::empty();
    workspace.write("models/b.json", smithy("Beta", &[]).to_string());
    workspace.write("models/a.json", smithy("Alpha", &[]).to_string());
    workspace.succeed(CODEGEN);
    assert_eq!(crates(&workspace), ["alpha", "beta"]);

    let args = [CODEGEN, &["--workspace"]].concat();
    workspace.succeed(&args);
    let manifest = "# @generated by farrier.\n# Do not edit: `cargo xtask codegen --workspace` writes it, and stops if it was \
                    edited.\n\n[workspace]\nresolver = \"2\"\nmembers = [\n    \"alpha\",\n    \"beta\",\n]\n";
    let written = workspace.read("out/Cargo.toml");
    let lines = written.lines().filter(|line| !line.starts_with("# Checksum: "));
    assert_eq!(lines.map(|line| format!("{line}\n")).collect::<String>(), manifest);

    // Files of others are not touched; the crates are still written.
    workspace.write("out/Cargo.toml", "[workspace]\n");
    workspace.write("models/c.json", smithy("Gamma", &[]).to_string());
    let said = workspace.run(&args);
    let error = "error: out/Cargo.toml: was not generated and is not overwritten; remove it or omit --workspace\n\
                 1 problem; no workspace was written\n";
    assert!(said.code == 1 && said.err.ends_with(error), "{said:?}");
    assert_eq!(workspace.read("out/Cargo.toml"), "[workspace]\n");
    assert_eq!(crates(&workspace), ["Cargo.toml", "alpha", "beta", "gamma"]);
}

#[test]
fn foreign_crates_are_not_overwritten() {
    let workspace = Workspace::empty();
    workspace.write("models/a.json", smithy("Alpha", &[]).to_string());
    workspace.write("models/b.json", smithy("Beta", &[]).to_string());
    workspace.write("out/alpha/src/lib.rs", "//! By hand.");
    let said = workspace.run(CODEGEN);
    let error = "error: out/alpha: holds files that were not generated; name an empty or a new folder\n";
    assert_eq!((said.code, words(&said).as_str()), (1, error));
    assert_eq!(counts(&said), [2, 1, 1]);
    assert_eq!(texts(&workspace.path("out/alpha")).len(), 1);
}

#[test]
fn options_that_conflict_with_a_folder_are_rejected() {
    let workspace = Workspace::empty();
    workspace.write("models/a.json", smithy("Alpha", &[]).to_string());
    workspace.write("empty/endpoints.json", "{}");
    let none = "is a folder without models: no Smithy JSON AST (*.json, *.json.gz), no Smithy IDL (*.smithy, *.smithy.gz) and no folder with \
                service-2.json or service-2.json.gz, itself or in a date";
    workspace.fail(
        &["codegen", "--model", "empty", "--out", "out"],
        &format!(
            "note: empty/endpoints.json: is not a model; skipped\nerror: empty: {none}\n1 problem; out is unchanged\n"
        ),
    );
    workspace.fail(
        &[CODEGEN, &["--crate-name", "x"]].concat(),
        "error: models: is a folder of models, but --crate-name is for a single model; name a file\n\
         1 problem; out is unchanged\n",
    );
    workspace.fail(
        &["codegen", "--model", "models/a.json", "--out", "out", "--workspace"],
        "error: --workspace needs --model DIR, where DIR is a folder of models\n",
    );
    let one = "error: models: is a folder without service-2.json or service-2.json.gz; name a file, or \
               generate from only this folder\n1 problem; out is unchanged\n";
    workspace.fail(&["check", "--model", "models", "--out", "out"], one);
    workspace.fail(&["codegen", "--model", "models", "models/a.json", "--out", "out"], one);
}
