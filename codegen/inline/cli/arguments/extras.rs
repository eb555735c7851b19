//! The commands that are no operations.

use clap::{Arg, Command};

use super::super::table::{Member, Tool};
use super::super::{completions, follow, upload};
use super::{members, tool_options};

pub(super) const HELP: &str = "help";
pub(crate) const COMPLETIONS: &str = "completions";
pub(crate) const MAN: &str = "man";

/// Their names; where an operation has the name of one, it keeps it.
pub(super) fn names(tool: &'static Tool) -> impl Iterator<Item = &'static str> {
    let uploads = tool.uploads.iter().map(|upload| upload.name);
    let follows = tool.follows.iter().map(|follow| follow.name);
    let names = [HELP, COMPLETIONS, MAN].into_iter().chain(uploads).chain(follows);
    names.filter(|name| !tool.commands.iter().any(|command| command.name == *name))
}

/// The members of inputs that a command takes.
pub(super) fn members(tool: &'static Tool, name: &str) -> impl Iterator<Item = &'static Member> {
    let upload =
        tool.uploads.iter().find(|upload| upload.name == name).map(|upload| (upload.command, upload.options));
    let follow =
        tool.follows.iter().find(|follow| follow.name == name).map(|follow| (follow.command, follow.options));
    upload.or(follow).into_iter().flat_map(|(command, options)| command.members(options))
}

/// The parser of one: its own options, those of members, those of the tool.
pub(super) fn command(tool: &'static Tool, name: &'static str) -> Command {
    let command = own(tool, name);
    let members = members(tool, name).flat_map(|member| {
        members::arguments(std::iter::once(member)).map(|option| option.help(member.docs.join("\n")))
    });
    let more = members.chain(tool_options::global());
    let more: Vec<Arg> =
        more.filter(|option| command.get_arguments().all(|own| own.get_id() != option.get_id())).collect();
    super::settled(command.args(super::unique(more.into_iter())))
}

fn own(tool: &'static Tool, name: &'static str) -> Command {
    if let Some(upload) = tool.uploads.iter().find(|upload| upload.name == name) {
        return upload::arguments(upload);
    }
    if let Some(follow) = tool.follows.iter().find(|follow| follow.name == name) {
        return follow::arguments(follow);
    }
    let command = Command::new(name);
    match name {
        COMPLETIONS => command.about("Print a script that completes commands and options in a shell.").arg(
            Arg::new("shell").value_name("SHELL").required(true).value_parser(completions::shells()).help("The shell."),
        ),
        MAN => command
            .about("Write man pages, one for the program and one for each command, into a folder.")
            .long_about(
                "Write man pages, one for the program and one for each command, into a folder, which is made if it is not \
                 there. Without a folder, the page of the program is printed.",
            )
            .arg(Arg::new("folder").value_name("FOLDER").help("Where the pages go.")),
        _ => command
            .about("Print help about this program, or about one of its commands.")
            .arg(Arg::new("command").value_name("COMMAND").help("The command.")),
    }
}
