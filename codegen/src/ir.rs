//! What is generated, decided: plain data between [`lower`](crate::lower) and [`emit`](crate::emit).
//!
//! Every name, type, order and wire detail is settled here; emitters print it and decide nothing. An item carries
//! both its Rust identifier and its wire name. Nothing here knows Smithy traits, JSON or token streams.

use std::collections::BTreeSet;

/// Everything that one crate is made of.
#[derive(Clone, Debug)]
pub struct Service {
    /// The package name, with hyphens if it has them.
    pub crate_name: String,
    /// The crate name as Rust code writes it.
    pub crate_ident: String,
    /// The absolute shape id of the service.
    pub id: String,
    /// The name that people know the service by.
    pub title: String,
    /// The version of the service that the model describes.
    pub version: String,
    /// Documentation, as Markdown lines.
    pub docs: Docs,
    /// An endpoint to show in examples.
    pub example_endpoint: String,
    /// Operations, sorted by module name.
    pub operations: Vec<Operation>,
    /// Shared shapes, sorted by module name.
    pub types: Vec<Type>,
    /// Modelled errors, sorted by module name.
    pub errors: Vec<ErrorShape>,
    /// Parts of the runtime support that the above needs.
    pub runtime: BTreeSet<Part>,
}

impl Service {
    /// Whether anything in it is deprecated.
    pub fn has_deprecations(&self) -> bool {
        let in_struct = |shape: &Struct| {
            shape.deprecated.is_some() || shape.fields.iter().any(|field| field.deprecated.is_some())
        };
        let in_type = |ty: &Type| match ty {
            Type::Struct(shape) => in_struct(shape),
            Type::Union(shape) => {
                shape.deprecated.is_some() || shape.members.iter().any(|m| m.deprecated.is_some())
            }
            Type::Enum(shape) => {
                shape.deprecated.is_some() || shape.variants.iter().any(|v| v.deprecated.is_some())
            }
            Type::IntEnum(shape) => {
                shape.deprecated.is_some() || shape.variants.iter().any(|v| v.deprecated.is_some())
            }
            Type::Newtype(_) => false,
        };
        let in_operation = |operation: &Operation| {
            operation.deprecated.is_some() || in_struct(&operation.input) || in_struct(&operation.output)
        };
        self.operations.iter().any(in_operation)
            || self.types.iter().any(in_type)
            || self.errors.iter().any(|error| in_struct(&error.shape))
    }
}

/// Markdown, line by line; empty when there is none.
pub type Docs = Vec<String>;

/// An optional part of the runtime support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is the file of codegen/inline that it stands for")]
pub enum Part {
    Base64,
    Base64Text,
    BigNumber,
    Blob,
    Body,
    Document,
    Float,
    FloatText,
    GreedyLabel,
    Header,
    HeaderList,
    HeaderValue,
    Host,
    HostLabel,
    Integer,
    Label,
    LiteralQuery,
    NonEmpty,
    Parse,
    ParseTimestamp,
    Percent,
    PrefixHeaders,
    Query,
    QueryParams,
    ReadHeader,
    ReadHeaderList,
    ReadPayload,
    ReadPrefixHeaders,
    ReadText,
    Redacted,
    SensitiveHeader,
    Timestamp,
    Union,
    Unit,
    WriteDocument,
    WritePayload,
}

/// An operation with its two structures, its errors and its wire form.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The absolute shape id.
    pub id: String,
    /// The name on the wire and in messages.
    pub name: String,
    /// The marker type.
    pub ident: String,
    /// The module, which is also the file's name.
    pub module: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub input: Struct,
    pub output: Struct,
    /// Whether the input structure is a shared shape, emitted elsewhere.
    pub input_is_shared: bool,
    /// Whether the output structure is a shared shape, emitted elsewhere.
    pub output_is_shared: bool,
    /// The error enum.
    pub error_ident: String,
    /// Modelled errors, in model order.
    pub errors: Vec<ErrorVariant>,
    pub request: Request,
    pub response: Response,
}

/// A variant of an operation's error enum, which is named after the shape's type.
#[derive(Clone, Debug)]
pub struct ErrorVariant {
    pub ident: String,
    /// The code that names this error in an answer.
    pub code: String,
    /// Whether it has total equality.
    pub eq: bool,
    /// The first paragraph of the shape's documentation.
    pub docs: Docs,
}

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
    pub body: Body,
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
    Label { field: usize, greedy: bool },
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

/// A shared shape, in a file of its own.
#[derive(Clone, Debug)]
pub enum Type {
    Struct(Struct),
    Union(Union),
    Enum(Enum),
    IntEnum(IntEnum),
    Newtype(Newtype),
}

/// A structure.
#[derive(Clone, Debug)]
pub struct Struct {
    pub id: String,
    pub ident: String,
    pub module: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub fields: Vec<Field>,
    pub traits: Derives,
    /// Whether code that reads it from JSON is needed, as a nested value.
    pub reads: bool,
    /// Whether code that writes it as JSON is needed, as a nested value.
    pub writes: bool,
    /// Whether answers contain it, so that missing required members are filled in.
    pub in_output: bool,
}

