//! Reads the files of a model. It prints the path of each file and folder first, so that Cargo runs the build script again, also
//! after a failure.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use farrier::model::{Role, Source};
use farrier::{Diagnostic, DiagnosticKind, Diagnostics};

/// The extensions of models in a folder; other files are not read.
const MODELS: &[&str] = &["json", "smithy"];

/// Files that have been read, and all paths whose changes matter.
#[derive(Debug, Default)]
pub(crate) struct Files {
    pub(crate) sources: Vec<Source>,
    pub(crate) watched: Vec<PathBuf>,
    pub(crate) problems: Diagnostics,
}

impl Files {
    /// Reads a file, or all models of a folder and its subfolders, in the order of their names.
    pub(crate) fn read(&mut self, path: &Path, role: Role) {
        self.watched.push(path.to_owned());
        let found = if path.is_dir() { models(path) } else { Ok(vec![path.to_owned()]) };
        match found {
            Ok(found) if found.is_empty() => {
                let message = format!("no model in this folder; models end in .{}", MODELS.join(", ."));
                self.problems.push(problem(path, message));
            }
            Ok(found) => found.iter().for_each(|file| self.read_file(file, role)),
            Err(error) => self.problems.push(problem(path, format!("cannot be listed: {error}"))),
        }
    }

    fn read_file(&mut self, file: &Path, role: Role) {
        match fs::read(file) {
            Ok(bytes) => self.sources.push(Source { name: file.display().to_string(), bytes, role }),
            Err(error) => self.problems.push(problem(file, format!("cannot be read: {error}"))),
        }
    }
}

/// A problem of a file.
pub(crate) fn problem(path: &Path, message: String) -> Diagnostic {
    Diagnostic::new(message).of_kind(DiagnosticKind::File).in_file(path.display().to_string())
}

/// Returns the models of a folder. Links to folders are not followed: they could lead back to the folder.
fn models(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if is_model(&entry.path()) {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_model(path: &Path) -> bool {
    path.extension().is_some_and(|extension| MODELS.iter().any(|model| extension == *model))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by a panic")]
mod tests {
    use std::fs;

    use super::{Files, Role};

    #[test]
    fn all_paths_are_watched_and_sorted() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for name in ["c.json", "b/z.smithy", "a.json", "notes.txt"] {
            fs::write(folder.path().join(name), "{}").unwrap();
        }
        let mut files = Files::default();
        files.read(folder.path(), Role::Model);
        files.read(&folder.path().join("missing.json"), Role::Overlay);
        let names: Vec<_> =
            files.sources.iter().map(|source| source.name.rsplit('/').next().unwrap()).collect();
        assert_eq!(names, ["a.json", "z.smithy", "c.json"]);
        assert_eq!(files.watched, [folder.path().to_owned(), folder.path().join("missing.json")]);
        assert_eq!(files.problems.0.len(), 1);
    }
}
