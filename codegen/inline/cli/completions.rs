//! Completion scripts for shells.
//!
//! The parser takes any value, since services know newer ones than their model; what is completed is what the model knows. So
//! the values are put in here, into a copy of the parser's command that parses nothing.

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, Command, ValueHint};
use clap_complete::Shell;

use super::arguments;
use super::failure::Failure;
use super::globals::{self, GlobalOption, Takes};
use super::markdown;
use super::table::{Member, Shape, Tool};

/// The script for a shell, by its name: `bash`, `zsh`, `fish`, and what else clap_complete knows.
pub(super) fn script(tool: &'static Tool, shell: &str) -> Result<String, Failure> {
    let shell: Shell = shell.parse().map_err(|_| {
        let shell = shell.escape_debug();
        Failure::parameter(format!("there are no completions for {shell}"))
            .with_hint(format!("choose one of {}", shells().join(", ")))
    })?;
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut command(tool), tool.name, &mut out);
    let script = String::from_utf8(out).map_err(|_| Failure::other("the script is no text"))?;
    Ok(match shell {
        // clap_complete 4.6.11 writes the dashes of a program's name in two ways, and finds no command of such a program.
        Shell::Bash => script.replace(&tool.name.replace('-', "__subcmd__"), &tool.name.replace('-', "__")),
        _ => script,
    })
}

/// The shells that there are scripts for.
pub(super) fn shells() -> Vec<String> {
    use clap::ValueEnum;
    Shell::value_variants().iter().map(ToString::to_string).collect()
}

/// The parser's command with the values that it takes, and with one line for each option.
fn command(tool: &'static Tool) -> Command {
    let mut command = arguments::command(tool);
    // Subcommands are made when they are first needed: now.
    command.build();
    let command = command.mut_args(global_values);
    command.mut_subcommands(|subcommand| {
        let operation = tool.commands.iter().find(|operation| operation.name == subcommand.get_name());
        let members = operation.map_or(&[][..], |operation| operation.input);
        subcommand.mut_args(|argument| member_values(global_values(argument), members))
    })
}

fn global_values(argument: Arg) -> Arg {
    let tables = [globals::GLOBAL, globals::OPERATION, globals::PAGING];
    let is_it = |option: &&GlobalOption| argument.get_long() == Some(option.name);
    let Some(option) = tables.iter().flat_map(|table| table.iter()).find(is_it) else { return argument };
    let argument = argument.help(markdown::summary(&[option.help]));
    match option.takes {
        Takes::OneOf(values) | Takes::MaybeOneOf(values) => argument.value_parser(parser(values)),
        Takes::Path(_) => argument.value_hint(ValueHint::FilePath),
        Takes::Nothing | Takes::Text(_) | Takes::Number(_) => argument,
    }
}

fn member_values(argument: Arg, members: &[Member]) -> Arg {
    let member = members.iter().find(|member| argument.get_long() == Some(member.flag));
    let Some(member) = member else { return argument };
    let argument = argument.help(markdown::summary(member.docs));
    let shape = match member.shape {
        Shape::List { item, .. } => item,
        shape => shape,
    };
    match shape {
        Shape::Enum(values) if !values.is_empty() => argument.value_parser(parser(values)),
        _ if member.streaming => argument.value_hint(ValueHint::FilePath),
        _ => argument,
    }
}

fn parser(values: &'static [&'static str]) -> ValueParser {
    PossibleValuesParser::new(values).into()
}
