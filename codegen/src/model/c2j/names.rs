//! The ids of shapes: the namespace, the service's name, and renamed shapes.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::metadata::Protocols;
use super::read::Node;
use crate::model::is_identifier;

pub(super) struct Names<'a> {
    namespace: String,
    service: String,
    /// The data shapes whose Smithy name differs from their C2J name.
    renamed: HashMap<&'a str, String>,
    taken: HashSet<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(root: &Node<'a>, metadata: &Node<'a>, protocols: &Protocols) -> Self {
        let service_id = metadata.required_text("serviceId").unwrap_or("unknown");
        let plain: String = service_id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        if !plain.contains(|c: char| c.is_ascii_alphanumeric()) {
            metadata.report("`serviceId` has neither letter nor digit");
        }
        let keys = |part| root.value(part).and_then(Value::as_object).into_iter().flat_map(|map| map.keys());
        let operations: HashSet<&str> = keys("operations").map(String::as_str).collect();
        let shapes: HashSet<&str> = keys("shapes").map(String::as_str).collect();
        let taken: HashSet<&str> = operations.union(&shapes).copied().collect();

        let sent = protocols.send_service_name().then(|| metadata.text("targetPrefix")).flatten();
        let sent = sent.map(|prefix| prefix.rsplit('.').next().unwrap_or(prefix));
        let service = match sent.filter(|name| is_identifier(name)) {
            Some(name) => name.to_owned(),
            None => free(identifier(&plain), "Service", &taken),
        };
        let clashes = shapes.iter().filter(|name| operations.contains(*name) || **name == service);
        let renamed = clashes.map(|name| (*name, free(format!("{name}Shape"), "Shape", &taken))).collect();
        let namespace = format!("com.amazonaws.{}", identifier(&plain.to_ascii_lowercase()));
        Self { namespace, service, renamed, taken }
    }

    /// Returns the shape name of the service.
    pub(super) fn service(&self) -> &str {
        &self.service
    }

    /// Returns the Smithy name of a data shape.
    pub(super) fn shape<'n>(&'n self, name: &'n str) -> &'n str {
        self.renamed.get(name).map_or(name, String::as_str)
    }

    /// Returns a name for a shape that C2J does not have, derived from the name of another.
    pub(super) fn synthesized(&self, prefix: &str, name: &str) -> String {
        free(format!("{prefix}{name}"), "Shape", &self.taken)
    }

    /// Returns the absolute id of a Smithy name.
    pub(super) fn id(&self, name: &str) -> String {
        format!("{}#{name}", self.namespace)
    }

    /// Returns the absolute id of a data shape.
    pub(super) fn shape_id(&self, name: &str) -> String {
        self.id(self.shape(name))
    }
}

/// Returns the name, with the suffix appended until it is unique.
fn free(mut name: String, suffix: &str, taken: &HashSet<&str>) -> String {
    while taken.contains(name.as_str()) {
        name.push_str(suffix);
    }
    name
}

fn identifier(plain: &str) -> String {
    if is_identifier(plain) { plain.to_owned() } else { format!("_{plain}") }
}
