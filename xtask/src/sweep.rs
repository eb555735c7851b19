//! `cargo xtask sweep`: generates temporary crates from many models, and checks that each compiles with all its features.
//!
//! A compiler warning is a failure, as with `-D warnings`: the messages are read, and the flag is not passed on, because it
//! would recompile all dependencies. `cargo check` finds all rustc diagnostics about types and lints; clippy takes more time
//! and checks style, so it runs only on request.
//!
//! One batch is on the disk at a time: its crates and their artifacts are removed before the next one. The results of
//! earlier runs are kept by the digest of the generated text, the runtime, the toolchain and the dependencies' versions, so
//! `--resume` compiles everything that a change of the generator, the runtime or a model affects, and nothing else.

mod batch;
mod compile;
mod disk;
mod models;
mod state;
mod table;

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::time::Instant;

use crate::cli;
use batch::Sweep;
use cargo_farrier::Result;
use cargo_farrier::report::{self, note};
use cargo_farrier::tree::Lock;
use cargo_farrier::{batch::find::Entry, report::at};
use state::State;

/// The result of one model.
#[derive(Debug)]
struct Row {
    /// The service, by its folder or file.
    service: String,
    /// Its crate, if it has a name.
    crate_name: Option<String>,
    operations: usize,
    lines: usize,
    end: End,
}

/// The outcome.
#[derive(Debug)]
enum End {
    /// It compiles without a warning.
    Compiles {
        /// Whether the result is from an earlier run.
        known: bool,
    },
    /// It does not compile without a warning.
    Faulty(state::Compiled),
    /// It cannot be generated, for reasons in the model.
    Rejected(Vec<String>),
    /// It should have been generated.
    Failed(Vec<String>),
}

impl Row {
    fn is_failure(&self) -> bool {
        matches!(self.end, End::Faulty(_) | End::Failed(_))
    }
}

/// Compiles the models of the command line; prints the table. True if all generated crates compile.
pub fn run(root: &Path, args: &cli::Sweep) -> bool {
    let started = Instant::now();
    let swept = swept(root, args).and_then(|(source, rows)| {
        let is_well = table::show(&rows, started.elapsed());
        if let Some(file) = &args.json {
            table::write(file, &source, args.clippy, &rows, started.elapsed())?;
        }
        Ok(is_well)
    });
    swept.unwrap_or_else(|problems| {
        report::problems(&problems, "the sweep is incomplete");
        false
    })
}

fn swept(root: &Path, args: &cli::Sweep) -> Result<(String, Vec<Row>)> {
    let scratch = root.join("target/sweep");
    std::fs::create_dir_all(&scratch).map_err(at(&scratch))?;
    let _lock = Lock::take(&scratch).map_err(at(&scratch))?;
    let source = models::source(&scratch, args)?;
    let mut entries = models::selected(source.entries, &args.only)?;
    // The smallest first: a batch has crates of similar size, and an interrupted run covers the most services.
    entries.sort_by_key(|entry| entry.bytes);

    let mut state = State::load(&scratch)?;
    let names: Vec<&str> = entries.iter().filter_map(|entry| entry.crate_name.as_deref()).collect();
    if !args.resume && state.forget(&names) && io::stderr().is_terminal() {
        note("starting over; --resume keeps the results of an earlier run");
    }
    let mut sweep = Sweep::new(root, scratch, args, &entries, state)?;
    let mut rows = sweep.run()?;
    rows.sort_by(|one, other| one.service.cmp(&other.service));
    Ok((source.name, rows))
}

/// The name of a model in messages.
fn service_of(entry: &Entry) -> String {
    let path = entry.main();
    let part =
        |path: Option<&Path>| path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let file = part(Some(path)).unwrap_or_default();
    let is_c2j = file == "service-2.json" || file == "service-2.json.gz";
    if !is_c2j {
        let name = file.strip_suffix(".gz").unwrap_or(&file);
        return name.strip_suffix(".json").unwrap_or(name).to_owned();
    }
    // `service/service-2.json` or `service/2020-01-01/service-2.json`.
    let folder = path.parent();
    let is_date = part(folder).is_some_and(|name| cargo_farrier::c2j::is_date(&name));
    let folder = if is_date { folder.and_then(Path::parent) } else { folder };
    part(folder).unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_named_by_its_folder_or_file() {
        for (path, name) in [
            ("data/kms/2014-11-01/service-2.json.gz", "kms"),
            ("data/kms/service-2.json", "kms"),
            ("models/lambda.json", "lambda"),
            ("lambda.json.gz", "lambda"),
        ] {
            let entry = Entry { files: vec![path.into()], crate_name: None, bytes: 0 };
            assert_eq!(service_of(&entry), name, "{path}");
        }
    }
}
