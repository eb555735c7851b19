//! The properties of services and resources.

use indexmap::{IndexMap, IndexSet};

use super::super::tree::{Key, Node};
use super::Lowering;
use crate::model::forms::Version;
use crate::model::raw::{Bindings, LIFECYCLE, Type};
use crate::model::{ShapeId, is_identifier};

type Entries<'t> = [(Key<'t>, Node<'t>)];

impl Lowering<'_> {
    pub(super) fn properties(&mut self, shape_type: Type, entries: &Entries<'_>) -> Bindings {
        let mut bindings = Bindings::default();
        let mut defined: Vec<&str> = Vec::new();
        for (key, node) in entries {
            if defined.contains(&&*key.text) {
                self.problem(key.at, format!("a second `{}`; remove one", key.text));
                continue;
            }
            let known = match shape_type {
                Type::Service => self.of_service(&mut bindings, key, node),
                _ => self.of_resource(&mut bindings, key, node),
            };
            if known {
                defined.push(&key.text);
            } else {
                let all = match shape_type {
                    Type::Service => "version, operations, resources, errors and rename",
                    _ => {
                        "identifiers, properties, put, create, read, update, delete, list, operations, \
                         collectionOperations and resources"
                    }
                };
                let name = key.text.escape_debug();
                let message =
                    format!("`{name}` is not a property of {}s, which are {all}", shape_type.name());
                self.problem(key.at, message);
            }
        }
        // In the order of the specification.
        bindings.lifecycle.sort_by_cached_key(|name, _| LIFECYCLE.iter().position(|known| known == name));
        bindings
    }

    /// Reads a property of a service; returns whether services have it.
    fn of_service(&mut self, bindings: &mut Bindings, key: &Key<'_>, node: &Node<'_>) -> bool {
        match &*key.text {
            "version" => match node {
                Node::Text(text) => bindings.version = Some(text.clone().into_owned()),
                other => self.wrong(key, "a string", other),
            },
            "operations" => bindings.operations = self.id_list(key, node),
            "resources" => bindings.resources = self.id_list(key, node),
            "errors" => bindings.errors = self.id_list(key, node),
            "rename" => bindings.rename = self.rename(key, node),
            _ => return false,
        }
        true
    }

    /// Reads a property of a resource; returns whether resources have it.
    fn of_resource(&mut self, bindings: &mut Bindings, key: &Key<'_>, node: &Node<'_>) -> bool {
        match &*key.text {
            "identifiers" => bindings.identifiers = self.id_map(key, node),
            "properties" => {
                if self.version == Version::V1 {
                    let message =
                        "properties of resources need Smithy 2.0; start the file with `$version: \"2\"`";
                    self.problem(key.at, message);
                }
                bindings.properties = self.id_map(key, node);
            }
            "operations" => bindings.operations = self.id_list(key, node),
            "collectionOperations" => bindings.collection_operations = self.id_list(key, node),
            "resources" => bindings.resources = self.id_list(key, node),
            name if LIFECYCLE.contains(&name) => {
                if let Some(id) = self.node_id(key, node) {
                    bindings.lifecycle.insert(name.to_owned(), id);
                }
            }
            _ => return false,
        }
        true
    }

    fn wrong(&mut self, key: &Key<'_>, expected: &str, found: &Node<'_>) {
        let key_text = key.text.escape_debug();
        let message = format!("expected `{key_text}` to be {expected}, found {}", found.describe());
        self.problem(key.at, message);
    }

    /// The id of a shape, which may be quoted.
    fn node_id(&mut self, key: &Key<'_>, node: &Node<'_>) -> Option<ShapeId> {
        let text = match node {
            Node::Id(id) => id.text,
            Node::Text(text) => text,
            other => {
                self.wrong(key, "a shape id", other);
                return None;
            }
        };
        let is_valid =
            ShapeId::parse(text).is_some_and(|id| id.member_name().is_none()) || is_identifier(text);
        if !is_valid {
            let (name, text) = (key.text.escape_debug(), text.escape_debug());
            let message = format!("expected `{name}` to name a shape, found `{text}`");
            self.problem(key.at, message);
            return None;
        }
        Some(self.resolver.resolve_text(text).0)
    }

    fn id_list(&mut self, key: &Key<'_>, node: &Node<'_>) -> IndexSet<ShapeId> {
        let Node::Array(items) = node else {
            self.wrong(key, "an array", node);
            return IndexSet::new();
        };
        items.iter().filter_map(|item| self.node_id(key, item)).collect()
    }

    fn entries<'n, 't>(&mut self, key: &Key<'_>, node: &'n Node<'t>) -> &'n Entries<'t> {
        match node {
            Node::Object(entries) => entries,
            other => {
                self.wrong(key, "an object", other);
                &[]
            }
        }
    }

    fn id_map(&mut self, key: &Key<'_>, node: &Node<'_>) -> IndexMap<String, ShapeId> {
        let mut ids = IndexMap::new();
        for (name, node) in self.entries(key, node) {
            let Some(id) = self.node_id(name, node) else { continue };
            if ids.insert(name.text.to_string(), id).is_some() {
                self.problem(name.at, format!("a second `{}`; remove one", name.text.escape_debug()));
            }
        }
        ids
    }

    fn rename(&mut self, key: &Key<'_>, node: &Node<'_>) -> IndexMap<ShapeId, String> {
        let mut rename = IndexMap::new();
        for (from, to) in self.entries(key, node) {
            let Some(id) = ShapeId::parse(&from.text).filter(|id| id.member_name().is_none()) else {
                let found = from.text.escape_debug();
                let message =
                    format!("`rename` needs absolute shape ids like `namespace#Name`, found `{found}`");
                self.problem(from.at, message);
                continue;
            };
            match to {
                Node::Text(name) if is_identifier(name) => {
                    if rename.insert(id, name.clone().into_owned()).is_some() {
                        self.problem(from.at, format!("a second `{}`; remove one", from.text));
                    }
                }
                Node::Text(name) => {
                    let message = format!(
                        "`rename` gives {id} the name `{}`, not a Smithy identifier",
                        name.escape_debug()
                    );
                    self.problem(from.at, message);
                }
                other => self.wrong(from, "a string", other),
            }
        }
        rename
    }
}
