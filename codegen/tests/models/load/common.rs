//! Helpers that load and inspect a model.

use farrier::model::{Loaded, Member, Members, Role, Shape, ShapeId, ShapeKind, Source, load};
use serde_json::{Value, json};

/// A file of the model.
pub(crate) fn source(name: &str, text: impl Into<Vec<u8>>, role: Role) -> Source {
    Source { name: name.to_owned(), bytes: text.into(), role }
}

/// A Smithy 2.0 AST with these shapes.
pub(crate) fn ast(shapes: &Value) -> String {
    json!({ "smithy": "2.0", "shapes": shapes }).to_string()
}

/// The same for 1.0.
pub(crate) fn ast_v1(shapes: &Value) -> String {
    json!({ "smithy": "1.0", "shapes": shapes }).to_string()
}

/// Loads one file, which must be valid.
pub(crate) fn loaded(text: &str) -> Loaded {
    match load(&[source("model.json", text, Role::Model)]) {
        Ok(loaded) => loaded,
        Err(problems) => panic!("{problems}"),
    }
}

/// Loads 2.0 shapes, which must be valid.
pub(crate) fn shapes(shapes: &Value) -> Loaded {
    loaded(&ast(shapes))
}

/// Loads sources, which must be invalid; returns the problems, one per line.
pub(crate) fn problems(sources: &[Source]) -> String {
    match load(sources) {
        Ok(_) => String::from("loads"),
        Err(problems) => problems.to_string(),
    }
}

/// Loads one file, which must be invalid.
pub(crate) fn rejected(text: impl Into<Vec<u8>>) -> String {
    problems(&[source("m.json", text, Role::Model)])
}

/// Loads 2.0 shapes, which must be invalid.
pub(crate) fn rejected_shapes(shapes: &Value) -> String {
    rejected(ast(shapes))
}

/// A shape by its id.
pub(crate) fn shape<'a>(loaded: &'a Loaded, id: &str) -> &'a Shape {
    let id = ShapeId::parse(id).expect("a shape id");
    loaded.model.shapes.get(&id).unwrap_or_else(|| panic!("no {id}"))
}

/// Whether there is a shape of this id.
pub(crate) fn has(loaded: &Loaded, id: &str) -> bool {
    loaded.model.shapes.contains_key(&ShapeId::parse(id).expect("a shape id"))
}

/// The members of a structure, union or enum.
pub(crate) fn members<'a>(loaded: &'a Loaded, id: &str) -> &'a Members {
    match &shape(loaded, id).kind {
        ShapeKind::Structure(members)
        | ShapeKind::Union(members)
        | ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members) => members,
        other => panic!("{id} has no members: {other:?}"),
    }
}

/// A member by the ids of shape and member.
pub(crate) fn member<'a>(loaded: &'a Loaded, id: &str, name: &str) -> &'a Member {
    members(loaded, id).get(name).unwrap_or_else(|| panic!("no {id}${name}"))
}

/// The names of a shape's members, in order.
pub(crate) fn names<'a>(loaded: &'a Loaded, id: &str) -> Vec<&'a str> {
    members(loaded, id).keys().map(String::as_str).collect()
}

/// A member definition.
pub(crate) fn to(target: &str) -> Value {
    json!({ "target": target })
}
