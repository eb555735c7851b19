//! `generate --model DIR`: generates a crate for each model in a folder, and reports the results.
//!
//! Each crate is generated and written as if it were the only one. A model that cannot be generated does not stop the
//! others. Messages are in the order of the models, whatever the order of the work.

pub mod find;
mod peek;
pub mod pool;
mod summary;

pub use self::summary::peak_memory;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use farrier::model::{Role, Source};
use farrier::{Config, Diagnostic, GeneratedFile, Model, Runtime};

use self::find::Entry;
use self::summary::{Done, Summary};
use crate::Result;
use crate::args::{Generate, Target};
use crate::choice::{Choice, RUNTIME, suggest};
use crate::generate::{copied, note_added};
use crate::progress::Progress;
use crate::report::{note, problem, problems, say};
use crate::runtime::Copy;
use crate::tool::Tool;
use crate::tree::Tree;
use crate::{c2j, read};

/// Returns the folder of models, if there is one argument that is not the folder of a single C2J service.
pub fn folder_of_models(target: &Target) -> Option<&Path> {
    let [path] = target.model.as_slice() else { return None };
    (path.is_dir() && c2j::service(path).is_empty()).then_some(path)
}

/// Generates a crate from each model in a folder and reports the result. True if there was no problem.
pub fn run(tool: Tool, models: &Path, out: &Path, args: &Generate, started: Instant) -> bool {
    let Generate { target, workspace, force } = args;
    let of_one = target.crate_name.as_ref().map(|_| "--crate-name");
    let of_one = of_one.or(target.constructors.as_ref().map(|_| "--constructors"));
    let of_one = of_one.or(target.choice.of_one_model());
    let entries = match of_one {
        Some(option) => Err(problem(
            models,
            format!("is a folder of models, but {option} is for a single model; name a file"),
        )),
        None => find::models(models),
    };
    let entries = match entries {
        Ok(entries) => entries,
        Err(found) => {
            problems(&found, &format!("{} is unchanged", out.display()));
            return false;
        }
    };

    let left_out = LeftOut { tool, choice: &target.choice, found: Mutex::default() };
    let tree = |name: &str| Tree::of_crate(out.join(name)).discarding_edits(*force);
    let results = generate_all(&entries, &tree, &left_out);
    let mut summary = Summary::default();
    let mut crates = Vec::new();
    for (entry, result) in entries.iter().zip(results) {
        match result {
            Ok(done) => {
                if let Some(recovered) = done.recovered {
                    note(&format!("{}: {recovered}", out.join(&done.name).display()));
                }
                note_added(&out.join(&done.name).display().to_string(), &done.changes);
                summary.add(&done);
                crates.push(done.name);
            }
            Err(found) => {
                for mut diagnostic in found.0 {
                    diagnostic.file.get_or_insert_with(|| entry.shown());
                    say(&format!("error: {diagnostic}"));
                }
                summary.failed += 1;
            }
        }
    }
    // Without crates, nothing needs the runtime or a workspace.
    let copy = Copy::below(out, tool).filter(|_| !crates.is_empty());
    let is_copied = copy.is_none_or(|copy| copied(&copy.discarding_edits(*force)));
    let nowhere = left_out.nowhere();
    for name in &nowhere {
        say(&format!(
            "error: {}: no model has the operation `{name}`, so it cannot be excluded",
            models.display()
        ));
    }
    let written =
        if *workspace && !crates.is_empty() { write_workspace(tool, out, crates, *force) } else { Ok(()) };
    summary.print(started.elapsed());
    if let Err(found) = &written {
        problems(found, "no workspace was written");
    }
    summary.failed == 0 && is_copied && nowhere.is_empty() && written.is_ok()
}

/// The operations to exclude, and those of them that at least one model has.
struct LeftOut<'a> {
    tool: Tool,
    choice: &'a Choice,
    found: Mutex<BTreeSet<String>>,
}

impl LeftOut<'_> {
    /// Returns the configuration of the crate of a model.
    fn config(&self, model: &Model, crate_name: &str) -> Config {
        let choice = self.choice.of_model(model);
        self.found.lock().unwrap_or_else(PoisonError::into_inner).extend(choice.without.iter().cloned());
        let mut config = choice.config(self.tool, crate_name);
        if self.tool.runtime.is_none() {
            // One copy for all crates.
            config.package.runtime = Runtime::Path(format!("../{RUNTIME}"));
        }
        config
    }

    /// Returns the operations that no model has.
    fn nowhere(&self) -> Vec<&str> {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        self.choice.without.iter().map(String::as_str).filter(|name| !found.contains(*name)).collect()
    }
}

