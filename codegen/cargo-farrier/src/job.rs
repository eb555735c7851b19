//! A crate to generate: its files and its output folder, from `farrier.toml` or from the command line.

use std::path::{Component, Path, PathBuf};

use farrier::model::{Loaded, Role, ShapeId, ShapeKind, Source};
use farrier::{Config, Constructors, Diagnostics, GeneratedFile, Model};

use crate::Result;
use crate::args::Target;
use crate::choice::{self, first_crate_name};
use crate::config::Crate;
use crate::report::{self, count, note};
use crate::tool::Tool;
use crate::tree::Tree;
use crate::{blame, c2j, read};

/// A crate to generate: its sources and its output.
#[derive(Debug)]
pub struct Job<'a> {
    tool: Tool,
    input: Input<'a>,
    /// The output folder.
    pub tree: Tree,
    /// The folder as shown to the user.
    pub shown: String,
    /// The command that generates it.
    pub command: String,
}

/// The description of a crate.
#[derive(Clone, Copy, Debug)]
enum Input<'a> {
    /// In `farrier.toml`.
    Crate(&'a Crate),
    /// On the command line.
    Target(&'a Target),
}

/// The result of generation.
#[derive(Debug)]
pub struct Generated {
    /// The name of the crate.
    pub crate_name: String,
    /// Its files.
    pub files: Vec<GeneratedFile>,
    /// The arguments of its constructors.
    pub constructors: Constructors,
}

impl<'a> Job<'a> {
    /// Returns the job of a crate of `farrier.toml`.
    pub fn of_crate(tool: Tool, of_crate: &'a Crate) -> Self {
        Self {
            tool,
            input: Input::Crate(of_crate),
            tree: Tree::of_crate(of_crate.out()),
            shown: of_crate.shown_out(),
            command: tool.generate.to_owned(),
        }
    }

    /// Returns the job of the command line.
    pub fn of_target(tool: Tool, target: &'a Target) -> Self {
        let out = target.out.clone().unwrap_or_else(|| PathBuf::from("."));
        let mut command = format!("{} --model", tool.generate);
        for path in &target.model {
            command = format!("{command} {}", quoted(&path.display().to_string()));
        }
        command = format!("{command} --out {}", quoted(&out.display().to_string()));
        if let Some(name) = &target.crate_name {
            command = format!("{command} --crate-name {name}");
        }
        if let Some(file) = &target.constructors {
            command = format!("{command} --constructors {}", quoted(&file.display().to_string()));
        }
        command += &target.choice.options();
        let shown = out.display().to_string();
        Self { tool, input: Input::Target(target), tree: Tree::of_crate(out), shown, command }
    }

    /// Returns the same job; if true, it overwrites files that a user edited.
    #[must_use]
    pub(crate) fn discarding_edits(self, discards_edits: bool) -> Self {
        Self { tree: self.tree.discarding_edits(discards_edits), ..self }
    }

    /// Returns the file with the arguments of constructors for the next crate, its folder, and the folder in messages.
    pub(crate) fn constructors(&self, generated: &Generated) -> Option<(Tree, GeneratedFile, String)> {
        let (folder, shown, path) = match self.input {
            Input::Crate(of_crate) => {
                (of_crate.dir.clone(), of_crate.shown.clone(), of_crate.constructors_file())
            }
            Input::Target(target) => {
                let file = target.constructors.as_ref()?;
                let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
                let name = file.file_name()?.to_string_lossy().into_owned();
                let folder = folder.unwrap_or(Path::new("."));
                (folder.to_owned(), format!("{}/", folder.display()), name)
            }
        };
        let file = GeneratedFile { path, text: generated.constructors.to_text() };
        Some((Tree::of_files(folder), file, shown))
    }

    /// Completes interrupted writes of earlier runs, in the output and in the folder of `farrier.toml`.
    pub(crate) fn recover(&self) -> Result<()> {
        let models = match self.input {
            Input::Crate(of_crate) => Some(Tree::of_files(&of_crate.dir)),
            Input::Target(_) => None,
        };
        for tree in models.iter().chain([&self.tree]) {
            if let Some(done) = tree.recover()? {
                note(&format!("{}: {done}", tree.dir().display()));
            }
        }
        Ok(())
    }

    /// A crate of another owner is never overwritten. The folder of `farrier.toml` can have other files; one of the command line
    /// may be a mistake.
    pub(crate) fn check_is_ours(&self) -> Result<()> {
        match self.input {
            Input::Crate(_) => self.tree.check_is_no_other_crate(),
            Input::Target(_) => self.tree.check_is_ours(),
        }
    }

    /// Returns the state of the output after a failed command.
    pub fn state_after_failure(&self) -> String {
        let Self { shown, command, .. } = self;
        if self.tree.is_unfinished() {
            format!("{shown} has an incomplete write; run `{command}`")
        } else {
            format!("{shown} is unchanged")
        }
    }

    /// Generates the crate; reports traits without effect, and missing documentation.
    ///
    /// # Errors
    ///
    /// Every problem of the model.
    pub fn generate(&self) -> Result<Generated> {
        let sources = self.sources()?;
        let loaded = farrier::model::load(&sources)?;
        let generated = self.generate_from(&loaded).map_err(|problems| {
            blame::overlays(&sources, problems, |loaded| self.generate_quietly(loaded))
        })?;
        self.note_undocumented(&loaded.model, &generated.crate_name);
        Ok(generated)
    }

    /// Generates the crate of a loaded model; reports traits without effect.
    ///
    /// # Errors
    ///
    /// Every problem of the model.
    pub(crate) fn generate_from(&self, loaded: &Loaded) -> Result<Generated> {
        let generated = self.generate_quietly(loaded)?;
        note_unknown_traits(loaded);
        Ok(generated)
    }

    /// Generates the crate of a loaded model, and reports nothing.
    pub(crate) fn generate_quietly(&self, Loaded { model, .. }: &Loaded) -> Result<Generated> {
        let config = self.config(model)?;
        let farrier::Output { files, constructors, .. } =
            farrier::output(model, &config).map_err(|problems| self.suggest(model, &config, problems))?;
        Ok(Generated { crate_name: config.package.name, files, constructors })
    }

    /// Generates its `Cargo.toml` alone.
    pub(crate) fn manifest(&self, model: &Model) -> Result<GeneratedFile> {
        let config = self.config(model)?;
        farrier::manifest(model, &config).map_err(|problems| self.suggest(model, &config, problems))
    }

    fn suggest(&self, model: &Model, config: &Config, problems: Diagnostics) -> Diagnostics {
        choice::suggest(model, config, problems, matches!(self.input, Input::Crate(_)))
    }

    fn config(&self, model: &Model) -> Result<Config> {
        Ok(match self.input {
            Input::Crate(of_crate) => {
                let mut config = of_crate.config.clone();
                config.examples = of_crate.example_programs()?;
                config
            }
            Input::Target(target) => {
                let service = target.choice.service.as_deref();
                let name = target.crate_name.clone();
                target.choice.config(
                    self.tool,
                    &name.or_else(|| crate_name_of(model, service)).unwrap_or_else(|| "client".to_owned()),
                )
            }
        })
    }

    fn note_undocumented(&self, model: &Model, crate_name: &str) {
        // Examples do not matter here.
        let config = match self.input {
            Input::Crate(of_crate) => of_crate.config.clone(),
            Input::Target(target) => target.choice.config(self.tool, crate_name),
        };
        let ids = farrier::undocumented(model, &config);
        if ids.is_empty() {
            return;
        }
        let list = match self.input {
            Input::Crate(_) => {
                format!(": {}", report::listed(&ids.iter().map(ShapeId::as_str).collect::<Vec<_>>()))
            }
            Input::Target(_) => String::new(),
        };
        let number = report::thousands(ids.len());
        note(&format!("shapes and members without documentation: {number}{list}"));
    }

    fn sources(&self) -> Result<Vec<Source>> {
        let target = match self.input {
            Input::Crate(of_crate) => return of_crate.sources(),
            Input::Target(target) => target,
        };
        let mut sources = Vec::new();
        for path in &target.model {
            for file in files_of(path)? {
                sources.push(read::source(&file, file.display().to_string(), Role::Model)?);
            }
        }
        for file in target.constructors.iter().filter(|file| file.exists()) {
            sources.push(read::source(file, file.display().to_string(), Role::Constructors)?);
        }
        Ok(sources)
    }
}

impl Crate {
    /// Returns the output folder.
    pub fn out(&self) -> PathBuf {
        cleaned(&self.path(self.out_name()))
    }

    /// Returns the output folder in messages.
    pub fn shown_out(&self) -> String {
        self.shown_path(self.out_name())
    }
}

/// Returns a path without `..` after a name, as a user would write it.
fn cleaned(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        if part == Component::ParentDir
            && matches!(clean.components().next_back(), Some(Component::Normal(_)))
        {
            clean.pop();
        } else {
            clean.push(part);
        }
    }
    clean
}

