//! `cargo xtask codegen`: models on the disk -> the files of a crate on the disk.

use std::path::{Path, PathBuf};
use std::time::Instant;

use farrier::model::{Loaded, Role, ShapeId, ShapeKind, Source};
use farrier::{Constructors, Example, GeneratedFile, Model};

use crate::Result;
use crate::batch;
use crate::choice::{self, first_crate_name};
use crate::cli::{Codegen, Target};
use crate::read;
use crate::report::{self, count, note, say};
use crate::tree::Tree;

/// The folder of the model, seen from the workspace.
pub const MODELS: &str = "models/connectparticipant";
/// The package that is generated from it by default, and its folder.
const CRATE: &str = "connectparticipant";
pub(crate) const GENERATED: &str = "generated";
/// The runtime, seen from there.
pub(crate) const RUNTIME: &str = "../codegen/runtime";

/// The files of the model, in their order. The last is written by `codegen`, and is not there before the first time.
pub(crate) const PARTS: [(&str, Role); 5] = [
    ("service.json", Role::Model),
    ("overlay.json", Role::Overlay),
    ("simulation.json", Role::Overlay),
    ("docs.json", Role::Documentation),
    (CONSTRUCTORS, Role::Constructors),
];
/// The arguments of the constructors of the last crate.
pub(crate) const CONSTRUCTORS: &str = "constructors.json";

/// A crate to generate: from what, to where.
#[derive(Debug)]
pub struct Job<'a> {
    root: &'a Path,
    target: &'a Target,
    /// Where the files go.
    pub tree: Tree,
    /// The folder as the user knows it.
    pub shown: String,
    /// The command that writes it.
    pub command: String,
}

/// What came out of it.
#[derive(Debug)]
pub struct Generated {
    /// The name of the crate.
    pub crate_name: String,
    /// Its files.
    pub files: Vec<GeneratedFile>,
    /// The arguments of its constructors.
    pub constructors: Constructors,
}

/// Generates and writes; says how it went. True if all is well.
pub fn run(root: &Path, Codegen { target, workspace }: &Codegen) -> bool {
    let started = Instant::now();
    if let (Some(models), Some(out)) = (batch::folder_of_models(target), &target.out) {
        return batch::run(models, out, target, *workspace, started);
    }
    if *workspace {
        say("error: --workspace goes with --model DIR, where DIR is a folder of models");
        return false;
    }
    let job = Job::new(root, target);
    let changes = job.recover().and_then(|()| job.check_is_ours()).and_then(|()| {
        let generated = job.generate()?;
        if let Some((tree, file)) = job.constructors(&generated) {
            // Whichever of the two is written alone, the next run makes the same of it.
            tree.recover()?;
            tree.write(&[file])?;
        }
        Ok((job.tree.write(&generated.files)?, generated))
    });
    match changes {
        Ok((changes, generated)) => {
            let lines: usize = generated.files.iter().map(|file| file.text.lines().count()).sum();
            say(&format!(
                "{}: {}, {}, {} changed, {} removed, in {} ms",
                generated.crate_name,
                count(generated.files.len(), "file"),
                count(lines, "line"),
                report::thousands(changes.created.len() + changes.replaced.len()),
                report::thousands(changes.removed.len()),
                started.elapsed().as_millis()
            ));
            true
        }
        Err(problems) => {
            report::problems(&problems, &job.state_after_failure());
            false
        }
    }
}

impl<'a> Job<'a> {
    /// The job that the command line asks for.
    pub fn new(root: &'a Path, target: &'a Target) -> Self {
        let Some(out) = &target.out else {
            return Self {
                root,
                target,
                tree: Tree::of_crate(root.join(GENERATED)),
                shown: format!("{GENERATED}/"),
                command: "cargo xtask codegen".to_owned(),
            };
        };
        let mut command = "cargo xtask codegen --model".to_owned();
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
        Self { root, target, tree: Tree::of_crate(out), shown: out.display().to_string(), command }
    }

    /// The folder of the workspace.
    pub(crate) fn root(&self) -> &Path {
        self.root
    }

    fn is_default(&self) -> bool {
        self.target.out.is_none()
    }

    /// The file that keeps the arguments of constructors for the next crate, and the folder that it is in.
    pub(crate) fn constructors(&self, generated: &Generated) -> Option<(Tree, GeneratedFile)> {
        let (folder, path) = match &self.target.constructors {
            None if self.is_default() => (self.root.join(MODELS), CONSTRUCTORS.to_owned()),
            None => return None,
            Some(file) => {
                let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
                let name = file.file_name()?.to_string_lossy().into_owned();
                (folder.unwrap_or(Path::new(".")).to_owned(), name)
            }
        };
        Some((Tree::of_files(folder), GeneratedFile { path, text: generated.constructors.to_text() }))
    }

