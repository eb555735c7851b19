//! Code for one member on the wire, except in a document: a header, a label, a query parameter, a payload.

use proc_macro2::TokenStream;
use quote::quote;

use super::codec;
use super::tokens::{ident, ty};
use crate::ir::{Bound, Codec, Field, Presence, Struct, Tag, TimestampFormat, Ty};

/// The initial value of decoding.
pub(super) fn start(shape: &Struct) -> TokenStream {
    let name = ident(&shape.ident);
    if shape.has_default() { quote!(#name::new()) } else { quote!(#name::corrected()) }
}

/// An expression for a value, and one for a reference to it.
pub(super) struct Place {
    pub(super) reference: TokenStream,
    pub(super) value: TokenStream,
}

impl Place {
    /// The expressions for a variable of a reference type.
    pub(super) fn by_reference(variable: TokenStream) -> Self {
        Self { value: quote!(*#variable), reference: variable }
    }
}

/// Runs `then` with the value of the field, if it has one.
pub(super) fn with_value(field: &Field, then: impl FnOnce(&Place) -> TokenStream) -> TokenStream {
    let name = ident(&field.ident);
    if field.presence == Presence::Optional {
        let then = then(&Place::by_reference(quote!(value)));
        return quote!(if let Some(value) = &input.#name { #then });
    }
    then(&Place { reference: quote!(&input.#name), value: quote!(input.#name) })
}

/// A simple value as text, for headers, labels and query parameters.
pub(super) fn text(ty: &Ty, place: &Place, base64: bool) -> TokenStream {
    let Place { reference, value } = place;
    match ty {
        Ty::String if base64 => quote!(runtime::base64_text::encode(#reference)),
        Ty::String => reference.clone(),
        Ty::Enum(_) | Ty::Newtype(_) => method(place, &quote!(as_str())),
        Ty::F32 | Ty::F64 => quote!(runtime::text::float(#value)),
        Ty::Timestamp(TimestampFormat::DateTime) => method(place, &quote!(to_date_time())),
        Ty::Timestamp(TimestampFormat::HttpDate) => method(place, &quote!(to_http_date())),
        Ty::Timestamp(TimestampFormat::EpochSeconds) => method(place, &quote!(to_epoch_seconds())),
        _ => method(place, &quote!(to_string())),
    }
}

/// Calls a method without a needless `&` or `*`.
fn method(place: &Place, call: &TokenStream) -> TokenStream {
    let receiver = if place.value.to_string().starts_with('*') { &place.reference } else { &place.value };
    quote!(#receiver.#call)
}

/// A header of the request: one value, or a list in one header.
///
/// `request.header("ContentType", "x-content-type", &input.content_type)?;`
pub(super) fn write_header(field: &Field, bound: &Bound) -> TokenStream {
    let member = field.name.as_str();
    let name = bound.name.to_ascii_lowercase();
    let set = ident(if field.is_secret() { "sensitive_header" } else { "header" });
    with_value(field, |place| match &field.ty {
        Ty::List { item, .. } | Ty::NonEmpty(item) => {
            let reference = &place.reference;
            let text = text(item, &Place::by_reference(quote!(item)), false);
            let push = match **item {
                Ty::String | Ty::Enum(_) | Ty::Newtype(_) => quote!(runtime::list::push(#text, &mut list);),
                _ => quote!(runtime::list::push_plain(&#text, &mut list);),
            };
            quote! {
                let mut list = String::new();
                for item in #reference { #push }
                request.#set(#member, #name, list)?;
            }
        }
        ty => {
            let text = text(ty, place, bound.base64);
            quote!(request.#set(#member, #name, #text)?;)
        }
    })
}

/// `response.read_header("x-retries", &mut output.retries, runtime::parse::value, unreadable);`
pub(super) fn read_header(field: &Field, bound: &Bound, owner: &TokenStream) -> TokenStream {
    let slot = ident(&field.ident);
    let name = bound.name.to_ascii_lowercase();
    match &field.ty {
        Ty::List { item, .. } => {
            let dates = matches!(**item, Ty::Timestamp(TimestampFormat::HttpDate));
            let split = ident(if dates { "split_dates" } else { "split" });
            let parse = parse(item, false);
            quote! {
                response.read_header_list(#name, &mut #owner.#slot, runtime::list::#split, #parse, unreadable);
            }
        }
        ty => {
            let parse = parse(ty, bound.base64);
            quote!(response.read_header(#name, &mut #owner.#slot, #parse, unreadable);)
        }
    }
}

/// The function that parses a simple value from text.
fn parse(of: &Ty, base64: bool) -> TokenStream {
    match of {
        Ty::String if base64 => quote!(runtime::base64_text::decode),
        Ty::String => quote!(runtime::parse::string),
        Ty::Enum(named) | Ty::Newtype(named) => {
            let name = ident(&named.ident);
            quote!(runtime::parse::open::<#name>)
        }
        Ty::IntEnum(named) => {
            let name = ident(&named.ident);
            quote!(runtime::parse::integer::<#name>)
        }
        Ty::Timestamp(TimestampFormat::DateTime) => quote!(runtime::parse_timestamp::date_time),
        Ty::Timestamp(TimestampFormat::HttpDate) => quote!(runtime::parse_timestamp::http_date),
        Ty::Timestamp(TimestampFormat::EpochSeconds) => quote!(runtime::parse_timestamp::epoch_seconds),
        other => {
            let ty = ty(other);
            quote!(runtime::parse::value::<#ty>)
        }
    }
}

/// `request.query("maxResults", input.max_results.to_string());`
pub(super) fn write_query(field: &Field, bound: &Bound) -> TokenStream {
    let name = &bound.name;
    with_value(field, |place| match &field.ty {
        Ty::List { item, sparse } => {
            let reference = &place.reference;
            let text = text(item, &Place::by_reference(quote!(item)), false);
            let items = if *sparse { quote!(#reference.iter().flatten()) } else { reference.clone() };
            quote!(for item in #items { request.query(#name, #text); })
        }
        Ty::NonEmpty(item) => {
            let reference = &place.reference;
            let text = text(item, &Place::by_reference(quote!(item)), false);
            quote!(for item in #reference { request.query(#name, #text); })
        }
        ty => {
            let text = text(ty, place, false);
            quote!(request.query(#name, #text);)
        }
    })
}

/// The end of `encode` if one member is the whole body.
pub(super) fn write_payload(
    field: &Field,
    codec: Codec,
    root: Option<&Tag>,
    content_type: &str,
) -> TokenStream {
    let name = ident(&field.ident);
    let write = |place: &Place| {
        let reference = &place.reference;
        let body = match &field.ty {
            Ty::Blob => method(place, &quote!(to_vec())),
            Ty::String => method(place, &quote!(clone().into_bytes())),
            Ty::Enum(_) | Ty::Newtype(_) => method(place, &quote!(as_str().as_bytes().to_vec())),
            _ => codec::write_value(codec, root, reference),
        };
        quote!(request.body(#content_type, #body))
    };
    if field.presence != Presence::Optional {
        return write(&Place { reference: quote!(&input.#name), value: quote!(input.#name) });
    }
    let some = write(&Place::by_reference(quote!(value)));
    // In JSON and CBOR, a missing structure is sent as one without members; for any other missing value, the body is empty.
    let empty = codec::empty(codec).filter(|_| matches!(field.ty, Ty::Struct(_)));
    let none = match empty {
        Some(empty) => quote!(request.body(#content_type, #empty)),
        None => quote!(request.finish(Vec::new())),
    };
    quote! {
        match &input.#name {
            Some(value) => #some,
            None => #none,
        }
    }
}

/// A member that is the whole body of a response. An empty body has no value.
pub(super) fn read_payload(field: &Field, codec: Codec, owner: &TokenStream) -> TokenStream {
    let name = ident(&field.ident);
    let value = match &field.ty {
        Ty::Blob => quote!(response.body.into()),
        Ty::String => quote!(response.text()?.to_owned()),
        Ty::Enum(_) | Ty::Newtype(_) => quote!(response.text()?.into()),
        _ => return codec::read_value(codec, &ident("response"), &quote!(#owner.#name)),
    };
    let value = wrapped(field, value);
    quote! {
        if !response.body.is_empty() {
            #owner.#name = #value;
        }
    }
}

/// A value as the type of the field.
pub(super) fn wrapped(field: &Field, value: TokenStream) -> TokenStream {
    match (&field.presence, field.boxed) {
        (Presence::Optional, false) => quote!(Some(#value)),
        (Presence::Optional, true) => quote!(Some(Box::new(#value))),
        (_, true) => quote!(Box::new(#value)),
        (_, false) => value,
    }
}
