//! What stood on the command line, sorted but not read: texts are still texts, and nothing was loaded from a file.

use std::path::PathBuf;

use super::table::Parameter;

/// What was given to the command of an operation, without the options that every command has.
#[derive(Default)]
pub(crate) struct Given {
    /// Options with their values, in the order of the command line; a list may have several, everything else has one.
    pub(crate) flags: Vec<(&'static Parameter, Vec<String>)>,
    /// `--x` and `--no-x`.
    pub(crate) switches: Vec<(&'static Parameter, bool)>,
    /// Of `--cli-input-json`.
    pub(crate) json: Option<String>,
    /// Of `--cli-input-yaml`.
    pub(crate) yaml: Option<String>,
    /// Where the body of a response goes.
    pub(crate) outfile: Option<PathBuf>,
}
