//! Parses the command line to a request for a command. Values remain texts; it reads no file and prints nothing.
//!
//! The parser is clap, configured like the AWS CLI: lists take several values, the last of a repeated option counts, options
//! may be abbreviated if that is unambiguous, and errors have the words that scripts search for.
//! A tool can have hundreds of commands: only those whose names are on the command line get options. (`Command::defer` has
//! this purpose, but its function cannot know the tool.)

mod errors;
mod extras;
mod members;
mod names;
mod tool_options;

pub(crate) use self::errors::with_usage;
pub(crate) use self::extras::{COMPLETIONS, MAN};
pub(super) use self::members::one as option;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{value_parser, Arg, ArgAction, ArgMatches};

use super::failure::Failure;
use super::given::Given;
use super::options::Options;
use super::table::{Command, Tool};

/// The id of positional arguments. No option has such a name.
const REST: &str = "..";

/// A parsed command line.
pub(crate) enum Request {
    /// A call of an operation, or the output that replaces it.
    Operation(Box<Call>),
    /// Options without a command.
    NoCommand(Box<Options>),
    /// A command of the tool that is not an operation.
    Extra(Box<Extra>),
    /// The page about a command, or about the tool.
    Help(Option<String>),
    Version,
}

/// An operation with its options.
pub(crate) struct Call {
    pub(crate) command: &'static Command,
    pub(crate) given: Given,
    pub(crate) options: Options,
}

/// A command that is not an operation, with its options.
pub(crate) struct Extra {
    pub(crate) name: String,
    /// The command's own options.
    pub(crate) matches: ArgMatches,
    /// The options for members of an operation.
    pub(crate) given: Given,
    pub(crate) options: Options,
}

/// The parser, with the options of every command: for help, man pages and completions.
pub(crate) fn command(tool: &'static Tool) -> clap::Command {
    parser(tool, |_| true)
}

/// Parses the arguments after the name of the program.
pub(crate) fn read(tool: &'static Tool, arguments: &[OsString]) -> Result<Request, Failure> {
    let wanted = |name: &str| arguments.iter().any(|argument| argument == name);
    let parser = parser(tool, wanted);
    members::missing_values(&parser, arguments).map_err(|failure| with_usage(tool, failure))?;
    let matches = match parser.clone().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            // A request for help needs no required arguments.
            return match help_wanted(tool, &parser, arguments)
                .filter(|_| error.kind() == ErrorKind::MissingRequiredArgument)
            {
                Some(name) => Ok(Request::Help(Some(name.to_owned()))),
                None => Err(with_usage(tool, errors::failure(&parser, arguments, &error))),
            };
        }
    };
    request(tool, &parser, &matches).map_err(|failure| with_usage(tool, failure))
}

/// A required argument is missing.
pub(crate) fn required(tool: &'static Tool, name: &str) -> Failure {
    with_usage(tool, Failure::parameter(format!("the following arguments are required: {name}")))
}

