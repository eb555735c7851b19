//! The builder: collects the files and the options of a module, and writes it.

mod parts;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use farrier::model::{Role, load, locate};
use farrier::{Config, Diagnostic, Diagnostics, Parts, generate_module};

use crate::Error;
use crate::files::{Files, problem};

/// Generates one module. Paths are relative to the package of the build script.
///
/// ```no_run
/// # fn main() -> Result<(), farrier_build::Error> {
/// farrier_build::Builder::new()
///     .model("models/orchard")
///     .overlay("overlay.json")
///     .operations(["GetTree", "ListTrees"])
///     .client(false)
///     .blocking(true)
///     .serde(true)
///     .compile("orchard")
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "`compile` generates the module"]
pub struct Builder {
    files: Vec<(PathBuf, Role)>,
    service: Option<String>,
    protocol: Option<String>,
    operations: Option<Vec<String>>,
    without: Vec<String>,
    derives: Vec<String>,
    parts: Parts,
    out_dir: Option<PathBuf>,
}

impl Builder {
    /// Creates a builder of a module with the async client.
    pub fn new() -> Self {
        let mut parts = Parts::default();
        parts.client = true;
        Self {
            files: Vec::new(),
            service: None,
            protocol: None,
            operations: None,
            without: Vec::new(),
            derives: Vec::new(),
            parts,
            out_dir: None,
        }
    }

    /// Adds a model: a file, or a folder with files that end in `.json` or `.smithy`. A model may have several files.
    pub fn model(self, path: impl AsRef<Path>) -> Self {
        self.file(path.as_ref(), Role::Model)
    }

    /// Adds an overlay: `apply` statements that add traits to the model, each with a `farrier#reason`.
    pub fn overlay(self, path: impl AsRef<Path>) -> Self {
        self.file(path.as_ref(), Role::Overlay)
    }

    /// Adds documentation: `apply` statements of `smithy.api#documentation`.
    pub fn documentation(self, path: impl AsRef<Path>) -> Self {
        self.file(path.as_ref(), Role::Documentation)
    }

    /// Keeps the order of the arguments of constructors, from a file with the `constructors` of `farrier::output` for an earlier
    /// version of the model.
    pub fn constructors(self, path: impl AsRef<Path>) -> Self {
        self.file(path.as_ref(), Role::Constructors)
    }

    fn file(mut self, path: &Path, role: Role) -> Self {
        self.files.push((path.to_owned(), role));
        self
    }

    /// Selects the service, by its shape id or its name, if the model has several.
    pub fn service(mut self, service: impl Into<String>) -> Self {
        self.service = Some(service.into());
        self
    }

    /// Selects the protocol, by its shape id or its name, if the service has several. By default, it is the first one in the order
    /// of `farrier::protocols`.
    pub fn protocol(mut self, protocol: impl Into<String>) -> Self {
        self.protocol = Some(protocol.into());
        self
    }

    /// Selects the operations to generate, by their names in the model. By default, these are all.
    pub fn operations(mut self, operations: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.operations.get_or_insert_default().extend(operations.into_iter().map(Into::into));
        self
    }

    /// Leaves out operations, by their names in the model.
    pub fn without(mut self, operations: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.without.extend(operations.into_iter().map(Into::into));
        self
    }

    /// Adds a trait that structures and unions derive, as a path: `my_crate::Audit`.
    pub fn derive(mut self, path: impl Into<String>) -> Self {
        self.derives.push(path.into());
        self
    }

    /// Writes the module to this folder instead of `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl AsRef<Path>) -> Self {
        self.out_dir = Some(folder.as_ref().to_owned());
        self
    }

    /// Generates the module and writes it to `orchard.rs` in the output folder, if its name is `orchard`. Prints the paths that
    /// cargo watches.
    ///
    /// # Errors
    ///
    /// A file cannot be read or written, or the model has problems.
    pub fn compile(self, name: &str) -> Result<(), Error> {
        let mut files = Files::default();
        for (path, role) in &self.files {
            files.read(path, *role);
        }
        for path in &files.watched {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        self.write(name, files).map_err(|problems| Error::new(name, problems))
    }

    fn write(self, name: &str, files: Files) -> Result<(), Diagnostics> {
        let folder = match &self.out_dir {
            Some(folder) => folder.clone(),
            None => env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| {
                Diagnostic::new("cargo has not set OUT_DIR; call `out_dir` outside of a build script")
            })?,
        };
        let text = self.generate(name, files)?;
        let path = folder.join(format!("{name}.rs"));
        let failed = |error| problem(&path, format!("cannot be written: {error}"));
        Ok(fs::write(&path, text).map_err(failed)?)
    }

    fn generate(self, name: &str, files: Files) -> Result<String, Diagnostics> {
        if !files.problems.0.is_empty() {
            return Err(files.problems);
        }
        if files.sources.is_empty() {
            return Err(Diagnostic::new("the build script names no model; call `model`").into());
        }
        let loaded = load(&files.sources)?;
        let mut config = Config::new(name);
        config.service = self.service;
        config.protocol = self.protocol;
        config.operations = self.operations;
        config.without = self.without;
        config.derives = self.derives;
        let generated = generate_module(&loaded.model, &config, self.parts);
        generated.map(|module| module.text).map_err(|problems| locate(problems, &files.sources))
    }
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}
