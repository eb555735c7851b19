//! The commands that are no operations.

use clap::{Arg, Command};

use super::super::table::{Member, Tool};
use super::super::{follow, upload};
use super::members;

pub(super) const HELP: &str = "help";

/// Their parsers; where an operation has the name of one, it keeps it.
pub(super) fn commands(tool: &'static Tool) -> Vec<Command> {
    let all = all(tool).into_iter();
    all.filter(|extra| !tool.commands.iter().any(|command| command.name == extra.get_name())).collect()
}

/// Their names.
pub(super) fn names(tool: &'static Tool) -> impl Iterator<Item = &'static str> {
    let uploads = tool.uploads.iter().map(|upload| upload.name);
    let follows = tool.follows.iter().map(|follow| follow.name);
    [HELP, "completions", "man"].into_iter().chain(uploads).chain(follows)
}

/// The members of inputs that a command takes.
pub(super) fn members(tool: &'static Tool, name: &str) -> impl Iterator<Item = &'static Member> {
    let upload = tool.uploads.iter().find(|upload| upload.name == name).map(|upload| (upload.command, upload.options));
    let follow = tool.follows.iter().find(|follow| follow.name == name).map(|follow| (follow.command, follow.options));
    upload.or(follow).into_iter().flat_map(|(command, options)| command.members(options))
}

/// A command with the options of its members.
fn with_members(tool: &'static Tool, command: Command) -> Command {
    let options = members(tool, command.get_name()).flat_map(|member| {
        members::arguments(std::iter::once(member)).map(|option| option.help(member.docs.join("\n")))
    });
    let options: Vec<Arg> = options.collect();
    command.args(options)
}

fn all(tool: &'static Tool) -> Vec<Command> {
    let uploads = tool.uploads.iter().map(upload::arguments);
    let follows = tool.follows.iter().map(follow::arguments);
    let more = uploads.chain(follows).map(|command| with_members(tool, command));
    own().into_iter().chain(more).collect()
}

fn own() -> Vec<Command> {
    vec![
        Command::new(HELP)
            .about("Print help about this program, or about one of its commands.")
            .arg(Arg::new("command").value_name("COMMAND")),
        Command::new("completions")
            .about("Print a script that completes commands and options in a shell.")
            .arg(Arg::new("shell").value_name("SHELL").required(true).value_parser(["bash", "fish", "zsh"])),
        Command::new("man")
            .about("Write man pages, one for the program and one for each command, into a folder.")
            .arg(Arg::new("folder").value_name("FOLDER")),
    ]
}
