//! The command line: its arguments, its help, and the location of the workspace.

use std::path::{Path, PathBuf};

use cargo_farrier::args::{DIFF_EXIT_CODES, Diff, Generate, Target, Update, folder_name, version};
use cargo_farrier::{exit_codes, with_examples};
use clap::{Args, Parser, Subcommand};

/// The commands of this repository
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    help_template = "{about-with-newline}
{usage-heading} {usage}

Commands:
{subcommands}

Examples:
  cargo xtask codegen      # write generated/ after a change of the generator
  cargo xtask update       # take the newest model of the service
  cargo xtask diff         # show the effects of the changes since the last commit

Options:
{options}{after-help}",
    after_help = exit_codes!("a problem was found")
)]
pub struct Cli {
    /// Work in this folder instead of the workspace; for tests.
    #[arg(long, global = true, hide = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// One variant per command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate the client crate: models/connectparticipant/ -> generated/
    ///
    /// Unchanged files are not touched; files that are no longer generated are removed. A generated file that you edited stops
    /// the run, and files that you added are kept. A run that fails or is killed leaves the old tree or the new one.
    #[command(
        help_template = with_examples!(
            "cargo xtask codegen",
            "cargo xtask codegen --model service-2.json --out ../notes --crate-name notes",
            "cargo xtask codegen --model botocore/data --out clients --workspace"
        ),
        after_help = exit_codes!("a crate could not be generated or written")
    )]
    Codegen(Generate),
    /// Compare generated/ with the output of codegen; writes nothing
    ///
    /// Lists stale, missing, orphan, edited and added files, with a diff of limited length.
    #[command(after_help = exit_codes!("the generated files are not up to date, or could not be generated"))]
    Check(Target),
    /// Update models/connectparticipant/ and generated/ to a new public model, and print a review of the changes
    ///
    /// By default, your pip client fetches the newest botocore. Only the facts of the model are written, as a Smithy 2.0 JSON
    /// AST, without its documentation. Endpoint test cases of the current service.json are kept if the new rules agree with them.
    /// A change of the crate raises its version by the bump of `diff`, in farrier.toml and Cargo.lock, and drafts an entry of CHANGELOG.md.
    /// Goldens, tables of tests and the date in README.md are refreshed. The end of the output lists the work that remains.
    #[command(
        help_template = with_examples!(
            "cargo xtask update --dry-run",
            "cargo xtask update --fit",
            "cargo xtask update --from botocore-1.44.5-py3-none-any.whl"
        ),
        after_help = exit_codes!("the update failed, and nothing was written")
    )]
    Update(Update),
    /// Compare two models, and report the version bump that the generated crate needs
    ///
    /// A model is a path: a Smithy JSON AST or C2J, plain or gzipped, a folder of C2J, a wheel of botocore, or a folder such as
    /// models/connectparticipant. Or it is `REV:`, the model of this repository at a git revision, or `REV:PATH`, a file at one.
    #[command(
        help_template = with_examples!(
            "cargo xtask diff",
            "cargo xtask diff main: --format markdown --fail-on major",
            "cargo xtask diff old.json new.json --severity risky --operation SendMessage"
        ),
        after_help = DIFF_EXIT_CODES
    )]
    Diff(Diff),
    /// Replay all released models of the service: update, generate, compile and test each in turn
    ///
    /// Works in target/history, with the facts in models/connectparticipant/history. The last step must give the current model
    /// and crate, byte for byte.
    #[command(after_help = exit_codes!("a step failed, or the last one differs from the current tree"))]
    History(History),
    /// Run the protocol tests and examples of models, and print a table
    ///
    /// Generates a crate from each model in target/conformance, and runs its generated tests. Without a model, it takes Smithy's
    /// own suites in ../shared/protocol-tests, if they exist, and lists the suites of unsupported protocols.
    #[command(after_help = exit_codes!("a case failed, was skipped or has no test, or nothing could be run"))]
    Conformance(Conformance),
    /// Generate a crate from each of many models, and compile all of them with all features
    ///
    /// By default, your pip client fetches the newest botocore. A compiler warning is a failure. The crates are written to
    /// target/sweep in batches, and removed when they are compiled.
    #[command(
        help_template = with_examples!(
            "cargo xtask sweep --resume --jobs 2",
            "cargo xtask sweep --only kafka,lambda --clippy",
            "cargo xtask sweep --models ../models --json result.json"
        ),
        after_help = exit_codes!("a crate does not compile, or a model could not be read")
    )]
    Sweep(Sweep),
    /// Measure the cost of one call for a program in crates, build time and size, next to the official SDK
    ///
    /// Builds four small programs in target/footprint, each from an empty target folder, and prints a table. Takes minutes,
    /// and needs the network for the dependencies, and Linux for the CPU seconds.
    #[command(after_help = exit_codes!("a program could not be built"))]
    Footprint(Official),
    /// Measure the time and the allocations of the same work by the generated crate and by the official SDK
    ///
    /// Builds one program in target/speed, which does the work of both in turn, and prints a table: the fastest of many short
    /// measurements. The first run takes minutes, and needs the network for the dependencies.
    #[command(after_help = exit_codes!("the program could not be built or run"))]
    Speed(Official),
    /// Use generated crates against moto, a server of AWS services by others, and compare all requests with those of boto3
    ///
    /// Installs moto and boto3 with pip into target/against-moto, and generates the crates of xtask/against-moto/farrier.toml from
    /// the models of botocore. Each service has a flow: create, list by pages, a modelled error, delete. A program with the
    /// generated crate and one with boto3 must send the same requests, and print the same. If pip cannot install moto, it is skipped.
    #[command(
        help_template = with_examples!("cargo xtask against-moto", "cargo xtask against-moto dynamodb kinesis"),
        after_help = exit_codes!("a flow failed, or a request has an unexpected difference")
    )]
    AgainstMoto(AgainstMoto),
}

