//! The code of documents and forms: encoders and decoders of nested types, and the bodies and payloads that are documents.
//!
//! The rest of `emit` calls these functions and knows no codec.

mod form;
mod members;
mod xml;

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::tokens::ident;
use crate::ir::{Codec, Encoder, Field, Newtype, Request, Response, Struct, Tag, Union, Within};
use members::Names;

/// The kind of a codec: in JSON and CBOR, documents are trees of members with names, and differ in names of the runtime.
enum Kind {
    Members(&'static Names),
    Xml,
}

fn kind(codec: Codec) -> Kind {
    Kind::Members(match codec {
        Codec::Json => &members::JSON,
        Codec::JsonV2 => &members::JSON_V2,
        Codec::Cbor => &members::CBOR,
        Codec::Xml => return Kind::Xml,
    })
}

/// The module of the runtime with a codec.
pub(super) fn module(codec: Codec) -> &'static str {
    match kind(codec) {
        Kind::Members(names) => names.module,
        Kind::Xml => xml::MODULE,
    }
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
        Encoder::Document(codec) => match kind(codec) {
            Kind::Members(names) => names.structure_writer(shape),
            Kind::Xml => xml::structure_writer(shape),
        },
        Encoder::Form(lists) => form::structure_writer(lists, shape),
    })
}

/// The decoder of a nested structure, if it needs one.
pub(super) fn structure_reader(shape: &Struct) -> Option<TokenStream> {
    shape.reads.map(|codec| match kind(codec) {
        Kind::Members(names) => names.structure_reader(shape),
        Kind::Xml => xml::structure_reader(shape),
    })
}

/// The encoder of a union, if it needs one.
pub(super) fn union_writer(shape: &Union) -> Option<TokenStream> {
    shape.writes.map(|encoder| match encoder {
        Encoder::Document(codec) => match kind(codec) {
            Kind::Members(names) => names.union_writer(shape),
            Kind::Xml => xml::union_writer(shape),
        },
        Encoder::Form(lists) => form::union_writer(lists, shape),
    })
}

/// The decoder of a union, if it needs one.
pub(super) fn union_reader(shape: &Union) -> Option<TokenStream> {
    shape.reads.map(|codec| match kind(codec) {
        Kind::Members(names) => names.union_reader(shape),
        Kind::Xml => xml::union_reader(shape),
    })
}

/// The encoder of a newtype, if it needs one.
pub(super) fn newtype_writer(shape: &Newtype) -> Option<TokenStream> {
    shape.writes.map(|encoder| match encoder {
        Encoder::Document(codec) => match kind(codec) {
            Kind::Members(names) => names.newtype_writer(shape),
            Kind::Xml => xml::newtype_writer(shape),
        },
        Encoder::Form(_) => form::newtype_writer(shape),
    })
}

/// The decoder of a newtype, if it needs one.
pub(super) fn newtype_reader(shape: &Newtype) -> Option<TokenStream> {
    shape.reads.map(|codec| match kind(codec) {
        Kind::Members(names) => names.newtype_reader(shape),
        Kind::Xml => xml::newtype_reader(shape),
    })
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
        Encoder::Document(codec) => write_document(codec, request.root.as_ref(), fields, input),
        Encoder::Form(lists) => form::write_document(lists, &request.literal_form, fields, input),
    }
}

/// An expression for the bytes of a document with these fields of `owner`. An XML document has a root.
pub(super) fn write_document(
    codec: Codec,
    root: Option<&Tag>,
    fields: &[&Field],
    owner: &TokenStream,
) -> TokenStream {
    match kind(codec) {
        Kind::Members(names) => names.write_document(fields, owner),
        Kind::Xml => xml::write_document(known(root), fields, owner),
    }
}

/// An expression for the bytes of a document that is one value.
pub(super) fn write_value(codec: Codec, root: Option<&Tag>, reference: &TokenStream) -> TokenStream {
    match kind(codec) {
        Kind::Members(names) => names.write_value(reference),
        Kind::Xml => xml::write_value(known(root), reference),
    }
}

/// An expression for the body in place of a missing structure that is the whole body: a document without members; in XML, no body.
pub(super) fn empty(codec: Codec) -> Option<TokenStream> {
    match kind(codec) {
        Kind::Members(names) => Some(names.empty()),
        Kind::Xml => None,
    }
}

/// A statement that decodes the document of a response into these fields of `owner`.
pub(super) fn read_body(response: &Response, fields: &[&Field], owner: &TokenStream) -> TokenStream {
    let source = ident("response");
    match kind(response.codec) {
        Kind::Members(names) => names.read_document(&source, fields, owner),
        Kind::Xml => xml::read_document(&source, &response.within, fields, owner),
    }
}

/// A statement that decodes the document in a message into these fields of `owner`.
pub(super) fn read_message(codec: Codec, fields: &[&Field], owner: &TokenStream) -> TokenStream {
    let source = ident("message");
    match kind(codec) {
        Kind::Members(names) => names.read_document(&source, fields, owner),
        Kind::Xml => xml::read_document(&source, &Within::Root, fields, owner),
    }
}

/// A statement that decodes the document in `source`, a response or a message, into a place of its type.
pub(super) fn read_value(codec: Codec, source: &Ident, place: &TokenStream) -> TokenStream {
    match kind(codec) {
        Kind::Members(names) => names.read_value(source, place),
        Kind::Xml => xml::read_value(source, place),
    }
}

fn known(root: Option<&Tag>) -> &Tag {
    root.expect("lowering gives each XML document that is written a root")
}
