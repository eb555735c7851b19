//! `--cli-auto-prompt`: asks for the command, for missing and for optional values, then shows the equivalent command
//! line. Only on a terminal. Answers are parsed and checked like options.

mod flow;
mod options;
mod terminal;
mod values;

pub(super) use flow::{ask, choose};
pub(super) use terminal::{hidden_line, leave, shortened};

use std::io::{self, IsTerminal};

use super::super::schema::Member;
use super::failure::{Failure, Kind};
use super::given::Given;
use super::options::Options;
use super::secrets::variable;
use super::table::{Command, Parameter, Tool};

/// The interface for questions: a terminal, or a test.
pub(crate) trait Ask {
    /// Shows lines.
    fn note(&mut self, text: &str) -> Result<(), Failure>;
    /// Asks for one of the items, and returns its index.
    fn one(&mut self, question: &str, items: &[String]) -> Result<usize, Failure>;
    /// Asks for any number of the items.
    fn several(&mut self, question: &str, items: &[String]) -> Result<Vec<usize>, Failure>;
    fn yes(&mut self, question: &str, default: bool) -> Result<bool, Failure>;
    /// Asks for a hidden text.
    fn hidden(&mut self, question: &str) -> Result<String, Failure>;
    /// Asks for a text until the check, which returns the problem, accepts it.
    fn text(&mut self, question: &str, check: &dyn Fn(&str) -> Option<String>) -> Result<String, Failure>;
}

/// The context of the questions.
pub(crate) struct Around<'a> {
    pub(crate) options: &'a Options,
    /// The environment variables. An empty one counts as missing.
    pub(crate) variable: &'a dyn Fn(&str) -> Option<String>,
}

/// Asks for a command.
pub(super) fn command(tool: &'static Tool) -> Result<&'static Command, Failure> {
    choose(&mut terminal()?, tool)
}

/// Asks until a call is complete, and whether to make it.
pub(super) fn complete(
    tool: &'static Tool,
    command: &'static Command,
    given: Given,
    options: &Options,
) -> Result<Given, Failure> {
    let around = Around { options, variable: &of_process };
    ask(&mut terminal()?, tool, command, given, &around)
}

/// Whether there is a terminal to ask on. Questions go to standard error, so that output can go to a file.
pub(super) fn has_terminal() -> bool {
    io::stderr().is_terminal() && io::stdin().is_terminal()
}

fn terminal() -> Result<terminal::Terminal, Failure> {
    if has_terminal() {
        return Ok(terminal::Terminal::new());
    }
    let failure = Failure::parameter("--cli-auto-prompt needs a terminal to ask questions on");
    Err(failure.with_hint("--no-cli-auto-prompt turns questions off"))
}

/// Whether something required is missing: the condition of `on-partial`.
pub(super) fn lacks(tool: &Tool, command: &'static Command, given: &Given) -> bool {
    !missing(tool, command, given, &of_process).is_empty()
}

fn of_process(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}

/// Returns the required members without a value. A document of arguments is assumed to have all of them.
fn missing(
    tool: &Tool,
    command: &'static Command,
    given: &Given,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Vec<&'static Parameter> {
    if given.json.is_some() || given.yaml.is_some() {
        return Vec::new();
    }
    let is_set = |name: String| environment(&name).is_some_and(|value| !value.is_empty());
    let in_environment = |member: &Parameter| member.sensitive && is_set(variable(tool.package, member.flag));
    let required = command.input.iter().filter(|member| member.is_needed());
    required.filter(|member| !is_given(given, member) && !in_environment(member)).collect()
}

fn is_given(given: &Given, member: &Member) -> bool {
    let same = |other: &Member| other.name == member.name;
    given.flags.iter().any(|(other, _)| same(other)) || given.switches.iter().any(|(other, _)| same(other))
}

/// The end of all questions.
fn interrupted() -> Failure {
    Failure::new(Kind::Interrupt, "nothing was sent")
}

#[cfg(test)]
mod tests;
