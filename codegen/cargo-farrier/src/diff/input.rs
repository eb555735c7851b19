//! The source of a model to compare: a file or folder of any format, a wheel, or a git revision of this repository.

use std::path::Path;
use std::process::Command;

use farrier::model::{Role, Source, facts, merged_ast};
use farrier::{Config, Diagnostic, DiagnosticKind, Model};
use serde_json::Value;

use crate::Result;
use crate::config::{Crate, NAME, Project};
use crate::endpoint_tests::carry_over;
use crate::origin::{Found, Origin, find};
use crate::renames::{Renames, moved};
use crate::{c2j, fitting, read, wheel};

/// The owner of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A model of `farrier.toml`: facts with an overlay and documentation.
    Ours,
    /// A published model.
    Published,
}

/// A model to compare: its files, unpacked.
#[derive(Clone, Debug)]
pub struct Input {
    name: String,
    sources: Vec<Source>,
    /// The configuration of its crate, if it is a model of `farrier.toml`.
    config: Option<Config>,
}

/// The parts of a model of this repository that are also applied to a published one.
#[derive(Clone, Debug)]
pub(super) struct Lent {
    /// The overlay, and the order of arguments.
    files: Vec<Source>,
    ast: Value,
}

impl Input {
    /// A model of `farrier.toml`, from its files. Its crate has the operations and features of the configuration.
    pub fn ours(name: impl Into<String>, sources: Vec<Source>, config: Config) -> Self {
        Self { name: name.into(), sources, config: Some(config) }
    }

