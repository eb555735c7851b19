//! The service as data, for the feature `schema`: `src/schema.rs`, and a module `schema` in the file of each operation, type and
//! error. The command line and the fake server run on it.
//!
//! Its types are in `codegen/runtime/src/schema/`.

use farrier_runtime::schema::snake_case;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::{ident, path};
use super::{Module, rust};
use crate::ir::schema::{Limits, Location, Member, Place, Shape, TextFormat};
use crate::ir::{
    Enum, ErrorShape, Field, IntEnum, Operation, Retry, Service, Struct, TimestampFormat, Type, Union,
};

/// The file; none for a crate without the feature.
pub(super) fn files(service: &Service) -> Vec<Module> {
    if !service.schema {
        return Vec::new();
    }
    vec![rust("src/schema.rs", &service.id, "schema", root(service))]
}

/// ```text
/// pub static SERVICE: Service = Service::new("Notes", "2031-05-06", "aws.protocols#restJson1", &[..], &[..]);
/// ```
fn root(service: &Service) -> TokenStream {
    let Service { title, version, protocol, .. } = service;
    let operations = service.operations.iter().map(|operation| {
        let module = ident(&operation.module);
        quote!(&crate::operation::#module::schema::OPERATION)
    });
    let errors = service.shapes.errors.iter().map(|error| {
        let module = ident(&error.shape.module);
        quote!(&crate::error::#module::schema::SHAPE)
    });
    let docs = documented(&service.docs);
    let import = format!(" use {}::schema::SERVICE;", service.crate_ident);
    quote! {
        #![doc = " The service as data: its operations, and the members of their inputs, outputs and errors."]
        #![doc = ""]
        #![doc = " Its types are those of the module `schema` of the crate `farrier-runtime`."]
        #![doc = ""]
        #![doc = " ```"]
        #![doc = #import]
        #![doc = ""]
        #![doc = " for operation in SERVICE.operations {"]
        #![doc = "     println!(\"{}: {} {}\", operation.name, operation.method, operation.uri);"]
        #![doc = "     for member in operation.input.members {"]
        #![doc = "         println!(\"    {}: {:?}\", member.name, member.shape);"]
        #![doc = "     }"]
        #![doc = " }"]
        #![doc = " ```"]
        pub use farrier_runtime::schema::*;

        #[doc = " The service."]
        pub static SERVICE: Service =
            Service::new(#title, #version, #protocol, &[#(#operations),*], &[#(#errors),*]) #docs;
    }
}

/// Of an operation, with its own input and output.
///
/// ```text
/// #[cfg(feature = "schema")]
/// pub(crate) mod schema {
///     pub(crate) static OPERATION: Operation = Operation::new("GetNote", "GET", "/notes/{NoteId}", &INPUT, &OUTPUT);
///     static INPUT: Structure = ..;
/// }
/// ```
pub(super) fn operation(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let Operation { name, request, response, .. } = operation;
    let (method, uri) = (&request.method, request.template(&operation.input));
    let input = top(&operation.input, operation.input_is_shared, "INPUT");
    let output = top(&operation.output, operation.output_is_shared, "OUTPUT");
    let facts = facts(operation);
    let docs = documented(&operation.docs);
    let own_input = (!operation.input_is_shared).then(|| {
        let value = structure(&operation.input, &|at| request.location(at));
        quote!(static INPUT: Structure = #value;)
    });
    let own_output = (!operation.output_is_shared).then(|| {
        let value = structure(&operation.output, &|at| response.location(at));
        quote!(static OUTPUT: Structure = #value;)
    });
    let content = quote! {
        pub(crate) static OPERATION: Operation =
            Operation::new(#name, #method, #uri, #input, #output) #facts #docs;
        #own_input
        #own_output
    };
    service.schema.then(|| module(" The operation as data.", &operation.module, &content))
}

/// A reference to the structure at the top of a message.
fn top(shape: &Struct, is_shared: bool, own: &str) -> TokenStream {
    let (module, own) = (ident(&shape.module), ident(own));
    if is_shared { quote!(&crate::types::#module::schema::SHAPE) } else { quote!(&#own) }
}

/// What the model says of an operation, as far as it says so.
fn facts(operation: &Operation) -> TokenStream {
    let Operation { request, response, metadata, .. } = operation;
    let marker = ident(&operation.ident);
    let headers = request.literal_headers.iter().map(|(name, value)| {
        let name = name.to_ascii_lowercase();
        quote!((#name, #value))
    });
    let headers = (!request.literal_headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
    let (sent, received) = (request.body.media_type(), response.body.media_type());
    let media_types =
        (!sent.is_empty() || !received.is_empty()).then(|| quote!(.media_types(#sent, #received)));
    let status = Literal::u16_unsuffixed(response.status);
    let status = (response.status != 200).then(|| quote!(.status(#status)));
    let errors = operation.errors.iter().map(|error| {
        let module = ident(&error.module);
        quote!(&crate::error::#module::schema::SHAPE)
    });
    let errors = (!operation.errors.is_empty()).then(|| quote!(.errors(&[#(#errors),*])));
    let pagination = metadata.pagination.is_some().then(|| quote!(.pagination(super::#marker::PAGINATION)));
    let waiters = (!metadata.waiters.is_empty()).then(|| quote!(.waiters(super::#marker::WAITERS)));
    let auth = (!metadata.auth.is_empty()).then(|| quote!(.auth(super::#marker::AUTH)));
    let flags = [
        (metadata.optional_auth, "optional_auth"),
        (metadata.readonly, "readonly"),
        (metadata.idempotent, "idempotent"),
        (operation.has_events(), "event_stream"),
        (operation.deprecated.is_some(), "deprecated"),
    ];
    let flags = self::flags(&flags);
    quote!(#headers #media_types #status #errors #pagination #waiters #auth #flags)
}

/// Of a type; none for one that is no value: a union of events, and a text with a type of its own.
pub(super) fn of_type(service: &Service, ty: &Type) -> Option<TokenStream> {
    let (kind, value) = match ty {
        Type::Struct(shape) => ("Structure", structure(shape, &|at| of_shared(service, shape, at))),
        Type::Union(shape) => ("Structure", union(shape)),
        Type::Enum(shape) => ("Enum", enumeration(shape)),
        Type::IntEnum(shape) => ("IntEnum", int_enum(shape)),
        Type::Events(_) | Type::Newtype(_) => return None,
    };
    shape(service, ty.module(), kind, &value)
}

/// Of an error.
pub(super) fn of_error(service: &Service, error: &ErrorShape) -> Option<TokenStream> {
    let (code, status) = (&error.code, Literal::u16_unsuffixed(error.status));
    let value = structure(&error.shape, &|at| error.response.location(at));
    let retry = match error.retry {
        Retry::Unsaid => None,
        Retry::Transient => Some(quote!(.retryable())),
        Retry::Throttling => Some(quote!(.throttling())),
    };
    shape(service, &error.shape.module, "Structure", &quote!(#value .error(#code, #status) #retry))
}

fn shape(service: &Service, parent: &str, kind: &str, value: &TokenStream) -> Option<TokenStream> {
    let kind = ident(kind);
    // The schema does not describe events, so that nothing refers to the types that only they contain.
    let allow = service.operations.iter().any(Operation::has_events).then(|| quote!(#[allow(dead_code)]));
    let content = quote!(#allow pub(crate) static SHAPE: #kind = #value;);
    service.schema.then(|| module(" The shape as data.", parent, &content))
}

fn module(doc: &str, parent: &str, content: &TokenStream) -> TokenStream {
    // A shape may be called `Schema`.
    let allow = (parent == "schema").then(|| quote!(#[allow(clippy::module_inception)]));
    quote! {
        #[doc = #doc]
        #[cfg(feature = "schema")]
        #allow
        pub(crate) mod schema {
            use crate::runtime::schema::*;

            #content
        }
    }
}

/// Where a member of a shared structure travels when an operation has that as its input or output.
fn of_shared<'a>(service: &'a Service, shape: &Struct, at: usize) -> Location<'a> {
    let mut locations = service.operations.iter().flat_map(|operation| {
        let sent = (operation.input_is_shared && operation.input.ident == shape.ident)
            .then(|| operation.request.location(at));
        let received = (operation.output_is_shared && operation.output.ident == shape.ident)
            .then(|| operation.response.location(at));
        sent.into_iter().chain(received)
    });
    locations.find(|location| *location != Location::Body).unwrap_or(Location::Body)
}

/// `Structure::new("Note", &[Member::new(..)]).docs("..")`.
fn structure<'a>(shape: &Struct, location: &dyn Fn(usize) -> Location<'a>) -> TokenStream {
    let name = &shape.ident;
    let members = shape.fields.iter().enumerate().map(|(at, field)| of_field(field, location(at)));
    let docs = documented(&shape.docs);
    let flags = flags(&[(shape.deprecated.is_some(), "deprecated")]);
    quote!(Structure::new(#name, &[#(#members),*]) #flags #docs)
}

fn union(shape: &Union) -> TokenStream {
    let name = &shape.ident;
    let members = shape.members.iter().map(|member| {
        let secret = member.is_secret();
        let flags = [(secret, "sensitive"), (member.deprecated.is_some(), "deprecated")];
        let names = (&*member.name, &*member.ident, &*member.wire_name, &*member.wire_name);
        self::member(names, &member.schema, &flags, None, &member.docs)
    });
    let docs = documented(&shape.docs);
    let flags = flags(&[(shape.deprecated.is_some(), "deprecated")]);
    quote!(Structure::new(#name, &[#(#members),*]) #flags #docs)
}

fn enumeration(shape: &Enum) -> TokenStream {
    let (name, docs) = (&shape.ident, documented(&shape.docs));
    let values = shape.variants.iter().map(|variant| &variant.value);
    quote!(Enum::new(#name, &[#(#values),*]) #docs)
}

fn int_enum(shape: &IntEnum) -> TokenStream {
    let (name, docs) = (&shape.ident, documented(&shape.docs));
    let values = shape.variants.iter().map(|variant| signed(variant.value.into()));
    quote!(IntEnum::new(#name, &[#(#values),*]) #docs)
}

fn of_field(field: &Field, location: Location<'_>) -> TokenStream {
    let Field { name, ident, wire_name, serde_name, .. } = field;
    let flags = [
        (field.is_secret(), "sensitive"),
        (field.idempotency_token, "idempotency_token"),
        (field.deprecated.is_some(), "deprecated"),
    ];
    member((name, ident, wire_name, serde_name), &field.schema, &flags, self::location(location), &field.docs)
}

/// `Member::new("ContactId", &Shape::String(..)).required().docs("Contact that ..")`.
fn member(
    (name, rust, wire, key): (&str, &str, &str, &str),
    said: &Member,
    flags: &[(bool, &str)],
    location: Option<TokenStream>,
    docs: &[String],
) -> TokenStream {
    let (rust, shape) = (rust.trim_start_matches("r#"), value(&said.shape));
    let rust_name = (rust != snake_case(name)).then(|| quote!(.rust_name(#rust)));
    let wire_name = (wire != name).then(|| quote!(.wire_name(#wire)));
    let key = (key != wire).then(|| quote!(.key(#key)));
    let own = self::flags(&[(said.required, "required"), (said.streaming, "streaming")]);
    let default = said.default.as_ref().map(|value| quote!(.default(#value)));
    let flags = self::flags(flags);
    let docs = said.documented.then(|| documented(docs));
    quote!(Member::new(#name, &#shape) #rust_name #wire_name #key #location #own #default #flags #docs)
}

fn location(location: Location<'_>) -> Option<TokenStream> {
    let lower = |name: &str| name.to_ascii_lowercase();
    let other = |name: &str| Some(ident(name)).map(|name| quote!(.location(Location::#name)));
    match location {
        Location::Body => None,
        Location::Header(name) => Some(lower(name)).map(|name| quote!(.header(#name))),
        Location::Base64Header(name) => {
            Some(lower(name)).map(|name| quote!(.location(Location::Base64Header(#name))))
        }
        Location::PrefixHeaders(name) => {
            Some(lower(name)).map(|name| quote!(.location(Location::PrefixHeaders(#name))))
        }
        Location::Query(name) => Some(quote!(.query(#name))),
        Location::Label => Some(quote!(.label())),
        Location::Payload => Some(quote!(.payload())),
        Location::Host => other("Host"),
        Location::QueryParams => other("QueryParams"),
        Location::Status => other("Status"),
    }
}

/// `.required().sensitive()`.
fn flags(flags: &[(bool, &str)]) -> TokenStream {
    let set = flags.iter().filter(|(is_set, _)| *is_set).map(|(_, name)| ident(name));
    quote!(#(.#set())*)
}

/// The documentation, if there is any: one literal, so that it is one line.
fn documented(lines: &[String]) -> Option<TokenStream> {
    let text = lines.join("\n");
    (!lines.is_empty()).then(|| quote!(.docs(#text)))
}

/// A type as a value; what has a name by its static.
fn value(of: &Shape) -> TokenStream {
    let limited = |kind: &str, limits: &Limits| {
        let (kind, limits) = (ident(kind), self::limits(limits));
        quote!(Shape::#kind(#limits))
    };
    let named = |kind: &str, place: &Place| {
        let (kind, home, module) = (ident(kind), path(place.home), ident(&place.module));
        quote!(Shape::#kind(&#home::#module::schema::SHAPE))
    };
    match of {
        Shape::Boolean => quote!(Shape::Boolean),
        Shape::Byte(limits) => limited("Byte", limits),
        Shape::Short(limits) => limited("Short", limits),
        Shape::Integer(limits) => limited("Integer", limits),
        Shape::Long(limits) => limited("Long", limits),
        Shape::Float(limits) => limited("Float", limits),
        Shape::Double(limits) => limited("Double", limits),
        Shape::BigInteger(limits) => limited("BigInteger", limits),
        Shape::BigDecimal(limits) => limited("BigDecimal", limits),
        Shape::String(limits) => limited("String", limits),
        Shape::Blob(limits) => limited("Blob", limits),
        Shape::Enum(place) => named("Enum", place),
        Shape::IntEnum(place) => named("IntEnum", place),
        Shape::Structure(place) => named("Structure", place),
        Shape::Union(place) => named("Union", place),
        Shape::Timestamp(format) => {
            let format = timestamp_format(*format);
            quote!(Shape::Timestamp(TimestampFormat::#format))
        }
        Shape::Document => quote!(Shape::Document),
        Shape::List { item, sparse, limits } => {
            let item = value(item);
            let has_limits = *sparse || has_any(limits);
            let limits = self::limits(limits);
            match has_limits {
                false => quote!(Shape::list(&#item)),
                true => quote!(Shape::List { item: &#item, sparse: #sparse, limits: #limits }),
            }
        }
        Shape::Map { key, value: of, sparse, limits } => {
            let (key, of) = (value(key), value(of));
            let has_limits = *sparse || has_any(limits);
            let limits = self::limits(limits);
            match has_limits {
                false => quote!(Shape::map(&#key, &#of)),
                true => quote!(Shape::Map { key: &#key, value: &#of, sparse: #sparse, limits: #limits }),
            }
        }
        Shape::Unit => quote!(Shape::Structure(&Structure::UNIT)),
    }
}

fn timestamp_format(format: TimestampFormat) -> proc_macro2::Ident {
    ident(match format {
        TimestampFormat::DateTime => "DateTime",
        TimestampFormat::EpochSeconds => "EpochSeconds",
        TimestampFormat::HttpDate => "HttpDate",
    })
}

fn has_any(limits: &Limits) -> bool {
    let Limits { min, max, pattern, unique, format } = limits;
    min.is_some() || max.is_some() || pattern.is_some() || *unique || *format != TextFormat::Plain
}

/// `Limits::NONE`, `Limits::between(1, 256).pattern("^[a-z]*$")`.
fn limits(limits: &Limits) -> TokenStream {
    let Limits { min, max, pattern, unique, format } = limits;
    let bounds = match (min.map(signed), max.map(signed)) {
        (None, None) => quote!(Limits::NONE),
        (Some(min), None) => quote!(Limits::at_least(#min)),
        (None, Some(max)) => quote!(Limits::at_most(#max)),
        (Some(min), Some(max)) => quote!(Limits::between(#min, #max)),
    };
    let pattern = pattern.as_ref().map(|pattern| quote!(.pattern(#pattern)));
    let unique = unique.then(|| quote!(.unique()));
    let format = (*format != TextFormat::Plain).then(|| {
        let format = text_format(*format);
        quote!(.format(#format))
    });
    quote!(#bounds #pattern #unique #format)
}

/// `TextFormat::Id`.
pub(super) fn text_format(format: TextFormat) -> TokenStream {
    let name = ident(&format!("{format:?}"));
    quote!(TextFormat::#name)
}

pub(super) fn signed(number: i64) -> TokenStream {
    if number == i64::MIN {
        return quote!(i64::MIN);
    }
    let size = Literal::i64_unsuffixed(number.saturating_abs());
    if number < 0 { quote!(-#size) } else { quote!(#size) }
}
