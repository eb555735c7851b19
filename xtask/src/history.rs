//! `cargo xtask history`: the walk through the models that the service has had. No network is needed for it; `record` makes
//! the files of the history anew from wheels.

mod record;
mod semver;
mod walk;

use std::path::Path;

use crate::cli::History;
use crate::codegen::MODELS;
use crate::report::{self, say};
use crate::versions::{FOLDER, versions};

/// Does what the command line asks for. True if all is well.
pub fn run(root: &Path, args: &History) -> bool {
    let done = match &args.record {
        Some(wheels) => record::record(root, wheels, &args.service).map(|files| {
            say(&format!("{MODELS}/{FOLDER}/: {} changed", report::count(files, "file")));
            true
        }),
        None => versions(root).and_then(|versions| walk::walk(root, &versions, args)),
    };
    done.unwrap_or_else(|problems| {
        report::problems(&problems, &format!("{MODELS}/ is untouched"));
        false
    })
}
