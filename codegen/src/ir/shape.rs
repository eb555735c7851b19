//! Shapes that become types: structures, unions, enums, newtypes.

use super::schema;
use super::{Codec, Docs, Document, Encoder, EventUnion, Gate, Layout, Limits, XmlMember};
use crate::model::ShapeId;

/// A shared shape, in its own file.
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
    /// The shape.
    pub fn id(&self) -> &ShapeId {
        match self {
            Self::Struct(shape) => &shape.id,
            Self::Union(shape) => &shape.id,
            Self::Events(shape) => &shape.id,
            Self::Enum(shape) => &shape.id,
            Self::IntEnum(shape) => &shape.id,
            Self::Newtype(shape) => &shape.id,
        }
    }

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

    /// The module of the type.
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
    pub id: ShapeId,
    pub ident: String,
    pub module: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub fields: Vec<Field>,
    /// All fields, by index: first those that the constructor of the last release took, in its order.
    pub argument_order: Vec<usize>,
    pub traits: Derives,
    /// The codec of its decoder, if it needs one as a nested value.
    pub reads: Option<Codec>,
    /// Its encoder, if it needs one as a nested value.
    pub writes: Option<Encoder>,
    /// Whether responses contain it, so that missing required members are filled in.
    pub in_output: bool,
    /// Whether it is the input of an operation, which can be validated as a whole.
    pub is_input: bool,
    /// Whether a request with it has something to validate.
    pub checks: bool,
}

impl Struct {
    /// Returns the arguments of the constructor: the required members, in their order.
    pub fn arguments(&self) -> impl Iterator<Item = &Field> {
        let fields = self.argument_order.iter().filter_map(|&at| self.fields.get(at));
        fields.filter(|field| field.presence == Presence::Required)
    }

    /// Whether it has a default value: no member is required.
    pub fn has_default(&self) -> bool {
        self.fields.iter().all(|field| field.presence != Presence::Required)
    }
}

/// The derived traits of a type, in addition to `Clone` and `PartialEq`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derives {
    /// `Eq` and `Hash`: it contains no floating-point number.
    pub eq: bool,
    /// `Debug`: it contains no secret.
    pub debug: bool,
    /// `Serialize` and `Deserialize`.
    pub serde: Gate,
    /// Methods for members that are dates and times.
    pub time: Gate,
    /// Paths of additional derive macros.
    pub more: Vec<String>,
}

/// A member of a structure.
#[derive(Clone, Debug)]
pub struct Field {
    pub id: ShapeId,
    /// The member's name in the model.
    pub name: String,
    pub ident: String,
    /// The setter's name: the field's, unless that is taken.
    pub setter: String,
    /// The name in a document.
    pub wire_name: String,
    /// The name in a form.
    pub form_name: String,
    pub layout: Layout,
    pub xml: XmlMember,
    /// The name for the feature `serde`: that in a JSON document, unless two members of the shape share it, or else that in the model.
    pub serde_name: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub ty: Ty,
    pub presence: Presence,
    /// Whether the value is boxed because its type contains itself.
    pub boxed: bool,
    /// Whether its target structure, if it has one, has a default value.
    pub target_has_default: bool,
    /// Whether `Debug` hides the value.
    pub sensitive: bool,
    /// Whether it is an idempotency token.
    pub idempotency_token: bool,
    /// Whether it is a required idempotency token that clients fill in, so that the constructor does not take it.
    pub filled_in: bool,
    /// A description of limits and location.
    pub facts: String,
    pub limits: Limits,
    /// The limits that `validate` checks.
    pub check: Option<Limits>,
    /// Methods for a string that is a date and time.
    pub typed_time: Option<TypedTime>,
    pub schema: schema::Member,
}

/// The names of the methods that the feature `time` adds for a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedTime {
    /// The getter.
    pub parsed: String,
    /// The setter, if requests have it and it is optional.
    pub setter: Option<String>,
}

impl Field {
    /// Whether the value must be hidden: it is sensitive, or its type is.
    pub fn is_secret(&self) -> bool {
        self.sensitive || matches!(self.ty, Ty::Newtype(_))
    }
}

