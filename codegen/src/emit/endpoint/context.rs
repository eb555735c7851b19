//! What an operation says about the parameters of the endpoint rules.

use proc_macro2::TokenStream;
use quote::quote;

use super::params::owned;
use crate::emit::tokens::ident;
use crate::ir::{ContextEnd, ContextField, ContextParam, ContextSource};

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
    let reads = context.iter().any(|param| matches!(param.source, ContextSource::Path { .. }));
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
    match &param.source {
        ContextSource::Fixed(value) => set(owned(value)),
        ContextSource::Path { fields, end } => {
            along(quote!(input), fields, &|value| set(converted(&value, end)))
        }
    }
}

/// From field to field, as far as they are there.
fn along(
    from: TokenStream,
    fields: &[ContextField],
    end: &dyn Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let Some((first, rest)) = fields.split_first() else { return end(from) };
    let name = ident(&first.ident);
    if first.optional {
        let inner = along(quote!(value), rest, end);
        quote!(if let Some(value) = &#from.#name { #inner })
    } else {
        along(quote!(#from.#name), rest, end)
    }
}

fn converted(value: &TokenStream, end: &ContextEnd) -> TokenStream {
    match end {
        // A binding is a reference, a field is not.
        ContextEnd::Bool if value.to_string() == "value" => quote!(*#value),
        ContextEnd::Bool => quote!(#value),
        ContextEnd::Text => quote!(#value.clone()),
        ContextEnd::Named => quote!(#value.as_str().to_owned()),
        ContextEnd::Texts => quote!(#value.iter().map(|item| item.as_str().to_owned()).collect()),
        ContextEnd::Keys => quote!(#value.keys().map(|key| key.as_str().to_owned()).collect()),
        ContextEnd::Each(ContextField { ident: name, optional }) => {
            let name = ident(name);
            if *optional {
                quote!(#value.iter().filter_map(|item| Some(item.#name.as_ref()?.as_str().to_owned())).collect())
            } else {
                quote!(#value.iter().map(|item| item.#name.as_str().to_owned()).collect())
            }
        }
    }
}
