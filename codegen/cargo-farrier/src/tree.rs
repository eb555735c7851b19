//! A folder of generated files: compares it with the expected contents, and writes them.
//!
//! `codegen/guides/design/tree.md` states the files that a tree owns, and the guarantees of a write.

mod fault;
mod lock;
mod system;
mod write;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use farrier::{Diagnostic, Diagnostics, GeneratedFile};
use serde::{Deserialize, Serialize};

pub use self::lock::Lock;
use self::system::exists;
use self::write::{JOURNAL, Write};
use crate::Result;
use crate::report::{at, problem};

/// The folder that is owned as a whole.
const SRC: &str = "src";

/// Folders next to it in which cargo finds programs automatically.
const BESIDE_SRC: [&str; 2] = ["tests", "examples"];

/// The staging folder inside the tree.
const STAGING: &str = ".farrier-next";

/// A folder for generated files.
#[derive(Clone, Debug)]
pub struct Tree {
    dir: PathBuf,
    owns_src: bool,
}

/// The differences from the expected contents: paths relative to the tree, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Changes {
    /// Missing files.
    pub created: Vec<String>,
    /// Files with different content.
    pub replaced: Vec<String>,
    /// Orphans: owned files that are no longer produced.
    pub removed: Vec<String>,
}

impl Changes {
    /// Whether there is no difference.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    /// The number of differences.
    pub fn len(&self) -> usize {
        self.all().count()
    }

    /// The number of files to write.
    pub fn written(&self) -> usize {
        self.created.len() + self.replaced.len()
    }

    /// All differences.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        self.created.iter().chain(&self.replaced).chain(&self.removed)
    }
}

