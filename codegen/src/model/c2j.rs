//! C2J, the model format of botocore (`service-2.json` and its companion files), read as Smithy 2.0 JSON AST.
//!
//! It takes parsed JSON and returns the AST of the Smithy form of the same service, as far as C2J contains it.
//! It does no I/O, and leaves the general checks to the loader. The order is that of the ASTs that AWS
//! publishes: shapes and traits by name, members as in the model.
//!
//! # Limits of C2J
//!
//! C2J has no defaults, and `box` is about the defaults of a type system that Smithy 2.0 has replaced: members stay
//! nullable unless `required` names them, so `box` has no effect. C2J also has no resources, ARN namespaces, real
//! shape name of the service, or names for enum values. Features without a Smithy equivalent are left out: `synthetic`,
//! `wrapper`, `resultWrapper`, `xmlOrder`, signature version 2, an `enum` on a member, paginators with several tokens or with
//! expressions for tokens, waiters that match a number.
//!
//! # Names
//!
//! The namespace is `com.amazonaws.` and the service id. In protocols that send the service's name, that name is the
//! shape's name, as in Smithy: the last part of `targetPrefix`. Otherwise it is the service id, with `Service`
//! appended while another shape has that name. A data shape with the name of an operation gets `Shape` appended:
//! C2J keeps the two apart, Smithy does not.

mod companions;
mod enums;
mod members;
mod metadata;
mod names;
mod operations;
mod read;
mod shapes;
mod usage;
mod waiters;

use serde_json::{Map, Value, json};

use self::metadata::Protocols;
use self::names::Names;
use self::read::{Node, Problems};
use self::usage::Usage;
use crate::error::Diagnostics;

/// The files of one service, each as parsed JSON.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    /// `service-2.json`.
    pub service: &'a Value,
    /// `paginators-1.json`.
    pub paginators: Option<&'a Value>,
    /// `waiters-2.json`.
    pub waiters: Option<&'a Value>,
    /// `examples-1.json`.
    pub examples: Option<&'a Value>,
    /// `endpoint-rule-set-1.json`.
    pub endpoint_rule_set: Option<&'a Value>,
    /// `endpoint-tests-1.json`.
    pub endpoint_tests: Option<&'a Value>,
}

/// The Smithy 2.0 JSON AST of a service.
///
/// ```
/// use farrier::model::c2j::{Files, to_ast};
///
/// let service = serde_json::json!({
///     "metadata": {
///         "apiVersion": "2020-01-01", "endpointPrefix": "forge", "protocol": "rest-json",
///         "serviceId": "Iron Forge", "signatureVersion": "v4",
///     },
///     "shapes": { "Anvil": { "type": "string", "max": 8 } },
/// });
/// let ast = to_ast(&Files {
///     service: &service,
///     paginators: None,
///     waiters: None,
///     examples: None,
///     endpoint_rule_set: None,
///     endpoint_tests: None,
/// })?;
/// let anvil = &ast["shapes"]["com.amazonaws.ironforge#Anvil"];
/// assert_eq!(anvil["traits"]["smithy.api#length"]["max"], 8);
/// # Ok::<(), farrier::Diagnostics>(())
/// ```
///
/// # Errors
///
/// Everything that is not C2J, each with its shape or member, or the part of the file.
pub fn to_ast(files: &Files<'_>) -> Result<Value, Diagnostics> {
    let problems = Problems::default();
    let ast = Converter::new(files, &problems).ast(files);
    problems.into_diagnostics().or(ast)
}

/// The shared context of the conversion.
struct Converter<'a> {
    root: Node<'a>,
    metadata: Node<'a>,
    operations: Vec<(&'a str, Node<'a>)>,
    shapes: Vec<(&'a str, Node<'a>)>,
    protocols: Protocols,
    names: Names<'a>,
    usage: Usage<'a>,
}

impl<'a> Converter<'a> {
    fn new(files: &Files<'a>, problems: &'a Problems) -> Self {
        let root = Node::new(files.service, "service".to_owned(), problems);
        let metadata = root.required_object("metadata", "metadata".to_owned());
        let protocols = Protocols::of(&metadata);
        let names = Names::of(&root, &metadata, &protocols);
        let operations = root.entries("operations", |name| names.id(name));
        let shapes = root.entries("shapes", |name| names.id(name));
        let usage = Usage::of(&operations, &shapes);
        Self { root, metadata, operations, shapes, protocols, names, usage }
    }

    fn ast(&self, files: &Files<'a>) -> Value {
        let mut shapes = Map::new();
        for (name, operation) in &self.operations {
            operation.check_name(name);
            shapes.insert(self.names.id(name), self.operation(operation));
        }
        for (name, shape) in &self.shapes {
            shape.check_name(name);
            for (name, shape) in self.data_shapes(name, shape) {
                shapes.insert(self.names.id(&name), shape);
            }
        }
        let service = self.names.service();
        if shapes.insert(self.names.id(service), self.service()).is_some() {
            self.metadata.report(format!("`targetPrefix` and an operation are both called `{service}`"));
        }
        self.add_companions(files, &mut shapes);
        shapes.values_mut().for_each(sort_traits);
        shapes.sort_keys();
        json!({ "smithy": "2.0", "shapes": shapes })
    }

    fn shape(&self, name: &str) -> Option<&Node<'a>> {
        let index = self.usage.index_of(name)?;
        self.shapes.get(index).map(|(_, shape)| shape)
    }

    /// Returns the name of the shape that a reference names in `shape`, if the shape exists.
    fn target(&self, reference: &Node<'a>) -> Option<&'a str> {
        let name = reference.required_text("shape")?;
        if self.usage.index_of(name).is_none() {
            reference.report(format!("the shape `{name}` does not exist"));
            return None;
        }
        Some(name)
    }
}

/// Returns a shape or member of the AST: its own properties, then its traits if it has any.
fn with_traits(properties: Value, traits: Map<String, Value>) -> Value {
    let mut shape = properties;
    if let (Some(shape), false) = (shape.as_object_mut(), traits.is_empty()) {
        shape.insert("traits".to_owned(), Value::Object(traits));
    }
    shape
}

/// Adds a trait without a value.
fn mark(traits: &mut Map<String, Value>, id: &str) {
    set(traits, id, json!({}));
}

/// Adds a trait.
fn set(traits: &mut Map<String, Value>, id: &str, value: impl Into<Value>) {
    traits.insert(id.to_owned(), value.into());
}

fn sort_traits(shape: &mut Value) {
    let sort = |of: &mut Value| {
        if let Some(traits) = of.get_mut("traits").and_then(Value::as_object_mut) {
            traits.sort_keys();
        }
    };
    sort(shape);
    for part in ["member", "key", "value"] {
        shape.get_mut(part).map(sort);
    }
    if let Some(members) = shape.get_mut("members").and_then(Value::as_object_mut) {
        members.values_mut().for_each(sort);
    }
}
