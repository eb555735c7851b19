//! Processes batches: generates, compiles unknown crates, records results, frees disk space.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use farrier::model::ShapeKind;
use farrier::{Diagnostic, Diagnostics, GeneratedFile};

use super::compile::{How, Outcomes, Package, Verdict};
use super::state::{Compiled, Open, State, digest, digest_of_package};
use super::{End, Row, disk, models, service_of};
use crate::cli;
use crate::project::TOOL;
use cargo_farrier::Result;
use cargo_farrier::batch::find::Entry;
use cargo_farrier::batch::{self, Clashes, pool};
use cargo_farrier::choice;
use cargo_farrier::progress::Progress;
use cargo_farrier::report::{at, count, problem, say};
use cargo_farrier::scratch;

/// The maximum size of the models in a batch, in bytes: their compiled crates take about a hundred times that.
const MODELS: usize = 12 * 1024 * 1024;

/// A running sweep.
pub(super) struct Sweep<'a> {
    root: &'a Path,
    scratch: PathBuf,
    entries: &'a [Entry],
    /// Whether a model that cannot be generated is a failure, because it was selected by name.
    is_named: bool,
    how: How,
    most: usize,
    state: State,
    /// Other inputs of a crate's result.
    with: String,
}

/// A generated crate.
struct Made {
    name: String,
    operations: usize,
    lines: usize,
    digest: String,
    files: Vec<GeneratedFile>,
}

impl<'a> Sweep<'a> {
    /// Prepares to run; removes leftovers of earlier runs from the disk.
    pub(super) fn new(
        root: &'a Path,
        scratch: PathBuf,
        args: &cli::Sweep,
        entries: &'a [Entry],
        state: State,
    ) -> Result<Self> {
        let how = How { clippy: args.clippy, jobs: args.jobs };
        let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap_or_default();
        let runtime = digest_of_package(Path::new(TOOL.runtime.unwrap_or_default()))?;
        let with = format!("{}\n{}\n{lock}\n{runtime}", toolchain()?, how.shown());
        let most = usize::from(args.batch);
        let is_named = models::are_named(args);
        let mut sweep = Self { root, scratch, entries, is_named, how, most, state, with };
        sweep.close(&Outcomes::default())?;
        Ok(sweep)
    }

    /// Returns the result of each model.
    pub(super) fn run(&mut self) -> Result<Vec<Row>> {
        let clashes = Clashes::of(self.entries);
        let batches = batches(self.entries, self.most);
        let mut rows = Vec::new();
        for (index, entries) in batches.iter().enumerate() {
            disk::check_room(&self.scratch)?;
            let names: Vec<_> = entries.iter().map(service_of).collect();
            say(&format!("batch {} of {}: {}", index + 1, batches.len(), names.join(" ")));
            rows.extend(self.batch(entries, &clashes)?);
        }
        Ok(rows)
    }

    fn batch(&mut self, entries: &[Entry], clashes: &Clashes<'_>) -> Result<Vec<Row>> {
        let progress = Progress::new(entries.len());
        let made = pool::run(entries, |entry| {
            progress.step(&service_of(entry));
            let checked = clashes.check(entry).map_err(|problems| (problems, false));
            checked.and_then(|()| self.made(entry))
        });
        let mut rows = Vec::new();
        let mut waiting = Vec::new();
        for (entry, made) in entries.iter().zip(made) {
            let (end, made) = match made {
                Ok(made) => match self.state.known(&made.name, &made.digest) {
                    Some(known) => (Some(end_of(known.clone(), true)), Some(made)),
                    None => (None, Some(made)),
                },
                Err((problems, is_refusal)) => (Some(self.refused(&problems, is_refusal)), None),
            };
            let row = Row {
                service: service_of(entry),
                crate_name: entry.crate_name.clone(),
                operations: made.as_ref().map_or(0, |made| made.operations),
                lines: made.as_ref().map_or(0, |made| made.lines),
                // Replaced below.
                end: end.unwrap_or(End::Compiles { known: false }),
            };
            if let Some(made) = made.filter(|made| self.state.known(&made.name, &made.digest).is_none()) {
                waiting.push((rows.len(), made));
            }
            rows.push(row);
        }
        let ends = self.compile(&waiting)?;
        for ((index, _), end) in waiting.into_iter().zip(ends) {
            rows[index].end = end;
        }
        Ok(rows)
    }

    /// Generates a crate; or returns the problems, and whether they are those of the model.
    fn made(&self, entry: &Entry) -> std::result::Result<Made, (Diagnostics, bool)> {
        let Some(name) = entry.crate_name.clone() else {
            let nameless = || problem(entry.main(), "has no service name for the crate");
            return Err((batch::model(entry).err().unwrap_or_else(nameless), true));
        };
        let mut has_panicked = true;
        let made = pool::caught(|| {
            let made = batch::model(entry).and_then(|model| {
                let is_operation = |kind: &ShapeKind| matches!(kind, ShapeKind::Operation(_));
                let operations = model.shapes.values().filter(|shape| is_operation(&shape.kind)).count();
                Ok((operations, batch::text(&model, &choice::config(TOOL, &name))?))
            });
            has_panicked = false;
            made
        });
        let (operations, files) = made.map_err(|problems| (problems, !has_panicked))?;
        let lines = files.iter().map(|file| file.text.lines().count()).sum();
        let digest = digest(&self.with, &files);
        Ok(Made { name, operations, lines, digest, files })
    }

