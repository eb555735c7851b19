//! The page about a command that is not an operation, from its parser and from the table of the members that it
//! takes.

use clap::builder::ValueParser;
use clap::{value_parser, Arg, ArgAction, Command};

use super::super::arguments::{COMPLETIONS, MAN};
use super::super::table::{Parameter, Tool};
use super::super::{extension, markdown};
use super::page::{Page, Section};
use super::{members, texts};

pub(super) fn page(tool: &'static Tool, command: &Command) -> Page {
    let name = command.get_name();
    let mut page = Page::new(tool, format!("{}-{name}", tool.name));
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut section = Section::new("NAME");
    section.paragraph(0, format!("{} - {}", page.name, markdown::summary(&about)));
    page.section(section);
    let mut section = Section::new("DESCRIPTION");
    let long = command.get_long_about().or_else(|| command.get_about());
    section.markdown(0, &long.map(ToString::to_string).unwrap_or_default());
    page.section(section);
    page.section(examples(tool, name));
    let taken = taken(tool, name);
    let is_member = |argument: &Arg| taken.iter().any(|(member, _)| argument.get_long() == Some(member.flag));
    let own = command.get_arguments().filter(|argument| is_own(tool, argument) && !is_member(argument));
    let (files, options): (Vec<&Arg>, Vec<&Arg>) = own.partition(|argument| argument.is_positional());
    let mut section = Section::new("SYNOPSIS");
    let mut lines = vec![format!("  {name}")];
    lines.extend(taken.iter().map(|(member, is_required)| members::in_synopsis(member, *is_required)));
    lines.extend(options.iter().chain(&files).map(|argument| in_synopsis(argument)));
    section.verbatim(0, lines);
    page.section(section);
    let mut section = Section::new("OPTIONS");
    for (member, is_required) in taken {
        members::option(&mut section, tool, member, is_required);
    }
    options.into_iter().chain(files).for_each(|argument| option(&mut section, argument));
    page.section(section);
    let mut section = Section::new("GLOBAL OPTIONS");
    texts::options(&mut section, tool, tool.globals());
    page.section(section);
    page.section(texts::exit_status());
    page.section(texts::see_also(tool));
    page
}

/// Adds the members of an operation that a command takes; an upload requires all of them.
fn taken(tool: &'static Tool, name: &str) -> Vec<(&'static Parameter, bool)> {
    let uploads = tool.uploads.iter().filter(|upload| upload.name == name);
    let uploads =
        uploads.flat_map(|upload| upload.command.members(upload.options)).map(|member| (member, true));
    let follows = tool.follows.iter().filter(|follow| follow.name == name);
    let follows = follows.flat_map(|follow| follow.command.members(follow.options));
    let more =
        extension::members(tool, name).map(|member| (member, extension::is_needed(tool, name, member)));
    uploads.chain(follows.map(|member| (member, member.is_needed()))).chain(more).collect()
}

/// Global options have a separate section.
fn is_own(tool: &Tool, argument: &Arg) -> bool {
    let is_global = tool.globals().any(|option| argument.get_long() == Some(option.name));
    !is_global && !argument.is_global_set() && !argument.is_hide_set()
}

fn takes_value(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Set | ArgAction::Append)
}

/// Returns an argument in its written form: `--option`, or the name of a positional argument.
fn form(argument: &Arg) -> String {
    match argument.get_long() {
        Some(long) => format!("--{long}"),
        None => {
            let names = argument.get_value_names().unwrap_or_default();
            let name = names.first().map_or(argument.get_id().as_str(), |name| name.as_str());
            format!("<{}>", name.to_lowercase())
        }
    }
}

fn in_synopsis(argument: &Arg) -> String {
    let many = argument.get_num_args().is_some_and(|count| count.max_values() > 1);
    let value = match argument.is_positional() {
        true if many => "...",
        true => "",
        false if takes_value(argument) => " <value>",
        false => "",
    };
    let form = format!("{}{value}", form(argument));
    if argument.is_required_set() {
        form
    } else {
        format!("[{form}]")
    }
}

/// Options with a fraction as value. The parser accepts any text; the command checks it.
const NUMBERS: &[&str] = &["interval"];

/// Returns the type of an argument, named like those of members.
fn kind(argument: &Arg) -> &'static str {
    let is = |parser: ValueParser| argument.get_value_parser().type_id() == parser.type_id();
    match argument.get_long() {
        _ if !takes_value(argument) => "boolean",
        Some(long) if NUMBERS.contains(&long) => "number",
        _ if is(value_parser!(u64).into()) => "integer",
        _ => "string",
    }
}

fn option(section: &mut Section, argument: &Arg) {
    let kind = kind(argument);
    let required = if argument.is_required_set() { " [required]" } else { "" };
    section.term(0, &form(argument), &format!(" ({kind}){required}"));
    let help = argument.get_long_help().or_else(|| argument.get_help());
    section.markdown(1, &help.map(ToString::to_string).unwrap_or_default());
    let values = argument.get_possible_values();
    let shown = values.iter().filter(|value| !value.is_hide_set());
    let values: Vec<String> = shown.map(|value| value.get_name().to_owned()).collect();
    if takes_value(argument) && !values.is_empty() {
        section.paragraph(1, "Where valid values are:").verbatim(2, values);
    }
}

/// Examples of the commands of every tool.
fn examples(tool: &Tool, command: &str) -> Section {
    let mut section = Section::new("EXAMPLES");
    let mut example = |text: &str, lines: &[String]| {
        section.markdown(0, text).verbatim(1, lines.to_vec());
    };
    let name = tool.name;
    match command {
        COMPLETIONS => {
            example("bash, in `~/.bashrc`:", &[format!("source <({name} completions bash)")]);
            let script = format!("{name} completions zsh > ~/.zfunc/_{name}");
            example("zsh, a file in a folder of `fpath`:", &["mkdir -p ~/.zfunc".to_owned(), script]);
            let lines = ["fpath=(~/.zfunc $fpath)", "autoload -Uz compinit && compinit"];
            example("and in `~/.zshrc`:", &lines.map(str::to_owned));
            example("fish, in `~/.config/fish/config.fish`:", &[format!("{name} completions fish | source")]);
        }
        MAN => {
            let one = tool.commands.first().map_or(MAN, |command| command.name);
            let read = format!("man -l pages/{name}-{one}.1");
            example("All pages, and one of them read:", &[format!("{name} man pages"), read]);
            example("One page, without a file:", &[format!("{name} man {one} | man -l -")]);
        }
        _ => {
            for (text, lines) in extension::examples(tool, command) {
                let lines: Vec<String> = lines.iter().map(|line| line.replace("<TOOL>", name)).collect();
                example(text, &lines);
            }
        }
    }
    section
}
