//! Computes everything to write and to report, from a new model and the current workspace.

use std::path::Path;

use farrier::model::{Loaded, Role, Source, facts};
use farrier::{Config, Diagnostics, GeneratedFile};
use serde_json::Value;

use super::{secrets, stubs};
use crate::Result;
use crate::args::Target;
use crate::codegen::{CONSTRUCTORS, Generated, Job, MODELS, PARTS};
use crate::diff::{Comparison, Input, compare};
use crate::endpoint_tests::{self, Carried};
use crate::fitting::{Fitted, fit};
use crate::origin::{Facts, Origin, SERVICE, SOURCE, check_service, to_toml};
use crate::read;
use crate::renames::{self, Renames, moved, renames};
use crate::tree::{Changes, Tree};
use crate::versions::{self, Version};

/// A computed update.
#[derive(Debug)]
pub struct Plan {
    /// The files of the model to write.
    pub models: Vec<GeneratedFile>,
    /// The crate.
    pub generated: Generated,
    /// The changes; a problem if the current model cannot be compared; `None` if there is none.
    pub review: Option<Result<Comparison>>,
    /// The reasons why overlay entries do not fit.
    pub stale: Diagnostics,
    /// The stubs to paste, as lines.
    pub(super) stubs: Vec<(String, Vec<String>)>,
    /// The result for the endpoint tests.
    pub(super) carried: Carried,
    /// Whether entries that do not fit are removed.
    takes_out: bool,
}

/// The changes that were written, or would be.
#[derive(Debug)]
pub struct Written {
    /// Those of the model.
    pub models: Changes,
    /// Those of the crate.
    pub generated: Changes,
}

impl Plan {
    /// Computes it. The overlays are those of `ours`, which is the same folder except for scratch work. With `fits`, entries of renamed shapes are moved, and those that still do not fit are removed.
    ///
    /// # Errors
    ///
    /// It is not a model, is one of another service, or no crate can be generated from it.
    pub fn make(
        root: &Path,
        ours: &Path,
        origin: &Origin,
        extra: Option<&Value>,
        fits: bool,
    ) -> Result<Self> {
        let mut ast = facts::facts_only(origin.ast()?);
        let present = present(root)?;
        let api_version = check_service(&origin.name, &ast, present.as_ref())?;
        let carried = endpoint_tests::carry_over(&mut ast, present.as_ref(), extra);
        let service = format!("{ast:#}\n");
        let bytes = service.clone().into_bytes();
        let model = Source { name: origin.name.clone(), bytes, role: Role::Model };
        // A model that does not load is rejected; a problem is then one of the given file.
        farrier::model::load(std::slice::from_ref(&model))?;

        let given = sources(root, ours, model)?;
        let made = |sources: &[Source]| fit(sources, |loaded| make(root, loaded));
        let mut fitted = made(&given)?;
        let mut review = present.is_some().then(|| review(root, origin, &fitted.sources));
        let mut renames = Renames::new();
        let mut open = Diagnostics::default();
        if let Some(Ok(review)) = &review {
            renames = self::renames(&review.report);
            open = secrets::placed(&given, &mut fitted.stale, review.models(), &mut renames);
        }
        if fits && !open.0.is_empty() {
            return Err(open);
        }
        let moved = moved(&given, &renames)?;
        if moved != given {
            // The verdict is that of the crate with the entries in their new places, whoever moves them.
            let after = made(&moved)?;
            review = present.is_some().then(|| self::review(root, origin, &after.sources));
            // Where nothing of ours is stale, what moved is the arguments of constructors, which nobody else moves.
            if fits || fitted.stale.0.is_empty() {
                fitted = after;
            }
        }
        let Fitted { sources, value: (generated, undocumented), stale } = fitted;
        let stubs = list(&given, &stale, &undocumented, &renames, fits);
        let source: Facts = origin.source(&api_version);
        let kept = versions::keep(root, &Version { source: source.clone(), ast })?;
        let mut models = vec![
            GeneratedFile { path: SERVICE.to_owned(), text: service },
            GeneratedFile { path: SOURCE.to_owned(), text: to_toml(&source) },
            GeneratedFile { path: CONSTRUCTORS.to_owned(), text: generated.constructors.to_text() },
        ];
        models.extend(kept);
        if fits {
            models.extend(changed(root, &sources)?);
        }
        Ok(Self { models, generated, review, stale, stubs, carried, takes_out: fits })
    }

    /// Whether it can be written.
    pub fn is_fitting(&self) -> bool {
        self.takes_out || self.stale.0.is_empty()
    }

    /// Returns the changes that [`Plan::write`] would make.
    ///
    /// # Errors
    ///
    /// Any obstacle.
    pub fn preview(&self, root: &Path) -> Result<Written> {
        let (models, crate_) = trees(root);
        Ok(Written {
            models: models.compare(&self.models)?,
            generated: crate_.compare(&self.generated.files)?,
        })
    }

