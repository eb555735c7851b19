//! The whole input of a command in one document: `--cli-input-json`, `--cli-input-yaml`.

use serde_json::{Map, Value};

use super::super::super::schema::Member;
use super::super::failure::Failure;
use super::super::given::Given;
use super::super::python::class;
use super::digits;
use super::problem::Problem;
use super::sources::{Loaded, Sources};
use super::texts::text_of;
use super::yaml::{self, Wrong};

/// Returns the members of the document; none if there is no document. No message shows its contents, which may be secrets.
pub(crate) fn whole(
    members: &'static [Member],
    given: &Given,
    sources: &mut Sources<'_>,
) -> Result<Map<String, Value>, Failure> {
    let (option, value) = match (&given.json, &given.yaml) {
        (None, None) => return Ok(Map::new()),
        (Some(_), Some(_)) => {
            return Err(Failure::parameter("Only one --cli-input- parameter may be specified."));
        }
        (Some(text), None) => ("cli-input-json", json(members, &loaded(text, sources, "cli-input-json")?)?),
        (None, Some(text)) => ("cli-input-yaml", yaml(members, &loaded(text, sources, "cli-input-yaml")?)?),
    };
    match value {
        Value::Object(members) => Ok(members),
        other => Err(failure(
            &format!("--{option}"),
            &format!("Invalid type: expecting map, received {}", class(&other)),
        )),
    }
}

fn loaded(text: &str, sources: &mut Sources<'_>, option: &str) -> Result<String, Failure> {
    let of = |problem: Problem| failure(option, problem.quiet());
    match sources.document(text).map_err(of)? {
        None => Ok(text.to_owned()),
        Some(Loaded::Text(text)) => Ok(text),
        Some(Loaded::Bytes(bytes)) => text_of(bytes).map_err(of),
    }
}

fn json(members: &'static [Member], text: &str) -> Result<Value, Failure> {
    let option = "cli-input-json";
    let value = serde_json::from_str(text)
        .map_err(|error| failure(option, "Invalid JSON received.").with_hint(error.to_string()))?;
    if counts_digits(members) {
        digits::check_text(text).map_err(|problem| failure(option, problem.quiet()))?;
    }
    Ok(value)
}

fn yaml(members: &'static [Member], text: &str) -> Result<Value, Failure> {
    yaml::read(text, counts_digits(members)).map_err(|wrong| {
        let (message, place) = match wrong {
            Wrong::Syntax(place) => ("Invalid YAML received.", place),
            Wrong::Digits(place) => (
                "a number has more digits than the tool can keep in YAML; give a big number as a string, in quotes",
                place,
            ),
        };
        let failure = failure("cli-input-yaml", message);
        match place {
            Some((line, column)) => failure.with_hint(format!("look at line {line}, column {column}")),
            None => failure,
        }
    })
}

/// Whether there are members in which every digit matters.
fn counts_digits(members: &'static [Member]) -> bool {
    members.iter().any(|member| digits::counts_digits(member.shape))
}

fn failure(option: &str, message: &str) -> Failure {
    Failure::parameter(format!("Error parsing parameter '{option}': {message}"))
}
