//! Writes a model as Smithy IDL 2.0, one file for each namespace, with the short forms of the language. For tests and benchmarks:
//! loading the files gives the same model.

use std::collections::BTreeMap;
use std::fmt::Write;

use farrier::model::{Member, Members, Model, ShapeId, ShapeKind, Traits};
use serde_json::{Map, Value};

const PRELUDE: &str = "smithy.api#";

/// Returns the text of each namespace.
pub(crate) fn files(model: &Model) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let own = model.shapes.iter().filter(|(_, shape)| model.files[shape.file] != "<prelude>");
    let mut metadata = Some(&model.metadata);
    for (id, shape) in own {
        let namespace = id.namespace();
        let file = files.entry(namespace.to_owned()).or_insert_with(|| {
            let mut text = "$version: \"2\"\n".to_owned();
            for (key, value) in metadata.take().into_iter().flatten() {
                let _ = writeln!(text, "metadata {} = {}", quoted(key), node(value));
            }
            let _ = write!(text, "\nnamespace {namespace}\n");
            text
        });
        let names = Names { model, namespace };
        let _ = write!(file, "\n{}", names.shape(id, &shape.kind, &shape.traits));
    }
    files
}

struct Names<'a> {
    model: &'a Model,
    namespace: &'a str,
}

impl Names<'_> {
    /// The short name of a shape of the namespace or the prelude.
    fn id(&self, id: &str) -> String {
        let (namespace, name) = id.split_once('#').expect("an absolute id");
        let own = ShapeId::parse(&format!("{}#{name}", self.namespace)).expect("an id");
        let is_own = namespace == self.namespace;
        let is_short = self.model.shapes.contains_key(&own) == is_own && (is_own || id.starts_with(PRELUDE));
        if is_short { name } else { id }.to_owned()
    }

    fn ids<'a>(&self, ids: impl IntoIterator<Item = &'a ShapeId>) -> String {
        let ids: Vec<String> = ids.into_iter().map(|id| self.id(id.as_str())).collect();
        format!("[{}]", ids.join(", "))
    }

    fn shape(&self, id: &ShapeId, kind: &ShapeKind, traits: &Traits) -> String {
        let body = match kind {
            ShapeKind::Enum(members) | ShapeKind::IntEnum(members) => self.members(members, true),
            ShapeKind::Structure(members) | ShapeKind::Union(members) => self.members(members, false),
            ShapeKind::List(member) => format!(" {{\n{}}}", self.member("member", member, false)),
            ShapeKind::Map { key, value } => {
                let (key, value) = (self.member("key", key, false), self.member("value", value, false));
                format!(" {{\n{key}{value}}}")
            }
            ShapeKind::Service(service) => {
                let version = Some(quoted(&service.version)).filter(|_| !service.version.is_empty());
                let rename =
                    service.rename.iter().map(|(id, name)| (id.to_string(), Value::from(name.clone())));
                let rename = Value::Object(rename.collect());
                let lists = [
                    ("operations", &service.operations),
                    ("resources", &service.resources),
                    ("errors", &service.errors),
                ];
                let lists = lists.map(|(name, ids)| (name, Some(self.ids(ids)).filter(|_| !ids.is_empty())));
                let rename = Some(node(&rename)).filter(|_| !service.rename.is_empty());
                properties([("version", version)].into_iter().chain(lists).chain([("rename", rename)]))
            }
            ShapeKind::Resource(resource) => {
                let maps = [("identifiers", &resource.identifiers), ("properties", &resource.properties)];
                let maps = maps.map(|(name, ids)| {
                    let ids = ids.iter().map(|(name, id)| format!("{name}: {}", self.id(id.as_str())));
                    (name, Some(format!("{{ {} }}", ids.collect::<Vec<_>>().join(", "))))
                });
                let lifecycle =
                    resource.lifecycle.iter().map(|(name, id)| (name.as_str(), Some(self.id(id.as_str()))));
                let lists = [
                    ("operations", Some(self.ids(&resource.operations))),
                    ("collectionOperations", Some(self.ids(&resource.collection_operations))),
                    ("resources", Some(self.ids(&resource.resources))),
                ];
                properties(maps.into_iter().chain(lifecycle).chain(lists))
            }
            ShapeKind::Operation(operation) => properties([
                ("input", Some(self.id(operation.input.as_str()))),
                ("output", Some(self.id(operation.output.as_str()))),
                ("errors", Some(self.ids(&operation.errors)).filter(|_| !operation.errors.is_empty())),
            ]),
            _ => String::new(),
        };
        let traits = self.traits(traits, "", None);
        format!("{traits}{} {}{body}\n", kind.type_name(), id.name())
    }

    fn members(&self, members: &Members, is_enum: bool) -> String {
        let members: String =
            members.iter().map(|(name, member)| self.member(name, member, is_enum)).collect();
        format!(" {{\n{members}}}")
    }

    fn member(&self, name: &str, member: &Member, is_enum: bool) -> String {
        let sugar = if is_enum { "smithy.api#enumValue" } else { "smithy.api#default" };
        let traits = self.traits(&member.traits, "    ", Some(sugar));
        let target = if is_enum { String::new() } else { format!(": {}", self.id(member.target.as_str())) };
        let value = member.traits.get(sugar).map(|value| format!(" = {}", node(value))).unwrap_or_default();
        format!("{traits}    {name}{target}{value}\n")
    }

    fn traits(&self, traits: &Traits, indent: &str, without: Option<&str>) -> String {
        let mut text = String::new();
        let documentation = traits.text("smithy.api#documentation").filter(|text| !text.contains('\r'));
        for line in documentation.into_iter().flat_map(|text| text.split('\n')) {
            let _ = writeln!(text, "{indent}/// {line}");
        }
        for (id, value) in &traits.0 {
            let is_comment = id == "smithy.api#documentation" && documentation.is_some();
            if !is_comment && without != Some(id) {
                let _ = writeln!(text, "{indent}@{}{}", self.id(id), trait_value(id, value));
            }
        }
        text
    }
}

/// Without braces where the language allows it.
fn trait_value(id: &str, value: &Value) -> String {
    match value {
        Value::Object(entries) if entries.is_empty() && id.starts_with(PRELUDE) => String::new(),
        Value::Object(entries) if !entries.is_empty() => format!("({})", fields(entries)),
        other => format!("({})", node(other)),
    }
}

fn properties<'a>(properties: impl IntoIterator<Item = (&'a str, Option<String>)>) -> String {
    let lines = properties.into_iter().filter_map(|(name, value)| Some(format!("    {name}: {}\n", value?)));
    format!(" {{\n{}}}", lines.collect::<String>())
}

fn node(value: &Value) -> String {
    match value {
        Value::Object(entries) => format!("{{ {} }}", fields(entries)),
        Value::Array(items) => format!("[{}]", items.iter().map(node).collect::<Vec<_>>().join(", ")),
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

fn fields(entries: &Map<String, Value>) -> String {
    let key = |key: &str| match farrier::model::is_identifier(key) {
        true => key.to_owned(),
        false => quoted(key),
    };
    entries
        .iter()
        .map(|(name, value)| format!("{}: {}", key(name), node(value)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Both languages have the escape sequences of JSON.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