    fn refused(&self, problems: &Diagnostics, is_refusal: bool) -> End {
        let reason = |problem: &Diagnostic| {
            let subject = problem.subject.as_ref().map(|subject| format!("{subject}: ")).unwrap_or_default();
            format!("{subject}{}", problem.message)
        };
        let reasons = problems.0.iter().map(reason).collect();
        if is_refusal && !self.is_named { End::Rejected(reasons) } else { End::Failed(reasons) }
    }

    /// Compiles crates and records their results.
    fn compile(&mut self, made: &[(usize, Made)]) -> Result<Vec<End>> {
        let made: Vec<&Made> = made.iter().map(|(_, made)| made).collect();
        if made.is_empty() {
            return Ok(Vec::new());
        }
        let verdicts = self.verdicts(&made)?;
        let mut ends = Vec::new();
        for made in &made {
            let end = match verdicts.get(&made.name) {
                Some(Verdict::Compiled(faults, more)) => {
                    let compiled =
                        Compiled { digest: made.digest.clone(), faults: faults.clone(), more: *more };
                    self.state.insert(&made.name, compiled.clone());
                    end_of(compiled, false)
                }
                // That may have been a failure of the machine: it is not kept.
                Some(Verdict::Unclear(reason)) => End::Failed(vec![reason.clone()]),
                None => End::Failed(vec!["it was not compiled".to_owned()]),
            };
            ends.push(end);
        }
        self.state.save()?;
        Ok(ends)
    }

    fn verdicts(&mut self, made: &[&Made]) -> Result<BTreeMap<String, Verdict>> {
        let packages: Vec<_> = made.iter().map(|made| Package::new(&made.name, &made.files)).collect();
        let crates = self.scratch.join("crates");
        let names: Vec<String> = made.iter().map(|made| made.name.clone()).collect();
        self.state.open = Some(Open::now(names.clone()));
        self.state.save()?;
        for made in made {
            disk::write(&crates.join(&made.name), &made.files)?;
        }
        scratch::write(self.root, &crates, &names)?;
        let log = self.scratch.join("cargo.log");
        let outcomes = self.how.compile(self.root, &crates, &log, &packages)?;
        self.close(&outcomes)?;
        if let Some(said) = outcomes.stopped_early() {
            let [_, _, ..] = made else {
                let verdicts =
                    packages.iter().map(|package| (package.name.clone(), outcomes.verdict(package)));
                return Ok(verdicts.collect());
            };
            // One of them prevents the others, or cargo cannot work at all: separate runs tell.
            let first = said.lines().find(|line| line.starts_with("error")).unwrap_or_default();
            say(&format!(
                "cargo compiles none of {} ({first}); trying each separately",
                count(made.len(), "crate")
            ));
            let mut verdicts = BTreeMap::new();
            for one in made {
                verdicts.extend(self.verdicts(&[one])?);
            }
            return Ok(verdicts);
        }
        let verdicts = packages.iter().map(|package| (package.name.clone(), outcomes.verdict(package)));
        Ok(verdicts.collect())
    }

    /// Removes the open batch from the disk.
    fn close(&mut self, outcomes: &Outcomes) -> Result<()> {
        if let Some(open) = &self.state.open {
            disk::clean(self.root, &self.scratch.join("crates"), open, &outcomes.artefacts)?;
            self.state.open = None;
        }
        Ok(())
    }
}

fn end_of(compiled: Compiled, known: bool) -> End {
    if compiled.faults.is_empty() { End::Compiles { known } } else { End::Faulty(compiled) }
}

/// Splits the models into batches, by number and by size.
fn batches(entries: &[Entry], most: usize) -> Vec<&[Entry]> {
    let mut batches = Vec::new();
    let mut rest = entries;
    while !rest.is_empty() {
        let mut bytes = 0;
        let fits = rest.iter().take(most).take_while(|entry| {
            bytes += entry.bytes;
            bytes <= MODELS
        });
        let (batch, others) = rest.split_at(fits.count().max(1));
        batches.push(batch);
        rest = others;
    }
    batches
}

/// The version output of the compiler.
fn toolchain() -> Result<String> {
    let cargo = scratch::program();
    let output =
        Command::new(&cargo).args(["--version", "--verbose"]).output().map_err(at(Path::new(&cargo)))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_bounded_by_number_and_by_size() {
        let entry = |bytes| Entry { files: Vec::new(), crate_name: None, bytes };
        let sizes = |most, entries: &[Entry]| {
            batches(entries, most).iter().map(|batch| batch.len()).collect::<Vec<_>>()
        };
        let small: Vec<Entry> = (0..5).map(|_| entry(1)).collect();
        assert_eq!(sizes(2, &small), [2, 2, 1]);
        let large = [entry(2 * MODELS), entry(MODELS), entry(1), entry(1)];
        assert_eq!(sizes(10, &large), [1, 1, 2]);
        assert_eq!(sizes(10, &[]), [0; 0]);
    }
}
