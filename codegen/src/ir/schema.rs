//! The service as data: facts of members that only the schema states. The command line and the fake server run on it.
//!
//! The types of the schema itself are in `codegen/runtime/src/schema/`.

pub use farrier_runtime::schema::TextFormat;

/// The facts of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub location: Location,
    /// Whether the model documents it.
    pub documented: bool,
    /// Whether the model requires it, even if clients fill it in.
    pub required: bool,
    /// The default of the model, as JSON.
    pub default: Option<String>,
    pub streaming: bool,
}

/// The location of a member at the top of a message, or in an event. Names of headers are in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are those of the schema")]
pub enum Location {
    Body,
    EventHeader,
    EventPayload,
    Header(String),
    Base64Header(String),
    PrefixHeaders(String),
    Host,
    Label,
    Payload,
    Query(String),
    QueryParams,
    Status,
}
