//! Integer enums: known values as variants, and a variant for other values.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::codec;
use super::structure::described;
use super::tokens::{deprecated, docs, ident};
use crate::ir::IntEnum;

/// A file for one integer enum. Macros of the runtime implement everything that does not depend on its values.
pub(super) fn file(shape: &IntEnum) -> TokenStream {
    let name = ident(&shape.ident);
    let definition = definition(shape);
    let inherent = inherent(shape);
    let conversion = conversion(shape);
    let codecs = codec::enum_traits(&name, "int_enum", shape.reads, shape.writes);
    let serde = shape.serde.guard(quote!(crate::runtime::int_enum_serde!(#name);));
    quote!(#definition #inherent #conversion crate::runtime::int_enum!(#name); #codecs #serde)
}

fn definition(shape: &IntEnum) -> TokenStream {
    let name = ident(&shape.ident);
    let enum_docs = docs(&described(&shape.docs, &shape.ident));
    let enum_deprecated = deprecated(shape.deprecated.as_ref());
    let variants = shape.variants.iter().map(|variant| {
        let name = ident(&variant.ident);
        let fallback = vec![format!("The value {}.", variant.value)];
        let docs = docs(if variant.docs.is_empty() { &fallback } else { &variant.docs });
        let deprecated = deprecated(variant.deprecated.as_ref());
        quote!(#docs #deprecated #name)
    });
    quote! {
        #enum_docs
        #enum_deprecated
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// An unknown value, unchanged.
            Unknown(i32),
        }
    }
}

fn parts(shape: &IntEnum) -> (Vec<Ident>, Vec<Literal>) {
    shape
        .variants
        .iter()
        .map(|variant| (ident(&variant.ident), Literal::i32_unsuffixed(variant.value)))
        .unzip()
}

fn inherent(shape: &IntEnum) -> TokenStream {
    let name = ident(&shape.ident);
    let (variants, values) = parts(shape);
    quote! {
        impl #name {
            /// All known values, in the order of the model.
            pub const VALUES: &'static [Self] = &[#(Self::#variants),*];

            /// Returns the wire value.
            pub fn as_i32(self) -> i32 {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => value,
                }
            }
        }
    }
}

fn conversion(shape: &IntEnum) -> TokenStream {
    let name = ident(&shape.ident);
    let (variants, values) = parts(shape);
    quote! {
        impl From<i32> for #name {
            fn from(value: i32) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    other => Self::Unknown(other),
                }
            }
        }
    }
}
