//! What a crate offers: plain data, the same for structs, enums and operations.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

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
    /// Whether only answers contain it, so that callers seldom make one.
    pub(super) only_answers: bool,
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
    /// The shapes that a member points to, through lists and maps: its type may change by a change of these.
    pub(super) targets: Vec<String>,
    pub(super) kind: PartKind,
    /// Its Rust name.
    pub(super) name: String,
    /// The name of its setter, if it has one.
    pub(super) setter: Option<String>,
    /// Further methods that it has.
    pub(super) methods: Vec<String>,
    /// Its type, in the names of the new crate; the value of a variant.
    pub(super) ty: String,
    /// The name that stored data has it by, where the feature `serde` is used.
    pub(super) stored: String,
    pub(super) deprecated: bool,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    Field,
    Variant,
    /// Something that only the type of matters: what an operation takes.
    Slot,
}
