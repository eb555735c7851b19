//! JSON code of nested structures: one line per member, as in the model.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;
use super::wire;
use crate::ir::Struct;

/// `impl json::ToJson for StartPosition { .. }`.
pub(super) fn writer(shape: &Struct) -> TokenStream {
    let name = ident(&shape.ident);
    let members = shape.fields.iter().map(|field| wire::write_member(field, &quote!(self)));
    let object = ident(if shape.fields.is_empty() { "_" } else { "object" });
    quote! {
        impl json::ToJson for #name {
            fn to_json(&self, json: &mut json::Writer) {
                json.object(|#object| { #(#members)* });
            }
        }
    }
}

/// `impl json::FromJson for Item { .. }`.
pub(super) fn reader(shape: &Struct) -> TokenStream {
    let name = ident(&shape.ident);
    let start = wire::start(shape);
    if shape.fields.is_empty() {
        return quote! {
            impl json::FromJson for #name {
                fn from_json(json: &mut json::Reader<'_>) -> Result<Self, json::Error> {
                    json.skip().map(|()| #start)
                }
            }
        };
    }
    let members = shape.fields.iter().map(|field| wire::read_member(field, &quote!(value)));
    quote! {
        impl json::FromJson for #name {
            fn from_json(json: &mut json::Reader<'_>) -> Result<Self, json::Error> {
                let mut value = #start;
                json.object(|json, name| match name {
                    #(#members)*
                    _ => json.skip(),
                })?;
                Ok(value)
            }
        }
    }
}
