//! What is generated, decided: plain data between [`lower`](crate::lower) and [`emit`](crate::emit).
//!
//! Every name, type, order and wire detail is settled here; emitters print it and decide nothing. An item carries
//! both its Rust identifier and its wire name. Nothing here knows Smithy traits, JSON or token streams.

pub mod cli;
mod endpoint;
mod follow;
mod limits;
mod pages;
pub mod schema;
mod shape;
pub mod simulation;
mod stream;
mod tests;
mod upload;
mod uses;
mod wait;
mod wire;

use std::collections::{BTreeMap, BTreeSet};

pub use endpoint::*;
pub use follow::*;
pub use limits::*;
pub use pages::*;
pub use shape::*;
pub use stream::*;
pub use tests::*;
pub use upload::*;
pub use uses::*;
pub use wait::*;
pub use wire::*;

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
    /// Where requests go.
    pub endpoints: Endpoints,
    /// How the endpoints of some operations are discovered.
    pub discovery: Option<Discovery>,
    /// Operations, sorted by module name.
    pub operations: Vec<Operation>,
    /// Shared shapes, sorted by module name.
    pub types: Vec<Type>,
    /// Modelled errors, sorted by module name.
    pub errors: Vec<ErrorShape>,
    /// What is known of errors beyond the model, sorted by status and code.
    pub hints: Vec<Hint>,
    /// Patterns that values of requests are checked against, sorted by name.
    pub patterns: Vec<Pattern>,
    /// Tests that the model brings along.
    pub tests: Vec<OperationTests>,
    /// Whether the crate has the feature `serde`.
    pub serde: bool,
    /// Whether the crate has clients.
    pub client: bool,
    /// The id of its protocol.
    pub protocol: &'static str,
    /// Whether the crate has the feature `schema`.
    pub schema: bool,
    /// What operations do in the fake server of the feature `test-util`, in the order of the operations; none for a crate without
    /// that feature.
    pub simulation: Option<Vec<Vec<simulation::Step>>>,
    /// What the command-line tool knows; none for a crate without the feature `cli`.
    pub cli: Option<cli::Cli>,
    /// Programs that show how the crate is used.
    pub examples: Vec<Example>,
    /// Whether the crate has the feature `time`.
    pub time: bool,
    /// How deep rustc has to look into the types, where its own limit is too low.
    pub recursion_limit: Option<usize>,
    /// Where the runtime is, relative to the crate; without it, the registry has it.
    pub runtime_path: Option<String>,
    /// What it uses of the runtime.
    pub uses: BTreeSet<Used>,
}

impl Service {
    /// Whether it uses something of the runtime that not every service does.
    pub fn has(&self, used: Used) -> bool {
        self.uses.contains(&used)
    }

    /// The structures of the crate, in no order that means anything.
    fn structures(&self) -> impl Iterator<Item = &Struct> {
        let tops = self.operations.iter().flat_map(|operation| [&operation.input, &operation.output]);
        let shared = self.types.iter().filter_map(|ty| match ty {
            Type::Struct(shape) => Some(shape),
            _ => None,
        });
        tops.chain(shared).chain(self.errors.iter().map(|error| &error.shape))
    }

    /// The members that each constructor takes, by the id of its structure; nothing for those that take none.
    pub fn constructors(&self) -> BTreeMap<String, Vec<String>> {
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
            || self.types.iter().any(in_type)
            || self.errors.iter().any(|error| in_struct(&error.shape))
            || self.endpoints.params.iter().any(|param| param.deprecated.is_some())
    }
}

/// The structure that others point to by this name: a shared one, or an error that is data as well.
pub fn structure<'a>(types: &'a [Type], errors: &'a [ErrorShape], ident: &str) -> Option<&'a Struct> {
    let shared = types.iter().find_map(|ty| match ty {
        Type::Struct(shape) if shape.ident == ident => Some(shape),
        _ => None,
    });
    shared.or_else(|| errors.iter().map(|error| &error.shape).find(|shape| shape.ident == ident))
}

/// Markdown, line by line; empty when there is none.
pub type Docs = Vec<String>;

