//! Decodes a response: headers, status and body, into an existing structure.

use proc_macro2::TokenStream;
use quote::quote;

use super::codec;
use super::tokens::ident;
use super::wire;
use crate::ir::{Body, Operation, Presence, Response, Struct};

/// `fn read_output(response, unreadable) -> Result<Self::Output, runtime::Malformed>`.
pub(super) fn function(operation: &Operation) -> TokenStream {
    let Operation { response, output, .. } = operation;
    let start = wire::start(output);
    let mut statements = statements(response, output, &quote!(output), None);
    let no_page = response.body.carries_nothing() && operation.output_stream.is_none();
    let no_page = no_page.then(|| quote!(response.refuse_page()?;));
    if let Some(stream) = &operation.output_stream {
        let required = stream.required_headers.iter();
        statements.splice(..0, required.map(|name| quote!(response.require_header(#name)?;)));
    }
    let unreadable = notes(response, output, None);
    if statements.is_empty() {
        let response = if no_page.is_some() { quote!(response) } else { quote!(_response) };
        return quote! {
            fn read_output(
                #response: &runtime::RawResponse<'_>,
                _unreadable: &mut runtime::UnreadableMembers,
            ) -> Result<Self::Output, runtime::Malformed> {
                #no_page
                Ok(#start)
            }
        };
    }
    quote! {
        fn read_output(
            response: &runtime::RawResponse<'_>,
            #unreadable: &mut runtime::UnreadableMembers,
        ) -> Result<Self::Output, runtime::Malformed> {
            #no_page
            let mut output = #start;
            #(#statements)*
            Ok(output)
        }
    }
}

/// The name of the argument for unreadable members: `_unreadable` if nothing can fail.
pub(super) fn notes(response: &Response, shape: &Struct, without: Option<usize>) -> TokenStream {
    let headers = response.headers.iter().any(|bound| Some(bound.field) != without);
    let body = match &response.body {
        Body::Document { fields, .. } => fields.iter().any(|at| Some(*at) != without),
        body => body.is_document(shape),
    };
    let name =
        if headers || response.prefix_headers.is_some() || body { "unreadable" } else { "_unreadable" };
    let name = ident(name);
    quote!(#name)
}

/// One statement per part of the response, except for a member that is decoded elsewhere.
pub(super) fn statements(
    response: &Response,
    shape: &Struct,
    owner: &TokenStream,
    without: Option<usize>,
) -> Vec<TokenStream> {
    let mut statements = Vec::new();
    if let Some(at) = response.status_member {
        let field = &shape.fields[at];
        let name = ident(&field.ident);
        let value = quote!(i32::from(response.status.as_u16()));
        let value = if field.presence == Presence::Optional { quote!(Some(#value)) } else { value };
        statements.push(quote!(#owner.#name = #value;));
    }
    for bound in response.headers.iter().filter(|bound| Some(bound.field) != without) {
        statements.push(wire::read_header(&shape.fields[bound.field], bound, owner));
    }
    if let Some(bound) = &response.prefix_headers {
        let field = &shape.fields[bound.field];
        let (name, prefix) = (ident(&field.ident), bound.name.to_ascii_lowercase());
        let value = quote!(response.prefix_headers(#prefix, unreadable));
        let value = if field.presence == Presence::Optional { quote!(Some(#value)) } else { value };
        statements.push(quote!(#owner.#name = #value;));
    }
    statements.extend(body(response, shape, owner, without));
    statements
}

fn body(
    response: &Response,
    shape: &Struct,
    owner: &TokenStream,
    without: Option<usize>,
) -> Option<TokenStream> {
    match &response.body {
        Body::Empty => None,
        Body::Payload { field, codec, .. } => Some(wire::read_payload(&shape.fields[*field], *codec, owner)),
        Body::Document { fields, .. } => {
            let fields = fields.iter().filter(|&&at| Some(at) != without);
            let fields: Vec<_> = fields.map(|&at| &shape.fields[at]).collect();
            let read = || codec::read_body(response, &fields, owner);
            (!fields.is_empty()).then(read)
        }
    }
}
