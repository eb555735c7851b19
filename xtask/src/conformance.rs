//! `cargo xtask conformance`: generates scratch crates from models with tests, and prints the results of the tests as a table.
//!
//! The cases are counted in the model itself, so that a case without a test is noticed.

mod cases;
mod exact;
mod run;
mod unsupported;

use std::path::{Path, PathBuf};

use farrier::GeneratedFile;
use farrier::model::{Role, Source};

use crate::cli::Conformance;
use crate::project::TOOL;
use cargo_farrier::args::Target;
use cargo_farrier::choice::Choice;
use cargo_farrier::job::Job;
use cargo_farrier::progress::{self, Progress};
use cargo_farrier::report::{self, count, note, print};
use cargo_farrier::tree::Tree;
use cargo_farrier::{Result, read};

pub use cases::{Cases, Kind};
use run::Outcome;
use unsupported::Unsupported;

/// Tests that may be skipped, by the name of their function, with the reason. The goal is an empty list.
const SKIPS: &[(&str, &str)] = &[
    ("us_iso_east_1_use_dual_stack_endpoint", DUAL_STACK_BY_NOW),
    ("us_iso_east_1_use_fips_use_dual_stack_endpoint", DUAL_STACK_BY_NOW),
    ("us_isob_east_1_use_dual_stack_endpoint", DUAL_STACK_BY_NOW),
    ("us_isob_east_1_use_fips_use_dual_stack_endpoint", DUAL_STACK_BY_NOW),
];

/// Endpoint tests of older models expect an error there.
const DUAL_STACK_BY_NOW: &str = "the partitions aws-iso and aws-iso-b have dual-stack endpoints now";

/// Smithy's own suites, if they exist.
const DEFAULT: &str = "../shared/protocol-tests";

/// Public models, if they exist: only their endpoint tests.
const PUBLIC: &str = "../shared/models";

/// Endpoint rules for suites whose cases depend on them, and whose models have none; by the name of the suite.
const ENDPOINTS: &str = "xtask/src/conformance/endpoints";

/// A model, its cases, and its generated crate.
struct Suite {
    name: String,
    cases: Cases,
    files: Vec<GeneratedFile>,
    /// The suite with the identical crate, which need not be run again.
    same_as: Option<usize>,
}

/// Runs the suites and prints the table. True if every case of the supported protocols passed.
pub fn run(root: &Path, args: &Conformance) -> bool {
    match table(root, args) {
        Ok(is_well) => is_well,
        Err(problems) => {
            report::problems(&problems, "nothing was run");
            false
        }
    }
}

fn table(root: &Path, args: &Conformance) -> Result<bool> {
    // A model that is named explicitly must run: an unsupported protocol is an error there.
    let (models, unsupported) = if args.models.is_empty() {
        unsupported::apart(default_models(root)?)?
    } else {
        (args.models.clone(), Vec::new())
    };
    // Public models are large: unless named explicitly, they are not run completely.
    let public = if args.models.is_empty() { public_models(root) } else { Vec::new() };
    let mut suites: Vec<Suite> = Vec::new();
    if models.is_empty() && public.is_empty() {
        unsupported.iter().for_each(|suite| note(&suite.to_string()));
        return Err(report::problem(&root.join(DEFAULT), "no suite has a supported protocol"));
    }
    let whole = models.iter().map(|model| suite(root, model));
    for suite in whole.chain(public.iter().map(|model| endpoint_suite(model))) {
        let mut suite = suite?;
        suite.same_as = suites.iter().position(|other| other.files == suite.files);
        suites.push(suite);
    }
    let scratch = root.join("target/conformance");
    let mut members = Vec::new();
    for (at, suite) in suites.iter().enumerate().filter(|(_, suite)| suite.same_as.is_none()) {
        let member = format!("suite-{at}");
        Tree::of_crate(scratch.join(&member)).write(&suite.files)?;
        members.push(member);
    }
    progress::show(&format!("compiling the tests of {}", count(members.len(), "crate")));
    let programs = run::prepare(root, &scratch, &members)?;
    let progress = Progress::new(suites.len());
    let mut outcomes: Vec<Outcome> = Vec::new();
    for (at, suite) in suites.iter().enumerate() {
        progress.step(&suite.name);
        let outcome = match suite.same_as {
            Some(other) => outcomes[other].clone(),
            None => {
                let member = format!("suite-{at}");
                let programs = programs.get(&member).map_or(&[][..], Vec::as_slice);
                run::tests(&scratch.join(member), programs)?
            }
        };
        outcomes.push(outcome);
    }
    Ok(print_table(&suites, &outcomes, &unsupported))
}

fn default_models(root: &Path) -> Result<Vec<PathBuf>> {
    let dir = root.join(DEFAULT);
    let mut models: Vec<PathBuf> = [dir.clone(), dir.join("with-mixins")]
        .iter()
        .filter_map(|dir| std::fs::read_dir(dir).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    models.sort();
    if models.is_empty() {
        return Err(report::problem(&dir, "there are no protocol tests; name model files that have some"));
    }
    Ok(models)
}

/// Returns the models with endpoint tests.
fn public_models(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root.join(PUBLIC)).into_iter().flatten();
    let mut models: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    models.sort();
    models
}