/// A program that shows how the crate is used.
#[derive(Clone, Debug)]
pub struct Example {
    pub name: String,
    pub features: Vec<String>,
    pub text: String,
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
    /// Where the code of an error stands.
    pub error_codes: ErrorCodes,
    pub request: Request,
    pub response: Response,
    /// The body of the request, if it can be sent piece by piece.
    pub streaming_input: Option<StreamingBlob>,
    /// Whether the body of the answer can be received piece by piece.
    pub streaming_output: bool,
    /// Events that follow the request.
    pub input_stream: Option<EventStream>,
    /// Events that follow the answer.
    pub output_stream: Option<EventStream>,
    /// Methods that wait for a state.
    pub waits: Vec<Wait>,
    pub metadata: OperationMetadata,
    /// What it begins, together with another operation.
    pub upload: Option<Upload>,
    /// The list that it pages, as a command to watch it by.
    pub follow: Option<Follow>,
    /// What it says about the parameters of the endpoint rules, the weakest first.
    pub endpoint_context: Vec<ContextParam>,
}

impl Operation {
    /// Whether events follow the request or the response.
    pub fn has_events(&self) -> bool {
        self.input_stream.is_some() || self.output_stream.is_some()
    }
}

/// How clients learn where the requests of some operations go: from another operation.
#[derive(Clone, Debug)]
pub struct Discovery {
    /// The operation, by its module and its marker type.
    pub module: String,
    pub ident: String,
    /// The type of its input.
    pub input: String,
    /// The way from the output to a list, and from an item of that to an address, and to how long it is good.
    pub endpoints: Step,
    pub address: Step,
    pub minutes: Step,
    /// The code of the error that says that an address is no longer valid.
    pub invalid: String,
}

/// What a client needs to know of an operation besides its wire form.
#[derive(Clone, Debug)]
pub struct OperationMetadata {
    /// Whether its requests go to a discovered endpoint.
    pub discovered: bool,
    pub readonly: bool,
    pub idempotent: bool,
    /// Whether sending it twice does no more than sending it once.
    pub repeatable: bool,
    /// Authentication schemes, most preferred first; none when nothing is signed.
    pub auth: Vec<AuthScheme>,
    pub optional_auth: bool,
    pub pagination: Option<Pagination>,
    pub waiters: Vec<Waiter>,
}

/// A way to say who is calling.
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

/// A state that can be waited for.
#[derive(Clone, Debug)]
pub struct Waiter {
    pub name: String,
    /// In seconds, as is the other.
    pub min_delay: u64,
    pub max_delay: u64,
    /// State and matcher.
    pub acceptors: Vec<(String, Matcher)>,
    pub docs: Docs,
    /// Why no method of clients waits for it.
    pub problem: Option<String>,
}

/// Which answers an acceptor of a waiter is about.
#[derive(Clone, Debug)]
pub enum Matcher {
    Success(bool),
    ErrorType(String),
    Output(PathMatcher),
    InputOutput(PathMatcher),
}

/// A comparison with what a path finds.
#[derive(Clone, Debug)]
pub struct PathMatcher {
    pub path: String,
    pub expected: String,
    pub comparator: String,
}

/// What to look at first when the service answers so.
#[derive(Clone, Debug)]
pub struct Hint {
    pub status: u16,
    /// None for answers without a code.
    pub code: Option<String>,
    /// The operations that it is about; empty for all of them.
    pub operations: Vec<String>,
    pub text: String,
}

/// A variant of an operation's error enum.
#[derive(Clone, Debug)]
pub struct ErrorVariant {
    /// The variant's name: the type's, unless that is taken.
    pub variant: String,
    /// The type of the error.
    pub ident: String,
    /// The module of the type.
    pub module: String,
    /// The code that names this error in an answer.
    pub code: String,
    /// The code that it had in the Query protocol, if that is another one and counts still.
    pub query_code: Option<String>,
    /// Whether it has total equality.
    pub eq: bool,
    /// The first paragraph of the shape's documentation.
    pub docs: Docs,
}
