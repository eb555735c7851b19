//! The code of documents and forms: encoders and decoders of nested types, and the bodies and payloads that are documents.
//!
//! The rest of `emit` calls these functions and knows no codec.

mod form;
mod members;

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::tokens::ident;
use crate::ir::{Codec, Encoder, Field, Newtype, Request, Struct, Union};
use members::Names;

fn names(codec: Codec) -> &'static Names {
    match codec {
        Codec::Json => &members::JSON,
        Codec::JsonV2 => &members::JSON_V2,
        Codec::Cbor => &members::CBOR,
    }
}

/// The module of the runtime with a codec.
pub(super) fn module(codec: Codec) -> &'static str {
    names(codec).module
}

/// The module of the runtime with an encoder.
pub(super) fn encoder_module(encoder: Encoder) -> &'static str {
    match encoder {
        Encoder::Document(codec) => module(codec),
        Encoder::Form(_) => form::MODULE,
    }
}

/// The encoder of a nested structure, if it needs one.
pub(super) fn structure_writer(shape: &Struct) -> Option<TokenStream> {
    shape.writes.map(|encoder| match encoder {
        Encoder::Document(codec) => names(codec).structure_writer(shape),
        Encoder::Form(lists) => form::structure_writer(lists, shape),
    })
}

/// The decoder of a nested structure, if it needs one.
pub(super) fn structure_reader(shape: &Struct) -> Option<TokenStream> {
    shape.reads.map(|codec| names(codec).structure_reader(shape))
}

/// The encoder of a union, if it needs one.
pub(super) fn union_writer(shape: &Union) -> Option<TokenStream> {
    shape.writes.map(|encoder| match encoder {
        Encoder::Document(codec) => names(codec).union_writer(shape),
        Encoder::Form(lists) => form::union_writer(lists, shape),
    })
}

/// The decoder of a union, if it needs one.
pub(super) fn union_reader(shape: &Union) -> Option<TokenStream> {
    shape.reads.map(|codec| names(codec).union_reader(shape))
}

/// The encoder of a newtype, if it needs one.
pub(super) fn newtype_writer(shape: &Newtype) -> Option<TokenStream> {
    shape.writes.map(|encoder| match encoder {
        Encoder::Document(codec) => names(codec).newtype_writer(shape),
        Encoder::Form(_) => form::newtype_writer(shape),
    })
}

/// The decoder of a newtype, if it needs one.
pub(super) fn newtype_reader(shape: &Newtype) -> Option<TokenStream> {
    shape.reads.map(|codec| names(codec).newtype_reader(shape))
}

/// The traits of an enum for its codecs, as macros of the runtime: `crate::runtime::text_enum_cbor!(ScanDirection);`.
///
/// Those for JSON are in `text_enum` and `int_enum`, the kinds.
pub(super) fn enum_traits(
    name: &Ident,
    kind: &str,
    reads: Option<Codec>,
    writes: Option<Encoder>,
) -> TokenStream {
    let mut modules: BTreeSet<&str> =
        [reads.map(module), writes.map(encoder_module)].into_iter().flatten().collect();
    modules.remove("json");
    let macros = modules.into_iter().map(|module| ident(&format!("{kind}_{module}")));
    quote!(#(crate::runtime::#macros!(#name);)*)
}

/// An expression for the body of a request with these fields of the input.
pub(super) fn write_body(request: &Request, fields: &[&Field], input: &TokenStream) -> TokenStream {
    match request.encoder {
        Encoder::Document(codec) => write_document(codec, fields, input),
        Encoder::Form(lists) => form::write_document(lists, &request.literal_form, fields, input),
    }
}

/// An expression for the bytes of a document with these fields of `owner`.
pub(super) fn write_document(codec: Codec, fields: &[&Field], owner: &TokenStream) -> TokenStream {
    names(codec).write_document(fields, owner)
}

/// An expression for the bytes of a document that is one value.
pub(super) fn write_value(codec: Codec, reference: &TokenStream) -> TokenStream {
    names(codec).write_value(reference)
}

/// An expression for the bytes of a document without members.
pub(super) fn empty(codec: Codec) -> TokenStream {
    names(codec).empty()
}

/// A statement that decodes the document in `source`, a response or a message, into these fields of `owner`.
pub(super) fn read_document(
    codec: Codec,
    source: &Ident,
    fields: &[&Field],
    owner: &TokenStream,
) -> TokenStream {
    names(codec).read_document(source, fields, owner)
}

/// A statement that decodes the document in `source`, a response or a message, into a place of its type.
pub(super) fn read_value(codec: Codec, source: &Ident, place: &TokenStream) -> TokenStream {
    names(codec).read_value(source, place)
}
