//! Unions: one of several members, and a variant for other members.

use proc_macro2::TokenStream;
use quote::quote;

use super::structure::{defaults, described};
use super::tokens::{Imports, deprecated, docs, ident, ty};
use super::{codec, validate};
use crate::ir::{Gate, Union, UnionMember};

/// A file for one union.
pub(super) fn file(shape: &Union) -> TokenStream {
    let types = shape.members.iter().filter_map(|member| member.ty.as_ref());
    let imports = Imports::default().types(types).without(&shape.ident).runtime();
    let imports = imports.encoder(shape.writes).codecs([shape.reads]).tokens();
    let definition = definition(shape);
    let default = corrected(shape);
    let debug = (!shape.traits.debug).then(|| debug(shape));
    let (writer, reader) = (codec::union_writer(shape), codec::union_reader(shape));
    let validation = validate::union(shape);
    quote!(#imports #definition #default #debug #validation #writer #reader)
}

fn definition(shape: &Union) -> TokenStream {
    let name = ident(&shape.ident);
    let docs = docs(&described(&shape.docs, &shape.ident));
    let deprecated = deprecated(shape.deprecated.as_ref());
    let debug = shape.traits.debug.then(|| quote!(Debug,));
    let eq = shape.traits.eq.then(|| quote!(, Eq, Hash));
    let more = shape.traits.more.iter().map(|path| super::tokens::path(path));
    let members = shape.members.iter().map(|member| self::member(member, shape.traits.serde));
    let derive_serde = shape.traits.serde.derive_serde();
    let untagged = shape.traits.serde.attribute(&quote!(serde(untagged)));
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #debug PartialEq #eq #(, #more)*)]
        #derive_serde
        #[non_exhaustive]
        pub enum #name {
            #(#members,)*
            /// An unknown member, unchanged.
            #untagged
            Unknown(runtime::UnknownMember),
        }
    }
}

fn member(member: &UnionMember, serde: Gate) -> TokenStream {
    let name = ident(&member.ident);
    let docs = docs(&member.docs);
    let deprecated = deprecated(member.deprecated.as_ref());
    let serde_name = &member.serde_name;
    let rename = (member.ident != *serde_name).then(|| quote!(serde(rename = #serde_name)));
    let value = match (&member.ty, member.boxed) {
        // With braces, so that serde encodes it like the wire: an empty object.
        (None, _) => quote!({}),
        (Some(of), false) => {
            let ty = ty(of);
            quote!((#ty))
        }
        (Some(of), true) => {
            let ty = ty(of);
            quote!((Box<#ty>))
        }
    };
    let floats = member.ty.as_ref().and_then(|ty| defaults::floats(ty, false));
    let attributes =
        [rename, floats].into_iter().flatten().filter_map(|attribute| serde.attribute(&attribute));
    quote!(#docs #deprecated #(#attributes)* #name #value)
}

/// The initial value of decoding, if a response lacks a required union.
fn corrected(shape: &Union) -> TokenStream {
    let name = ident(&shape.ident);
    quote! {
        /// Returns the value of a missing required union: no known member.
        impl Default for #name {
            fn default() -> Self { Self::Unknown(runtime::UnknownMember::default()) }
        }
    }
}

fn debug(shape: &Union) -> TokenStream {
    let name = ident(&shape.ident);
    let arms = shape.members.iter().map(|member| {
        let (variant, label) = (ident(&member.ident), &member.ident);
        match (&member.ty, member.sensitive) {
            (None, _) => quote!(Self::#variant {} => f.write_str(#label),),
            (Some(_), false) => quote!(Self::#variant(value) => f.debug_tuple(#label).field(value).finish(),),
            (Some(_), true) => {
                quote!(Self::#variant(_) => f.debug_tuple(#label).field(&runtime::Redacted).finish(),)
            }
        }
    });
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    #(#arms)*
                    Self::Unknown(_) => f.debug_tuple("Unknown").field(&runtime::Redacted).finish(),
                }
            }
        }
    }
}
