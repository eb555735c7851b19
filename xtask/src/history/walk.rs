//! Replays the history with the code of `update`, in a separate workspace, up to the current tree.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use farrier::diff::Bump;
use farrier::{GeneratedFile, Runtime};

use super::semver;
use crate::cli::History;
use crate::project::{MODELS, TOOL};
use cargo_farrier::Result;
use cargo_farrier::config::Crate;
use cargo_farrier::origin::Origin;
use cargo_farrier::progress::Progress;
use cargo_farrier::report::{at, count, print, problem, say};
use cargo_farrier::scratch;
use cargo_farrier::tree::Tree;
use cargo_farrier::update::Plan;
use cargo_farrier::versions::Version;

/// The working folder, relative to the workspace.
const SCRATCH: &str = "target/history/work";
/// The folder in which the crate of each version is compiled.
const COMPILED: &str = "target/history/compiled";
/// The crate in that folder.
const GENERATED: &str = "generated";

/// Replays each version in turn, and reports it. True if there was no problem.
pub(super) fn walk(root: &Path, of_crate: &Crate, versions: &[Version], args: &History) -> Result<bool> {
    let scratch = of_crate.moved_to(prepare(root)?.join(MODELS));
    let mut steps = Vec::new();
    let progress = Progress::new(versions.len());
    let mut last = Vec::new();
    // C2J has no endpoint tests: the current ones are used where older rules agree.
    let today = versions.last().map(|version| &version.ast);
    for (index, version) in versions.iter().enumerate() {
        let started = Instant::now();
        progress.step(&format!("botocore {}", version.name()));
        let is_last = index + 1 == versions.len();
        if is_last {
            copy_examples(of_crate, &scratch)?;
        }
        let name = format!("botocore {}", version.name());
        let origin = Origin::again(name, version.ast.clone(), &version.source);
        let plan = Plan::make(TOOL, &scratch, of_crate, &origin, today, true)?;
        plan.write(&scratch)?;
        let bump = bump(&plan)?;
        let left_out = count(plan.stale.0.len(), "entry");
        let mut line = format!(
            "[{:>2}/{}] {:<9} {}  {:>6}  {} files, {left_out} left out",
            index + 1,
            versions.len(),
            version.name(),
            version.fact("model_date"),
            bump.map_or("first", Bump::as_str),
            plan.generated.files.len(),
        );
        if args.semver {
            semver::keep(root, &compiled(root, of_crate, &plan.generated.files)?, version.name())?;
        } else if !args.no_compile {
            let passed = test(root, &compiled(root, of_crate, &plan.generated.files)?)?;
            line.push_str(&format!(", {} passed", count(passed, "test")));
        }
        say(&format!("{line}, {:.1} s", started.elapsed().as_secs_f64()));
        steps.push((version.name().to_owned(), bump));
        last = plan.generated.files;
    }
    ends_at_today(of_crate, &scratch, &last)?;
    print(&format!(
        "{} in turn end at today's model and crate, byte for byte",
        count(versions.len(), "version")
    ));
    if args.semver { semver::judge(root, &steps) } else { Ok(true) }
}

/// Returns the bump of the step; `None` for the first.
fn bump(plan: &Plan) -> Result<Option<Bump>> {
    match &plan.review {
        None => Ok(None),
        Some(Ok(review)) => Ok(Some(review.report.bump)),
        Some(Err(problems)) => Err(problems.clone()),
    }
}

/// An empty workspace.
fn prepare(root: &Path) -> Result<PathBuf> {
    let scratch = root.join(SCRATCH);
    if scratch.exists() {
        fs::remove_dir_all(&scratch).map_err(at(&scratch))?;
    }
    fs::create_dir_all(scratch.join(MODELS)).map_err(at(&scratch))?;
    Ok(scratch)
}

/// Example programs need the current crate.
fn copy_examples(of_crate: &Crate, scratch: &Crate) -> Result<()> {
    let Some(examples) = &of_crate.examples else { return Ok(()) };
    let [from, to] = [of_crate, scratch].map(|of_crate| of_crate.path(examples));
    if !from.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(&to).map_err(at(&to))?;
    for entry in fs::read_dir(&from).map_err(at(&from))? {
        let entry = entry.map_err(at(&from))?;
        fs::copy(entry.path(), to.join(entry.file_name())).map_err(at(&entry.path()))?;
    }
    Ok(())
}

/// Creates a workspace of the crate, to compile it: from there, the runtime has another path.
fn compiled(root: &Path, of_crate: &Crate, files: &[GeneratedFile]) -> Result<PathBuf> {
    let mut files = files.to_vec();
    if let Runtime::Path(path) = &of_crate.config.package.runtime {
        let runtime = of_crate.out().join(path);
        let runtime = runtime.canonicalize().map_err(at(&runtime))?;
        for file in files.iter_mut().filter(|file| file.path == "Cargo.toml") {
            file.text =
                file.text.replace(&format!("{path:?}"), &format!("{:?}", runtime.display().to_string()));
        }
    }
    let workspace = root.join(COMPILED);
    Tree::of_crate(workspace.join(GENERATED)).write(&files)?;
    scratch::write(root, &workspace, &[GENERATED.to_owned()])?;
    Ok(workspace)
}

/// Compiles the crate and its tool with all features and runs its tests; returns the number of passed tests.
///
/// Each example in the documentation would be a program: for all versions, most of the time of a run. Those of the last version,
/// the current crate, are run with the tests of the workspace.
fn test(root: &Path, workspace: &Path) -> Result<usize> {
    let mut cargo = scratch::cargo(root, workspace);
    let output =
        cargo.args(["test", "--quiet", "--all-features", "--test", "*"]).output().map_err(at(workspace))?;
    let said = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        String::from_utf8_lossy(&output.stderr).lines().chain(said.lines()).for_each(say);
        return Err(problem(workspace, "does not compile, or its tests fail; the output of cargo is above"));
    }
    let passed = said.lines().filter_map(|line| line.strip_prefix("test result: ok. ")?.split_once(' '));
    Ok(passed.filter_map(|(number, _)| number.parse::<usize>().ok()).sum())
}

/// Compares the model, the overlays and the crate with those of the workspace.
fn ends_at_today(of_crate: &Crate, scratch: &Crate, files: &[GeneratedFile]) -> Result<()> {
    let names = of_crate.files()?.into_iter().map(|(name, _)| name).chain([of_crate.source_file()]);
    for name in names {
        let [today, walked] = [of_crate, scratch].map(|of_crate| of_crate.path(&name));
        let text = |path: &Path| fs::read(path).unwrap_or_default();
        if text(&today) != text(&walked) {
            return Err(problem(&walked, format!("differs from {}", today.display())));
        }
    }
    let changes = Tree::of_crate(of_crate.out()).compare(files)?;
    if !changes.is_empty() {
        let message = format!(
            "differs from the current crate in {}, such as {}",
            count(changes.len(), "file"),
            changes.all().next().map_or("", String::as_str)
        );
        return Err(problem(&scratch.out(), message));
    }
    Ok(())
}
