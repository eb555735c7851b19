//! Reading an answer: headers, status and body, into a structure that is there already.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;
use super::wire;
use crate::ir::{Body, Field, Operation, Presence, Response, Struct};

/// `fn read_output(answer) -> Result<Self::Output, runtime::Malformed>`.
pub(super) fn function(operation: &Operation) -> TokenStream {
    let Operation { response, output, .. } = operation;
    let start = wire::start(output);
    let mut statements = statements(
        response,
        output,
        &quote!(output),
        &Reading { member: wire::read_member, is_error: false, without: None },
    );
    if let Some(stream) = &operation.output_stream {
        let required = stream.required_headers.iter();
        statements.splice(..0, required.map(|name| quote!(answer.require_header(#name)?;)));
    }
    if statements.is_empty() {
        return quote! {
            fn read_output(_answer: &runtime::Answer<'_>) -> Result<Self::Output, runtime::Malformed> { Ok(#start) }
        };
    }
    quote! {
        fn read_output(answer: &runtime::Answer<'_>) -> Result<Self::Output, runtime::Malformed> {
            let mut output = #start;
            #(#statements)*
            Ok(output)
        }
    }
}

/// How the members of a body are read.
pub(super) struct Reading {
    pub(super) member: fn(&Field, &TokenStream) -> TokenStream,
    /// Whether it is an error that is read: a header that is not what the model says costs its own member only.
    pub(super) is_error: bool,
    /// A member that is read elsewhere.
    pub(super) without: Option<usize>,
}

/// One statement per part of the answer.
pub(super) fn statements(
    response: &Response,
    shape: &Struct,
    owner: &TokenStream,
    reading: &Reading,
) -> Vec<TokenStream> {
    let mut statements = Vec::new();
    if let Some(at) = response.status_member {
        let field = &shape.fields[at];
        let name = ident(&field.ident);
        let value = quote!(i32::from(answer.status.as_u16()));
        let value = if field.presence == Presence::Optional { quote!(Some(#value)) } else { value };
        statements.push(quote!(#owner.#name = #value;));
    }
    for bound in response.headers.iter().filter(|bound| Some(bound.field) != reading.without) {
        let read = wire::read_header(&shape.fields[bound.field], bound, owner);
        statements.push(if reading.is_error { quote!(let _ = #read;) } else { quote!(#read?;) });
    }
    if let Some(bound) = &response.prefix_headers {
        let field = &shape.fields[bound.field];
        let (name, prefix) = (ident(&field.ident), bound.name.to_ascii_lowercase());
        let value = quote!(answer.prefix_headers(#prefix));
        let value = if field.presence == Presence::Optional { quote!(Some(#value)) } else { value };
        statements.push(quote!(#owner.#name = #value;));
    }
    statements.extend(body(response, shape, owner, reading));
    statements
}

fn body(response: &Response, shape: &Struct, owner: &TokenStream, reading: &Reading) -> Option<TokenStream> {
    match &response.body {
        Body::Empty => None,
        Body::Payload { field, .. } => Some(wire::read_payload(&shape.fields[*field], owner)),
        Body::Document { fields, .. } => {
            let members: Vec<TokenStream> = fields
                .iter()
                .filter(|&&at| Some(at) != reading.without)
                .map(|&at| (reading.member)(&shape.fields[at], owner))
                .collect();
            if members.is_empty() {
                return None;
            }
            Some(quote! {
                json::read_members(answer.body, |json, name| match name {
                    #(#members)*
                    _ => json.skip(),
                })?;
            })
        }
    }
}
