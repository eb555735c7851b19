//! `Params`: the parameters of the rules.

use proc_macro2::TokenStream;
use quote::quote;

use crate::docs::sentence;
use crate::emit::tokens::{deprecated, docs, ident};
use crate::ir::{EndpointParam, ParamValue, RuleTy, Setting};

/// The structure, its defaults and its setters.
pub(super) fn items(params: &[EndpointParam]) -> TokenStream {
    let fields = params.iter().map(field);
    let setters = params.iter().map(setter);
    let derived = params.iter().all(|param| matches!(param.default, None | Some(ParamValue::Bool(false))));
    let derive = derived.then(|| quote!(Default,));
    let default = (!derived).then(|| default(params));
    let with_settings = with_settings(params);
    // A client requires a region then.
    let regional = params.iter().any(|param| param.setting == Some(Setting::Region));
    quote! {
        #[doc = " The parameters of the endpoint rules."]
        #[derive(Clone, Debug, #derive PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Params { #(#fields,)* }

        #default

        impl Params {
            #[doc = " Creates parameters with their default values."]
            #[must_use]
            pub fn new() -> Self { Self::default() }

            #(#setters)*
        }

        impl crate::runtime::EndpointParams for Params {
            const REGIONAL: bool = #regional;

            #with_settings

            fn resolve(&self) -> Result<Resolved, ResolveError> {
                resolve(self)
            }
        }
    }
}

fn field(param: &EndpointParam) -> TokenStream {
    let (name, docs) = (ident(&param.ident), docs(&param.docs));
    let deprecated = deprecated(param.deprecated.as_ref());
    let ty = match param.ty {
        RuleTy::Bool => quote!(bool),
        RuleTy::Texts => quote!(Vec<String>),
        _ => quote!(String),
    };
    let ty = if param.is_optional() { quote!(Option<#ty>) } else { ty };
    quote!(#docs #deprecated pub #name: #ty)
}

fn setter(param: &EndpointParam) -> TokenStream {
    let (name, setter) = (ident(&param.ident), ident(&param.setter));
    let label = param.ident.trim_start_matches("r#");
    let kind = if param.setter == param.ident { "" } else { "field@" };
    let about = sentence(&param.docs).map_or_else(String::new, |about| format!(" {about}"));
    let doc = format!(" Sets [`{label}`]({kind}Self::{label}).{about}");
    let (ty, value) = match param.ty {
        RuleTy::Bool => (quote!(bool), quote!(#name)),
        RuleTy::Texts => (quote!(impl Into<Vec<String>>), quote!(#name.into())),
        _ => (quote!(impl Into<String>), quote!(#name.into())),
    };
    let value = if param.is_optional() { quote!(Some(#value)) } else { value };
    quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #setter(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

fn default(params: &[EndpointParam]) -> TokenStream {
    let values = params.iter().map(|param| {
        let name = ident(&param.ident);
        let value = match &param.default {
            None => quote!(None),
            Some(value) => owned(value),
        };
        quote!(#name: #value)
    });
    quote! {
        impl Default for Params {
            fn default() -> Self {
                Self { #(#values,)* }
            }
        }
    }
}

/// A value as the parameter's type.
pub(in crate::emit) fn owned(value: &ParamValue) -> TokenStream {
    match value {
        ParamValue::Bool(value) => quote!(#value),
        ParamValue::Text(text) => quote!(#text.to_owned()),
        ParamValue::Texts(items) => quote!(vec![#(#items.to_owned()),*]),
    }
}

/// Converts the settings of a client, which are the same for every service.
fn with_settings(params: &[EndpointParam]) -> TokenStream {
    let find = |setting| params.iter().find(|param| param.setting == Some(setting));
    let argument = |setting, name: &str, ty: TokenStream| {
        let name = if find(setting).is_some() { ident(name) } else { ident("_") };
        quote!(#name: #ty)
    };
    let text = |setting, name: &str| {
        let param = find(setting)?;
        let name = ident(name);
        let value = quote!(#name.to_owned());
        let value = if param.default.is_some() { value } else { quote!(Some(#value)) };
        Some(quote! {
            if let Some(#name) = #name {
                self.#name = #value;
            }
        })
    };
    let flag = |setting, name: &str| {
        let param = find(setting)?;
        let name = ident(name);
        Some(if param.is_optional() {
            quote!(self.#name = Some(#name);)
        } else {
            quote!(self.#name = #name;)
        })
    };
    let arguments = [
        argument(Setting::Region, "region", quote!(Option<&str>)),
        argument(Setting::UseFips, "use_fips", quote!(bool)),
        argument(Setting::UseDualStack, "use_dual_stack", quote!(bool)),
        argument(Setting::Endpoint, "endpoint", quote!(Option<&str>)),
    ];
    let statements: Vec<TokenStream> = [
        text(Setting::Region, "region"),
        flag(Setting::UseFips, "use_fips"),
        flag(Setting::UseDualStack, "use_dual_stack"),
        text(Setting::Endpoint, "endpoint"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mutable = (!statements.is_empty()).then(|| quote!(mut));
    quote! {
        fn with_settings(#mutable self, #(#arguments),*) -> Self {
            #(#statements)*
            self
        }
    }
}
