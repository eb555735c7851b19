//! Streams: streamed bodies, and events after a request or a response, message by message.

use super::{Codec, Deprecation, Derives, Docs, ErrorVariant, Field, Named, Tag, schema};
use crate::model::ShapeId;

/// A member that is a streamable request body.
#[derive(Clone, Debug)]
pub struct StreamingBlob {
    /// The member's name in the model.
    pub member: String,
    pub content_type: String,
    /// Whether the service requires its length in advance.
    pub requires_length: bool,
    /// Whether a header depends on all of it.
    pub needs_whole: bool,
}

/// The stream after a request or a response. Its member is not a field of the structure.
#[derive(Clone, Debug)]
pub struct EventStream {
    /// The member's name in the model.
    pub member: String,
    pub docs: Docs,
    /// The union of its events.
    pub events: Named,
    /// The enum of its errors, if the stream has errors.
    pub failure: Option<Named>,
    /// Whether the structure is sent in a message before the first event instead of a head.
    pub initial_message: bool,
    /// Headers, in lower case, that a response must have: at the start of a stream, missing values are not filled in.
    pub required_headers: Vec<String>,
}

/// The events of a stream, as an open enum. Exceptions are in a separate enum.
#[derive(Clone, Debug)]
pub struct EventUnion {
    pub id: ShapeId,
    pub ident: String,
    pub module: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub events: Vec<Event>,
    pub exceptions: Vec<Exception>,
    /// The enum of its errors: present if the stream is decoded, or has exceptions.
    pub failure: Option<String>,
    /// The codec of documents, and its media type.
    pub codec: Codec,
    pub document_type: String,
    pub traits: Derives,
    /// Whether responses use it.
    pub reads: bool,
    /// Whether requests use it.
    pub writes: bool,
}

/// An event: a structure, and the locations of its members.
#[derive(Clone, Debug)]
pub struct Event {
    /// The facts of its member in the union.
    pub schema: schema::Member,
    pub ident: String,
    /// The wire type of the event.
    pub wire_name: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub shape: Named,
    /// Whether the structure has a default value.
    pub has_default: bool,
    pub sensitive: bool,
    pub fields: Vec<Field>,
    /// The fields that are headers, in their order. A header has the name of the member.
    pub headers: Vec<usize>,
    pub payload: EventPayload,
    /// The root of the document in the payload, if it is XML.
    pub root: Option<Tag>,
}

/// The payload of an event.
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
    /// The wire types of the exception.
    pub wire_names: Vec<String>,
    /// The modelled status.
    pub status: u16,
    /// The members, all of them in a document.
    pub fields: Vec<Field>,
    /// The root of the document, if it is XML.
    pub root: Option<Tag>,
}
