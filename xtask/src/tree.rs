//! A folder of generated files: compares it with the expected contents, and writes them.
//!
//! # Ownership
//!
//! In the folder of a generated crate everything under `src/` is owned by the generator, so a file there that generation does not
//! produce is an orphan and is removed. So is a Rust file in `tests/` or `examples/` whose first words state that it was
//! generated: cargo would compile it after its operation is gone. Hand-written files next to them are kept, and in
//! other folders only the generated files are owned. In the folder of a model, only the named files
//! are owned. Nothing is ever written through a symbolic link, neither on the path of a file nor in place of the
//! lock, the staging folder or its contents.
//!
//! # Atomicity
//!
//! A write stages all new files in `.farrier-next/` inside the folder (so on the same file system), syncs them, and
//! then saves a journal of its steps. Until then the tree is unchanged, and a write that fails or is killed
//! leaves at most the staging folder. From then on the write is decided:
//!
//! - On Linux the staged `src/` contains everything, unchanged files as hard links that keep their modification time,
//!   and replaces `src/` in one `renameat2(RENAME_EXCHANGE)`: no reader, not even after a killed run,
//!   sees a mix of old and new sources. The whole crate is not exchanged
//!   instead, because it contains files with other owners, and often the current directory of a shell.
//! - The few files next to `src/`, and all files if folders cannot be exchanged (other systems, the lower layer of an
//!   overlay file system), are renamed into place one by one, and the old ones are kept until the end.
//!
//! If a step fails, all steps are undone. If the process is killed, the next run that writes first completes or undoes the
//! write from the journal. Unchanged files are not touched, and a run without changes writes nothing.

mod disk;
mod fault;
mod journal;
mod lock;
mod orphans;
mod stage;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use farrier::{Diagnostic, Diagnostics, GeneratedFile};

