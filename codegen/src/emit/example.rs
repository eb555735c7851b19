//! Examples in the documentation: made of the model, compiled and run as tests of the generated crate.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;
use crate::ir::{Field, Operation, Presence, Service, Struct, Ty, Type};
use crate::render;

/// The operation to show on the front page: one with an output and as few required members as can be.
pub(super) fn show_piece(service: &Service) -> Option<&Operation> {
    let required = |operation: &Operation| {
        operation.input.fields.iter().filter(|field| field.presence == Presence::Required).count()
    };
    service
        .operations
        .iter()
        .filter(|operation| !operation.output.fields.is_empty())
        .min_by_key(|o| required(o))
}

/// Lines of code that write a request and look at it.
pub(super) fn request(service: &Service, operation: &Operation) -> Vec<String> {
    let method = &operation.request.method;
    code(
        service,
        operation,
        &BTreeSet::from(["Endpoint", "Operation"]),
        &quote!(assert_eq!(request.method(), #method);),
    )
}

/// Lines of code that write a request and read an answer.
pub(super) fn round_trip(service: &Service, operation: &Operation) -> Vec<String> {
    let name = ident(&operation.ident);
    let send = quote! {
        fn send(request: http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
            assert!(request.uri().host().is_some());
            http::Response::new(Vec::new())
        }
        let response = send(request);
        match #name::decode(response.status(), response.headers(), response.body()) {
            Ok(answer) => println!("{answer:?}"),
            Err(error) if error.is_retryable() => println!("again later: {error}"),
            Err(error) => return Err(error.into()),
        }
    };
    code(service, operation, &BTreeSet::from(["Endpoint", "Operation"]), &send)
}

fn code(
    service: &Service,
    operation: &Operation,
    exports: &BTreeSet<&str>,
    rest: &TokenStream,
) -> Vec<String> {
    let mut sample = Sample::of(service);
    let input = sample.structure(&operation.input, 0);
    if operation.input_is_shared {
        sample.used.insert(operation.input.ident.clone());
    }
    let library = ident(&service.crate_ident);
    let module = ident(&operation.module);
    let names: BTreeSet<&str> = [operation.ident.as_str()].into_iter().chain(own_input(operation)).collect();
    let names = names.into_iter().map(ident);
    let types = import(&library, "types", &sample.used);
    let exports = exports.iter().map(|name| ident(name));
    let endpoint = &service.example_endpoint;
    let name = ident(&operation.ident);
    let file = quote! {
        use #library::operation::#module::{#(#names),*};
        #types
        use #library::{#(#exports),*};

        fn main() -> Result<(), Box<dyn std::error::Error>> {
            let endpoint = Endpoint::parse(#endpoint)?;
            let input = #input;
            let request = #name::encode(&input, &endpoint)?;
            #rest
            Ok(())
        }
    };
    hide_frame(&render::plain(file))
}

/// Lines of code that write the first event of a request's stream.
pub(super) fn send_event(service: &Service, operation: &Operation) -> Vec<String> {
    let mut sample = Sample::of(service);
    let events = operation.input_stream.as_ref().and_then(|stream| {
        let shape = sample.shapes.get(stream.events.ident.as_str()).copied();
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
    let (events, variant) = (ident(&events.ident), ident(&event.ident));
    let name = ident(&operation.ident);
    let body = quote! {
        let event = #events::#variant(#value);
        let frame = #name::frame(&event)?;
        assert!(!frame.is_empty());
    };
    stream(service, operation, &sample.used, &quote!(InputStream as _), &body)
}

/// Lines of code that read the events of an answer's stream.
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
    let (library, module, name) =
        (ident(&service.crate_ident), ident(&operation.module), ident(&operation.ident));
    let types = import(&library, "types", types);
    hide_frame(&render::plain(quote! {
        use #library::operation::#module::#name;
        #types
        use #library::{#exports};

        fn main() -> Result<(), Box<dyn std::error::Error>> {
            #body
            Ok(())
        }
    }))
}

fn own_input(operation: &Operation) -> Option<&str> {
    (!operation.input_is_shared).then_some(operation.input.ident.as_str())
}

fn import(library: &proc_macro2::Ident, module: &str, names: &BTreeSet<String>) -> Option<TokenStream> {
    let module = ident(module);
    let names = names.iter().map(|name| ident(name));
    (names.len() > 0).then(|| quote!(use #library::#module::{#(#names),*};))
}

/// Keeps the lines of `main` and of the imports; the frame around them is hidden from readers.
fn hide_frame(lines: &[String]) -> Vec<String> {
    let main = lines.iter().position(|line| line.starts_with("fn main")).unwrap_or(lines.len());
    let (imports, body) = lines.split_at(main);
    let framed = |line: &str| line.starts_with("fn main") || line == "    Ok(())" || line == "}";
    let body = body.iter().map(|line| match line.strip_prefix("    ") {
        _ if framed(line) => format!("# {}", line.trim()),
        Some(inner) => inner.to_owned(),
        None => line.clone(),
    });
    imports.iter().cloned().chain(body).collect()
}

/// Makes values up.
struct Sample<'s> {
    shapes: HashMap<&'s str, &'s Type>,
    /// Types of `types` that the code names.
    used: BTreeSet<String>,
}

impl<'s> Sample<'s> {
    fn of(service: &'s Service) -> Self {
        let shapes = service.types.iter().map(|ty| (ty.ident(), ty)).collect();
        Self { shapes, used: BTreeSet::new() }
    }

    /// `SendEventRequest::new("content type", "connection token")`
    fn structure(&mut self, shape: &Struct, depth: usize) -> TokenStream {
        let name = ident(&shape.ident);
        let required: Vec<&Field> =
            shape.fields.iter().filter(|f| f.presence == Presence::Required).collect();
        let arguments: Vec<TokenStream> =
            required.into_iter().map(|field| self.value(&field.ty, &field.ident, depth)).collect();
        quote!(#name::new(#(#arguments),*))
    }

    fn value(&mut self, ty: &Ty, field: &str, depth: usize) -> TokenStream {
        let text = field.trim_start_matches("r#").replace('_', " ");
        match ty {
            Ty::Bool => quote!(true),
            Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 => quote!(1),
            Ty::F32 | Ty::F64 => quote!(1.0),
            // Their arguments are converted, so that a value must say its type.
            Ty::Blob | Ty::Document => quote!(#text),
            Ty::BigInteger | Ty::BigDecimal => quote!(1),
            Ty::String | Ty::Newtype(_) | Ty::Enum(_) => match self.first_value(ty) {
                Some(value) => value,
                None => quote!(#text),
            },
            Ty::Struct(named) => match self.shapes.get(named.ident.as_str()) {
                Some(Type::Struct(shape)) if depth < 8 => {
                    self.used.insert(shape.ident.clone());
                    self.structure(shape, depth + 1)
                }
                _ => quote!(Default::default()),
            },
            Ty::List { .. } | Ty::Map { .. } => quote!([]),
            Ty::NonEmpty(item) => {
                let value = self.value(item, field, depth);
                match **item {
                    Ty::String => quote!(#value.to_owned()),
                    Ty::Blob | Ty::Document | Ty::BigInteger | Ty::BigDecimal => quote!(Default::default()),
                    _ => value,
                }
            }
            _ => quote!(Default::default()),
        }
    }

    /// `ScanDirection::Forward`
    fn first_value(&mut self, ty: &Ty) -> Option<TokenStream> {
        let Ty::Enum(named) = ty else { return None };
        let Type::Enum(shape) = self.shapes.get(named.ident.as_str())? else { return None };
        let variant = ident(&shape.variants.first()?.ident);
        self.used.insert(shape.ident.clone());
        let name = ident(&shape.ident);
        Some(quote!(#name::#variant))
    }
}
