//! Examples of a command: calls generated from its table, with values within its limits.

use super::super::super::schema::{Enum, IntEnum, Limits, Member, Shape, Structure};
use super::super::identity;
use super::super::markdown::{self, Kind, Look};
use super::super::secrets::variable;
use super::super::shell::written;
use super::super::table::{Command, Parameter, Tool};
use super::page::Section;
use super::syntax;

pub(super) fn section(tool: &Tool, command: &'static Command) -> Section {
    let mut section = Section::new("EXAMPLES");
    let settings: Vec<String> =
        tool.needed.iter().map(|(option, value)| format!("--{option} {value}")).collect();
    let mut words = settings.clone();
    words.extend(arguments(command).iter().map(|words| written(words)));
    for option in tool.identities.first().into_iter().flat_map(|identity| identity.options()) {
        let variable = variable(tool.package, option.name);
        let read = if option.name == identity::USERNAME { "read -r" } else { "read -rs" };
        section.paragraph(0, format!("The value of --{} for all calls of this shell:", option.name));
        section.verbatim(1, vec![format!("{read} {variable}"), format!("export {variable}")]);
    }
    let secret = command.input.iter().find(|member| member.sensitive && member.required);
    if let Some(secret) = secret {
        let variable = variable(tool.package, secret.flag);
        section.paragraph(0, "The secret is read without being shown, and stays off the command line:");
        section.verbatim(1, vec![format!("read -rs {variable}"), format!("export {variable}")]);
    }
    let outfile = command
        .operation
        .output
        .members
        .iter()
        .find(|member| member.streaming)
        .map(|_| "response.bin".to_owned());
    let call = |more: Option<String>| -> Vec<String> { words.iter().cloned().chain(more).collect() };
    section.paragraph(0, "A call:").verbatim(1, lines(tool, command, &call(outfile.clone())));
    if let (Some(path), None) = (command.operation.output.members.iter().find_map(text_within), &outfile) {
        section.paragraph(0, "One value of the output, for a script:");
        let query = format!("--query {} --output text", written(&[path]));
        section.verbatim(1, lines(tool, command, &call(Some(query))));
    }
    section.paragraph(0, "Arguments from a file, of which this makes a draft:");
    let draft = "--generate-cli-skeleton yaml-input > arguments.yaml".to_owned();
    section.verbatim(1, lines(tool, command, &[draft]));
    section.paragraph(0, edit(secret.is_some()));
    let file = "--cli-input-yaml file://arguments.yaml".to_owned();
    let words: Vec<String> = settings.into_iter().chain([file]).chain(outfile).collect();
    section.verbatim(1, lines(tool, command, &words));
    section
}

/// The instruction for a draft, which has every argument, with empty values.
fn edit(has_secret: bool) -> String {
    let secret = if has_secret { ", that of the secret too, which then is read as above" } else { "" };
    format!("Edit the file: give values, and delete the lines that are not needed{secret}. Then:")
}

/// Returns a call in several lines, each except the last with a continuation mark.
pub(in super::super) fn lines(tool: &Tool, command: &Command, words: &[String]) -> Vec<String> {
    let start = format!("{} {}", tool.name, command.name);
    let all: Vec<String> =
        std::iter::once(start).chain(words.iter().map(|word| format!("    {word}"))).collect();
    let last = all.len().saturating_sub(1);
    let marked = |(i, line)| if i == last { line } else { format!("{line} \\") };
    all.into_iter().enumerate().map(marked).collect()
}

/// Returns the options of a call: those of the model's example, or otherwise the required ones except secrets. An optional one may
/// be valid only together with others, which no table states.
fn arguments(command: &'static Command) -> Vec<Vec<String>> {
    if let Some(example) = command.example {
        return example.iter().map(|words| words.iter().map(|word| (*word).to_owned()).collect()).collect();
    }
    let is_shown = |member: &&Parameter| member.is_needed() && !member.sensitive;
    command.input.iter().filter(is_shown).map(option).collect()
}

/// Returns an option with a value within its limits.
fn option(member: &'static Parameter) -> Vec<String> {
    let flag = format!("--{}", member.flag);
    let text = from_docs(member).unwrap_or_else(|| "example".to_owned());
    let values = match member.shape {
        _ if member.streaming => vec!["example.bin".to_owned()],
        Shape::Boolean => vec![],
        Shape::List { item, limits, .. } if syntax::is_scalar(item) => {
            let least = usize::try_from(limits.min.unwrap_or(1)).unwrap_or(1).clamp(1, MOST_ITEMS);
            let values = syntax::values(item);
            if values.is_empty() {
                vec![value(item, &text, 0).to_text(); least]
            } else {
                let most = limits.max.and_then(|most| usize::try_from(most).ok()).unwrap_or(2);
                values.into_iter().take(least.max(2).min(most)).collect()
            }
        }
        shape => vec![value(shape, &text, 0).to_text()],
    };
    std::iter::once(flag).chain(values).collect()
}

