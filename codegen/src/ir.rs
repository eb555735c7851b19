//! The decisions about generated code: plain data between [`lower`](crate::lower) and [`emit`](crate::emit).
//!
//! Every name, type, order and wire detail is decided here; emitters print it and decide nothing. An item carries
//! both its Rust identifier and its wire name. Nothing here knows Smithy traits, JSON or token streams.

mod checksums;
pub mod cli;
mod codec;
mod endpoint;
mod error_shape;
mod follow;
mod form;
mod limits;
mod package;
mod pages;
pub mod schema;
mod settings;
mod shape;
mod shapes;
pub mod simulation;
mod stream;
mod tests;
mod upload;
mod uses;
mod wait;
mod wire;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::ShapeId;

pub use checksums::*;
pub use codec::*;
pub use endpoint::*;
pub use error_shape::*;
pub use follow::*;
pub use form::*;
pub use limits::*;
pub use package::*;
pub use pages::*;
pub use settings::*;
pub use shape::*;
pub use shapes::*;
pub use stream::*;
pub use tests::*;
pub use upload::*;
pub use uses::*;
pub use wait::*;
pub use wire::*;

/// The contents of a generated crate.
#[derive(Clone, Debug)]
pub struct Service {
    /// Whether it is a crate or a module.
    pub form: Form,
    /// The package.
    pub package: Package,
    /// The command that generates it.
    pub command: Option<String>,
    /// The absolute shape id of the service.
    pub id: ShapeId,
    /// The id of the service in settings that several services share.
    pub sdk_id: String,
    /// The common name of the service.
    pub title: String,
    /// The version of the service that the model describes.
    pub version: String,
    /// Documentation, as Markdown lines.
    pub docs: Docs,
    /// An endpoint to show in examples.
    pub example_endpoint: String,
    /// The rules that determine endpoints.
    pub endpoints: Endpoints,
    /// The settings of clients.
    pub settings: ClientSettings,
    /// How the endpoints of some operations are discovered.
    pub discovery: Option<Discovery>,
    /// Operations, sorted by module name.
    pub operations: Vec<Operation>,
    pub shapes: Shapes,
    /// The enum with all errors of the service.
    pub any_error: String,
    /// Its variants, sorted by module name.
    pub error_variants: Vec<ErrorVariant>,
    /// Error hints beyond the model, sorted by status and code.
    pub hints: Vec<Hint>,
    /// Patterns that values of requests are checked against, sorted by name.
    pub patterns: Vec<Pattern>,
    /// Tests from the model.
    pub tests: Vec<OperationTests>,
    /// Whether it can have the traits of serde.
    pub serde: bool,
    /// Whether it can have clients, and the schema.
    pub client: bool,
    /// The id of its protocol.
    pub protocol: &'static str,
    /// Whether items, keys and values have names.
    pub names_parts: bool,
    /// What operations do in the fake server of the feature `test-util`, in the order of the operations; none for a crate without
    /// that feature.
    pub simulation: Option<Vec<Vec<simulation::Step>>>,
    /// The tables of the command-line tool; `None` for a crate without the feature `cli`.
    pub cli: Option<cli::Cli>,
    /// Example programs.
    pub examples: Vec<Example>,
    /// Whether the crate has the feature `time`.
    pub time: bool,
    /// The recursion limit, if types nest deeper than rustc's default.
    pub recursion_limit: Option<usize>,
    /// The optional parts of the runtime that it uses.
    pub uses: BTreeSet<Used>,
}

impl Service {
    /// The condition of the traits of serde.
    pub fn serde(&self) -> Gate {
        self.form.gate(&["serde"]).when(self.serde)
    }

    /// The condition of a part of the clients, given its features.
    pub fn clients(&self, features: &'static [&'static str]) -> Gate {
        self.form.gate(features).when(self.client)
    }

    /// Whether it uses this optional part of the runtime.
    pub fn has(&self, used: Used) -> bool {
        self.uses.contains(&used)
    }

    /// The structures of the crate, in no particular order.
    fn structures(&self) -> impl Iterator<Item = &Struct> {
        let tops = self.operations.iter().flat_map(|operation| [&operation.input, &operation.output]);
        let shared = self.shapes.types.iter().filter_map(|ty| match ty {
            Type::Struct(shape) => Some(shape),
            _ => None,
        });
        tops.chain(shared).chain(self.shapes.errors.iter().map(|error| &error.shape))
    }

    /// The members that each constructor takes, by the id of its structure; nothing for those that take none.
    pub fn constructors(&self) -> BTreeMap<ShapeId, Vec<String>> {
        let members =
            |shape: &Struct| -> Vec<String> { shape.arguments().map(|field| field.name.clone()).collect() };
        let all = self.structures().map(|shape| (shape.id.clone(), members(shape)));
        all.filter(|(_, members)| !members.is_empty()).collect()
    }

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
            Type::Events(shape) => {
                shape.deprecated.is_some() || shape.events.iter().any(|event| event.deprecated.is_some())
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
            || self.shapes.types.iter().any(in_type)
            || self.shapes.errors.iter().any(|error| in_struct(&error.shape))
            || self.endpoints.params.iter().any(|param| param.deprecated.is_some())
    }
}

