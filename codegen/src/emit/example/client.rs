//! The client in examples: with the settings that its calls need.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::auth::{self, Way};
use crate::emit::tokens::ident;
use crate::ir::{NeededParam, Operation, RuleTy, Service, Setting};

/// The method of builders for a setting.
pub(in crate::emit) fn method(setting: Setting) -> &'static str {
    match setting {
        Setting::Region => "region",
        Setting::UseFips => "use_fips",
        Setting::UseDualStack => "use_dual_stack",
        Setting::Endpoint => "endpoint_url",
    }
}

/// The needed settings of a service, each with a value.
pub(in crate::emit) fn settings(service: &Service) -> impl Iterator<Item = (&'static str, &str)> {
    service.settings.needed.iter().map(|setting| {
        let value = if *setting == Setting::Endpoint { &service.example_endpoint } else { "us-west-2" };
        (method(*setting), value)
    })
}

/// A client for the calls of an operation, as an expression in a function that returns a `Result`.
pub(super) struct Client {
    pub(super) code: TokenStream,
    /// The type of `auth` to import.
    pub(super) import: Option<Ident>,
}

impl Client {
    /// `Client::new("us-west-2")`, or a builder if a call also needs an identity or parameters of the endpoint rules.
    pub(super) fn of(
        service: &Service,
        operation: &Operation,
        client: &TokenStream,
        is_taken: impl Fn(&str) -> bool,
    ) -> Self {
        let way = auth::needed(operation);
        let (methods, values): (Vec<Ident>, Vec<&str>) =
            settings(service).map(|(method, value)| (ident(method), value)).unzip();
        if way.is_none() && service.settings.params.is_empty() {
            return Self { code: quote!(#client::new(#(#values),*)), import: None };
        }
        let params = service.settings.params.iter().map(|param| {
            let (name, value) = (ident(&param.setter), example_value(param));
            quote!(.endpoint_params(|params| params.#name(#value)))
        });
        let library = ident(&service.package.ident);
        let identity = way.map(|Way { method, ty, arguments, .. }| {
            let (method, name) = (ident(method), ident(ty));
            let path = if is_taken(ty) { quote!(#library::auth::#name) } else { quote!(#name) };
            quote!(.#method(#path::new(#(#arguments),*)))
        });
        let code = quote!(#client::builder() #(.#methods(#values))* #(#params)* #identity .build()?);
        let import = way.filter(|way| !is_taken(way.ty)).map(|way| ident(way.ty));
        Self { code, import }
    }
}

fn example_value(param: &NeededParam) -> TokenStream {
    let text = param.setter.trim_start_matches("r#").replace('_', " ");
    match param.ty {
        RuleTy::Bool => quote!(true),
        RuleTy::Texts => quote!([#text.to_owned()]),
        _ => quote!(#text),
    }
}