/// The maximum number of generated items of a list.
const MOST_ITEMS: usize = 3;

/// The depth at which structures are left empty.
const DEEPEST: usize = 8;

/// A value, either text or JSON as it is written.
enum Sample {
    Text(String),
    Json(String),
}

impl Sample {
    /// Returns it as one word of a command line.
    fn to_text(&self) -> String {
        match self {
            Self::Text(text) | Self::Json(text) => text.clone(),
        }
    }

    /// Returns it as part of JSON.
    fn to_json(&self) -> String {
        match self {
            Self::Text(text) => serde_json::Value::String(text.clone()).to_string(),
            Self::Json(json) => json.clone(),
        }
    }
}

fn value(shape: &'static Shape, text: &str, depth: usize) -> Sample {
    if depth > DEEPEST {
        return Sample::Json("null".to_owned());
    }
    let json = |shape| value(shape, "example", depth + 1).to_json();
    match shape {
        Shape::String(limits) => Sample::Text(fitting(text, *limits)),
        Shape::Enum(Enum { values, .. }) => {
            Sample::Text(values.first().copied().unwrap_or("example").to_owned())
        }
        Shape::IntEnum(IntEnum { values, .. }) => {
            Sample::Json(values.first().copied().unwrap_or(0).to_string())
        }
        Shape::Boolean => Sample::Json("true".to_owned()),
        Shape::Byte(limits)
        | Shape::Short(limits)
        | Shape::Integer(limits)
        | Shape::Long(limits)
        | Shape::Float(limits)
        | Shape::Double(limits) => Sample::Json(number(*limits).to_string()),
        Shape::BigInteger(_) | Shape::BigDecimal(_) => Sample::Json("1".to_owned()),
        Shape::Blob(_) => Sample::Text("ZXhhbXBsZQ==".to_owned()),
        Shape::Timestamp(_) => Sample::Text("2019-11-08T02:41:28Z".to_owned()),
        Shape::Document => Sample::Json("{}".to_owned()),
        Shape::List { item, .. } => Sample::Json(format!("[{}]", json(item))),
        Shape::Map { key, value, .. } => Sample::Json(format!("{{{}:{}}}", json(key), json(value))),
        Shape::Structure(Structure { members, .. }) => {
            let required = members.iter().filter(|member| member.required);
            Sample::Json(object(required, &json))
        }
        Shape::Union(Structure { members, .. }) => Sample::Json(object(members.iter().take(1), &json)),
    }
}

fn object<'a>(members: impl Iterator<Item = &'a Member>, json: &dyn Fn(&'static Shape) -> String) -> String {
    let members: Vec<String> =
        members.map(|member| format!("\"{}\":{}", member.name, json(member.shape))).collect();
    format!("{{{}}}", members.join(","))
}

fn number(limits: Limits) -> i64 {
    let least = limits.min.unwrap_or(1).max(1);
    limits.max.map_or(least, |most| least.min(most))
}

/// Shortens or extends a text to an allowed length.
fn fitting(text: &str, limits: Limits) -> String {
    let bound = |n: Option<i64>, else_: usize| n.and_then(|n| usize::try_from(n).ok()).unwrap_or(else_);
    let least = bound(limits.min, 0).min(LONGEST);
    let most = bound(limits.max, LONGEST);
    let length = text.chars().count().max(least).min(most);
    text.chars().cycle().take(length).collect()
}

/// The maximum length of texts in examples, whatever their limits.
const LONGEST: usize = 64;

/// Returns a value that the documentation mentions as code: a lower-case word such as `text/plain`. Capitalised words are names
/// of members and operations.
fn from_docs(member: &Member) -> Option<String> {
    let Shape::String(limits) = member.shape else { return None };
    let blocks = markdown::blocks(member.docs, 0);
    let spans = blocks.into_iter().flat_map(|block| match block.kind {
        Kind::Paragraph(spans) | Kind::Item(_, spans) => spans,
        _ => Vec::new(),
    });
    let is_value = |text: &str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "/._-:+".contains(c);
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(plain)
            && fitting(text, *limits) == text
    };
    spans.filter(|span| span.look == Look::Code).map(|span| span.text).find(|text| is_value(text))
}

/// Returns the path of the first text of an output: `Websocket.Url`.
fn text_within(member: &'static Member) -> Option<String> {
    let mut path = vec![member.name];
    let mut shape = member.shape;
    while path.len() < 4 {
        match shape {
            Shape::String(_) | Shape::Enum(_) => return Some(path.join(".")),
            Shape::Structure(Structure { members, .. }) => {
                let first = members.first()?;
                path.push(first.name);
                shape = first.shape;
            }
            _ => return None,
        }
    }
    None
}
