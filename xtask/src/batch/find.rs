//! What models a folder holds: their files, and what their crates are to be called.

use std::fs;
use std::path::{Path, PathBuf};

use super::peek::{self, Peek};
use super::pool;
use crate::Result;
use crate::read;
use crate::report::{at, note, problem};

/// A model in the folder.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its files; the first is the one that it is known by.
    pub(super) files: Vec<PathBuf>,
    /// The name that its crate gets, if it can be told.
    pub(super) crate_name: Option<String>,
    /// How large its first file is when it is unpacked.
    pub(super) bytes: usize,
}

impl Entry {
    /// The file that the model is known by.
    pub(super) fn main(&self) -> &Path {
        self.files.first().map_or(Path::new(""), PathBuf::as_path)
    }

    /// That file as the user knows it.
    pub(super) fn shown(&self) -> String {
        self.main().display().to_string()
    }
}

/// The models in a folder, sorted by path: JSON files directly in it, and folders of C2J services.
///
/// A JSON file that is well-formed but no model is passed over, and that is said; one that is not well-formed is taken
/// for a model, so that what is wrong with it is said.
pub(super) fn models(dir: &Path) -> Result<Vec<Entry>> {
    let mut candidates = Vec::new();
    for entry in fs::read_dir(dir).map_err(at(dir))? {
        let path = entry.map_err(at(dir))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            let files: Vec<_> = read::c2j_service(&path).into_iter().map(|(_, file)| file).collect();
            if !files.is_empty() {
                candidates.push(files);
            }
        } else if name.ends_with(".json") || name.ends_with(".json.gz") {
            candidates.push(vec![path]);
        }
    }
    candidates.sort_unstable();
    let peeks = pool::run(&candidates, |files| peek::at(&files[0]));
    let mut entries = Vec::new();
    for (files, peek) in candidates.into_iter().zip(peeks) {
        match peek {
            Peek::Model { crate_name, bytes } => entries.push(Entry { files, crate_name, bytes }),
            Peek::Other => note(&format!("{}: is no model; passed over", files[0].display())),
        }
    }
    if entries.is_empty() {
        let message = "is a folder without models: no Smithy JSON AST (*.json, *.json.gz) and no folder with \
                       service-2.json or service-2.json.gz, itself or in a date";
        return Err(problem(dir, message));
    }
    Ok(entries)
}
