//! The commands of this repository: `cargo xtask codegen`, `check`, `update`, `diff`, `history`, `conformance`, `sweep`,
//! `footprint`, `speed`, `against-moto`.
//!
//! `codegen`, `check`, `update` and `diff` are those of the library `cargo_farrier`, on this repository's own model.

pub mod against_moto;
pub mod cargo;
pub mod cli;
#[cfg(doctest)]
mod compile_fail;
pub mod conformance;
pub mod footprint;
pub mod history;
pub mod project;
pub mod python;
/// Compiles the programs of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
/// Compiles the programs of the client guide.
#[cfg(doctest)]
#[doc = include_str!("../../codegen/guides/client.md")]
mod client_guide {}
pub mod speed;
pub mod sweep;
pub mod update;

use std::process::ExitCode;

use cargo_farrier::{check, diff, generate};
use clap::Parser as _;

use crate::cli::{Cli, Command};
use crate::project::{TOOL, read};

/// Runs the command line: exit code 0, 1 for a problem, 2 for wrong usage; `diff` has one more.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let root = cli.root.unwrap_or_else(cli::workspace_root);
    let is_well = match cli.command {
        Command::Codegen(args) => generate::run(TOOL, || read(&root), &args),
        Command::Check(target) => check::run(TOOL, || read(&root), &target),
        Command::Update(args) => update::run(&root, &args),
        Command::Conformance(args) => conformance::run(&root, &args),
        Command::Sweep(args) => sweep::run(&root, &args),
        Command::Footprint(args) => footprint::run(&root, &args),
        Command::Speed(args) => speed::run(&root, &args),
        Command::AgainstMoto(args) => against_moto::run(&root, &args),
        Command::History(args) => history::run(&root, &args),
        Command::Diff(args) => return diff::run(TOOL, &root, || read(&root), &args),
    };
    if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
