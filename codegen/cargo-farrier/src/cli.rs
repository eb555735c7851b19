//! The command line of `cargo farrier`: its commands, and its help.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use farrier::Diagnostic;

use crate::Result;
use crate::args::{Diff, Generate, Target, Update};
use crate::config::{NAME, Project};
use crate::convert::Convert;
use crate::new::New;
use crate::tool::CARGO_FARRIER;
use crate::{check, config, convert, diff, exit_codes, generate, new, report, update, with_examples};

/// Generates Rust client crates from service models, and keeps them up to date
#[derive(Debug, Parser)]
#[command(
    name = "cargo-farrier",
    bin_name = "cargo farrier",
    disable_help_flag = true,
    disable_version_flag = true,
    version,
    help_template = "{about-with-newline}
{usage-heading} {usage}

Commands:
{subcommands}

Examples:
  cargo farrier new --model orchard.smithy    # write farrier.toml
  cargo farrier generate                      # write the crate that it describes
  cargo farrier diff                          # show the effects of the changes since the last commit

Global options:
{options}{after-help}",
    after_help = exit_codes!("a problem was found")
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Global options")]
struct Global {
    /// Use this farrier.toml instead of the nearest one, in the current folder or above it
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print help: a summary with -h, everything with --help
    #[arg(long, short, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// Print the version
    #[arg(long, short = 'V', action = clap::ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a farrier.toml for a model
    ///
    /// It asks nothing: edit the file afterwards. An existing file is not overwritten.
    #[command(
        help_template = with_examples!(
            "cargo farrier new --model orchard.smithy",
            "cargo farrier new --model models --name orchard"
        ),
        after_help = exit_codes!("the file was not written")
    )]
    New(New),
    /// Generate the crates of farrier.toml, or one from a model
    ///
    /// Unchanged files are not touched; files that are no longer generated are removed. A generated file that you edited stops
    /// the run, and files that you added are kept. A run that fails or is killed leaves the old crate or the new one.
    #[command(
        help_template = with_examples!(
            "cargo farrier generate",
            "cargo farrier generate --model orchard.smithy --out orchard",
            "cargo farrier generate --model botocore/data --out clients --workspace"
        ),
        after_help = exit_codes!("a crate could not be generated or written")
    )]
    Generate(Generate),
    /// Compare the crates with the output of generate; writes nothing
    ///
    /// Lists stale, missing, orphan, edited and added files, with a diff of limited length.
    #[command(
        help_template = with_examples!("cargo farrier check"),
        after_help = exit_codes!("a crate is not up to date, or could not be generated")
    )]
    Check(Target),
    /// Compare two models, and report the version bump that the crate needs
    ///
    /// A model is a path: Smithy IDL, a Smithy JSON AST or C2J, plain or gzipped, a folder with a farrier.toml, a folder of C2J, or a
    /// wheel of botocore. Or it is `REV:`, the model of farrier.toml at a git revision, or `REV:PATH`, a file at one.
    #[command(
        help_template = with_examples!(
            "cargo farrier diff",
            "cargo farrier diff main: --format markdown --fail-on major",
            "cargo farrier diff old.json new.json --severity risky --operation ListTrees"
        ),
        after_help = crate::args::DIFF_EXIT_CODES
    )]
    Diff(Diff),
    /// Take a new model, raise the version, generate the crate, and print a review of the changes
    ///
    /// The new model is that of `update.from` in farrier.toml. It replaces the file of `models`, as Smithy JSON AST. Without such a
    /// source, the models are those that you edit: they are compared with the last commit.
    ///
    /// A change of the crate raises `package.version` by the bump of `diff`, and drafts an entry of `update.changelog`. The texts of
    /// `update.mentions`, the runtime and Cargo.lock are refreshed. The end of the output lists the work that remains.
    #[command(
        help_template = with_examples!(
            "cargo farrier update --dry-run",
            "cargo farrier update --from ../api/orchard.json --fit",
            "cargo farrier update --since v0.1.0 --pr-body body.md"
        ),
        after_help = exit_codes!("the update failed")
    )]
    Update(Update),
    /// Write a model as Smithy JSON AST, merged and with its overlays
    #[command(
        help_template = with_examples!(
            "cargo farrier convert orchard.smithy --output orchard.json",
            "cargo farrier convert service-2.json",
            "cargo farrier convert --flatten    # the model of farrier.toml, without mixins"
        ),
        after_help = exit_codes!("the model could not be read, or not be written")
    )]
    Convert(Convert),
    /// Describe every key of farrier.toml
    #[command(
        help_template = with_examples!(
            "cargo farrier keys",
            "cargo farrier keys --schema > farrier.schema.json"
        ),
        after_help = exit_codes!("the description could not be printed")
    )]
    Keys(Keys),
    /// Print the completions of a shell
    #[cfg(feature = "completions")]
    #[command(
        help_template = with_examples!(
            "cargo farrier completions bash > ~/.local/share/bash-completion/completions/cargo-farrier"
        ),
        after_help = exit_codes!("the completions could not be printed")
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages to a folder
    #[cfg(feature = "man")]
    #[command(
        help_template = with_examples!("cargo farrier man ~/.local/share/man/man1"),
        after_help = exit_codes!("the pages could not be written")
    )]
    Man {
        /// The folder, which must exist
        dir: PathBuf,
    },
}

