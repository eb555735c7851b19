//! What a crate offers: plain data, the same for structs, enums and operations.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::model::ShapeId;

/// Everything that a crate offers, by a key that both crates share.
pub(super) type Surface = IndexMap<String, Item>;

/// A type, an operation, or the crate itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// The shape that it is made of.
    pub(super) id: String,
    /// What it is, for a sentence: `struct`, `enum`.
    pub(super) noun: &'static str,
    /// Where it is: `types::Item`.
    pub(super) path: String,
    /// The method of the clients that calls it.
    pub(super) method: String,
    /// Fields, variants, constants, by keys that both crates share.
    pub(super) parts: IndexMap<String, Part>,
    /// The keys of the fields that `new` takes, in this order, if there is a `new` for callers.
    pub(super) arguments: Option<Vec<String>>,
    /// Traits that not all of its kind have.
    pub(super) traits: BTreeSet<&'static str>,
    /// Values that code can read, and what else there is, by a name that sentences have.
    pub(super) constants: BTreeMap<String, String>,
    pub(super) deprecated: bool,
    /// Where else to look for the cause when it appears, goes or moves.
    pub(super) causes: Vec<String>,
    /// Whether only responses contain it, so that callers seldom make one.
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
    /// What changes that cause an effect here are keyed by.
    pub(super) key: String,
    /// The shapes that a member points to, through lists and maps, and the members of these, from the outside in: its type
    /// may change by a change of any.
    pub(super) inside: Vec<String>,
    pub(super) kind: PartKind,
    /// Its Rust name.
    pub(super) name: String,
    /// The name of its setter, if it has one.
    pub(super) setter: Option<String>,
    /// Further methods that it has.
    pub(super) methods: Vec<String>,
    /// Its type, in the names of the new crate; the value of a variant.
    pub(super) ty: String,
    /// The parts of that type, which change for different reasons.
    pub(super) form: Form,
    /// The name that stored data has it by, where the feature `serde` is used.
    pub(super) stored: String,
    pub(super) deprecated: bool,
}

/// The type of a field, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) optional: bool,
    pub(super) boxed: bool,
    /// Whether an empty list does not compile.
    pub(super) non_empty: bool,
    /// What is left: the type inside, lists as `Vec`.
    pub(super) core: String,
    /// What the constructor and setters take, in a word that is the same for types that the same value can be passed as.
    pub(super) passed: String,
    /// The shape that it points to, an id of its own model, where that is a structure or a union.
    pub(super) target: Option<ShapeId>,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    Field,
    Variant,
    /// Something that only the type of matters: what an operation takes.
    Slot,
}
