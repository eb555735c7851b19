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
    let journal = r#"{"src_inode":null,"created":[],"replaced":["README.md"],"removed":[]}"#;
    workspace.write("elsewhere/journal", journal);
    workspace.write("elsewhere/old/README.md", "planted");
    let said = workspace.run(&["codegen"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(workspace.read("elsewhere/old/README.md"), "planted");
    assert!(workspace.read("generated/README.md") != "planted");
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

/// A workspace with the journal of an interrupted run: one file was created and one was replaced.
fn interrupted() -> (Workspace, PathBuf) {
    let (workspace, elsewhere) = scene();
    let journal = r#"{"src_inode":null,"created":["tests/new.rs"],"replaced":["tests/old.rs"],"removed":[]}"#;
    workspace.write("generated/.farrier-next/journal", journal);
    workspace.write("elsewhere/tests/new.rs", "kept");
    workspace.write("elsewhere/tests/old.rs", "kept");
    (workspace, elsewhere)
}

#[test]
fn links_in_the_remains_of_a_run_are_not_followed() {
    for part in ["new", "old", "new/tests", "old/tests"] {
        let (workspace, elsewhere) = interrupted();
        workspace.write("generated/tests/new.rs", "to be removed, unless it is also staged");
        let link = workspace.path(&format!("generated/.farrier-next/{part}"));
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(elsewhere.join(part.split_once('/').map_or("", |(_, below)| below)), link).unwrap();
        let before = picture(&elsewhere);
        let said = workspace.run(&["codegen"]);
        assert_eq!(said.code, 1, "{part}: {said:?}");
        assert!(said.err.contains("is a symbolic link, which is not followed; remove it"), "{said:?}");
        assert_eq!(picture(&elsewhere), before, "{part}");
    }
}

/// A folder of the journal has become a link since: the files behind it are neither removed nor replaced.
#[test]
fn an_undone_write_follows_no_link() {
    for journal_lists in [["created", "replaced"], ["replaced", "created"]] {
        let (workspace, elsewhere) = interrupted();
        let [empty, full] = journal_lists;
        let journal = format!(r#"{{"src_inode":null,"{empty}":[],"{full}":["tests/old.rs"],"removed":[]}}"#);
        workspace.write("generated/.farrier-next/journal", journal);
        workspace.write("generated/.farrier-next/old/tests/old.rs", "the old file");
        symlink(elsewhere.join("tests"), workspace.path("generated/tests")).unwrap();
        let before = picture(&elsewhere);
        let said = workspace.run(&["codegen"]);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.err.contains("generated/tests: is a symbolic link"), "{said:?}");
        assert_eq!(picture(&elsewhere), before, "{full}");
    }
}

#[test]
fn a_journal_that_is_a_link_is_not_read() {
    let (workspace, _) = interrupted();
    let journal = workspace.path("generated/.farrier-next/journal");
    fs::rename(&journal, workspace.path("elsewhere/journal")).unwrap();
    symlink(workspace.path("elsewhere/journal"), &journal).unwrap();
    workspace.write("generated/tests/new.rs", "kept");
    let said = workspace.run(&["codegen"]);
    assert!(said.err.contains("generated/.farrier-next/journal is not a journal; delete it\n"), "{said:?}");
    assert_eq!(workspace.read("generated/tests/new.rs"), "kept");
}

/// The staging folder of a run holds nothing that another one left there.
#[test]
fn leftovers_are_removed_before_files_are_staged() {
    let (workspace, elsewhere) = scene();
    for (part, target) in [("journal.tmp", elsewhere.join("file")), ("new", elsewhere.clone())] {
        workspace.write("generated/.farrier-next/other", "");
        symlink(target, workspace.path(&format!("generated/.farrier-next/{part}"))).unwrap();
        let before = picture(&elsewhere);
        workspace.succeed(&["codegen"]);
        assert_eq!(picture(&elsewhere), before, "{part}");
        workspace.model(&["Alpha", "Beta", "Gamma"]);
    }
}

/// A journal cannot name files of another folder.
#[test]
fn a_journal_with_a_path_outside_is_rejected() {
    let (workspace, _) = scene();
    let journal = r#"{"src_inode":null,"created":["../elsewhere/file"],"replaced":[],"removed":[]}"#;
    workspace.write("generated/.farrier-next/journal", journal);
    let said = workspace.run(&["codegen"]);
    assert!(said.err.contains("generated/.farrier-next/journal is not a journal; delete it\n"), "{said:?}");
    assert_eq!(workspace.read("elsewhere/file"), "kept");
}
