//! The order of the questions, and the effects of the answers. Independent of terminals.

use super::super::super::schema::{Enum, Shape};
use super::super::failure::Failure;
use super::super::given::Given;
use super::super::help;
use super::super::markdown;
use super::super::options::Options;
use super::super::secrets;
use super::super::shell::written;
use super::super::table::{Command, Parameter, Tool};
use super::{interrupted, is_given, missing, options, values, Around, Ask};

/// Asks for missing and optional values, then whether to call.
pub(in super::super) fn ask(
    ask: &mut dyn Ask,
    tool: &'static Tool,
    command: &'static Command,
    mut given: Given,
    around: &Around<'_>,
) -> Result<Given, Failure> {
    for member in missing(tool, command, &given, around.variable) {
        answer(ask, member, true, &mut given)?;
    }
    if given.outfile.is_none() && command.operation.output.members.iter().any(|member| member.streaming) {
        let path = ask.text("File for the body of the answer", &|text| values::of_any(text))?;
        given.outfile = Some(path.into());
    }
    while let Some(member) = another(ask, command, &given)? {
        answer(ask, member, false, &mut given)?;
    }
    ask.note(&command_line(tool, command, &given, around.options))?;
    if ask.yes("Make this call", true)? {
        Ok(given)
    } else {
        Err(interrupted())
    }
}

/// Asks for a command.
pub(in super::super) fn choose(ask: &mut dyn Ask, tool: &'static Tool) -> Result<&'static Command, Failure> {
    let named = |command: &&Command| with_summary(command.name, command.operation.docs);
    let items: Vec<String> = tool.commands.iter().map(named).collect();
    if items.is_empty() {
        return Err(Failure::parameter(format!("{} has no commands to choose from", tool.name)));
    }
    let chosen = ask.one("Command", &items)?;
    tool.commands.get(chosen).copied().ok_or_else(interrupted)
}

/// Asks for a further option, if one is wanted.
fn another(
    ask: &mut dyn Ask,
    command: &'static Command,
    given: &Given,
) -> Result<Option<&'static Parameter>, Failure> {
    let left: Vec<&'static Parameter> =
        command.input.iter().filter(|member| !is_given(given, member)).collect();
    if left.is_empty() {
        return Ok(None);
    }
    let mut items = vec!["(nothing more)".to_owned()];
    items.extend(left.iter().map(|member| with_summary(&format!("--{}", member.flag), member.docs)));
    let chosen = ask.one("Anything else", &items)?;
    Ok(chosen.checked_sub(1).and_then(|chosen| left.get(chosen).copied()))
}

fn with_summary(name: &str, docs: &str) -> String {
    let summary = markdown::summary(docs);
    let dash = if summary.is_empty() { "" } else { "  " };
    format!("{name}{dash}{summary}")
}

/// Asks for one member. An empty answer omits it, unless it is required.
fn answer(
    ask: &mut dyn Ask,
    member: &'static Parameter,
    required: bool,
    given: &mut Given,
) -> Result<(), Failure> {
    ask.note(&about(member))?;
    let question = format!("--{}", member.flag);
    let is_needed =
        |text: &str| if required || !text.is_empty() { values::problem(member, text) } else { None };
    let values = match member.shape {
        Shape::Boolean => {
            let value = ask.yes(&question, true)?;
            given.switches.push((member, value));
            return Ok(());
        }
        _ if member.sensitive && help::is_scalar(member.shape) => vec![secret(ask, member, required)?],
        Shape::Enum(_) | Shape::IntEnum(_) => vec![choice(ask, member, &is_needed)?],
        Shape::List { item: Shape::Enum(Enum { values: names, .. }), .. } if !names.is_empty() => {
            several(ask, member, required)?
        }
        Shape::List { item, .. } if help::is_scalar(item) => items(ask, member, required)?,
        _ => vec![ask.text(&question, &is_needed)?],
    };
    let values: Vec<String> = values.into_iter().filter(|value| required || !value.is_empty()).collect();
    if !values.is_empty() {
        given.flags.push((member, values));
    }
    Ok(())
}

