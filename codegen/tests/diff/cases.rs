//! The cases: patches to one small model.

use std::fs;
use std::path::{Path, PathBuf};

use farrier::Model;
use farrier::model::{Role, Source, load};
use serde_json::Value;

/// A case on the disk.
pub(crate) struct Case {
    /// The rule that it tests.
    pub(crate) name: String,
    pub(crate) old: Model,
    pub(crate) new: Model,
    /// The path of its golden.
    pub(crate) golden: PathBuf,
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff")
}

/// Returns the model that all cases patch.
pub(crate) fn base() -> Value {
    read(&folder().join("base.json"))
}

/// Every case, sorted by name.
pub(crate) fn all() -> Vec<Case> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "json") && !path.ends_with("base.json"));
    paths.sort();
    paths.into_iter().map(case).collect()
}

fn case(path: PathBuf) -> Case {
    let patches = read(&path);
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let old = patched(base(), patches.get("old"));
    let new = patched(old.clone(), patches.get("new"));
    let model = |ast: &Value| model(&name, ast);
    Case { old: model(&old), new: model(&new), golden: path.with_extension("txt"), name }
}

#[track_caller]
pub(crate) fn model(name: &str, ast: &Value) -> Model {
    let bytes = ast.to_string().into_bytes();
    let source = Source { name: name.to_owned(), bytes, role: Role::Model };
    load(&[source]).unwrap_or_else(|problems| panic!("{name}: {problems}")).model
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn patched(mut of: Value, patches: Option<&Value>) -> Value {
    match patches {
        None => {}
        Some(Value::Array(patches)) => patches.iter().for_each(|patch| merge(&mut of, patch)),
        Some(patch) => merge(&mut of, patch),
    }
    of
}

/// Applies a JSON merge patch; existing keys keep their places.
fn merge(of: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *of = patch.clone();
        return;
    };
    if !of.is_object() {
        *of = Value::Object(serde_json::Map::new());
    }
    let Value::Object(of) = of else { return };
    for (key, value) in patch {
        if value.is_null() {
            of.shift_remove(key);
        } else {
            merge(of.entry(key.clone()).or_insert(Value::Null), value);
        }
    }
}
