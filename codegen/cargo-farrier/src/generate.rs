//! `generate`: models on the disk -> the files of crates on the disk.

use std::time::Instant;

use crate::Result;
use crate::args::Generate;
use crate::batch;
use crate::config::Project;
use crate::job::{Generated, Job};
use crate::report::{self, count, note, say};
use crate::runtime::Copy;
use crate::tool::Tool;
use crate::tree::{Added, Changes};

/// Generates the crates of the command line, or those of `farrier.toml`; writes them, and reports the result. True if there was
/// no problem.
pub fn run(tool: Tool, project: impl FnOnce() -> Result<Project>, args: &Generate) -> bool {
    let started = Instant::now();
    let target = &args.target;
    if let (Some(models), Some(out)) = (batch::folder_of_models(target), &target.out) {
        return batch::run(tool, models, out, args, started);
    }
    if args.workspace {
        say("error: --workspace needs --model DIR, where DIR is a folder of models");
        return false;
    }
    if let Some(out) = &target.out {
        let copy = Copy::below(out, tool).map(|copy| copy.discarding_edits(args.force));
        let job = Job::of_target(tool, target).discarding_edits(args.force);
        return can_be_written(copy.as_ref()) && one(&job, started) && copy.is_none_or(|copy| copied(&copy));
    }
    let project = match project() {
        Ok(project) => project,
        Err(problems) => {
            report::problems(&problems, "nothing was generated");
            return false;
        }
    };
    note_licenses(&project);
    let copy = project.copy(tool).map(|copy| copy.discarding_edits(args.force));
    if !can_be_written(copy.as_ref()) {
        return false;
    }
    let job = |of_crate| Job::of_crate(tool, of_crate).discarding_edits(args.force);
    // A crate that cannot be generated does not stop the others.
    let results: Vec<bool> =
        project.crates.iter().map(|of_crate| one(&job(of_crate), Instant::now())).collect();
    // Without crates, nothing needs the runtime.
    let copy = copy.filter(|_| results.contains(&true));
    copy.is_none_or(|copy| copied(&copy)) && !results.contains(&false)
}

/// Whether the runtime can be written: its obstacles stop a run before it writes crates.
pub(crate) fn can_be_written(copy: Option<&Copy>) -> bool {
    let Some(Err(problems)) = copy.map(Copy::preview) else { return true };
    report::problems(&problems, "nothing was written");
    false
}

/// Writes the runtime. True if there was no problem.
pub(crate) fn copied(copy: &Copy) -> bool {
    let written = copy.write();
    if let Err(problems) = &written {
        report::problems(problems, &format!("{} is not complete", copy.shown()));
    }
    written.is_ok()
}

impl Project {
    /// Returns the copy of the runtime, if the crates depend on one.
    pub(crate) fn copy(&self, tool: Tool) -> Option<Copy> {
        let dir = self.runtime.as_ref()?;
        let of_crate = self.crates.first()?;
        let shown = dir.strip_prefix(&of_crate.dir).map_or_else(
            |_| dir.display().to_string(),
            |name| of_crate.shown_name(&name.display().to_string()),
        );
        let command = of_crate.config.command.as_deref().unwrap_or(tool.generate);
        Some(Copy::new(dir, shown, command))
    }
}

fn one(job: &Job<'_>, started: Instant) -> bool {
    match write(job) {
        Ok((changes, generated)) => {
            let lines: usize = generated.files.iter().map(|file| file.text.lines().count()).sum();
            say(&format!(
                "{}: {}, {}, {} changed, {} removed, in {} ms",
                generated.crate_name,
                count(generated.files.len(), "file"),
                count(lines, "line"),
                report::thousands(changes.written()),
                report::thousands(changes.removed.len()),
                started.elapsed().as_millis()
            ));
            note_added(&job.shown, &changes);
            true
        }
        Err(problems) => {
            report::problems(&problems, &job.state_after_failure());
            false
        }
    }
}

fn write(job: &Job<'_>) -> Result<(Changes, Generated)> {
    job.recover()?;
    job.check_is_ours()?;
    let generated = job.generate()?;
    // Obstacles of both are found before the first is written.
    job.tree.preview(&generated.files)?;
    if let Some((tree, file, _)) = job.constructors(&generated) {
        // Whichever of the two is written alone, the next run makes the same of it.
        tree.recover()?;
        tree.write(&[file])?;
    }
    Ok((job.tree.write(&generated.files)?, generated))
}

/// Reports the files in the folders of a crate that are not generated.
pub(crate) fn note_added(shown: &str, changes: &Changes) {
    for Added { path, was_generated } in &changes.added {
        let what = if *was_generated {
            "is no longer one of farrier's files, and is kept because it was edited or moved"
        } else {
            "is not one of farrier's files, and is kept; it is no part of the crate unless another file includes it"
        };
        let slash = if shown.ends_with('/') { "" } else { "/" };
        note(&format!("{shown}{slash}{path}: {what}"));
    }
}

/// Says once that packages claim no license.
fn note_licenses(project: &Project) {
    let packages = project.crates.iter().map(|of_crate| &of_crate.config.package);
    let without: Vec<&str> =
        packages.filter(|package| package.license.is_none()).map(|package| package.name.as_str()).collect();
    if !without.is_empty() {
        note(&format!(
            "no license is claimed for {}: set `package.license` if you know the terms of the model",
            without.join(", ")
        ));
    }
}
