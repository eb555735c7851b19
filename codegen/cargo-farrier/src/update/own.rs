//! Updates of models that are the sources of this project, such as Smithy IDL: they are compared with a commit, or replaced by a file
//! of the same format. There is no origin and no history to write: git has both.

use std::path::Path;

use farrier::model::{Role, Source};
use farrier::{Diagnostic, GeneratedFile};

use super::plan::{Plan, review, sources};
use crate::Result;
use crate::args::Update;
use crate::config::Crate;
use crate::diff::Input;
use crate::glob;
use crate::read;
use crate::tool::Tool;

/// Whether the models are sources of the project: `update` does not write them, and nothing says where new ones come from.
pub(super) fn is_own(of_crate: &Crate, args: &Update) -> bool {
    let has_source = args.from.is_some() || args.botocore.is_some() || args.service.is_some();
    let Some(file) = of_crate.model_file().ok().filter(|_| args.since.is_none()) else { return true };
    let is_written = of_crate.path(&of_crate.source_file()).exists() || !of_crate.path(file).exists();
    !(has_source || is_written || of_crate.update.from.is_some() || of_crate.update.service.is_some())
}

/// Computes the update.
///
/// # Errors
///
/// There is nothing to compare with, or the new file has another format.
pub(super) fn plan(tool: Tool, of_crate: &Crate, args: &Update) -> Result<Plan> {
    let in_file = || of_crate.update.from.as_ref().map(|from| of_crate.path(from));
    match args.from.clone().or_else(in_file).filter(|_| args.since.is_none()) {
        Some(path) => replaced(tool, of_crate, &path, args.fit),
        None => compared(tool, of_crate, args.since.as_deref().unwrap_or("HEAD"), args.fit),
    }
}

/// Takes the models of the working tree, and compares them with those of a commit.
fn compared(tool: Tool, of_crate: &Crate, revision: &str, fits: bool) -> Result<Plan> {
    let (old, version) = Input::revision(of_crate, revision).and_then(|old| Ok((old, Input::version(of_crate, revision)?))).map_err(
        |mut problems| {
            for problem in &mut problems.0 {
                problem.message += "; `update` compares the models with a commit: name another one by --since, or use `generate`";
            }
            problems
        },
    )?;
    let models = of_crate.files()?.into_iter().filter(|(_, role)| *role == Role::Model);
    let models =
        models.map(|(name, role)| read::source(&of_crate.path(&name), of_crate.shown_name(&name), role));
    let plan = made(tool, of_crate, models.collect::<Result<_>>()?, &old, "working tree", fits)?;
    Ok(Plan { base_version: version.unwrap_or_else(|| plan.base_version.clone()), ..plan })
}

/// Replaces the only file of the model by another one, and compares the two.
fn replaced(tool: Tool, of_crate: &Crate, path: &Path, fits: bool) -> Result<Plan> {
    let wrong = |message: String| Diagnostic::new(message).in_file(of_crate.shown_file());
    let [file] = &of_crate.models[..] else {
        let message = "`models` are several files: replace them by the new ones, and run `update` without --from, which compares them \
                       with the last commit";
        return Err(wrong(message.to_owned()).into());
    };
    let form = |name: &str| name.trim_end_matches(".gz").rsplit_once('.').map(|(_, end)| end.to_owned());
    let shown = path.display().to_string();
    if glob::is_pattern(file) || of_crate.path(file).is_dir() || form(file) != form(&shown) {
        let message = format!(
            "`models` is {file}, and {shown} has another format: name a file like it; or set `models` to one .json file, which `update` \
             writes from a model in any format"
        );
        return Err(wrong(message).into());
    }
    let mut model = read::source(path, shown.clone(), Role::Model)?;
    // A model that does not load is rejected, with the name of the given file.
    farrier::model::load(std::slice::from_ref(&model))?;
    let text = String::from_utf8_lossy(&model.bytes).into_owned();
    model.name = of_crate.shown_name(file);
    let mut plan = made(tool, of_crate, vec![model], &Input::working_tree(of_crate)?, &shown, fits)?;
    plan.models.push(GeneratedFile { path: file.clone(), text });
    Ok(plan)
}

fn made(
    tool: Tool,
    of_crate: &Crate,
    models: Vec<Source>,
    old: &Input,
    title: &str,
    fits: bool,
) -> Result<Plan> {
    let given = sources(of_crate, of_crate, models)?;
    let review = |sources: &[Source]| review(of_crate, old, title.to_owned(), sources);
    let mut plan = Plan::fitted(tool, of_crate, given, Some(&review), fits)?;
    let constructors = plan.generated.constructors.to_text();
    plan.models.push(GeneratedFile { path: of_crate.constructors_file(), text: constructors });
    plan.source.push(("file".to_owned(), of_crate.models.join(", ")));
    if let Some(Ok(review)) = &plan.review {
        plan.source.push(("api_version".to_owned(), review.report.new.version.clone()));
    }
    Ok(plan)
}
