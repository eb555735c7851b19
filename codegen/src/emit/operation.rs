//! Operations: marker, wire code, input, output and error, in one file that can be read against the model.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{Imports, deprecated, docs, ident, number};
use super::{error, example, json, structure, syntax, wire};
use crate::docs::append;
use crate::ir::{Body, Field, Operation, Presence, Request, Service, Struct, TemplatePart};

/// A file for one operation.
pub(super) fn file(service: &Service, operation: &Operation) -> TokenStream {
    let imports = imports(operation).tokens();
    let marker = marker(service, operation);
    let implementation = implementation(operation);
    let input = own(&operation.input, operation.input_is_shared);
    let output = own(&operation.output, operation.output_is_shared);
    let error = error::items(operation);
    let doc = format!(" The operation `{}`.", operation.name);
    quote!(#![doc = #doc] #imports #marker #implementation #input #output #error)
}

fn own(shape: &Struct, shared: bool) -> Option<TokenStream> {
    if shared {
        return None;
    }
    let items = structure::items(shape, None);
    let writer = shape.writes.then(|| json::writer(shape));
    let reader = shape.reads.then(|| json::reader(shape));
    Some(quote!(#items #writer #reader))
}

fn imports(operation: &Operation) -> Imports {
    let documents = [&operation.request.body, &operation.response.body];
    let json = documents.iter().any(|body| matches!(body, Body::Document { .. }));
    let mut imports = Imports::default().runtime(json);
    for (shape, shared) in
        [(&operation.input, operation.input_is_shared), (&operation.output, operation.output_is_shared)]
    {
        if shared {
            imports.name("crate::types", &shape.ident);
        } else {
            imports = imports.fields(&shape.fields);
        }
    }
    for error in &operation.errors {
        imports.name("crate::error", &error.ident);
    }
    imports
}

/// ```text
/// #[derive(Clone, Copy, Debug)]
/// pub struct SendEvent;
/// ```
fn marker(service: &Service, operation: &Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let mut lines = structure::described(&operation.docs, &operation.name);
    append(&mut lines, "# Request syntax");
    append(&mut lines, "```text");
    lines.extend(syntax::request(service, operation));
    lines.push("```".to_owned());
    append(&mut lines, "# Response syntax");
    append(&mut lines, "```text");
    lines.extend(syntax::response(service, operation));
    lines.push("```".to_owned());
    append(&mut lines, "# Example");
    append(&mut lines, "```");
    lines.extend(example::request(service, operation));
    lines.push("```".to_owned());
    let docs = docs(&lines);
    let deprecated = deprecated(operation.deprecated.as_ref());
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct #name;
    }
}

fn implementation(operation: &Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let wire_name = &operation.name;
    let (input, output) = (ident(&operation.input.ident), ident(&operation.output.ident));
    let error = ident(&operation.error_ident);
    let status = number(operation.response.status);
    let encode = encode(operation);
    let read_output = read_output(operation);
    let read_error = error::reader(operation);
    let set_token = set_idempotency_token(&operation.input);
    quote! {
        impl runtime::Operation for #name {
            type Input = #input;
            type Output = #output;
            type Error = #error;

            const NAME: &'static str = #wire_name;
            const SUCCESS: u16 = #status;

            #encode
            #set_token
            #read_output
            #read_error
        }
    }
}

/// A required token is there already; the trait does nothing by itself.
fn set_idempotency_token(input: &Struct) -> Option<TokenStream> {
    let token = |field: &&Field| field.idempotency_token && field.presence == Presence::Optional;
    let name = ident(&input.fields.iter().find(token)?.ident);
    Some(quote! {
        fn set_idempotency_token(input: &mut Self::Input, make: impl FnOnce() -> String) {
            input.#name.get_or_insert_with(make);
        }
    })
}

fn encode(operation: &Operation) -> TokenStream {
    let Operation { request, input, .. } = operation;
    let method = method(&request.method);
    let path = request.path.iter().map(|part| path_part(part, input));
    let headers = request.headers.iter().map(|bound| header(&input.fields[bound.field], &bound.name));
    let body = request_body(request, input);
    let argument = if input.fields.is_empty() { quote!(_input) } else { quote!(input) };
    quote! {
        fn encode(
            #argument: &Self::Input,
            endpoint: &runtime::Endpoint,
        ) -> Result<http::Request<Vec<u8>>, runtime::EncodeError> {
            let mut request = runtime::RequestBuilder::new(Self::NAME, #method, endpoint);
            #(#path)*
            #(#headers)*
            #body
        }
    }
}

fn method(name: &str) -> TokenStream {
    let known = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];
    if known.contains(&name) {
        let name = ident(name);
        quote!(http::Method::#name)
    } else {
        quote!(runtime::method(#name))
    }
}

fn path_part(part: &TemplatePart, input: &Struct) -> TokenStream {
    match part {
        TemplatePart::Literal(text) => quote!(request.path(#text);),
        TemplatePart::Label { field, .. } => {
            let field = &input.fields[*field];
            let member = member_name(field);
            wire::with_value(field, |value| {
                let text = wire::text(&field.ty, value);
                quote!(request.label(#member, #text)?;)
            })
        }
    }
}

/// `request.header("ContentType", "x-content-type", &input.content_type)?;`
fn header(field: &Field, name: &str) -> TokenStream {
    let member = member_name(field);
    let lower = name.to_ascii_lowercase();
    let set = ident(if field.is_secret() { "sensitive_header" } else { "header" });
    wire::with_value(field, |value| {
        let text = wire::text(&field.ty, value);
        quote!(request.#set(#member, #lower, #text)?;)
    })
}

fn member_name(field: &Field) -> &str {
    field.id.rsplit('$').next().unwrap_or(&field.id)
}

fn request_body(request: &Request, input: &Struct) -> TokenStream {
    match &request.body {
        Body::Document { fields, content_type } => {
            let members = fields.iter().map(|&at| wire::write_member(&input.fields[at], &quote!(input)));
            quote! {
                let body = json::write_members(|object| { #(#members)* });
                request.body(#content_type, body)
            }
        }
        Body::Empty | Body::Payload { .. } => quote!(request.finish(Vec::new())),
    }
}

fn read_output(operation: &Operation) -> TokenStream {
    let Operation { response, output, .. } = operation;
    let start = wire::start(output);
    let Body::Document { fields, .. } = &response.body else {
        return quote! {
            fn read_output(_answer: &runtime::Answer<'_>) -> Result<Self::Output, runtime::Malformed> { Ok(#start) }
        };
    };
    let members = fields.iter().map(|&at| wire::read_member(&output.fields[at], &quote!(output)));
    quote! {
        fn read_output(answer: &runtime::Answer<'_>) -> Result<Self::Output, runtime::Malformed> {
            let mut output = #start;
            json::read_members(answer.body, |json, name| match name {
                #(#members)*
                _ => json.skip(),
            })?;
            Ok(output)
        }
    }
}
