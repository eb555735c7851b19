//! `cargo xtask diff`: two models -> what changed between them, and what that asks of the generated crate.
//!
//! The comparison itself is `farrier::diff`. Here is where models come from, and the formats of the report. For other
//! commands: [`compare`] takes two [`Input`]s and returns a [`Comparison`], which [`Comparison::render`] prints.

mod filter;
mod html;
mod input;
mod json;
mod markdown;
mod prose;
mod same;
mod text;
mod verify;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use farrier::Model;
use farrier::diff::{Bump, Options, Report, diff};

pub use self::filter::{Filter, Totals};
pub use self::input::{Input, Kind};

use crate::Result;
pub use crate::cli::Format;
use crate::cli::{Diff, FailOn};
use crate::renames::{Renames, renames};
use crate::report;

/// The exit code for a change that is larger than `--fail-on` allows.
pub const TOO_LARGE: u8 = 3;

/// A report, with the names of what was compared.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What the user called the old model.
    pub old: String,
    /// What the user called the new model.
    pub new: String,
    /// What to know before reading on: that the models are of two services, or of two forms.
    pub notes: Vec<String>,
    /// How many changes there are of each kind, shown or not.
    pub totals: Totals,
    /// What differs.
    pub report: Report,
    /// Which changes are left out of the report, in words; nothing where it is whole.
    pub left_out: Option<String>,
    models: [Model; 2],
}

/// Compares two models. One of them may be ours, with an overlay and documentation, and the other not: then the overlay
/// is laid over both, as far as it fits, and documentation does not count.
///
/// # Errors
///
/// What keeps either from being loaded or generated.
pub fn compare(old: &Input, new: &Input) -> Result<Comparison> {
    let mixed = old.kind() != new.kind();
    let mut options = Options::default();
    options.documentation = !mixed;
    let load = |renames: &Renames| -> Result<[Model; 2]> {
        if !mixed {
            return Ok([old.load(false, None)?, new.load(false, None)?]);
        }
        // Entries about shapes that have other names in the other model go with them, as in `update`.
        let back = renames.iter().map(|(old, new)| (new.clone(), old.clone())).collect();
        Ok([old.load(true, new.lent(&back)?.as_ref())?, new.load(true, old.lent(renames)?.as_ref())?])
    };
    let mut models = load(&Renames::new())?;
    let mut report = diff(&models[0], &models[1], &options)?;
    let renames = renames(&report);
    if mixed && !renames.is_empty() {
        models = load(&renames)?;
        report = diff(&models[0], &models[1], &options)?;
    }
    let [before, after] = models;
    Ok(Comparison {
        old: old.name().to_owned(),
        new: new.name().to_owned(),
        notes: same::notes([old, new], [&before, &after]),
        totals: Totals::of(&report),
        report,
        left_out: None,
        models: [before, after],
    })
}

impl Comparison {
    /// The models that were compared, with what was laid over them.
    pub(crate) fn models(&self) -> [&Model; 2] {
        let [old, new] = &self.models;
        [old, new]
    }

    /// The same, with the changes that a filter lets through.
    #[must_use]
    pub fn filtered(mut self, filter: &Filter) -> Self {
        let before = self.report.changes.len();
        self.report = filter.apply(self.report);
        self.left_out = filter.left_out(before, self.report.changes.len());
        self
    }

    /// The report in one format, with a line break at its end. Colours are those of a terminal, and only `text` has any.
    pub fn render(&self, format: Format, colours: bool) -> String {
        match format {
            Format::Text => text::render(self, colours),
            Format::Markdown => markdown::render(self),
            Format::Json => json::render(self),
            Format::Html => html::render(self),
        }
    }
}

/// Compares and prints. The exit code is 0; 1 if the models cannot be compared; [`TOO_LARGE`] if they differ by more than
/// the command line allows.
pub fn run(root: &Path, args: &Diff) -> ExitCode {
    let input = |name: Option<&str>, default: fn(&Path) -> Result<Input>| match name {
        Some(name) => Input::named(root, name, &args.service),
        None => default(root),
    };
    let compared = input(args.old.as_deref(), Input::head)
        .and_then(|old| Ok((old, input(args.new.as_deref(), Input::working_tree)?)))
        .and_then(|(old, new)| compare(&old, &new));
    match compared {
        Ok(comparison) => {
            let out = io::stdout();
            let is_colourful =
                out.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
            // A closed pipe, as with `| head`, is no problem of ours.
            let filter = Filter::of(args);
            let shown = comparison.clone().filtered(&filter);
            let _ = out.lock().write_all(shown.render(args.format, is_colourful).as_bytes());
            if args.verify {
                match verify::verify(root, &comparison) {
                    Ok(true) => {}
                    Ok(false) => return ExitCode::FAILURE,
                    Err(problems) => {
                        report::problems(&problems, "nothing was verified");
                        return ExitCode::FAILURE;
                    }
                }
            }
            exit_code(comparison.report.bump, args.fail_on)
        }
        Err(problems) => {
            report::problems(&problems, "nothing was compared");
            ExitCode::FAILURE
        }
    }
}

fn exit_code(bump: Bump, fail_on: Option<FailOn>) -> ExitCode {
    let limit = fail_on.map(|fail_on| match fail_on {
        FailOn::Minor => Bump::Minor,
        FailOn::Major => Bump::Major,
    });
    match limit {
        Some(limit) if bump >= limit => ExitCode::from(TOO_LARGE),
        _ => ExitCode::SUCCESS,
    }
}
