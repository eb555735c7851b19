//! Writes a model as Smithy JSON AST: the reverse of [`load`](super::load()).
//!
//! Takes a complete model, or shapes that still have their mixins, and returns a document of version 2.0, in their order.

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::raw::{Raw, Shapes, Type};
use super::{
    Member, Members, Model, Operation, Resource, Service, ShapeId, ShapeKind, Traits, check, finish, prelude,
};

/// Writes a model as Smithy JSON AST 2.0: merged, with overlays and documentation, and without mixins, as it was loaded.
///
/// [`load`](super::load()) reads it as the same model. The shapes of Smithy's prelude are left out, since every model has them.
///
/// ```
/// use farrier::model::{Role, Source, load, to_ast};
///
/// let ast = serde_json::json!({ "smithy": "2.0", "shapes": { "ns#Text": { "type": "string" } } });
/// let bytes = ast.to_string().into_bytes();
/// let loaded = load(&[Source { name: "text.json".to_owned(), bytes, role: Role::Model }])?;
/// assert_eq!(to_ast(&loaded.model), ast);
/// # Ok::<(), farrier::Diagnostics>(())
/// ```
#[must_use]
pub fn to_ast(model: &Model) -> Value {
    let own = model.shapes.iter().filter(|(_, shape)| !prelude::is_file(model, shape.file));
    let shapes = own.map(|(id, shape)| (id.to_string(), finished(&shape.kind, &shape.traits))).collect();
    document(&model.metadata, shapes)
}

/// Writes shapes with their mixins; traits for inherited members become `apply` statements.
pub(super) fn merged(metadata: &Map<String, Value>, shapes: Shapes) -> Value {
    let mut written = Map::new();
    for (id, mut raw) in shapes {
        let inherited = std::mem::take(&mut raw.for_inherited);
        written.insert(id.to_string(), unfinished(raw));
        let mut applies: IndexMap<String, Traits> = IndexMap::new();
        for (member, traits) in inherited {
            applies.entry(member).or_default().0.extend(traits.0);
        }
        for (member, traits) in applies {
            let mut statement = Map::new();
            statement.insert("type".to_owned(), json!("apply"));
            put_traits(&mut statement, &traits);
            written.insert(id.member(&member).to_string(), Value::Object(statement));
        }
    }
    document(metadata, written)
}

fn document(metadata: &Map<String, Value>, shapes: Map<String, Value>) -> Value {
    let mut document = Map::new();
    document.insert("smithy".to_owned(), json!("2.0"));
    if !metadata.is_empty() {
        document.insert("metadata".to_owned(), Value::Object(metadata.clone()));
    }
    document.insert("shapes".to_owned(), Value::Object(shapes));
    Value::Object(document)
}

fn finished(kind: &ShapeKind, traits: &Traits) -> Value {
    let mut shape = Map::new();
    shape.insert("type".to_owned(), json!(kind.type_name()));
    let listed = matches!(
        kind,
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_)
    );
    let mut members = Vec::new();
    check::members(kind, &mut |name, member| members.push((name, member)));
    put_members(&mut shape, listed, members);
    put_bindings(&mut shape, kind);
    put_traits(&mut shape, traits);
    Value::Object(shape)
}

fn unfinished(raw: Raw) -> Value {
    let mut shape = Map::new();
    shape.insert("type".to_owned(), json!(raw.shape_type.name()));
    put_references(&mut shape, "mixins", raw.mixins.iter());
    let listed = matches!(raw.shape_type, Type::Structure | Type::Union | Type::Enum | Type::IntEnum);
    put_members(&mut shape, listed, raw.members.iter().map(|(name, member)| (name.as_str(), member)));
    // Shapes with bindings have no members.
    if let Some(bindings) = raw.bindings
        && let Ok(kind) = finish::kind(raw.shape_type, Members::new(), *bindings)
    {
        put_bindings(&mut shape, &kind);
    }
    put_traits(&mut shape, &raw.traits);
    Value::Object(shape)
}

/// Members are `listed` in an object of their own, except for those of lists and maps.
fn put_members<'a>(
    shape: &mut Map<String, Value>,
    listed: bool,
    members: impl IntoIterator<Item = (&'a str, &'a Member)>,
) {
    let members = members.into_iter().map(|(name, member)| {
        let mut value = reference(&member.target);
        put_traits(&mut value, &member.traits);
        (name.to_owned(), Value::Object(value))
    });
    if listed {
        shape.insert("members".to_owned(), Value::Object(members.collect()));
    } else {
        shape.extend(members);
    }
}

fn put_bindings(shape: &mut Map<String, Value>, kind: &ShapeKind) {
    match kind {
        ShapeKind::Service(service) => put_service(shape, service),
        ShapeKind::Resource(resource) => put_resource(shape, resource),
        ShapeKind::Operation(operation) => put_operation(shape, operation),
        _ => {}
    }
}

fn put_service(shape: &mut Map<String, Value>, service: &Service) {
    if !service.version.is_empty() {
        shape.insert("version".to_owned(), json!(service.version));
    }
    put_references(shape, "operations", &service.operations);
    put_references(shape, "resources", &service.resources);
    put_references(shape, "errors", &service.errors);
    if !service.rename.is_empty() {
        let rename = service.rename.iter().map(|(id, name)| (id.to_string(), json!(name)));
        shape.insert("rename".to_owned(), Value::Object(rename.collect()));
    }
}

fn put_resource(shape: &mut Map<String, Value>, resource: &Resource) {
    put_named(shape, "identifiers", &resource.identifiers);
    put_named(shape, "properties", &resource.properties);
    for (name, operation) in &resource.lifecycle {
        shape.insert(name.clone(), Value::Object(reference(operation)));
    }
    put_references(shape, "operations", &resource.operations);
    put_references(shape, "collectionOperations", &resource.collection_operations);
    put_references(shape, "resources", &resource.resources);
}

fn put_operation(shape: &mut Map<String, Value>, operation: &Operation) {
    shape.insert("input".to_owned(), Value::Object(reference(&operation.input)));
    shape.insert("output".to_owned(), Value::Object(reference(&operation.output)));
    put_references(shape, "errors", &operation.errors);
}

fn put_references<'a>(
    shape: &mut Map<String, Value>,
    name: &str,
    targets: impl IntoIterator<Item = &'a ShapeId>,
) {
    let targets: Vec<Value> = targets.into_iter().map(|target| Value::Object(reference(target))).collect();
    if !targets.is_empty() {
        shape.insert(name.to_owned(), Value::Array(targets));
    }
}

fn put_named(shape: &mut Map<String, Value>, name: &str, targets: &IndexMap<String, ShapeId>) {
    if !targets.is_empty() {
        let targets = targets.iter().map(|(name, target)| (name.clone(), Value::Object(reference(target))));
        shape.insert(name.to_owned(), Value::Object(targets.collect()));
    }
}

fn put_traits(of: &mut Map<String, Value>, traits: &Traits) {
    if !traits.0.is_empty() {
        let traits = traits.0.iter().map(|(id, value)| (id.clone(), value.clone())).collect();
        of.insert("traits".to_owned(), Value::Object(traits));
    }
}

fn reference(target: &ShapeId) -> Map<String, Value> {
    Map::from_iter([("target".to_owned(), json!(target.as_str()))])
}
