//! The API of a crate: plain data, the same for structs, enums and operations.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::model::ShapeId;

/// The API of a crate, by keys that both crates share.
pub(super) type Surface = IndexMap<String, Item>;

/// A type, an operation, or the crate itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// Its shape.
    pub(super) id: String,
    /// Its kind, for a sentence: `struct`, `enum`.
    pub(super) noun: &'static str,
    /// Its path: `types::Item`.
    pub(super) path: String,
    /// The method of the clients that calls it, if there are clients.
    pub(super) method: Option<String>,
    /// Fields, variants, constants, by keys that both crates share.
    pub(super) parts: IndexMap<String, Part>,
    /// The keys of the fields that `new` takes, in this order, if callers have a `new`.
    pub(super) arguments: Option<Vec<String>>,
    /// Traits that only some items of its kind have.
    pub(super) traits: BTreeSet<&'static str>,
    /// Constants and further properties, by a name for sentences.
    pub(super) constants: BTreeMap<String, String>,
    pub(super) deprecated: bool,
    /// Other possible causes if it is added, removed or moved.
    pub(super) causes: Vec<String>,
    /// Whether only responses contain it, so that callers seldom construct it.
    pub(super) only_responses: bool,
    /// The shapes that its values contain: itself, or the errors of an enum of errors. Ids of its own model.
    pub(super) roots: Vec<ShapeId>,
}

impl Item {
    /// The last part of its path.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or(&self.path)
    }
}

/// A part of an item.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The keys of changes that cause an effect here.
    pub(super) key: String,
    /// The shapes that a member points to, through lists and maps, and the members of these, from the outside in: a change
    /// of any may change its type.
    pub(super) inside: Vec<String>,
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
