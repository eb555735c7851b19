//! Reads one Smithy JSON AST: takes the parsed JSON and returns its shapes and `apply` statements unchanged.
//!
//! It checks every JSON type, and every shape id and member name; targets are resolved later.

use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value};

use super::forms::{Document, Version};
use super::json::describe;
use super::raw::{Bindings, LIFECYCLE, Raw, Type};
use super::{Member, Members, ShapeId, Traits, is_identifier};
use crate::{Diagnostic, Diagnostics};

/// An `apply` statement.
#[derive(Debug)]
pub(super) struct Apply {
    pub(super) target: ShapeId,
    pub(super) traits: Traits,
    pub(super) file: usize,
}

/// The contents of one document.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) file: usize,
    pub(super) shapes: Vec<(ShapeId, Raw)>,
    pub(super) applies: Vec<Apply>,
    pub(super) metadata: Map<String, Value>,
}

/// Reads a document; invalid parts are left out and reported.
pub(super) fn read(document: Document, file_name: &str, found: &mut Diagnostics) -> Contents {
    let Document { file, version, mut content, .. } = document;
    let mut contents = Contents { file, shapes: Vec::new(), applies: Vec::new(), metadata: Map::new() };
    let mut reader = Reader { file, file_name, version, found };
    if let Some(metadata) = content.remove("metadata") {
        contents.metadata = reader.object(Place::File, "metadata", metadata).unwrap_or_default();
    }
    let shapes = content.remove("shapes").and_then(|shapes| reader.object(Place::File, "shapes", shapes));
    for (id, value) in shapes.unwrap_or_default() {
        match ShapeId::from_text(id) {
            Ok(id) => reader.shape(id, value, &mut contents),
            Err(text) => reader.problem(Place::File, &malformed("the name of a shape", &text)),
        }
    }
    contents
}

pub(super) fn malformed(what: &str, text: &str) -> String {
    format!("{what} must be an absolute shape id like `namespace#Name`, found `{text}`")
}

/// The subject of a problem.
#[derive(Clone, Copy)]
enum Place<'a> {
    File,
    Shape(&'a ShapeId),
    Member(&'a ShapeId, &'a str),
}

impl Place<'_> {
    fn id(self) -> Option<ShapeId> {
        match self {
            Place::File => None,
            Place::Shape(id) => Some(id.clone()),
            Place::Member(id, member) => Some(id.member(member)),
        }
    }
}

