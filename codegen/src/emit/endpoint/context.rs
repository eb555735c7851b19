//! The parameters of the endpoint rules that an operation sets.

use proc_macro2::TokenStream;
use quote::quote;

use super::params::owned;
use crate::emit::tokens::ident;
use crate::ir::{ContextParam, ContextSource, ContextWalk};

/// ```text
/// fn endpoint_params(input: &Self::Input, params: &crate::endpoint::Params) -> Option<crate::endpoint::Params> {
///     let mut params = params.clone();
///     params.bucket = Some(input.bucket.clone());
///     Some(params)
/// }
/// ```
pub(in crate::emit) fn function(context: &[ContextParam]) -> Option<TokenStream> {
    if context.is_empty() {
        return None;
    }
    let reads = context.iter().any(|param| !matches!(param.source, ContextSource::Fixed(_)));
    let input = if reads { ident("input") } else { ident("_") };
    let statements = context.iter().map(statement);
    Some(quote! {
        fn endpoint_params(
            #input: &Self::Input,
            params: &crate::endpoint::Params,
        ) -> Option<crate::endpoint::Params> {
            let mut params = params.clone();
            #(#statements)*
            Some(params)
        }
    })
}

fn statement(param: &ContextParam) -> TokenStream {
    let field = ident(&param.field);
    let set = |value: TokenStream| {
        if param.optional { quote!(params.#field = Some(#value);) } else { quote!(params.#field = #value;) }
    };
    let input = Place { value: quote!(input), is_reference: true };
    match &param.source {
        ContextSource::Fixed(value) => set(owned(value)),
        ContextSource::Input(walk) => along(walk, &input, &set),
        ContextSource::Texts(walk) => texts(walk, &input, &set(quote!(found))),
    }
}

/// The location of a value.
struct Place {
    value: TokenStream,
    is_reference: bool,
}

impl Place {
    /// A binding, which is a reference.
    fn binding() -> Self {
        Self { value: quote!(value), is_reference: true }
    }
}

/// Follows fields as long as they are present; then all values are collected.
///
/// ```text
/// if let Some(value) = &input.items {
///     let mut found = Vec::new();
///     for value in value.iter() { found.push(value.clone()); }
///     params.tables = Some(found);
/// }
/// ```
fn texts(walk: &ContextWalk, place: &Place, set: &TokenStream) -> TokenStream {
    if let ContextWalk::Field { .. } = walk {
        return field(walk, place, &|then, place| texts(then, place, set));
    }
    let push = along(walk, place, &|value| quote!(found.push(#value);));
    quote! {
        let mut found = Vec::new();
        #push
        #set
    }
}

fn along(walk: &ContextWalk, place: &Place, end: &dyn Fn(TokenStream) -> TokenStream) -> TokenStream {
    let value = &place.value;
    match walk {
        ContextWalk::Field { .. } => field(walk, place, &|then, place| along(then, place, end)),
        ContextWalk::Each(then) => {
            let inside = along(then, &Place::binding(), end);
            quote!(for value in #value.iter() { #inside })
        }
        ContextWalk::Keys(then) => {
            let inside = along(then, &Place::binding(), end);
            quote!(for value in #value.keys() { #inside })
        }
        ContextWalk::Several(all) => all.iter().map(|walk| along(walk, place, end)).collect(),
        ContextWalk::Bool if place.is_reference => end(quote!(*#value)),
        ContextWalk::Bool => end(quote!(#value)),
        ContextWalk::Text => end(quote!(#value.clone())),
        ContextWalk::Named => end(quote!(#value.as_str().to_owned())),
    }
}

/// Uses a field, if it is present.
fn field(
    walk: &ContextWalk,
    place: &Place,
    inside: &dyn Fn(&ContextWalk, &Place) -> TokenStream,
) -> TokenStream {
    let ContextWalk::Field { ident: name, optional, then } = walk else { return TokenStream::new() };
    let (from, name) = (&place.value, ident(name));
    if *optional {
        let inside = inside(then, &Place::binding());
        quote!(if let Some(value) = &#from.#name { #inside })
    } else {
        inside(then, &Place { value: quote!(#from.#name), is_reference: false })
    }
}
