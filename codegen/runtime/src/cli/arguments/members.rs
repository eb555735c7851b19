//! The options of members: their form on the command line, and their values.

use std::ffi::OsString;

use clap::{Arg, ArgAction, ArgMatches};

use super::super::super::schema::Shape;
use super::super::failure::Failure;
use super::super::given::Given;
use super::super::table::Parameter;
use super::names;

/// The options of members of a command's input.
pub(super) fn arguments(members: impl Iterator<Item = &'static Parameter>) -> impl Iterator<Item = Arg> {
    // An event stream has no option.
    members.filter(|member| !member.flag.is_empty()).flat_map(|member| match member.shape {
        Shape::Boolean => {
            vec![switch(member.flag.to_owned()), switch(negative(member))]
        }
        Shape::List { .. } => vec![several(member.flag)],
        _ => vec![one(member.flag)],
    })
}

/// The negated option.
fn negative(member: &Parameter) -> String {
    format!("no-{}", member.flag)
}

fn switch(name: String) -> Arg {
    Arg::new(name.clone()).long(name).action(ArgAction::SetTrue)
}

/// An option with one value, which may begin with a dash: chat messages often do.
pub(in super::super) fn one(name: &'static str) -> Arg {
    Arg::new(name).long(name).num_args(1).allow_hyphen_values(true).action(ArgAction::Set)
}

/// An option with any number of values, up to the next option.
fn several(name: &'static str) -> Arg {
    Arg::new(name).long(name).num_args(0..).allow_negative_numbers(true).action(ArgAction::Set)
}

/// Returns the values for members of a command's input.
pub(super) fn given(members: impl Iterator<Item = &'static Parameter>, matches: &ArgMatches) -> Given {
    let mut given = Given::default();
    let members = members.filter(|member| !member.flag.is_empty());
    // The position of an option of that name.
    let place = |name: &str| match matches.try_get_one::<bool>(name) {
        Ok(Some(true)) => matches.index_of(name),
        _ => None,
    };
    let mut flags: Vec<(usize, &'static Parameter, Vec<String>)> = Vec::new();
    for member in members {
        if let Shape::Boolean = member.shape {
            let (yes, no) = (place(member.flag), place(&negative(member)));
            if yes.is_some() || no.is_some() {
                // The last counts.
                given.switches.push((member, yes > no));
            }
        } else if let Ok(Some(values)) = matches.try_get_many::<String>(member.flag) {
            // An option without any value has no position, and counts as the first.
            let place = matches.index_of(member.flag).unwrap_or_default();
            flags.push((place, member, values.cloned().collect()));
        }
    }
    flags.sort_by_key(|(place, ..)| *place);
    given.flags = flags.into_iter().map(|(_, member, values)| (member, values)).collect();
    given
}

/// Rejects an option as the value of another: values may begin with a dash, but a missing value is more likely.
pub(super) fn missing_values(parser: &clap::Command, arguments: &[OsString]) -> Result<(), Failure> {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let command = texts.iter().find_map(|text| parser.find_subcommand(text));
    let options = || command.into_iter().flat_map(clap::Command::get_arguments).chain(parser.get_arguments());
    let mut rest = texts.as_slice();
    while let [text, behind @ ..] = rest {
        rest = behind;
        let option = names::one(text, options()).filter(|_| !text.contains('='));
        let Some(option) = option.filter(|option| option.is_allow_hyphen_values_set()) else { continue };
        let [value, behind @ ..] = behind else { break };
        if !names::all(value, options()).is_empty() {
            let option = option.get_long().unwrap_or_default();
            let failure = Failure::parameter(format!("argument --{option}: expected one argument"));
            return Err(failure.with_hint(format!("for the text {value} itself, write --{option}={value}")));
        }
        rest = behind;
    }
    Ok(())
}
