//! Smithy's prelude: the simple shapes of `smithy.api` that every model may use without defining them.

use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value};

use super::check::references;
use super::{Model, Shape, ShapeId, ShapeKind, Traits};

/// Its name in [`Model::files`].
const FILE: &str = "<prelude>";

/// Adds the prelude shapes that the model uses but does not define.
pub(super) fn add(model: &mut Model) {
    let mut wanted: IndexSet<&ShapeId> = IndexSet::new();
    for shape in model.shapes.values() {
        references(&shape.kind, &mut |reference| {
            let target = reference.target;
            if target.as_str().starts_with("smithy.api#") && !model.shapes.contains_key(target) {
                wanted.insert(target);
            }
        });
    }
    let file = model.files.len();
    let shapes: Vec<(ShapeId, Shape)> =
        wanted.into_iter().filter_map(|id| Some((id.clone(), shape(id, file)?))).collect();
    if !shapes.is_empty() {
        model.files.push(FILE.to_owned());
        model.shapes.extend(shapes);
    }
}

/// Returns whether a file is the prelude: an index into [`Model::files`].
pub(super) fn is_file(model: &Model, file: usize) -> bool {
    model.files.get(file).is_some_and(|name| name == FILE)
}

/// Returns whether the prelude defines this shape.
pub(super) fn defines(id: &str) -> bool {
    id.strip_prefix("smithy.api#").is_some_and(has)
}

/// Returns whether the prelude has a shape of this name.
pub(super) fn has(name: &str) -> bool {
    kind(name).is_some()
}

/// Returns the default value of a prelude shape, which only the primitive ones have.
pub(super) fn default_of(id: &ShapeId) -> Option<Value> {
    let name = id.as_str().strip_prefix("smithy.api#Primitive")?;
    match name {
        "Boolean" => Some(Value::Bool(false)),
        "Byte" | "Short" | "Integer" | "Long" | "Float" | "Double" => Some(Value::from(0)),
        _ => None,
    }
}

fn shape(id: &ShapeId, file: usize) -> Option<Shape> {
    let kind = kind(id.as_str().strip_prefix("smithy.api#")?)?;
    let mut traits = Traits::default();
    if let Some(default) = default_of(id) {
        traits.0.insert("smithy.api#default".to_owned(), default);
    }
    if id.as_str() == super::UNIT {
        traits.0.insert("smithy.api#unitType".to_owned(), Value::Object(Map::new()));
    }
    Some(Shape { kind, traits, file })
}

fn kind(name: &str) -> Option<ShapeKind> {
    Some(match name {
        "Blob" => ShapeKind::Blob,
        "Boolean" | "PrimitiveBoolean" => ShapeKind::Boolean,
        "String" => ShapeKind::String,
        "Byte" | "PrimitiveByte" => ShapeKind::Byte,
        "Short" | "PrimitiveShort" => ShapeKind::Short,
        "Integer" | "PrimitiveInteger" => ShapeKind::Integer,
        "Long" | "PrimitiveLong" => ShapeKind::Long,
        "Float" | "PrimitiveFloat" => ShapeKind::Float,
        "Double" | "PrimitiveDouble" => ShapeKind::Double,
        "BigInteger" => ShapeKind::BigInteger,
        "BigDecimal" => ShapeKind::BigDecimal,
        "Document" => ShapeKind::Document,
        "Timestamp" => ShapeKind::Timestamp,
        "Unit" => ShapeKind::Structure(IndexMap::new()),
        _ => return None,
    })
}
