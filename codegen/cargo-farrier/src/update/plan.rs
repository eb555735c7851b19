//! Computes everything to write and to report, from a new model and the current workspace.

use farrier::model::{Loaded, Role, ShapeId, Source, facts};
use farrier::{Diagnostics, GeneratedFile, Model};
use serde_json::Value;

use super::release::{Release, Text};
use super::{secrets, stubs};
use crate::Result;
use crate::config::Crate;
use crate::diff::{Comparison, Input, compare};
use crate::endpoint_tests::{self, Carried};
use crate::fitting::{Fitted, fit};
use crate::job::{Generated, Job};
use crate::origin::{Facts, Origin, check_service, to_toml, with_release};
use crate::read;
use crate::renames::{self, Renames, moved, renames};
use crate::tool::Tool;
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
    /// The version of the package with the old model.
    pub(super) base_version: String,
    /// The new version of the package; `None` if it stays the same.
    pub release: Option<Release>,
    /// The history, the oldest model first, the new one last; empty without a history.
    pub versions: Vec<Version>,
    /// Shapes and members without documentation.
    pub(super) undocumented: Vec<ShapeId>,
    /// The origin of the model.
    pub(super) source: Facts,
    /// The model with the overlays that fit it.
    pub(super) model: Model,
    /// Other files to write.
    pub(super) texts: Vec<Text>,
    /// The stubs to paste, as lines.
    pub(super) stubs: Vec<(String, Vec<String>)>,
    /// The result for the endpoint tests, if the model is not that of the project.
    pub(super) carried: Option<Carried>,
    /// Whether entries that do not fit are removed.
    pub(super) takes_out: bool,
    /// Whether files of the crate that a user edited are overwritten.
    pub(super) discards_edits: bool,
}

/// Compares the old model with new files.
pub(super) type Review<'a> = dyn Fn(&[Source]) -> Result<Comparison> + 'a;

/// The changes that were written, or would be.
#[derive(Debug)]
pub struct Written {
    /// Those of the model.
    pub models: Changes,
    /// Those of the crate.
    pub generated: Changes,
    /// Other files.
    pub(super) texts: Vec<Text>,
}

impl Written {
    /// Whether nothing changed.
    pub(super) fn is_empty(&self) -> bool {
        self.models.is_empty() && self.generated.is_empty() && self.texts.is_empty()
    }
}

impl Plan {
    /// Computes it. The overlays are those of `ours`, which is the same crate except for scratch work. With `fits`, entries of renamed shapes are moved, and those that still do not fit are removed.
    ///
    /// # Errors
    ///
    /// It is not a model, is one of another service, or no crate can be generated from it.
    pub fn make(
        tool: Tool,
        of_crate: &Crate,
        ours: &Crate,
        origin: &Origin,
        extra: Option<&Value>,
        fits: bool,
    ) -> Result<Self> {
        let model_file = of_crate.model_file()?;
        let mut ast = origin.ast()?;
        if !of_crate.update.documentation {
            ast = facts::facts_only(ast);
        }
        let present = present(of_crate)?;
        let api_version = check_service(&origin.name, &ast, present.as_ref())?;
        let present = present.map(|(_, ast)| ast);
        let carried = endpoint_tests::carry_over(&mut ast, present.as_ref(), extra);
        let service = format!("{ast:#}\n");
        let bytes = service.clone().into_bytes();
        let model = Source { name: origin.name.clone(), bytes, role: Role::Model };
        // A model that does not load is rejected; a problem is then one of the given file.
        farrier::model::load(std::slice::from_ref(&model))?;

        let given = sources(of_crate, ours, vec![model])?;
        let review =
            |sources: &[Source]| review(of_crate, &Input::working_tree(of_crate)?, origin.title(), sources);
        let has_present = present.is_some();
        let fitted = Self::fitted(tool, of_crate, given, has_present.then_some(&review), fits)?;
        let known = versions::present_source(of_crate).unwrap_or_default();
        let source = with_release(origin.source(&api_version), &known, present.as_ref() == Some(&ast));
        let kept = versions::keep(of_crate, Version { source: source.clone(), ast })?;
        let mut models = vec![
            GeneratedFile { path: model_file.to_owned(), text: service },
            GeneratedFile {
                path: of_crate.source_file(),
                text: to_toml(&source, model_file, &format!("{} update", tool.name)),
            },
            GeneratedFile {
                path: of_crate.constructors_file(),
                text: fitted.generated.constructors.to_text(),
            },
        ];
        models.extend(kept.file);
        models.extend(fitted.models);
        Ok(Self { models, versions: kept.versions, source, carried: Some(carried), ..fitted })
    }

