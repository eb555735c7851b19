//! Compares a folder with the expected files, and rejects paths that cannot be written to. Writes nothing.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::path::Path;

use farrier::{Diagnostic, Diagnostics, GeneratedFile};

use super::checksum::{self, Author};
use super::{Added, BESIDE_SRC, Changes, SRC, STAGING, lock, under_src};
use crate::Result;
use crate::report::{at, problem};

/// The state of a file.
enum State {
    Missing,
    Same,
    Stale,
    Edited,
}

/// Compares a folder with files in their final form. If it is the folder of a crate, `src/` is owned.
pub(super) fn compare(dir: &Path, files: &[GeneratedFile], is_crate: bool) -> Result<Changes> {
    check_paths(files)?;
    if fs::metadata(dir).is_ok_and(|found| !found.is_dir()) {
        return Err(problem(dir, "is a file where a folder is needed"));
    }
    let mut changes = Changes::default();
    for file in files {
        let list = match state(dir, file, is_crate)? {
            State::Same => continue,
            State::Missing => &mut changes.created,
            State::Stale => &mut changes.replaced,
            State::Edited => &mut changes.edited,
        };
        list.push(file.path.clone());
    }
    if is_crate {
        // On some disks a name in another case is the same file.
        let wanted = files.iter().flat_map(|file| [file.path.clone(), file.path.to_lowercase()]).collect();
        for folder in [SRC].into_iter().chain(BESIDE_SRC) {
            others(dir, folder, &wanted, &mut changes)?;
        }
        check_places(dir, &changes)?;
    }
    changes.sort();
    Ok(changes)
}

fn state(dir: &Path, GeneratedFile { path, text }: &GeneratedFile, is_crate: bool) -> Result<State> {
    check_folders(dir, path)?;
    let target = dir.join(path);
    let found = match fs::symlink_metadata(&target) {
        Ok(found) if found.is_dir() && !under_src(path) => {
            return Err(problem(&target, "is a folder where a file is needed"));
        }
        Ok(found) if !found.is_dir() => found,
        _ => return Ok(State::Missing),
    };
    if !found.is_file() {
        return Ok(State::Stale);
    }
    let present = fs::read(&target).map_err(at(&target))?;
    if checksum::is_same_text(&present, text.as_bytes()) {
        return Ok(State::Same);
    }
    // Of the folder of a model, only files with a header are compared with it.
    let is_checked = is_crate || checksum::author(path, text.as_bytes()) != Author::Other;
    let is_ours = !is_checked
        || checksum::author(path, &present) == Author::Farrier
        || checksum::body(&present) == checksum::body(text.as_bytes());
    Ok(if is_ours { State::Stale } else { State::Edited })
}

/// Collects the files below a folder that are not expected: all in `src/`, and elsewhere Rust files whose first words
/// state that they were generated. Symbolic links are not followed.
fn others(dir: &Path, folder: &str, wanted: &BTreeSet<String>, changes: &mut Changes) -> Result<()> {
    let path = dir.join(folder);
    if !fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir()) {
        return Ok(());
    }
    for entry in fs::read_dir(&path).map_err(at(&path))? {
        let entry = entry.map_err(at(&path))?.path();
        let is_src = folder == SRC || under_src(folder);
        let Some(name) = entry.file_name().and_then(|name| name.to_str()) else {
            if is_src {
                return Err(problem(&entry, "has a name that is not UTF-8; remove it"));
            }
            continue;
        };
        let path = format!("{folder}/{name}");
        let kind = fs::symlink_metadata(&entry).map_err(at(&entry))?;
        if kind.is_dir() {
            others(dir, &path, wanted, changes)?;
        } else if is_src && !wanted.contains(&path)
            || kind.is_file() && name.ends_with(".rs") && !wanted.contains(&path.to_lowercase())
        {
            match author(&entry, &path, &kind)? {
                Author::Farrier if is_safe_path(&path) => changes.removed.push(path),
                Author::Farrier => return Err(problem(&entry, "has a name with `:` or `\\`; remove it")),
                Author::Editor => changes.added.push(Added { path, was_generated: true }),
                Author::Other if is_src => changes.added.push(Added { path, was_generated: false }),
                Author::Other => {}
            }
        }
    }
    Ok(())
}

