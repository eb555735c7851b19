//! The arguments of the commands.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::choice::Choice;

/// The exit codes of `diff`.
pub const DIFF_EXIT_CODES: &str = "Exit codes:
  0  the models were compared
  1  the models could not be compared, or --verify found a disagreement
  2  the command line is wrong
  3  the bump is that of --fail-on or a larger one";

/// The job, and options of `generate` only.
#[derive(Args, Debug)]
pub struct Generate {
    /// The job.
    #[command(flatten)]
    pub target: Target,
    /// With a folder of models: write a Cargo.toml for a workspace of the crates
    #[arg(long, requires = "model")]
    pub workspace: bool,
    /// Overwrite generated files that were edited
    ///
    /// Without it, they are listed and nothing is written. Files that you added are kept in any case.
    #[arg(long)]
    pub force: bool,
}

/// The job.
#[derive(Args, Debug, Default)]
pub struct Target {
    /// Another model: Smithy IDL, Smithy JSON AST or C2J, plain or gzipped, a folder of C2J, or a folder of models
    ///
    /// A folder with service-2.json, directly or in a subfolder named by a date, is one model, with its paginators, waiters,
    /// examples, endpoint rules and tests; if you name the file, list these too. From any other folder, generate writes a
    /// crate for each Smithy JSON AST, each Smithy IDL file with a service, and each such subfolder.
    #[arg(long, num_args = 1.., value_name = "FILE", requires = "out")]
    pub model: Vec<PathBuf>,
    /// The output folder for --model; with a folder of models, the folder of all crates
    #[arg(long, value_name = "DIR", requires = "model")]
    pub out: Option<PathBuf>,
    /// The name of the crate [default: the name of the service]
    #[arg(long, value_name = "NAME", requires = "model")]
    pub crate_name: Option<String>,
    /// A file with the order of constructor arguments, which is read and updated
    ///
    /// Without it, the order is that of the model, which its owner may change.
    #[arg(long, value_name = "FILE", requires = "model")]
    pub constructors: Option<PathBuf>,
    /// The selection of operations.
    #[command(flatten)]
    pub choice: Choice,
}

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal, with colours on a terminal
    Text,
    /// For a comment on a pull request: a summary, then the details, folded
    Markdown,
    /// For programs: names and meanings are stable
    Json,
    /// One page for a browser, with each changed shape before and after
    Html,
}

/// The source of the new model.
#[derive(Args, Debug)]
pub struct Update {
    /// A botocore wheel, a folder or file of it, a Smithy JSON AST, or a checkout of public Smithy models
    ///
    /// A folder may be that of a service, one of its dates, or the whole data folder of botocore. Files may be gzipped.
    #[arg(long, value_name = "PATH", conflicts_with = "botocore")]
    pub from: Option<PathBuf>,
    /// The botocore version that pip fetches [default: the newest]
    #[arg(long, value_name = "VERSION", value_parser = version)]
    pub botocore: Option<String>,
    /// For models that you edit: the commit to compare them with, such as the tag of the last release [default: HEAD]
    #[arg(long, value_name = "REV", conflicts_with_all = ["from", "botocore", "service", "endpoint_tests"])]
    pub since: Option<String>,
    /// Only print the changes that would be made
    #[arg(long)]
    pub dry_run: bool,
    /// Adapt the overlays: move entries of renamed shapes, and remove entries without a target
    ///
    /// Without it, such entries are listed and nothing is written.
    #[arg(long)]
    pub fit: bool,
    /// Overwrite generated files that were edited
    ///
    /// Without it, they are listed and nothing is written. Files that you added are kept in any case.
    #[arg(long)]
    pub force: bool,
    /// The folder of the service in a wheel or data folder [default: that of farrier.toml]
    #[arg(long, value_name = "NAME", value_parser = folder_name)]
    pub service: Option<String>,
    /// The crate, by the name of its package, if farrier.toml has several
    #[arg(long, short, value_name = "NAME")]
    pub package: Option<String>,
    /// Write the description of a pull request to this file, as Markdown: the version, the models, the review, and the work that
    /// remains
    #[arg(long, value_name = "FILE")]
    pub pr_body: Option<PathBuf>,
    /// A Smithy JSON AST with additional endpoint test cases
    #[arg(long, value_name = "FILE")]
    pub endpoint_tests: Option<PathBuf>,
}

/// The models to compare, and the form of the report.
#[derive(Args, Debug)]
pub struct Diff {
    /// The old model [default: that of farrier.toml at HEAD]
    pub old: Option<String>,
    /// The new model [default: that of the working tree]
    pub new: Option<String>,
    /// The format of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Exit with 3 if the generated crate needs this version bump or a larger one
    #[arg(long, value_enum, value_name = "STEP")]
    pub fail_on: Option<FailOn>,
    /// Show only changes of this severity or higher
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub severity: Option<Level>,
    /// Show only changes of this operation; can be repeated
    #[arg(long, value_name = "NAME")]
    pub operation: Vec<String>,
    /// Show only the bump and the totals
    #[arg(long)]
    pub summary: bool,
    /// Generate both crates, and compare the report with their API according to the nightly rustdoc
    ///
    /// Needs a nightly toolchain, and takes minutes. The exit code is 1 if the two disagree.
    #[arg(long)]
    pub verify: bool,
    /// The folder of the service in a wheel or data folder [default: that of farrier.toml]
    #[arg(long, value_name = "NAME", value_parser = folder_name)]
    pub service: Option<String>,
    /// The crate, by the name of its package, if farrier.toml has several
    #[arg(long, short, value_name = "NAME")]
    pub package: Option<String>,
}

/// A severity of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Level {
    /// Code no longer compiles, or calls no longer work
    Breaking,
    /// Code compiles, and may behave differently
    Risky,
    /// Something new is possible
    Additive,
    /// No effect that a caller could notice
    Neutral,
}

/// A version bump that is too large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum FailOn {
    /// Changes for which callers may have to change code
    Major,
    /// Additions to the API, and larger changes
    Minor,
}

/// Checks a version of a package.
///
/// # Errors
///
/// It is not a plain version.
pub fn version(text: &str) -> Result<String, String> {
    let is_plain = text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    if is_plain { Ok(text.to_owned()) } else { Err("name one version, such as 1.44.5".to_owned()) }
}

/// Checks the name of a folder.
///
/// # Errors
///
/// It is a path.
pub fn folder_name(name: &str) -> Result<String, String> {
    if !name.starts_with('.') && !name.is_empty() && !name.contains(['/', '\\']) {
        return Ok(name.to_owned());
    }
    Err("name one folder, such as connectparticipant".to_owned())
}