impl Tree {
    /// Returns the folder of a generated crate, whose `src/` is owned.
    pub fn of_crate(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into(), owns_src: true }
    }

    /// Returns a folder in which only the written files are owned.
    pub fn of_files(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into(), owns_src: false }
    }

    /// Returns its path.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether an earlier run was interrupted while it changed the tree, which may be between old and new.
    pub fn is_unfinished(&self) -> bool {
        exists(&self.dir.join(JOURNAL))
    }

    /// Rejects the folder of another owner: one with any contents, but no generated `src/lib.rs`.
    ///
    /// # Errors
    ///
    /// It is such a folder.
    pub fn check_is_ours(&self) -> Result<()> {
        let root = fs::read_to_string(self.dir.join("src/lib.rs")).unwrap_or_default();
        // If another run is about to write the first files, only its working files exist.
        let is_staged = fs::symlink_metadata(self.dir.join(STAGING)).is_ok_and(|found| found.is_dir());
        let is_other = |entry: fs::DirEntry| entry.file_name() != lock::NAME;
        let is_empty = || !fs::read_dir(&self.dir).is_ok_and(|dir| dir.flatten().any(is_other));
        if root.contains("@generated") || is_staged || is_empty() {
            return Ok(());
        }
        Err(problem(&self.dir, "holds files that were not generated; name an empty or a new folder"))
    }

    /// Rejects the crate of another owner: one whose manifest or `src/lib.rs` was not generated.
    ///
    /// # Errors
    ///
    /// It is such a crate.
    pub fn check_is_no_other_crate(&self) -> Result<()> {
        for name in ["Cargo.toml", "src/lib.rs"] {
            let path = self.dir.join(name);
            let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
            if is_file && !fs::read_to_string(&path).unwrap_or_default().contains("@generated") {
                return Err(problem(
                    &path,
                    "was not generated and is not overwritten; choose another folder",
                ));
            }
        }
        Ok(())
    }

    /// Compares the folder with the expected contents. Writes nothing.
    ///
    /// # Errors
    ///
    /// Paths that cannot be written to, and files that cannot be read.
    pub fn compare(&self, files: &[GeneratedFile]) -> Result<Changes> {
        check_paths(files)?;
        if fs::metadata(&self.dir).is_ok_and(|found| !found.is_dir()) {
            return Err(problem(&self.dir, "is a file where a folder is needed"));
        }
        let mut changes = Changes::default();
        for GeneratedFile { path, text } in files {
            check_folders(&self.dir, path)?;
            let target = self.dir.join(path);
            let list = match fs::symlink_metadata(&target) {
                Ok(found) if found.is_dir() && !under_src(path) => {
                    return Err(problem(&target, "is a folder where a file is needed"));
                }
                Ok(found)
                    if found.is_file() && fs::read(&target).map_err(at(&target))? == text.as_bytes() =>
                {
                    continue;
                }
                Ok(found) if !found.is_dir() => &mut changes.replaced,
                _ => &mut changes.created,
            };
            list.push(path.clone());
        }
        if self.owns_src {
            // On some disks a name in another case is the same file.
            let wanted =
                files.iter().flat_map(|file| [file.path.clone(), file.path.to_lowercase()]).collect();
            for folder in [SRC].into_iter().chain(BESIDE_SRC) {
                orphans(&self.dir, folder, &wanted, &mut changes.removed)?;
            }
        }
        changes.created.sort_unstable();
        changes.replaced.sort_unstable();
        changes.removed.sort_unstable();
        Ok(changes)
    }

    /// Writes exactly these files to the folder, and returns the changes.
    ///
    /// # Errors
    ///
    /// Any obstacle. The tree is then unchanged, unless [`Tree::is_unfinished`].
    pub fn write(&self, files: &[GeneratedFile]) -> Result<Changes> {
        let changes = self.compare(files)?;
        if changes.is_empty() {
            return Ok(changes);
        }
        let is_new = !exists(&self.dir);
        fs::create_dir_all(&self.dir).map_err(at(&self.dir))?;
        let written = self.locked(|| {
            let changes = self.compare(files)?;
            let write = || Write::stage(&self.dir, files, &changes)?.apply();
            if changes.is_empty() { Ok(()) } else { write().map_err(at(&self.dir)) }.map(|()| changes)
        });
        if written.is_err() && is_new {
            let _ = fs::remove_dir(&self.dir);
        }
        written
    }

    /// Undoes the write of an interrupted earlier run, and returns a description.
    ///
    /// # Errors
    ///
    /// The recovery failed.
    pub fn recover(&self) -> Result<Option<&'static str>> {
        if ![STAGING, lock::NAME].iter().any(|left| exists(&self.dir.join(left))) {
            return Ok(None);
        }
        let is_unfinished = self.is_unfinished();
        let is_staged = exists(&self.dir.join(STAGING));
        self.locked(|| Ok(()))?;
        Ok(match (is_unfinished, is_staged) {
            (true, _) => Some("undid the write of an earlier, interrupted run"),
            (_, true) => Some("cleaned up after an earlier, interrupted run"),
            _ => None,
        })
    }

    /// Takes the lock, undoes an interrupted write, and removes the staging folder before and after a step.
    fn locked<T>(&self, step: impl FnOnce() -> Result<T>) -> Result<T> {
        let staging = self.dir.join(STAGING);
        if fs::symlink_metadata(&staging).is_ok_and(|found| !found.is_dir()) {
            return Err(problem(&staging, "is not a folder, but it is the staging folder; remove it"));
        }
        let _lock = Lock::take(&self.dir).map_err(at(&self.dir))?;
        Write::load(&self.dir)
            .and_then(|write| write.map_or(Ok(()), |write| write.undo()))
            .map_err(at(&self.dir))?;
        self.clean();
        let done = step();
        if !self.is_unfinished() {
            self.clean();
        }
        done
    }

    /// Removes the staging folder, and a `src/` that was only created for the exchange. Leftovers are harmless: the next
    /// run removes them.
    fn clean(&self) {
        write::clean(&self.dir);
        if self.owns_src {
            let _ = fs::remove_dir(self.dir.join(SRC));
        }
    }
}

/// Collects the owned files below a folder that are not expected: all in `src/`, and elsewhere those whose first words
/// state that they were generated. Symbolic links are not followed.
fn orphans(dir: &Path, folder: &str, wanted: &BTreeSet<String>, found: &mut Vec<String>) -> Result<()> {
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
            orphans(dir, &path, wanted, found)?;
        } else if is_src && !wanted.contains(&path)
            || kind.is_file()
                && name.ends_with(".rs")
                && !wanted.contains(&path.to_lowercase())
                && fs::read(&entry).map_err(at(&entry))?.starts_with(b"// @generated by farrier")
        {
            if !is_safe_path(&path) {
                return Err(problem(&entry, "has a name with `:` or `\\`; remove it"));
            }
            found.push(path);
        }
    }
    Ok(())
}

/// Rejects a symbolic link among the folders on the path of a file, and outside `src/` a file.
fn check_folders(dir: &Path, path: impl AsRef<Path>) -> Result<()> {
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
fn is_safe_path(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default().to_ascii_lowercase();
    !path.split('/').any(|part| matches!(part, "" | "." | ".."))
        && !path.contains(['\\', ':', '\0'])
        && ![STAGING, lock::NAME, ".git"].contains(&first.as_str())
}

fn under_src(path: &str) -> bool {
    path.strip_prefix(SRC).is_some_and(|rest| rest.starts_with('/'))
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
