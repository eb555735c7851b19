//! `cargo side-by-side`: compares the generated command-line tool with the AWS CLI.
//!
//! Version 1 of the AWS CLI comes from pip, into a virtual environment under target/. For version 2, the user names a folder
//! with its source, and its dependencies come from pip. Argument sets are derived from the model; each runs
//! in both tools, with one server on loopback that records requests and sends both the same responses. Requests,
//! output and exit codes are compared. A difference is a problem unless it is listed with its reason; so is an entry
//! of that list that no longer applies.

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
use std::process::{Command, ExitCode};

use cargo_farrier::Result;
use cargo_farrier::report::{self, at, problem, say};
use clap::Parser;
use xtask::cargo;
use xtask::python::Python;

use tools::Place;

/// The service as named by the AWS CLI, which is also the name of the generated binary.
const SERVICE: &str = "connectparticipant";

const EXIT_CODES: &str = "Exit codes:
  0  success
  1  the tools have unexpected differences, or cannot be run
  2  the command line is wrong";

/// Compare the generated command-line tool with the AWS CLI: requests, output and exit codes
///
/// Installs the newest awscli with pip into target/side-by-side, and runs both tools with the same arguments against the
/// same server on loopback. If it cannot be installed, the comparison is skipped.
#[derive(Debug, Parser)]
#[command(name = "cargo side-by-side", bin_name = "cargo side-by-side", after_help = EXIT_CODES)]
struct Args {
    /// The binary of the generated tool [default: it is built]
    #[arg(long, value_name = "FILE")]
    tool: Option<PathBuf>,
    /// Build the generated tool in release mode; also measure the start-up of both tools
    #[arg(long, conflicts_with = "tool")]
    release: bool,
    /// The version of the AWS CLI, or `newest`. Its output changes between versions
    #[arg(long, value_name = "VERSION", default_value = "1.46.2")]
    awscli: String,
    /// A virtual environment with awscli [default: one is created]
    #[arg(long, value_name = "DIR")]
    venv: Option<PathBuf>,
    /// Also compare with version 2 of the AWS CLI: its source is in this folder, a copy of github.com/aws/aws-cli at a tag 2.x
    #[arg(long, value_name = "DIR")]
    v2: Option<PathBuf>,
    /// Only argument sets with this text in their names
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

/// A version of the AWS CLI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    One,
    Two,
}

/// The context in which both tools run.
struct Bench {
    version: Version,
    python: PathBuf,
    /// The folder of version 2.
    source: Option<PathBuf>,
    driver: PathBuf,
    binary: PathBuf,
    place: Place,
}

impl Bench {
    /// Python with the AWS CLI, before its first argument.
    fn theirs(&self) -> Command {
        let mut command = self.place.command(&self.python);
        if let Some(source) = &self.source {
            command.env("PYTHONPATH", source);
        }
        command
    }
}

fn main() -> ExitCode {
    match compared(&xtask::cli::workspace_root(), &Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problems) => {
            report::problems(&problems, "the tools were not compared");
            ExitCode::FAILURE
        }
    }
}

/// Compares. True if both tools behave the same, or if the AWS CLI cannot be installed.
fn compared(root: &Path, args: &Args) -> Result<bool> {
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
    let binary = match &args.tool {
        Some(tool) => tool.canonicalize().map_err(at(tool))?,
        None => build(root, args.release)?,
    };
    let driver = root.join("xtask/side-by-side/driver.py");
    let place = Place::new(scratch.join("work")).map_err(at(&scratch))?;
    let mut bench = Bench { version: Version::One, python, source: None, driver, binary, place };
    let is_well = with(root, args, &bench)?;
    if args.release && args.only.is_none() {
        speed::print(&bench).map_err(at(&bench.binary))?;
    }
    let Some(source) = &args.v2 else {
        say(
            "skipped: the comparison with version 2 of the AWS CLI: `--v2 DIR` names a folder with its source",
        );
        return Ok(is_well);
    };
    let source = source.canonicalize().map_err(at(source))?;
    bench.python = match python::of_source(&scratch.join("venv-2"), &source)? {
        Python::Ready(python) => python,
        Python::Missing(reason) => {
            let what = "the comparison with version 2 of the AWS CLI, whose dependencies cannot be installed";
            say(&format!("skipped: {what}: {reason}"));
            return Ok(is_well);
        }
    };
    (bench.version, bench.source) = (Version::Two, Some(source));
    Ok(with(root, args, &bench)? && is_well)
}

/// Compares with one version.
fn with(root: &Path, args: &Args, bench: &Bench) -> Result<bool> {
    let service = model::read(&root.join("models").join(SERVICE))?;
    let mut sets = sets::all(&service, bench.version);
    if let Some(part) = &args.only {
        sets.retain(|set| set.name.contains(part.as_str()));
    }
    let results = run::all(bench, &sets).map_err(|error| problem(&bench.driver, error.to_string()))?;
    Ok(summary::print(&service, &sets, &results, bench.version, args.only.is_none()))
}

/// Builds the tool, and returns its path.
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
