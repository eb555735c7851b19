//! The parts of the command line, not yet interpreted: values are texts, and no file was read.

use std::path::PathBuf;

use super::table::{Command, Parameter};

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

impl Given {
    /// Returns the options for members of this command: another command of the same tool may also take those of others.
    pub(crate) fn of(&self, command: &Command) -> Self {
        let is_its = |member: &Parameter| command.input.iter().any(|own| own.flag == member.flag);
        Self {
            flags: self.flags.iter().filter(|(member, _)| is_its(member)).cloned().collect(),
            switches: self.switches.iter().filter(|(member, _)| is_its(member)).copied().collect(),
            json: self.json.clone(),
            yaml: self.yaml.clone(),
            outfile: self.outfile.clone(),
        }
    }

    /// Whether one of these options is given.
    pub(crate) fn has_any_of<'m>(&self, mut members: impl Iterator<Item = &'m Parameter>) -> bool {
        members.any(|member| {
            self.flags.iter().any(|(given, _)| given.flag == member.flag)
                || self.switches.iter().any(|(given, _)| given.flag == member.flag)
        })
    }
}
