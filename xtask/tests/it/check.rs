//! `check`: it distinguishes stale, missing and orphan files, shows a diff of limited length, and writes nothing.

use std::fs;

use crate::support::{Workspace, picture, said};

#[test]
fn stale_missing_and_orphan_files_are_found() {
    let workspace = Workspace::new(&["Alpha", "Beta"]);
    workspace.succeed(&["codegen"]);
    let said = workspace.succeed(&["check"]);
    assert!(said.err.ends_with(" files, up to date\n") && said.out.is_empty(), "{said:?}");

    let manifest = workspace.read("generated/Cargo.toml");
    workspace.write("generated/Cargo.toml", format!("{manifest}# by hand\n"));
    fs::remove_file(workspace.path("generated/src/lib.rs")).unwrap();
    workspace.write("generated/src/orphan.rs", "");
    let before = picture(&workspace.path(""));
    let said = workspace.run(&["check"]);
    assert_eq!(said.code, 1);
    assert!(
        said.out.starts_with("stale: Cargo.toml\nmissing: src/lib.rs\norphan: src/orphan.rs\n"),
        "{said:?}"
    );
    assert!(said.out.contains("\n--- a/Cargo.toml\n+++ b/Cargo.toml\n@@ "), "{said:?}");
    assert!(said.out.contains("\n-# by hand\n"), "{said:?}");
    let end = "1 stale, 1 missing, 1 orphan, of ";
    assert!(said.err.contains(end) && said.err.ends_with(" files; run `cargo xtask codegen`\n"), "{said:?}");
    assert_eq!(picture(&workspace.path("")), before, "check writes nothing");
}

#[test]
fn diffs_are_cut_short() {
    let workspace = Workspace::new(&["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta"]);
    workspace.succeed(&["codegen"]);
    let long = "line\n".repeat(300);
    let mut stale = 0;
    for name in picture(&workspace.path("generated")).keys() {
        workspace.write(&format!("generated/{name}"), &long);
        stale += 1;
    }
    assert!(stale >= 7, "{stale} files are not enough for this test");
    let said = workspace.run(&["check"]);
    let diff = said.out.lines().filter(|line| line.starts_with(['-', '+', '@', ' '])).count();
    assert_eq!(diff, 200);
    assert_eq!(
        said.out.lines().filter(|line| line.ends_with(" more lines of this file not shown")).count(),
        5
    );
    let last = said.out.lines().last().unwrap();
    assert!(last.starts_with("... ") && last.ends_with(" more lines of other files not shown"), "{last}");
}

/// The repository's own `generated/`, from a subdirectory and without `--root`.
#[test]
fn generated_is_up_to_date() {
    let package = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    if !package.join("../models/connectparticipant/service.json").exists() {
        return;
    }
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_xtask"));
    let said = said(command.arg("check").current_dir(package.join("tests/it")).output().unwrap());
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}

#[test]
fn an_empty_tree_misses_every_file() {
    let workspace = Workspace::new(&[]);
    let said = workspace.run(&["check"]);
    assert!(said.code == 1 && said.out.contains("missing: src/lib.rs\n"), "{said:?}");
    assert!(!workspace.path("generated").exists());
}