    /// The model in the working tree.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub fn working_tree(of_crate: &Crate) -> Result<Self> {
        Self::our_files(of_crate, "working tree")
    }

    /// The model of the last commit.
    ///
    /// # Errors
    ///
    /// There is no git, no commit, or no model in it.
    pub fn head(of_crate: &Crate) -> Result<Self> {
        Self::revision(of_crate, "HEAD")
    }

    /// Parses the name of a model: `REV:`, `REV:PATH`, or a path. An existing path is not a revision. The crate is that of a
    /// revision; `root` is the folder to which paths of revisions are relative.
    ///
    /// # Errors
    ///
    /// It does not exist, or is not a model.
    pub fn named(
        root: &Path,
        of_crate: impl Fn() -> Result<Crate>,
        name: &str,
        service: &dyn Fn() -> Result<String>,
        package: Option<&str>,
    ) -> Result<Self> {
        let path = Path::new(name);
        match name.split_once(':') {
            Some((revision, "")) if !path.exists() => Self::revision(&of_crate()?, revision),
            Some((revision, file)) if !path.exists() && is_revision(root, revision) => {
                let commit = commit(root, revision)?;
                let bytes = git(root, &["show", &format!("{commit}:./{file}")], name)?;
                Ok(Self::published(name, vec![source(name, read::unpack(name, bytes)?)]))
            }
            _ => Self::path(path, service, package),
        }
    }

    /// Returns the model at a path of any kind.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is not a model.
    pub fn path(path: &Path, service: &dyn Fn() -> Result<String>, package: Option<&str>) -> Result<Self> {
        let name = path.display().to_string();
        let project = path.join(NAME);
        if project.is_file() {
            let project = Project::read(&project, Path::new(""))?;
            return Self::our_files(project.named(package)?, &name);
        }
        if path.is_dir() {
            let files = match find(path, &service()?)? {
                Found::C2j(files) => files.into_iter().map(|(_, file)| file).collect(),
                Found::Ast(file) => vec![file],
            };
            let sources =
                files.iter().map(|file| read::source(file, file.display().to_string(), Role::Model));
            return Ok(Self::published(name, sources.collect::<Result<_>>()?));
        }
        let bytes = read::file(path)?;
        if wheel::is_zip(&bytes) || path.extension().is_some_and(|end| end.eq_ignore_ascii_case("whl")) {
            let files = wheel::read(&name, &bytes, &service()?)?.files;
            return Ok(Self::published(
                name,
                files.into_iter().map(|(_, name, bytes)| source(&name, bytes)).collect(),
            ));
        }
        Ok(Self::published(name.clone(), vec![source(&name, read::unpack(&name, bytes)?)]))
    }

    /// Returns its name as given by the user.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns its owner.
    pub fn kind(&self) -> Kind {
        if self.config.is_some() { Kind::Ours } else { Kind::Published }
    }

    /// Returns the configuration of its crate, if it is a model of `farrier.toml`.
    pub(super) fn config(&self) -> Option<&Config> {
        self.config.as_ref()
    }

    fn published(name: impl Into<String>, sources: Vec<Source>) -> Self {
        Self { name: name.into(), sources, config: None }
    }

    /// The files of a crate, without simulations, which have no effect on callers.
    fn our_files(of_crate: &Crate, name: &str) -> Result<Self> {
        let mut sources = of_crate.sources()?;
        sources.retain(|source| !of_crate.is_simulation(&source.name));
        Ok(Self::ours(name, sources, of_crate.config.clone()))
    }

    /// Returns the version of the package at a revision; `None` if it had no configuration.
    ///
    /// # Errors
    ///
    /// There is no git, or no such revision.
    pub(crate) fn version(of_crate: &Crate, revision: &str) -> Result<Option<String>> {
        let commit = commit(&of_crate.dir, revision)?;
        let file = git(&of_crate.dir, &["show", &format!("{commit}:./{}", of_crate.file)], revision);
        Ok(file.ok().and_then(|bytes| of_crate.version_in(&of_crate.file, &String::from_utf8_lossy(&bytes))))
    }

    /// The files of a crate at a revision, by the configuration of that revision.
    ///
    /// # Errors
    ///
    /// There is no git, no such revision, no model in it, or a mistake in its configuration.
    pub(crate) fn revision(of_crate: &Crate, revision: &str) -> Result<Self> {
        let dir = &of_crate.dir;
        let commit = commit(dir, revision)?;
        let of_crate = &crate_at(of_crate, revision, &commit)?;
        let listed = git(dir, &["ls-tree", "-r", "-z", "--name-only", &commit, "./"], revision)?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let names: Vec<&str> = listed.split('\0').collect();
        let mut sources = Vec::new();
        for (file, role) in of_crate.files_in(&names) {
            let name = of_crate.shown_name(file);
            if !of_crate.is_simulation(&name) {
                let bytes = git(dir, &["show", &format!("{commit}:./{file}")], revision)?;
                let name = format!("{revision}:{name}");
                sources.push(Source { bytes: read::unpack(&name, bytes)?, name, role });
            }
        }
        if !sources.iter().any(|source| source.role == Role::Model) {
            let wanted: Vec<String> =
                of_crate.models.iter().map(|model| of_crate.shown_name(model)).collect();
            let message = format!("the revision `{revision}` has no {}", wanted.join(" or "));
            return Err(Diagnostic::new(message).into());
        }
        let short = commit.get(..10).unwrap_or(&commit);
        let name =
            if commit.starts_with(revision) { short.to_owned() } else { format!("{revision} ({short})") };
        Ok(Self::ours(name, sources, of_crate.config.clone()))
    }

    /// Returns the format of its model, in a word; `None` if its text is not JSON.
    pub(super) fn form(&self) -> Option<&'static str> {
        let source = self.sources.iter().find(|source| source.role == Role::Model)?;
        let value = read::json(&source.name, &source.bytes).ok()?;
        Some(if value.get("smithy").is_some() { "Smithy JSON AST" } else { "C2J (botocore)" })
    }

    /// Returns the parts of a model of this repository that are applied to the published one.
    ///
    /// # Errors
    ///
    /// One of its overlays is not JSON, or its model is invalid.
    pub(super) fn lent(&self, renames: &Renames) -> Result<Option<Lent>> {
        if self.kind() == Kind::Published {
            return Ok(None);
        }
        let is_lent = |source: &&Source| matches!(source.role, Role::Overlay | Role::Constructors);
        let files: Vec<Source> = self.sources.iter().filter(is_lent).cloned().collect();
        Ok(Some(Lent { files: moved(&files, renames)?, ast: self.ast()? }))
    }

    /// Loads the model. `bare`: without documentation, and without prose of any kind. The lent parts are those of the other model:
    /// its overlay, and endpoint tests for a format that has none, as in `update`.
    pub(super) fn load(&self, bare: bool, lent: Option<&Lent>) -> Result<Model> {
        let mut sources = self.sources.clone();
        if bare {
            sources.retain(|source| source.role != Role::Documentation);
        }
        if bare && self.kind() == Kind::Published {
            let mut ast = facts::facts_only(self.ast()?);
            if let Some(lent) = lent {
                carry_over(&mut ast, Some(&lent.ast), None);
            }
            sources = vec![source(&self.name, ast.to_string().into_bytes())];
            sources.extend(lent.iter().flat_map(|lent| lent.files.clone()));
        }
        fitting::load_fitting(&self.name, &sources)
    }

    /// Returns the model as a Smithy JSON AST.
    fn ast(&self) -> Result<Value> {
        let models: Vec<Source> =
            self.sources.iter().filter(|source| source.role == Role::Model).cloned().collect();
        if models.iter().any(|source| !source.bytes.trim_ascii_start().starts_with(b"{")) {
            // Smithy IDL.
            return merged_ast(&models);
        }
        let mut files = Vec::new();
        for source in &models {
            let value = read::json(&source.name, &source.bytes)?;
            let kind = c2j::KINDS.into_iter().find(|kind| {
                Path::new(&source.name)
                    .file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with(kind))
            });
            let is_ast = value.get("smithy").is_some();
            let kind = if is_ast { None } else { Some(kind.unwrap_or(c2j::KINDS[0])) };
            files.push((kind, value));
        }
        Origin::of(self.name.clone(), files).ast()
    }
}

