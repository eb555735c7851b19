//! The API of a crate: plain data, the same for structs, enums and operations.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::diff::report::Key;
use crate::model::ShapeId;

/// The API of a crate, by keys that both crates share.
pub(super) type Surface = IndexMap<ItemKey, Item>;

/// An item of a crate, by the ids of the new model.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum ItemKey {
    /// The crate itself.
    Crate,
    /// The type of a shape.
    Shape(ShapeId),
    /// A newtype, by its name: several members may name it.
    Newtype(String),
    Operation(ShapeId),
    /// The structure of an operation that has none in the model.
    Input(ShapeId),
    Output(ShapeId),
    /// The errors of an operation.
    Errors(ShapeId),
    /// The errors of a stream of events.
    Failure(ShapeId),
}

/// A type, an operation, or the crate itself.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Its shape.
    pub(super) id: ShapeId,
    /// Its kind, for a sentence: `struct`, `enum`.
    pub(super) noun: &'static str,
    /// Its path: `types::Item`.
    pub(super) path: String,
    /// The method of the clients that calls it, if there are clients.
    pub(super) method: Option<String>,
    /// Fields, variants, constants, by keys that both crates share.
    pub(super) parts: IndexMap<PartKey, Part>,
    /// The keys of the fields that `new` takes, in this order, if callers have a `new`.
    pub(super) arguments: Option<Vec<ShapeId>>,
    /// Traits that only some items of its kind have.
    pub(super) traits: BTreeSet<&'static str>,
    /// Constants and further properties, by a name for sentences.
    pub(super) constants: BTreeMap<String, String>,
    pub(super) deprecated: bool,
    /// Other possible causes if it is added, removed or moved.
    pub(super) causes: Vec<ShapeId>,
    /// Whether only responses contain it, so that callers seldom construct it.
    pub(super) only_responses: bool,
    /// The shapes that its values contain: itself, or the errors of an enum of errors. Ids of its own model.
    pub(super) roots: Vec<ShapeId>,
}

impl Item {
    /// An item without parts.
    pub(super) fn new(id: ShapeId, noun: &'static str, path: String) -> Self {
        Self {
            id,
            noun,
            path,
            method: None,
            parts: IndexMap::new(),
            arguments: None,
            traits: BTreeSet::new(),
            constants: BTreeMap::new(),
            deprecated: false,
            causes: Vec::new(),
            only_responses: false,
            roots: Vec::new(),
        }
    }

    /// The field of a member.
    pub(super) fn field(&self, member: &ShapeId) -> Option<&Part> {
        self.parts.get(&PartKey::Member(member.clone()))
    }

    /// The last part of its path.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or(&self.path)
    }
}

/// A part of an item, by names and ids that both crates share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum PartKey {
    /// A field, or a variant of an enum or a union.
    Member(ShapeId),
    /// A variant of an enum of errors, by the name of the error in the model.
    Error(String),
    /// The input, the output or the events of an operation.
    Slot(&'static str),
}

/// A part of an item.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The key of changes that cause an effect here.
    pub(super) key: Key,
    /// The shapes that a member points to, through lists and maps, and the members of these, from the outside in: a change
    /// of any may change its type.
    pub(super) inside: Vec<ShapeId>,
    pub(super) kind: PartKind,
    /// Its Rust name.
    pub(super) name: String,
    /// The name of its setter, if there is one.
    pub(super) setter: Option<String>,
    /// Its other methods.
    pub(super) methods: Vec<String>,
    /// Its type, in the names of the new crate; the value of a variant.
    pub(super) ty: String,
    /// The parts of that type, which change for different reasons.
    pub(super) form: Form,
    /// Its name in stored data, if there is a feature `serde`.
    pub(super) stored: Option<String>,
    pub(super) deprecated: bool,
}

impl Part {
    /// Its key, then those of its type.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        std::iter::once(self.key.clone()).chain(self.inside.iter().map(Key::from))
    }
}

/// The parts of the type of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) optional: bool,
    pub(super) boxed: bool,
    /// Whether an empty list does not compile.
    pub(super) non_empty: bool,
    /// The rest: the inner type, lists as `Vec`.
    pub(super) core: String,
    /// The parameter type of the constructor and setters, with one word for types that accept the same values.
    pub(super) passed: String,
    /// The structure or union that it points to, as an id of its own model.
    pub(super) target: Option<ShapeId>,
}

/// The kind of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    Field,
    Variant,
    /// A part of which only the type matters: the input of an operation.
    Slot,
}
