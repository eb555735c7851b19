//! The module `endpoint`: parameters, rules and partitions as plain Rust.

mod context;
mod params;
mod partitions;
mod rules;
mod tests;
mod values;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Module, rust};
use crate::docs::append;
use crate::ir::{Endpoints, RuleCall, RuleExpr, RuleTy, Service};

pub(super) use context::function as context;
pub(super) use tests::files as test_files;

/// `src/endpoint.rs` and what is below it.
pub(super) fn files(service: &Service) -> Vec<Module> {
    let endpoints = &service.endpoints;
    let mut files = vec![rust("src/endpoint.rs", &service.id, "endpoint", module(service))];
    if !endpoints.partitions.is_empty() {
        let table = partitions::table(&endpoints.partitions);
        files.push(rust("src/endpoint/partitions.rs", &service.id, "endpoint", table));
    }
    files
}

fn module(service: &Service) -> TokenStream {
    let endpoints = &service.endpoints;
    let mut lines = vec!["Where requests go: the endpoint rules of the service, as code.".to_owned()];
    if let Some((region, url)) = &endpoints.example {
        append(&mut lines, "```");
        lines.push(format!("use {}::endpoint::{{resolve, Params}};", service.crate_ident));
        lines.push(String::new());
        lines.push(format!("let resolved = resolve(&Params::new().region(\"{region}\"))?;"));
        lines.push(format!("assert_eq!(resolved.endpoint.to_string(), \"{url}\");"));
        lines.push(format!("# Ok::<(), {}::endpoint::ResolveError>(())", service.crate_ident));
        lines.push("```".to_owned());
    }
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    let params = params::items(&endpoints.params);
    let functions = endpoints.functions.iter().map(|function| rules::function(endpoints, function));
    let partitions = (!endpoints.partitions.is_empty()).then(|| {
        (
            quote!(
                mod partitions;
            ),
            quote!(
                pub use self::partitions::partition;
            ),
        )
    });
    let (partitions, partition) = partitions.unzip();
    let partition_type = partition.is_some().then(|| quote!(Partition,));
    let support = (endpoints.checks_region || uses_support(endpoints)).then(|| {
        quote!(
            use crate::runtime::endpoint_rules as rules;
        )
    });
    quote! {
        #(#![doc = #lines])*
        #partitions
        #partition
        pub use crate::runtime::endpoint_rules::{EndpointAuthScheme, #partition_type Property, ResolveError, Resolved};
        #support

        #params
        #(#functions)*
    }
}

/// Whether a function of the runtime support is called, besides that for partitions.
fn uses_support(endpoints: &Endpoints) -> bool {
    let mut found = false;
    for function in &endpoints.functions {
        function.expressions(&mut |value| {
            found |= matches!(value, RuleExpr::Call { function, .. } if *function != RuleCall::Partition);
        });
        // Their types are named in signatures.
        found |= function.arguments.iter().any(|variable| matches!(variable.ty, RuleTy::Url | RuleTy::Arn));
    }
    found
}