/// Options of the flows.
#[derive(Args, Debug)]
pub struct AgainstMoto {
    /// Only these services
    #[arg(value_name = "SERVICE")]
    pub services: Vec<String>,
    /// The newest moto and boto3, instead of the versions with known results
    #[arg(long)]
    pub newest: bool,
}

/// Options of the history.
#[derive(Args, Debug)]
pub struct History {
    /// Only generate, without compiling and testing
    #[arg(long)]
    pub no_compile: bool,
    /// Instead of tests, compare each bump with that of cargo-semver-checks
    #[arg(long, conflicts_with = "no_compile")]
    pub semver: bool,
    /// Recreate the history from a folder of botocore wheels
    #[arg(long, value_name = "DIR", conflicts_with_all = ["no_compile", "semver"])]
    pub record: Option<PathBuf>,
    /// The folder of the service in a wheel
    #[arg(long, value_name = "NAME", default_value = "connectparticipant", value_parser = folder_name)]
    pub service: String,
}

/// What to run.
#[derive(Args, Debug)]
pub struct Conformance {
    /// Models with protocol tests or examples: Smithy JSON AST, plain or gzipped
    #[arg(value_name = "FILE")]
    pub models: Vec<PathBuf>,
}

/// The models to compile, and options.
#[derive(Args, Debug, Default)]
pub struct Sweep {
    /// The botocore version that pip fetches [default: the newest]
    #[arg(long, value_name = "VERSION", value_parser = version, conflicts_with = "models")]
    pub botocore: Option<String>,
    /// Other models: folders of models, such as the data folder of botocore, single files, wheels
    #[arg(long, num_args = 1.., value_name = "PATH")]
    pub models: Vec<PathBuf>,
    /// Only these services, by the names of their crates, folders or files
    ///
    /// A selected model that cannot be generated is a failure, like a file of --models.
    #[arg(long, num_args = 1.., value_delimiter = ',', value_name = "NAME")]
    pub only: Vec<String>,
    /// Skip crates that an earlier run has compiled, unless the crate, the runtime, the
    /// toolchain or the versions of the dependencies have changed
    #[arg(long)]
    pub resume: bool,
    /// Also run clippy: its warnings are failures too
    #[arg(long)]
    pub clippy: bool,
    /// The maximum number of crates on the disk at a time
    #[arg(long, value_name = "NUMBER", default_value_t = 24, value_parser = clap::value_parser!(u16).range(1..))]
    pub batch: u16,
    /// The number of parallel compilers [default: the number of cores]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// Write the result of each service to a file, as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// Options of the comparison with the official SDK.
#[derive(Args, Debug)]
pub struct Official {
    /// The version of aws-sdk-connectparticipant
    #[arg(long, value_name = "VERSION", default_value = "1", value_parser = version)]
    pub official: String,
}

/// Returns the workspace of the current directory; otherwise the one from which this program was built.
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
