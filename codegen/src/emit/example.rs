//! Examples in the documentation: generated from the model, and compiled as tests of the generated crate.

mod block;
pub(super) mod client;
mod model;

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::tokens::ident;
use crate::docs::append;
use crate::ir::{Field, Operation, Presence, Service, Setting, Shapes, Struct, Ty, Type};
use crate::render;

pub(super) use block::{append_block, append_for_client, framed};

/// The maximum depth of nested structures.
const MAX_DEPTH: usize = 8;

/// Adds the example of an operation: a call through a client or, in a crate without clients, a request.
pub(super) fn describe(service: &Service, operation: &Operation, lines: &mut Vec<String>) {
    let has_events = operation.input_stream.is_some() || operation.output_stream.is_some();
    let blocking = only_blocking(service);
    let client: &[&str] = if blocking { &["blocking"] } else { &["client"] };
    let calls = service.clients(client).is_printed() && !has_events;
    if let Some(code) = by_client(service, operation, blocking).filter(|_| calls) {
        append(lines, "# Example");
        append_for_client(service, lines, client, code);
    } else if let Some(code) = request(service, operation) {
        append(lines, "# Example");
        append_block(service, lines, "", code);
    }
}

/// Whether there is no async client, so that examples use the blocking one, if it exists.
fn only_blocking(service: &Service) -> bool {
    !service.clients(&["client-core"]).is_printed()
}

/// Lines of code for the front page and for the page of a client: a call through the client.
pub(super) fn call(service: &Service, blocking: bool) -> Option<Vec<String>> {
    simplest(service).into_iter().find_map(|operation| by_client(service, operation, blocking))
}

/// A line about the endpoint of the examples, if it is not that of the service; Markdown.
pub(super) fn about_endpoint(service: &Service) -> Option<String> {
    let is_shown = service.settings.need(Setting::Endpoint) && service.client;
    is_shown.then(|| format!("Write the endpoint of your service instead of `{}`.", service.example_endpoint))
}

/// Lines of code for the front page: the same without a client.
pub(super) fn show_piece(service: &Service) -> Option<Vec<String>> {
    simplest(service).into_iter().find_map(|operation| round_trip(service, operation))
}

/// The operations with an output, sorted by the number of required members.
fn simplest(service: &Service) -> Vec<&Operation> {
    let required = |operation: &&Operation| operation.input.arguments().count();
    let mut operations: Vec<&Operation> =
        service.operations.iter().filter(|operation| !operation.output.fields.is_empty()).collect();
    operations.sort_by_key(required);
    operations
}

