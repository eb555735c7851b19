//! `update`: from a new model to the file of the model, as a Smithy 2.0 JSON AST, `SOURCE.toml`, its origin, and the generated
//! crate, with a review of the changes.
//!
//! Everything is computed before anything is written: a failure changes nothing. An overlay entry that does not fit the new
//! model is such a failure, so that no generated crate silently loses a feature; `--fit` or an edit
//! confirms it.

mod changelog;
mod lock;
mod mentions;
mod own;
mod plan;
mod pull_request;
mod release;
mod remaining;
mod secrets;
mod stubs;

use std::io::{self, Write as _};
use std::path::Path;

use farrier::{Diagnostic, Diagnostics};
use serde_json::Value;

use self::lock::Locked;
pub use self::plan::{Plan, Written};
pub use self::release::{Release, Text};
use crate::Result;
use crate::args::{Format, Update};
use crate::config::{Crate, Project};
use crate::endpoint_tests::{self, Carried};
use crate::generate::{can_be_written, copied, note_added};
use crate::origin::{Facts, Origin};
use crate::report::{self, count, note, print, say};
use crate::runtime::Copy;
use crate::tool::Tool;
use crate::tree::Changes;
use crate::{pip, read, versions, write};

/// The work of a repository that has more files about the model.
#[derive(Debug, Default)]
pub struct Also {
    /// Files to write.
    pub texts: Vec<Text>,
    /// Work that remains.
    pub remaining: Vec<String>,
}

/// Takes the new model and reports the result. True if there was no problem.
pub fn run(tool: Tool, project: impl FnOnce() -> Result<Project>, args: &Update) -> bool {
    run_also(tool, project, args, &|_, _| Ok(Also::default()))
}

/// The same, and does the work of a repository.
pub fn run_also(
    tool: Tool,
    project: impl FnOnce() -> Result<Project>,
    args: &Update,
    also: &dyn Fn(&Crate, &Plan) -> Result<Also>,
) -> bool {
    let named = |project: Project| {
        let of_crate = project.named(args.package.as_deref())?.clone();
        Ok((project, of_crate))
    };
    match project().and_then(named) {
        Ok((project, of_crate)) => one(tool, &project, &of_crate, args, also),
        Err(problems) => {
            report::problems(&problems, "nothing was updated");
            false
        }
    }
}

fn one(
    tool: Tool,
    project: &Project,
    of_crate: &Crate,
    args: &Update,
    also: &dyn Fn(&Crate, &Plan) -> Result<Also>,
) -> bool {
    let planned = || {
        if own::is_own(of_crate, args) {
            return own::plan(tool, of_crate, args);
        }
        let origin = origin_of(of_crate, args)?;
        let extra = args.endpoint_tests.as_deref().map(ast_of).transpose()?;
        Plan::make(tool, of_crate, of_crate, &origin, extra.as_ref(), args.fit)
    };
    let complete = |mut plan: Plan| {
        plan.raise(tool, of_crate)?;
        let (texts, facts) = release::mentioned(of_crate, &plan)?;
        let Also { texts: others, remaining } = also(of_crate, &plan)?;
        plan.write_also(texts.into_iter().chain(others).collect());
        Ok((Plan { discards_edits: args.force, ..plan }, [facts, remaining].concat()))
    };
    let (plan, also) = match planned().and_then(complete) {
        Ok(plan) => plan,
        Err(problems) => return untouched(of_crate, &problems, ""),
    };
    tell(&plan);
    if !plan.is_fitting() {
        let what_next = "; correct this and run it again, or use --fit";
        return untouched(of_crate, &plan.stale, what_next);
    }
    let copy = project.copy(tool).map(|copy| copy.discarding_edits(args.force));
    if !can_be_written(copy.as_ref()) {
        return false;
    }
    let before = versions::present_source(of_crate).unwrap_or_default();
    let written = if args.dry_run { plan.preview(of_crate) } else { plan.write(of_crate) };
    match written {
        Ok(written) => {
            tell_written(of_crate, &plan, &written, args.dry_run);
            let (is_well, open) = if args.dry_run { (true, None) } else { finish(copy, of_crate, &written) };
            let remaining = [plan.remaining(of_crate), also, open.into_iter().collect()].concat();
            tell_remaining(&remaining, args.dry_run || written.is_empty());
            is_well && described(of_crate, &plan, args, &before, &remaining)
        }
        Err(problems) => {
            report::problems(&problems, &plan::state(tool, of_crate, &plan));
            false
        }
    }
}

/// Writes the description of a pull request, if it is wanted. True if there was no problem.
fn described(of_crate: &Crate, plan: &Plan, args: &Update, before: &Facts, remaining: &[String]) -> bool {
    let Some(file) = &args.pr_body else { return true };
    let body = pull_request::body(of_crate, plan, before, remaining);
    let written = write::replace(file, body.as_bytes());
    if let Err(problems) = &written {
        report::problems(problems, "the description of the pull request was not written");
    }
    written.is_ok()
}

