//! Formats a failure on standard error: `--cli-error-format`, as in version 2.34 of the AWS CLI and later.
//!
//! Takes a failure, the arguments of the process and its settings; returns text. The arguments are examined unparsed, since they
//! may be the reason for the failure.

use std::ffi::OsString;

use serde_json::{Map, Value};

use super::super::call::environment::shared::{variable, Program};
use super::failure::{Failure, Kind};
use super::globals::ERROR_FORMATS;
use super::harmless::{harmless_json, harmless_lines, harmless_value};
use super::output::{Format, Printer};
use super::python::shown;
use super::settings;

/// The option, without its dashes.
pub(super) const OPTION: &str = "cli-error-format";

/// Lists and structures with fewer values are shown in one line.
const FEW: usize = 5;

/// A format of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ErrorFormat {
    /// Only the message.
    Legacy,
    /// The message, then the other members of the error.
    Enhanced,
    /// Code, message and members as one value.
    Value(Format),
}

impl ErrorFormat {
    /// Returns the format with a name, in any case.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        match name.as_str() {
            "legacy" => Some(Self::Legacy),
            "enhanced" => Some(Self::Enhanced),
            "json" | "yaml" | "text" | "table" => Format::of(&name).map(Self::Value),
            _ => None,
        }
    }
}

/// Formats the failure of the program of this name as selected by the option, the environment or the profile.
pub(super) fn of_process(name: &str, program: Program, arguments: &[OsString], failure: &Failure) -> String {
    if let Some(option) = last(arguments, OPTION) {
        // An invalid format name is itself the failure.
        return text(name, failure, ErrorFormat::of(option).unwrap_or(ErrorFormat::Enhanced));
    }
    let profile = last(arguments, "profile").filter(|_| program.aws);
    let Some(wanted) = settings::error_format(program, profile, &variable) else {
        return text(name, failure, ErrorFormat::Enhanced);
    };
    // As in the AWS CLI, this alone does not fail a command.
    let format = ErrorFormat::of(&wanted);
    let warning = match format {
        Some(_) => String::new(),
        None => format!(
            "warning: {}: \"{wanted}\" is none of {}; enhanced is used\n",
            program.named("CLI_ERROR_FORMAT", "cli_error_format"),
            ERROR_FORMATS.join(", ")
        ),
    };
    harmless_lines(&warning) + &text(name, failure, format.unwrap_or(ErrorFormat::Enhanced))
}

/// Returns the last value of an option, whatever the other arguments are; the option may be abbreviated.
fn last<'a>(arguments: &'a [OsString], option: &str) -> Option<&'a str> {
    let texts = arguments.iter().map(|argument| argument.to_str().unwrap_or_default());
    let texts: Vec<&str> = texts.take_while(|text| *text != "--").collect();
    let mut found = None;
    for (at, text) in texts.iter().enumerate() {
        let Some(written) = text.strip_prefix("--") else { continue };
        let (name, value) = match written.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (written, texts.get(at + 1).copied()),
        };
        // Shorter than any unambiguous abbreviation.
        if option.starts_with(name) && name.len() > 2 {
            found = value.or(found);
        }
    }
    found
}

/// Formats a failure, including the final line break.
pub(super) fn text(program: &str, failure: &Failure, format: ErrorFormat) -> String {
    match format {
        ErrorFormat::Value(format) => {
            value(failure, format).unwrap_or_else(|| plain(program, failure, false))
        }
        ErrorFormat::Legacy => plain(program, failure, false),
        ErrorFormat::Enhanced => plain(program, failure, true),
    }
}

/// For people: the message, the hint, the members, the usage.
fn plain(program: &str, failure: &Failure, is_enhanced: bool) -> String {
    // After Ctrl-C, the user needs no error message.
    let mut text =
        if failure.kind == Kind::Interrupt { String::new() } else { format!("{program}: [ERROR]: ") };
    // The message of a service error contains its code; other failures have none.
    if is_enhanced && matches!(failure.kind, Kind::Parameter | Kind::Configuration) {
        text.push_str(&format!("An error occurred ({}): ", code(failure)));
    }
    text.push_str(failure.message.trim());
    if let Some(hint) = &failure.hint {
        text.push_str(&format!("\nhint: {hint}"));
    }
    let members =
        failure.refusal.as_ref().map(|refusal| &refusal.members).filter(|members| !members.is_empty());
    if let (Some(members), true) = (members, is_enhanced) {
        text.push_str("\n\nAdditional error details:");
        members.iter().for_each(|(name, value)| text.push_str(&format!("\n{name}: {}", in_a_line(value))));
        if members.values().any(|value| few(value).is_none()) {
            text.push_str(&format!(
                "\nUse \"--{OPTION} json\" or another error format to see the full details."
            ));
        }
    }
    if let Some(usage) = &failure.usage {
        text.push_str(&format!("\n\n{usage}"));
    }
    harmless_lines(&text) + "\n"
}

fn code(failure: &Failure) -> &str {
    match (&failure.refusal, failure.code) {
        (Some(refusal), _) => &refusal.code,
        (None, Some(code)) => code,
        (None, None) => failure.kind.code(),
    }
}

fn in_a_line(value: &Value) -> String {
    few(value).unwrap_or_else(|| "<complex value>".to_owned())
}

/// Returns a value in one line, if it is short.
fn few(value: &Value) -> Option<String> {
    let is_simple = |value: &Value| !value.is_array() && !value.is_object();
    match value {
        Value::Array(items) if items.len() < FEW && items.iter().all(is_simple) => {
            Some(format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")))
        }
        Value::Object(members) if members.len() < FEW && members.values().all(is_simple) => {
            let members = members.iter().map(|(name, value)| format!("{name}: {}", shown(value)));
            Some(format!("{{{}}}", members.collect::<Vec<_>>().join(", ")))
        }
        Value::Array(_) | Value::Object(_) => None,
        simple => Some(shown(simple)),
    }
}

/// For programs: code, message and members. Hints and usage are for people.
fn value(failure: &Failure, format: Format) -> Option<String> {
    let mut error = Map::new();
    match &failure.refusal {
        Some(refusal) => {
            // In the order of botocore.
            error.insert("Message".to_owned(), refusal.message.clone().into());
            error.insert("Code".to_owned(), refusal.code.clone().into());
            for (name, value) in &refusal.members {
                // A member named `Code` is not the code of the error.
                error.entry(name).or_insert_with(|| value.clone());
            }
        }
        None => {
            error.insert("Code".to_owned(), code(failure).into());
            error.insert("Message".to_owned(), failure.message.trim().into());
        }
    }
    let mut printed = Vec::new();
    let value = Value::Object(error);
    let is_json = format == Format::Json;
    let value = if is_json { value } else { harmless_value(value) };
    Printer::new(format, false, "error").print(&value, &mut printed).ok()?;
    let text = String::from_utf8(printed).ok()?;
    Some(if is_json { harmless_json(&text) } else { text })
}
