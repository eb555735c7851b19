//! Tests from the model: protocol tests and examples, with typed values.

use super::ParamValue;

/// The idempotency token of tests, as in Smithy's protocol tests: `emit/tests/support.rs` fills it in.
pub const TEST_TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// The tests of one operation.
#[derive(Clone, Debug)]
pub struct OperationTests {
    /// The index of the operation in [`Service::operations`](super::Service::operations).
    pub operation: usize,
    pub requests: Vec<RequestTest>,
    pub responses: Vec<ResponseTest>,
    pub events: Vec<EventTest>,
    pub skipped: Vec<SkippedTest>,
}

impl OperationTests {
    /// Whether there are no tests.
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty()
            && self.responses.is_empty()
            && self.events.is_empty()
            && self.skipped.is_empty()
    }
}

/// An example that cannot be a test.
#[derive(Clone, Debug)]
pub struct SkippedTest {
    /// The test function's name.
    pub name: String,
    /// The title of the example.
    pub id: String,
    /// The reason.
    pub reason: String,
}

/// An input and the expected request.
#[derive(Clone, Debug)]
pub struct RequestTest {
    /// The test function's name.
    pub name: String,
    /// The id of the case, or the title of the example.
    pub id: String,
    /// Whether it is an example of a call that succeeds, not a protocol test.
    pub is_example: bool,
    pub input: Value,
    pub endpoint: TestEndpoint,
    /// The host of the request, if it is not that of the endpoint.
    pub host: Option<String>,
    pub method: String,
    /// The path, encoded; `None` if the case has none.
    pub path: Option<String>,
    pub query: Vec<String>,
    pub forbid_query: Vec<String>,
    pub require_query: Vec<String>,
    pub headers: Vec<(String, String)>,
    pub forbid_headers: Vec<String>,
    pub require_headers: Vec<String>,
    /// The body and its media type; `None` if the case has none.
    pub body: Option<(TestBody, String)>,
}

/// The endpoint of a case.
#[derive(Clone, Debug)]
pub enum TestEndpoint {
    /// A URL.
    At(String),
    /// That of the endpoint rules, for these parameters, by their setters, and those of the input.
    OfRules(Vec<(String, ParamValue)>),
}

/// The body of a case.
#[derive(Clone, Debug)]
pub enum TestBody {
    Text(String),
    Cbor(Vec<u8>),
}

/// A response and the expected output or error.
#[derive(Clone, Debug)]
pub struct ResponseTest {
    /// The test function's name.
    pub name: String,
    /// The id of the case, or the title of the example.
    pub id: String,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: TestBody,
    /// The variant of the error enum; `None` for an output.
    pub error: Option<String>,
    /// The expected error code for callers, if the case has one.
    pub code: Option<String>,
    pub expected: Value,
}

/// A typed value, to be printed as Rust.
#[derive(Clone, Debug)]
pub enum Value {
    Bool(bool),
    /// A whole number, in decimal.
    Integer(String),
    Float(f64),
    /// A number of any size, in decimal.
    BigInteger(String),
    BigDecimal(String),
    Text(String),
    Blob(String),
    /// Seconds since 1970 in decimal, or a date and time.
    Timestamp(String),
    Document(Document),
    /// An open enum or a newtype: created from text.
    Named {
        ident: String,
        text: String,
    },
    IntEnum {
        ident: String,
        value: String,
    },
    List {
        items: Vec<Option<Value>>,
        sparse: bool,
    },
    NonEmpty(Vec<Value>),
    Map {
        entries: Vec<(Value, Option<Value>)>,
        sparse: bool,
    },
    Struct(StructValue),
    Union {
        ident: String,
        variant: String,
        value: Option<Box<Value>>,
        boxed: bool,
    },
    Unknown {
        ident: String,
        name: String,
        value: Document,
    },
}

/// A structure by its constructor and the fields to set after it.
#[derive(Clone, Debug)]
pub struct StructValue {
    pub ident: String,
    /// Whether the structure belongs to an operation, or is an error.
    pub home: &'static str,
    pub required: Vec<Value>,
    /// Field, value, and wrapper.
    pub fields: Vec<(String, Value, Wrap)>,
}

/// The wrapper of a value in its field.
#[derive(Clone, Copy, Debug)]
pub struct Wrap {
    pub optional: bool,
    pub boxed: bool,
}

/// A value without a schema.
#[derive(Clone, Debug, PartialEq)]
pub enum Document {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    Array(Vec<Document>),
    Object(Vec<(String, Document)>),
}

impl Value {
    /// Whether it contains a value that is not equal to itself.
    pub fn has_nan(&self) -> bool {
        match self {
            Self::Float(number) => number.is_nan(),
            Self::List { items, .. } => items.iter().flatten().any(Self::has_nan),
            Self::NonEmpty(items) => items.iter().any(Self::has_nan),
            Self::Map { entries, .. } => {
                entries.iter().filter_map(|(_, value)| value.as_ref()).any(Self::has_nan)
            }
            Self::Struct(shape) => {
                shape.required.iter().chain(shape.fields.iter().map(|(_, value, _)| value)).any(Self::has_nan)
            }
            Self::Union { value: Some(value), .. } => value.has_nan(),
            _ => false,
        }
    }
}

/// A case of an event stream.
#[derive(Clone, Debug)]
pub struct EventTest {
    /// The test function's name.
    pub name: String,
    /// The id of the case.
    pub id: String,
    pub steps: Vec<EventStep>,
}

/// A step of a case.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "a handful of them live while one file is written")]
pub enum EventStep {
    /// The request before the stream.
    Request(Box<RequestTest>),
    /// The response before the stream.
    Response(ResponseTest),
    /// An unmodelled response before the stream.
    Refused { status: u16, headers: Vec<(String, String)>, body: TestBody },
    /// A response without the values that the stream needs, which is rejected.
    Incomplete,
    /// An event and its expected frame.
    Encode { event: Value, frame: Vec<u8> },
    /// An exception and its expected frame.
    EncodeException { failure: String, variant: String, value: Value, frame: Vec<u8> },
    /// A frame and its expected event.
    Decode { frame: Vec<u8>, event: Value },
    /// A frame that must become an error: the modelled variant, or any.
    Fail { frame: Vec<u8>, variant: Option<(String, String)> },
}
