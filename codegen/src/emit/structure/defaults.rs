//! Default values of members, and of missing members when serde decodes a structure.

use proc_macro2::{Literal as Number, TokenStream};
use quote::{format_ident, quote};

use super::field_label;
use crate::emit::tokens::{field_ty, ty};
use crate::emit::value;
use crate::ir::{Field, Literal, Presence, Struct, Ty};

/// `serde(default)`, or with a function of [`functions`], if the member may be missing.
pub(super) fn attribute(field: &Field, in_output: bool) -> Option<TokenStream> {
    match &field.presence {
        Presence::Default(literal) if !is_std_default(literal, &field.ty) => {
            let name = function(field).to_string();
            Some(quote!(serde(default = #name)))
        }
        Presence::Default(_) => Some(quote!(serde(default))),
        // A missing idempotency token is generated, like an empty one; missing members of responses are filled in.
        Presence::Required if field.idempotency_token && field.ty == Ty::String => {
            Some(quote!(serde(default)))
        }
        Presence::Required if in_output && has_std_default(&field.ty) => Some(quote!(serde(default))),
        _ => None,
    }
}

/// `serde(with = "..")` if the value contains floating-point numbers: formats cannot represent some of them.
pub(in crate::emit) fn floats(ty: &Ty, optional: bool) -> Option<TokenStream> {
    fn has_floats(ty: &Ty) -> bool {
        match ty {
            Ty::F32 | Ty::F64 => true,
            Ty::List { item, .. } | Ty::NonEmpty(item) => has_floats(item),
            Ty::Map { value, .. } => has_floats(value),
            _ => false,
        }
    }
    let module = "farrier_runtime::serde::float";
    // With a custom function, serde no longer treats a missing optional member as `None`.
    let default = optional.then(|| quote!(default,));
    has_floats(ty).then(|| quote!(serde(#default with = #module)))
}

/// `fn default_size() -> i32 { 12 }` for each member whose default differs from that of its type.
pub(super) fn functions(shape: &Struct) -> TokenStream {
    let fields = shape.fields.iter();
    let functions = fields.filter_map(|field| {
        let Presence::Default(literal) = &field.presence else { return None };
        if is_std_default(literal, &field.ty) {
            return None;
        }
        let (name, ty, value) = (function(field), field_ty(field), literal_value(literal, &field.ty));
        shape.traits.serde.guard(quote!(fn #name() -> #ty { #value }))
    });
    functions.collect()
}

fn function(field: &Field) -> proc_macro2::Ident {
    format_ident!("default_{}", field_label(field))
}

/// Whether the type has a `Default` that replaces a missing value.
fn has_std_default(ty: &Ty) -> bool {
    !matches!(ty, Ty::Struct(_) | Ty::Enum(_) | Ty::Newtype(_) | Ty::NonEmpty(_))
}

/// Whether the value is the `Default` of its type.
fn is_std_default(literal: &Literal, ty: &Ty) -> bool {
    match literal {
        Literal::Bool(value) => !value,
        Literal::Number(text) => text == "0" && !matches!(ty, Ty::IntEnum(_)),
        Literal::Text(text) => text.is_empty() && *ty == Ty::String,
        Literal::Blob(bytes) => bytes.is_empty(),
        Literal::Timestamp(seconds, nanoseconds) => (*seconds, *nanoseconds) == (0, 0),
        Literal::Document(_) => false,
        Literal::EmptyList | Literal::EmptyMap => true,
    }
}

/// The value as code.
pub(super) fn literal_value(literal: &Literal, of: &Ty) -> TokenStream {
    match literal {
        Literal::Bool(value) => quote!(#value),
        Literal::Number(text) if matches!(of, Ty::F32 | Ty::F64) => {
            let number = Number::f64_unsuffixed(text.parse().unwrap_or_default());
            quote!(#number)
        }
        Literal::Number(text) if matches!(of, Ty::BigInteger | Ty::BigDecimal) => {
            let ty = ty(of);
            quote!(#text.parse::<#ty>().unwrap_or_default())
        }
        Literal::Number(text) => {
            let number = Number::i64_unsuffixed(text.parse().unwrap_or_default());
            if matches!(of, Ty::IntEnum(_)) { quote!((#number).into()) } else { quote!(#number) }
        }
        Literal::Text(text) if text.is_empty() && *of == Ty::String => quote!(String::new()),
        Literal::Text(text) => {
            let ty = ty(of);
            quote!(#ty::from(#text))
        }
        Literal::Blob(bytes) => {
            let bytes = Number::byte_string(bytes);
            quote!(runtime::Blob::from(*#bytes))
        }
        Literal::Timestamp(seconds, nanoseconds) => {
            let (seconds, nanoseconds) =
                (Number::i64_unsuffixed(*seconds), Number::u32_unsuffixed(*nanoseconds));
            quote!(runtime::Timestamp::from_epoch(#seconds, #nanoseconds).unwrap_or_default())
        }
        Literal::Document(document) => value::document(document, &quote!(runtime)),
        Literal::EmptyList => quote!(Vec::new()),
        Literal::EmptyMap => quote!(BTreeMap::new()),
    }
}
