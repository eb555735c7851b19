//! Streams: bodies piece by piece, and events that follow a request or an answer, message by message.

use super::{Deprecation, Derives, Docs, ErrorVariant, Field, Named};

/// A member that is the body of a request, and need not be in memory.
#[derive(Clone, Debug)]
pub struct StreamingBlob {
    /// The member's name in the model.
    pub member: String,
    pub content_type: String,
    /// Whether the service must know its length before.
    pub requires_length: bool,
    /// Whether a header is made of all of it.
    pub needs_whole: bool,
}

/// The stream at the end of a request or an answer. Its member is no field of the structure.
#[derive(Clone, Debug)]
pub struct EventStream {
    /// The member's name in the model.
    pub member: String,
    pub docs: Docs,
    /// The union of its events.
    pub events: Named,
    /// The enum of its errors, if the stream can have any.
    pub failure: Option<Named>,
    /// Whether the structure travels in a message before the first event, and not in a head.
    pub initial_message: bool,
    /// Headers, in lower case, without which an answer is refused: for what begins a stream, nothing is filled in.
    pub required_headers: Vec<String>,
}

/// The events of a stream, open to others. Exceptions are in an enum of their own.
#[derive(Clone, Debug)]
pub struct EventUnion {
    pub id: String,
    pub ident: String,
    pub module: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub events: Vec<Event>,
    pub exceptions: Vec<Exception>,
    /// The enum of its errors: there when the stream is read, or has exceptions.
    pub failure: Option<String>,
    /// The media type of documents.
    pub document_type: String,
    pub traits: Derives,
    /// Whether answers end in it.
    pub reads: bool,
    /// Whether requests end in it.
    pub writes: bool,
}

/// An event: a structure, and how its members travel.
#[derive(Clone, Debug)]
pub struct Event {
    pub ident: String,
    /// The type of the event on the wire.
    pub wire_name: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub shape: Named,
    /// Whether the structure can be had from nothing.
    pub has_default: bool,
    pub sensitive: bool,
    pub fields: Vec<Field>,
    /// The fields that travel as headers, in their order. A header has the name of the member.
    pub headers: Vec<usize>,
    pub payload: EventPayload,
}

/// What the payload of an event is.
#[derive(Clone, Debug)]
pub enum EventPayload {
    /// Nothing: all members are headers.
    None,
    /// The structure as a document.
    Whole,
    /// A document of these fields.
    Document(Vec<usize>),
    /// One field.
    Field(usize),
}

/// An exception that ends a stream.
#[derive(Clone, Debug)]
pub struct Exception {
    pub variant: ErrorVariant,
    /// The types that it has on the wire.
    pub wire_names: Vec<String>,
    /// The status that the model gives the error.
    pub status: u16,
    /// The members, all of them in a document.
    pub fields: Vec<Field>,
}
