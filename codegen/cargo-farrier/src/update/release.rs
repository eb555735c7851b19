//! The new version of the package: in `farrier.toml`, in the crate, and in the changelog.

use std::path::PathBuf;

use farrier::GeneratedFile;

use super::changelog::{self, Entry};
use super::plan::Plan;
use crate::Result;
use crate::config::Crate;
use crate::job::Job;
use crate::read;
use crate::report::problem;
use crate::tool::Tool;
use crate::write::replace;

/// A new version of the package.
#[derive(Clone, Debug)]
pub struct Release {
    /// The version before.
    pub old: String,
    /// The new version.
    pub new: String,
}

/// A file outside the folder of the model, and its new text.
#[derive(Clone, Debug)]
pub(super) struct Text {
    path: PathBuf,
    /// The file in messages.
    pub(super) shown: String,
    text: String,
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
        let Some(new) = review.report.bump.next(&old) else { return Ok(()) };
        let mut raised = of_crate.clone();
        raised.config.package.version.clone_from(&new);
        let loaded = farrier::model::load(&self.sources)?;
        let file = of_crate.with_version(&text_of(of_crate, &of_crate.file)?, &new)?;
        let entry = Entry {
            name: of_crate.name(),
            version: &new,
            source: &self.source,
            report: &review.report,
            is_of_several: of_crate.is_one_of_several,
        };
        if let Some(name) = &of_crate.update.changelog {
            let present = if of_crate.path(name).exists() { text_of(of_crate, name)? } else { String::new() };
            self.texts.extend(Text::changed(of_crate, name, &present, changelog::with(&present, &entry)));
        }
        self.generated = Job::of_crate(tool, &raised).generate_quietly(&loaded)?;
        self.models.push(GeneratedFile { path: of_crate.file.clone(), text: file });
        self.release = Some(Release { old, new });
        Ok(())
    }
}

/// Reads a text file of the project.
pub(super) fn text_of(of_crate: &Crate, name: &str) -> Result<String> {
    let path = of_crate.path(name);
    String::from_utf8(read::file(&path)?).map_err(|_| problem(&path, "is not UTF-8"))
}

impl Text {
    /// Returns the file, if its text changes.
    pub(super) fn changed(of_crate: &Crate, name: &str, present: &str, text: String) -> Option<Self> {
        let shown = of_crate.shown_path(name).trim_end_matches('/').to_owned();
        (present != text).then(|| Self { path: of_crate.path(name), shown, text })
    }

    /// Writes it.
    ///
    /// # Errors
    ///
    /// Its folder cannot be written to.
    pub(super) fn write(&self) -> Result<()> {
        replace(&self.path, self.text.as_bytes())
    }
}