/// Whether a member is optional.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// Always present: the constructor takes it.
    Required,
    /// `Option`.
    Optional,
    /// Always present, with this default value.
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

/// A deprecation note.
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

impl Ty {
    /// Whether a value that is a whole body or payload is a document there, rather than bytes or plain text.
    pub fn is_document(&self) -> bool {
        !matches!(self, Self::Blob | Self::String | Self::Enum(_) | Self::Newtype(_))
    }

    /// Whether a value is one word on a command line.
    pub fn is_scalar(&self) -> bool {
        !matches!(
            self,
            Self::List { .. }
                | Self::NonEmpty(_)
                | Self::Map { .. }
                | Self::Struct(_)
                | Self::Union(_)
                | Self::Document
        )
    }
}

/// A type of the generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub ident: String,
    /// The folder of its module: `crate::types` or `crate::error`.
    pub home: &'static str,
    pub module: String,
}

/// The three wire formats of a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the variants are Smithy's own names")]
pub enum TimestampFormat {
    DateTime,
    EpochSeconds,
    HttpDate,
}

/// An open enum of strings.
#[derive(Clone, Debug)]
pub struct Enum {
    pub id: ShapeId,
    pub ident: String,
    pub module: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub variants: Vec<Variant<String>>,
    /// Whether other values are as valid as these: except for its Rust type, it is a string with limits.
    pub other_values: bool,
    pub sensitive: bool,
    /// The codec of responses with it.
    pub reads: Option<Codec>,
    /// The encoder of requests with it.
    pub writes: Option<Encoder>,
    /// The implementations of the traits of serde.
    pub serde: Gate,
}

/// An open enum of integers.
#[derive(Clone, Debug)]
pub struct IntEnum {
    pub id: ShapeId,
    pub ident: String,
    pub module: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub variants: Vec<Variant<i32>>,
    /// The codec of responses with it.
    pub reads: Option<Codec>,
    /// The encoder of requests with it.
    pub writes: Option<Encoder>,
    /// The implementations of the traits of serde.
    pub serde: Gate,
}

/// A known value.
#[derive(Clone, Debug)]
pub struct Variant<T> {
    /// The member's name in the model.
    pub name: String,
    pub ident: String,
    pub value: T,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
}

/// An open union.
#[derive(Clone, Debug)]
pub struct Union {
    pub id: ShapeId,
    pub ident: String,
    pub module: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub members: Vec<UnionMember>,
    pub traits: Derives,
    /// The codec of its decoder, if it needs one.
    pub reads: Option<Codec>,
    /// Its encoder, if it needs one.
    pub writes: Option<Encoder>,
    /// Whether a request with it has something to validate.
    pub checks: bool,
}

/// A member of a union. A member that targets `smithy.api#Unit` has no value.
#[derive(Clone, Debug)]
pub struct UnionMember {
    /// The member's name in the model.
    pub name: String,
    pub ident: String,
    pub wire_name: String,
    /// The name in a form.
    pub form_name: String,
    pub layout: Layout,
    pub xml: XmlMember,
    /// The name for the feature `serde`.
    pub serde_name: String,
    pub docs: Docs,
    pub deprecated: Option<Deprecation>,
    pub ty: Option<Ty>,
    pub boxed: bool,
    pub sensitive: bool,
    pub limits: Limits,
    /// The limits that `validate` checks.
    pub check: Option<Limits>,
    pub schema: schema::Member,
}

impl UnionMember {
    /// Whether the value must be hidden: it is sensitive, or its type is.
    pub fn is_secret(&self) -> bool {
        self.sensitive || matches!(self.ty, Some(Ty::Newtype(_)))
    }
}

/// A newtype of a string.
#[derive(Clone, Debug)]
pub struct Newtype {
    pub id: ShapeId,
    /// The members of this type.
    pub members: Vec<ShapeId>,
    pub ident: String,
    pub module: String,
    pub docs: Docs,
    pub sensitive: bool,
    /// The implementations of the traits of serde.
    pub serde: Gate,
    /// The codec of its decoder, if it needs one.
    pub reads: Option<Codec>,
    /// Its encoder, if it needs one.
    pub writes: Option<Encoder>,
}