/// Shows the documentation and the notation of a member.
fn about(member: &Parameter) -> String {
    let mut text = format!("--{} ({})", member.flag, help::type_name(member.shape));
    let mut add = |words: &str| {
        text.push_str("\n  ");
        text.push_str(words);
    };
    let summary = markdown::summary(member.docs);
    if !summary.is_empty() {
        add(&summary);
    }
    if let Some(limits) = member.shape.limits_in_words() {
        add(&format!("Limits: {limits}."));
    }
    match member.shape {
        _ if member.streaming => add("The path of a file."),
        Shape::Blob(_) => add("As base64, or fileb://path."),
        shape if !help::is_scalar(shape) => match help::shorthand(shape) {
            Some(shorthand) => add(&format!("As JSON, or as {shorthand}")),
            None if matches!(shape, Shape::List { item, .. } if help::is_scalar(item)) => {}
            None => add("As JSON."),
        },
        _ => {}
    }
    text
}

fn secret(ask: &mut dyn Ask, member: &'static Parameter, required: bool) -> Result<String, Failure> {
    loop {
        let value = ask.hidden(&format!("--{} (not shown)", member.flag))?;
        match values::problem(member, &value) {
            Some(problem) if required || !value.is_empty() => ask.note(&problem)?,
            _ => return Ok(value),
        }
    }
}

/// Asks for a modelled value, or another one that the service may know.
fn choice(
    ask: &mut dyn Ask,
    member: &'static Parameter,
    check: &dyn Fn(&str) -> Option<String>,
) -> Result<String, Failure> {
    let question = format!("--{}", member.flag);
    let mut names = help::values(member.shape);
    names.push("(another value)".to_owned());
    let chosen = ask.one(&question, &names)?;
    if chosen + 1 < names.len() {
        return Ok(names.swap_remove(chosen));
    }
    ask.text(&question, check)
}

fn several(ask: &mut dyn Ask, member: &'static Parameter, required: bool) -> Result<Vec<String>, Failure> {
    let names = help::values(member.shape);
    loop {
        let chosen = ask.several(&format!("--{}", member.flag), &names)?;
        let values: Vec<String> = chosen.into_iter().filter_map(|at| names.get(at).cloned()).collect();
        if required && values.is_empty() {
            ask.note("at least one is needed")?;
            continue;
        }
        return Ok(values);
    }
}

/// Asks for the items of a list, until an answer is empty.
fn items(ask: &mut dyn Ask, member: &'static Parameter, required: bool) -> Result<Vec<String>, Failure> {
    let mut items: Vec<String> = Vec::new();
    loop {
        let question = format!("--{} (item {}, nothing to end)", member.flag, items.len() + 1);
        let needs_more = required && items.is_empty();
        let check = |text: &str| match (text.is_empty(), needs_more) {
            (true, true) => Some("at least one is needed".to_owned()),
            (true, false) => None,
            (false, _) => values::problem_of_item(member, text),
        };
        let item = ask.text(&question, &check)?;
        if item.is_empty() {
            return Ok(items);
        }
        items.push(item);
    }
}

/// Returns the equivalent command line. Secrets are replaced by `-`, which reads standard input.
fn command_line(tool: &'static Tool, command: &'static Command, given: &Given, options: &Options) -> String {
    let mut words = options::words(options);
    for (member, values) in &given.flags {
        let flag = std::iter::once(format!("--{}", member.flag));
        let values = if secrets::in_member(member) { vec!["-".to_owned()] } else { values.clone() };
        words.push(written(&flag.chain(values).collect::<Vec<_>>()));
    }
    for (member, value) in &given.switches {
        words.push(format!("--{}{}", if *value { "" } else { "no-" }, member.flag));
    }
    let secret = command.input.iter().any(|member| secrets::in_member(member));
    for (option, document) in [("--cli-input-json", &given.json), ("--cli-input-yaml", &given.yaml)] {
        // A document may contain secrets; the name of a file does not.
        let shown = |text: &String| {
            if secret && !text.starts_with("file://") {
                "...".to_owned()
            } else {
                text.clone()
            }
        };
        words.extend(document.as_ref().map(|text| written(&[option.to_owned(), shown(text)])));
    }
    words.extend(given.outfile.as_ref().map(|path| written(&[path.display().to_string()])));
    help::lines(tool, command, &words).join("\n")
}
