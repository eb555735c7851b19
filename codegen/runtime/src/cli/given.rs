//! The parts of the command line, not yet interpreted: values are texts, and no file was read.

use std::path::PathBuf;

use super::table::Parameter;

/// The options of an operation's command, without those of every command.
#[derive(Default)]
pub(crate) struct Given {
    /// Options with their values, in the order of the command line; a list may have several, everything else has one.
    pub(crate) flags: Vec<(&'static Parameter, Vec<String>)>,
    /// `--x` and `--no-x`.
    pub(crate) switches: Vec<(&'static Parameter, bool)>,
    /// The value of `--cli-input-json`.
    pub(crate) json: Option<String>,
    /// The value of `--cli-input-yaml`.
    pub(crate) yaml: Option<String>,
    /// The file for the body of a response.
    pub(crate) outfile: Option<PathBuf>,
}
