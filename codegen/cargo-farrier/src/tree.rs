//! A folder of generated files: compares it with the expected contents, and writes them.
//!
//! `codegen/guides/design/tree.md` states the files that a tree owns, and the guarantees of a write.

mod checksum;
mod compare;
mod fault;
mod lock;
mod system;
mod write;

use std::fs;
use std::path::{Path, PathBuf};

use farrier::{Diagnostic, DiagnosticKind, Diagnostics, GeneratedFile};
use serde::{Deserialize, Serialize};

use self::checksum::Author;
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
    discards_edits: bool,
}

/// The differences from the expected contents: paths relative to the tree, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Changes {
    /// Missing files.
    pub created: Vec<String>,
    /// Files with different content.
    pub replaced: Vec<String>,
    /// Orphans: files that farrier wrote, and that are no longer produced.
    pub removed: Vec<String>,
    /// Files that a user edited, or wrote in the place of a generated one; they are not overwritten.
    #[serde(skip)]
    pub edited: Vec<String>,
    /// Other files in the folders of the tree, which are kept.
    #[serde(skip)]
    pub added: Vec<Added>,
}

/// A file that is not expected, and not removed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Added {
    /// Its path.
    pub path: String,
    /// Whether its header states that farrier wrote it: a user edited or moved it.
    pub was_generated: bool,
}

impl Changes {
    /// Whether there is no difference, except for added files.
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

    /// All differences, except for added files.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        self.created.iter().chain(&self.replaced).chain(&self.removed).chain(&self.edited)
    }

    fn sort(&mut self) {
        for list in [&mut self.created, &mut self.replaced, &mut self.removed, &mut self.edited] {
            list.sort_unstable();
        }
        self.added.sort_unstable();
    }
}

impl Tree {
    /// Returns the folder of a generated crate, whose `src/` is owned.
    pub fn of_crate(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into(), owns_src: true, discards_edits: false }
    }

    /// Returns a folder in which only the written files are owned.
    pub fn of_files(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into(), owns_src: false, discards_edits: false }
    }

    /// Returns the same folder; if true, a write replaces files that a user edited.
    #[must_use]
    pub fn discarding_edits(self, discards_edits: bool) -> Self {
        Self { discards_edits, ..self }
    }

    /// Returns its path.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Returns the present text of a file, without its checksum; empty if it cannot be read.
    pub fn text(&self, path: &str) -> String {
        checksum::body(&fs::read(self.dir.join(path)).unwrap_or_default())
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
        compare::compare(&self.dir, &with_checksums(files), self.owns_src)
    }

    /// Returns the changes that [`Tree::write`] would make.
    ///
    /// # Errors
    ///
    /// Those of [`Tree::compare`], and edits of a user.
    pub fn preview(&self, files: &[GeneratedFile]) -> Result<Changes> {
        self.changes(&with_checksums(files))
    }

    fn changes(&self, files: &[GeneratedFile]) -> Result<Changes> {
        let mut changes = compare::compare(&self.dir, files, self.owns_src)?;
        if self.discards_edits {
            changes.replaced.append(&mut changes.edited);
            changes.sort();
        }
        let edits = changes.edited.iter().map(|path| self.edit(path)).collect();
        Diagnostics(edits).or(changes)
    }

    /// Returns the problem of an edited file.
    fn edit(&self, path: &str) -> Diagnostic {
        let target = self.dir.join(path);
        let (what, instead) = match checksum::author(path, &fs::read(&target).unwrap_or_default()) {
            Author::Other => ("was not written by farrier", "move it"),
            _ => ("was edited after farrier wrote it", "move the change to farrier.toml or to an overlay"),
        };
        let message = format!("{what}; {instead}, or discard it with --force");
        Diagnostic::new(message).of_kind(DiagnosticKind::File).in_file(target.display().to_string())
    }

    /// Writes these files to the folder, removes those that farrier wrote before, and returns the changes.
    ///
    /// # Errors
    ///
    /// Any obstacle, such as an edit of a user. The tree is then unchanged, unless [`Tree::is_unfinished`].
    pub fn write(&self, files: &[GeneratedFile]) -> Result<Changes> {
        let files = &with_checksums(files);
        let changes = self.changes(files)?;
        if changes.is_empty() {
            return Ok(changes);
        }
        let is_new = !exists(&self.dir);
        fs::create_dir_all(&self.dir).map_err(at(&self.dir))?;
        let written = self.locked(|| {
            let changes = self.changes(files)?;
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

/// Returns the files in their final form.
fn with_checksums(files: &[GeneratedFile]) -> Vec<GeneratedFile> {
    let with_checksum = |GeneratedFile { path, text }: &GeneratedFile| GeneratedFile {
        path: path.clone(),
        text: checksum::with_checksum(path, text).into_owned(),
    };
    files.iter().map(with_checksum).collect()
}

fn under_src(path: &str) -> bool {
    path.strip_prefix(SRC).is_some_and(|rest| rest.starts_with('/'))
}
