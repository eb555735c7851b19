//! Enums: known values as variants, and a variant for other values.

use proc_macro2::TokenStream;
use quote::quote;

use super::codec;
use super::structure::described;
use super::tokens::{deprecated, docs, ident};
use crate::ir::{Enum, Variant};

/// A file for one enum. Macros of the runtime implement everything that does not depend on its values.
pub(super) fn file(shape: &Enum) -> TokenStream {
    let name = ident(&shape.ident);
    let definition = definition(shape);
    let inherent = inherent(shape);
    let conversion = conversion(shape);
    // A secret has no `Display`, and a `Debug` that hides it.
    let printing = ident(if shape.sensitive { "Redacted" } else { "Display" });
    let codecs = codec::enum_traits(&name, "text_enum", shape.reads, shape.writes);
    let serde = shape.serde.guard(quote!(crate::runtime::text_enum_serde!(#name);));
    quote!(#definition #inherent #conversion crate::runtime::text_enum!(#name, #printing); #codecs #serde)
}

fn definition(shape: &Enum) -> TokenStream {
    let name = ident(&shape.ident);
    let docs = docs(&described(&shape.docs, &shape.ident));
    let deprecated = deprecated(shape.deprecated.as_ref());
    let variants = shape.variants.iter().map(variant);
    let debug = (!shape.sensitive).then(|| quote!(Debug,));
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #debug PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// An unknown value, unchanged. `From` creates it only for unknown values.
            Unknown(String),
        }
    }
}

fn variant(variant: &Variant<String>) -> TokenStream {
    let name = ident(&variant.ident);
    let docs = if variant.docs.is_empty() {
        let line = format!(" The value `{}`.", variant.value.escape_debug().to_string().replace('`', "'"));
        quote!(#[doc = #line])
    } else {
        docs(&variant.docs)
    };
    let deprecated = deprecated(variant.deprecated.as_ref());
    quote!(#docs #deprecated #name)
}

fn inherent(shape: &Enum) -> TokenStream {
    let name = ident(&shape.ident);
    let (variants, values): (Vec<_>, Vec<_>) = parts(shape).unzip();
    quote! {
        impl #name {
            /// All known values, in the order of the model.
            pub const VALUES: &'static [Self] = &[#(Self::#variants),*];

            /// Returns the wire value.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => value,
                }
            }
        }
    }
}

fn parts(shape: &Enum) -> impl Iterator<Item = (proc_macro2::Ident, &String)> {
    shape.variants.iter().map(|variant| (ident(&variant.ident), &variant.value))
}

fn conversion(shape: &Enum) -> TokenStream {
    let name = ident(&shape.ident);
    let (variants, values): (Vec<_>, Vec<_>) = parts(shape).unzip();
    quote! {
        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    _ => Self::Unknown(value.to_owned()),
                }
            }
        }
    }
}
