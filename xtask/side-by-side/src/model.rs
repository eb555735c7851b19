//! The model as seen from a command line: operations, their members, and the form of values.
//!
//! Takes the facts in `service.json` and the pagination of the overlay; knows nothing about the tools.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use cargo_farrier::Result;
use cargo_farrier::report::{at, problem};

/// All operations, sorted by name.
pub(super) struct Service {
    pub(super) operations: Vec<Operation>,
    /// The names of members, by structure, to compare with the model of the other tool.
    pub(super) members: BTreeMap<String, Vec<String>>,
}

pub(super) struct Operation {
    pub(super) name: String,
    pub(super) command: String,
    pub(super) input: Vec<Member>,
    pub(super) output: Vec<Member>,
    /// The names of both shapes.
    pub(super) shapes: [String; 2],
    /// Codes and statuses.
    pub(super) errors: Vec<(String, u16)>,
    /// The member of the output for the next page.
    pub(super) next: Option<String>,
}

pub(super) struct Member {
    pub(super) name: String,
    pub(super) flag: String,
    pub(super) shape: Shape,
    pub(super) required: bool,
    /// Whether clients generate a value for it.
    pub(super) is_token: bool,
    pub(super) place: Place,
}

/// The location of a member.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Body,
    Header,
    Label,
}

pub(super) enum Shape {
    Boolean,
    Number { min: i64, max: i64 },
    Text { min: usize },
    Enum(Vec<String>),
    List(Box<Shape>),
    Map(Box<Shape>),
    Structure(Vec<Member>),
}

impl Shape {
    /// The values of an enum, or of a list of them.
    pub(super) fn values(&self) -> &[String] {
        match self {
            Self::Enum(values) => values,
            Self::List(item) => item.values(),
            _ => &[],
        }
    }
}

/// The maximum depth of recursive shapes.
const DEPTH: usize = 8;

/// The members that the user has to set.
pub(super) fn needed(members: &[Member]) -> impl Iterator<Item = &Member> {
    members.iter().filter(|member| member.required && !member.is_token)
}

/// Reads the model from its folder.
pub(super) fn read(dir: &Path) -> Result<Service> {
    let facts = json(&dir.join("service.json"))?;
    let overlay = json(&dir.join("overlay.json"))?;
    let shapes = facts.get("shapes").and_then(Value::as_object);
    let shapes = shapes.ok_or_else(|| problem(dir, "service.json has no shapes"))?;
    let reader = Reader { shapes };
    let mut operations: Vec<Operation> = shapes
        .iter()
        .filter(|(_, shape)| text(shape, "type") == "operation")
        .map(|(id, shape)| {
            let paginated = format!("/shapes/{}/traits/smithy.api#paginated/outputToken", escaped(id));
            let next = overlay.pointer(&paginated).and_then(Value::as_str).map(str::to_owned);
            reader.operation(id, shape, next)
        })
        .collect();
    operations.sort_by(|a, b| a.name.cmp(&b.name));
    let structures = shapes.iter().filter(|(_, shape)| text(shape, "type") == "structure");
    let members = structures.map(|(id, shape)| (local(id).to_owned(), names(shape))).collect();
    Ok(Service { operations, members })
}

fn json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).map_err(at(path))?;
    serde_json::from_str(&text).map_err(|error| problem(path, error.to_string()))
}

/// Escapes a key for a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or("")
}

/// Returns the name after the namespace.
fn local(id: &str) -> &str {
    id.rsplit('#').next().unwrap_or(id)
}

fn names(shape: &Value) -> Vec<String> {
    let members = shape.get("members").and_then(Value::as_object);
    members.into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

struct Reader<'a> {
    shapes: &'a Map<String, Value>,
}

