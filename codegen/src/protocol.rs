//! Protocols: convert the members of an operation to a request, and a response to members.
//!
//! A protocol turns the shapes and traits of one operation into the plain data of [`ir::Request`] and
//! [`ir::Response`]; emitters print these and know no protocol. Adding one is a file here and a line in [`ALL`].

mod aws_json;
pub(crate) mod http_bindings;
mod http_rules;
mod query;
mod rest_json1;
mod rest_xml;
mod rpc;
mod rpc_v2;
pub(crate) mod xml;

use indexmap::IndexMap;

use crate::error::{Diagnostic, Diagnostics};
use crate::ir;
use crate::model::{Member, Model, Shape, ShapeId, ShapeKind, Traits};

/// The supported protocols, in order of preference.
pub const ALL: &[&dyn Protocol] = &[
    &rest_json1::RestJson1,
    &aws_json::AWS_JSON_1_0,
    &aws_json::AWS_JSON_1_1,
    &rpc_v2::RPC_V2_JSON,
    &rpc_v2::RPC_V2_CBOR,
    &rest_xml::RestXml,
    &query::AWS_QUERY,
    &query::EC2_QUERY,
];

/// Returns the protocol of a service with these traits: the wanted one, by its shape id or its name, or the preferred one.
///
/// # Errors
///
/// The service has no supported protocol, or not the wanted one.
pub(crate) fn of(
    id: &ShapeId,
    traits: &Traits,
    wanted: Option<&str>,
) -> Result<&'static dyn Protocol, Diagnostics> {
    let is_wanted = |protocol: &str| {
        wanted.is_none_or(|wanted| protocol == wanted || protocol.rsplit('#').next() == Some(wanted))
    };
    let supported = |protocol: &&&dyn Protocol| traits.has(protocol.id()) && is_wanted(protocol.id());
    ALL.iter().find(supported).copied().ok_or_else(|| {
        let spoken: Vec<&str> = traits.0.keys().map(String::as_str).filter(|id| is_protocol(id)).collect();
        let known: Vec<&str> = ALL.iter().map(|protocol| protocol.id()).collect();
        let spoken = if spoken.is_empty() { "no known protocol".to_owned() } else { spoken.join(", ") };
        let uses = match wanted {
            Some(wanted) => format!("has no supported protocol `{}`: it uses", wanted.escape_debug()),
            None => "uses".to_owned(),
        };
        Diagnostic::new(format!("{uses} {spoken}; supported: {}", known.join(", "))).about(id).into()
    })
}

/// Whether a trait of a service may be a protocol, by its namespace.
fn is_protocol(id: &str) -> bool {
    id.starts_with("aws.protocols#") || id.starts_with("smithy.protocols#")
}

/// One wire protocol.
pub trait Protocol: Sync {
    /// The trait of services with this protocol.
    fn id(&self) -> &'static str;

    /// Returns the encoding of requests.
    fn encoder(&self) -> ir::Encoder;

    /// Returns the codec of responses and events.
    fn codec(&self) -> ir::Codec;

    /// Returns the name of a member in a document.
    fn wire_name<'a>(&self, name: &'a str, traits: &'a Traits) -> &'a str;

    /// Returns the name of a member in a form.
    fn form_name(&self, name: &str, traits: &Traits) -> String {
        self.wire_name(name, traits).to_owned()
    }

    /// Whether items, keys and values have names.
    fn names_parts(&self) -> bool {
        false
    }

    /// Returns whether a top-level member of a request or response is in the document, or is the whole document.
    fn in_document(&self, traits: &Traits, direction: Direction) -> bool;

    /// Returns whether a member is the whole body: a string is then plain text instead of JSON.
    fn is_payload(&self, _traits: &Traits) -> bool {
        false
    }

    /// Returns the default timestamp format of a location.
    fn timestamp_format(&self, place: Place) -> ir::TimestampFormat;

    /// Whether the trait `timestampFormat` changes the format.
    fn heeds_timestamp_format(&self) -> bool {
        true
    }

    /// The media type of documents in events; `None` if event streams are not supported.
    fn event_document(&self) -> Option<&'static str> {
        None
    }

    /// Whether the members next to an event stream are sent in a message before the first event, as in protocols without
    /// another place for them.
    fn initial_messages(&self) -> bool {
        false
    }

    /// Whether the traits of HTTP bindings determine the route of an operation and the location of its members.
    fn binds_http(&self) -> bool;

    /// Whether each request contains the name of the service.
    fn sends_service(&self) -> bool {
        false
    }

    /// Whether each request contains the version of the service.
    fn sends_version(&self) -> bool {
        false
    }

    /// Returns the location of the code in error responses.
    fn error_codes(&self) -> ir::ErrorCodes;

    /// Whether the trait `awsQueryError` determines the code and the status of an error.
    fn has_query_errors(&self) -> bool {
        false
    }

    /// Returns the layout of the requests of this operation.
    ///
    /// # Errors
    ///
    /// Bindings that contradict each other.
    fn request(&self, operation: &Exchange<'_>) -> Result<ir::Request, Diagnostics>;

    /// Returns the layout of a response, including those of modelled errors.
    ///
    /// # Errors
    ///
    /// Bindings that contradict each other.
    fn response(&self, operation: &Exchange<'_>) -> Result<ir::Response, Diagnostics>;
}

/// The direction of a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the service.
    Request,
    /// From the service, as an output or an error.
    Response,
}

/// The location of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a header.
    Header,
    /// In the path or the query string.
    Uri,
    /// In a document.
    Document,
}

/// One direction of one operation: its traits and its members.
#[derive(Clone, Copy, Debug)]
pub struct Exchange<'m> {
    /// The model, to resolve targets.
    pub model: &'m Model,
    /// The service.
    pub service: &'m ShapeId,
    /// The operation, or the error of the response.
    pub id: &'m ShapeId,
    /// The traits of the operation or error.
    pub traits: &'m Traits,
    /// The structure's members; fields of the IR have the same order.
    pub members: &'m IndexMap<String, Member>,
    /// The structure itself.
    pub structure: &'m ShapeId,
    /// Whether events follow. Their member is not in `members`.
    pub streams: bool,
}

impl<'m> Exchange<'m> {
    /// Returns the kind of a shape.
    fn kind(&self, id: &ShapeId) -> Option<&'m ShapeKind> {
        self.model.shapes.get(id).map(|shape| &shape.kind)
    }

    /// Returns the target shape of a member.
    pub fn target(&self, member: &Member) -> Option<&'m Shape> {
        self.model.shapes.get(&member.target)
    }
}

/// Returns the header by which a client asks for the error codes of the Query protocol, if the service had that before.
fn query_mode(operation: &Exchange<'_>) -> Option<(String, String)> {
    let service = operation.model.shapes.get(operation.service)?;
    let compatible = service.traits.has("aws.protocols#awsQueryCompatible");
    compatible.then(|| ("X-Amzn-Query-Mode".to_owned(), "true".to_owned()))
}
