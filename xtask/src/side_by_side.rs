//! `cargo xtask side-by-side`: our command-line tool beside the AWS CLI.
//!
//! The AWS CLI comes from pip, into a virtual environment under target/. Argument sets are made from the model; each goes
//! to both tools, with one server on loopback that writes down what they ask and answers both the same. What they send,
//! print and end with is compared. A difference is a problem, unless it is on the list, with its reason; so is an entry
//! of that list that nothing meets.

mod compare;
mod differences;
mod model;
mod python;
mod run;
mod sets;
mod speed;
mod summary;
mod tools;
mod wire;

use std::path::{Path, PathBuf};

use crate::Result;
use crate::cargo;
use crate::cli::SideBySide;
use crate::report::{self, at, problem, say};
use python::Python;
use tools::Place;

/// The service, as the AWS CLI names it, which is our binary's name too.
const SERVICE: &str = "connectparticipant";

/// What both tools are run with.
struct Bench {
    python: PathBuf,
    driver: PathBuf,
    binary: PathBuf,
    place: Place,
}

/// Compares. True if both tools do the same, and if the AWS CLI cannot be had.
pub fn run(root: &Path, args: &SideBySide) -> bool {
    match compared(root, args) {
        Ok(is_well) => is_well,
        Err(problems) => {
            report::problems(&problems, "the tools were not compared");
            false
        }
    }
}

fn compared(root: &Path, args: &SideBySide) -> Result<bool> {
    let scratch = root.join("target/side-by-side");
    let python = match &args.venv {
        Some(venv) => python::given(venv)?,
        None => python::installed(&scratch.join("venv"), &args.awscli),
    };
    let python = match python {
        Python::Ready(python) => python,
        Python::Missing(reason) => {
            say(&format!("skipped: the comparison with the AWS CLI, which cannot be installed: {reason}"));
            return Ok(true);
        }
    };
    let service = model::read(&root.join("models").join(SERVICE))?;
    let mut sets = sets::all(&service);
    if let Some(part) = &args.only {
        sets.retain(|set| set.name.contains(part.as_str()));
    }
    let place = Place::new(scratch.join("work")).map_err(at(&scratch))?;
    let driver = root.join("xtask/src/side_by_side/driver.py");
    let binary = match &args.tool {
        Some(tool) => tool.canonicalize().map_err(at(tool))?,
        None => build(root, args.release)?,
    };
    let bench = Bench { python, driver, binary, place };
    let results = run::all(&bench, &sets).map_err(|error| problem(&scratch, error.to_string()))?;
    let is_whole = args.only.is_none();
    let is_well = summary::print(&service, &sets, &results, is_whole);
    if is_whole {
        speed::print(&bench).map_err(at(&bench.binary))?;
    }
    Ok(is_well)
}

/// Builds the tool, and says where it is.
fn build(root: &Path, release: bool) -> Result<PathBuf> {
    let mut command = cargo::build();
    command.args(["--quiet", "--package", SERVICE, "--bin", SERVICE, "--features", "cli"]).current_dir(root);
    if release {
        command.arg("--release");
    }
    let output = command.stderr(std::process::Stdio::inherit()).output().map_err(at(root))?;
    let built = cargo::programs(&String::from_utf8_lossy(&output.stdout), "bin");
    let found = built.into_iter().find(|(name, _)| name == SERVICE);
    match found.filter(|_| output.status.success()) {
        Some((_, binary)) => Ok(binary),
        None => Err(problem(root, format!("cargo does not build the binary {SERVICE}"))),
    }
}
