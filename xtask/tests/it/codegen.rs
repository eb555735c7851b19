//! `codegen`: what is written, what is left alone, what is removed.

use std::fs;

use crate::support::{Workspace, c2j, gzip, picture, rule_set, smithy, texts};

#[test]
fn the_first_run_writes_and_the_second_touches_nothing() {
    let workspace = Workspace::new(&["Alpha", "Beta"]);
    let said = workspace.succeed(&["codegen"]);
    let before = picture(&workspace.path("generated"));
    assert!(before.contains_key("src/lib.rs") && before.contains_key("Cargo.toml"), "{:?}", before.keys());
    let summary = said.err.lines().last().unwrap();
    let start = format!("connectparticipant: {} files, ", before.len());
    assert!(summary.starts_with(&start) && summary.contains(" lines, "), "{summary}");
    assert!(summary.contains(&format!(" {} changed, 0 removed, in ", before.len())), "{summary}");

    let said = workspace.succeed(&["codegen"]);
    assert!(said.err.contains(" 0 changed, 0 removed, in "), "{said:?}");
    assert_eq!(picture(&workspace.path("generated")), before);
}

#[test]
fn only_what_changes_is_written_and_orphans_go() {
    let workspace = Workspace::new(&["Alpha", "Beta=one"]);
    workspace.succeed(&["codegen"]);
    let before = picture(&workspace.path("generated"));

    workspace.model(&["Alpha", "Beta=two"]);
    workspace.write("generated/src/orphan.rs", "// by hand");
    workspace.write("generated/src/deep/er/orphan.txt", "");
    let by_hand =
        [workspace.write("generated/tests/wire.rs", "t"), workspace.write("generated/notes.md", "n")];
    let said = workspace.succeed(&["codegen"]);
    assert!(said.err.contains(" 2 removed, in "), "{said:?}");

    let after = picture(&workspace.path("generated"));
    assert!(!workspace.path("generated/src/deep").exists());
    assert!(by_hand.iter().all(|path| path.exists()));
    let same = before.iter().filter(|(name, file)| after.get(*name) == Some(file)).count();
    let rewritten: Vec<_> = before.iter().filter(|(name, (text, _))| after[*name].0 != *text).collect();
    assert!(!rewritten.is_empty());
    assert_eq!(same + rewritten.len(), before.len(), "files that do not change keep their modification time");
    let hidden: Vec<_> =
        fs::read_dir(workspace.path("generated")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(hidden.iter().all(|name| !name.to_str().unwrap().starts_with('.')), "{hidden:?}");
}

#[test]
fn another_model_goes_to_another_folder() {
    let workspace = Workspace::empty();
    workspace.write("m.json.gz", gzip(smithy("Tiny-Service 2", &["Alpha"]).to_string()));
    let said = workspace.succeed(&["codegen", "--model", "m.json.gz", "--out", "a/b"]);
    assert!(said.err.lines().last().unwrap().starts_with("tinyservice2: "), "{said:?}");
    assert!(workspace.read("a/b/Cargo.toml").contains("name = \"tinyservice2\""));
    workspace.succeed(&["check", "--model", "m.json.gz", "--out", "a/b"]);

    workspace.succeed(&["codegen", "--model", "m.json.gz", "--out", "a/b", "--crate-name", "my-crate"]);
    assert!(workspace.read("a/b/Cargo.toml").contains("name = \"my-crate\""));
}

#[test]
fn a_c2j_folder_is_read_with_its_companions() {
    let workspace = Workspace::empty();
    workspace.write("c2j/service-2.json.gz", gzip(c2j("Tiny").to_string()));
    workspace.write("c2j/paginators-1.json", r#"{"pagination":{}}"#);
    workspace.write("c2j/endpoint-rule-set-1.json", rule_set("https://a.example.com").to_string());
    workspace.succeed(&["codegen", "--model", "c2j", "--out", "from-folder"]);
    let parts = ["c2j/service-2.json.gz", "c2j/paginators-1.json", "c2j/endpoint-rule-set-1.json"];
    workspace.succeed(&["codegen", "--model", parts[0], parts[1], parts[2], "--out", "from-files"]);
    assert_eq!(texts(&workspace.path("from-folder")), texts(&workspace.path("from-files")));
}

/// Of a crate written by hand, of notes, of a repository: whatever its files, ours do not go among them.
#[test]
fn somebody_elses_folder_is_not_written_to() {
    for file in
        ["src/lib.rs", "src/main.rs", "Cargo.toml", "notes.txt", "photos/1.jpg", ".git/HEAD", "lib.rs"]
    {
        let workspace = Workspace::empty();
        workspace.write("m.json", smithy("Tiny", &[]).to_string());
        workspace.write(&format!("mine/{file}"), "By hand.");
        workspace.fail(
            &["codegen", "--model", "m.json", "--out", "mine"],
            "error: mine: holds files that were not generated; name an empty or a new folder\n\
             1 problem; mine is untouched\n",
        );
    }
}

#[test]
fn an_empty_folder_and_an_earlier_crate_are_written_to() {
    let workspace = Workspace::empty();
    workspace.write("m.json", smithy("Tiny", &[]).to_string());
    fs::create_dir(workspace.path("mine")).unwrap();
    let args = ["codegen", "--model", "m.json", "--out", "mine"];
    workspace.succeed(&args);
    workspace.write("mine/notes.txt", "By hand.");
    workspace.write("m.json", smithy("Tiny", &["One"]).to_string());
    workspace.succeed(&args);
    assert_eq!(workspace.read("mine/notes.txt"), "By hand.");
}

#[test]
fn nothing_is_written_through_a_symbolic_link() {
    let workspace = Workspace::new(&["Alpha"]);
    fs::create_dir_all(workspace.path("elsewhere")).unwrap();
    fs::create_dir_all(workspace.path("generated")).unwrap();
    std::os::unix::fs::symlink("../elsewhere", workspace.path("generated/src")).unwrap();
    let said = workspace.run(&["codegen"]);
    let error = "generated/src: is a symbolic link, and nothing is written through one; remove it\n";
    assert!(said.code == 1 && said.err.contains(error), "{said:?}");
    assert!(texts(&workspace.path("elsewhere")).is_empty());

    fs::remove_file(workspace.path("generated/src")).unwrap();
    workspace.write("elsewhere/lib.rs", "kept");
    fs::create_dir(workspace.path("generated/src")).unwrap();
    std::os::unix::fs::symlink("../../elsewhere/lib.rs", workspace.path("generated/src/lib.rs")).unwrap();
    std::os::unix::fs::symlink("../../elsewhere", workspace.path("generated/src/orphan")).unwrap();
    workspace.succeed(&["codegen"]);
    assert_eq!(workspace.read("elsewhere/lib.rs"), "kept");
    assert!(fs::symlink_metadata(workspace.path("generated/src/lib.rs")).unwrap().is_file());
    workspace.succeed(&["check"]);
}

#[test]
fn two_runs_at_once_do_not_mix() {
    let workspace = Workspace::new(&["Alpha", "Beta"]);
    let runs: Vec<_> = (0..4).map(|_| workspace.command(&["codegen"]).spawn().unwrap()).collect();
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    workspace.succeed(&["check"]);
}
