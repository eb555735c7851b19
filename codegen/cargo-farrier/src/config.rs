//! `farrier.toml`: which crates to generate, from which models, and where to.
//!
//! It describes files by their paths, and reads none of them.

mod checks;
pub mod describe;
mod edit;
pub mod keys;
mod paths;
mod values;

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use farrier::{Config, Diagnostic, Diagnostics, Package, Publish, Runtime};

use self::paths::{relative, shown};
use self::values::{Values, located};
use crate::Result;
use crate::choice::RUNTIME;
use crate::glob;
use crate::read;
use crate::report::problem;
use crate::tool::CARGO_FARRIER;

/// The name of the file.
pub const NAME: &str = "farrier.toml";

/// A file with its crates.
#[derive(Clone, Debug)]
pub struct Project {
    /// The path of the file.
    pub file: PathBuf,
    /// The crates, in the order of the file; at least one.
    pub crates: Vec<Crate>,
    /// The folder to which the tool writes the runtime, if it does.
    pub runtime: Option<PathBuf>,
}

/// A crate of the file. Paths are relative to the folder of the file.
#[derive(Clone, Debug)]
pub struct Crate {
    /// The folder of the file.
    pub dir: PathBuf,
    /// The name of the file.
    pub file: String,
    /// The folder as shown to the user, with a slash at its end; empty for the current one.
    pub shown: String,
    /// Files, folders and patterns of the model.
    pub models: Vec<String>,
    /// Overlays.
    pub overlay: Vec<String>,
    /// Overlays with the behavior of operations.
    pub simulation: Vec<String>,
    /// Documentation.
    pub docs: Vec<String>,
    /// The folder of example programs.
    pub examples: Option<String>,
    /// The file with the order of arguments; `None` for the default name.
    pub constructors: Option<String>,
    /// The output folder; `None` for the name of the package.
    pub out: Option<String>,
    /// The configuration, without examples.
    pub config: Config,
    /// The bytes of the value of `package.version` in the file, unless other crates share it.
    pub version: Option<Range<usize>>,
    /// The bytes of the value of `package.name`, likewise.
    pub name_at: Option<Range<usize>>,
    /// The source of new models.
    pub update: Update,
    /// Whether the file has other crates.
    pub is_one_of_several: bool,
}

/// The source of new models.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// A file or a folder.
    pub from: Option<String>,
    /// The folder of the service.
    pub service: Option<String>,
    /// Whether the documentation of new models is kept.
    pub documentation: bool,
    /// The folder of the history.
    pub history: Option<String>,
    /// The changelog.
    pub changelog: Option<String>,
    /// Texts with facts of the model.
    pub mentions: Vec<String>,
}

impl Project {
    /// Reads the file in a folder, or the nearest one above it. `None` if there is none.
    ///
    /// # Errors
    ///
    /// Those of [`Project::read`].
    pub fn nearest(dir: &Path) -> Result<Option<Self>> {
        let file = dir.ancestors().map(|dir| dir.join(NAME)).find(|file| file.is_file());
        file.map(|file| Self::read(&file, dir)).transpose()
    }

    /// Returns the crate with a name, or the only one.
    ///
    /// # Errors
    ///
    /// There is no such crate, or there are several and none is named.
    pub fn named(&self, package: Option<&str>) -> Result<&Crate> {
        let found = match (package, &self.crates[..]) {
            (None, [only]) => Some(only),
            (None, _) => None,
            (Some(name), crates) => crates.iter().find(|of_crate| of_crate.name() == name),
        };
        let names: Vec<&str> = self.crates.iter().map(Crate::name).collect();
        found.ok_or_else(|| {
            let wanted =
                package.map_or("has several crates".to_owned(), |name| format!("has no crate `{name}`"));
            problem(&self.file, format!("{wanted}; name one of them by --package: {}", names.join(", ")))
        })
    }

    /// Reads a file. Messages name files relative to `base`.
    ///
    /// # Errors
    ///
    /// It cannot be read, or has a mistake: all of them, with their positions.
    pub fn read(file: &Path, base: &Path) -> Result<Self> {
        let shown = shown(file.parent().unwrap_or(Path::new(".")), base);
        let name = format!("{shown}{}", file.file_name().unwrap_or_default().display());
        Self::parse(file, &shown, &name, &read::file(file)?)
    }

