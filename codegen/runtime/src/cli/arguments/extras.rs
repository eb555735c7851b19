//! The commands that are not operations.

use std::ffi::OsStr;

use clap::builder::PossibleValue;
use clap::{Arg, ArgMatches, Command};

use super::super::table::{Parameter, Tool};
use super::super::{completions, extension, upload};
use super::{members, tool_options};

pub(super) const HELP: &str = "help";
pub(crate) const COMPLETIONS: &str = "completions";
pub(crate) const MAN: &str = "man";

/// Returns their names. An operation of the same name takes precedence.
pub(super) fn names(tool: &'static Tool) -> impl Iterator<Item = &'static str> {
    let uploads = tool.uploads.iter().map(|upload| upload.name);
    let follows = tool.follows.iter().map(|follow| follow.name);
    let added = tool.added.iter().map(|command| command.name);
    let names = [HELP, COMPLETIONS, MAN].into_iter().chain(uploads).chain(follows).chain(added);
    names.filter(|name| !tool.commands.iter().any(|command| command.name == *name))
}

/// Returns the members of inputs that a command takes.
pub(super) fn members(tool: &'static Tool, name: &str) -> impl Iterator<Item = &'static Parameter> {
    let upload =
        tool.uploads.iter().find(|upload| upload.name == name).map(|upload| (upload.command, upload.options));
    let follow =
        tool.follows.iter().find(|follow| follow.name == name).map(|follow| (follow.command, follow.options));
    upload
        .or(follow)
        .into_iter()
        .flat_map(|(command, options)| command.members(options))
        .chain(extension::members(tool, name))
}

/// Returns the positional arguments of a command.
pub(super) fn alone<'m>(command: &Command, matches: &'m ArgMatches) -> Vec<&'m OsStr> {
    let values = |argument: &Arg| matches.try_get_raw(argument.get_id().as_str()).ok().flatten();
    command.get_positionals().filter_map(values).flatten().collect()
}

/// Returns the parser of a command: its own options, those of members, and those of the tool.
pub(super) fn command(tool: &'static Tool, name: &'static str) -> Command {
    let mut command = own(tool, name);
    if command.get_positionals().next().is_none() {
        command = command.arg(super::rest());
    }
    let members = members(tool, name).flat_map(|member| {
        members::arguments(std::iter::once(member)).map(|option| option.help(member.docs))
    });
    let more = members.chain(tool_options::global(tool));
    let more: Vec<Arg> =
        more.filter(|option| command.get_arguments().all(|own| own.get_id() != option.get_id())).collect();
    super::settled(command.args(super::unique(more.into_iter())))
}

fn own(tool: &'static Tool, name: &'static str) -> Command {
    if let Some(upload) = tool.uploads.iter().find(|upload| upload.name == name) {
        return upload::arguments(upload);
    }
    if let Some(follow) = tool.follows.iter().find(|follow| follow.name == name) {
        return extension::followed(tool, follow);
    }
    if let Some(command) = tool.added.iter().find(|command| command.name == name) {
        return (command.arguments)();
    }
    let command = Command::new(name);
    match name {
        COMPLETIONS => command.about("Print a script that completes commands and options in a shell.").arg(
            Arg::new("shell").value_name("SHELL").required(true).value_parser(shells()).help("The shell."),
        ),
        MAN => command
            .about("Write man pages, one for the program and one for each command, into a folder.")
            .long_about(
                "Write man pages, one for the program and one for each command, into a folder, which is created if \
                 necessary. With the name of a command, print the page of that command; without an argument, print the page of \
                 the program. Both are in the format of `man`.",
            )
            .arg(Arg::new("folder").value_name("FOLDER").help(
                "The folder for the pages, or the command whose page is printed. Write a folder that has the name of a command \
                 as `./NAME`.",
            )),
        _ => command
            .about("Print help about this program, or about one of its commands.")
            .arg(Arg::new("command").value_name("COMMAND").help("The command.")),
    }
}

/// The shells with completions, and the word for help.
fn shells() -> Vec<PossibleValue> {
    let shells = completions::shells().into_iter().map(PossibleValue::new);
    shells.chain([PossibleValue::new(HELP).hide(true)]).collect()
}
