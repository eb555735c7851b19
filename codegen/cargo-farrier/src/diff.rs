//! `diff`: compares two models, and reports the changes and the version bump of the generated crate.
//!
//! The comparison itself is `farrier::diff`. This module finds the models, and formats the report. For other
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

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use farrier::diff::{Bump, Options, Report, diff};
use farrier::{Config, Model};

pub use self::filter::{Filter, Totals};
pub use self::input::{Input, Kind};
pub(crate) use self::markdown::sentence as markdown_sentence;
pub(crate) use self::prose::list;

use crate::Result;
pub use crate::args::Format;
use crate::args::{Diff, FailOn};
use crate::choice;
use crate::config::{Crate, Project};
use crate::progress;
use crate::renames::{Renames, renames};
use crate::report;
use crate::tool::Tool;

/// The exit code if the bump is that of `--fail-on`, or larger.
pub const TOO_LARGE: u8 = 3;

/// A report, with the names of the models.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The old model as named by the user.
    pub old: String,
    /// The new model as named by the user.
    pub new: String,
    /// Notes at the top: that the models are of two services, or in two formats.
    pub notes: Vec<String>,
    /// The number of changes of each kind, shown or not.
    pub totals: Totals,
    /// What differs.
    pub report: Report,
    /// A description of the changes that the report leaves out; `None` if it is complete.
    pub left_out: Option<String>,
    models: [Model; 2],
    configs: [Config; 2],
}

/// Compares two models, as crates with the operations and features of `farrier.toml`; with all of them, if neither is the model of a
/// `farrier.toml`. If only one is, its overlay is applied to both, as far as it fits, and documentation is not compared.
///
/// # Errors
///
/// A model cannot be loaded or generated.
pub fn compare(old: &Input, new: &Input) -> Result<Comparison> {
    let mixed = old.kind() != new.kind();
    let mut options = Options::default();
    options.documentation = !mixed;
    let load = |renames: &Renames| -> Result<[Model; 2]> {
        if !mixed {
            return Ok([old.load(false, None)?, new.load(false, None)?]);
        }
        // Entries about shapes that are renamed in the other model are moved, as in `update`.
        let back = renames.iter().map(|(old, new)| (new.clone(), old.clone())).collect();
        Ok([old.load(true, new.lent(&back)?.as_ref())?, new.load(true, old.lent(renames)?.as_ref())?])
    };
    let mut models = load(&Renames::new())?;
    options.old = config(old, new, &models[0]);
    options.new = config(new, old, &models[1]);
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
        configs: [options.old, options.new],
    })
}

/// Returns the configuration of the crate of a model; for a published one, that of the other model, as far as it fits.
fn config(input: &Input, other: &Input, model: &Model) -> Config {
    match (input.config(), other.config()) {
        (Some(own), _) => own.clone(),
        (None, Some(lent)) => choice::fitting(lent, model),
        (None, None) => Config::new("client"),
    }
}

impl Comparison {
    /// The models that were compared, with their overlays.
    pub(crate) fn models(&self) -> [&Model; 2] {
        let [old, new] = &self.models;
        [old, new]
    }

    /// Returns the comparison with only the changes that a filter selects.
    #[must_use]
    pub fn filtered(mut self, filter: &Filter) -> Self {
        let before = self.report.changes.len();
        self.report = filter.apply(self.report);
        self.left_out = filter.left_out(before, self.report.changes.len());
        self
    }

    /// Returns the report in one format, with a line break at its end. Colours are those of a terminal, and only `text` has any.
    pub fn render(&self, format: Format, colours: bool) -> String {
        match format {
            Format::Text => text::render(self, colours),
            Format::Markdown => markdown::render(self),
            Format::Json => json::render(self),
            Format::Html => html::render(self),
        }
    }
}

/// Compares and prints. The exit code is 0; 1 if the models cannot be compared; [`TOO_LARGE`] if the bump is larger than
/// the command line allows.
///
/// Without a name, a model is that of the project. Paths of revisions are relative to `root`.
pub fn run(tool: Tool, root: &Path, project: impl Fn() -> Result<Project>, args: &Diff) -> ExitCode {
    let of_crate = || project().and_then(|project| project.named(args.package.as_deref()).cloned());
    let service = || match &args.service {
        Some(service) => Ok(service.clone()),
        None => of_crate().map(|of_crate| of_crate.service_folder().to_owned()),
    };
    let input = |name: Option<&str>, default: fn(&Crate) -> Result<Input>| match name {
        Some(name) => Input::named(root, of_crate, name, &service, args.package.as_deref()),
        None => default(&of_crate()?),
    };
    let compared = input(args.old.as_deref(), Input::head)
        .and_then(|old| Ok((old, input(args.new.as_deref(), Input::working_tree)?)))
        .and_then(|(old, new)| compare(&old, &new));
    match compared {
        Ok(comparison) => {
            let out = io::stdout();
            // A closed pipe, as with `| head`, is not an error.
            let filter = Filter::of(args);
            let shown = comparison.clone().filtered(&filter);
            let _ = out.lock().write_all(shown.render(args.format, report::is_colourful()).as_bytes());
            if args.verify {
                if args.format == Format::Json {
                    progress::turn_off();
                }
                match verify::verify(tool, root, &comparison) {
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
