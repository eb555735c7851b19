//! Integer enums: known values as variants, any other value kept.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::structure::described;
use super::tokens::{Imports, deprecated, docs, ident};
use super::validate;
use crate::ir::IntEnum;

/// A file for one integer enum.
pub(super) fn file(shape: &IntEnum) -> TokenStream {
    let needs_json = shape.reads || shape.writes;
    let import = Imports::default().json(needs_json);
    let import = if shape.checks { import.runtime(needs_json) } else { import }.tokens();
    let definition = definition(shape);
    let inherent = inherent(shape);
    let conversions = conversions(shape);
    let json = json(shape);
    let serde = shape.serde.then(|| serde_impls(shape));
    let validation = validate::int_enum(shape);
    quote!(#import #definition #inherent #conversions #validation #json #serde)
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
            /// A value that the model does not know, as it came.
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
            /// Every value that the model knows, in its order.
            pub const VALUES: &'static [Self] = &[#(Self::#variants),*];

            /// The value as it travels.
            pub fn as_i32(self) -> i32 {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => value,
                }
            }
        }
    }
}

fn conversions(shape: &IntEnum) -> TokenStream {
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

        impl Default for #name {
            fn default() -> Self { Self::from(0) }
        }

        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.as_i32().fmt(f) }
        }
    }
}

fn json(shape: &IntEnum) -> TokenStream {
    let name = ident(&shape.ident);
    let writer = shape.writes.then(|| {
        quote! {
            impl json::ToJson for #name {
                fn to_json(&self, json: &mut json::Writer) { json::ToJson::to_json(&self.as_i32(), json); }
            }
        }
    });
    let reader = shape.reads.then(|| {
        quote! {
            impl json::FromJson for #name {
                fn from_json(json: &mut json::Reader<'_>) -> Result<Self, json::Error> {
                    <i32 as json::FromJson>::from_json(json).map(Self::from)
                }
            }
        }
    });
    quote!(#writer #reader)
}

fn serde_impls(shape: &IntEnum) -> TokenStream {
    let name = ident(&shape.ident);
    quote! {
        #[cfg(feature = "serde")]
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i32(self.as_i32())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                i32::deserialize(deserializer).map(Self::from)
            }
        }
    }
}
