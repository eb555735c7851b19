//! A parser's command that is enough for pages: in a generated crate it is the whole parser.

use clap::{Arg, ArgAction, Command};

use super::globals::{GLOBAL, GlobalOption, OPERATION, PAGING, Takes};
use super::table::{Shape, Tool};

pub(crate) const COMPLETIONS: &str = "completions";
pub(crate) const MAN: &str = "man";

pub(crate) fn command(tool: &'static Tool) -> Command {
    let mut command = Command::new(tool.name).disable_help_flag(true).disable_help_subcommand(true);
    command = command.args(GLOBAL.iter().map(|option| argument(option).global(true)));
    for operation in tool.commands {
        command = command.subcommand(Command::new(operation.name).defer(|command| {
            let tool = super::tool();
            let operation = tool
                .commands
                .iter()
                .find(|operation| operation.name == command.get_name())
                .expect("a command");
            let members = operation.input.iter().map(|member| {
                let argument = Arg::new(member.name).long(member.flag);
                match member.shape {
                    Shape::Boolean => argument.action(ArgAction::SetTrue),
                    Shape::List { .. } => argument.num_args(1..).action(ArgAction::Append),
                    _ => argument.action(ArgAction::Set),
                }
            });
            let paging = operation.pages.iter().flat_map(|_| PAGING);
            command.disable_help_flag(true).args(members).args(OPERATION.iter().chain(paging).map(argument))
        }));
    }
    let shell = Arg::new("shell").required(true).help("The `shell`: bash, zsh or fish.");
    let folder = Arg::new("folder").value_name("FOLDER").help("Where the pages go.");
    command
        .subcommand(
            Command::new("completions").about("Print completions for a shell. They *help*.").arg(shell),
        )
        .subcommand(Command::new("man").about("Print or write manual pages.").arg(folder))
}

fn argument(option: &GlobalOption) -> Arg {
    let argument = Arg::new(option.name).long(option.name);
    match option.takes {
        Takes::Nothing => argument.action(ArgAction::SetTrue),
        Takes::MaybeOneOf(_) => argument.num_args(0..=1).action(ArgAction::Set),
        _ => argument.action(ArgAction::Set),
    }
}
