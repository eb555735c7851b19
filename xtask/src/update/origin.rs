//! Where a new model comes from: a wheel, a folder or a file, and what is known of each.

use std::fs;
use std::path::{Path, PathBuf};

use farrier::Diagnostic;
use farrier::model::c2j::{Files, to_ast};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::Result;
use crate::read::{self, C2J_FILES};
use crate::report::{at, problem};
use crate::wheel;

/// A model as it was found.
#[derive(Debug)]
pub(crate) struct Origin {
    /// The name of its main file, for diagnostics.
    pub(super) name: String,
    /// Its files: a Smithy JSON AST without a name, or C2J files by their names.
    files: Vec<(Option<&'static str>, Value)>,
    /// Facts for `SOURCE.toml`, in this order.
    facts: Vec<(&'static str, String)>,
    modified: Option<String>,
}

impl Origin {
    /// Files that were found elsewhere, of which nothing but the model is wanted.
    pub(crate) fn of(name: String, files: Vec<(Option<&'static str>, Value)>) -> Self {
        Self { name, files, facts: Vec::new(), modified: None }
    }

    /// Reads what is at a path, whatever it is.
    pub(super) fn read(path: &Path, service: &str) -> Result<Self> {
        if fs::metadata(path).map_err(at(path))?.is_dir() {
            return Self::folder(&model_folder(path, service)?);
        }
        let bytes = read::file(path)?;
        let is_named_zip = path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("whl") || end.eq_ignore_ascii_case("zip"));
        if is_named_zip || wheel::is_zip(&bytes) {
            Self::wheel(path, &bytes, service)
        } else {
            Self::file(path, bytes)
        }
    }

    fn wheel(path: &Path, bytes: &[u8], service: &str) -> Result<Self> {
        let wheel = wheel::read(&path.display().to_string(), bytes, service)?;
        let mut facts =
            vec![("form", "c2j".to_owned()), ("package", wheel.package), ("version", wheel.version)];
        facts.extend(hashed(path, bytes));
        facts.push(("folder", wheel.folder));
        let mut files = Vec::new();
        for (kind, name, bytes) in &wheel.files {
            files.push((Some(*kind), read::json(name, bytes)?));
        }
        let name = wheel.files.into_iter().next().map(|(_, name, _)| name).unwrap_or_default();
        Ok(Self { name, files, facts, modified: wheel.modified })
    }

    /// A C2J folder; the checksum is that of its main file.
    fn folder(found: &[(&'static str, PathBuf)]) -> Result<Self> {
        let mut facts = vec![("form", "c2j".to_owned())];
        let mut files = Vec::new();
        for (kind, path) in found {
            let bytes = read::file(path)?;
            if files.is_empty() {
                facts.extend(hashed(path, &bytes));
            }
            let name = path.display().to_string();
            files.push((Some(*kind), read::json(&name, &read::unpack(&name, bytes)?)?));
        }
        let name = found.first().map(|(_, path)| path.display().to_string()).unwrap_or_default();
        Ok(Self { name, files, facts, modified: None })
    }

    fn file(path: &Path, bytes: Vec<u8>) -> Result<Self> {
        let hashed = hashed(path, &bytes);
        let name = path.display().to_string();
        let value = read::json(&name, &read::unpack(&name, bytes)?)?;
        let has = |key: &str| value.get(key).is_some();
        let (form, kind) = match (has("smithy"), has("metadata") && has("operations")) {
            (true, _) => ("smithy", None),
            (false, true) => ("c2j", Some(C2J_FILES[0])),
            (false, false) => {
                return Err(problem(path, "is neither a Smithy JSON AST nor a C2J model (service-2.json)"));
            }
        };
        let mut facts = vec![("form", form.to_owned())];
        facts.extend(hashed);
        Ok(Self { name, files: vec![(kind, value)], facts, modified: None })
    }

    /// The model as a Smithy JSON AST.
    pub(crate) fn ast(&self) -> Result<Value> {
        let part =
            |kind: Option<&str>| self.files.iter().find(|(found, _)| *found == kind).map(|(_, value)| value);
        if let Some(ast) = part(None) {
            return Ok(ast.clone());
        }
        let [service, paginators, waiters, examples, endpoint_rule_set, endpoint_tests] =
            C2J_FILES.map(|n| part(Some(n)));
        let service = service.ok_or_else(|| Diagnostic::new("has no service-2.json").in_file(&self.name))?;
        let files = Files { service, paginators, waiters, examples, endpoint_rule_set, endpoint_tests };
        to_ast(&files).map_err(|mut problems| {
            for problem in &mut problems.0 {
                problem.file.get_or_insert_with(|| self.name.clone());
            }
            problems
        })
    }

    /// The text of `SOURCE.toml`: nothing in it depends on when or where it was written.
    pub(super) fn to_toml(&self, api_version: &str) -> String {
        let mut out = "# Where service.json came from; written by `cargo xtask update`.\n".to_owned();
        let api_version = ("api_version", api_version.to_owned());
        let modified = self.modified.clone().map(|date| ("model_date", date));
        for (key, value) in self.facts.iter().chain([&api_version]).chain(&modified) {
            out.push_str(&format!("{key} = {}\n", toml_string(value)));
        }
        out
    }
}

fn hashed(path: &Path, bytes: &[u8]) -> [(&'static str, String); 2] {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    [("file", name), ("sha256", sha256)]
}

/// A string of JSON is one of TOML too, but for the one control character that JSON does not escape.
fn toml_string(text: &str) -> String {
    Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// The C2J files in a folder, in its newest date, or in that of the service it holds.
pub(crate) fn model_folder(path: &Path, service: &str) -> Result<Vec<(&'static str, PathBuf)>> {
    let candidates = [path.to_owned(), path.join(service), path.join("data").join(service)];
    for dir in &candidates {
        let files = read::c2j_service(dir);
        if !files.is_empty() {
            return Ok(files);
        }
    }
    let message =
        format!("has no model of `{service}`: no service-2.json, and no {service}/<date>/service-2.json");
    Err(problem(path, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_toml() {
        assert_eq!(toml_string("a\"b\\c\n\u{1}\u{7f}é"), r#""a\"b\\c\n\u0001\u007fé""#);
    }
}
