//! `tests/endpoint.rs`: the endpoint tests of the model.

use proc_macro2::TokenStream;
use quote::quote;

use super::params::owned;
use super::rules::Printer;
use crate::emit::tokens::{docs, ident};
use crate::emit::{Module, library, rust};
use crate::ir::{End, EndpointTest, ParamValue, Service};

/// Returns the file; `None` for a model without such tests.
pub(in crate::emit) fn files(service: &Service) -> Option<Module> {
    let tests = &service.endpoints.tests;
    if tests.is_empty() {
        return None;
    }
    let library = ident(&service.package.ident);
    let mut names = vec!["Params", "resolve"];
    let ends = || {
        tests.iter().filter(|test| test.ignored.is_none()).filter_map(|test| match &test.expected {
            End::Endpoint(endpoint) => Some(endpoint),
            _ => None,
        })
    };
    if ends().next().is_some() {
        names.push("Resolved");
    }
    if tests.iter().any(|test| test.ignored.is_none() && matches!(test.expected, End::Error(_))) {
        names.push("ResolveError");
    }
    if ends().any(|endpoint| !endpoint.auth_schemes.is_empty()) {
        names.push("EndpointAuthScheme");
    }
    if ends().any(|endpoint| !endpoint.properties.is_empty()) {
        names.push("Property");
    }
    if tests.iter().all(|test| test.ignored.is_some()) {
        names.clear();
    }
    names.sort_unstable();
    let names = names.into_iter().map(ident);
    let import = (names.len() > 0).then(|| quote!(use #library::endpoint::{#(#names),*};));
    let functions = tests.iter().map(function);
    let deprecated = library::allow_deprecated(service);
    let tokens = quote! {
        #![doc = " Endpoint tests of the model."]
        #deprecated
        #import
        #(#functions)*
    };
    Some(rust("tests/endpoint.rs", &service.id, tokens))
}

/// ```text
/// #[test]
/// fn us_east_1_endpoint() {
///     let params = Params::new().region("us-east-1");
///     let expected = Ok(Resolved::at("https://example.us-east-1.amazonaws.com").unwrap());
///     assert_eq!(resolve(&params), expected);
/// }
/// ```
fn function(test: &EndpointTest) -> TokenStream {
    let (name, docs) = (ident(&test.name), docs(&test.docs));
    if let Some(reason) = test.ignored {
        return quote! {
            #docs
            #[test]
            #[ignore = #reason]
            fn #name() {}
        };
    }
    let setters = test.params.iter().map(|(setter, value)| {
        let setter = ident(setter);
        let value = match value {
            ParamValue::Text(text) => quote!(#text),
            value => owned(value),
        };
        quote!(.#setter(#value))
    });
    let expected = Printer { in_test: true, ..Printer::default() }.end(&test.expected);
    quote! {
        #docs
        #[test]
        fn #name() {
            let params = Params::new() #(#setters)*;
            let expected = #expected;
            assert_eq!(resolve(&params), expected);
        }
    }
}
