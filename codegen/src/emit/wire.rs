//! How one member crosses the wire: a line of JSON code, a header, a label.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;
use crate::ir::{Field, Presence, Struct, TimestampFormat, Ty};

/// `object.member("Content", &input.content);`
pub(super) fn write_member(field: &Field, owner: &TokenStream) -> TokenStream {
    let name = ident(&field.ident);
    let wire_name = &field.wire_name;
    match format(&field.ty) {
        Some(format) => quote!(object.member_as::<json::#format, _>(#wire_name, &#owner.#name);),
        None => quote!(object.member(#wire_name, &#owner.#name);),
    }
}

/// `"Content" => json.member(&mut item.content),`
pub(super) fn read_member(field: &Field, owner: &TokenStream) -> TokenStream {
    let name = ident(&field.ident);
    let wire_name = &field.wire_name;
    match format(&field.ty) {
        Some(format) => quote!(#wire_name => json.member_as::<json::#format, _>(&mut #owner.#name),),
        None => quote!(#wire_name => json.member(&mut #owner.#name),),
    }
}

/// The value that reading starts from.
pub(super) fn start(shape: &Struct) -> TokenStream {
    let name = ident(&shape.ident);
    if shape.has_default() { quote!(#name::default()) } else { quote!(#name::corrected()) }
}

/// The timestamp format of a type, when it is not the one that JSON code takes by itself.
fn format(ty: &Ty) -> Option<TokenStream> {
    match ty {
        Ty::Timestamp(TimestampFormat::DateTime) => Some(quote!(DateTime)),
        Ty::Timestamp(TimestampFormat::HttpDate) => Some(quote!(HttpDate)),
        Ty::List { item, .. } | Ty::NonEmpty(item) => format(item),
        Ty::Map { value, .. } => format(value),
        _ => None,
    }
}

/// A simple value as `&str`, for headers and labels: `value` is a reference to it.
pub(super) fn text(ty: &Ty, value: &TokenStream) -> TokenStream {
    match ty {
        Ty::String => quote!(#value),
        Ty::Enum(_) | Ty::Newtype(_) => quote!(#value.as_str()),
        _ => quote!(&#value.to_string()),
    }
}

/// Runs `then` with `value` when the field has one.
pub(super) fn with_value(field: &Field, then: impl FnOnce(&TokenStream) -> TokenStream) -> TokenStream {
    let name = ident(&field.ident);
    if field.presence == Presence::Optional {
        let then = then(&quote!(value));
        return quote!(if let Some(value) = &input.#name { #then });
    }
    let direct = matches!(field.ty, Ty::Enum(_) | Ty::Newtype(_));
    then(&if direct { quote!(input.#name) } else { quote!(&input.#name) })
}
