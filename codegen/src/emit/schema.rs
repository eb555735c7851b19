//! The service as data, for the feature `schema`: `src/schema.rs`, and a module `schema` in the file of each operation, type and
//! error. The command line and the fake server run on it.
//!
//! Its types are in `codegen/runtime/src/schema/`.

mod shape;
mod xml;

use farrier_runtime::schema::snake_case;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::ident;
use super::{Module, example, rust};
use crate::docs::append;
use crate::ir::schema::{Location, Member, TextFormat};
use crate::ir::{
    Enum, ErrorShape, EventStream, EventUnion, Field, IntEnum, Operation, Retry, Service, Struct, Type, Union,
};
use shape::value;

const SCHEMA: &[&str] = &["schema"];

/// Returns the file; none without the schema.
pub(super) fn files(service: &Service) -> Vec<Module> {
    if !service.clients(SCHEMA).is_printed() {
        return Vec::new();
    }
    vec![rust("src/schema.rs", &service.id, root(service))]
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
    let docs_of_module =
        about(service).into_iter().map(|line| if line.is_empty() { line } else { format!(" {line}") });
    let described = described(service);
    quote! {
        #(#![doc = #docs_of_module])*
        pub use farrier_runtime::schema::*;

        #[doc = " The service."]
        pub static SERVICE: Service =
            Service::new(#title, #version, #protocol, &[#(#operations),*], &[#(#errors),*]) #docs;

        #described
    }
}

/// The documentation of the module.
fn about(service: &Service) -> Vec<String> {
    let mut lines = vec![
        "The service as data: its operations, and the members of their inputs, outputs and errors."
            .to_owned(),
    ];
    append(&mut lines, "Its types are those of the module `schema` of the crate `farrier-runtime`.");
    let import = format!("use {}::schema::SERVICE;", service.package.ident);
    let code = r#"
for operation in SERVICE.operations {
    println!("{}: {} {}", operation.name, operation.method, operation.uri);
    for member in operation.input.members {
        let limits = member.shape.limits_in_words().unwrap_or_default();
        println!("    {} {:?} {limits}", member.name, member.location);
    }
}"#;
    example::append_block(service, &mut lines, "", import.lines().chain(code.lines()).map(str::to_owned));
    lines
}

/// The operations as types, for code that is generic over all of them.
///
/// ```text
/// #[cfg(feature = "serde")]
/// impl Described for crate::service::Service {
///     fn each_operation(visitor: &mut impl VisitOperation<Self>) { visitor.visit::<crate::operation::send_event::SendEvent>(); }
/// }
/// ```
fn described(service: &Service) -> Option<TokenStream> {
    let error = ident(&service.any_error);
    let operations = service.operations.iter().map(|operation| {
        let (module, name) = (ident(&operation.module), ident(&operation.ident));
        quote!(crate::operation::#module::#name)
    });
    service.serde().item(|cfg| {
        quote! {
            #cfg
            impl Described for crate::service::Service {
                type Error = crate::error::#error;

                fn schema() -> &'static Service {
                    &SERVICE
                }

                fn each_operation(visitor: &mut impl VisitOperation<Self>) {
                    #(visitor.visit::<#operations>();)*
                }
            }
        }
    })
}

/// The schema of an operation, with its own input and output.
///
/// ```text
/// #[cfg(feature = "schema")]
/// pub(crate) mod schema {
///     pub(crate) static OPERATION: Operation = Operation::new("GetNote", "GET", "/notes/{NoteId}", &INPUT, &OUTPUT);
///     static INPUT: Structure = ..;
/// }
/// ```
pub(super) fn operation(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let Operation { name, request, .. } = operation;
    let (method, uri) = (&request.method, request.template(&operation.input));
    let input = top(&operation.input, operation.input_is_shared, "INPUT");
    let output = top(&operation.output, operation.output_is_shared, "OUTPUT");
    let facts = facts(operation);
    let docs = documented(&operation.docs);
    let own_input = (!operation.input_is_shared).then(|| {
        let value = structure(service, &operation.input);
        quote!(static INPUT: Structure = #value;)
    });
    let own_output = (!operation.output_is_shared).then(|| {
        let value = structure(service, &operation.output);
        quote!(static OUTPUT: Structure = #value;)
    });
    let content = quote! {
        pub(crate) static OPERATION: Operation =
            Operation::new(#name, #method, #uri, #input, #output) #facts #docs;
        #own_input
        #own_output
    };
    module(service, " The operation as data.", &operation.module, &content)
}

/// A reference to the structure at the top of a message.
fn top(shape: &Struct, is_shared: bool, own: &str) -> TokenStream {
    let (module, own) = (ident(&shape.module), ident(own));
    if is_shared { quote!(&crate::types::#module::schema::SHAPE) } else { quote!(&#own) }
}

/// The facts of the model about an operation; missing ones are left out.
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
        (operation.deprecated.is_some(), "deprecated"),
    ];
    let flags = self::flags(&flags);
    let sends = operation.input_stream.as_ref().map(stream).map(|stream| quote!(.input_events(#stream)));
    let returns = operation.output_stream.as_ref().map(stream).map(|stream| quote!(.output_events(#stream)));
    quote!(#headers #media_types #status #errors #pagination #waiters #auth #flags #sends #returns)
}

/// `EventStream::new("says", &crate::types::says::schema::SHAPE)`.
fn stream(stream: &EventStream) -> TokenStream {
    let (member, module) = (&stream.member, ident(&stream.events.module));
    let initial = stream.initial_message.then(|| quote!(.initial_message()));
    quote!(EventStream::new(#member, &crate::types::#module::schema::SHAPE) #initial)
}

/// The schema of a type; `None` for a newtype and an enum with other values, which are strings.
pub(super) fn of_type(service: &Service, ty: &Type) -> Option<TokenStream> {
    let (kind, value) = match ty {
        Type::Struct(shape) => ("Structure", structure(service, shape)),
        Type::Union(shape) => ("Structure", union(service, shape)),
        Type::Enum(shape) if shape.other_values => return None,
        Type::Enum(shape) => ("Enum", enumeration(shape)),
        Type::IntEnum(shape) => ("IntEnum", int_enum(shape)),
        Type::Events(shape) => ("Structure", events(shape)),
        Type::Newtype(_) => return None,
    };
    shape(service, ty.module(), kind, &value)
}

/// The schema of an error.
pub(super) fn of_error(service: &Service, error: &ErrorShape) -> Option<TokenStream> {
    let (code, status) = (&error.code, Literal::u16_unsuffixed(error.status));
    let value = structure(service, &error.shape);
    let retry = match error.retry {
        Retry::Unsaid => None,
        Retry::Transient => Some(quote!(.retryable())),
        Retry::Throttling => Some(quote!(.throttling())),
    };
    shape(service, &error.shape.module, "Structure", &quote!(#value .error(#code, #status) #retry))
}

fn shape(service: &Service, parent: &str, kind: &str, value: &TokenStream) -> Option<TokenStream> {
    let kind = ident(kind);
    let content = quote!(pub(crate) static SHAPE: #kind = #value;);
    module(service, " The shape as data.", parent, &content)
}

fn module(service: &Service, doc: &str, parent: &str, content: &TokenStream) -> Option<TokenStream> {
    // A shape may be called `Schema`.
    let allow = (parent == "schema").then(|| quote!(#[allow(clippy::module_inception)]));
    service.clients(SCHEMA).item(|cfg| {
        quote! {
            #[doc = #doc]
            #cfg
            #allow
            pub(crate) mod schema {
                use crate::runtime::schema::*;

                #content
            }
        }
    })
}

/// `Structure::new("Note", &[Member::new(..)]).docs("..")`.
fn structure(service: &Service, shape: &Struct) -> TokenStream {
    let name = &shape.ident;
    let members = shape.fields.iter().map(|field| of_field(service, field));
    let docs = documented(&shape.docs);
    let flags = flags(&[(shape.deprecated.is_some(), "deprecated")]);
    quote!(Structure::new(#name, &[#(#members),*]) #flags #docs)
}

fn union(service: &Service, shape: &Union) -> TokenStream {
    let name = &shape.ident;
    let members = shape.members.iter().map(|member| {
        let secret = member.is_secret();
        let flags = [(secret, "sensitive"), (member.deprecated.is_some(), "deprecated")];
        let wire_name = if service.names_parts { &*member.serde_name } else { &*member.wire_name };
        let names = (&*member.name, &*member.ident, wire_name, &*member.serde_name);
        let xml = xml::member(
            service,
            &member.name,
            [&member.wire_name, &member.form_name],
            &member.xml,
            &member.layout,
        );
        let unit = || quote!(Shape::Structure(&Structure::UNIT));
        let shape = member.ty.as_ref().map_or_else(unit, |ty| value(service, ty, &member.limits));
        let base = self::member(names, &shape, &member.schema, &flags, &member.docs);
        quote!(#base #xml)
    });
    let docs = documented(&shape.docs);
    let flags = flags(&[(shape.deprecated.is_some(), "deprecated")]);
    quote!(Structure::new(#name, &[#(#members),*]) #flags #docs)
}

/// The events of a stream, and the errors that end it: members by the names of their messages.
fn events(shape: &EventUnion) -> TokenStream {
    let name = &shape.ident;
    let events = shape.events.iter().map(|event| {
        let flags = [(event.sensitive, "sensitive"), (event.deprecated.is_some(), "deprecated")];
        let names = (&*event.wire_name, &*event.ident, &*event.wire_name, &*event.wire_name);
        member(names, &shape::named("Structure", &event.shape), &event.schema, &flags, &event.docs)
    });
    let errors = shape.exceptions.iter().flat_map(|exception| {
        let (rust, module) = (&exception.variant.variant, ident(&exception.variant.module));
        exception.wire_names.iter().map(move |name| {
            let rust_name = (*rust != snake_case(name)).then(|| quote!(.rust_name(#rust)));
            quote!(Member::new(#name, &Shape::Structure(&crate::error::#module::schema::SHAPE)) #rust_name)
        })
    });
    let docs = documented(&shape.docs);
    let flags = flags(&[(shape.deprecated.is_some(), "deprecated")]);
    quote!(Structure::new(#name, &[#(#events,)* #(#errors),*]) #flags #docs)
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

fn of_field(service: &Service, field: &Field) -> TokenStream {
    let Field { name, ident, wire_name, serde_name, .. } = field;
    let flags = [
        (field.is_secret(), "sensitive"),
        (field.idempotency_token, "idempotency_token"),
        (field.deprecated.is_some(), "deprecated"),
    ];
    let shape = value(service, &field.ty, &field.limits);
    let xml = xml::member(service, name, [wire_name, &field.form_name], &field.xml, &field.layout);
    let wire_name = if service.names_parts { serde_name } else { wire_name };
    let base = member((name, ident, wire_name, serde_name), &shape, &field.schema, &flags, &field.docs);
    quote!(#base #xml)
}

/// `Member::new("ContactId", &Shape::String(..)).required().docs("Contact that ..")`.
fn member(
    (name, rust, wire, key): (&str, &str, &str, &str),
    shape: &TokenStream,
    said: &Member,
    flags: &[(bool, &str)],
    docs: &[String],
) -> TokenStream {
    let rust = rust.trim_start_matches("r#");
    let rust_name = (rust != snake_case(name)).then(|| quote!(.rust_name(#rust)));
    let wire_name = (wire != name).then(|| quote!(.wire_name(#wire)));
    let key = (key != wire).then(|| quote!(.key(#key)));
    let location = location(&said.location);
    let own = self::flags(&[(said.required, "required"), (said.streaming, "streaming")]);
    let default = said.default.as_ref().map(|value| quote!(.default(#value)));
    let flags = self::flags(flags);
    let docs = said.documented.then(|| documented(docs));
    quote!(Member::new(#name, &#shape) #rust_name #wire_name #key #location #own #default #flags #docs)
}

/// `.header("x-amz-bearer")`; nothing for a member of the document.
fn location(location: &Location) -> Option<TokenStream> {
    let other = |name: &str| Some(ident(name)).map(|name| quote!(.location(Location::#name)));
    match location {
        Location::Body => None,
        Location::EventHeader => other("EventHeader"),
        Location::EventPayload => other("EventPayload"),
        Location::Header(name) => Some(quote!(.header(#name))),
        Location::Base64Header(name) => Some(quote!(.location(Location::Base64Header(#name)))),
        Location::PrefixHeaders(name) => Some(quote!(.location(Location::PrefixHeaders(#name)))),
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
