//! The commands of this repository: `cargo xtask codegen`, `check`, `update`, `diff`, `history`, `conformance`, `sweep`,
//! `footprint`.
//!
//! This is the only part that does file I/O: it reads models, passes them to the `farrier` library, and writes the
//! result. It knows files, archives and folders; of models it only knows the parts that name a service.

pub mod batch;
pub mod cargo;
pub mod check;
pub mod choice;
pub mod cli;
pub mod codegen;
#[cfg(doctest)]
mod compile_fail;
pub mod conformance;
pub mod diff;
mod endpoint_tests;
mod fitting;
pub mod footprint;
pub mod history;
mod origin;
mod pip;
pub mod read;
/// Compiles the programs of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
mod renames;
pub mod report;
mod scratch;
pub mod sweep;
pub mod tree;
pub mod update;
pub mod versions;
pub mod wheel;
mod write;

use std::process::ExitCode;

use clap::Parser as _;
use farrier::Diagnostics;

use crate::cli::{Cli, Command};

/// The result of a command: every problem found, or a value.
pub type Result<T> = std::result::Result<T, Diagnostics>;

/// Runs the command line: exit code 0, 1 for a problem, 2 for wrong usage; `diff` has one more.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let root = cli.root.unwrap_or_else(cli::workspace_root);
    let is_well = match cli.command {
        Command::Codegen(args) => codegen::run(&root, &args),
        Command::Check(target) => check::run(&root, &target),
        Command::Update(args) => update::run(&root, &args),
        Command::Conformance(args) => conformance::run(&root, &args),
        Command::Sweep(args) => sweep::run(&root, &args),
        Command::Footprint(args) => footprint::run(&root, &args),
        Command::History(args) => history::run(&root, &args),
        Command::Diff(args) => return diff::run(&root, &args),
    };
    if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