/// Returns the crate of a model with only one operation, and with its endpoint tests, which do not depend on operations.
fn endpoint_suite(model: &Path) -> Result<Suite> {
    let text = read::unpacked(model)?;
    let json = read::json(&model.to_string_lossy(), &text)?;
    let stem = model.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let shapes = json["shapes"].as_object().into_iter().flatten();
    let operation = shapes.filter(|(_, shape)| shape["type"] == "operation").map(|(id, _)| id).next();
    let mut config = cargo_farrier::choice::config(TOOL, &format!("endpoints-{stem}"));
    config.operations = operation.and_then(|id| Some(vec![id.split_once('#')?.1.to_owned()]));
    let source = Source { name: model.to_string_lossy().into_owned(), bytes: text, role: Role::Model };
    let mut files = farrier::generate(&farrier::model::load(&[source])?.model, &config)?;
    // Examples of the operation are not tested here.
    files.retain(|file| !file.path.starts_with("tests/model/"));
    let name = format!("endpoints/{stem}");
    Ok(Suite { name, cases: Cases::of_endpoints(&json), files, same_as: None })
}

/// Generates the crate of a model, under a name that does not depend on the path of the model.
fn suite(root: &Path, model: &Path) -> Result<Suite> {
    let stem = model.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let rules = root.join(ENDPOINTS).join(format!("{stem}.json"));
    let mut files = vec![exact::model(model, &root.join("target/conformance/models"))?];
    files.extend(rules.exists().then_some(rules));
    let target = Target {
        choice: Choice::default(),
        model: files,
        out: Some(root.join("target/conformance").join(&stem)),
        constructors: None,
        crate_name: Some(format!(
            "suite-{}",
            stem.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-")
        )),
    };
    let files = Job::of_target(TOOL, &target).generate()?.files;
    let json = read::json(&model.to_string_lossy(), &read::unpacked(model)?)?;
    Ok(Suite { name: name(model), cases: Cases::of(&json), files, same_as: None })
}

/// The name of a suite in the table: its file, and its folder if it is a second form of another suite.
fn name(model: &Path) -> String {
    let stem = model.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = model.parent().and_then(Path::file_name).filter(|name| *name == "with-mixins");
    if folder.is_some() { format!("with-mixins/{stem}") } else { stem }
}

fn print_table(suites: &[Suite], outcomes: &[Outcome], unsupported: &[Unsupported]) -> bool {
    let mut is_well = true;
    let head = ["suite", "kind", "cases", "passed", "failed", "skipped", ""];
    let mut rows = vec![head.map(str::to_owned)];
    for (suite, outcome) in suites.iter().zip(outcomes) {
        for kind in Kind::ALL {
            let (expected, found) = (suite.cases.count(kind), outcome.count(kind));
            if expected == 0 && found.total() == 0 {
                continue;
            }
            let numbers = [expected, found.passed, found.failed, found.skipped].map(report::thousands);
            let [cases, passed, failed, skipped] = numbers;
            let kind_name = kind.name().to_owned();
            rows.push([suite.name.clone(), kind_name, cases, passed, failed, skipped, String::new()]);
            let missing = expected != found.total();
            if missing {
                report::say(&format!(
                    "error: {}: {} {} cases have {} tests",
                    suite.name,
                    expected,
                    kind.name(),
                    found.total()
                ));
            }
            is_well &= !missing && found.failed == 0;
        }
        is_well &= check_skips(suite, outcome);
        if let Some(other) = suite.same_as {
            note(&format!("{}: the crate is that of {}, byte for byte", suite.name, suites[other].name));
        }
    }
    rows.extend(unsupported.iter().map(Unsupported::row));
    aligned(&rows).lines().for_each(print);
    for (suite, outcome) in suites.iter().zip(outcomes).filter(|(suite, _)| suite.same_as.is_none()) {
        for failure in &outcome.failures {
            print("");
            format!("{}: {failure}", suite.name).lines().for_each(print);
        }
    }
    if is_well {
        print(&format!("every case of {} passed", count(suites.len(), "suite")));
    }
    if !unsupported.is_empty() {
        let cases = unsupported.iter().map(|suite| suite.cases).sum();
        let suites = count(unsupported.len(), "suite");
        print(&format!(
            "not run: {suites} of protocols that are not supported, with {}",
            count(cases, "case")
        ));
    }
    is_well
}

/// A skipped test must be listed, even if it is an example that its own model contradicts.
fn check_skips(suite: &Suite, outcome: &Outcome) -> bool {
    let unknown = not_listed(&outcome.skipped, SKIPS);
    for name in &unknown {
        report::say(&format!("error: {}: {name} is skipped without a reason on the list", suite.name));
    }
    unknown.is_empty()
}

fn not_listed<'o>(skipped: &'o [String], list: &[(&str, &str)]) -> Vec<&'o str> {
    let is_listed = |name: &str| list.iter().any(|(listed, _)| name.rsplit("::").next() == Some(listed));
    skipped.iter().map(String::as_str).filter(|name| !is_listed(name)).collect()
}

fn aligned(rows: &[[String; 7]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..7).map(width).collect();
    let line = |row: &[String; 7]| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| match column {
            0 | 1 | 6 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_test_is_on_the_list_by_its_whole_name() {
        let skipped = ["a::one_example", "a::one_request", "b::my_one_example"].map(str::to_owned);
        let list = &[("one_example", "why")];
        assert_eq!(not_listed(&skipped, list), ["a::one_request", "b::my_one_example"]);
        assert_eq!(not_listed(&skipped, &[]).len(), 3);
    }
}