/// Returns the additional command whose help is requested with `--help`, at any place.
fn help_wanted(tool: &'static Tool, parser: &clap::Command, arguments: &[OsString]) -> Option<&'static str> {
    let name = extras::names(tool).find(|name| arguments.iter().any(|argument| argument == name))?;
    let options = || parser.find_subcommand(name).into_iter().flat_map(clap::Command::get_arguments);
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    let is_help = |word: &str| names::one(word, options()).is_some_and(|option| option.get_id() == "help");
    words.any(is_help).then_some(name)
}

fn request(tool: &'static Tool, parser: &clap::Command, matches: &ArgMatches) -> Result<Request, Failure> {
    let named = matches.subcommand();
    let found = tool_options::Found { inner: named.map(|(_, inner)| inner), outer: matches };
    if found.switch("version") {
        return Ok(Request::Version);
    }
    let Some((name, inner)) = named else {
        return match found.switch("help") {
            true => Ok(Request::Help(None)),
            false => Ok(Request::NoCommand(Box::new(found.options(tool)))),
        };
    };
    let Some(command) = tool.commands.iter().find(|command| command.name == name) else {
        known(tool, name)?;
        return extra(tool, parser.find_subcommand(name).unwrap_or(parser), inner, &found);
    };
    let rest: Vec<&String> = inner.try_get_many(REST).ok().flatten().into_iter().flatten().collect();
    if found.switch("help") || (rest.len() == 1 && rest[0] == "help") {
        return Ok(Request::Help(Some(name.to_owned())));
    }
    let options = found.options(tool);
    let mut given = members::given(command.input.iter(), inner);
    given.json = found.text("cli-input-json");
    given.yaml = found.text("cli-input-yaml");
    given.outfile = outfile(command, &rest)?;
    Ok(Request::Operation(Box::new(Call { command, given, options })))
}

/// A command that is not an operation.
fn extra(
    tool: &'static Tool,
    command: &clap::Command,
    matches: &ArgMatches,
    found: &tool_options::Found<'_>,
) -> Result<Request, Failure> {
    let name = command.get_name();
    if name == extras::HELP {
        let about = matches.try_get_one::<String>("command").ok().flatten().cloned();
        about.iter().try_for_each(|about| known(tool, about))?;
        return Ok(Request::Help(about));
    }
    let alone = extras::alone(command, matches);
    if found.switch("help") || (alone.len() == 1 && alone[0] == extras::HELP) {
        return Ok(Request::Help(Some(name.to_owned())));
    }
    let rest: Vec<&String> = matches.try_get_many(REST).ok().flatten().into_iter().flatten().collect();
    if !rest.is_empty() {
        return Err(errors::unknown_options(&rest));
    }
    let (name, matches, options) = (name.to_owned(), matches.clone(), found.options(tool));
    let given = members::given(extras::members(tool, &name), &matches);
    Ok(Request::Extra(Box::new(Extra { name, matches, given, options })))
}

/// Rejects an unknown command.
fn known(tool: &'static Tool, name: &str) -> Result<(), Failure> {
    let mut known = tool.commands.iter().map(|command| command.name).chain(extras::names(tool));
    if known.any(|known| known == name) {
        return Ok(());
    }
    let known = tool.commands.iter().map(|command| command.name).chain(extras::names(tool));
    Err(errors::unknown_command(name, known))
}

/// The file for the body of a response, if there is one: the only positional argument of operations.
fn outfile(command: &Command, rest: &[&String]) -> Result<Option<PathBuf>, Failure> {
    let takes_one = command.operation.output.members.iter().any(|member| member.streaming);
    match rest {
        // A prompt may still request it.
        [] => Ok(None),
        [path] if takes_one => Ok(Some(PathBuf::from(path))),
        [_, too_many @ ..] if takes_one => Err(errors::unknown_options(too_many)),
        too_many => Err(errors::unknown_options(too_many)),
    }
}

/// Returns the parser, with the options of these commands.
fn parser(tool: &'static Tool, wanted: impl Fn(&str) -> bool) -> clap::Command {
    let root = bare(tool.name).no_binary_name(true).allow_external_subcommands(true);
    let root = root.args(tool_options::global(tool));
    let operations = tool.commands.iter().map(|command| match wanted(command.name) {
        true => operation(tool, command),
        false => bare(command.name),
    });
    let extras = extras::names(tool).map(|name| match wanted(name) {
        true => extras::command(tool, name),
        false => bare(name),
    });
    root.subcommands(operations).subcommands(extras)
}

/// A command without clap's built-in options and help.
fn bare(name: &'static str) -> clap::Command {
    settled(clap::Command::new(name))
}

fn settled(command: clap::Command) -> clap::Command {
    command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .args_override_self(true)
        .infer_long_args(true)
}

fn operation(tool: &Tool, command: &'static Command) -> clap::Command {
    let options = tool_options::of(tool, command).into_iter().chain(members::arguments(command.input.iter()));
    bare(command.name).args(unique(options)).arg(rest())
}

/// Accepts positional arguments, so that the tool can report them itself.
fn rest() -> Arg {
    Arg::new(REST).num_args(0..).action(ArgAction::Append).value_parser(value_parser!(String)).hide(true)
}

/// Returns options with distinct names: clap would panic otherwise. The generator never repeats a name; the first one is kept.
fn unique(options: impl Iterator<Item = Arg>) -> Vec<Arg> {
    let mut all: Vec<Arg> = Vec::new();
    for option in options {
        if all.iter().all(|other| other.get_id() != option.get_id()) {
            all.push(option);
        }
    }
    all
}

#[cfg(test)]
mod tests;