impl Struct {
    /// Whether a value can be had from nothing: no member is required.
    pub fn has_default(&self) -> bool {
        self.fields.iter().all(|field| field.presence != Presence::Required)
    }
}

/// Which of the standard traits hold for a type, beyond `Clone`, `Debug` and `PartialEq`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derives {
    /// `Eq` and `Hash`: no floating point number inside.
    pub eq: bool,
    /// `Copy`-free types only ever derive `Debug` when nothing in them is secret.
    pub debug: bool,
}

/// A member of a structure.
#[derive(Clone, Debug)]
pub struct Field {
    pub id: String,
    pub ident: String,
    /// The setter's name: the field's, unless that is taken.
    pub setter: String,
    /// The name in a JSON document.
    pub wire_name: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub ty: Ty,
    pub presence: Presence,
    /// Whether the value stands behind a `Box` because its type contains itself.
    pub boxed: bool,
    /// Whether the structure that it points to, if it does, can be had from nothing.
    pub target_has_default: bool,
    /// Whether `Debug` hides the value.
    pub sensitive: bool,
    /// Whether it makes a repeated request the same request.
    pub idempotency_token: bool,
    /// Limits and place on the wire, said in words.
    pub facts: String,
}

impl Field {
    /// Whether the value must not be shown: it is sensitive, or it is of a type that hides itself.
    pub fn is_secret(&self) -> bool {
        self.sensitive || matches!(self.ty, Ty::Newtype(_))
    }
}

/// Whether a member can be missing.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// Always there: the constructor takes it.
    Required,
    /// `Option`.
    Optional,
    /// Always there, with this value when nobody says otherwise.
    Default(Literal),
}

/// A modelled default value.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Bool(bool),
    /// A number in the text form of the model.
    Number(String),
    Text(String),
    EmptyList,
    EmptyMap,
}

/// A note that something is not to be used any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecation {
    pub since: Option<String>,
    pub note: Option<String>,
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    Bool,
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
    BigInteger,
    BigDecimal,
    String,
    Blob,
    Document,
    Timestamp(TimestampFormat),
    Struct(Named),
    Union(Named),
    Enum(Named),
    IntEnum(Named),
    Newtype(Named),
    List {
        item: Box<Ty>,
        sparse: bool,
    },
    /// A list that cannot be empty.
    NonEmpty(Box<Ty>),
    Map {
        key: Box<Ty>,
        value: Box<Ty>,
        sparse: bool,
    },
}

/// A type of the generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub ident: String,
    /// The path of its module, such as `crate::types`.
    pub home: &'static str,
}

/// The three forms of a timestamp on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are Smithy's own names")]
pub enum TimestampFormat {
    DateTime,
    EpochSeconds,
    HttpDate,
}

/// A string of known values, open to others.
#[derive(Clone, Debug)]
pub struct Enum {
    pub id: String,
    pub ident: String,
    pub module: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub variants: Vec<Variant<String>>,
    pub sensitive: bool,
    pub reads: bool,
    pub writes: bool,
}

/// An integer of known values, open to others.
#[derive(Clone, Debug)]
pub struct IntEnum {
    pub id: String,
    pub ident: String,
    pub module: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub variants: Vec<Variant<i32>>,
    pub reads: bool,
    pub writes: bool,
}

/// A known value.
#[derive(Clone, Debug)]
pub struct Variant<T> {
    pub ident: String,
    pub value: T,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
}

/// One of several members, open to others.
#[derive(Clone, Debug)]
pub struct Union {
    pub id: String,
    pub ident: String,
    pub module: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub members: Vec<UnionMember>,
    pub traits: Derives,
    pub reads: bool,
    pub writes: bool,
}

/// A member of a union. A member that targets `smithy.api#Unit` has no value.
#[derive(Clone, Debug)]
pub struct UnionMember {
    pub ident: String,
    pub wire_name: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub ty: Option<Ty>,
    pub boxed: bool,
    pub sensitive: bool,
}

/// A string with a type of its own, so that it cannot be taken for another.
#[derive(Clone, Debug)]
pub struct Newtype {
    pub id: String,
    pub ident: String,
    pub module: String,
    pub docs: Docs,
    pub sensitive: bool,
    pub reads: bool,
    pub writes: bool,
}

/// A modelled error.
#[derive(Clone, Debug)]
pub struct ErrorShape {
    pub shape: Struct,
    /// The code that names it in an answer.
    pub code: String,
    /// The modelled status.
    pub status: u16,
    pub retry: Retry,
    /// The index of the member that carries the message; its value may travel as `message` or `Message`.
    pub message: Option<usize>,
    pub response: Response,
}

/// What the model says about repeating a call after an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Nothing.
    Unsaid,
    /// It may succeed when repeated.
    Transient,
    /// It may succeed when repeated later: the caller is too fast.
    Throttling,
}