    /// Brings to an end what earlier runs left undone, in the output and, by default, in the models.
    fn recover(&self) -> Result<()> {
        let models = self.is_default().then(|| Tree::of_files(self.root.join(MODELS)));
        for tree in models.iter().chain([&self.tree]) {
            if let Some(done) = tree.recover()? {
                note(&format!("{}: {done}", tree.dir().display()));
            }
        }
        Ok(())
    }

    /// Somebody else's folder is never written to. What is in `generated/` is known to be ours.
    fn check_is_ours(&self) -> Result<()> {
        if self.is_default() { Ok(()) } else { self.tree.check_is_ours() }
    }

    /// What became of the output when a command failed.
    pub fn state_after_failure(&self) -> String {
        let Self { shown, command, .. } = self;
        if self.tree.is_unfinished() {
            format!("{shown} has a write that is not completed; run `{command}`")
        } else {
            format!("{shown} is untouched")
        }
    }

    /// Generates the crate; says what the model holds that has no effect, and what lacks documentation.
    ///
    /// # Errors
    ///
    /// Every problem of the model.
    pub fn generate(&self) -> Result<Generated> {
        let loaded = farrier::model::load(&self.sources()?)?;
        let generated = self.generate_from(&loaded)?;
        self.note_undocumented(&farrier::undocumented(&loaded.model, &self.target.choice.config(CRATE)));
        Ok(generated)
    }

    /// Generates the crate of a model that is at hand; says what it holds that has no effect.
    ///
    /// # Errors
    ///
    /// Every problem of the model.
    pub(crate) fn generate_from(&self, Loaded { model, unknown_traits }: &Loaded) -> Result<Generated> {
        let crate_name = match &self.target.crate_name {
            Some(name) => name.clone(),
            None if self.is_default() => CRATE.to_owned(),
            None => default_crate_name(model, self.target.choice.service.as_deref()),
        };
        let mut config = self.target.choice.config(&crate_name);
        if self.is_default() {
            config.runtime_path = Some(RUNTIME.to_owned());
            config.examples = examples(&self.root.join(MODELS).join("examples"))?;
        }
        let farrier::Output { files, constructors, .. } =
            farrier::output(model, &config).map_err(|problems| choice::suggest(model, &config, problems))?;
        if !unknown_traits.is_empty() {
            let uses: usize = unknown_traits.values().sum();
            note(&format!(
                "{} without effect, used {}",
                count(unknown_traits.len(), "unknown trait"),
                times(uses)
            ));
        }
        Ok(Generated { crate_name, files, constructors })
    }

    fn note_undocumented(&self, ids: &[String]) {
        if ids.is_empty() {
            return;
        }
        let list = if self.is_default() { format!(": {}", ids.join(", ")) } else { String::new() };
        let number = report::thousands(ids.len());
        note(&format!("without documentation (shapes and members): {number}{list}"));
    }

    fn sources(&self) -> Result<Vec<Source>> {
        if self.is_default() {
            let source = |(name, role)| {
                let name = format!("{MODELS}/{name}");
                read::source(&self.root.join(&name), name, role)
            };
            let is_there = |(name, role): &(&str, Role)| {
                *role != Role::Constructors || self.root.join(MODELS).join(name).exists()
            };
            return PARTS.into_iter().filter(is_there).map(source).collect();
        }
        let mut sources = Vec::new();
        for path in &self.target.model {
            for file in files_of(path)? {
                sources.push(read::source(&file, file.display().to_string(), Role::Model)?);
            }
        }
        for file in self.target.constructors.iter().filter(|file| file.exists()) {
            sources.push(read::source(file, file.display().to_string(), Role::Constructors)?);
        }
        Ok(sources)
    }
}

/// A file itself; of a folder, its C2J files.
fn files_of(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let files = read::c2j_service(path);
    if files.is_empty() {
        return Err(report::problem(
            path,
            "is a folder without service-2.json or service-2.json.gz; name a file, or let codegen take it alone",
        ));
    }
    Ok(files.into_iter().map(|(_, file)| file).collect())
}

/// The service's SDK id in lower case, without what no crate name has in it; otherwise the name of the shape.
fn default_crate_name(model: &Model, service: Option<&str>) -> String {
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
    first_crate_name(names).unwrap_or_else(|| "client".to_owned())
}

/// A path or a name as a shell takes it.
pub(crate) fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/\\.:_-+".contains(c);
    if text.chars().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

fn times(number: usize) -> String {
    if number == 1 { "once".to_owned() } else { format!("{} times", report::thousands(number)) }
}

/// The programs in a folder, in no particular order.
fn examples(folder: &Path) -> Result<Vec<Example>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut examples = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(report::at(folder))? {
        let path = entry.map_err(report::at(folder))?.path();
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        if let Some(name) = name.filter(|_| path.extension().is_some_and(|end| end == "rs")) {
            let text = String::from_utf8_lossy(&read::file(&path)?).into_owned();
            examples.push(Example { name, text });
        }
    }
    Ok(examples)
}
