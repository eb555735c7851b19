//! The command line: its arguments, its help, and where the workspace is.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::choice::Choice;

/// The exit codes of a command, with what 1 means.
macro_rules! exit_codes {
    ($problem:literal) => {
        concat!("Exit codes:\n  0  all is well\n  1  ", $problem, "\n  2  the command line is wrong")
    };
}

/// The project's own commands
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = exit_codes!("a problem was found"))]
pub struct Cli {
    /// Work in this folder instead of the workspace; for tests.
    #[arg(long, global = true, hide = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// One command each.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate the client crate: models/connectparticipant/ -> generated/
    ///
    /// Files that do not change are not touched; files under src/ that are no longer generated are removed. A run
    /// that fails or is killed leaves the old tree or the new one.
    #[command(after_help = exit_codes!("a crate could not be generated or written"))]
    Codegen(Codegen),
    /// Say whether generated/ is what codegen would write; writes nothing
    ///
    /// Lists stale, missing and orphan files, with a diff that is cut short when it gets long.
    #[command(after_help = exit_codes!("the generated files are not up to date, or could not be generated"))]
    Check(Target),
    /// Take a new public model: models/connectparticipant/ and generated/, with a review of what changed
    ///
    /// The newest botocore, which the ordinary pip client fetches, unless said otherwise. Documentation is left out: what is
    /// written are the facts, as a Smithy 2.0 JSON AST. Endpoint test cases are carried over from the present service.json,
    /// as far as the new rules still agree with them.
    #[command(after_help = exit_codes!("the model could not be taken, and nothing was written"))]
    Update(Update),
    /// Say what changed between two models, and which step of the version that asks of the generated crate
    ///
    /// A model is a path (a Smithy JSON AST, C2J or a folder of it, plain or gzipped, a wheel of botocore, a folder such as
    /// models/connectparticipant), or `REV:` for ours at a git revision, or `REV:PATH` for a file at one.
    #[command(after_help = DIFF_EXIT_CODES)]
    Diff(Diff),
    /// Go through all models that the service has had: update, generate, compile and test, one after the other
    ///
    /// Works in target/history, from the facts in models/connectparticipant/history. The last step must give today's model
    /// and crate byte for byte.
    #[command(after_help = exit_codes!("a step failed, or the last one is not what is there today"))]
    History(History),
    /// Run the protocol tests and examples of models, and print a table
    ///
    /// Each model becomes a scratch crate under target/conformance, whose generated tests are run. Without a model:
    /// Smithy's own suites in ../shared/protocol-tests, where they are; those of protocols that cannot be generated are
    /// listed, and not run.
    #[command(after_help = exit_codes!("a case failed, was skipped or has no test, or nothing could be run"))]
    Conformance(Conformance),
    /// Generate a crate of each of many models, and compile all of them with all features
    ///
    /// The models are those of the newest botocore, which the ordinary pip client fetches, unless said otherwise. A warning of
    /// the compiler counts as a failure. Works in batches under target/sweep, whose crates are removed once they are
    /// compiled; dependencies are compiled once, in target/. A run that was cut short goes on with --resume.
    #[command(after_help = exit_codes!("a crate does not compile, or a model could not be read"))]
    Sweep(Sweep),
    /// Compare our command-line tool with the AWS CLI: what they send, print and end with
    ///
    /// Takes the newest awscli that pip gives, into target/side-by-side, and runs both with the same arguments against the
    /// same server on loopback. Where it cannot be installed, that is said, and all is well.
    #[command(after_help = exit_codes!("the tools differ where they should not, or cannot be run"))]
    SideBySide(SideBySide),
    /// Measure what one call costs a program in crates, build time and size, beside the official SDK
    ///
    /// Builds four small programs in target/footprint, each from an empty target folder, and prints a table. Takes minutes, a
    /// network for the dependencies, and Linux for the CPU seconds.
    #[command(after_help = exit_codes!("a program could not be built"))]
    Footprint(Footprint),
}

/// What to generate, and where; and what only `codegen` does.
#[derive(Args, Debug)]
pub struct Codegen {
    /// What to generate, and where.
    #[command(flatten)]
    pub target: Target,
    /// With a folder of models: write a Cargo.toml that makes one workspace of the crates
    #[arg(long, requires = "model")]
    pub workspace: bool,
}

