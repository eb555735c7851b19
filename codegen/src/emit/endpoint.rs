//! The module `endpoint`: parameters and rules as plain Rust.

mod context;
mod params;
mod rules;
mod tests;
mod values;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Module, example, rust};
use crate::ir::{Endpoints, RuleCall, RuleExpr, RuleTy, Service};

pub(super) use context::function as context;
pub(super) use params::owned;
pub(super) use tests::files as test_files;

/// `src/endpoint.rs`.
pub(super) fn file(service: &Service) -> Module {
    rust("src/endpoint.rs", &service.id, module(service))
}

fn module(service: &Service) -> TokenStream {
    let endpoints = &service.endpoints;
    if !endpoints.has_rules {
        return without_rules(endpoints.has_diagram);
    }
    let mut lines = vec!["The endpoint rules of the service, as code.".to_owned()];
    if let Some((region, url)) = &endpoints.example {
        let code = [
            format!("use {}::endpoint::{{resolve, Params}};", service.package.ident),
            String::new(),
            format!("let resolved = resolve(&Params::new().region(\"{region}\"))?;"),
            format!("assert_eq!(resolved.endpoint.to_string(), \"{url}\");"),
            format!("# Ok::<(), {}::endpoint::ResolveError>(())", service.package.ident),
        ];
        example::append_block(service, &mut lines, "", code);
    }
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    let params = params::items(&endpoints.params);
    let functions = endpoints.functions.iter().map(|function| rules::function(endpoints, function));
    let (partition_type, partition) =
        endpoints.uses_partitions.then(|| (quote!(Partition,), quote!(, partition))).unzip();
    let support = (endpoints.checks_region || uses_support(endpoints)).then(|| {
        quote!(
            use crate::runtime::endpoint_rules as rules;
        )
    });
    quote! {
        #(#![doc = #lines])*
        pub use crate::runtime::endpoint_rules::{EndpointAuthScheme, #partition_type Property, ResolveError, Resolved #partition};
        #support

        #params
        #(#functions)*
    }
}

/// Every service without rules has the same parameters.
fn without_rules(has_diagram: bool) -> TokenStream {
    let reason = match has_diagram {
        true => {
            " The endpoint of the service: a setting of clients, since the rules of the model are a decision diagram, which is not supported."
        }
        false => " The endpoint of the service: a setting of clients, since the model has no rules for it.",
    };
    quote! {
        #![doc = #reason]
        #[doc(inline)]
        pub use crate::runtime::endpoint_rules::without_rules::{resolve, Params};
        pub use crate::runtime::endpoint_rules::{EndpointAuthScheme, Property, ResolveError, Resolved};
    }
}

/// Whether a function of the runtime is called, other than those for partitions.
fn uses_support(endpoints: &Endpoints) -> bool {
    let mut found = false;
    for function in &endpoints.functions {
        function.expressions(&mut |value| {
            found |= matches!(value, RuleExpr::Call { function, .. } if *function != RuleCall::Partition);
        });
        // Their types appear in signatures.
        found |= function.arguments.iter().any(|variable| matches!(variable.ty, RuleTy::Url | RuleTy::Arn));
    }
    found
}
