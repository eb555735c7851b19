//! Commands of another package: a program that has all commands of a tool, and more.
//!
//! The parser, help pages, completions, errors and exit codes treat them like the commands of the tool. [`Tool::with`] adds them:
//!
//! ```
//! use farrier_runtime::cli::clap::{value_parser, Arg, Command};
//! use farrier_runtime::cli::extension::{AddedCommand, Extension};
//!
//! pub static EXTENSION: Extension = Extension {
//!     name: "orchard-plus",
//!     version: "0.1.0",
//!     commands: &[AddedCommand {
//!         name: "prune",
//!         operation: "GetTree",
//!         members: &["Token"],
//!         arguments: || Command::new("prune").about("Prune a tree.").arg(Arg::new("tree").value_parser(value_parser!(String))),
//!         examples: &[("A tree:", &["<TOOL> prune old-oak"])],
//!         run: |invocation| {
//!             println!("{}", invocation.call([])?);
//!             Ok(())
//!         },
//!     }],
//!     live: &[],
//! };
//! ```

mod invocation;
mod live;

pub use self::invocation::Invocation;
pub use self::live::Live;
pub(super) use self::live::{followed, of_list};

use super::arguments::Extra;
use super::failure::Failure;
use super::settings::Settings;
use super::table::{Parameter, Tool};

/// The additions to a tool.
#[derive(Debug)]
pub struct Extension {
    /// The name of the program.
    pub name: &'static str,
    /// The version of the program.
    pub version: &'static str,
    /// Further commands.
    pub commands: &'static [AddedCommand],
    /// Other ways to follow lists of the tool.
    pub live: &'static [LiveList],
}

/// A further command.
#[derive(Debug)]
pub struct AddedCommand {
    /// Its name, in kebab case, which no other command has.
    pub name: &'static str,
    /// An operation that has a command: [`Invocation::call`] calls it.
    pub operation: &'static str,
    /// Required members of its input that are options of the command. A secret can also come from standard input and the environment.
    pub members: &'static [&'static str],
    /// Returns the parser, with descriptions in Markdown. Options of members and of the tool are added.
    pub arguments: fn() -> clap::Command,
    /// Examples for the help page: a text, and lines with `<TOOL>` in place of the program's name.
    pub examples: &'static [(&'static str, &'static [&'static str])],
    /// Runs the command.
    pub run: fn(&Invocation<'_>) -> Result<(), Failure>,
}

/// Another way to follow a list than by calls, such as a websocket.
#[derive(Debug)]
pub struct LiveList {
    /// The command of the list, such as `transcript`.
    pub command: &'static str,
    /// An operation that has a command: [`Invocation::call`] calls it.
    pub operation: &'static str,
    /// Required members of its input that are options of the command. With all of them, `--follow` works in this way; without them,
    /// the list is polled. The list itself has no options of these names.
    pub members: &'static [&'static str],
    /// The end of the description of the command, in Markdown.
    pub about: &'static str,
    /// Follows the list.
    pub run: fn(&mut Live<'_>) -> Result<(), Failure>,
}

/// Returns the members of operations that an added command takes, or that another way to follow a list needs.
pub(super) fn members(tool: &'static Tool, name: &str) -> impl Iterator<Item = &'static Parameter> {
    let added = tool.added.iter().filter(|command| command.name == name);
    let added = added.map(|command| (command.operation, command.members));
    let live = tool.live.iter().filter(|list| list.command == name);
    let all: Vec<_> = added.chain(live.map(|list| (list.operation, list.members))).collect();
    all.into_iter().flat_map(|(operation, members)| {
        tool.operation(operation).into_iter().flat_map(move |command| command.members(members))
    })
}

/// Whether an added command cannot run without this member.
pub(super) fn is_needed(tool: &Tool, name: &str, member: &Parameter) -> bool {
    member.is_needed() && tool.added.iter().any(|command| command.name == name)
}

/// Returns the examples of an added command.
pub(super) fn examples(tool: &Tool, name: &str) -> &'static [(&'static str, &'static [&'static str])] {
    tool.added.iter().find(|command| command.name == name).map_or(&[], |command| command.examples)
}

/// Runs an added command.
pub(super) fn run(tool: &'static Tool, added: &'static AddedCommand, extra: &Extra) -> Result<(), Failure> {
    if extra.options.print_request {
        let problem =
            format!("--print-request: {} makes several requests, which depend on each other", added.name);
        let first =
            tool.operation(added.operation).map(|command| format!("{} prints the first", command.name));
        let failure = Failure::parameter(problem);
        return Err(first.into_iter().fold(failure, Failure::with_hint));
    }
    let settings =
        Settings::gather(tool, &extra.options, &super::super::call::environment::shared::variable)?;
    (added.run)(&Invocation::new(tool, extra, settings, added.operation, added.members)?)
}

#[cfg(test)]
mod tests;
