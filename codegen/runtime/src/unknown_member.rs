//! A member of a union that the model does not know.

use super::Document;

/// A member of a union that the model does not know, as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct UnknownMember {
    /// The member's name on the wire.
    pub name: String,
    /// Its value.
    pub value: Document,
}

impl UnknownMember {
    /// A member of a name and a value.
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl Into<Document>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}