    /// Computes the crate of these files, as far as the overlays fit, and its review.
    pub(super) fn fitted(
        tool: Tool,
        of_crate: &Crate,
        given: Vec<Source>,
        review_of: Option<&Review<'_>>,
        fits: bool,
    ) -> Result<Self> {
        let made = |sources: &[Source]| fit(sources, |loaded| make(tool, of_crate, loaded));
        let mut fitted = made(&given)?;
        let mut review = review_of.map(|review| review(&fitted.sources));
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
            review = review_of.map(|review| review(&after.sources));
            // Where nothing of ours is stale, what moved is the arguments of constructors, which nobody else moves.
            if fits || fitted.stale.0.is_empty() {
                fitted = after;
            }
        }
        let Fitted { sources, value: (generated, undocumented, model), stale } = fitted;
        Ok(Self {
            models: if fits { changed(of_crate, &sources)? } else { Vec::new() },
            stubs: list(of_crate, &given, &stale, &undocumented, &renames, fits),
            generated,
            review,
            stale,
            release: None,
            base_version: of_crate.config.package.version.clone(),
            versions: Vec::new(),
            undocumented,
            source: Facts::new(),
            model,
            texts: Vec::new(),
            carried: None,
            takes_out: fits,
            discards_edits: false,
        })
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
    pub fn preview(&self, of_crate: &Crate) -> Result<Written> {
        let (models, crate_) = self.trees(of_crate);
        Ok(Written {
            models: models.preview(&self.models)?,
            generated: crate_.preview(&self.generated.files)?,
            texts: self.texts.clone(),
        })
    }

    fn trees(&self, of_crate: &Crate) -> (Tree, Tree) {
        let crate_ = Tree::of_crate(of_crate.out()).discarding_edits(self.discards_edits);
        (Tree::of_files(&of_crate.dir), crate_)
    }

    /// Writes the changelog, then the model, then the crate.
    ///
    /// # Errors
    ///
    /// Any obstacle; then `state` reports the progress.
    pub fn write(&self, of_crate: &Crate) -> Result<Written> {
        let (models, crate_) = self.trees(of_crate);
        models.recover()?;
        crate_.recover()?;
        // Known obstacles of both are checked before the first is written.
        let preview = self.preview(of_crate)?;
        // First: a model that is written has no changes left from which another run could draft the entry.
        self.texts.iter().try_for_each(Text::write)?;
        let models = models.write(&self.models)?;
        Ok(Written { models, generated: crate_.write(&self.generated.files)?, ..preview })
    }
}

/// Returns the state of the files after a failed write.
pub(super) fn state(tool: Tool, of_crate: &Crate, plan: &Plan) -> String {
    let (models, crate_) = plan.trees(of_crate);
    let dir = of_crate.shown_dir();
    if models.is_unfinished() || crate_.is_unfinished() {
        return "a write is incomplete; run the command again".to_owned();
    }
    if models.compare(&plan.models).is_ok_and(|changes| changes.is_empty()) {
        return format!("{dir} is written, {} is not; run `{}`", of_crate.shown_out(), tool.generate);
    }
    format!("{dir} is unchanged")
}

