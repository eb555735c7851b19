//! `cargo xtask sweep`: many models -> crates that are thrown away -> whether each compiles with all its features.
//!
//! A warning of the compiler is a failure, as with `-D warnings`: the messages are read, and the flag is not passed on, because it
//! would compile all dependencies anew. `cargo check` finds all that rustc has to say of types and lints; clippy takes more time
//! and judges style, so that it is asked on demand.
//!
//! What is on the disk at a time is one batch: its crates and what the compiler made of them go before the next one. What an
//! earlier run found is kept by the digest of the generated text, the runtime, the toolchain and the dependencies' versions, so
//! that `--resume` compiles all that a change of the generator, of the runtime or of a model reaches, and nothing else.

mod batch;
mod compile;
mod disk;
mod models;
mod state;
mod table;

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::time::Instant;

use crate::Result;
use crate::cli;
use crate::report::{self, note};
use crate::tree::Lock;
use crate::{batch::find::Entry, report::at};
use batch::Sweep;
use state::State;

/// What became of one model.
#[derive(Debug)]
struct Row {
    /// The service, by its folder or file.
    service: String,
    /// Its crate, where it has a name.
    crate_name: Option<String>,
    operations: usize,
    lines: usize,
    end: End,
}

/// How it ended.
#[derive(Debug)]
enum End {
    /// It compiles without a warning.
    Compiles {
        /// Whether that is what an earlier run found.
        known: bool,
    },
    /// It does not compile without a warning.
    Faulty(state::Compiled),
    /// It cannot be generated, and the reasons are no mistakes of ours.
    Rejected(Vec<String>),
    /// It should have been generated.
    Failed(Vec<String>),
}

impl Row {
    fn is_failure(&self) -> bool {
        matches!(self.end, End::Faulty(_) | End::Failed(_))
    }
}

/// Compiles what the command line asks for; prints the table. True if all that is generated compiles.
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
        report::problems(&problems, "the sweep is not complete");
        false
    })
}

fn swept(root: &Path, args: &cli::Sweep) -> Result<(String, Vec<Row>)> {
    let scratch = root.join("target/sweep");
    std::fs::create_dir_all(&scratch).map_err(at(&scratch))?;
    let _lock = Lock::take(&scratch).map_err(at(&scratch))?;
    let source = models::source(&scratch, args)?;
    let mut entries = models::selected(source.entries, &args.only)?;
    // The smallest first: a batch holds crates of about the same size, and a run that is cut short has seen the most services.
    entries.sort_by_key(|entry| entry.bytes);

    let mut state = State::load(&scratch)?;
    let names: Vec<&str> = entries.iter().filter_map(|entry| entry.crate_name.as_deref()).collect();
    if !args.resume && state.forget(&names) && io::stderr().is_terminal() {
        note("starts afresh; with --resume, what an earlier run has compiled is not compiled again");
    }
    let mut sweep = Sweep::new(root, scratch, args, &entries, state)?;
    let mut rows = sweep.run()?;
    rows.sort_by(|one, other| one.service.cmp(&other.service));
    Ok((source.name, rows))
}

/// How a model is named in what is said.
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
    let is_date = part(folder).is_some_and(|name| crate::read::is_date(&name));
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