/// Markdown, line by line; empty if there is none.
pub type Docs = Vec<String>;

/// An example program.
#[derive(Clone, Debug)]
pub struct Example {
    pub name: String,
    pub features: Vec<String>,
    pub text: String,
    /// The file of the original.
    pub source: String,
}

/// An operation with its two structures, its errors and its wire form.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The absolute shape id.
    pub id: ShapeId,
    /// The name on the wire and in messages.
    pub name: String,
    /// The marker type.
    pub ident: String,
    /// The module, which is also the file's name.
    pub module: String,
    /// The method of clients.
    pub method: String,
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
    /// The location of an error's code.
    pub error_codes: ErrorCodes,
    /// Whether the body of a successful response can be an error.
    pub errors_in_success: bool,
    pub request: Request,
    pub response: Response,
    /// The body of the request, if it can be streamed.
    pub streaming_input: Option<StreamingBlob>,
    /// Whether the body of the response can be streamed.
    pub streaming_output: bool,
    /// Events that follow the request.
    pub input_stream: Option<EventStream>,
    /// Events that follow the response.
    pub output_stream: Option<EventStream>,
    pub metadata: OperationMetadata,
    /// The upload that it starts, together with another operation.
    pub upload: Option<Upload>,
    /// The list that it pages, as a command that follows it.
    pub follow: Option<Follow>,
    /// The endpoint parameters that it sets, lowest priority first.
    pub endpoint_context: Vec<ContextParam>,
}

impl Operation {
    /// Whether events follow the request or the response.
    pub fn has_events(&self) -> bool {
        self.input_stream.is_some() || self.output_stream.is_some()
    }
}

/// Endpoint discovery: the operation that returns the endpoint of other operations.
#[derive(Clone, Debug)]
pub struct Discovery {
    /// The operation, by its module and its marker type.
    pub module: String,
    pub ident: String,
    /// The type of its input.
    pub input: String,
    /// The path from the output to a list, and from an item to its address and its lifetime.
    pub endpoints: Step,
    pub address: Step,
    pub minutes: Step,
    /// The code of the error that invalidates an address.
    pub invalid: String,
}

/// Properties of an operation that a client needs, other than its wire form.
#[derive(Clone, Debug)]
pub struct OperationMetadata {
    /// Whether its requests go to a discovered endpoint.
    pub discovered: bool,
    pub readonly: bool,
    pub idempotent: bool,
    /// Whether repeating a request is safe.
    pub repeatable: bool,
    /// Authentication schemes, in order of preference; empty if nothing is signed.
    pub auth: Vec<AuthScheme>,
    pub optional_auth: bool,
    pub pagination: Option<Pagination>,
    pub waiters: Vec<Waiter>,
}

/// An authentication scheme.
#[derive(Clone, Debug)]
pub enum AuthScheme {
    SigV4(String),
    SigV4a(String),
    HttpBearer,
    HttpBasic,
    HttpDigest,
    HttpApiKey { location: String, name: String, scheme: Option<String> },
    Other(String),
}

/// Advice for an error of the service.
#[derive(Clone, Debug)]
pub struct Hint {
    pub status: u16,
    /// `None` for responses without a code.
    pub code: Option<String>,
    /// The operations that it applies to; empty for all of them.
    pub operations: Vec<String>,
    pub text: String,
}

/// A variant of an operation's error enum.
#[derive(Clone, Debug)]
pub struct ErrorVariant {
    /// The variant's name: that of the type, unless it is taken.
    pub variant: String,
    /// The type of the error.
    pub ident: String,
    /// The module of the type.
    pub module: String,
    /// The name of the error in the model.
    pub name: String,
    /// The code of this error in a response.
    pub code: String,
    /// Another code that names it: that of the Query protocol, or the name in the model.
    pub other_code: Option<String>,
    /// The status of a response without code that is this error.
    pub status_without_code: Option<u16>,
    /// Whether it has total equality.
    pub eq: bool,
    /// The first paragraph of the shape's documentation.
    pub docs: Docs,
}