    /// Writes the model, then the crate.
    ///
    /// # Errors
    ///
    /// Any obstacle; then [`state`] reports the progress.
    pub fn write(&self, root: &Path) -> Result<Written> {
        let (models, crate_) = trees(root);
        models.recover()?;
        crate_.recover()?;
        // Known obstacles of both are checked before the first is written.
        self.preview(root)?;
        Ok(Written { models: models.write(&self.models)?, generated: crate_.write(&self.generated.files)? })
    }
}

/// Returns the state of the files after a failed write.
pub(super) fn state(root: &Path, plan: &Plan) -> String {
    let (models, crate_) = trees(root);
    if models.is_unfinished() || crate_.is_unfinished() {
        return "a write is incomplete; run the command again".to_owned();
    }
    if models.compare(&plan.models).is_ok_and(|changes| changes.is_empty()) {
        return format!("{MODELS}/ is written, generated/ is not; run `cargo xtask codegen`");
    }
    format!("{MODELS}/ is unchanged")
}

fn trees(root: &Path) -> (Tree, Tree) {
    let target = Target::default();
    (Tree::of_files(root.join(MODELS)), Job::new(root, &target).tree)
}

/// Returns the current model, if there is one.
fn present(root: &Path) -> Result<Option<Value>> {
    let name = format!("{MODELS}/{SERVICE}");
    let path = root.join(&name);
    if !path.exists() {
        return Ok(None);
    }
    read::json(&name, &read::unpacked(&path)?).map(Some)
}

/// Returns the new model, the existing overlays, and the order of arguments of the current crate.
fn sources(root: &Path, ours: &Path, model: Source) -> Result<Vec<Source>> {
    let mut sources = vec![model];
    for (file, role) in PARTS.into_iter().skip(1) {
        let name = format!("{MODELS}/{file}");
        let path = if role == Role::Constructors { root } else { ours }.join(&name);
        if path.exists() {
            sources.push(read::source(&path, name, role)?);
        }
    }
    Ok(sources)
}

/// Returns the crate, and missing documentation.
fn make(root: &Path, loaded: Loaded) -> Result<(Generated, Vec<String>)> {
    let target = Target::default();
    let generated = Job::new(root, &target).generate_from(&loaded)?;
    let missing = farrier::undocumented(&loaded.model, &Config::new(&generated.crate_name));
    Ok((generated, missing))
}

fn review(root: &Path, origin: &Origin, sources: &[Source]) -> Result<Comparison> {
    // Models do not contain simulations.
    let is_reviewed = |source: &&Source| !source.name.ends_with("simulation.json");
    let new = Input::ours(origin.title(), sources.iter().filter(is_reviewed).cloned().collect());
    compare(&Input::working_tree(root)?, &new)
}

/// Returns changed overlays.
fn changed(root: &Path, sources: &[Source]) -> Result<Vec<GeneratedFile>> {
    let mut files = Vec::new();
    let is_ours = |source: &&Source| !matches!(source.role, Role::Model | Role::Constructors);
    for source in sources.iter().filter(is_ours) {
        let path = root.join(&source.name);
        if !path.exists() || read::unpacked(&path)? != source.bytes {
            let path = source.name.trim_start_matches(MODELS).trim_start_matches('/').to_owned();
            files.push(GeneratedFile { path, text: String::from_utf8_lossy(&source.bytes).into_owned() });
        }
    }
    Ok(files)
}

/// Returns the stubs to paste: entries of renamed shapes under their new names and other entries that do not fit, unless
/// `--fit` handles them, and missing documentation.
fn list(
    given: &[Source],
    stale: &Diagnostics,
    undocumented: &[String],
    renames: &Renames,
    fits: bool,
) -> Vec<(String, Vec<String>)> {
    let mut stubs = Vec::new();
    let mut moved: Vec<String> = Vec::new();
    for source in given.iter().filter(|_| !fits) {
        let (mut renamed, mut secret, mut others) = (Vec::new(), Vec::new(), Vec::new());
        let json = read::json(&source.name, &source.bytes).unwrap_or_default();
        let of_file = stale.0.iter().filter(|problem| problem.file.as_ref() == Some(&source.name));
        for id in of_file.filter_map(|problem| problem.shape.as_ref()) {
            let Some(new_id) = renames::renamed(id, renames) else {
                let is_secret = source.role == Role::Overlay && secrets::is_secret(&json, id);
                let kind = if is_secret { &mut secret } else { &mut others };
                kind.extend(stubs::entry(&json, id, id).unwrap_or_default());
                continue;
            };
            renamed.extend(stubs::entry(&json, id, &new_id).unwrap_or_default());
            if source.role == Role::Documentation {
                moved.push(new_id);
            }
        }
        let file = &source.name;
        stubs.push((format!("renamed; replace the entries of {file} with these"), renamed));
        let what = format!(
            "marking secrets that have moved; find the shapes that contain them, for these entries of {file}"
        );
        stubs.push((what, secret));
        stubs.push((format!("no longer valid; edit or remove these entries of {file}"), others));
    }
    let new = undocumented.iter().filter(|id| !moved.contains(id));
    let new = new.flat_map(|id| stubs::documentation(id)).collect();
    stubs.push((format!("without documentation; fill in and paste into {MODELS}/docs.json"), new));
    stubs.retain(|(_, lines)| !lines.is_empty());
    stubs
}
