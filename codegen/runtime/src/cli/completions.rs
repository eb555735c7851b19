//! Completion scripts for shells.
//!
//! The parser accepts any value, since services know newer values than their model; only modelled values are completed. So
//! this module adds the values to a copy of the parser's command, which parses nothing.

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command, ValueHint};
use clap_complete::Shell;

use super::super::schema::{Enum, Shape};
use super::arguments;
use super::failure::Failure;
use super::globals::{self, GlobalOption, Takes};
use super::markdown;
use super::table::{Parameter, Tool};

/// Returns the script for a shell, by its name: `bash`, `zsh`, `fish`, and the others that clap_complete knows.
pub(super) fn script(tool: &'static Tool, shell: &str) -> Result<String, Failure> {
    let shell: Shell = shell.parse().map_err(|_| {
        let shell = shell.escape_debug();
        Failure::parameter(format!("there are no completions for {shell}"))
            .with_hint(format!("choose one of {}", shells().join(", ")))
    })?;
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut command(tool), tool.name, &mut out);
    let script = String::from_utf8(out).map_err(|_| Failure::other("the script is not UTF-8"))?;
    Ok(match shell {
        // clap_complete 4.6.11 writes dashes in a program's name in two ways, and then finds no command.
        Shell::Bash => script.replace(&tool.name.replace('-', "__subcmd__"), &tool.name.replace('-', "__")),
        Shell::Zsh => with_several(&script),
        _ => script,
    })
}

/// Returns the supported shells.
pub(super) fn shells() -> Vec<String> {
    use clap::ValueEnum;
    Shell::value_variants().iter().map(ToString::to_string).collect()
}

/// Returns the parser's command with possible values, and with one line of help for each option.
fn command(tool: &'static Tool) -> Command {
    let mut command = arguments::command(tool);
    // Subcommands are built when they are first needed: now.
    command.build();
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let command = command.mut_args(|argument| with_value(global_values(tool, argument)));
    command.mut_subcommands(|subcommand| {
        let operation = tool.commands.iter().find(|operation| operation.name == subcommand.get_name());
        let Some(operation) = operation else {
            return subcommand
                .mut_args(|argument| with_value(own_values(global_values(tool, argument), &names)));
        };
        subcommand
            .about(markdown::summary(operation.operation.docs))
            .mut_args(|argument| with_value(member_values(global_values(tool, argument), operation.input)))
    })
}

/// Makes an optional value required: otherwise shells would offer no values before the first letter.
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

/// The name of a value that is one of several. Only the script for zsh contains names of values.
const SEVERAL: &str = "SEVERAL";

/// The maximum number of further values: a script repeats all possible values for each of them.
const MOST: usize = 7;

/// Adds further values to the script for zsh: clap_complete 4.6.11 has only the required number. Each named value is
/// offered once, and options after any of them.
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

/// Returns a positional argument of a command that is not an operation, with its values.
fn own_values(argument: Arg, commands: &[String]) -> Arg {
    match argument.get_id().as_str() {
        "shell" => argument.value_parser(shells()),
        "command" => argument.value_parser(commands.to_vec()),
        "folder" => argument.value_hint(ValueHint::DirPath),
        _ => argument,
    }
}

fn global_values(tool: &Tool, argument: Arg) -> Arg {
    let is_it = |option: &&GlobalOption| argument.get_long() == Some(option.name);
    let mut options = tool.globals().chain(globals::OPERATION).chain(globals::PAGING);
    let Some(option) = options.find(is_it) else { return argument };
    let argument = argument.help(markdown::summary(&tool.about(option)));
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