fn author(entry: &Path, path: &str, kind: &Metadata) -> Result<Author> {
    if !kind.is_file() {
        return Ok(Author::Other);
    }
    Ok(checksum::author(path, &fs::read(entry).map_err(at(entry))?))
}

/// Rejects an added file in the place of a folder, and a folder of added files in the place of a file.
fn check_places(dir: &Path, changes: &Changes) -> Result<()> {
    for path in &changes.created {
        for Added { path: added, .. } in &changes.added {
            if added.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')) {
                return Err(problem(&dir.join(path), "is a folder with other files where a file is needed"));
            }
            if path.strip_prefix(added.as_str()).is_some_and(|rest| rest.starts_with('/')) {
                return Err(problem(&dir.join(added), "is a file where a folder is needed"));
            }
        }
    }
    Ok(())
}

/// Rejects a symbolic link among the folders on the path of a file, and outside `src/` a file.
pub(super) fn check_folders(dir: &Path, path: impl AsRef<Path>) -> Result<()> {
    for folder in path.as_ref().ancestors().skip(1).filter(|folder| *folder != Path::new("")) {
        let path = dir.join(folder);
        let Ok(found) = fs::symlink_metadata(&path) else { continue };
        if found.is_symlink() {
            return Err(problem(&path, "is a symbolic link, which is not followed; remove it"));
        }
        if !found.is_dir() && (folder == Path::new(SRC) || !folder.starts_with(SRC)) {
            return Err(problem(&path, "is a file where a folder is needed"));
        }
    }
    Ok(())
}

/// Rejects paths that leave the tree or conflict with each other.
fn check_paths(files: &[GeneratedFile]) -> Result<()> {
    let mut problems = Diagnostics::default();
    let mut report =
        |problem: String| problems.push(Diagnostic::new(format!("the generator returned {problem}")));
    let mut seen = BTreeSet::new();
    for GeneratedFile { path, .. } in files {
        if !is_safe_path(path) {
            report(format!("a path outside the tree: `{path}`"));
        } else if !seen.insert(path.to_lowercase()) {
            report(format!("a path twice: `{path}`"));
        }
    }
    for path in &seen {
        for parent in Path::new(path).ancestors().skip(1).filter_map(Path::to_str) {
            if seen.contains(parent) {
                report(format!("`{parent}` both as a file and as a folder"));
            }
        }
    }
    problems.or(())
}

/// Whether a path stays inside the tree, on every system, and away from the working files and git's.
pub(super) fn is_safe_path(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default().to_ascii_lowercase();
    !path.split('/').any(|part| matches!(part, "" | "." | ".."))
        && !path.contains(['\\', ':', '\0'])
        && ![STAGING, lock::NAME, ".git"].contains(&first.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths_of(paths: &[&str]) -> Vec<GeneratedFile> {
        paths.iter().map(|path| GeneratedFile { path: (*path).into(), text: String::new() }).collect()
    }

    #[test]
    fn a_path_stays_inside_the_tree() {
        for path in ["Cargo.toml", "src/lib.rs", "src/a/b.rs", ".gitignore", "src/..rs"] {
            assert!(is_safe_path(path), "{path}");
        }
        let bad =
            ["", "/etc/passwd", "../x", "src/../../x", "src//x", "./x", "a/", "C:/x", "a\\b", ".git/config"];
        for path in bad.into_iter().chain([".farrier-next/journal", ".farrier-lock"]) {
            assert!(!is_safe_path(path), "{path}");
        }
    }

    #[test]
    fn paths_do_not_collide() {
        assert_eq!(check_paths(&paths_of(&["src/a.rs", "src/a/b.rs"])), Ok(()));
        let message = |paths: &[&str]| check_paths(&paths_of(paths)).expect_err("a collision").to_string();
        assert_eq!(message(&["src/a.rs", "src/A.rs"]), "the generator returned a path twice: `src/A.rs`");
        assert_eq!(
            message(&["src/a", "src/a/b"]),
            "the generator returned `src/a` both as a file and as a folder"
        );
    }
}
