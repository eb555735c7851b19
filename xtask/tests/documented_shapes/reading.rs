//! The files of the tables, in the repository or a copy of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// `operation`, `structure`, `error` or `enum` by file, the only key of it.
type ListFile<T> = BTreeMap<String, Vec<T>>;

/// The repository.
pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Reads one file of `xtask/tests/documented_shapes`.
pub(crate) fn read<T: DeserializeOwned>(name: &str) -> Result<T, String> {
    read_in(&root(), name)
}

pub(super) fn read_in<T: DeserializeOwned>(root: &Path, name: &str) -> Result<T, String> {
    let path = root.join("xtask/tests/documented_shapes").join(name);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    toml::from_str(&text).map_err(|error| format!("{name}: {error}"))
}

pub(super) fn read_list<T: DeserializeOwned>(root: &Path, name: &str, key: &str) -> Result<Vec<T>, String> {
    let mut file: ListFile<T> = read_in(root, name)?;
    let list = file.remove(key).ok_or_else(|| format!("{name}: no `{key}`"))?;
    if file.is_empty() { Ok(list) } else { Err(format!("{name}: only `{key}` belongs here")) }
}
