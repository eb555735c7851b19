//! The layout of requests and responses.

use super::schema::Location;
use super::{Checksums, Codec, Encoder, Struct, Tag, Within};

/// Methods for which the `http` crate has constants.
pub const METHODS: &[&str] =
    &["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];

/// The layout of a request.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    /// The URI template of the model, for documentation.
    pub uri: String,
    pub path: Vec<TemplatePart>,
    /// `key=value` pairs of the URI template itself.
    pub literal_query: String,
    /// Members in the query string: field and parameter name.
    pub query: Vec<Bound>,
    /// A map whose entries are query parameters.
    pub query_params: Option<usize>,
    /// Constant headers.
    pub literal_headers: Vec<(String, String)>,
    pub headers: Vec<Bound>,
    pub prefix_headers: Option<Bound>,
    pub host_prefix: Vec<TemplatePart>,
    /// A member that contains the host, instead of the endpoint.
    pub host_member: Option<usize>,
    pub encoder: Encoder,
    /// `key=value` pairs before the members, if it is a form.
    pub literal_form: String,
    /// The root of the document, if it is XML.
    pub root: Option<Tag>,
    pub body: Body,
    /// The final steps on the complete request, in this order.
    pub finish: Vec<Finish>,
}

/// A final step on a complete request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finish {
    /// The document becomes the first message of the events that follow.
    InitialRequest,
    /// Compresses a long body.
    Gzip,
    /// The header `Content-MD5`.
    ContentMd5,
    /// A checksum in one of several algorithms, and the request for one in the response.
    Checksums(Checksums),
    /// The two checksums of Amazon Glacier.
    TreeHash,
    /// Adds the data that the sender needs for authentication.
    Auth { optional: bool, unsigned_payload: bool, s3_signature: bool },
}

/// The location of an error's code, after the header that all protocols have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCodes {
    /// The member `code`, then `__type`.
    CodeFirst,
    /// The member `__type`, then `code`.
    TypeFirst,
    /// The same, but the code for callers is that of the Query protocol, in a separate header.
    QueryCompatible,
}

/// The layout of a response.
#[derive(Clone, Debug)]
pub struct Response {
    /// The header `smithy-protocol` that responses must have.
    pub protocol: Option<&'static str>,
    /// The modelled success status.
    pub status: u16,
    pub status_member: Option<usize>,
    pub headers: Vec<Bound>,
    pub prefix_headers: Option<Bound>,
    /// The codec of documents.
    pub codec: Codec,
    /// The root of the document, if it is XML.
    pub root: Option<Tag>,
    pub within: Within,
    pub body: Body,
}

/// A part of a URI or host template.
#[derive(Clone, Debug)]
pub enum TemplatePart {
    Literal(String),
    Label {
        field: usize,
        greedy: bool,
        /// Whether dot segments are sent, instead of rejected.
        dot_segments: bool,
        /// The replacement of an empty value.
        otherwise: Option<String>,
    },
    /// A segment that the endpoint rules put into the host or the path of the endpoint.
    InEndpoint(usize),
}

/// A field with a name on the wire: a header, a prefix or a query parameter.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The index of the field in its structure.
    pub field: usize,
    pub name: String,
    /// Whether it is base64: text with a media type, in a header.
    pub base64: bool,
}

/// The content of the body.
#[derive(Clone, Debug)]
pub enum Body {
    Empty,
    /// A document of these fields.
    Document {
        fields: Vec<usize>,
        content_type: String,
    },
    /// One field is the whole body.
    Payload {
        field: usize,
        /// The codec, if the field is a document.
        codec: Codec,
        content_type: String,
    },
}

impl Body {
    /// Whether the body is a document, of a structure with these fields or of one of them.
    pub fn is_document(&self, shape: &Struct) -> bool {
        match self {
            Self::Empty => false,
            Self::Document { .. } => true,
            Self::Payload { field, .. } => shape.fields[*field].ty.is_document(),
        }
    }

    /// Whether the body is ignored.
    pub fn carries_nothing(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Document { fields, .. } => fields.is_empty(),
            Self::Payload { .. } => false,
        }
    }
}

impl Request {
    /// Where the member with this index travels.
    pub fn location(&self, at: usize) -> Location {
        let label = |parts: &[TemplatePart]| {
            parts.iter().any(|part| match part {
                TemplatePart::Literal(_) => false,
                TemplatePart::Label { field, .. } | TemplatePart::InEndpoint(field) => *field == at,
            })
        };
        if label(&self.path) {
            return Location::Label;
        }
        if let Some(bound) = find(&self.query, at) {
            return Location::Query(bound.name.clone());
        }
        if self.query_params == Some(at) {
            return Location::QueryParams;
        }
        let place =
            in_headers(&self.headers, self.prefix_headers.as_ref(), at).or_else(|| self.body.location(at));
        // A label of the host that travels nowhere else.
        if place.is_none() && label(&self.host_prefix) {
            return Location::Host;
        }
        place.unwrap_or(Location::Body)
    }

    /// The path with its labels and its query string: `/notes/{NoteId}?full=true`.
    pub fn template(&self, input: &Struct) -> String {
        let name = |field: &usize| input.fields.get(*field).map_or("", |field| &field.name);
        let path = self.path.iter().map(|part| match part {
            TemplatePart::Literal(text) => text.clone(),
            TemplatePart::Label { field, greedy, .. } => {
                format!("{{{}{}}}", name(field), if *greedy { "+" } else { "" })
            }
            TemplatePart::InEndpoint(field) => format!("/{{{}}}", name(field)),
        });
        let path: String = path.collect();
        if self.literal_query.is_empty() { path } else { format!("{path}?{}", self.literal_query) }
    }
}

impl Response {
    /// Where the member with this index travels.
    pub fn location(&self, at: usize) -> Location {
        if self.status_member == Some(at) {
            return Location::Status;
        }
        let place = in_headers(&self.headers, self.prefix_headers.as_ref(), at);
        place.or_else(|| self.body.location(at)).unwrap_or(Location::Body)
    }
}

impl Body {
    fn location(&self, at: usize) -> Option<Location> {
        match self {
            Self::Document { fields, .. } if fields.contains(&at) => Some(Location::Body),
            Self::Payload { field, .. } if *field == at => Some(Location::Payload),
            _ => None,
        }
    }

    /// The media type; empty if there is no body.
    pub fn media_type(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Document { content_type, .. } | Self::Payload { content_type, .. } => content_type,
        }
    }
}

fn in_headers(headers: &[Bound], prefix: Option<&Bound>, at: usize) -> Option<Location> {
    let lower = |bound: &Bound| bound.name.to_ascii_lowercase();
    if let Some(bound) = find(headers, at) {
        let header = if bound.base64 { Location::Base64Header } else { Location::Header };
        return Some(header(lower(bound)));
    }
    prefix.filter(|bound| bound.field == at).map(|bound| Location::PrefixHeaders(lower(bound)))
}

fn find(bound: &[Bound], at: usize) -> Option<&Bound> {
    bound.iter().find(|bound| bound.field == at)
}
