//! Shapes between the JSON and the [`Model`](super::Model): mixins are not flattened, and parts may be missing.
//!
//! One form for all shape types: the `member` of a list and the `key` and `value` of a map are members like those
//! of a structure, so that `apply` and mixins have one case instead of seven.

use indexmap::{IndexMap, IndexSet};

use super::{Members, ShapeId, Traits};

/// Shapes by id, in file order.
pub(super) type Shapes = IndexMap<ShapeId, Raw>;

/// A shape as read from a file.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub(super) shape_type: Type,
    pub(super) members: Members,
    /// The properties of services, resources and operations.
    pub(super) bindings: Option<Box<Bindings>>,
    pub(super) traits: Traits,
    /// The mixins that are not flattened yet.
    pub(super) mixins: IndexSet<ShapeId>,
    /// Traits for members that come from mixins.
    pub(super) for_inherited: Vec<(String, Traits)>,
    /// Members without a target in the IDL.
    pub(super) elided: Option<Box<Elided>>,
    /// The file that defined it.
    pub(super) file: usize,
}

/// Members without a target: it is that of an identifier or property of a resource, or of a member of a mixin.
#[derive(Clone, Debug)]
pub(super) struct Elided {
    pub(super) resource: Option<ShapeId>,
    pub(super) members: Vec<String>,
}

impl Raw {
    /// Returns whether two definitions are equal, including the order of members.
    pub(super) fn same_as(&self, other: &Self) -> bool {
        self.shape_type == other.shape_type
            && self.members == other.members
            && self.members.keys().eq(other.members.keys())
            && self.bindings == other.bindings
            && self.traits == other.traits
            && self.mixins == other.mixins
    }
}

/// The properties of a resource that each name an operation.
pub(super) const LIFECYCLE: [&str; 6] = ["put", "create", "read", "update", "delete", "list"];

/// The properties of services, resources and operations.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Bindings {
    pub(super) version: Option<String>,
    pub(super) input: Option<ShapeId>,
    pub(super) output: Option<ShapeId>,
    pub(super) errors: IndexSet<ShapeId>,
    pub(super) operations: IndexSet<ShapeId>,
    pub(super) collection_operations: IndexSet<ShapeId>,
    pub(super) resources: IndexSet<ShapeId>,
    pub(super) rename: IndexMap<ShapeId, String>,
    pub(super) identifiers: IndexMap<String, ShapeId>,
    pub(super) properties: IndexMap<String, ShapeId>,
    pub(super) lifecycle: IndexMap<String, ShapeId>,
}

/// The shape types of Smithy 2.0. A `set` of 1.0 has already become a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Blob,
    Boolean,
    String,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Document,
    Timestamp,
    Enum,
    IntEnum,
    List,
    Map,
    Structure,
    Union,
    Service,
    Resource,
    Operation,
}

const TYPES: [(&str, Type); 22] = [
    ("blob", Type::Blob),
    ("boolean", Type::Boolean),
    ("string", Type::String),
    ("byte", Type::Byte),
    ("short", Type::Short),
    ("integer", Type::Integer),
    ("long", Type::Long),
    ("float", Type::Float),
    ("double", Type::Double),
    ("bigInteger", Type::BigInteger),
    ("bigDecimal", Type::BigDecimal),
    ("document", Type::Document),
    ("timestamp", Type::Timestamp),
    ("enum", Type::Enum),
    ("intEnum", Type::IntEnum),
    ("list", Type::List),
    ("map", Type::Map),
    ("structure", Type::Structure),
    ("union", Type::Union),
    ("service", Type::Service),
    ("resource", Type::Resource),
    ("operation", Type::Operation),
];

impl Type {
    /// Returns the type of this name in the JSON AST.
    pub(super) fn named(name: &str) -> Option<Self> {
        TYPES.iter().find(|(known, _)| *known == name).map(|(_, shape_type)| *shape_type)
    }

    /// Returns its name in the JSON AST.
    pub(super) fn name(self) -> &'static str {
        TYPES.iter().find(|(_, known)| *known == self).map_or("shape", |(name, _)| name)
    }
}

/// Returns `a structure`, `an operation`: a type's name with its article.
pub(super) fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {name}")
}
