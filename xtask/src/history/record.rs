//! Writes the files of the history from a folder of wheels.

use std::fs;
use std::path::{Path, PathBuf};

use farrier::GeneratedFile;
use farrier::model::facts::facts_only;

use cargo_farrier::Result;
use cargo_farrier::config::Crate;
use cargo_farrier::origin::{Origin, check_service};
use cargo_farrier::report::{at, note, problem};
use cargo_farrier::tree::Tree;
use cargo_farrier::versions::{Version, empty, order, present_source};

/// Writes a file for each wheel, except that of the current model. A wheel with the same facts as the previous one is included:
/// its documentation changed. Returns the number of changed files.
pub(super) fn record(of_crate: &Crate, wheels: &Path, service: &str) -> Result<usize> {
    let present = Version { source: present_source(of_crate)?, ast: empty() };
    let mut versions = Vec::new();
    for path in wheels_in(wheels)? {
        let version = read(&path, service)?;
        if order(version.name()) < order(present.name()) {
            versions.push(version);
        } else if version.name() != present.name() {
            note(&format!("{}: is newer than {}, left out", path.display(), of_crate.shown_dir()));
        }
    }
    if versions.is_empty() {
        return Err(problem(wheels, "has no wheel (.whl) that is older than the current model"));
    }
    versions.sort_by_key(|version| order(version.name()));
    let folder = of_crate.update.history.as_deref().unwrap_or("history");
    let befores = std::iter::once(None).chain(versions.iter().map(Some));
    let files: Vec<GeneratedFile> =
        versions.iter().zip(befores).map(|(version, before)| version.file(folder, before)).collect();
    Ok(Tree::of_files(&of_crate.dir).write(&files)?.written())
}

fn wheels_in(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut wheels = Vec::new();
    for entry in fs::read_dir(dir).map_err(at(dir))? {
        let path = entry.map_err(at(dir))?.path();
        if path.extension().is_some_and(|end| end == "whl") {
            wheels.push(path);
        }
    }
    Ok(wheels)
}

fn read(wheel: &Path, service: &str) -> Result<Version> {
    let origin = Origin::read(wheel, service)?;
    let ast = facts_only(origin.ast()?);
    let api_version = check_service(&wheel.display().to_string(), &ast, None)?;
    Ok(Version { source: origin.source(&api_version), ast })
}
