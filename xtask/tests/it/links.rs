//! Symbolic links in the places where the tool writes: nothing is written through them.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use crate::support::{Workspace, picture};

/// A workspace with an outdated crate, and another folder next to it.
fn scene() -> (Workspace, PathBuf) {
    let workspace = Workspace::new(&["Alpha"]);
    workspace.succeed(&["codegen"]);
    workspace.model(&["Alpha", "Beta"]);
    workspace.write("elsewhere/file", "kept");
    let elsewhere = workspace.path("elsewhere");
    (workspace, elsewhere)
}

/// Runs `codegen`, which must print this and change nothing; `$` is the folder of the workspace.
#[track_caller]
fn refused(workspace: &Workspace, said: &str) {
    workspace.fail(&["codegen"], &format!("error: {said}\n1 problem; generated/ is unchanged\n"));
}

#[test]
fn the_lock_must_not_be_a_link() {
    let (workspace, elsewhere) = scene();
    let said = "$/generated: $/generated/.farrier-lock is not a file, but it is the lock file; remove it";
    for target in ["file", "none", "."] {
        let lock = workspace.path("generated/.farrier-lock");
        symlink(elsewhere.join(target), &lock).unwrap();
        refused(&workspace, said);
        assert!(!elsewhere.join("none").exists());
        fs::remove_file(lock).unwrap();
    }
    workspace.succeed(&["codegen"]);
}

#[test]
fn the_staging_folder_must_not_be_a_link() {
    let (workspace, elsewhere) = scene();
    let staging = workspace.path("generated/.farrier-next");
    let before = picture(&elsewhere);
    symlink(&elsewhere, &staging).unwrap();
    let said = "$/generated/.farrier-next: is not a folder, but it is the staging folder; remove it";
    refused(&workspace, said);
    // With a planted journal.
    let journal = r#"{"src_inode":null,"created":["file"],"replaced":[],"removed":[],"back":false}"#;
    workspace.write("elsewhere/journal", journal);
    workspace.write("elsewhere/new/file", "planted");
    let said = workspace.run(&["codegen"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(workspace.read("elsewhere/new/file"), "planted");
    assert!(!workspace.path("generated/file").exists());
    fs::remove_file(staging).unwrap();
    workspace.succeed(&["codegen"]);
    assert_eq!(fs::read(elsewhere.join("file")).unwrap(), before["file"].0);
}

#[test]
fn a_link_in_place_of_staging_makes_no_folder_ours() {
    let workspace = Workspace::new(&["Alpha"]);
    workspace.write("theirs/notes.txt", "kept");
    workspace.write("elsewhere/file", "kept");
    symlink(workspace.path("elsewhere"), workspace.path("theirs/.farrier-next")).unwrap();
    let model = "models/connectparticipant/service.json";
    let said = workspace.run(&["codegen", "--model", model, "--out", "theirs"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(fs::read_dir(workspace.path("theirs")).unwrap().count(), 2);
    assert_eq!(fs::read_dir(workspace.path("elsewhere")).unwrap().count(), 1);
}

#[test]
fn links_in_the_remains_of_a_run_are_not_followed() {
    for part in ["journal", "new", "old"] {
        let (workspace, elsewhere) = scene();
        let journal =
            r#"{"src_inode":null,"created":["planted"],"replaced":["README.md"],"removed":[],"back":false}"#;
        workspace.write("generated/.farrier-next/other", "");
        if part != "journal" {
            workspace.write("generated/.farrier-next/journal", journal);
        }
        workspace.write("elsewhere/planted", "kept");
        let target = if part == "journal" { elsewhere.join("file") } else { elsewhere.clone() };
        symlink(target, workspace.path(&format!("generated/.farrier-next/{part}"))).unwrap();
        let before = picture(&elsewhere);
        let said = workspace.run(&["codegen"]);
        assert_eq!(said.code, 1, "{part}: {said:?}");
        assert!(said.err.contains("is a symbolic link, which is not followed; remove it"), "{said:?}");
        assert_eq!(picture(&elsewhere), before, "{part}");
    }
}

/// A journal entry for a folder that has become a link since.
#[test]
fn a_resumed_write_follows_no_link() {
    let (workspace, elsewhere) = scene();
    let journal = r#"{"src_inode":null,"created":["tests/a.rs"],"replaced":[],"removed":[],"back":false}"#;
    workspace.write("generated/.farrier-next/journal", journal);
    workspace.write("generated/.farrier-next/new/tests/a.rs", "staged");
    symlink(&elsewhere, workspace.path("generated/tests")).unwrap();
    let said = workspace.run(&["codegen"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("generated/tests is a symbolic link"), "{said:?}");
    assert!(!elsewhere.join("a.rs").exists());
}

#[test]
fn a_journal_is_saved_as_a_file_of_its_own() {
    let (workspace, elsewhere) = scene();
    // A failed write is undone, and that is saved: there is a folder in place of a file.
    let journal = r#"{"src_inode":null,"created":["a"],"replaced":[],"removed":[],"back":false}"#;
    workspace.write("generated/.farrier-next/journal", journal);
    workspace.write("generated/.farrier-next/new/a", "staged");
    workspace.write("generated/a/b", "in the way");
    symlink(elsewhere.join("file"), workspace.path("generated/.farrier-next/journal.tmp")).unwrap();
    workspace.run(&["codegen"]);
    assert_eq!(workspace.read("elsewhere/file"), "kept");
}
