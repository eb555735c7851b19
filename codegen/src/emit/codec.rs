//! The code of documents: encoders and decoders of nested types, and the bodies and payloads that are documents.
//!
//! The rest of `emit` calls these functions and knows no codec.

mod members;

use proc_macro2::{Ident, TokenStream};

use crate::ir::{Codec, Field, Newtype, Struct, Union};
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

/// The encoder of a nested structure, if it needs one.
pub(super) fn structure_writer(shape: &Struct) -> Option<TokenStream> {
    shape.writes.map(|codec| names(codec).structure_writer(shape))
}

/// The decoder of a nested structure, if it needs one.
pub(super) fn structure_reader(shape: &Struct) -> Option<TokenStream> {
    shape.reads.map(|codec| names(codec).structure_reader(shape))
}

/// The encoder of a union, if it needs one.
pub(super) fn union_writer(shape: &Union) -> Option<TokenStream> {
    shape.writes.map(|codec| names(codec).union_writer(shape))
}

/// The decoder of a union, if it needs one.
pub(super) fn union_reader(shape: &Union) -> Option<TokenStream> {
    shape.reads.map(|codec| names(codec).union_reader(shape))
}

/// The encoder of a newtype, if it needs one.
pub(super) fn newtype_writer(shape: &Newtype) -> Option<TokenStream> {
    shape.writes.map(|codec| names(codec).newtype_writer(shape))
}

/// The decoder of a newtype, if it needs one.
pub(super) fn newtype_reader(shape: &Newtype) -> Option<TokenStream> {
    shape.reads.map(|codec| names(codec).newtype_reader(shape))
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
