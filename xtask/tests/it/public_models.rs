//! `codegen` of the public models that lie next to the workspace, where they are.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::support::Workspace;

/// Two versions of one service, which would get one name: each is generated in a folder of its own.
const OTHER_VERSION: &str = "connectparticipant-2025-04-02.json";

#[test]
fn every_public_model_is_generated() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/models");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("skipped: there is no {}", folder.display());
        return;
    };
    let paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    let workspace = Workspace::empty();
    let mut generated = 0;
    for (name, wanted) in [("models", false), ("others", true)] {
        fs::create_dir(workspace.path(name)).unwrap();
        let is_other = |path: &Path| path.file_name().is_some_and(|name| name == OTHER_VERSION);
        let mut links = 0;
        for path in paths.iter().filter(|path| is_other(path) == wanted) {
            symlink(path, workspace.path(name).join(path.file_name().unwrap())).unwrap();
            links += 1;
        }
        let out = format!("{name}-out");
        let said = workspace.run(&["codegen", "--model", name, "--out", &out]);
        assert_eq!(said.code, 0, "{}", said.err);
        let row = |label: &str| {
            let line = said.err.lines().find(|line| line.starts_with(&format!("{label} ")));
            line.unwrap().rsplit(' ').next().unwrap().parse::<usize>().unwrap()
        };
        assert_eq!((row("models"), row("generated"), row("failed")), (links, links, 0), "{}", said.err);
        assert_eq!(fs::read_dir(workspace.path(&out)).unwrap().count(), links);
        generated += links;
    }
    assert_eq!(generated, paths.len());
    assert!(generated >= 29, "{generated} models");
}
