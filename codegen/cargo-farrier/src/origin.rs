//! The origin of a new model: a wheel, a folder or a file, and the facts about it.

mod checkout;

use std::fs;
use std::path::{Path, PathBuf};

use farrier::Diagnostic;
use farrier::model::c2j::{Files, to_ast};
use serde_json::Value;

use crate::Result;
use crate::report::{at, problem};
use crate::{c2j, read, wheel};

/// Keys of facts that every model has, whatever its origin.
const API_VERSION: &str = "api_version";
const MODEL_DATE: &str = "model_date";

/// Keys of facts that only some origins state: a Smithy AST is in no package, and has no date.
pub(crate) const OPTIONAL: &[&str] = &["package", VERSION, "folder", MODEL_DATE];

/// The release of the model.
const VERSION: &str = "version";

/// A model as found.
#[derive(Debug)]
pub struct Origin {
    /// The name of its main file, for diagnostics.
    pub name: String,
    /// Its files: a Smithy JSON AST without a name, or C2J files by their names.
    files: Vec<(Option<&'static str>, Value)>,
    /// Facts for `SOURCE.toml`, in this order.
    facts: Facts,
    modified: Option<String>,
}

/// The facts about the origin of a model: keys and values.
pub type Facts = Vec<(String, String)>;

/// The location of a service in a folder.
pub enum Found {
    /// C2J files.
    C2j(Vec<(&'static str, PathBuf)>),
    /// A Smithy JSON AST.
    Ast(PathBuf),
}

impl Origin {
    /// Returns the model of files that were found elsewhere.
    pub fn of(name: String, files: Vec<(Option<&'static str>, Value)>) -> Self {
        Self { name, files, facts: Vec::new(), modified: None }
    }

    /// Returns a model from the history, with the facts of its `SOURCE.toml`.
    pub fn again(name: String, ast: Value, source: &[(String, String)]) -> Self {
        let date = fact_of(source, MODEL_DATE).map(str::to_owned);
        let facts = source.iter().filter(|(key, _)| key != MODEL_DATE && key != API_VERSION);
        Self { name, files: vec![(None, ast)], facts: facts.cloned().collect(), modified: date }
    }

    /// Reads the model at a path of any kind.
    pub fn read(path: &Path, service: &str) -> Result<Self> {
        if fs::metadata(path).map_err(at(path))?.is_dir() {
            return match find(path, service)? {
                Found::C2j(files) => Self::folder(&files),
                Found::Ast(file) => Self::file(&file, read::file(&file)?),
            };
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
        let mut facts = vec![form("c2j"), fact("package", &wheel.package), fact(VERSION, &wheel.version)];
        facts.extend(hashed(path, bytes));
        facts.push(fact("folder", &wheel.folder));
        let mut files = Vec::new();
        for (kind, name, bytes) in &wheel.files {
            files.push((Some(*kind), read::json(name, bytes)?));
        }
        let name = wheel.files.into_iter().next().map(|(_, name, _)| name).unwrap_or_default();
        Ok(Self { name, files, facts, modified: wheel.modified })
    }

    /// Reads a C2J folder; the checksum is that of its main file.
    fn folder(found: &[(&'static str, PathBuf)]) -> Result<Self> {
        let mut facts = vec![form("c2j")];
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
        let (form_name, kind) = match (has("smithy"), has("metadata") && has("operations")) {
            (true, _) => ("smithy", None),
            (false, true) => ("c2j", Some(c2j::KINDS[0])),
            (false, false) => {
                return Err(problem(path, "is neither a Smithy JSON AST nor a C2J model (service-2.json)"));
            }
        };
        let mut facts = vec![form(form_name)];
        facts.extend(hashed);
        Ok(Self { name, files: vec![(kind, value)], facts, modified: None })
    }

    /// Returns the model as a Smithy JSON AST.
    pub fn ast(&self) -> Result<Value> {
        let part =
            |kind: Option<&str>| self.files.iter().find(|(found, _)| *found == kind).map(|(_, value)| value);
        if let Some(ast) = part(None) {
            return Ok(ast.clone());
        }
        let [service, paginators, waiters, examples, endpoint_rule_set, endpoint_tests] =
            c2j::KINDS.map(|n| part(Some(n)));
        let service = service.ok_or_else(|| Diagnostic::new("has no service-2.json").in_file(&self.name))?;
        let files = Files { service, paginators, waiters, examples, endpoint_rule_set, endpoint_tests };
        to_ast(&files).map_err(|mut problems| {
            for problem in &mut problems.0 {
                problem.file.get_or_insert_with(|| self.name.clone());
            }
            problems
        })
    }

    /// Returns its name in a review: the package with its version, otherwise its file.
    pub fn title(&self) -> String {
        let fact = |key| fact_of(&self.facts, key);
        match (fact("package"), fact("version"), fact("file")) {
            (Some(package), Some(version), _) => format!("{package} {version}"),
            (_, _, Some(file)) => file.to_owned(),
            _ => self.name.clone(),
        }
    }

    /// Returns the facts about its origin, which do not depend on the time or place of writing.
    pub fn source(&self, api_version: &str) -> Facts {
        let mut source = self.facts.clone();
        source.push(fact(API_VERSION, api_version));
        source.extend(self.modified.as_ref().map(|date| fact(MODEL_DATE, date)));
        source
    }
}

/// Adds a release to facts whose origin states none, such as a Smithy AST. It is the release of the present model if the model is the
/// same, and otherwise a later one with a fourth part, so that the releases of a history have an order.
pub(crate) fn with_release(mut source: Facts, present: &Facts, is_same: bool) -> Facts {
    let Some(version) = fact_of(present, VERSION).filter(|_| fact_of(&source, VERSION).is_none()) else {
        return source;
    };
    let version = if is_same { Some(version.to_owned()) } else { between(version) };
    let date = fact_of(present, MODEL_DATE).filter(|_| is_same);
    source.extend(version.map(|version| fact(VERSION, &version)));
    source.extend(date.map(|date| fact(MODEL_DATE, date)));
    source
}

/// Returns a release after one of three numbers and before the next: `1.44.5.1` after `1.44.5`, and `1.44.5.2` after that.
fn between(version: &str) -> Option<String> {
    let parts: Option<Vec<u64>> = version.split('.').map(|part| part.parse().ok()).collect();
    let mut parts = parts?;
    match parts.get_mut(3) {
        Some(last) => *last += 1,
        None => {
            parts.resize(3, 0);
            parts.push(1);
        }
    }
    parts.truncate(4);
    Some(parts.iter().map(u64::to_string).collect::<Vec<_>>().join("."))
}

/// Returns the text of `SOURCE.toml`.
pub fn to_toml(source: &[(String, String)], model: &str, command: &str) -> String {
    let mut out = format!("# The origin of {model}; written by `{command}`.\n");
    for (key, value) in source {
        out.push_str(&format!("{key} = {}\n", toml_string(value)));
    }
    out
}

/// Parses a `SOURCE.toml`, as far as [`to_toml`] writes TOML.
pub fn from_toml(text: &str) -> Facts {
    let read = |line: &str| {
        let (key, value) = line.split_once(" = ")?;
        Some((key.to_owned(), serde_json::from_str(value).ok()?))
    };
    text.lines().filter_map(read).collect()
}

/// Returns a fact by its key.
pub(crate) fn fact_of<'f>(facts: &'f [(String, String)], key: &str) -> Option<&'f str> {
    facts.iter().find(|(found, _)| found == key).map(|(_, value)| value.as_str())
}

fn fact(key: &str, value: &str) -> (String, String) {
    (key.to_owned(), value.to_owned())
}

fn form(name: &str) -> (String, String) {
    fact("form", name)
}

fn hashed(path: &Path, bytes: &[u8]) -> [(String, String); 2] {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    [fact("file", &name), fact("sha256", &sha256(bytes))]
}

/// Returns the SHA-256 of bytes, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hmac_sha256::Hash::hash(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A JSON string is also a TOML string, except for the one control character that JSON does not escape.
pub(crate) fn toml_string(text: &str) -> String {
    Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// Finds a service in a folder: in the folder itself, in one of botocore, or in a checkout of public Smithy models; of
/// several versions, the newest.
///
/// # Errors
///
/// It does not exist.
pub fn find(path: &Path, service: &str) -> Result<Found> {
    let candidates = [path.to_owned(), path.join(service), path.join("data").join(service)];
    for dir in &candidates {
        let files = c2j::service(dir);
        if !files.is_empty() {
            return Ok(Found::C2j(files));
        }
    }
    if let Some(file) = checkout::find(path, service) {
        return Ok(Found::Ast(file));
    }
    let message = format!(
        "has no model of `{service}`: no service-2.json, no {service}/<date>/service-2.json, and no Smithy JSON AST of it"
    );
    Err(problem(path, message))
}

/// Rejects the model of another service than that of the present model, which has the name of its file; returns the version of this one.
pub fn check_service(name: &str, ast: &Value, present: Option<&(String, Value)>) -> Result<String> {
    let failed = |message: String| Diagnostic::new(message).in_file(name);
    let (id, service) = service_of(ast).ok_or_else(|| failed("has no service".to_owned()))?;
    let new = identity(id, service);
    if let Some((file, old)) = present
        && let Some((id, old)) = service_of(old)
        && identity(id, old) != new
    {
        let old = identity(id, old);
        return Err(failed(format!("is a model of `{new}`, but {file} is one of `{old}`")).into());
    }
    Ok(service.get("version").and_then(Value::as_str).unwrap_or_default().to_owned())
}

/// Returns the name of a service that all formats of its model have: that at AWS, or the id of its shape.
fn identity<'m>(id: &'m str, service: &'m Value) -> &'m str {
    service.pointer("/traits/aws.api#service/sdkId").and_then(Value::as_str).unwrap_or(id)
}

/// Returns the service shape of an AST.
pub fn service_of(ast: &Value) -> Option<(&String, &Value)> {
    let is_service = |shape: &Value| shape.get("type").and_then(Value::as_str) == Some("service");
    ast.get("shapes")?.as_object()?.iter().find(|(_, shape)| is_service(shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_without_a_release_gets_one_after_the_present() {
        for (version, next) in [("1.44.5", "1.44.5.1"), ("1.44.5.1", "1.44.5.2"), ("2", "2.0.0.1")] {
            let present = [fact(VERSION, version), fact(MODEL_DATE, "2026-11-17")];
            let release = |is_same| with_release(vec![form("smithy")], &present.to_vec(), is_same);
            assert_eq!(release(false), [form("smithy"), fact(VERSION, next)]);
            assert_eq!(release(true), [form("smithy"), present[0].clone(), present[1].clone()]);
            let order = crate::versions::order;
            assert!(order(version) < order(next));
        }
        let own = vec![fact(VERSION, "3.0.0")];
        assert_eq!(with_release(own.clone(), &vec![fact(VERSION, "1.0.0")], false), own);
        assert_eq!(with_release(vec![form("smithy")], &Facts::new(), false), [form("smithy")]);
    }

    #[test]
    fn strings_are_toml() {
        assert_eq!(toml_string("a\"b\\c\n\u{1}\u{7f}é"), r#""a\"b\\c\n\u0001\u007fé""#);
        let source = [fact("one", "a\"\u{7f}"), fact("two", "=")];
        assert_eq!(from_toml(&to_toml(&source, "service.json", "update")), source);
    }
}
