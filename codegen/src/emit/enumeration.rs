//! Enums: known values as variants, any other value kept.

use proc_macro2::TokenStream;
use quote::quote;

use super::structure::described;
use super::tokens::{Imports, deprecated, docs, ident};
use super::validate;
use crate::ir::{Enum, Variant};

/// A file for one enum.
pub(super) fn file(shape: &Enum) -> TokenStream {
    let needs_json = shape.reads || shape.writes;
    let import = Imports::default().json(needs_json);
    let import = if shape.sensitive || shape.checks { import.runtime(needs_json) } else { import }.tokens();
    let printing = if shape.sensitive { redacted(shape) } else { display(shape) };
    let definition = definition(shape);
    let inherent = inherent(shape);
    let conversions = conversions(shape);
    let serde = shape.serde.then(|| serde_impls(shape));
    let json = json(shape);
    let validation = validate::enumeration(shape);
    quote!(#import #definition #inherent #conversions #printing #validation #json #serde)
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
            /// A value that the model does not know, as it came. Made by `From` only from values that are not known.
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
            /// Every value that the model knows, in its order.
            pub const VALUES: &'static [Self] = &[#(Self::#variants),*];

            /// The value as it travels.
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

fn conversions(shape: &Enum) -> TokenStream {
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

        impl From<String> for #name {
            fn from(value: String) -> Self {
                match Self::from(value.as_str()) {
                    Self::Unknown(_) => Self::Unknown(value),
                    known => known,
                }
            }
        }

        // A value may be called `Err`, so that `Self::Err` would be two things.
        impl std::str::FromStr for #name {
            type Err = std::convert::Infallible;

            fn from_str(value: &str) -> Result<Self, std::convert::Infallible> { Ok(Self::from(value)) }
        }

        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str { self.as_str() }
        }
    }
}

fn display(shape: &Enum) -> TokenStream {
    let name = ident(&shape.ident);
    quote! {
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
    }
}

/// A secret has no `Display`, and a `Debug` that hides it.
fn redacted(shape: &Enum) -> TokenStream {
    let (name, text) = (ident(&shape.ident), &shape.ident);
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(#text).field(&runtime::Redacted).finish()
            }
        }
    }
}

fn json(shape: &Enum) -> TokenStream {
    let name = ident(&shape.ident);
    let writer = shape.writes.then(|| {
        quote! {
            impl json::ToJson for #name {
                fn to_json(&self, json: &mut json::Writer) { json.string(self.as_str()); }
            }
        }
    });
    let reader = shape.reads.then(|| {
        quote! {
            impl json::FromJson for #name {
                fn from_json(json: &mut json::Reader<'_>) -> Result<Self, json::Error> {
                    Ok(Self::from(&*json.text()?))
                }
            }
        }
    });
    quote!(#writer #reader)
}

fn serde_impls(shape: &Enum) -> TokenStream {
    let name = ident(&shape.ident);
    quote! {
        #[cfg(feature = "serde")]
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::from)
            }
        }
    }
}
