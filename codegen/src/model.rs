//! The semantic Smithy model: shapes, members, traits. It knows nothing about Rust.
//!
//! [`load`] creates a [`Model`] from any number of files in any supported format: merged, with `apply`
//! statements applied, mixins flattened, the old forms of Smithy 1.0 converted, and every target resolved.
//! Terms are those of the Smithy 2.0 specification.

use std::collections::HashMap;
use std::fmt;

use indexmap::IndexMap;
use serde_json::Value;

mod apply;
mod ast;
pub mod c2j;
mod check;
mod constructors;
mod duplicates;
mod elide;
pub mod endpoint_rules;
pub mod facts;
mod finish;
mod forms;
pub(crate) mod hints;
mod idl;
mod json;
mod known_traits;
mod lift;
mod load;
mod merge;
mod mixins;
mod overlay;
mod parts;
mod prelude;
mod raw;
mod recursion;
mod write;

pub(crate) use check::members as each_member;
pub use constructors::Constructors;
pub use idl::is_idl;
pub use load::{Loaded, load, locate, merged_ast};
pub use write::to_ast;

/// The id of a shape (`namespace#Name`) or of a member (`namespace#Name$member`), always absolute.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShapeId(String);

impl ShapeId {
    /// Parses an absolute shape id: `namespace#Name` or `namespace#Name$member`, each part a Smithy identifier.
    pub fn parse(text: &str) -> Option<Self> {
        is_shape_id(text).then(|| Self(text.to_owned()))
    }

    /// Like `parse`, without a copy; returns the text if it is not a shape id.
    ///
    /// # Errors
    ///
    /// The text itself.
    pub fn from_text(text: String) -> Result<Self, String> {
        if is_shape_id(&text) { Ok(Self(text)) } else { Err(text) }
    }

    /// Returns the id of a member of this shape.
    #[must_use]
    pub fn member(&self, member: &str) -> Self {
        Self(format!("{}${member}", self.0))
    }

    /// Returns the whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the namespace: the part before `#`.
    pub fn namespace(&self) -> &str {
        self.0.split_once('#').map_or("", |(namespace, _)| namespace)
    }

    /// Returns the shape's name: the part between `#` and `$`.
    pub fn name(&self) -> &str {
        let rest = self.relative();
        rest.split_once('$').map_or(rest, |(name, _)| name)
    }

    /// Returns the id without its namespace: `Name` or `Name$member`.
    pub fn relative(&self) -> &str {
        self.0.split_once('#').map_or("", |(_, rest)| rest)
    }

    /// Returns the member's name: the part after `$`.
    pub fn member_name(&self) -> Option<&str> {
        self.0.split_once('$').map(|(_, member)| member)
    }

    /// Returns the shape that contains this member, or the shape itself.
    #[must_use]
    pub fn root(&self) -> Self {
        self.0.split_once('$').map_or_else(|| self.clone(), |(root, _)| Self(root.to_owned()))
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text is an absolute shape id, of a shape or of a member.
fn is_shape_id(text: &str) -> bool {
    let Some((namespace, rest)) = text.split_once('#') else { return false };
    let mut names = rest.split('$');
    namespace.split('.').all(is_identifier)
        && names.next().is_some_and(is_identifier)
        && names.next().is_none_or(is_identifier)
        && names.next().is_none()
}

/// Smithy's `identifier`: `_` or a letter, then letters, digits and `_`; underscores alone are not one.
/// <https://smithy.io/2.0/spec/model.html#shape-id-abnf>
pub fn is_identifier(text: &str) -> bool {
    let name = text.trim_start_matches('_');
    name.starts_with(|c: char| c.is_ascii_alphabetic() || (c.is_ascii_digit() && text.starts_with('_')))
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// A complete model, in the order of its files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// Every shape by its absolute id, in file order.
    pub shapes: IndexMap<ShapeId, Shape>,
    /// The model's metadata.
    pub metadata: serde_json::Map<String, Value>,
    /// The names of its files; [`Shape::file`] is an index into it.
    pub files: Vec<String>,
    /// The overlays of traits that the model lacks: for a shape or member and a trait, an index into `files`.
    pub overlaid: HashMap<(ShapeId, String), usize>,
    /// The order of members that callers of the last release rely on; empty where the order of the model is good.
    pub constructors: Constructors,
}

impl Model {
    /// Returns the name of the file that defines a shape or member; with a trait that an overlay adds, that of the overlay.
    pub(crate) fn file_of(&self, id: &ShapeId, of_trait: Option<&str>) -> Option<&str> {
        let overlay = of_trait.and_then(|of_trait| self.overlaid.get(&(id.clone(), of_trait.to_owned())));
        let file = overlay.copied().or_else(|| Some(self.shapes.get(&id.root())?.file))?;
        self.files.get(file).map(String::as_str)
    }

    /// Whether a shape is the union of the events of a stream.
    pub(crate) fn is_event_stream(&self, id: &ShapeId) -> bool {
        let is_stream = |shape: &Shape| {
            matches!(shape.kind, ShapeKind::Union(_)) && shape.traits.has("smithy.api#streaming")
        };
        self.shapes.get(id).is_some_and(is_stream)
    }
}

/// A shape with its traits.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The kind of the shape.
    pub kind: ShapeKind,
    /// The traits applied to it.
    pub traits: Traits,
    /// Its file: an index into [`Model::files`].
    pub file: usize,
}

/// The shape types of Smithy 2.0.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the variants are Smithy's own type names")]
pub enum ShapeKind {
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
    /// A string with known values: `smithy.api#enumValue` on each member is the wire text (always present after loading).
    Enum(Members),
    /// An integer with known values: `smithy.api#enumValue` on each member is the number.
    IntEnum(Members),
    /// A list; a `set` of Smithy 1.0 is a list with `smithy.api#uniqueItems`.
    List(Member),
    Map {
        key: Member,
        value: Member,
    },
    Structure(Members),
    Union(Members),
    Service(Service),
    Resource(Resource),
    Operation(Operation),
}

impl ShapeKind {
    /// Returns the name of a kind in Smithy, such as `structure`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Blob => "blob",
            Self::Boolean => "boolean",
            Self::String => "string",
            Self::Byte => "byte",
            Self::Short => "short",
            Self::Integer => "integer",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::BigInteger => "bigInteger",
            Self::BigDecimal => "bigDecimal",
            Self::Document => "document",
            Self::Timestamp => "timestamp",
            Self::Enum(_) => "enum",
            Self::IntEnum(_) => "intEnum",
            Self::List(_) => "list",
            Self::Map { .. } => "map",
            Self::Structure(_) => "structure",
            Self::Union(_) => "union",
            Self::Service(_) => "service",
            Self::Resource(_) => "resource",
            Self::Operation(_) => "operation",
        }
    }
}

