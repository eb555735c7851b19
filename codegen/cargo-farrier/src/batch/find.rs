//! Finds the models in a folder: their files, and the names of their crates.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::peek::{self, Peek};
use super::pool;
use crate::Result;
use crate::c2j;
use crate::choice::crate_name_of_file;
use crate::files::is_model;
use crate::report::{at, note, problem};

/// A model in the folder.
#[derive(Debug)]
pub struct Entry {
    /// Its files; the first is its main file.
    pub files: Vec<PathBuf>,
    /// The name of its crate, if it is known.
    pub crate_name: Option<String>,
    /// The unpacked size of its first file.
    pub bytes: usize,
}

impl Entry {
    /// The main file of the model.
    pub fn main(&self) -> &Path {
        self.files.first().map_or(Path::new(""), PathBuf::as_path)
    }

    /// The path of that file as shown to the user.
    pub fn shown(&self) -> String {
        self.main().display().to_string()
    }
}

/// Returns the models in a folder, sorted by path: files of JSON and of IDL directly in it, and folders of C2J services.
///
/// A well-formed JSON file without a model, and an IDL file without a service, are skipped with a note; a malformed one counts as
/// a model, so that its problem is reported.
pub fn models(dir: &Path) -> Result<Vec<Entry>> {
    let mut candidates = Vec::new();
    for entry in fs::read_dir(dir).map_err(at(dir))? {
        let path = entry.map_err(at(dir))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            let files: Vec<_> = c2j::service(&path).into_iter().map(|(_, file)| file).collect();
            if !files.is_empty() {
                candidates.push(files);
            }
        } else if is_model(&name) {
            candidates.push(vec![path]);
        }
    }
    candidates.sort_unstable();
    let peeks = pool::run(&candidates, |files| peek::at(&files[0]));
    let mut entries = Vec::new();
    for (files, peek) in candidates.into_iter().zip(peeks) {
        match peek {
            Peek::Model { crate_name, bytes } => entries.push(Entry { files, crate_name, bytes }),
            Peek::Additions => {
                let message = "contains only `apply` statements for another model; skipped";
                note(&format!("{}: {message}", files[0].display()));
            }
            Peek::Other => note(&format!("{}: is not a model; skipped", files[0].display())),
        }
    }
    if entries.is_empty() {
        let message = "is a folder without models: no Smithy JSON AST (*.json, *.json.gz), no Smithy IDL (*.smithy, *.smithy.gz) and \
                       no folder with service-2.json or service-2.json.gz, itself or in a date";
        return Err(problem(dir, message));
    }
    tell_apart(dir, &mut entries);
    Ok(entries)
}

/// Returns the model in one file, or in the folder of one C2J service.
pub fn one(path: &Path) -> Entry {
    let mut files: Vec<_> = c2j::service(path).into_iter().map(|(_, file)| file).collect();
    if files.is_empty() {
        files.push(path.to_owned());
    }
    let (crate_name, bytes) = match peek::at(&files[0]) {
        Peek::Model { crate_name, bytes } => (crate_name, bytes),
        // Problems are reported when it is loaded.
        Peek::Additions | Peek::Other => (None, 0),
    };
    Entry { files, crate_name, bytes }
}

/// Models of one service, such as two versions of it, are named after their files.
fn tell_apart(dir: &Path, entries: &mut [Entry]) {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        if let Some(name) = &entry.crate_name {
            by_name.entry(name.clone()).or_default().push(at);
        }
    }
    for (name, same) in by_name.into_iter().filter(|(_, same)| same.len() > 1) {
        for at in same {
            let entry = &mut entries[at];
            entry.crate_name = name_of_file(dir, entry.main()).or_else(|| Some(name.clone()));
            let renamed = entry.crate_name.as_deref().unwrap_or_default();
            note(&format!(
                "{}: its crate is `{renamed}`, after its file, since another model also has the service `{name}`",
                entry.shown()
            ));
        }
    }
}

/// Returns the name of a crate after a file or folder in the folder of models.
fn name_of_file(dir: &Path, path: &Path) -> Option<String> {
    crate_name_of_file(path.strip_prefix(dir).ok()?.iter().next()?.to_str()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_can_be_named_after_a_file() {
        let name = |path: &str| name_of_file(Path::new("models"), &Path::new("models").join(path));
        for (path, expected) in [
            ("Tiny-2025-04-02.json", Some("tiny-2025-04-02")),
            ("tiny.v2.json.gz", Some("tiny-v2")),
            ("my-tiny.smithy", Some("my-tiny")),
            ("*.json", None),
            ("tiny_2/2020-01-01/service-2.json.gz", Some("tiny_2")),
            ("2025.json", None),
        ] {
            assert_eq!(name(path).as_deref(), expected, "{path}");
        }
    }
}
