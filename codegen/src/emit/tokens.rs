//! Small pieces that all emitters use: identifiers, docs, types, imports, attributes.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};

use super::codec;
use crate::ir::{Codec, Deprecation, Encoder, Field, Named, Presence, Ty};

/// An identifier from `naming`.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// `Some(value)` or `None`.
pub(super) fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

/// A path that `lower` has validated: `my_crate::Audit`.
pub(super) fn path(text: &str) -> TokenStream {
    let root = text.starts_with("::").then(|| quote!(::));
    let segments = text.trim_start_matches("::").split("::").map(ident);
    quote!(#root #(#segments)::*)
}

/// `/// line` for each line.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// `#[deprecated(since = "..", note = "..")]`.
pub(super) fn deprecated(deprecation: Option<&Deprecation>) -> Option<TokenStream> {
    let Deprecation { since, note } = deprecation?;
    // Rust only accepts version numbers; models also have dates.
    let is_version =
        |since: &&String| since.split('.').count() == 3 && since.split('.').all(|n| n.parse::<u64>().is_ok());
    let version = since.as_ref().filter(is_version);
    let note = match (since, note, version) {
        (Some(since), Some(note), None) => Some(format!("since {since}: {note}")),
        (Some(since), None, None) => Some(format!("since {since}")),
        (_, note, _) => note.clone(),
    };
    Some(match (version, note) {
        (None, None) => quote!(#[deprecated]),
        (Some(since), None) => quote!(#[deprecated(since = #since)]),
        (None, Some(note)) => quote!(#[deprecated(note = #note)]),
        (Some(since), Some(note)) => quote!(#[deprecated(since = #since, note = #note)]),
    })
}

/// A type may have the name of one of its constructors, as in `New::new`: both names are fixed.
pub(super) fn allow_self_named(ident: &str, constructors: &[&str]) -> Option<TokenStream> {
    let named = constructors.iter().any(|constructor| ident.eq_ignore_ascii_case(constructor));
    named.then(|| quote!(#[allow(clippy::self_named_constructors)]))
}

/// The type itself: `Vec<Item>`.
pub(super) fn ty(of: &Ty) -> TokenStream {
    ty_with(of, &|named| ident(&named.ident).into_token_stream(), &quote!(BTreeMap))
}

/// The type if only `runtime` is imported: `Vec<crate::types::Item>`.
pub(super) fn ty_by_path(of: &Ty) -> TokenStream {
    let named = |named: &Named| {
        let (home, name) = (path(named.home), ident(&named.ident));
        quote!(#home::#name)
    };
    ty_with(of, &named, &quote!(std::collections::BTreeMap))
}

fn ty_with(of: &Ty, name: &dyn Fn(&Named) -> TokenStream, map: &TokenStream) -> TokenStream {
    let ty = |of: &Ty| ty_with(of, name, map);
    match of {
        Ty::Bool => quote!(bool),
        Ty::I8 => quote!(i8),
        Ty::I16 => quote!(i16),
        Ty::I32 => quote!(i32),
        Ty::I64 => quote!(i64),
        Ty::F32 => quote!(f32),
        Ty::F64 => quote!(f64),
        Ty::BigInteger => quote!(runtime::BigInteger),
        Ty::BigDecimal => quote!(runtime::BigDecimal),
        Ty::String => quote!(String),
        Ty::Blob => quote!(runtime::Blob),
        Ty::Document => quote!(runtime::Document),
        Ty::Timestamp(_) => quote!(runtime::Timestamp),
        Ty::Struct(named) | Ty::Union(named) | Ty::Enum(named) | Ty::IntEnum(named) | Ty::Newtype(named) => {
            name(named)
        }
        Ty::List { item, sparse } => {
            let item = optional(ty(item), *sparse);
            quote!(Vec<#item>)
        }
        Ty::NonEmpty(item) => {
            let item = ty(item);
            quote!(runtime::NonEmpty<#item>)
        }
        Ty::Map { key, value, sparse } => {
            let (key, value) = (ty(key), optional(ty(value), *sparse));
            quote!(#map<#key, #value>)
        }
    }
}

fn optional(ty: TokenStream, optional: bool) -> TokenStream {
    if optional { quote!(Option<#ty>) } else { ty }
}

/// The type of a field: `Option<Box<Item>>`.
pub(super) fn field_ty(field: &Field) -> TokenStream {
    let ty = ty(&field.ty);
    let boxed = if field.boxed { quote!(Box<#ty>) } else { ty };
    optional(boxed, field.presence == Presence::Optional)
}

/// A number without a suffix.
pub(super) fn number(text: impl std::fmt::Display) -> Literal {
    Literal::u64_unsuffixed(text.to_string().parse().unwrap_or_default())
}

/// `use` lines of a file, collected from its types.
#[derive(Debug, Default)]
pub(super) struct Imports {
    by_home: BTreeMap<&'static str, BTreeSet<String>>,
    map: bool,
    runtime: bool,
    /// Modules of the runtime.
    modules: BTreeSet<&'static str>,
}

impl Imports {
    /// The types of these fields.
    pub(super) fn fields<'a>(mut self, fields: impl IntoIterator<Item = &'a Field>) -> Self {
        fields.into_iter().for_each(|field| self.add(&field.ty));
        self
    }

    /// These types.
    pub(super) fn types<'a>(mut self, types: impl IntoIterator<Item = &'a Ty>) -> Self {
        types.into_iter().for_each(|ty| self.add(ty));
        self
    }

    /// The runtime.
    pub(super) fn runtime(mut self) -> Self {
        self.runtime = true;
        self
    }

    /// The runtime with the types of requests.
    pub(super) fn http(mut self) -> Self {
        self.modules.insert("http");
        self.runtime()
    }

    /// The module of an encoder.
    pub(super) fn encoder(mut self, encoder: Option<Encoder>) -> Self {
        self.modules.extend(encoder.map(codec::encoder_module));
        self
    }

    /// The modules of these codecs.
    pub(super) fn codecs(mut self, codecs: impl IntoIterator<Item = Option<Codec>>) -> Self {
        self.modules.extend(codecs.into_iter().flatten().map(codec::module));
        self
    }

    /// One name of a module.
    pub(super) fn name(&mut self, home: &'static str, name: &str) {
        self.by_home.entry(home).or_default().insert(name.to_owned());
    }

    /// Removes the names that the file defines.
    pub(super) fn without(mut self, name: &str) -> Self {
        self.by_home.values_mut().for_each(|names| {
            names.remove(name);
        });
        self
    }

    fn add(&mut self, ty: &Ty) {
        match ty {
            Ty::Struct(named)
            | Ty::Union(named)
            | Ty::Enum(named)
            | Ty::IntEnum(named)
            | Ty::Newtype(named) => {
                self.name(named.home, &named.ident);
            }
            Ty::List { item, .. } => self.add(item),
            Ty::NonEmpty(item) => {
                self.runtime = true;
                self.add(item);
            }
            Ty::Map { key, value, .. } => {
                self.map = true;
                self.add(key);
                self.add(value);
            }
            Ty::BigInteger | Ty::BigDecimal | Ty::Blob | Ty::Document | Ty::Timestamp(_) => {
                self.runtime = true;
            }
            _ => {}
        }
    }

    /// The lines.
    pub(super) fn tokens(&self) -> TokenStream {
        let map = self.map.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let home = |(home, names): (&&'static str, &BTreeSet<String>)| {
            let segments = home.split("::").map(ident);
            let names = names.iter().map(|name| ident(name));
            (names.len() > 0).then(|| quote!(use #(#segments)::*::{#(#names),*};))
        };
        let before = self.by_home.iter().filter(|(home, _)| **home < "crate::runtime").map(home);
        let after = self.by_home.iter().filter(|(home, _)| **home > "crate::runtime").map(home);
        let modules = self.modules.iter().map(|module| ident(module).into_token_stream());
        let modules: Vec<TokenStream> =
            self.runtime.then(|| quote!(self)).into_iter().chain(modules).collect();
        let runtime = match &modules[..] {
            [] => None,
            [_] if self.runtime => Some(quote!(
                use crate::runtime;
            )),
            [module] => Some(quote!(use crate::runtime::#module;)),
            modules => Some(quote!(use crate::runtime::{#(#modules),*};)),
        };
        quote!(#map #(#before)* #runtime #(#after)*)
    }
}
