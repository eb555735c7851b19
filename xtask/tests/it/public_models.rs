//! `codegen` of the public models next to the workspace, if they exist.

use std::fs;
use std::path::Path;

use crate::support::Workspace;

#[test]
fn every_public_model_is_generated() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/models");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("skipped: there is no {}", folder.display());
        return;
    };
    let models = entries.count();
    assert!(models >= 29, "{models} models");
    let workspace = Workspace::empty();
    let said = workspace.run(&["codegen", "--model", folder.to_str().unwrap(), "--out", "out"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let row = |label: &str| {
        let line = said.err.lines().find(|line| line.starts_with(&format!("{label} ")));
        line.unwrap().rsplit(' ').next().unwrap().parse::<usize>().unwrap()
    };
    assert_eq!((row("models"), row("generated"), row("failed")), (models, models, 0), "{}", said.err);
    assert_eq!(fs::read_dir(workspace.path("out")).unwrap().count(), models);
    // Two versions of one service.
    for version in ["connectparticipant-2025-04-02", "connectparticipant-2025-08-26"] {
        let manifest = workspace.read(&format!("out/{version}/Cargo.toml"));
        assert!(manifest.contains(&format!("name = \"{version}\"")), "{manifest}");
    }
}
