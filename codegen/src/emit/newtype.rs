//! Newtypes: strings that cannot be confused.

use proc_macro2::TokenStream;
use quote::quote;

use super::codec;
use super::structure::described;
use super::tokens::{Imports, allow_self_named, docs, ident};
use crate::ir::Newtype;

/// A file for one newtype.
pub(super) fn file(shape: &Newtype) -> TokenStream {
    let imports = Imports::default().encoder(shape.writes).codecs([shape.reads]);
    let imports = if shape.sensitive { imports.runtime() } else { imports };
    let imports = imports.tokens();
    let definition = definition(shape);
    let conversions = conversions(shape);
    let printing = if shape.sensitive { redacted(shape) } else { shown(shape) };
    let (writer, reader) = (codec::newtype_writer(shape), codec::newtype_reader(shape));
    quote!(#imports #definition #conversions #printing #writer #reader)
}

fn definition(shape: &Newtype) -> TokenStream {
    let name = ident(&shape.ident);
    let docs = docs(&described(&shape.docs, &shape.ident));
    let debug = (!shape.sensitive).then(|| quote!(Debug,));
    let derive_serde = shape.serde.derive_serde();
    let transparent = shape.serde.attribute(&quote!(serde(transparent)));
    let allow = allow_self_named(&shape.ident, &["new"]);
    let wrap = format!(" Creates a new `{}` from its text.", shape.ident);
    quote! {
        #docs
        #[derive(Clone, #debug PartialEq, Eq, PartialOrd, Ord, Hash)]
        #derive_serde
        #transparent
        pub struct #name(String);

        #allow
        impl #name {
            #[doc = #wrap]
            pub fn new(text: impl Into<String>) -> Self { Self(text.into()) }

            /// Returns the text.
            pub fn as_str(&self) -> &str { &self.0 }

            /// Returns the text, owned.
            pub fn into_string(self) -> String { self.0 }
        }
    }
}

fn conversions(shape: &Newtype) -> TokenStream {
    let name = ident(&shape.ident);
    quote! {
        impl From<&str> for #name {
            fn from(text: &str) -> Self { Self(text.to_owned()) }
        }

        impl From<String> for #name {
            fn from(text: String) -> Self { Self(text) }
        }

        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str { &self.0 }
        }
    }
}

/// A secret has no `Display`, and a `Debug` that hides it.
fn redacted(shape: &Newtype) -> TokenStream {
    let name = ident(&shape.ident);
    let text = &shape.ident;
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(#text).field(&runtime::Redacted).finish()
            }
        }
    }
}

fn shown(shape: &Newtype) -> TokenStream {
    let name = ident(&shape.ident);
    quote! {
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }
    }
}
