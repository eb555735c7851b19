//! The new version of the package: in `farrier.toml`, in the crate, and in the changelog.

use std::fs;
use std::path::PathBuf;

use farrier::GeneratedFile;

use super::changelog::{self, Entry};
use super::mentions::{self, Refreshed};
use super::plan::Plan;
use crate::Result;
use crate::config::Crate;
use crate::job::Job;
use crate::origin;
use crate::read;
use crate::report::{at, problem};
use crate::tool::Tool;
use crate::versions::order;
use crate::write::replace;

/// A new version of the package.
#[derive(Clone, Debug)]
pub struct Release {
    /// The version before.
    pub old: String,
    /// The new version.
    pub new: String,
}

/// A file outside the folder of the model, and its new text; `None` removes it.
#[derive(Clone, Debug)]
pub struct Text {
    path: PathBuf,
    /// The file in messages.
    shown: String,
    text: Option<String>,
}

impl Plan {
    /// Raises the version of the package by the bump of the review, and drafts the entry of the changelog. A crate that stays the same
    /// keeps its version.
    ///
    /// # Errors
    ///
    /// `farrier.toml` or the changelog cannot be read or edited.
    pub fn raise(&mut self, tool: Tool, of_crate: &Crate) -> Result<()> {
        let Some(Ok(review)) = &self.review else { return Ok(()) };
        let old = of_crate.config.package.version.clone();
        // An earlier update, which is not committed, may have raised it already.
        let Some(new) = review.report.bump.next(&self.base_version).filter(|new| order(new) >= order(&old))
        else {
            return Ok(());
        };
        let entry = Entry {
            name: of_crate.name(),
            version: &new,
            source: &self.source,
            report: &review.report,
            is_of_several: of_crate.is_one_of_several,
        };
        if let Some(name) = &of_crate.update.changelog {
            let present = if of_crate.path(name).exists() { text_of(of_crate, name)? } else { String::new() };
            let text = changelog::with(&present, &entry);
            self.texts.extend(Text::of(of_crate, name, Some(text)));
        }
        if new == old {
            return Ok(());
        }
        let file = of_crate.with_version(&text_of(of_crate, &of_crate.file)?, &new)?;
        let mut raised = of_crate.clone();
        raised.config.package.version.clone_from(&new);
        let manifest = Job::of_crate(tool, &raised).manifest(&self.model)?;
        let present = self.generated.files.iter_mut().find(|file| file.path == manifest.path);
        present.into_iter().for_each(|file| file.clone_from(&manifest));
        self.models.push(GeneratedFile { path: of_crate.file.clone(), text: file });
        self.release = Some(Release { old, new });
        Ok(())
    }
}

/// Returns the texts that mention facts of the model, if they change.
///
/// # Errors
///
/// One that cannot be read, or has a mistake.
pub(super) fn mentioned(of_crate: &Crate, plan: &Plan) -> Result<(Vec<Text>, Vec<String>)> {
    let version = plan.release.as_ref().map_or(&of_crate.config.package.version, |release| &release.new);
    let mut facts = plan.source.clone();
    facts.push(("package.version".to_owned(), version.clone()));
    // A model of the project never states the facts of a package.
    let optional = if plan.carried.is_some() { origin::OPTIONAL } else { &[] };
    let (mut texts, mut remaining) = (Vec::new(), Vec::new());
    for name in &of_crate.update.mentions {
        let drafted = plan.texts.iter().find(|text| text.path == of_crate.path(name));
        let text = match drafted.and_then(|text| text.text.clone()) {
            Some(text) => text,
            None => text_of(of_crate, name).map_err(|mut problems| {
                let file = of_crate.shown_file();
                problems.0.iter_mut().for_each(|problem| {
                    problem.message += &format!("; `update.mentions` of {file} names it");
                });
                problems
            })?,
        };
        let Refreshed { text, unknown } = mentions::refreshed(of_crate, name, &text, &facts, optional)?;
        texts.extend(Text::of(of_crate, name, Some(text)));
        let shown = of_crate.shown_text(name);
        let item = |key| format!("correct the fact `{key}` in {shown}: the new model does not state it");
        remaining.extend(unknown.iter().map(item));
    }
    Ok((texts, remaining))
}

impl Plan {
    /// Adds texts; they replace earlier ones of the same files.
    pub(super) fn write_also(&mut self, texts: Vec<Text>) {
        self.texts.retain(|text| texts.iter().all(|other| other.path != text.path));
        self.texts.extend(texts);
    }
}

/// Reads a text file of the project.
pub(super) fn text_of(of_crate: &Crate, name: &str) -> Result<String> {
    let path = of_crate.path(name);
    String::from_utf8(read::file(&path)?).map_err(|_| problem(&path, "is not UTF-8"))
}

impl Text {
    /// Returns a file, by its name relative to that of `farrier.toml`; `None` if it stays the same.
    pub fn of(of_crate: &Crate, name: &str, text: Option<String>) -> Option<Self> {
        let path = of_crate.path(name);
        let present = fs::read(&path).ok();
        let is_same = present.as_deref() == text.as_deref().map(str::as_bytes);
        (!is_same).then(|| Self { path, shown: of_crate.shown_text(name), text })
    }

    /// Returns the message about it.
    pub(super) fn message(&self, is_dry: bool) -> String {
        let verb = match (&self.text, is_dry) {
            (Some(_), false) => "wrote",
            (Some(_), true) => "would write",
            (None, false) => "removed",
            (None, true) => "would remove",
        };
        format!("{verb} {}", self.shown)
    }

    /// Writes it.
    ///
    /// # Errors
    ///
    /// Its folder cannot be written to.
    pub(super) fn write(&self) -> Result<()> {
        match &self.text {
            Some(text) => replace(&self.path, text.as_bytes()),
            None => fs::remove_file(&self.path).map_err(at(&self.path)),
        }
    }
}