fn source(name: &str, bytes: Vec<u8>) -> Source {
    Source { name: name.to_owned(), bytes, role: Role::Model }
}

/// Returns a crate as the configuration of a commit describes it; as the current one does, if the commit has none.
fn crate_at(of_crate: &Crate, revision: &str, commit: &str) -> Result<Crate> {
    let Ok(text) = git(&of_crate.dir, &["show", &format!("{commit}:./{}", of_crate.file)], revision) else {
        return Ok(of_crate.clone());
    };
    let name = format!("{revision}:{}", of_crate.shown_file());
    let project = Project::parse(&of_crate.path(&of_crate.file), &of_crate.shown, &name, &text)?;
    // The only crate is the same one, also by another name.
    let only = project.crates.first().filter(|_| project.crates.len() == 1 && !of_crate.is_one_of_several);
    let found = project.crates.iter().find(|other| other.name() == of_crate.name()).or(only);
    found
        .cloned()
        .ok_or_else(|| Diagnostic::new(format!("has no crate `{}`", of_crate.name())).in_file(name).into())
}

/// Returns the commit of a revision.
fn commit(root: &Path, revision: &str) -> Result<String> {
    let wanted = format!("{revision}^{{commit}}");
    let args = ["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted];
    let no_commit = || {
        let why = if revision == "HEAD" { ": there is no git repository, or no commit in it" } else { "" };
        Diagnostic::new(format!("`{revision}` is not a commit of {}{why}", root.display())).into()
    };
    let out = git(root, &args, revision).map_err(|problems| {
        if problems.0.iter().any(|problem| problem.kind == DiagnosticKind::Program) {
            problems
        } else {
            no_commit()
        }
    })?;
    let commit = String::from_utf8_lossy(&out).trim().to_owned();
    if commit.is_empty() { Err(no_commit()) } else { Ok(commit) }
}

fn is_revision(root: &Path, revision: &str) -> bool {
    commit(root, revision).is_ok()
}

fn git(root: &Path, args: &[&str], about: &str) -> Result<Vec<u8>> {
    let out = Command::new("git").arg("-C").arg(root).args(args).output().map_err(|error| {
        let message = format!("cannot run git to read the revision: {error}");
        Diagnostic::new(message).of_kind(DiagnosticKind::Program).in_file(about)
    })?;
    if out.status.success() {
        return Ok(out.stdout);
    }
    let said = String::from_utf8_lossy(&out.stderr);
    let line = said.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ").to_owned();
    Err(Diagnostic::new(line).in_file(about).into())
}