/// What to generate, and where.
#[derive(Args, Debug, Default)]
pub struct Target {
    /// Another model: Smithy JSON AST or C2J files, plain or gzipped, a folder of C2J, or a folder of models
    ///
    /// A folder that holds service-2.json, itself or in a folder named for a date, is read with the companions of that
    /// file (paginators, waiters, examples, endpoint rules and tests); for a file, name them too. From any other folder,
    /// codegen makes one crate of each Smithy JSON AST and of each such folder in it.
    #[arg(long, num_args = 1.., value_name = "FILE", requires = "out")]
    pub model: Vec<PathBuf>,
    /// The folder of the crate that is generated from --model; with a folder of models, the folder of all the crates
    #[arg(long, value_name = "DIR", requires = "model")]
    pub out: Option<PathBuf>,
    /// The name of that crate [default: the service's own name]
    #[arg(long, value_name = "NAME", requires = "model")]
    pub crate_name: Option<String>,
    /// The order of constructor arguments: codegen keeps the order that the file has, and writes it for the next time
    ///
    /// Without it, the order is that of the model, which its owner may change.
    #[arg(long, value_name = "FILE", requires = "model")]
    pub constructors: Option<PathBuf>,
    /// What of the model.
    #[command(flatten)]
    pub choice: Choice,
}

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal, with colours when it is one
    Text,
    /// For a comment on a pull request: a summary, then the details, folded
    Markdown,
    /// For programs: see xtask/diff.schema.json
    Json,
    /// One page to look at, with each changed shape before and after
    Html,
}

/// Where the new model is.
#[derive(Args, Debug)]
pub struct Update {
    /// A wheel of botocore, a folder or file of it, a Smithy JSON AST, or a checkout of public Smithy models
    ///
    /// A folder may be that of a service, one of its dates, or a whole data folder of botocore. Files may be gzipped.
    #[arg(long, value_name = "PATH", conflicts_with = "botocore")]
    pub from: Option<PathBuf>,
    /// The version of botocore that pip is to fetch [default: the newest]
    #[arg(long, value_name = "VERSION", value_parser = version)]
    pub botocore: Option<String>,
    /// Change nothing: say what would be written
    #[arg(long)]
    pub dry_run: bool,
    /// Bring our own files in line: entries of renamed shapes are moved, those that have lost their target go
    ///
    /// Without it, such entries are listed and nothing is written.
    #[arg(long)]
    pub fit: bool,
    /// The folder of the service in a wheel or data folder
    #[arg(long, value_name = "NAME", default_value = "connectparticipant", value_parser = folder_name)]
    pub service: String,
    /// A Smithy JSON AST to take further endpoint test cases from
    #[arg(long, value_name = "FILE")]
    pub endpoint_tests: Option<PathBuf>,
}

const DIFF_EXIT_CODES: &str = "Exit codes:
  0  the models were compared
  1  the models could not be compared, or --verify found a disagreement
  2  the command line is wrong
  3  the step is the one of --fail-on, or larger";

/// What to compare, and how to say it.
#[derive(Args, Debug)]
pub struct Diff {
    /// The model before [default: ours at HEAD]
    pub old: Option<String>,
    /// The model after [default: ours in the working tree]
    pub new: Option<String>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Exit with 3 if the generated crate needs this step of its version, or a larger one
    #[arg(long, value_enum, value_name = "STEP")]
    pub fail_on: Option<FailOn>,
    /// Show only changes of this severity and of severer ones
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub severity: Option<Level>,
    /// Show only changes that belong to this operation; can be repeated
    #[arg(long, value_name = "NAME")]
    pub operation: Vec<String>,
    /// Show the verdict and the totals, and no single change
    #[arg(long)]
    pub summary: bool,
    /// Generate both crates, and compare the report with the API that the nightly rustdoc finds in them
    ///
    /// It takes a nightly toolchain, and minutes. The exit code is 1 if the two do not agree.
    #[arg(long)]
    pub verify: bool,
    /// The folder of the service in a wheel or data folder
    #[arg(long, value_name = "NAME", default_value = "connectparticipant", value_parser = folder_name)]
    pub service: String,
}

/// A severity of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Level {
    /// Code that compiled does not, or calls that worked do not
    Breaking,
    /// It compiles, and may behave in another way
    Risky,
    /// Something more is possible than before
    Additive,
    /// Nothing that a caller could notice
    Neutral,
}

/// How to go through the history.
#[derive(Args, Debug)]
pub struct History {
    /// Generate, and neither compile nor test
    #[arg(long)]
    pub no_compile: bool,
    /// Instead of tests: ask cargo-semver-checks for its opinion on each step, and compare it with ours
    #[arg(long, conflicts_with = "no_compile")]
    pub semver: bool,
    /// Write the history anew, from a folder of botocore's wheels
    #[arg(long, value_name = "DIR", conflicts_with_all = ["no_compile", "semver"])]
    pub record: Option<PathBuf>,
    /// The folder of the service in a wheel
    #[arg(long, value_name = "NAME", default_value = "connectparticipant", value_parser = folder_name)]
    pub service: String,
}