    /// Reads the text of a file, which may be that of an earlier commit: messages name the file `name`, and its folder `shown`.
    ///
    /// # Errors
    ///
    /// Those of [`Project::read`].
    pub(crate) fn parse(file: &Path, shown: &str, name: &str, bytes: &[u8]) -> Result<Self> {
        let dir = file.parent().unwrap_or(Path::new("."));
        let text = std::str::from_utf8(bytes).map_err(|_| problem(Path::new(name), "is not UTF-8"))?;
        let all = values::read(name, text)?;
        let mut problems = Diagnostics::default();
        let runtime = runtime(name, text, &all[0]).map_err(|found| problems.0.extend(found.0)).ok();
        let mut crates = Vec::new();
        for values in &all {
            problems.0.extend(checks::missing(name, text, values));
            problems.0.extend(checks::features(name, text, values));
            crates.push(Crate::of(values, file, shown, all.len() > 1));
        }
        problems.0.extend(checks::clashes(name, &crates));
        if let Some((folder, Source::Copy | Source::Path)) = &runtime {
            problems.0.extend(checks::in_runtime(name, &crates, folder));
        }
        let (folder, source) = problems.or(runtime)?.unwrap_or_default();
        let has_copy = matches!(source, Source::Copy);
        for of_crate in &mut crates {
            let path = match &source {
                Source::Given(runtime) => runtime.clone(),
                Source::Copy | Source::Path => Runtime::Path(of_crate.relative_to_out(&folder)),
            };
            of_crate.config.package.runtime = path;
        }
        Ok(Self { file: file.to_owned(), crates, runtime: has_copy.then(|| dir.join(folder)) })
    }
}

/// The source of the runtime.
#[derive(Default)]
enum Source {
    #[default]
    Copy,
    Path,
    Given(Runtime),
}

/// Returns the folder of the runtime, and its source.
fn runtime(name: &str, text: &str, values: &Values) -> Result<(String, Source)> {
    let folder = values.text("runtime.path");
    let kind = values.text("runtime.source").unwrap_or_else(|| "copy".to_owned());
    let mut known = BTreeSet::new();
    let source = match kind.as_str() {
        "registry" => Source::Given(Runtime::Registry),
        "path" => {
            known.insert("runtime.path");
            Source::Path
        }
        "git" => {
            known.extend(["runtime.git", "runtime.rev"]);
            let of = |key| values.text(key).unwrap_or_default();
            Source::Given(Runtime::Git { url: of("runtime.git"), rev: of("runtime.rev") })
        }
        _ => {
            known.insert("runtime.path");
            Source::Copy
        }
    };
    let mut problems = Diagnostics::default();
    let at = |key| values.span(key).map_or(0, |span| span.start);
    for key in ["runtime.path", "runtime.git", "runtime.rev"] {
        if values.text(key).is_some() && !known.contains(key) {
            problems.push(located(
                name,
                text,
                at(key),
                format!("`{key}` has no meaning with the source \"{kind}\""),
            ));
        }
    }
    for key in known.into_iter().filter(|key| kind != "copy" && values.text(key).is_none()) {
        let message = format!("the source \"{kind}\" needs `{key}`");
        problems.push(located(name, text, at("runtime.source"), message));
    }
    problems.or((folder.unwrap_or_else(|| RUNTIME.to_owned()), source))
}

impl Crate {
    fn of(values: &Values, file: &Path, shown: &str, is_one_of_several: bool) -> Self {
        let text = |key| values.text(key);
        let texts = |key| values.texts(key).unwrap_or_default();
        // Files have one name, whether or not it begins with the current folder.
        let path = |key| text(key).map(|path| path.trim_start_matches("./").to_owned());
        let paths = |key| -> Vec<String> {
            texts(key).iter().map(|path| path.trim_start_matches("./").to_owned()).collect()
        };
        let mut config = Config::new(text("package.name").unwrap_or_default());
        config.package = package(values, config.package);
        config.command = Some(text("command").unwrap_or_else(|| CARGO_FARRIER.generate.to_owned()));
        config.service = text("service");
        config.protocol = text("protocol");
        config.operations = values.texts("operations");
        config.without = texts("without");
        config.derives = texts("derives");
        let flag = |key| values.flag(key).unwrap_or(true);
        config.client = flag("features.client");
        config.serde = flag("features.serde");
        config.cli = flag("features.cli");
        config.time = flag("features.time");
        let at = |key| values.span(key).filter(|_| !(is_one_of_several && values.is_shared(key)));
        Self {
            dir: file.parent().unwrap_or(Path::new(".")).to_owned(),
            file: file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            shown: shown.to_owned(),
            models: paths("models"),
            overlay: paths("overlay"),
            simulation: paths("simulation"),
            docs: paths("docs"),
            examples: path("examples"),
            constructors: path("constructors"),
            out: text("out"),
            config,
            version: at("package.version"),
            name_at: at("package.name"),
            update: Update {
                from: text("update.from"),
                service: text("update.service"),
                documentation: flag("update.documentation"),
                history: text("update.history"),
                changelog: path("update.changelog"),
                mentions: paths("update.mentions"),
            },
            is_one_of_several,
        }
    }

