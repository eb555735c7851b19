//! The service as data: what the schema says of members besides what their fields do. The command line and the fake server run on it.
//!
//! The same as statics of Rust: `codegen/runtime/src/schema/`.

pub use farrier_runtime::schema::TextFormat;

use super::TimestampFormat;

/// A member of a structure or of a union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub shape: Shape,
    /// Whether the model has a text for it.
    pub documented: bool,
    /// Whether the model requires it, whoever fills it in.
    pub required: bool,
    /// The model's default, as JSON.
    pub default: Option<String>,
    pub streaming: bool,
}

/// The file of a type that has a static.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// `crate::types` or `crate::error`.
    pub home: &'static str,
    pub module: String,
}

/// The type of a value, with its limits.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are Smithy's own names")]
pub enum Shape {
    Boolean,
    Byte(Limits),
    Short(Limits),
    Integer(Limits),
    Long(Limits),
    Float(Limits),
    Double(Limits),
    BigInteger(Limits),
    BigDecimal(Limits),
    String(Limits),
    Enum(Place),
    IntEnum(Place),
    Blob(Limits),
    Timestamp(TimestampFormat),
    Document,
    List {
        item: Box<Shape>,
        sparse: bool,
        limits: Limits,
    },
    Map {
        key: Box<Shape>,
        value: Box<Shape>,
        sparse: bool,
        limits: Limits,
    },
    Structure(Place),
    Union(Place),
    /// A structure that has no member.
    Unit,
}

impl Shape {
    /// Whether a value is one word on a command line.
    pub fn is_scalar(&self) -> bool {
        !matches!(
            self,
            Self::List { .. }
                | Self::Map { .. }
                | Self::Structure(_)
                | Self::Union(_)
                | Self::Unit
                | Self::Document
        )
    }
}

/// The limits of a value: of a number its value, of everything else its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Whole numbers; what is none is left out, and so is the other.
    pub min: Option<i64>,
    pub max: Option<i64>,
    /// The regular expression of a text.
    pub pattern: Option<String>,
    /// Whether no two items of a list may be the same.
    pub unique: bool,
    /// The format of a text, where its shape's name tells more than its member's.
    pub format: TextFormat,
}

/// Where a member at the top of a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are Smithy's own names")]
pub enum Location<'a> {
    Body,
    Header(&'a str),
    Base64Header(&'a str),
    PrefixHeaders(&'a str),
    Host,
    Label,
    Payload,
    Query(&'a str),
    QueryParams,
    Status,
}
