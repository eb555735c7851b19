//! An unknown member of a union.

use super::Document;

/// An unknown member of a union, unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct UnknownMember {
    /// The member's wire name.
    pub name: String,
    /// Its value.
    pub value: Document,
}

impl UnknownMember {
    /// Creates a member from a name and a value.
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl Into<Document>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}