#[derive(Args, Debug)]
struct Keys {
    /// Print the JSON schema of the file, for editors
    #[arg(long, conflicts_with = "markdown")]
    schema: bool,
    /// Print the description as Markdown
    #[arg(long)]
    markdown: bool,
}

/// Runs the command line: exit code 0, 1 for a problem, 2 for wrong usage; `diff` has one more.
pub fn run() -> ExitCode {
    // Cargo passes the name of the command.
    let mut args: Vec<_> = std::env::args_os().collect();
    if args.get(1).is_some_and(|arg| arg == "farrier") {
        args.remove(1);
    }
    let parsed = command().try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches));
    let Cli { global, command } = match parsed {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    let dir = match std::env::current_dir() {
        Ok(dir) => dir,
        Err(error) => {
            report::say(&format!("error: the current folder is not readable: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let project = || read(&dir, global.config.as_deref());
    let is_well = match command {
        Command::New(args) => new::run(&dir, &args),
        Command::Generate(args) => generate::run(CARGO_FARRIER, project, &args),
        Command::Check(target) => check::run(CARGO_FARRIER, project, &target),
        Command::Diff(args) => return diff::run(CARGO_FARRIER, &dir, project, &args),
        Command::Update(args) => update::run(CARGO_FARRIER, project, &args),
        Command::Convert(args) => convert::run(project, &args),
        Command::Keys(args) => keys(&args),
        #[cfg(feature = "completions")]
        Command::Completions { shell } => completions(shell),
        #[cfg(feature = "man")]
        Command::Man { dir } => man(&dir),
    };
    if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn command() -> clap::Command {
    // `-h` and `--help` are of one group, also in the help of commands.
    Cli::command().mut_subcommands(|command| command.disable_help_flag(true))
}

fn read(dir: &Path, file: Option<&Path>) -> Result<Project> {
    let missing = || {
        let message = format!(
            "no {NAME} in {} or above it; write one with `cargo farrier new --model FILE`, or name one by --config",
            dir.display()
        );
        Diagnostic::new(message).into()
    };
    match file {
        Some(file) => Project::read(&dir.join(file), dir),
        None => Project::nearest(dir)?.ok_or_else(missing),
    }
}

fn keys(args: &Keys) -> bool {
    let text = match (args.schema, args.markdown) {
        (true, _) => format!("{:#}\n", config::describe::schema()),
        (false, true) => config::describe::markdown(),
        (false, false) => config::describe::text(),
    };
    text.lines().for_each(report::print);
    true
}

#[cfg(feature = "completions")]
fn completions(shell: clap_complete::Shell) -> bool {
    // The name of the program; cargo completes only its own commands.
    clap_complete::generate(shell, &mut command(), "cargo-farrier", &mut std::io::stdout());
    true
}

#[cfg(feature = "man")]
fn man(dir: &Path) -> bool {
    let written = clap_mangen::generate_to(command().bin_name("cargo-farrier"), dir).map_err(report::at(dir));
    match written {
        Ok(()) => true,
        Err(problems) => {
            report::problems(&problems, "no manual pages were written");
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }
}
