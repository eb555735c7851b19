//! The cases, one small model per feature: generates a whole crate from `codegen/tests/cases/<feature>.json`, and keeps
//! the relevant part as `codegen/tests/cases/<feature>/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use farrier::model::{Loaded, Role, Source, load};
use farrier::{Config, Diagnostics, GeneratedFile, generate};

/// A case on the disk.
pub(crate) struct Case {
    /// The name of the feature: the file's, without `.json`.
    pub(crate) name: String,
    /// The model.
    pub(crate) model: PathBuf,
    /// The folder of the expected files.
    pub(crate) expected: PathBuf,
}

/// Cases whose crates have the command-line tool: its tables or its code differ in each of them. Otherwise it would
/// be compiled some sixty times.
const TOOLS: &[&str] = &[
    "auth_keys",
    "auth_sigv4",
    "big_numbers",
    "blob",
    "command_line",
    "discovered_endpoint",
    "document",
    "endpoint_bdd",
    "error_as_data",
    "event_stream",
    "event_stream_rpc",
    "follow",
    "host_prefix_loopback",
    "hostile_text",
    "limits_on_the_member",
    "orchard",
    "pages_that_end_by_repetition",
    "recursive",
    "request_compression",
    "sensitive_union",
    "serde_numbers",
    "streaming_blobs",
    "timestamps",
    "unit",
    "upload",
];

/// The folder of all cases.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Every case, sorted by name.
pub(crate) fn all() -> Vec<Case> {
    let entries = fs::read_dir(folder()).expect("the folder of the cases");
    let mut models: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    models.sort();
    let case = |model: PathBuf| {
        let expected = model.with_extension("");
        let name = expected.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Case { name, model, expected }
    };
    models.into_iter().map(case).collect()
}

/// The output of a case.
pub(crate) struct Generated {
    /// The package name: a feature may be called `enum`, a package may not.
    pub(crate) package: String,
    /// The whole crate.
    pub(crate) files: Vec<GeneratedFile>,
    /// The files to keep; see [`is_kept`].
    keep: Option<Vec<String>>,
}

impl Case {
    /// Loads the model and generates the crate.
    pub(crate) fn generate(&self) -> Result<Generated, Diagnostics> {
        let bytes = fs::read(&self.model).expect("a file that was just listed");
        let source = Source { name: format!("{}.json", self.name), bytes, role: Role::Model };
        let package = format!("case_{}", self.name);
        let loaded = load(&[source])?;
        let mut config = Config::new(package.clone());
        config.cli = TOOLS.contains(&self.name.as_str());
        let files = generate(&loaded.model, &config)?;
        Ok(Generated { package, files, keep: keep(&loaded) })
    }
}

impl Generated {
    /// The kept files by their path in the case's folder.
    pub(crate) fn kept(&self) -> BTreeMap<String, String> {
        let kept = self.files.iter().filter_map(|file| {
            let path = file.path.strip_prefix("src/").unwrap_or(&file.path);
            is_kept(path, self.keep.as_deref()).then(|| (path.to_owned(), file.text.clone()))
        });
        kept.collect()
    }
}

/// By default, keeps everything that depends on the model; otherwise, the files that match an entry.
fn is_kept(path: &str, keep: Option<&[String]>) -> bool {
    match keep {
        None => {
            path == "lib.rs"
                || ["operation/", "types/", "error/"].iter().any(|folder| path.starts_with(folder))
        }
        Some(keep) => keep.iter().any(|start| path.starts_with(start.as_str())),
    }
}

/// Returns the entries of a model: `"metadata": { "keep": ["types/"] }`, below `src`; or `tests/`, next to it.
fn keep(loaded: &Loaded) -> Option<Vec<String>> {
    let keep = loaded.model.metadata.get("keep")?.as_array().expect("`keep` to be a list");
    Some(keep.iter().map(|start| start.as_str().expect("`keep` to be of texts").to_owned()).collect())
}

/// Generates from one text, like the command line.
pub(crate) fn generate_text(name: &str, text: impl Into<Vec<u8>>) -> Result<Vec<GeneratedFile>, Diagnostics> {
    let source = Source { name: "m.json".to_owned(), bytes: text.into(), role: Role::Model };
    generate(&load(&[source])?.model, &Config::new(name))
}
