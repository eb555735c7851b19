//! `encode`: creates a request from an input, in the order of its parts.

use proc_macro2::TokenStream;
use quote::quote;

use super::checksums;
use super::codec;
use super::tokens::ident;
use super::wire;
use crate::ir::{Body, Finish, METHODS, Operation, Presence, Request, Struct, TemplatePart, Ty};

/// `fn encode(input, endpoint) -> Result<http::Request<Vec<u8>>, runtime::EncodeError>`.
pub(super) fn function(operation: &Operation) -> TokenStream {
    let Operation { request, input, .. } = operation;
    let method = method(&request.method);
    let other_host = other_host(request, input);
    let host = host(request, input);
    let path = request.path.iter().map(|part| path_part(part, input));
    let end_path = end_path(request);
    let literal_query = &request.literal_query;
    let literal_query = (!literal_query.is_empty()).then(|| quote!(request.literal_query(#literal_query);));
    let query = request.query.iter().map(|bound| wire::write_query(&input.fields[bound.field], bound));
    let query_params = query_params(request, input);
    let literal_headers = request.literal_headers.iter().map(|(name, value)| {
        let name = name.to_ascii_lowercase();
        quote!(request.literal_header(#name, #value);)
    });
    let prefix_headers = prefix_headers(request, input);
    let headers = request.headers.iter().map(|bound| wire::write_header(&input.fields[bound.field], bound));
    let body = body(request, input);
    let argument = if input.fields.is_empty() { quote!(_input) } else { quote!(input) };
    quote! {
        fn encode(
            #argument: &Self::Input,
            endpoint: &runtime::Endpoint,
        ) -> Result<http::Request<Vec<u8>>, runtime::EncodeError> {
            #other_host
            #host
            let mut request = runtime::RequestBuilder::new(Self::NAME, #method, endpoint);
            #(#path)*
            #end_path
            #literal_query
            #(#query)*
            #query_params
            #(#literal_headers)*
            #prefix_headers
            #(#headers)*
            #body
        }
    }
}

/// `http::Method::GET`, or `runtime::method::method(Self::NAME, "FETCH")?` for a method that `http` does not name.
fn method(name: &str) -> TokenStream {
    if METHODS.contains(&name) {
        let name = ident(name);
        quote!(http::Method::#name)
    } else {
        quote!(runtime::method::method(Self::NAME, #name)?)
    }
}

/// `let endpoint = &runtime::other_host::of_member(Self::NAME, "PredictEndpoint", &input.predict_endpoint, endpoint)?;`
fn other_host(request: &Request, input: &Struct) -> Option<TokenStream> {
    let field = &input.fields[request.host_member?];
    let (member, name) = (field.name.as_str(), ident(&field.ident));
    let address = match field.presence {
        Presence::Optional => quote!(input.#name.as_ref().map_or("", |address| address.as_ref())),
        _ => quote!(input.#name.as_ref()),
    };
    Some(quote!(let endpoint = &runtime::other_host::of_member(Self::NAME, #member, #address, endpoint)?;))
}

/// `let endpoint = &runtime::host::prefixed(Self::NAME, endpoint, || Ok(["data-"]))?;`
fn host(request: &Request, input: &Struct) -> Option<TokenStream> {
    let parts = request.host_prefix.iter().map(|part| match part {
        TemplatePart::Literal(text) => quote!(#text),
        TemplatePart::Label { field, .. } | TemplatePart::InEndpoint(field) => {
            let field = &input.fields[*field];
            let (member, name) = (field.name.as_str(), ident(&field.ident));
            let value = match (&field.ty, &field.presence) {
                (Ty::String, Presence::Optional) => quote!(input.#name.as_deref().unwrap_or_default()),
                (Ty::String, _) => quote!(&input.#name),
                (_, Presence::Optional) => quote!(input.#name.as_ref().map_or("", |value| value.as_str())),
                (_, _) => quote!(input.#name.as_str()),
            };
            quote!(runtime::host_label::label(Self::NAME, #member, #value)?)
        }
    });
    (parts.len() > 0).then(
        || quote!(let endpoint = &runtime::host::prefixed(Self::NAME, endpoint, || Ok([#(#parts),*]))?;),
    )
}

fn path_part(part: &TemplatePart, input: &Struct) -> TokenStream {
    let label = |field: &usize, print: &dyn Fn(&str, TokenStream) -> TokenStream| {
        let field = &input.fields[*field];
        wire::with_value(field, |place| print(&field.name, wire::text(&field.ty, place, false)))
    };
    match part {
        TemplatePart::Literal(text) => quote!(request.path(#text);),
        TemplatePart::Label { field, otherwise: Some(otherwise), .. } => {
            label(field, &|member, text| quote!(request.label_or(#member, #text, #otherwise)?;))
        }
        TemplatePart::Label { field, greedy, dot_segments, .. } => {
            let method = ident(match (greedy, dot_segments) {
                (false, _) => "label",
                (true, false) => "greedy_label",
                (true, true) => "greedy_label_with_dots",
            });
            label(field, &|member, text| quote!(request.#method(#member, #text)?;))
        }
        TemplatePart::InEndpoint(field) => {
            label(field, &|member, text| quote!(request.label_in_endpoint(#member, #text)?;))
        }
    }
}

/// `request.end_path();`, if the endpoint may have the whole path, or none.
fn end_path(request: &Request) -> Option<TokenStream> {
    matches!(request.path[..], [TemplatePart::InEndpoint(_)]).then(|| quote!(request.end_path();))
}

fn query_params(request: &Request, input: &Struct) -> Option<TokenStream> {
    let field = &input.fields[request.query_params?];
    let bound = request.query.iter().map(|bound| &bound.name);
    let lists = matches!(&field.ty, Ty::Map { value, .. } if matches!(**value, Ty::List { .. }));
    let texts = if lists {
        quote!(|texts| texts.iter().map(|text| text.as_str()))
    } else {
        quote!(|text| [text.as_str()])
    };
    Some(wire::with_value(field, |place| {
        let reference = &place.reference;
        quote!(request.query_params(#reference, &[#(#bound),*], #texts);)
    }))
}

fn prefix_headers(request: &Request, input: &Struct) -> Option<TokenStream> {
    let bound = request.prefix_headers.as_ref()?;
    let field = &input.fields[bound.field];
    let (member, prefix) = (field.name.as_str(), &bound.name);
    Some(wire::with_value(field, |place| {
        let reference = &place.reference;
        quote!(request.prefix_headers(#member, #prefix, #reference)?;)
    }))
}

/// The end of `encode`: the body, and the headers that depend on the whole body.
fn body(request: &Request, input: &Struct) -> TokenStream {
    let (document, value) = match &request.body {
        Body::Empty => (None, quote!(request.finish(Vec::new()))),
        Body::Payload { field, codec, content_type } => {
            let root = request.root.as_ref();
            (None, wire::write_payload(&input.fields[*field], *codec, root, content_type))
        }
        Body::Document { fields, content_type } => {
            let fields: Vec<_> = fields.iter().map(|&at| &input.fields[at]).collect();
            let document = codec::write_body(request, &fields, &quote!(input));
            (Some(quote!(let body = #document;)), quote!(request.body(#content_type, body)))
        }
    };
    if request.finish.is_empty() {
        return quote!(#document #value);
    }
    let steps = request.finish.iter().map(|step| match step {
        Finish::InitialRequest => {
            let content_type = content_type(&request.body);
            quote!(runtime::initial_request::set(Self::NAME, #content_type, &mut request)?;)
        }
        Finish::Gzip => quote!(runtime::gzip::compress(&mut request);),
        Finish::ContentMd5 => quote!(runtime::content_md5::set(&mut request);),
        Finish::Checksums(step) => checksums::step(step, input),
        Finish::TreeHash => quote!(runtime::tree_hash::set(&mut request);),
        Finish::Auth { optional, unsigned_payload, s3_signature } => {
            auth(*optional, *unsigned_payload, *s3_signature)
        }
    });
    quote! {
        #document
        let mut request = #value?;
        #(#steps)*
        Ok(request)
    }
}

fn content_type(body: &Body) -> &str {
    match body {
        Body::Empty => "",
        Body::Document { content_type, .. } | Body::Payload { content_type, .. } => content_type,
    }
}

/// `request.extensions_mut().insert(runtime::AuthOptions::new(Self::AUTH).optional());`
fn auth(optional: bool, unsigned_payload: bool, s3_signature: bool) -> TokenStream {
    let optional = optional.then(|| quote!(.optional()));
    let unsigned_payload = unsigned_payload.then(|| quote!(.unsigned_payload()));
    let s3_signature = s3_signature.then(|| quote!(.s3_signature()));
    let options = quote!(runtime::AuthOptions::new(Self::AUTH) #optional #unsigned_payload #s3_signature);
    quote!(request.extensions_mut().insert(#options);)
}
