//! Completion scripts for shells.
//!
//! The parser takes any value, since services know newer ones than their model; what is completed is what the model knows. So
//! the values are put in here, into a copy of the parser's command that parses nothing.

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command, ValueHint};
use clap_complete::Shell;

use super::super::schema::{Enum, Shape};
use super::arguments;
use super::failure::Failure;
use super::globals::{self, GlobalOption, Takes};
use super::markdown;
use super::table::{Parameter, Tool};

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
        Shell::Zsh => with_several(&script),
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
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let command = command.mut_args(|argument| with_value(global_values(argument)));
    command.mut_subcommands(|subcommand| {
        let operation = tool.commands.iter().find(|operation| operation.name == subcommand.get_name());
        let Some(operation) = operation else {
            return subcommand.mut_args(|argument| with_value(own_values(global_values(argument), &names)));
        };
        subcommand
            .about(markdown::summary(operation.operation.docs))
            .mut_args(|argument| with_value(member_values(global_values(argument), operation.input)))
    })
}

/// Options that can stand without a value: shells would offer none until its first letter is there.
fn with_value(argument: Arg) -> Arg {
    let takes_values = matches!(argument.get_action(), ArgAction::Set | ArgAction::Append);
    let Some(count) = argument.get_num_args().filter(|_| takes_values && !argument.is_positional()) else {
        return argument;
    };
    if count.max_values() > 1 {
        argument.num_args(1..).value_name(SEVERAL)
    } else {
        argument.num_args(1)
    }
}

/// The name of a value that is one of several. Of all scripts only that for zsh has names of values.
const SEVERAL: &str = "SEVERAL";

/// Values behind the first, at most: a script has all that there are for each of them.
const MOST: usize = 7;

/// The script for zsh with values behind the first: clap_complete 4.6.11 has as many as there must be. Of named values each is
/// offered once, and options behind any of them.
fn with_several(script: &str) -> String {
    let line = |line: &str| {
        let parts = line.split_once(&format!("]:{SEVERAL}:"));
        let Some((option, values)) =
            parts.and_then(|(option, rest)| Some((option, rest.strip_suffix("' \\")?)))
        else {
            return format!("{line}\n");
        };
        let more = if values.starts_with('(') { values.split(' ').skip(1).take(MOST).count() } else { 0 };
        format!("{option}]: :{values}{}' \\\n", format!(":: :{values}").repeat(more))
    };
    script.lines().map(line).collect()
}

/// The values of what stands alone behind commands that are no operations.
fn own_values(argument: Arg, commands: &[String]) -> Arg {
    match argument.get_id().as_str() {
        "shell" => argument.value_parser(shells()),
        "command" => argument.value_parser(commands.to_vec()),
        "folder" => argument.value_hint(ValueHint::DirPath),
        _ => argument,
    }
}

fn global_values(argument: Arg) -> Arg {
    let tables = [globals::GLOBAL, globals::OPERATION, globals::PAGING];
    let is_it = |option: &&GlobalOption| argument.get_long() == Some(option.name);
    let Some(option) = tables.iter().flat_map(|table| table.iter()).find(is_it) else { return argument };
    let argument = argument.help(markdown::summary(option.help));
    match option.takes {
        Takes::OneOf(values) | Takes::MaybeOneOf(values) => argument.value_parser(parser(values)),
        Takes::Path(_) => argument.value_hint(ValueHint::FilePath),
        Takes::Nothing | Takes::Text(_) | Takes::Number(_) => argument,
    }
}

fn member_values(argument: Arg, members: &[Parameter]) -> Arg {
    let member = members.iter().find(|member| argument.get_long() == Some(member.flag));
    let Some(member) = member else { return argument };
    let argument = argument.help(markdown::summary(member.docs));
    let shape = match member.shape {
        Shape::List { item, .. } => item,
        shape => shape,
    };
    match shape {
        Shape::Enum(Enum { values, .. }) if !values.is_empty() => argument.value_parser(parser(values)),
        _ if member.streaming => argument.value_hint(ValueHint::FilePath),
        _ => argument,
    }
}

fn parser(values: &'static [&'static str]) -> ValueParser {
    PossibleValuesParser::new(values).into()
}

#[cfg(test)]
mod tests;
