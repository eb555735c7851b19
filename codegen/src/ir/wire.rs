//! How requests are put together and answers are taken apart.

/// Methods that the `http` crate has constants for.
pub const METHODS: &[&str] =
    &["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];

/// How a request is put together.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    /// The URI template as the model has it, for documentation.
    pub uri: String,
    pub path: Vec<TemplatePart>,
    /// `key=value` pairs of the URI template itself.
    pub literal_query: String,
    /// Members in the query string: field and parameter name.
    pub query: Vec<Bound>,
    /// A map whose entries are query parameters.
    pub query_params: Option<usize>,
    /// Headers that are always the same.
    pub literal_headers: Vec<(String, String)>,
    pub headers: Vec<Bound>,
    pub prefix_headers: Option<Bound>,
    pub host_prefix: Vec<TemplatePart>,
    /// A member that names the host, instead of the endpoint.
    pub host_member: Option<usize>,
    pub body: Body,
    /// What is done with the request when all of it is there, in this order.
    pub finish: Vec<Finish>,
}

/// Something that is done with a whole request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// The document becomes the first message of the events that follow.
    InitialRequest,
    /// The body is compressed, if it is long.
    Gzip,
    /// The header `Content-MD5`.
    ContentMd5,
    /// The two checksums of Amazon Glacier.
    TreeHash,
    /// What whoever sends it has to know to say who is calling.
    Auth { optional: bool, unsigned_payload: bool },
}

/// Where the code of an error stands, after the header that all protocols have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCodes {
    /// The member `code`, then `__type`.
    CodeFirst,
    /// The member `__type`, then `code`.
    TypeFirst,
    /// The same, but the code for callers is that of the Query protocol, in a header of its own.
    QueryCompatible,
}

/// How an answer is taken apart.
#[derive(Clone, Debug)]
pub struct Response {
    /// The modelled status of success.
    pub status: u16,
    pub status_member: Option<usize>,
    pub headers: Vec<Bound>,
    pub prefix_headers: Option<Bound>,
    pub body: Body,
}

/// A part of a URI or host template.
#[derive(Clone, Debug)]
pub enum TemplatePart {
    Literal(String),
    Label {
        field: usize,
        greedy: bool,
        /// What stands there when the value is empty.
        otherwise: Option<String>,
    },
}

/// A field that travels under a name of its own: a header, a prefix or a query parameter.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The index of the field in its structure.
    pub field: usize,
    pub name: String,
    /// Whether it travels as base64: text with a media type, in a header.
    pub base64: bool,
}

/// What travels in the body.
#[derive(Clone, Debug)]
pub enum Body {
    Empty,
    /// A JSON object of these fields.
    Document {
        fields: Vec<usize>,
        content_type: String,
    },
    /// One field is the whole body.
    Payload {
        field: usize,
        content_type: String,
    },
}

impl Body {
    /// Whether nothing of the body has a meaning.
    pub fn carries_nothing(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Document { fields, .. } => fields.is_empty(),
            Self::Payload { .. } => false,
        }
    }
}
