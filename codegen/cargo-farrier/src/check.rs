//! `check`: compares the generated files with the output of `generate`. Writes nothing.

use farrier::GeneratedFile;
use similar::TextDiff;

use crate::Result;
use crate::args::Target;
use crate::config::Project;
use crate::job::Job;
use crate::report::{self, count, print, say};
use crate::runtime::Copy;
use crate::tool::Tool;
use crate::tree::{Changes, Tree};

/// The maximum number of lines of a diff for one file, and for all files.
const LINES_PER_FILE: usize = 40;
const LINES_IN_ALL: usize = 200;

/// Compares and reports differences. True if there are none.
pub fn run(tool: Tool, project: impl FnOnce() -> Result<Project>, target: &Target) -> bool {
    if let Some(out) = &target.out {
        let is_well = one(&Job::of_target(tool, target));
        return Copy::below(out, tool).is_none_or(|copy| is_current(&copy, tool)) && is_well;
    }
    match project() {
        Ok(project) => {
            let results = project.crates.iter().map(|of_crate| one(&Job::of_crate(tool, of_crate)));
            let is_well = results.filter(|done| !done).count() == 0;
            project.copy(tool).is_none_or(|copy| is_current(&copy, tool)) && is_well
        }
        Err(problems) => {
            report::problems(&problems, "nothing was compared");
            false
        }
    }
}

/// Compares the runtime. True if there are no differences.
fn is_current(copy: &Copy, tool: Tool) -> bool {
    match copy.differences() {
        Ok(changes) if changes.is_empty() && changes.added.is_empty() => true,
        Ok(changes) => {
            let shown = copy.shown();
            // A new version of the tool changes many files; the others are few.
            list(
                &format!("{shown}/"),
                &Changes {
                    edited: changes.edited.clone(),
                    added: changes.added.clone(),
                    ..Changes::default()
                },
            );
            let differ = count(changes.len() + changes.added.len(), "different file");
            say(&format!(
                "error: {shown}, the runtime, is not up to date: {differ}; run `{}`",
                tool.generate
            ));
            false
        }
        Err(problems) => {
            report::problems(&problems, "the runtime was not compared");
            false
        }
    }
}

fn one(job: &Job<'_>) -> bool {
    match compare(job) {
        Ok(is_current) => is_current,
        Err(problems) => {
            report::problems(&problems, &job.state_after_failure());
            false
        }
    }
}

fn compare(job: &Job<'_>) -> Result<bool> {
    if job.tree.is_unfinished() {
        say(&format!("error: an earlier run was interrupted during a write; run `{}`", job.command));
        return Ok(false);
    }
    let generated = job.generate()?;
    let mut changes = job.tree.compare(&generated.files)?;
    if let Some((tree, file, folder)) = job.constructors(&generated) {
        let Changes { created, replaced, .. } = tree.compare(&[file])?;
        let named = |paths: Vec<String>| paths.into_iter().map(|path| format!("{folder}{path}"));
        changes.created.extend(named(created));
        changes.replaced.extend(named(replaced));
    }
    let total = count(generated.files.len(), "file");
    if changes.is_empty() && changes.added.is_empty() {
        say(&format!("{}: {total}, up to date", generated.crate_name));
        return Ok(true);
    }
    list("", &changes);
    diff(&job.tree, &generated.files, &changes);
    say(&format!(
        "error: {} is not up to date: {}, of {total}; {}",
        job.shown,
        numbers(&changes),
        what_next(job, &changes)
    ));
    Ok(false)
}

fn list(folder: &str, changes: &Changes) {
    let added = changes.added.iter().map(|added| added.path.clone()).collect();
    let lists = [
        ("stale", &changes.replaced),
        ("missing", &changes.created),
        ("orphan", &changes.removed),
        ("edited", &changes.edited),
        ("added", &added),
    ];
    for (kind, paths) in lists {
        paths.iter().for_each(|path| print(&format!("{kind}: {folder}{path}")));
    }
}

/// Returns the numbers of the differences; those of a user only if there are any.
fn numbers(changes: &Changes) -> String {
    let Changes { created, replaced, removed, edited, added } = changes;
    let mut text = format!("{} stale, {} missing, {} orphan", replaced.len(), created.len(), removed.len());
    for (number, kind) in [(edited.len(), "edited"), (added.len(), "added")] {
        if number > 0 {
            text.push_str(&format!(", {number} {kind}"));
        }
    }
    text
}

fn what_next(job: &Job<'_>, changes: &Changes) -> String {
    let mut steps = Vec::new();
    if !changes.edited.is_empty() {
        steps
            .push("move the edits to farrier.toml or to an overlay, or discard them with --force".to_owned());
    }
    if !changes.added.is_empty() {
        steps.push("move added files out of src/".to_owned());
    }
    if !changes.is_empty() {
        steps.push(format!("run `{}`", job.command));
    }
    steps.join("; ")
}

/// Shows the changes that `generate` would make to the stale files.
fn diff(tree: &Tree, files: &[GeneratedFile], changes: &Changes) {
    let mut left = LINES_IN_ALL;
    let mut cut = 0;
    let differs =
        |file: &&GeneratedFile| changes.replaced.contains(&file.path) || changes.edited.contains(&file.path);
    for file in files.iter().filter(differs) {
        let lines = unified(&file.path, &tree.text(&file.path), &file.text);
        let shown = lines.len().min(LINES_PER_FILE).min(left);
        if shown == 0 {
            cut += lines.len();
            continue;
        }
        print("");
        lines[..shown].iter().for_each(|line| print(line));
        if shown < lines.len() {
            print(&format!("... {} of this file not shown", more(lines.len() - shown)));
        }
        left -= shown;
    }
    if cut > 0 {
        print(&format!("... {} of other files not shown", more(cut)));
    }
}

fn more(lines: usize) -> String {
    count(lines, "more line")
}

fn unified(path: &str, old: &str, new: &str) -> Vec<String> {
    let diff = TextDiff::from_lines(old, new);
    let text = diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string();
    text.lines().map(str::to_owned).collect()
}