impl Reader<'_> {
    fn operation(&self, id: &str, shape: &Value, next: Option<String>) -> Operation {
        let target = |key: &str| shape.get(key).map_or("", |value| text(value, "target"));
        let errors = shape.get("errors").and_then(Value::as_array);
        let errors = errors.into_iter().flatten().map(|error| self.error(text(error, "target")));
        Operation {
            name: local(id).to_owned(),
            command: kebab(local(id)),
            input: self.members(target("input"), 0),
            output: self.members(target("output"), 0),
            shapes: [local(target("input")).to_owned(), local(target("output")).to_owned()],
            errors: errors.collect(),
            next,
        }
    }

    fn error(&self, id: &str) -> (String, u16) {
        let status = self.shapes.get(id).and_then(|shape| shape.pointer("/traits/smithy.api#httpError"));
        let status = status.and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
        (local(id).to_owned(), status.unwrap_or(400))
    }

    fn members(&self, id: &str, depth: usize) -> Vec<Member> {
        let members = self.shapes.get(id).and_then(|shape| shape.get("members")).and_then(Value::as_object);
        members.into_iter().flatten().map(|(name, member)| self.member(name, member, depth)).collect()
    }

    fn member(&self, name: &str, member: &Value, depth: usize) -> Member {
        let has = |id: &str| member.pointer(&format!("/traits/smithy.api#{id}")).is_some();
        let place = match (has("httpHeader"), has("httpLabel")) {
            (true, _) => Place::Header,
            (_, true) => Place::Label,
            _ => Place::Body,
        };
        Member {
            name: name.to_owned(),
            flag: kebab(name),
            shape: self.shape(text(member, "target"), depth),
            required: has("required"),
            is_token: has("idempotencyToken"),
            place,
        }
    }

    fn shape(&self, id: &str, depth: usize) -> Shape {
        let Some(shape) = self.shapes.get(id) else { return Shape::Text { min: 0 } };
        let target = |key: &str| shape.get(key).map_or("", |value| text(value, "target"));
        let bound = |path: &str| shape.pointer(&format!("/traits/smithy.api#{path}")).and_then(Value::as_i64);
        match text(shape, "type") {
            "boolean" => Shape::Boolean,
            "integer" | "long" => Shape::Number {
                min: bound("range/min").unwrap_or(i64::MIN),
                max: bound("range/max").unwrap_or(i64::MAX),
            },
            "enum" => Shape::Enum(names(shape)),
            "list" => Shape::List(Box::new(self.shape(target("member"), depth + 1))),
            "map" => Shape::Map(Box::new(self.shape(target("value"), depth + 1))),
            "structure" if depth < DEPTH => Shape::Structure(self.members(id, depth + 1)),
            "structure" => Shape::Structure(Vec::new()),
            _ => Shape::Text { min: usize::try_from(bound("length/min").unwrap_or(0)).unwrap_or(0) },
        }
    }
}

/// `GetTranscript` as `get-transcript`.
pub(super) fn kebab(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (index, c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| chars.get(before));
        let after = chars.get(index + 1);
        let starts_word = c.is_uppercase()
            && before.is_some_and(|before| {
                !before.is_uppercase() || after.is_some_and(|after| after.is_lowercase())
            });
        if starts_word {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_kebab_case() {
        assert_eq!(kebab("GetTranscript"), "get-transcript");
        assert_eq!(kebab("UrlExpiryInSeconds"), "url-expiry-in-seconds");
        assert_eq!(kebab("WebRTCConnection"), "web-rtc-connection");
    }

    #[test]
    fn the_model_is_read_whole() -> Result<()> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/connectparticipant");
        let model = json(&folder.join("service.json"))?;
        let shapes = model["shapes"].as_object().into_iter().flatten();
        let operations = shapes.filter(|(_, shape)| shape["type"] == "operation").count();
        let service = read(&folder)?;
        assert_eq!(service.operations.len(), operations);
        let paged: Vec<_> = service.operations.iter().filter(|operation| operation.next.is_some()).collect();
        assert_eq!(paged.iter().map(|operation| &operation.command).collect::<Vec<_>>(), ["get-transcript"]);
        let places =
            service.operations.iter().flat_map(|operation| &operation.input).map(|member| member.place);
        assert_eq!(places.filter(|place| *place == Place::Header).count(), operations, "each takes a token");
        Ok(())
    }
}