    /// Returns the same crate, described by a file in another folder.
    #[must_use]
    pub fn moved_to(&self, dir: PathBuf) -> Self {
        Self { dir, ..self.clone() }
    }

    /// Returns the file of the model, where `update` writes it.
    ///
    /// # Errors
    ///
    /// There are several, or the format is another one.
    pub fn model_file(&self) -> Result<&str> {
        match &self.models[..] {
            [file] if file.ends_with(".json") && !glob::is_pattern(file) => Ok(file),
            _ => {
                let message =
                    "`models` must be one .json file for this command, which writes a Smithy JSON AST";
                Err(Diagnostic::new(message).in_file(self.shown_file()).into())
            }
        }
    }

    /// Returns the file with the origin of the model.
    pub fn source_file(&self) -> String {
        if self.is_one_of_several { format!("{}.SOURCE.toml", self.name()) } else { "SOURCE.toml".to_owned() }
    }

    /// Returns the folder of the service in botocore, or in a folder of models.
    pub fn service_folder(&self) -> &str {
        self.update.service.as_deref().unwrap_or(self.name())
    }

    /// Returns the path of a file of the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// Returns the name of a file of the folder in messages.
    pub fn shown_name(&self, name: &str) -> String {
        format!("{}{name}", self.shown)
    }

    /// Returns the name of the file that describes the crate in messages.
    pub(crate) fn shown_file(&self) -> String {
        self.shown_name(&self.file)
    }

    /// Returns a path in messages, without `..` where it leads to a folder below the current one.
    pub fn shown_path(&self, path: &str) -> String {
        let name = self.shown_name(path);
        relative(".", &name)
            .filter(|_| !Path::new(&name).is_absolute())
            .map_or(name, |path| format!("{path}/"))
    }

    /// Returns a file in messages, likewise.
    pub fn shown_text(&self, path: &str) -> String {
        self.shown_path(path).trim_end_matches('/').to_owned()
    }

    /// Returns the name of the package.
    pub fn name(&self) -> &str {
        &self.config.package.name
    }

    /// Returns the output folder, relative to the folder of the file.
    pub(crate) fn out_name(&self) -> &str {
        self.out.as_deref().unwrap_or(self.name())
    }

    /// Returns the folder in messages.
    pub fn shown_dir(&self) -> &str {
        if self.shown.is_empty() { "./" } else { &self.shown }
    }

    /// Returns a path relative to the folder of the file as one relative to the crate; absolute paths are unchanged.
    pub(crate) fn relative_to_out(&self, path: &str) -> String {
        if Path::new(path).is_absolute() {
            return path.to_owned();
        }
        // From the root, since `..` in one of them may lead to the same folder as a name in the other.
        let whole = |path: &str| self.dir.join(path).display().to_string();
        relative(&whole(self.out_name()), &whole(path))
            .unwrap_or_else(|| self.dir.join(path).display().to_string())
    }
}

/// The metadata of a package.
fn package(values: &Values, mut package: Package) -> Package {
    let texts = |key| values.texts(key).unwrap_or_default();
    if let Some(version) = values.text("package.version") {
        package.version = version;
    }
    package.license = values.text("package.license");
    package.authors = texts("package.authors");
    package.repository = values.text("package.repository");
    package.homepage = values.text("package.homepage");
    package.description = values.text("package.description");
    package.keywords = texts("package.keywords");
    package.categories = texts("package.categories");
    package.publish = match (values.flag("package.publish"), values.texts("package.publish")) {
        (Some(true), _) => Publish::Anywhere,
        (Some(false), _) => Publish::Never,
        (None, Some(registries)) => Publish::To(registries),
        (None, None) => Publish::IfLicensed,
    };
    package
}