fn generate_all(
    entries: &[Entry],
    tree: &(impl Fn(&str) -> Tree + Sync),
    left_out: &LeftOut<'_>,
) -> Vec<Result<Done>> {
    let clashes = Clashes::of(entries);
    // The largest first, so that no large model is the last.
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(entries[*index].bytes));
    let jobs: Vec<_> = order.iter().map(|index| &entries[*index]).collect();

    let progress = Progress::new(jobs.len());
    let results = pool::run(&jobs, |entry| {
        progress.step(&entry.shown());
        clashes.check(entry).and_then(|()| pool::caught(|| generate(entry, tree, left_out)))
    });
    let mut results: Vec<_> = order.into_iter().zip(results).collect();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Models by the names of their crates.
pub struct Clashes<'e>(BTreeMap<String, Vec<&'e Entry>>);

impl<'e> Clashes<'e> {
    /// Those of some models.
    pub fn of(entries: &'e [Entry]) -> Self {
        let mut by_name: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
        for entry in entries {
            if let Some(name) = Self::key(entry) {
                by_name.entry(name).or_default().push(entry);
            }
        }
        Self(by_name)
    }

    /// Cargo treats `a-b` and `a_b` as equal in some places.
    fn key(entry: &Entry) -> Option<String> {
        entry.crate_name.as_deref().map(|name| name.replace('-', "_"))
    }

    /// Two models with one name are both rejected if their files do not distinguish them: it is unknown which of them
    /// owns the folder.
    ///
    /// # Errors
    ///
    /// Another model's crate has the same name.
    pub fn check(&self, entry: &Entry) -> Result<()> {
        let same = Self::key(entry).and_then(|key| self.0.get(&key)).map_or(&[][..], Vec::as_slice);
        let others: Vec<_> = same.iter().filter(|other| other.main() != entry.main()).collect();
        if others.is_empty() {
            return Ok(());
        }
        let others: Vec<_> = others.into_iter().map(|other| other.shown()).collect();
        let name = entry.crate_name.as_deref().unwrap_or_default();
        let message = format!(
            "its crate would be `{name}`, like that of {}; generate one of them separately, with --crate-name",
            others.join(", ")
        );
        Err(problem(entry.main(), message))
    }
}

fn generate(entry: &Entry, tree: impl Fn(&str) -> Tree, left_out: &LeftOut<'_>) -> Result<Done> {
    // A model without a name is invalid, and its problem is reported later.
    let name = entry.crate_name.clone().unwrap_or_else(|| "client".to_owned());
    let tree = tree(&name);
    let recovered = if entry.crate_name.is_some() { tree.recover()? } else { None };
    let model = model(entry)?;
    let files = text(&model, &left_out.config(&model, &name))?;
    if entry.crate_name.is_none() {
        return Err(problem(entry.main(), "has no service name for the crate"));
    }
    tree.check_is_ours()?;
    let changes = tree.write(&files).map_err(|mut found| {
        if tree.is_unfinished() {
            let message = "has an incomplete write; run the same command again";
            found.push(Diagnostic::new(message).in_file(tree.dir().display().to_string()));
        }
        found
    })?;
    Ok(Done {
        name,
        files: files.len(),
        lines: files.iter().map(|file| file.text.lines().count()).sum(),
        changes,
        recovered,
    })
}

/// Reads a model.
///
/// # Errors
///
/// Every problem of its files.
pub fn model(entry: &Entry) -> Result<Model> {
    let source = |path: &_| read::source(path, Path::display(path).to_string(), Role::Model);
    let sources: Vec<Source> = entry.files.iter().map(|path| source(path)).collect::<Result<_>>()?;
    Ok(farrier::model::load(&sources)?.model)
}

/// Returns the crate of a model.
///
/// # Errors
///
/// Every problem of the model.
pub fn text(model: &Model, config: &Config) -> Result<Vec<GeneratedFile>> {
    farrier::generate(model, config).map_err(|problems| suggest(model, config, problems, false))
}

const HEADER: &str = "# @generated by farrier";

/// Writes the `Cargo.toml` that makes a workspace of the crates.
fn write_workspace(tool: Tool, out: &Path, mut crates: Vec<String>, force: bool) -> Result<()> {
    let tree = Tree::of_files(out).discarding_edits(force);
    let manifest = out.join("Cargo.toml");
    if manifest.exists() && !read::file(&manifest)?.starts_with(HEADER.as_bytes()) {
        return Err(problem(
            &manifest,
            "was not generated and is not overwritten; remove it or omit --workspace",
        ));
    }
    tree.recover()?;
    crates.sort_unstable();
    let members: String = crates.iter().map(|name| format!("    \"{name}\",\n")).collect();
    let text = format!(
        "{HEADER}.\n# Do not edit: `{} --workspace` writes it, and stops if it was edited.\n\n\
         [workspace]\nresolver = \"2\"\nmembers = [\n{members}]\n",
        tool.generate
    );
    tree.write(&[GeneratedFile { path: "Cargo.toml".to_owned(), text }]).map(drop)
}
