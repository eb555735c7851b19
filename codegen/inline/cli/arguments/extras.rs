//! The commands that are no operations.

use clap::{Arg, Command};

use super::super::table::Tool;

pub(super) const HELP: &str = "help";

/// Their parsers; where an operation has the name of one, it keeps it.
pub(super) fn commands(tool: &'static Tool) -> Vec<Command> {
    let all = all(tool).into_iter();
    all.filter(|extra| !tool.commands.iter().any(|command| command.name == extra.get_name())).collect()
}

/// Their names.
pub(super) fn names(tool: &'static Tool) -> impl Iterator<Item = &'static str> {
    [HELP, "completions", "man"].into_iter()
}

fn all(_tool: &'static Tool) -> Vec<Command> {
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