/// Lines of code that call an operation; `None` if the input is nested too deep.
fn by_client(service: &Service, operation: &Operation, blocking: bool) -> Option<Vec<String>> {
    let library = ident(&service.package.ident);
    let mut sample = Sample::of(service, &library);
    let input = sample.for_call(service, operation, false)?;
    let input_name = ident(&operation.input.ident);
    let method = ident(&operation.method);
    let own = (!operation.input_is_shared).then(|| quote!(use #library::operation::#input_name;));
    if operation.input_is_shared {
        sample.used.insert(operation.input.ident.clone());
    }
    let types = import(&library, "types", &sample.used);
    let taken = sample.used.contains("Client") || operation.input.ident == "Client";
    let (home, asynchronous, made) = if blocking {
        (quote!(#library::blocking::Client), None, quote!(.send()?))
    } else {
        (quote!(#library::Client), Some(quote!(async)), quote!(.await?))
    };
    let (client, import_client) =
        if taken { (home, None) } else { (quote!(Client), Some(quote!(use #home;))) };
    let is_taken = |name: &str| sample.used.contains(name) || operation.input.ident == name;
    let client = client::Client::of(service, operation, &client, is_taken);
    let import_identity = client.import.map(|name| quote!(use #library::auth::#name;));
    let client = client.code;
    Some(hide_frame(&render::plain(quote! {
        #import_identity
        #own
        #types
        #import_client

        #asynchronous fn example() -> Result<(), Box<dyn std::error::Error>> {
            let client = #client;
            let input = #input;
            let output = client.#method(input) #made;
            println!("{output:?}");
            Ok(())
        }
    })))
}

/// Lines of code that encode a request; `None` if the input is nested too deep.
fn request(service: &Service, operation: &Operation) -> Option<Vec<String>> {
    let method = &operation.request.method;
    code(service, operation, &quote!(assert_eq!(request.method(), #method);))
}

/// Lines of code that encode a request and decode a response; `None` if the input is nested too deep.
fn round_trip(service: &Service, operation: &Operation) -> Option<Vec<String>> {
    let name = ident(&operation.ident);
    let send = quote! {
        fn send(request: http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
            assert!(request.uri().host().is_some());
            http::Response::new(Vec::new())
        }
        let response = send(request);
        match #name::decode(response.status(), response.headers(), response.body()) {
            Ok(output) => println!("{output:?}"),
            Err(error) if error.is_retryable() => println!("try again later: {error}"),
            Err(error) => return Err(error.into()),
        }
    };
    code(service, operation, &send)
}

fn code(service: &Service, operation: &Operation, rest: &TokenStream) -> Option<Vec<String>> {
    let library = ident(&service.package.ident);
    let mut sample = Sample::of(service, &library);
    let input = sample.for_call(service, operation, true)?;
    let mut own = BTreeSet::from([operation.ident.as_str()]);
    if operation.input_is_shared {
        sample.used.insert(operation.input.ident.clone());
    } else {
        own.insert(&operation.input.ident);
    }
    let (endpoint, exports) = exports(&library, |name| own.contains(name) || sample.used.contains(name));
    let names = own.iter().map(|name| ident(name));
    let types = import(&library, "types", &sample.used);
    let url = &service.example_endpoint;
    let name = ident(&operation.ident);
    let file = quote! {
        use #library::operation::{#(#names),*};
        #types
        #exports

        fn main() -> Result<(), Box<dyn std::error::Error>> {
            let endpoint = #endpoint::parse(#url)?;
            let input = #input;
            let request = #name::encode(&input, &endpoint)?;
            #rest
            Ok(())
        }
    };
    Some(hide_frame(&render::plain(file)))
}

/// The path of `Endpoint` in the code, and the imports other than the model's names, which may clash with them.
fn exports(library: &Ident, taken: impl Fn(&str) -> bool) -> (TokenStream, TokenStream) {
    let operation = if taken("Operation") { quote!(Operation as _) } else { quote!(Operation) };
    if taken("Endpoint") {
        return (quote!(#library::Endpoint), quote!(use #library::#operation;));
    }
    (quote!(Endpoint), quote!(use #library::{Endpoint, #operation};))
}

/// Lines of code that write the first event of a request stream.
pub(super) fn send_event(service: &Service, operation: &Operation) -> Vec<String> {
    let library = ident(&service.package.ident);
    let mut sample = Sample::of(service, &library);
    let events = operation.input_stream.as_ref().and_then(|stream| {
        let shape = sample.shapes.ty(&stream.events.ident);
        match shape {
            Some(Type::Events(shape)) => Some(shape),
            _ => None,
        }
    });
    let Some((events, event)) = events.and_then(|events| Some((events, events.events.first()?))) else {
        return Vec::new();
    };
    sample.used.insert(events.ident.clone());
    let value = sample.value(&Ty::Struct(event.shape.clone()), &event.ident, 0);
    if sample.too_deep {
        return Vec::new();
    }
    let (events, variant) = (ident(&events.ident), ident(&event.ident));
    let name = ident(&operation.ident);
    let body = quote! {
        let event = #events::#variant(#value);
        let frame = #name::frame(&event)?;
        assert!(!frame.is_empty());
    };
    stream(service, operation, &sample.used, &quote!(InputStream as _), &body)
}

/// Lines of code that read the events of a response stream.
pub(super) fn read_events(service: &Service, operation: &Operation) -> Vec<String> {
    let name = ident(&operation.ident);
    let body = quote! {
        let mut decoder = MessageDecoder::new();
        for piece in [b"", b""] {
            decoder.push(piece);
            while let Some(message) = decoder.next_message()? {
                let event = #name::read(&message)?;
                println!("{event:?}");
            }
        }
        decoder.finish()?;
    };
    stream(service, operation, &BTreeSet::new(), &quote!(MessageDecoder, OutputStream as _), &body)
}

fn stream(
    service: &Service,
    operation: &Operation,
    types: &BTreeSet<String>,
    exports: &TokenStream,
    body: &TokenStream,
) -> Vec<String> {
    let (library, name) = (ident(&service.package.ident), ident(&operation.ident));
    let types = import(&library, "types", types);
    hide_frame(&render::plain(quote! {
        use #library::operation::#name;
        #types
        use #library::{#exports};

        fn main() -> Result<(), Box<dyn std::error::Error>> {
            #body
            Ok(())
        }
    }))
}

fn import(library: &Ident, module: &str, names: &BTreeSet<String>) -> Option<TokenStream> {
    let module = ident(module);
    let names = names.iter().map(|name| ident(name));
    (names.len() > 0).then(|| quote!(use #library::#module::{#(#names),*};))
}

/// Keeps the lines of `main` and of the imports; the frame around them is hidden from readers.
fn hide_frame(lines: &[String]) -> Vec<String> {
    let begins = |line: &String| {
        line.starts_with("fn main") || line.starts_with("async fn example") || line.starts_with("fn example")
    };
    let main = lines.iter().position(begins).unwrap_or(lines.len());
    let (imports, body) = lines.split_at(main);
    let framed = |line: &String| begins(line) || line == "    Ok(())" || line == "}";
    let body = body.iter().map(|line| match line.strip_prefix("    ") {
        _ if framed(line) => format!("# {}", line.trim()),
        Some(inner) => inner.to_owned(),
        None => line.clone(),
    });
    imports.iter().cloned().chain(body).collect()
}

/// Generates sample values.
struct Sample<'s> {
    shapes: &'s Shapes,
    library: &'s Ident,
    /// Types of `types` that the code names.
    used: BTreeSet<String>,
    /// Whether a structure was nested too deep to have a value.
    too_deep: bool,
}

impl<'s> Sample<'s> {
    fn of(service: &'s Service, library: &'s Ident) -> Self {
        Self { shapes: &service.shapes, library, used: BTreeSet::new(), too_deep: false }
    }

    /// The input of an operation: that of the model's example or, without one, sample values. `with_token`: there is no client
    /// to fill in the idempotency token. `None` if the input is nested too deep.
    fn for_call(
        &mut self,
        service: &Service,
        operation: &Operation,
        with_token: bool,
    ) -> Option<TokenStream> {
        let shape = &operation.input;
        let is_given = |field: &&Field| field.filled_in && with_token;
        if let Some(value) = model::input(service, operation) {
            let has_tokens = |field: &Field| value.fields.iter().any(|(name, ..)| *name == field.ident);
            let written = self.written(shape, value, with_token);
            if written.is_some() && shape.fields.iter().filter(is_given).all(has_tokens) {
                return written;
            }
            self.used.clear();
        }
        let mut input = self.input(shape);
        for field in shape.fields.iter().filter(is_given) {
            let (setter, value) = (ident(&field.setter), self.value(&field.ty, &field.ident, 0));
            input = quote!(#input.#setter(#value));
        }
        (!self.too_deep).then_some(input)
    }

    /// `CreateParticipantConnectionRequest::new("participant token").r#type([ConnectionType::Websocket])`
    ///
    /// Lists of enum values often select the output, so the example sets them.
    fn input(&mut self, shape: &Struct) -> TokenStream {
        let value = self.structure(shape, 0);
        let chosen =
            shape.fields.iter().filter(|field| field.presence == Presence::Optional).filter_map(|field| {
                let (Ty::List { item, .. } | Ty::NonEmpty(item)) = &field.ty else { return None };
                let value = self.first_value(item)?;
                let setter = ident(&field.setter);
                Some(quote!(.#setter([#value])))
            });
        let chosen: Vec<TokenStream> = chosen.collect();
        quote!(#value #(#chosen)*)
    }

    /// `SendEventRequest::new("content type", "connection token")`
    fn structure(&mut self, shape: &Struct, depth: usize) -> TokenStream {
        let name = ident(&shape.ident);
        let arguments: Vec<TokenStream> =
            shape.arguments().map(|field| self.value(&field.ty, &field.ident, depth)).collect();
        quote!(#name::new(#(#arguments),*))
    }

    fn value(&mut self, ty: &Ty, field: &str, depth: usize) -> TokenStream {
        let text = field.trim_start_matches("r#").replace('_', " ");
        match ty {
            Ty::Bool => quote!(true),
            Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 => quote!(1),
            Ty::F32 | Ty::F64 => quote!(1.0),
            // Their arguments are converted, so that a value must state its type.
            Ty::Blob | Ty::Document => quote!(#text),
            Ty::BigInteger | Ty::BigDecimal => quote!(1),
            Ty::String | Ty::Newtype(_) | Ty::Enum(_) => match self.first_value(ty) {
                Some(value) => value,
                None => quote!(#text),
            },
            Ty::Struct(named) => match self.shapes.ty(&named.ident) {
                Some(Type::Struct(shape)) if depth < MAX_DEPTH => {
                    self.used.insert(shape.ident.clone());
                    self.structure(shape, depth + 1)
                }
                _ => {
                    self.too_deep = true;
                    quote!(())
                }
            },
            Ty::Union(named) | Ty::IntEnum(named) => {
                self.used.insert(named.ident.clone());
                let name = ident(&named.ident);
                quote!(#name::default())
            }
            Ty::List { .. } | Ty::Map { .. } => quote!([]),
            Ty::NonEmpty(item) => match &**item {
                Ty::String => quote!(#text.to_owned()),
                Ty::List { .. } => quote!(Vec::new()),
                Ty::Map { .. } => quote!(std::collections::BTreeMap::new()),
                Ty::Blob => self.exported("Blob"),
                Ty::Document => self.exported("Document"),
                Ty::BigInteger => self.exported("BigInteger"),
                Ty::BigDecimal => self.exported("BigDecimal"),
                item => self.value(item, field, depth),
            },
            Ty::Timestamp(_) => self.exported("Timestamp"),
        }
    }

    /// `library::Blob::default()`, by its path, since the model may have a type of the same name.
    fn exported(&self, name: &str) -> TokenStream {
        let (library, name) = (self.library, ident(name));
        quote!(#library::#name::default())
    }

    /// `ScanDirection::Forward`
    fn first_value(&mut self, ty: &Ty) -> Option<TokenStream> {
        let Ty::Enum(named) = ty else { return None };
        let Type::Enum(shape) = self.shapes.ty(&named.ident)? else { return None };
        let variant = ident(&shape.variants.first()?.ident);
        self.used.insert(shape.ident.clone());
        let name = ident(&shape.ident);
        Some(quote!(#name::#variant))
    }
}
