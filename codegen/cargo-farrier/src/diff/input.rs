//! The source of a model to compare: a file or folder of any format, a wheel, or a git revision of this repository.

use std::path::Path;
use std::process::Command;

use farrier::model::{Role, Source, facts};
use farrier::{Diagnostic, DiagnosticKind, Model};
use serde_json::Value;

use crate::Result;
use crate::codegen::{CONSTRUCTORS, MODELS};
use crate::endpoint_tests::carry_over;
use crate::fitting;
use crate::origin::{Found, Origin, find};
use crate::read::{self, C2J_FILES};
use crate::renames::{Renames, moved};
use crate::wheel;

/// The owner of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A model of this repository: facts with an overlay and documentation, as in `models/`.
    Ours,
    /// A published model.
    Published,
}

/// A model to compare: its files, unpacked.
#[derive(Clone, Debug)]
pub struct Input {
    name: String,
    kind: Kind,
    sources: Vec<Source>,
}

/// The parts of a model of this repository that are also applied to a published one.
#[derive(Clone, Debug)]
pub(super) struct Lent {
    /// The overlay, and the order of arguments.
    files: Vec<Source>,
    ast: Value,
}

/// The files of a model of this repository.
const PARTS: [(&str, Role); 4] = [
    ("service.json", Role::Model),
    ("overlay.json", Role::Overlay),
    ("docs.json", Role::Documentation),
    (CONSTRUCTORS, Role::Constructors),
];

impl Input {
    /// A model of this repository, from its files: `service.json`, and the others that exist.
    pub fn ours(name: impl Into<String>, sources: Vec<Source>) -> Self {
        Self { name: name.into(), kind: Kind::Ours, sources }
    }

    /// The model in the working tree.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub fn working_tree(root: &Path) -> Result<Self> {
        Self::our_folder(&root.join(MODELS), "working tree")
    }

    /// The model of the last commit.
    ///
    /// # Errors
    ///
    /// There is no git, no commit, or no model in it.
    pub fn head(root: &Path) -> Result<Self> {
        Self::revision(root, "HEAD")
    }

    /// Parses the name of a model: `REV:`, `REV:PATH`, or a path. An existing path is not a revision.
    ///
    /// # Errors
    ///
    /// It does not exist, or is not a model.
    pub fn named(root: &Path, name: &str, service: &str) -> Result<Self> {
        let path = Path::new(name);
        match name.split_once(':') {
            Some((revision, "")) if !path.exists() => Self::revision(root, revision),
            Some((revision, file)) if !path.exists() && is_revision(root, revision) => {
                let commit = commit(root, revision)?;
                let bytes = git(root, &["show", &format!("{commit}:./{file}")], name)?;
                Ok(Self::published(name, vec![source(name, read::unpack(name, bytes)?)]))
            }
            _ => Self::path(path, service),
        }
    }

    /// Returns the model at a path of any kind.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is not a model.
    pub fn path(path: &Path, service: &str) -> Result<Self> {
        let name = path.display().to_string();
        if path.join(PARTS[0].0).is_file() {
            return Self::our_folder(path, &name);
        }
        if path.is_dir() {
            let files = match find(path, service)? {
                Found::C2j(files) => files.into_iter().map(|(_, file)| file).collect(),
                Found::Ast(file) => vec![file],
            };
            let sources =
                files.iter().map(|file| read::source(file, file.display().to_string(), Role::Model));
            return Ok(Self::published(name, sources.collect::<Result<_>>()?));
        }
        let bytes = read::file(path)?;
        if wheel::is_zip(&bytes) || path.extension().is_some_and(|end| end.eq_ignore_ascii_case("whl")) {
            let files = wheel::read(&name, &bytes, service)?.files;
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
        self.kind
    }

    fn published(name: impl Into<String>, sources: Vec<Source>) -> Self {
        Self { name: name.into(), kind: Kind::Published, sources }
    }

    fn our_folder(dir: &Path, name: &str) -> Result<Self> {
        let mut sources = Vec::new();
        for (file, role) in PARTS {
            let path = dir.join(file);
            if role == Role::Model || path.is_file() {
                sources.push(read::source(&path, path.display().to_string(), role)?);
            }
        }
        Ok(Self::ours(name, sources))
    }

    fn revision(root: &Path, revision: &str) -> Result<Self> {
        let commit = commit(root, revision)?;
        let listed = git(root, &["ls-tree", "--name-only", &commit, &format!("./{MODELS}/")], revision)?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let mut sources = Vec::new();
        for (file, role) in PARTS {
            if listed.lines().any(|line| line.ends_with(&format!("{MODELS}/{file}"))) {
                let bytes = git(root, &["show", &format!("{commit}:./{MODELS}/{file}")], revision)?;
                sources.push(Source { name: format!("{revision}:{MODELS}/{file}"), bytes, role });
            }
        }
        if !sources.iter().any(|source| source.role == Role::Model) {
            let message = format!("the revision `{revision}` has no {MODELS}/{}", PARTS[0].0);
            return Err(Diagnostic::new(message).into());
        }
        let short = commit.get(..10).unwrap_or(&commit);
        let name =
            if commit.starts_with(revision) { short.to_owned() } else { format!("{revision} ({short})") };
        Ok(Self::ours(name, sources))
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
    /// One of its files is not JSON.
    pub(super) fn lent(&self, renames: &Renames) -> Result<Option<Lent>> {
        if self.kind == Kind::Published {
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
        if bare && self.kind == Kind::Published {
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
        let mut files = Vec::new();
        for source in self.sources.iter().filter(|source| source.role == Role::Model) {
            let value = read::json(&source.name, &source.bytes)?;
            let kind = C2J_FILES.into_iter().find(|kind| {
                Path::new(&source.name)
                    .file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with(kind))
            });
            let is_ast = value.get("smithy").is_some();
            let kind = if is_ast { None } else { Some(kind.unwrap_or(C2J_FILES[0])) };
            files.push((kind, value));
        }
        Origin::of(self.name.clone(), files).ast()
    }
}

fn source(name: &str, bytes: Vec<u8>) -> Source {
    Source { name: name.to_owned(), bytes, role: Role::Model }
}

/// Returns the commit of a revision.
fn commit(root: &Path, revision: &str) -> Result<String> {
    let wanted = format!("{revision}^{{commit}}");
    let args = ["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted];
    let no_commit = || Diagnostic::new(format!("`{revision}` is not a commit of {}", root.display())).into();
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
