//! The input of a command, put together: options before the document, the document before the environment.

use serde_json::{Map, Value};

use super::super::super::base64_text;
use super::super::super::schema::{Member, Shape, Structure};
use super::super::failure::Failure;
use super::super::given::Given;
use super::super::secrets::STANDARD_INPUT;
use super::super::table::{Command, Parameter};
use super::problem::Problem;
use super::shorthand::{self, Parsed};
use super::sources::{Loaded, Sources};
use super::{blobs, digits, document, fit, texts};

/// Returns the input in the model's form. It is well formed, but not validated.
pub(crate) fn value(
    command: &'static Command,
    given: &Given,
    sources: &mut Sources<'_>,
) -> Result<Value, Failure> {
    let mut all = document::whole(command.operation.input.members, given, sources)?;
    if sources.is_raw() {
        blobs::take_raw_members(command.operation.input.members, &mut all);
    }
    for (member, texts) in &given.flags {
        all.insert(
            member.name.to_owned(),
            option(member, texts, sources).map_err(|problem| problem.of(member))?,
        );
    }
    for (member, on) in &given.switches {
        all.insert(member.name.to_owned(), Value::Bool(*on));
    }
    for member in command.input.iter().filter(|member| member.sensitive) {
        if let (false, Some(text)) = (all.contains_key(member.name), sources.secret(member)) {
            let value = from_texts(member.shape, &[text], sources).map_err(|problem| problem.of(member))?;
            all.insert(member.name.to_owned(), value);
        }
    }
    let mut input = in_order(command.operation.input.members, all);
    blobs::check(command.operation.input.members, &mut input)?;
    Ok(input)
}

/// Sorts members in the order of the model; unknown members come last.
fn in_order(members: &[Member], mut all: Map<String, Value>) -> Value {
    let mut ordered = Map::new();
    for member in members {
        if let Some((name, value)) = all.shift_remove_entry(member.name) {
            ordered.insert(name, value);
        }
    }
    ordered.extend(all);
    Value::Object(ordered)
}

/// Returns the value of an option.
fn option(member: &'static Parameter, given: &[String], sources: &mut Sources<'_>) -> Result<Value, Problem> {
    let [one] = given else { return from_texts(member.shape, given, sources) };
    if member.sensitive && one == STANDARD_INPUT {
        return from_texts(member.shape, &[sources.input(member.flag)?], sources);
    }
    if member.streaming && matches!(member.shape, Shape::Blob(_)) {
        return sources.body(one).map(|bytes| Value::String(base64_text::encode(&bytes)));
    }
    let loaded = sources.load(one)?;
    if loaded.is_some() && matches!(member.shape, Shape::String(_)) && !member.sensitive {
        sources.has_read(member.flag, one);
    }
    match (loaded, member.shape) {
        (None, _) => from_texts(member.shape, given, sources),
        (Some(Loaded::Text(text)), _) => from_texts(member.shape, &[text], sources),
        (Some(Loaded::Bytes(bytes)), Shape::Blob(_)) => Ok(Value::String(base64_text::encode(&bytes))),
        (Some(Loaded::Bytes(bytes)), _) => from_texts(member.shape, &[texts::text_of(bytes)?], sources),
    }
}

/// Parses the value from texts; only a list may have more or fewer than one.
fn from_texts(shape: &'static Shape, given: &[String], sources: &mut Sources<'_>) -> Result<Value, Problem> {
    if let Shape::List { item, .. } = shape {
        return list(shape, item, given, sources);
    }
    let [text] = given else {
        return Err(Problem::safe(format!("expected one value, received {}", given.len())));
    };
    match shape {
        Shape::Structure(Structure { members, .. })
            if is_value_alone(members) && !text.contains('=') && !looks_like_json(text) =>
        {
            Ok(Value::Object(Map::from_iter([("Value".to_owned(), Value::from(text.as_str()))])))
        }
        Shape::Structure(_) | Shape::Union(_) | Shape::Map { .. } => complex(shape, text, sources),
        _ => scalar(shape, text, sources),
    }
}

/// One JSON array, or one value for each text.
fn list(
    shape: &'static Shape,
    item: &'static Shape,
    given: &[String],
    sources: &mut Sources<'_>,
) -> Result<Value, Problem> {
    match given {
        [one] if one.trim_start().starts_with('[') => json(shape, one, sources),
        // If the first one is JSON, all are.
        [first, ..] if is_complex(item) && (looks_like_json(first) || fit::holds_document(shape)) => {
            given.iter().map(|text| json_of(item, text, sources)).collect::<Result<_, _>>().map(Value::Array)
        }
        _ if is_complex(item) => given
            .iter()
            .map(|text| in_shorthand(item, text, sources))
            .collect::<Result<_, _>>()
            .map(Value::Array),
        _ => given.iter().map(|text| scalar(item, text, sources)).collect::<Result<_, _>>().map(Value::Array),
    }
}

/// A structure or a map, in JSON or in shorthand.
fn complex(shape: &'static Shape, text: &str, sources: &mut Sources<'_>) -> Result<Value, Problem> {
    if looks_like_json(text) || fit::holds_document(shape) {
        json_of(shape, text, sources)
    } else {
        in_shorthand(shape, text, sources)
    }
}

/// Parses JSON, for a shape that needs more than a text.
fn json_of(shape: &'static Shape, text: &str, sources: &Sources<'_>) -> Result<Value, Problem> {
    let start = if matches!(shape, Shape::List { .. }) { '[' } else { '{' };
    if text.trim_start().starts_with(start) {
        json(shape, text, sources)
    } else {
        Err(Problem::showing(format!("Invalid JSON:\n{text}"), "Invalid JSON"))
    }
}

fn json(shape: &'static Shape, text: &str, sources: &Sources<'_>) -> Result<Value, Problem> {
    let mut value = texts::json(text)?;
    digits::check(shape, text)?;
    if sources.is_raw() {
        blobs::take_raw(shape, &mut value);
    }
    Ok(value)
}

fn scalar(shape: &'static Shape, text: &str, sources: &Sources<'_>) -> Result<Value, Problem> {
    match shape {
        Shape::Blob(_) if sources.is_raw() => Ok(Value::String(base64_text::encode(text.as_bytes()))),
        Shape::Document => {
            let value = texts::json(text)?;
            digits::check_text(text).map(|()| value)
        }
        _ => texts::scalar(shape, text),
    }
}

fn in_shorthand(shape: &'static Shape, text: &str, sources: &mut Sources<'_>) -> Result<Value, Problem> {
    let mut load = |text: String| {
        Ok(match sources.load(&text)? {
            None => Parsed::Text(text),
            Some(Loaded::Text(text)) => Parsed::Text(text),
            Some(Loaded::Bytes(bytes)) => Parsed::Bytes(bytes),
        })
    };
    let parsed = shorthand::parse(text, &mut load).map_err(|error| error.problem(text))?;
    fit::fit(shape, parsed, sources.is_raw())
}

fn looks_like_json(text: &str) -> bool {
    text.trim_start().starts_with(['[', '{'])
}

fn is_complex(shape: &Shape) -> bool {
    matches!(shape, Shape::List { .. } | Shape::Map { .. } | Shape::Structure(_) | Shape::Union(_))
}

/// A structure with a single text member `Value` can be written as that text.
fn is_value_alone(members: &[Member]) -> bool {
    matches!(members, [Member { name: "Value", shape: Shape::String(_) | Shape::Enum(_), .. }])
}