/// Members by name, in model order.
pub type Members = IndexMap<String, Member>;

/// A member: its target and its traits.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The target shape.
    pub target: ShapeId,
    /// The traits applied to the member itself, not those of its target.
    pub traits: Traits,
}

/// A service: the root of generation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// The version of the service, for AWS a date.
    pub version: String,
    /// Operations bound directly to the service.
    pub operations: Vec<ShapeId>,
    /// Resources bound to the service; their operations also belong to it.
    pub resources: Vec<ShapeId>,
    /// Errors that every operation can return.
    pub errors: Vec<ShapeId>,
    /// New names for shapes in this service's closure.
    pub rename: IndexMap<ShapeId, String>,
}

/// A resource, with identifiers, operations and sub-resources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resource {
    /// Identifiers by name.
    pub identifiers: IndexMap<String, ShapeId>,
    /// Properties by name.
    pub properties: IndexMap<String, ShapeId>,
    /// Lifecycle operations: `put`, `create`, `read`, `update`, `delete`, `list`, in this order.
    pub lifecycle: IndexMap<String, ShapeId>,
    /// Other operations on one instance.
    pub operations: Vec<ShapeId>,
    /// Other operations on the collection.
    pub collection_operations: Vec<ShapeId>,
    /// Sub-resources.
    pub resources: Vec<ShapeId>,
}

/// An operation. A missing input or output is `smithy.api#Unit`.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The input structure.
    pub input: ShapeId,
    /// The output structure.
    pub output: ShapeId,
    /// The operation's own errors, in addition to those of the service.
    pub errors: Vec<ShapeId>,
}

/// Traits by absolute id, with their values as JSON, in file order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits(pub IndexMap<String, Value>);

impl Traits {
    /// Returns the value of a trait, by its absolute id.
    pub fn get(&self, id: &str) -> Option<&Value> {
        self.0.get(id)
    }

    /// Returns whether the trait is present.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// Returns the value of a trait if it is a string.
    pub fn text(&self, id: &str) -> Option<&str> {
        self.get(id)?.as_str()
    }

    /// Returns the value of a trait that members and their targets may have, given the traits of a member, which take precedence.
    /// Only this function looks up such traits, so that all readers of the model agree on limits.
    pub fn effective<'a>(&'a self, target: Option<&'a Shape>, id: &str) -> Option<&'a Value> {
        self.get(id).or_else(|| target?.traits.get(id))
    }
}

/// The name of Smithy's empty structure: the input or output of an operation without one.
pub const UNIT: &str = "smithy.api#Unit";

/// A file to load: its name for diagnostics, its bytes, and its role. A file whose name ends in `.smithy` is Smithy IDL; of
/// others, the content determines the format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name in diagnostics, usually a path as given by the user.
    pub name: String,
    /// The file's content, decompressed and unpacked by the caller.
    pub bytes: Vec<u8>,
    /// The role of the file.
    pub role: Role,
}

/// The role of a file in a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A part of the model itself: Smithy IDL, Smithy JSON AST, or C2J and its companion files.
    Model,
    /// Documentation: `apply` statements of `smithy.api#documentation` only.
    Documentation,
    /// Additions to the model: `apply` statements, each with a `farrier#reason`, none of them stale.
    Overlay,
    /// The order of constructor arguments in the last release: a file that [`Constructors`] writes.
    Constructors,
}