/// Returns the current model, if there is one.
fn present(of_crate: &Crate) -> Result<Option<(String, Value)>> {
    let file = of_crate.model_file()?;
    let (name, path) = (of_crate.shown_name(file), of_crate.path(file));
    if !path.exists() {
        return Ok(None);
    }
    let ast = read::json(&name, &read::unpacked(&path)?)?;
    Ok(Some((name, ast)))
}

/// Returns the new model, the existing overlays, and the order of arguments of the current crate.
pub(super) fn sources(of_crate: &Crate, ours: &Crate, model: Vec<Source>) -> Result<Vec<Source>> {
    let mut sources = model;
    for (file, role) in ours.additions()? {
        sources.push(read::source(&ours.path(&file), ours.shown_name(&file), role)?);
    }
    let constructors = of_crate.constructors_file();
    let path = of_crate.path(&constructors);
    if path.exists() {
        sources.push(read::source(&path, of_crate.shown_name(&constructors), Role::Constructors)?);
    }
    Ok(sources)
}

/// Returns the crate, missing documentation, and the model.
fn make(tool: Tool, of_crate: &Crate, loaded: Loaded) -> Result<(Generated, Vec<ShapeId>, Model)> {
    let generated = Job::of_crate(tool, of_crate).generate_from(&loaded)?;
    let missing = farrier::undocumented(&loaded.model, &of_crate.config);
    Ok((generated, missing, loaded.model))
}

pub(super) fn review(of_crate: &Crate, old: &Input, title: String, sources: &[Source]) -> Result<Comparison> {
    // A simulation has no effect on callers.
    let is_reviewed = |source: &&Source| !of_crate.is_simulation(&source.name);
    let reviewed = sources.iter().filter(is_reviewed).cloned().collect();
    compare(old, &Input::ours(title, reviewed, of_crate.config.clone()))
}

/// Returns changed overlays.
fn changed(of_crate: &Crate, sources: &[Source]) -> Result<Vec<GeneratedFile>> {
    let mut files = Vec::new();
    let is_ours = |source: &&Source| !matches!(source.role, Role::Model | Role::Constructors);
    for source in sources.iter().filter(is_ours) {
        let path = source.name.strip_prefix(&of_crate.shown).unwrap_or(&source.name).to_owned();
        let present = of_crate.path(&path);
        if !present.exists() || read::unpacked(&present)? != source.bytes {
            files.push(GeneratedFile { path, text: String::from_utf8_lossy(&source.bytes).into_owned() });
        }
    }
    Ok(files)
}

/// Returns the stubs to paste: entries of renamed shapes under their new names and other entries that do not fit, unless
/// `--fit` handles them, and missing documentation.
fn list(
    of_crate: &Crate,
    given: &[Source],
    stale: &Diagnostics,
    undocumented: &[ShapeId],
    renames: &Renames,
    fits: bool,
) -> Vec<(String, Vec<String>)> {
    let mut stubs = Vec::new();
    let mut moved: Vec<ShapeId> = Vec::new();
    for source in given.iter().filter(|_| !fits) {
        let (mut renamed, mut secret, mut others) = (Vec::new(), Vec::new(), Vec::new());
        let json = read::json(&source.name, &source.bytes).unwrap_or_default();
        let of_file = stale.0.iter().filter(|problem| problem.file.as_ref() == Some(&source.name));
        for id in of_file.filter_map(|problem| problem.id()) {
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
    let new = new.flat_map(stubs::documentation).collect();
    let docs = of_crate.docs.first().map_or("a file of `docs`".to_owned(), |docs| of_crate.shown_name(docs));
    // A model with its own documentation needs no entries.
    if !(of_crate.docs.is_empty() && of_crate.update.documentation) {
        stubs.push((format!("without documentation; fill in and paste into {docs}"), new));
    }
    stubs.retain(|(_, lines)| !lines.is_empty());
    stubs
}