/// A step of the version that is too large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum FailOn {
    /// Anything that callers may have to change code for
    Major,
    /// Anything that the API grows by, and more
    Minor,
}

/// What to run.
#[derive(Args, Debug)]
pub struct Conformance {
    /// Models with protocol tests or examples: Smithy JSON AST, plain or gzipped
    #[arg(value_name = "FILE")]
    pub models: Vec<PathBuf>,
}

/// What to compile, and how.
#[derive(Args, Debug, Default)]
pub struct Sweep {
    /// The version of botocore that pip is to fetch [default: the newest]
    #[arg(long, value_name = "VERSION", value_parser = version, conflicts_with = "models")]
    pub botocore: Option<String>,
    /// Other models: folders of models, such as the data folder of botocore, single files, wheels
    #[arg(long, num_args = 1.., value_name = "PATH")]
    pub models: Vec<PathBuf>,
    /// Only these services, by the names of their crates, folders or files
    ///
    /// A model that cannot be generated is a failure then, as it is where --models names files.
    #[arg(long, num_args = 1.., value_delimiter = ',', value_name = "NAME")]
    pub only: Vec<String>,
    /// Do not compile again what an earlier run has compiled, as far as neither the crate, nor the runtime, nor the
    /// toolchain, nor the versions of the dependencies have changed since
    #[arg(long)]
    pub resume: bool,
    /// Ask clippy too: its warnings are failures as well
    #[arg(long)]
    pub clippy: bool,
    /// The most crates that are on the disk at a time
    #[arg(long, value_name = "NUMBER", default_value_t = 24, value_parser = clap::value_parser!(u16).range(1..))]
    pub batch: u16,
    /// How many compilers run at a time [default: as many as there are cores]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// Write what became of each service to a file, as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// What to compare.
#[derive(Args, Debug)]
pub struct SideBySide {
    /// This binary is our tool [default: it is built]
    #[arg(long, value_name = "FILE")]
    pub tool: Option<PathBuf>,
    /// Build our tool as it is released: for the numbers
    #[arg(long, conflicts_with = "tool")]
    pub release: bool,
    /// The release of the AWS CLI, or `newest`. What it prints changes from release to release
    #[arg(long, value_name = "VERSION", default_value = "1.46.2")]
    pub awscli: String,
    /// A virtual environment that has awscli [default: one is made]
    #[arg(long, value_name = "DIR")]
    pub venv: Option<PathBuf>,
    /// Compare with version 2 of the AWS CLI as well: its source is in this folder, a copy of github.com/aws/aws-cli at a tag 2.x
    #[arg(long, value_name = "DIR")]
    pub v2: Option<PathBuf>,
    /// Only the argument sets with this text in their name
    #[arg(long, value_name = "TEXT")]
    pub only: Option<String>,
}

/// What to measure.
#[derive(Args, Debug)]
pub struct Footprint {
    /// The release of aws-sdk-connectparticipant
    #[arg(long, value_name = "VERSION", default_value = "1", value_parser = version)]
    pub official: String,
}

fn version(text: &str) -> Result<String, String> {
    let is_plain = text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    if is_plain { Ok(text.to_owned()) } else { Err("name one version, such as 1.44.5".to_owned()) }
}

fn folder_name(name: &str) -> Result<String, String> {
    if !name.starts_with('.') && !name.is_empty() && !name.contains(['/', '\\']) {
        return Ok(name.to_owned());
    }
    Err("name one folder, such as connectparticipant".to_owned())
}

/// The workspace that the current directory is in; otherwise the one that this program was built from.
pub fn workspace_root() -> PathBuf {
    let is_root =
        |dir: &Path| dir.join("xtask/Cargo.toml").is_file() && dir.join("codegen/Cargo.toml").is_file();
    let here = std::env::current_dir().unwrap_or_default();
    here.ancestors().find(|dir| is_root(dir)).map_or_else(
        || {
            let package = Path::new(env!("CARGO_MANIFEST_DIR"));
            package.parent().unwrap_or(package).to_owned()
        },
        Path::to_owned,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn the_workspace_is_found_from_a_sub_directory() {
        // Tests run in the package's folder.
        assert!(workspace_root().join("codegen/src/lib.rs").is_file());
    }
}