/// Lists the work that remains; for an update without changes, only that of an earlier one.
fn tell_remaining(remaining: &[String], is_same: bool) {
    if remaining.is_empty() {
        return;
    }
    say("to do by hand:");
    for item in remaining {
        say(&format!("- {item}"));
    }
    if !is_same {
        say("- commit all of this together");
    }
}

/// Reads the new model: that of the options, that of `update.from`, or that of botocore.
fn origin_of(of_crate: &Crate, args: &Update) -> Result<Origin> {
    let service = args.service.as_deref().unwrap_or(of_crate.service_folder());
    let in_file = || of_crate.update.from.as_ref().map(|from| of_crate.path(from));
    let from = if args.botocore.is_some() { None } else { args.from.clone().or_else(in_file) };
    if let Some(path) = from {
        return Origin::read(&path, service);
    }
    if args.botocore.is_none() && args.service.is_none() && of_crate.update.service.is_none() {
        let message =
            "no source of new models: set `update.from`, or `update.service` for botocore, or use --from";
        return Err(Diagnostic::new(message).in_file(of_crate.shown_file()).into());
    }
    Origin::read(&pip::fetch(args.botocore.as_deref(), "--from")?.wheel, service)
}

/// Writes what depends on the crate: the runtime, if the tool writes it, and the lock file. Returns whether there was no problem, and
/// the work that remains.
fn finish(copy: Option<Copy>, of_crate: &Crate, written: &Written) -> (bool, Option<String>) {
    let is_well = copy.is_none_or(|copy| copied(&copy));
    if !written.generated.all().any(|path| path == "Cargo.toml") {
        return (is_well, None);
    }
    match lock::agree(of_crate) {
        Locked::Same => (is_well, None),
        Locked::Written(file) => {
            say(&format!("wrote {}", file.display()));
            (is_well, None)
        }
        Locked::Failed(reason) => {
            (is_well, Some(format!("run `cargo update --workspace`, which needs the network: {reason}")))
        }
    }
}

fn untouched(of_crate: &Crate, problems: &Diagnostics, what_next: &str) -> bool {
    report::problems(problems, &format!("{} is unchanged{what_next}", of_crate.shown_dir()));
    false
}

/// Returns the AST with the test cases.
fn ast_of(path: &Path) -> Result<Value> {
    let name = path.display().to_string();
    let ast = farrier::model::facts::facts_only(read::json(&name, &read::unpacked(path)?)?);
    if endpoint_tests::cases(&ast).is_empty() {
        return Err(report::problem(path, "has no service with smithy.rules#endpointTests"));
    }
    Ok(ast)
}

/// Reports the new model: the review and stubs to stdout, the rest to stderr.
fn tell(plan: &Plan) {
    if let Some(carried) = &plan.carried {
        tell_carried(carried);
    }
    for (what, lines) in &plan.stubs {
        print(&format!("{what}:"));
        lines.iter().for_each(|line| print(line));
        print("");
    }
    match &plan.review {
        Some(Ok(review)) => {
            let out = io::stdout();
            // A closed pipe, as with `| head`, is not an error.
            let _ = out.lock().write_all(review.render(Format::Text, report::is_colourful()).as_bytes());
        }
        Some(Err(problems)) => {
            for problem in &problems.0 {
                note(&format!("no review, because the current model has a problem: {problem}"));
            }
        }
        None => {}
    }
    if plan.is_fitting() {
        for stale in &plan.stale.0 {
            note(&format!("removed: {stale}"));
        }
    }
}

fn tell_carried(carried: &Carried) {
    if !carried.has_rules {
        note("the model has no endpoint rules; a folder or wheel with endpoint-rule-set-1.json has them");
    }
    for reason in &carried.reasons {
        note(reason);
    }
    say(&format!("{} kept, {} dropped", count(carried.kept, "endpoint test case"), carried.dropped));
}

fn tell_written(of_crate: &Crate, plan: &Plan, written: &Written, is_dry: bool) {
    let wrote = if is_dry { "would write" } else { "wrote" };
    let Written { models, generated, texts } = written;
    if models.is_empty() {
        say(&format!("{} is up to date", of_crate.shown_dir()));
    }
    for file in models.created.iter().chain(&models.replaced) {
        say(&format!("{wrote} {}", of_crate.shown_name(file)));
    }
    for text in texts {
        say(&text.message(is_dry));
    }
    let Changes { created, replaced, removed, .. } = generated;
    let shown = of_crate.shown_out();
    note_added(&shown, generated);
    if generated.is_empty() {
        say(&format!("{shown} is up to date"));
    } else {
        let [created, replaced, removed] = [created, replaced, removed].map(Vec::len);
        say(&format!("{wrote} {shown}: {created} new, {replaced} changed, {removed} removed"));
    }
    if let Some(Release { old, new }) = &plan.release {
        let raised = if is_dry { "would raise" } else { "raised" };
        say(&format!("{raised} the version of {} from {old} to {new}", of_crate.name()));
    }
}
