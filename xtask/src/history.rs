//! `cargo xtask history`: replays the released models of the service, without network; `record` recreates the files of the
//! history from wheels.

pub mod golden;
mod record;
mod semver;
mod walk;

use std::path::Path;

use crate::cli::History;
use crate::project::{MODELS, the_crate};
use cargo_farrier::report::{self, say};
use cargo_farrier::versions::versions;

/// Runs the command line. True if there was no problem.
pub fn run(root: &Path, args: &History) -> bool {
    let done = the_crate(root).and_then(|of_crate| match &args.record {
        Some(wheels) => {
            let files = record::record(&of_crate, wheels, &args.service)?;
            let folder = of_crate.update.history.as_deref().unwrap_or_default();
            say(&format!("{}/: {} changed", of_crate.shown_name(folder), report::count(files, "file")));
            Ok(true)
        }
        None => versions(&of_crate).and_then(|versions| walk::walk(root, &of_crate, &versions, args)),
    });
    done.unwrap_or_else(|problems| {
        report::problems(&problems, &format!("{MODELS}/ is unchanged"));
        false
    })
}
