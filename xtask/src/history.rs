//! `cargo xtask history`: replays the released models of the service, without network; `record` recreates the files of the
//! history from wheels.

mod record;
mod semver;
mod walk;

use std::path::Path;

use crate::cli::History;
use cargo_farrier::codegen::MODELS;
use cargo_farrier::report::{self, say};
use cargo_farrier::versions::{FOLDER, versions};

/// Runs the command line. True if there was no problem.
pub fn run(root: &Path, args: &History) -> bool {
    let done = match &args.record {
        Some(wheels) => record::record(root, wheels, &args.service).map(|files| {
            say(&format!("{MODELS}/{FOLDER}/: {} changed", report::count(files, "file")));
            true
        }),
        None => versions(root).and_then(|versions| walk::walk(root, &versions, args)),
    };
    done.unwrap_or_else(|problems| {
        report::problems(&problems, &format!("{MODELS}/ is unchanged"));
        false
    })
}
