//! Protocols: how the members of an operation become a request, and an answer becomes members.
//!
//! A protocol turns the shapes and traits of one operation into the plain data of [`ir::Request`] and
//! [`ir::Response`]; emitters print these and know no protocol. Adding one is a file here and a line in [`ALL`].

mod aws_json;
pub(crate) mod http_bindings;
mod http_rules;
mod rest_json1;

use indexmap::IndexMap;

use crate::error::{Diagnostic, Diagnostics};
use crate::ir;
use crate::model::{Member, Model, Shape, ShapeId, Traits};

/// The protocols that can be generated, most preferred first.
pub const ALL: &[&dyn Protocol] = &[&rest_json1::RestJson1, &aws_json::AWS_JSON_1_0, &aws_json::AWS_JSON_1_1];

/// The protocol of a service with these traits.
pub(crate) fn of(id: &ShapeId, traits: &Traits) -> Result<&'static dyn Protocol, Diagnostics> {
    ALL.iter().find(|protocol| traits.has(protocol.id())).copied().ok_or_else(|| {
        let spoken: Vec<&str> = traits
            .0
            .keys()
            .map(String::as_str)
            .filter(|id| id.starts_with("aws.protocols#") || id.starts_with("smithy.protocols#"))
            .collect();
        let known: Vec<&str> = ALL.iter().map(|protocol| protocol.id()).collect();
        let spoken =
            if spoken.is_empty() { "no protocol that is known".to_owned() } else { spoken.join(", ") };
        Diagnostic::new(format!("speaks {spoken}; can be generated: {}", known.join(", "))).about(id).into()
    })
}

/// One wire protocol.
pub trait Protocol: Sync {
    /// The trait that says a service speaks it.
    fn id(&self) -> &'static str;

    /// The name of a member inside a document.
    fn wire_name<'a>(&self, name: &'a str, traits: &'a Traits) -> &'a str;

    /// Whether a member at the top of a request or an answer travels in the document, or is the whole of it.
    fn in_document(&self, traits: &Traits, direction: Direction) -> bool;

    /// Whether a member is the whole body: text then is text, and not JSON.
    fn is_payload(&self, _traits: &Traits) -> bool {
        false
    }

    /// The timestamp format of a place that does not say its own.
    fn timestamp_format(&self, place: Place) -> ir::TimestampFormat;

    /// The media type of documents in events; none for a protocol whose event streams cannot be generated.
    fn event_document(&self) -> Option<&'static str> {
        None
    }

    /// Whether the members beside a stream of events travel in a message before the first event, as in protocols that know
    /// no other place for them.
    fn initial_messages(&self) -> bool {
        false
    }

    /// Whether the name of an error is the member `__type` of a response, rather than `code`.
    fn prefers_error_type(&self) -> bool {
        false
    }

    /// How a request of this operation is put together.
    ///
    /// # Errors
    ///
    /// Bindings that contradict each other.
    fn request(&self, operation: &Exchange<'_>) -> Result<ir::Request, Diagnostics>;

    /// How an answer, modelled error answers included, is taken apart.
    ///
    /// # Errors
    ///
    /// Bindings that contradict each other.
    fn response(&self, operation: &Exchange<'_>) -> Result<ir::Response, Diagnostics>;
}

/// Which way a structure travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the service.
    Request,
    /// Back, as an output or an error.
    Response,
}

/// Where a member travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a header.
    Header,
    /// In the path or the query string.
    Uri,
    /// In a document.
    Document,
}

/// One direction of one operation: its traits, and the members that travel.
#[derive(Clone, Copy, Debug)]
pub struct Exchange<'m> {
    /// The model, to look targets up.
    pub model: &'m Model,
    /// The service.
    pub service: &'m ShapeId,
    /// The operation, or the error whose answer it is.
    pub id: &'m ShapeId,
    /// The traits of the operation or error.
    pub traits: &'m Traits,
    /// The structure's members; fields of the IR have the same order.
    pub members: &'m IndexMap<String, Member>,
    /// The structure itself.
    pub structure: &'m ShapeId,
    /// Whether events follow. Their member is not among the members.
    pub streams: bool,
}

impl<'m> Exchange<'m> {
    /// The shape a member points to.
    pub fn target(&self, member: &Member) -> Option<&'m Shape> {
        self.model.shapes.get(&member.target)
    }
}
