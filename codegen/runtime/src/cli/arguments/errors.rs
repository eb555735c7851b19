//! Errors of the command line, in the wording of the AWS CLI, which scripts rely on.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::super::failure::Failure;
use super::super::table::Tool;
use super::names;

/// Returns a failure with the usage of the tool.
pub(crate) fn with_usage(tool: &Tool, failure: Failure) -> Failure {
    let name = tool.name;
    let usage = format!(
        "usage: {name} [options] <command> [parameters]\nTo see help text, you can run:\n\n  {name} help\n  {name} <command> help"
    );
    Failure { usage: Some(usage), ..failure }
}

/// Converts an error of clap.
pub(super) fn failure(parser: &clap::Command, arguments: &[OsString], error: &clap::Error) -> Failure {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.as_str(),
        Some(ContextValue::Strings(texts)) => texts.first().map_or("", String::as_str),
        _ => "",
    };
    // clap shows the value of an option, and a positional argument in brackets.
    let option = text(ContextKind::InvalidArg).split([' ', '=']).next().unwrap_or_default();
    let name = option.trim_start_matches('<').split('>').next().unwrap_or_default().to_lowercase();
    let option = if option.starts_with('<') { &name } else { option };
    let value = text(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => unknown_option(parser, arguments, option),
        ErrorKind::InvalidValue if value.is_empty() => expected_one(option),
        ErrorKind::InvalidValue => {
            let valid = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(valid)) => valid.join(" | "),
                _ => String::new(),
            };
            Failure::parameter(format!(
                "argument {option}: Invalid choice: '{value}', valid choices are: {valid}"
            ))
        }
        ErrorKind::ValueValidation => Failure::parameter(format!(
            "argument {option}: invalid value '{value}': a whole number is needed"
        )),
        ErrorKind::TooManyValues => {
            Failure::parameter(format!("argument {option}: ignored explicit argument '{value}'"))
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            expected_one(option)
        }
        ErrorKind::ArgumentConflict => {
            // Of two conflicting options, the later one is reported.
            let place = |name: &str| arguments.iter().rposition(|argument| argument == name);
            let mut both = [text(ContextKind::PriorArg), option];
            both.sort_by_key(|name| place(name));
            let [first, second] = both;
            Failure::parameter(format!("argument {second}: not allowed with argument {first}"))
        }
        ErrorKind::MissingRequiredArgument => {
            Failure::parameter(format!("the following arguments are required: {option}"))
        }
        ErrorKind::InvalidUtf8 => Failure::parameter("an argument is not valid UTF-8"),
        kind => Failure::parameter(kind.as_str().unwrap_or("the arguments cannot be read")),
    }
}

fn expected_one(option: &str) -> Failure {
    Failure::parameter(format!("argument {option}: expected one argument"))
}

fn unknown_option(parser: &clap::Command, arguments: &[OsString], option: &str) -> Failure {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    let command = words.find_map(|name| parser.find_subcommand(name)).unwrap_or(parser);
    let several: Vec<String> = names::all(option, command.get_arguments())
        .into_iter()
        .filter_map(|option| Some(format!("--{}", option.get_long()?)))
        .collect();
    if several.len() > 1 {
        return Failure::parameter(format!("ambiguous option: {option} could match {}", several.join(", ")));
    }
    let failure = Failure::parameter(format!("Unknown options: {option}"));
    // Most programs accept it; here no option has a short name.
    if option == "-h" {
        return failure.with_hint("did you mean --help?");
    }
    let known = command.get_arguments().filter_map(clap::Arg::get_long);
    match similar(option.trim_start_matches('-'), known).first() {
        Some(known) => failure.with_hint(format!("did you mean --{known}?")),
        None => failure,
    }
}

/// Returns the failure for unexpected words.
pub(super) fn unknown_options(words: &[&String]) -> Failure {
    let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
    Failure::parameter(format!("Unknown options: {}", words.join(", ")))
}

pub(super) fn unknown_command<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Failure {
    let failure = Failure::parameter(format!("argument command: Invalid choice: '{name}'"));
    match similar(name, known) {
        none if none.is_empty() => failure.with_hint("`help` lists all commands"),
        some => failure.with_hint(format!("maybe you meant: {}", some.join(", "))),
    }
}

/// Returns the names that are most similar to a word, at most three, the best first.
fn similar<'n>(word: &str, known: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let most = word.chars().count() / 3;
    let mut near: Vec<(usize, &str)> = known.map(|name| (distance(word, name), name)).collect();
    near.retain(|(distance, name)| *distance <= most || (word.len() > 2 && name.starts_with(word)));
    near.sort();
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// Returns the edit distance of two words.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, character) in one.chars().enumerate() {
        let mut left = line + 1;
        let mut next = vec![left];
        for ((same, diagonal), above) in
            other.iter().map(|c| *c == character).zip(&row).zip(row.iter().skip(1))
        {
            left = (diagonal + usize::from(!same)).min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
