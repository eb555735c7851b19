//! Options of members: what they look like, and what was given for them.

use std::ffi::OsString;

use clap::{Arg, ArgAction, ArgMatches};

use super::super::failure::Failure;
use super::super::given::Given;
use super::super::table::{Member, Shape};

/// The options of members of a command's input.
pub(super) fn arguments(members: impl Iterator<Item = &'static Member>) -> impl Iterator<Item = Arg> {
    // An event stream has no option.
    members.filter(|member| !member.flag.is_empty()).flat_map(|member| match member.shape {
        Shape::Boolean => {
            let yes = switch(member.flag.to_owned());
            let no = switch(negative(member)).conflicts_with(member.flag);
            vec![yes, no]
        }
        Shape::List { .. } => vec![several(member.flag)],
        _ => vec![one(member.flag)],
    })
}

/// The option that says no.
fn negative(member: &Member) -> String {
    format!("no-{}", member.flag)
}

fn switch(name: String) -> Arg {
    Arg::new(name.clone()).long(name).action(ArgAction::SetTrue)
}

/// An option with one value, which may begin with a dash: chats are full of such texts.
pub(super) fn one(name: &'static str) -> Arg {
    Arg::new(name).long(name).num_args(1).allow_hyphen_values(true).action(ArgAction::Set)
}

/// An option with any number of values, up to the next option.
fn several(name: &'static str) -> Arg {
    Arg::new(name).long(name).num_args(0..).allow_negative_numbers(true).action(ArgAction::Set)
}

/// What was given for members of a command's input.
pub(super) fn given(members: impl Iterator<Item = &'static Member>, matches: &ArgMatches) -> Given {
    let mut given = Given::default();
    let members = members.filter(|member| !member.flag.is_empty());
    let is_set = |name: &str| matches!(matches.try_get_one::<bool>(name), Ok(Some(true)));
    let mut flags: Vec<(usize, &'static Member, Vec<String>)> = Vec::new();
    for member in members {
        if let Shape::Boolean = member.shape {
            if is_set(member.flag) {
                given.switches.push((member, true));
            } else if is_set(&negative(member)) {
                given.switches.push((member, false));
            }
        } else if let Ok(Some(values)) = matches.try_get_many::<String>(member.flag) {
            // An option without any value has no place, and stands first.
            let place = matches.index_of(member.flag).unwrap_or_default();
            flags.push((place, member, values.cloned().collect()));
        }
    }
    flags.sort_by_key(|(place, ..)| *place);
    given.flags = flags.into_iter().map(|(_, member, values)| (member, values)).collect();
    given
}

/// Refuses an option as the value of another: a value may begin with a dash, but then the one was most likely forgotten.
pub(super) fn missing_values(parser: &clap::Command, arguments: &[OsString]) -> Result<(), Failure> {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let command = texts.iter().find_map(|text| parser.find_subcommand(text));
    let option = |text: &str| {
        let name = text.strip_prefix("--")?;
        let own = command.into_iter().flat_map(clap::Command::get_arguments);
        own.chain(parser.get_arguments()).find(|option| option.get_long() == Some(name))
    };
    let mut rest = texts.as_slice();
    while let [text, behind @ ..] = rest {
        rest = behind;
        if !option(text).is_some_and(Arg::is_allow_hyphen_values_set) {
            continue;
        }
        let [value, behind @ ..] = behind else { break };
        if option(value).is_some() {
            let failure = Failure::parameter(format!("argument {text}: expected one argument"));
            return Err(failure.with_hint(format!("for the text {value} itself, write {text}={value}")));
        }
        rest = behind;
    }
    Ok(())
}