struct Reader<'a> {
    file: usize,
    file_name: &'a str,
    version: Version,
    found: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn problem(&mut self, place: Place<'_>, message: &str) {
        let diagnostic = Diagnostic::new(message).in_file(self.file_name);
        self.found.push(match place.id() {
            None => diagnostic,
            Some(id) => diagnostic.about(id),
        });
    }

    fn wrong(&mut self, place: Place<'_>, what: &str, expected: &str, value: &Value) {
        self.problem(place, &format!("expected `{what}` to be {expected}, found {}", describe(value)));
    }

    fn object(&mut self, place: Place<'_>, what: &str, value: Value) -> Option<Map<String, Value>> {
        match value {
            Value::Object(object) => Some(object),
            other => {
                self.wrong(place, what, "an object", &other);
                None
            }
        }
    }

    fn text(&mut self, place: Place<'_>, what: &str, value: Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text),
            other => {
                self.wrong(place, what, "a string", &other);
                None
            }
        }
    }

    /// One entry of `shapes`: a shape or an `apply` statement.
    fn shape(&mut self, id: ShapeId, value: Value, contents: &mut Contents) {
        let place = Place::Shape(&id);
        let Some(mut object) = self.object(place, "shape", value) else { return };
        let Some(type_value) = object.remove("type") else {
            return self.problem(place, "the shape has no `type`");
        };
        let Some(type_name) = self.text(place, "type", type_value) else { return };
        let mut traits = self.traits(place, &mut object);
        if type_name == "apply" {
            contents.applies.push(Apply { target: id, traits, file: self.file });
            return;
        }
        if id.member_name().is_some() {
            return self
                .problem(place, "a member is defined within its shape; only `apply` may name it here");
        }
        let name = if type_name == "set" { "list" } else { &type_name };
        let Some(shape_type) = Type::named(name) else {
            return self.problem(place, &format!("unknown shape type `{type_name}`"));
        };
        if type_name == "set" {
            traits.0.entry("smithy.api#uniqueItems".to_owned()).or_insert_with(|| Value::Object(Map::new()));
        }
        let raw = Raw {
            shape_type,
            members: self.members(&id, shape_type, &mut object),
            bindings: self.bindings(place, shape_type, &mut object),
            traits,
            mixins: self.references(place, "mixins", &mut object),
            for_inherited: Vec::new(),
            elided: None,
            file: self.file,
        };
        contents.shapes.push((id, raw));
    }

    fn traits(&mut self, place: Place<'_>, object: &mut Map<String, Value>) -> Traits {
        let Some(value) = object.remove("traits") else { return Traits::default() };
        let traits = self.object(place, "traits", value).unwrap_or_default();
        for id in traits.keys() {
            if !super::is_shape_id(id) || id.contains('$') {
                self.problem(place, &malformed("the name of a trait", id));
            }
        }
        Traits(traits.into_iter().collect())
    }

    fn members(&mut self, id: &ShapeId, shape_type: Type, object: &mut Map<String, Value>) -> Members {
        let fixed: &[&str] = match shape_type {
            Type::List => &["member"],
            Type::Map => &["key", "value"],
            Type::Structure | Type::Union | Type::Enum | Type::IntEnum => &[],
            _ => return Members::new(),
        };
        let mut members = Members::new();
        if fixed.is_empty() {
            let Some(value) = object.remove("members") else { return members };
            let object = self.object(Place::Shape(id), "members", value).unwrap_or_default();
            for (name, value) in object {
                if !is_identifier(&name) {
                    let message = format!("the member name `{name}` is not a Smithy identifier");
                    self.problem(Place::Shape(id), &message);
                } else if let Some(member) = self.member(Place::Member(id, &name), &name, value) {
                    members.insert(name, member);
                }
            }
        }
        for name in fixed {
            let value = object.remove(*name);
            if let Some(member) = value.and_then(|value| self.member(Place::Member(id, name), name, value)) {
                members.insert((*name).to_owned(), member);
            }
        }
        members
    }

    fn member(&mut self, place: Place<'_>, name: &str, value: Value) -> Option<Member> {
        let mut object = self.object(place, name, value)?;
        let traits = self.traits(place, &mut object);
        let target = self.target(place, object)?;
        Some(Member { target, traits })
    }

    fn target(&mut self, place: Place<'_>, mut object: Map<String, Value>) -> Option<ShapeId> {
        let Some(value) = object.remove("target") else {
            self.problem(place, "`target` is missing");
            return None;
        };
        let text = self.text(place, "target", value)?;
        self.root_id(place, "target", text)
    }

    /// Reads the id of a shape, not of a member.
    fn root_id(&mut self, place: Place<'_>, what: &str, text: String) -> Option<ShapeId> {
        match ShapeId::from_text(text) {
            Ok(id) if id.member_name().is_none() => Some(id),
            Ok(id) => {
                self.problem(place, &format!("`{what}` must name a shape, found the member `{id}`"));
                None
            }
            Err(text) => {
                self.problem(place, &malformed(&format!("`{what}`"), &text));
                None
            }
        }
    }

    fn reference(&mut self, place: Place<'_>, what: &str, value: Value) -> Option<ShapeId> {
        let object = self.object(place, what, value)?;
        self.target(place, object)
    }

    fn optional(&mut self, place: Place<'_>, what: &str, object: &mut Map<String, Value>) -> Option<ShapeId> {
        object.remove(what).and_then(|value| self.reference(place, what, value))
    }

    fn references(
        &mut self,
        place: Place<'_>,
        what: &str,
        object: &mut Map<String, Value>,
    ) -> IndexSet<ShapeId> {
        match object.remove(what) {
            None => IndexSet::new(),
            Some(Value::Array(items)) => {
                items.into_iter().filter_map(|item| self.reference(place, what, item)).collect()
            }
            Some(other) => {
                self.wrong(place, what, "an array", &other);
                IndexSet::new()
            }
        }
    }

    fn named_references(
        &mut self,
        place: Place<'_>,
        what: &str,
        object: &mut Map<String, Value>,
    ) -> IndexMap<String, ShapeId> {
        let object = object.remove(what).and_then(|value| self.object(place, what, value));
        let mut named = IndexMap::new();
        for (name, value) in object.unwrap_or_default() {
            if let Some(id) = self.reference(place, &format!("{what}.{name}"), value) {
                named.insert(name, id);
            }
        }
        named
    }

    fn bindings(
        &mut self,
        place: Place<'_>,
        shape_type: Type,
        object: &mut Map<String, Value>,
    ) -> Option<Box<Bindings>> {
        let mut bindings = Bindings::default();
        match shape_type {
            Type::Service => {
                bindings.version =
                    object.remove("version").and_then(|value| self.text(place, "version", value));
                bindings.operations = self.references(place, "operations", object);
                bindings.resources = self.references(place, "resources", object);
                bindings.errors = self.references(place, "errors", object);
                bindings.rename = self.rename(place, object);
            }
            Type::Resource => {
                bindings.identifiers = self.named_references(place, "identifiers", object);
                if self.version == Version::V1 && object.contains_key("properties") {
                    self.problem(place, "`properties` needs Smithy 2.0");
                }
                bindings.properties = self.named_references(place, "properties", object);
                for name in LIFECYCLE {
                    if let Some(id) = self.optional(place, name, object) {
                        bindings.lifecycle.insert(name.to_owned(), id);
                    }
                }
                bindings.operations = self.references(place, "operations", object);
                bindings.collection_operations = self.references(place, "collectionOperations", object);
                bindings.resources = self.references(place, "resources", object);
            }
            Type::Operation => {
                bindings.input = self.optional(place, "input", object);
                bindings.output = self.optional(place, "output", object);
                bindings.errors = self.references(place, "errors", object);
            }
            _ => return None,
        }
        Some(Box::new(bindings))
    }

    fn rename(&mut self, place: Place<'_>, object: &mut Map<String, Value>) -> IndexMap<ShapeId, String> {
        let object = object.remove("rename").and_then(|value| self.object(place, "rename", value));
        let mut rename = IndexMap::new();
        for (id, value) in object.unwrap_or_default() {
            let Some(name) = self.text(place, &format!("rename.{id}"), value) else { continue };
            let Some(id) = self.root_id(place, "rename", id) else { continue };
            if is_identifier(&name) {
                rename.insert(id, name);
            } else {
                self.problem(
                    place,
                    &format!("`rename` gives {id} the name `{name}`, not a Smithy identifier"),
                );
            }
        }
        rename
    }
}
