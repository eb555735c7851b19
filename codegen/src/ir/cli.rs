//! What the command-line tool of the feature `cli` knows of the service: its commands, their options, what they return.
//!
//! The same as tables of Rust: `codegen/runtime/src/cli/table.rs`.

use super::Docs;

/// Everything that the tool is made of.
#[derive(Clone, Debug, Default)]
pub struct Cli {
    /// The service's id, as settings name it.
    pub service_id: String,
    /// Sorted by name.
    pub commands: Vec<Command>,
    /// Structures and unions that are members of others, or errors.
    pub aggregates: Vec<Aggregate>,
}

/// A command, besides what its operation says.
#[derive(Clone, Debug)]
pub struct Command {
    pub name: String,
    /// Its operation, in [`Service::operations`](super::Service::operations).
    pub operation: usize,
    pub input: Vec<Member>,
    pub output: Vec<Member>,
    pub pages: Option<Pages>,
    /// The options of a call that makes sense, each with its values, if the model has an example.
    pub example: Option<Vec<Vec<String>>>,
    /// The errors that have something to show besides a message.
    pub errors: Vec<ErrorMembers>,
}

/// An error whose members are shown.
#[derive(Clone, Debug)]
pub struct ErrorMembers {
    /// Its variant in the operation's error enum.
    pub variant: String,
    pub shape: Shape,
}

/// The members that page, by their names in the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    pub token: String,
    pub next: Vec<String>,
    /// The name that the token for the next page has in a response.
    pub wire_token: String,
    pub size: Option<String>,
    /// Empty if no list is named.
    pub items: Vec<String>,
    /// Whether a token that repeats the one before marks the end.
    pub repeated_token_ends: bool,
}

/// The file of a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// `crate::types` or `crate::error`.
    pub home: &'static str,
    pub module: String,
}

/// A structure or a union.
#[derive(Clone, Debug)]
pub struct Aggregate {
    pub place: Place,
    pub is_union: bool,
    pub members: Vec<Member>,
}

/// A member of a structure or of a union.
#[derive(Clone, Debug)]
pub struct Member {
    /// The option that sets it; members of inputs have one.
    pub flag: Option<String>,
    /// Its name in the model.
    pub name: String,
    /// Its name in the form of the feature `serde`.
    pub key: String,
    pub shape: Shape,
    pub docs: Docs,
    pub required: bool,
    pub sensitive: bool,
    pub idempotency_token: bool,
    pub streaming: bool,
}

/// What values look like.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are Smithy's own names")]
pub enum Shape {
    Boolean,
    /// Of at most 32 bits.
    Integer(Limits),
    Long(Limits),
    Float(Limits),
    Double(Limits),
    BigNumber,
    Text(Limits),
    Enum(Vec<String>),
    IntEnum(Vec<i32>),
    Blob(Limits),
    Timestamp,
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
    /// One of [`Cli::aggregates`].
    Aggregate(Place),
    /// A structure that has no member.
    Empty,
}

/// Least and most: of a number its value, of everything else its length. What is no whole number is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    pub min: Option<i64>,
    pub max: Option<i64>,
}
