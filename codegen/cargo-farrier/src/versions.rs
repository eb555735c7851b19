//! The released models of the service, stored as facts in the repository.
//!
//! Each file in the folder of `update.history` has the steps from the previous model to this one, the first from an empty
//! model, and its origin. The last model is that of `models`.

mod patch;

use std::fs;
use std::path::Path;

use farrier::GeneratedFile;
use farrier::model::{Role, Source};
use serde_json::{Value, json};

use crate::Result;
use crate::config::Crate;
use crate::origin::{Facts, fact_of, from_toml, sha256};
use crate::read;
use crate::report::{at, problem};

/// A released model of the service.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its `SOURCE.toml`: keys and values.
    pub source: Facts,
    /// Its facts, as a Smithy JSON AST.
    pub ast: Value,
}

impl Version {
    /// Returns a fact of its source; empty if it is unknown.
    pub fn fact(&self, key: &str) -> &str {
        fact_of(&self.source, key).unwrap_or_default()
    }

    /// Returns the version of its package.
    pub fn name(&self) -> &str {
        self.fact("version")
    }

    /// Returns the text of its `service.json`.
    pub fn text(&self) -> String {
        format!("{:#}\n", self.ast)
    }

    /// Returns the model, for the library.
    pub fn model(&self) -> Source {
        Source {
            name: format!("botocore {}", self.name()),
            bytes: self.text().into_bytes(),
            role: Role::Model,
        }
    }

    /// Returns the file with the steps from the previous version.
    pub fn file(&self, folder: &str, before: Option<&Self>) -> GeneratedFile {
        let empty = empty();
        let steps = patch::diff(before.map_or(&empty, |version| &version.ast), &self.ast);
        let source: serde_json::Map<String, Value> =
            self.source.iter().map(|(key, value)| (key.clone(), Value::from(value.as_str()))).collect();
        // One line per step is readable, and git can compare it.
        let lines: Vec<String> = steps.iter().map(Value::to_string).collect();
        let text = format!(
            "{{\n\"source\": {},\n\"facts_sha256\": \"{}\",\n\"steps\": [\n{}\n]\n}}\n",
            Value::Object(source),
            sha256(self.text().as_bytes()),
            lines.join(",\n")
        );
        GeneratedFile { path: format!("{folder}/{}.json", self.name()), text }
    }
}

/// The empty model before the first.
pub fn empty() -> Value {
    json!({ "smithy": "2.0", "shapes": {} })
}

/// Returns all models, the oldest first, the current one last.
///
/// # Errors
///
/// Files that cannot be read, or that were edited by hand.
pub fn versions(of_crate: &Crate) -> Result<Vec<Version>> {
    let mut versions = past(of_crate)?;
    let name = of_crate.model_file()?;
    let ast = read::json(&of_crate.shown_name(name), &read::unpacked(&of_crate.path(name))?)?;
    versions.push(Version { source: present_source(of_crate)?, ast });
    Ok(versions)
}

/// Returns the models before the current one.
fn past(of_crate: &Crate) -> Result<Vec<Version>> {
    let Some(folder) = &of_crate.update.history else { return Ok(Vec::new()) };
    let dir = of_crate.path(folder);
    if !dir.exists() {
        // The first update that replaces a model creates it.
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(&dir).map_err(at(&dir))? {
        let path = entry.map_err(at(&dir))?.path();
        if path.extension().is_some_and(|end| end == "json") {
            files.push(path);
        }
    }
    files.sort_by_key(|path| order(&path.file_stem().unwrap_or_default().to_string_lossy()));
    let mut versions: Vec<Version> = Vec::new();
    for path in files {
        let file = read::json(&path.display().to_string(), &read::file(&path)?)?;
        let ast = versions.last().map_or_else(empty, |before| before.ast.clone());
        versions.push(version(&path, &file, ast)?);
    }
    Ok(versions)
}

/// Reads one file of the history, which starts from the previous model.
fn version(path: &Path, file: &Value, mut ast: Value) -> Result<Version> {
    let steps = file.get("steps").and_then(Value::as_array).ok_or_else(|| problem(path, "has no steps"))?;
    patch::apply(&mut ast, steps).map_err(|mut problems| {
        problems.0.iter_mut().for_each(|problem| problem.file = Some(path.display().to_string()));
        problems
    })?;
    let source = file.get("source").and_then(Value::as_object).into_iter().flatten();
    let source = source.map(|(key, value)| (key.clone(), value.as_str().unwrap_or_default().to_owned()));
    let version = Version { source: source.collect(), ast };
    if file.get("facts_sha256").and_then(Value::as_str) != Some(&sha256(version.text().as_bytes())) {
        return Err(problem(
            path,
            "has a checksum that does not match its facts; recreate the file, or restore it",
        ));
    }
    Ok(version)
}

/// Returns the facts about the origin of the current model.
///
/// # Errors
///
/// `SOURCE.toml` cannot be read.
pub fn present_source(of_crate: &Crate) -> Result<Facts> {
    let path = of_crate.path(&of_crate.source_file());
    Ok(from_toml(&String::from_utf8_lossy(&read::file(&path)?)))
}

/// Orders versions number by number.
pub fn order(version: &str) -> Vec<u64> {
    version.split('.').map(|part| part.parse().unwrap_or(u64::MAX)).collect()
}

/// The history after an update.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The file that adds the present model to the history.
    pub file: Option<GeneratedFile>,
    /// All models, the oldest first, the new one last; empty without a history.
    pub versions: Vec<Version>,
}

/// Adds the current model to the history when a new one replaces it: if there is a history, its facts change, its version is known,
/// and the new one, if it has a version, is later.
///
/// # Errors
///
/// A history that cannot be read.
pub fn keep(of_crate: &Crate, new: Version) -> Result<Kept> {
    let Some(folder) = of_crate.update.history.as_deref() else { return Ok(Kept::default()) };
    let is_known = |file: &str| of_crate.path(file).exists();
    if !is_known(of_crate.model_file()?) || !is_known(&of_crate.source_file()) {
        return Ok(Kept { file: None, versions: vec![new] });
    }
    let mut versions = versions(of_crate)?;
    let present = versions.pop().filter(|present| {
        let is_known = present.name().starts_with(|c: char| c.is_ascii_digit());
        let is_later = versions.last().is_none_or(|last| order(last.name()) < order(present.name()));
        let is_replaced = new.name().is_empty() || order(present.name()) < order(new.name());
        present.ast != new.ast && is_known && is_later && is_replaced
    });
    let file = present.as_ref().map(|present| present.file(folder, versions.last()));
    versions.extend(present.into_iter().chain([new]));
    Ok(Kept { file, versions })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        assert!(order("1.29.53") < order("1.29.100"));
        assert!(order("1.9.9") < order("1.10.0"));
    }
}