use self::journal::{End, Journal};
pub(crate) use self::lock::Lock;
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
        self.created.is_empty() && self.replaced.is_empty() && self.removed.is_empty()
    }

    fn all(&self) -> impl Iterator<Item = &String> {
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

    /// Whether an earlier run was interrupted after its write was decided: the tree may be between old and new.
    pub fn is_unfinished(&self) -> bool {
        disk::exists(&self.dir.join(STAGING).join("journal"))
    }

    /// Rejects the folder of another owner: one with any contents, but no generated `src/lib.rs`.
    ///
    /// # Errors
    ///
    /// It is such a folder.
    pub fn check_is_ours(&self) -> Result<()> {
        let root = fs::read_to_string(self.dir.join("src/lib.rs")).unwrap_or_default();
        // If another run is about to write the first files, only its working files exist.
        let staging = self.dir.join(STAGING);
        let is_staged = disk::exists(&staging) && !disk::is_no_folder(&staging);
        let is_ours = root.contains("@generated") || is_staged;
        let is_other = |entry: &fs::DirEntry| entry.file_name() != lock::NAME;
        let holds_some =
            || fs::read_dir(&self.dir).is_ok_and(|dir| dir.flatten().any(|entry| is_other(&entry)));
        if is_ours || !holds_some() {
            return Ok(());
        }
        Err(problem(&self.dir, "holds files that were not generated; name an empty or a new folder"))
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
        for file in files {
            let target = self.dir.join(&file.path);
            self.check_parents(&file.path)?;
            match fs::symlink_metadata(&target) {
                Ok(found) if found.is_file() => {
                    let same = found.len() == file.text.len() as u64
                        && fs::read(&target).map_err(at(&target))? == file.text.as_bytes();
                    if !same {
                        changes.replaced.push(file.path.clone());
                    }
                }
                Ok(found) if found.is_dir() && under_src(&file.path) => {
                    changes.created.push(file.path.clone());
                }
                Ok(found) if found.is_dir() => {
                    return Err(problem(&target, "is a folder where a file is needed"));
                }
                Ok(_) => changes.replaced.push(file.path.clone()),
                Err(_) => changes.created.push(file.path.clone()),
            }
        }
        let src = self.dir.join(SRC);
        if self.owns_src && disk::exists(&src) {
            let wanted: BTreeSet<_> = files.iter().map(|file| file.path.as_str()).collect();
            orphans::all(&src, SRC, &wanted, &mut changes.removed)?;
        }
        if self.owns_src {
            let wanted: BTreeSet<_> = files.iter().map(|file| file.path.to_lowercase()).collect();
            for folder in BESIDE_SRC {
                orphans::find(&self.dir.join(folder), folder, &wanted, &mut changes.removed)?;
            }
        }
        changes.created.sort_unstable();
        changes.replaced.sort_unstable();
        changes.removed.sort_unstable();
        Ok(changes)
    }

    /// No folder on the path of a file may be a symbolic link; outside `src/` none may be a file.
    fn check_parents(&self, path: &str) -> Result<()> {
        let parents: Vec<_> =
            Path::new(path).ancestors().skip(1).filter(|dir| *dir != Path::new("")).collect();
        for parent in parents {
            let dir = self.dir.join(parent);
            match fs::symlink_metadata(&dir) {
                Ok(found) if found.is_symlink() => {
                    return Err(problem(&dir, "is a symbolic link, which is not followed; remove it"));
                }
                Ok(found) if !found.is_dir() && (parent == Path::new(SRC) || !parent.starts_with(SRC)) => {
                    return Err(problem(&dir, "is a file where a folder is needed"));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Writes exactly these files to the folder (see the module's section on ownership), and returns the changes.
    ///
    /// # Errors
    ///
    /// Any obstacle. The tree is then unchanged, unless [`Tree::is_unfinished`].
    pub fn write(&self, files: &[GeneratedFile]) -> Result<Changes> {
        let changes = self.compare(files)?;
        if changes.is_empty() {
            return Ok(changes);
        }
        let is_new = !disk::exists(&self.dir);
        fs::create_dir_all(&self.dir).map_err(at(&self.dir))?;
        let written = self.write_locked(files);
        if written.is_err() && is_new {
            let _ = fs::remove_dir(&self.dir);
        }
        written
    }

    fn write_locked(&self, files: &[GeneratedFile]) -> Result<Changes> {
        let _lock = self.lock()?;
        self.recover_locked()?;
        let changes = self.compare(files)?;
        if changes.is_empty() {
            return Ok(changes);
        }
        let written = stage::stage(&self.dir, files, &changes).and_then(Journal::finish);
        if !self.is_unfinished() {
            self.clean();
        }
        written.map_err(at(&self.dir))?;
        Ok(changes)
    }

    /// Completes an interrupted earlier run, and returns a description.
    ///
    /// # Errors
    ///
    /// The recovery failed.
    pub fn recover(&self) -> Result<Option<&'static str>> {
        if ![STAGING, lock::NAME].iter().any(|left| disk::exists(&self.dir.join(left))) {
            return Ok(None);
        }
        let _lock = self.lock()?;
        self.recover_locked()
    }

    /// Takes the lock, unless something else is in its place.
    fn lock(&self) -> Result<Lock> {
        let staging = self.dir.join(STAGING);
        if disk::is_no_folder(&staging) {
            return Err(problem(&staging, "is not a folder, but it is the staging folder; remove it"));
        }
        Lock::take(&self.dir).map_err(at(&self.dir))
    }

    fn recover_locked(&self) -> Result<Option<&'static str>> {
        if !disk::exists(&self.dir.join(STAGING)) {
            return Ok(None);
        }
        let journal = Journal::load(&self.dir).map_err(at(&self.dir))?;
        let end = journal.map(Journal::finish).transpose();
        if !self.is_unfinished() {
            self.clean();
        }
        let end = end.map_err(at(&self.dir))?;
        Ok(Some(match end {
            Some(End::Done) => "completed the write of an earlier, interrupted run",
            Some(End::Undone) => "undid the write of an earlier, interrupted run",
            None => "cleaned up after an earlier run that was interrupted before it changed anything",
        }))
    }

    /// Removes the staging folder, and a `src/` that was only created for the exchange. Leftovers are harmless: the next
    /// run removes them.
    fn clean(&self) {
        let _ = fs::remove_dir_all(self.dir.join(STAGING));
        if self.owns_src {
            let _ = fs::remove_dir(self.dir.join(SRC));
        }
    }
}

/// Rejects paths that leave the tree or conflict with each other.
fn check_paths(files: &[GeneratedFile]) -> Result<()> {
    let mut problems = Diagnostics::default();
    let mut seen = BTreeSet::new();
    for file in files {
        if !is_safe_path(&file.path) {
            problems.push(Diagnostic::new(format!(
                "the generator returned a path outside the tree: `{}`",
                file.path
            )));
        } else if !seen.insert(file.path.to_lowercase()) {
            problems.push(Diagnostic::new(format!("the generator returned a path twice: `{}`", file.path)));
        }
    }
    for path in &seen {
        for parent in Path::new(path).ancestors().skip(1).filter_map(Path::to_str) {
            if seen.contains(parent) {
                problems.push(Diagnostic::new(format!(
                    "the generator returned `{parent}` both as a file and as a folder"
                )));
            }
        }
    }
    problems.or(())
}

/// Whether a path stays inside the tree, on every system, and away from the working files and git's.
fn is_safe_path(path: &str) -> bool {
    let part_is_safe = |part: &str| !matches!(part, "" | "." | "..");
    let first = path.split('/').next().unwrap_or_default().to_ascii_lowercase();
    path.split('/').all(part_is_safe)
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
