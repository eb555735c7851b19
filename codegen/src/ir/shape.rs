//! Shapes that become types: structures, unions, enums, newtypes, errors.

use super::schema;
use super::{Check, Docs, Document, EventUnion, Response};

/// A shared shape, in a file of its own.
#[derive(Clone, Debug)]
pub enum Type {
    Struct(Struct),
    Union(Union),
    Events(EventUnion),
    Enum(Enum),
    IntEnum(IntEnum),
    Newtype(Newtype),
}

impl Type {
    /// The type's name.
    pub fn ident(&self) -> &str {
        match self {
            Self::Struct(shape) => &shape.ident,
            Self::Union(shape) => &shape.ident,
            Self::Events(shape) => &shape.ident,
            Self::Enum(shape) => &shape.ident,
            Self::IntEnum(shape) => &shape.ident,
            Self::Newtype(shape) => &shape.ident,
        }
    }

    /// The module that the type is in.
    pub fn module(&self) -> &str {
        match self {
            Self::Struct(shape) => &shape.module,
            Self::Union(shape) => &shape.module,
            Self::Events(shape) => &shape.module,
            Self::Enum(shape) => &shape.module,
            Self::IntEnum(shape) => &shape.module,
            Self::Newtype(shape) => &shape.module,
        }
    }
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
    /// Every field, by its index: those first that the constructor took in the last release, in the order that it took them.
    pub argument_order: Vec<usize>,
    pub traits: Derives,
    /// Whether code that reads it from JSON is needed, as a nested value.
    pub reads: bool,
    /// Whether code that writes it as JSON is needed, as a nested value.
    pub writes: bool,
    /// Whether answers contain it, so that missing required members are filled in.
    pub in_output: bool,
    /// Whether it is the input of an operation, which can be checked as a whole.
    pub is_input: bool,
    /// Whether there is something to check in a request that has it.
    pub checks: bool,
}

impl Struct {
    /// What the constructor takes: the required members, in the order of its arguments.
    pub fn arguments(&self) -> impl Iterator<Item = &Field> {
        let fields = self.argument_order.iter().filter_map(|&at| self.fields.get(at));
        fields.filter(|field| field.presence == Presence::Required)
    }

    /// Whether a value can be had from nothing: no member is required.
    pub fn has_default(&self) -> bool {
        self.fields.iter().all(|field| field.presence != Presence::Required)
    }
}

/// What a type derives, beyond `Clone` and `PartialEq`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derives {
    /// `Eq` and `Hash`: no floating point number inside.
    pub eq: bool,
    /// `Debug`: nothing in it is secret.
    pub debug: bool,
    /// `Serialize` and `Deserialize`, behind the feature `serde`.
    pub serde: bool,
    /// Paths of further derive macros.
    pub more: Vec<String>,
}

/// A member of a structure.
#[derive(Clone, Debug)]
pub struct Field {
    pub id: String,
    /// The member's name in the model.
    pub name: String,
    pub ident: String,
    /// The setter's name: the field's, unless that is taken.
    pub setter: String,
    /// The name in a JSON document.
    pub wire_name: String,
    /// The name that the feature `serde` uses: that in a JSON document, unless two members of the shape share it.
    pub serde_name: String,
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
    /// Whether it is such a token that the service requires and that clients fill in, so that the constructor does not take it.
    pub filled_in: bool,
    /// Limits and place on the wire, said in words.
    pub facts: String,
    /// What must hold of the value in a request.
    pub check: Option<Check>,
    /// Methods for a text that is a date and time.
    pub typed_time: Option<TypedTime>,
    pub schema: schema::Member,
}

/// The names of the methods that the feature `time` adds for a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedTime {
    /// What reads it.
    pub parsed: String,
    /// What sets it, where a request has it and it can be missing.
    pub setter: Option<String>,
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
    Blob(Vec<u8>),
    /// Seconds and nanoseconds since 1970.
    Timestamp(i64, u32),
    Document(Document),
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// Whether it has the implementations of the feature `serde`.
    pub serde: bool,
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
    /// Whether it has the implementations of the feature `serde`.
    pub serde: bool,
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
    /// Whether there is something to check in a request that has it.
    pub checks: bool,
}

/// A member of a union. A member that targets `smithy.api#Unit` has no value.
#[derive(Clone, Debug)]
pub struct UnionMember {
    /// The member's name in the model.
    pub name: String,
    pub ident: String,
    pub wire_name: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub ty: Option<Ty>,
    pub boxed: bool,
    pub sensitive: bool,
    /// What must hold of the value in a request.
    pub check: Option<Check>,
    pub schema: schema::Member,
}

impl UnionMember {
    /// Whether the value must not be shown: it is sensitive, or it is of a type that hides itself.
    pub fn is_secret(&self) -> bool {
        self.sensitive || matches!(self.ty, Some(Ty::Newtype(_)))
    }
}

/// A string with a type of its own, so that it cannot be taken for another.
#[derive(Clone, Debug)]
pub struct Newtype {
    pub id: String,
    pub ident: String,
    pub module: String,
    pub docs: Docs,
    pub sensitive: bool,
    /// Whether it has the implementations of the feature `serde`.
    pub serde: bool,
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
    /// The member that carries the message.
    pub message: Option<ErrorMessage>,
    /// Whether the message must not be shown.
    pub secret_message: bool,
    pub response: Response,
}

/// The member of an error that carries its message.
#[derive(Clone, Debug)]
pub struct ErrorMessage {
    /// The index of the field.
    pub field: usize,
    pub place: MessagePlace,
}

/// Where the message of an error travels. Services are seen to use other spellings too, which count where it is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessagePlace {
    /// A member of the body.
    Member(String),
    /// A header, in lower case.
    Header(String),
    /// It is the body.
    Payload,
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
