//! The results of earlier runs, by crate, and their open batch: a file that is replaced after each batch.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use farrier::GeneratedFile;
use serde::{Deserialize, Serialize};

use cargo_farrier::Result;
use cargo_farrier::read;
use cargo_farrier::report::{at, note};
use cargo_farrier::write;

/// The known results.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct State {
    /// The result of each crate, by its name.
    crates: BTreeMap<String, Compiled>,
    /// The batch that is on the disk.
    #[serde(default)]
    pub(super) open: Option<Open>,
    #[serde(skip)]
    path: PathBuf,
}

/// A compiled crate.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub(super) struct Compiled {
    /// Of its text and the compiler options.
    pub(super) digest: String,
    /// The diagnostics; empty on success.
    pub(super) faults: Vec<Fault>,
    /// The number of further ones.
    pub(super) more: usize,
}

/// An error or a warning.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fault {
    /// One line: level, message and position.
    pub(super) line: String,
    /// As rendered by the compiler.
    pub(super) shown: String,
}

/// Crates on the disk, with their artifacts.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Open {
    /// The time at which the first of them was written, in seconds since 1970.
    pub(super) since: u64,
    pub(super) names: Vec<String>,
}

impl Open {
    /// Starts a batch now.
    pub(super) fn now(names: Vec<String>) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        Self { since, names }
    }
}

impl State {
    /// Reads the file; returns an empty state if it does not exist, or is not a state file.
    pub(super) fn load(scratch: &Path) -> Result<Self> {
        let path = scratch.join("state.json");
        let mut state = Self::default();
        if path.exists() {
            match serde_json::from_slice(&read::file(&path)?) {
                Ok(read) => state = read,
                Err(error) => note(&format!("{}: cannot be read ({error}); starting over", path.display())),
            }
        }
        state.path = path;
        Ok(state)
    }

    /// Removes some crates; true if any of them was known.
    pub(super) fn forget(&mut self, names: &[&str]) -> bool {
        names.iter().filter(|name| self.crates.remove(**name).is_some()).count() > 0
    }

    /// Returns the result of a crate, if it is the same crate.
    pub(super) fn known(&self, name: &str, digest: &str) -> Option<&Compiled> {
        self.crates.get(name).filter(|compiled| compiled.digest == digest)
    }

    /// Records the result of a crate.
    pub(super) fn insert(&mut self, name: &str, compiled: Compiled) {
        self.crates.insert(name.to_owned(), compiled);
    }

    /// Writes the file.
    pub(super) fn save(&self) -> Result<()> {
        write::replace(&self.path, format!("{:#}\n", serde_json::json!(self)).as_bytes())
    }
}

/// Returns a digest of all inputs of a crate's result: compiler options and text.
pub(super) fn digest(how: &str, files: &[GeneratedFile]) -> String {
    let files = files.iter().flat_map(|file| [file.path.as_bytes(), file.text.as_bytes()]);
    digest_of(std::iter::once(how.as_bytes()).chain(files))
}

/// Returns a digest of a package that crates depend on: its manifest and its source.
pub(super) fn digest_of_package(folder: &Path) -> Result<String> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.join("Cargo.toml"), folder.join("src")];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path).map_err(at(&path))? {
                waiting.push(entry.map_err(at(&path))?.path());
            }
        } else {
            let text = read::file(&path)?;
            let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
            files.insert(name, text);
        }
    }
    Ok(digest_of(files.iter().flat_map(|(name, text)| [name.as_bytes(), text.as_slice()])))
}

fn digest_of<'a>(parts: impl Iterator<Item = &'a [u8]>) -> String {
    let mut hash = hmac_sha256::Hash::new();
    for part in parts {
        // With its length, so that no two lists of parts give the same digest.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_covers_all_inputs() {
        let file = |path: &str, text: &str| GeneratedFile { path: path.to_owned(), text: text.to_owned() };
        let all = [
            digest("rustc 1", &[file("a", "b")]),
            digest("rustc 2", &[file("a", "b")]),
            digest("rustc 1", &[file("ab", "")]),
            digest("rustc 1", &[file("a", "c")]),
            digest("rustc 1", &[file("a", "b"), file("c", "")]),
        ];
        let unique: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(unique.len(), all.len());
        assert_eq!(all[0], digest("rustc 1", &[file("a", "b")]));
    }

    #[test]
    fn each_file_of_a_package_is_in_its_digest() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
            fs::write(path, text).expect("a file");
            digest_of_package(folder.path()).ok()
        };
        assert_eq!(write("src/lib.rs", ""), None, "no manifest");
        let all = [
            write("Cargo.toml", ""),
            write("Cargo.toml", "[features]"),
            write("src/lib.rs", "mod json;"),
            write("src/json/reader.rs", ""),
            write("src/json/reader.rs", "use std::fmt;"),
        ];
        assert!(all.iter().all(Option::is_some));
        assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), all.len());
        // Build output and tests do not matter.
        assert_eq!(write("tests/it.rs", "x"), all[4]);
    }

    #[test]
    fn a_crate_is_known_by_its_digest() {
        let mut state = State::default();
        let compiled = Compiled { digest: "1".to_owned(), faults: Vec::new(), more: 0 };
        state.insert("a", compiled.clone());
        assert_eq!(state.known("a", "1"), Some(&compiled));
        assert_eq!(state.known("a", "2"), None);
        assert!(state.forget(&["a", "b"]));
        assert!(!state.forget(&["a"]));
    }
}