/// Returns a file itself, or the C2J files of a folder.
pub(crate) fn files_of(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let files = c2j::service(path);
    if files.is_empty() {
        return Err(report::problem(
            path,
            "is a folder without service-2.json or service-2.json.gz; name a file, or generate from only this folder",
        ));
    }
    Ok(files.into_iter().map(|(_, file)| file).collect())
}

/// Reports the traits without effect, each with the number of its uses.
fn note_unknown_traits(Loaded { unknown_traits, .. }: &Loaded) {
    if unknown_traits.is_empty() {
        return;
    }
    let named: Vec<String> = unknown_traits.iter().map(|(id, uses)| format!("{id} ({uses})")).collect();
    note(&format!(
        "{} without effect, each with the number of its uses: {}",
        count(unknown_traits.len(), "unknown trait"),
        named.join(", ")
    ));
}

/// Returns the service's SDK id in lower case, without characters that are invalid in a crate name; otherwise the name of the shape.
pub(crate) fn crate_name_of(model: &Model, service: Option<&str>) -> Option<String> {
    let is_chosen =
        |id: &ShapeId| service.is_none_or(|service| id.as_str() == service || id.name() == service);
    let services = model
        .shapes
        .iter()
        .filter(|(id, shape)| matches!(shape.kind, ShapeKind::Service(_)) && is_chosen(id));
    let names = services.flat_map(|(id, shape)| {
        let sdk_id = shape.traits.get("aws.api#service").and_then(|service| service.get("sdkId")?.as_str());
        [sdk_id.unwrap_or_default(), id.name()]
    });
    first_crate_name(names)
}

/// Quotes a path or a name for a shell.
pub fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/\\.:_-+".contains(c);
    if text.chars().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
