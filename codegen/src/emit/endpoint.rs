//! The module `endpoint`: parameters, rules and partitions as plain Rust.

mod context;
mod params;
mod partitions;
mod rules;
mod tests;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Module, rust};
use crate::ir::{End, Endpoints, RuleExpr, Service, Step};

pub(super) use context::function as context;
pub(super) use tests::files as test_files;

/// `src/endpoint.rs` and what is below it.
pub(super) fn files(service: &Service) -> Vec<Module> {
    let endpoints = &service.endpoints;
    let mut files = vec![rust("src/endpoint.rs", &service.id, "endpoint", module(endpoints))];
    if !endpoints.partitions.is_empty() {
        let table = partitions::table(&endpoints.partitions);
        files.push(rust("src/endpoint/partitions.rs", &service.id, "endpoint", table));
    }
    files
}

fn module(endpoints: &Endpoints) -> TokenStream {
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
        #![doc = " Where requests go: the endpoint rules of the service, as code."]
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
    fn value(of: &RuleExpr) -> bool {
        let mut found =
            matches!(of, RuleExpr::Call { function, .. } if *function != crate::ir::RuleCall::Partition);
        of.inside(&mut |inside| found |= value(inside));
        found
    }
    fn steps(all: &[Step]) -> bool {
        all.iter().any(|step| match step {
            Step::Let { value: of, .. } | Step::Required { value: of, .. } => value(of),
            Step::If { condition, then, .. } => value(condition) || steps(then),
            Step::IfLet { value: of, then, .. } => value(of) || steps(then),
            Step::End(End::Error(of)) => value(of),
            Step::End(End::Endpoint(endpoint)) => {
                let schemes = endpoint.auth_schemes.iter().flat_map(|scheme| {
                    std::iter::once(&scheme.name).chain(&scheme.signing_name).chain(&scheme.signing_regions)
                });
                let headers = endpoint.headers.iter().map(|(_, value)| value);
                std::iter::once(&endpoint.url).chain(schemes).chain(headers).any(value)
                    || rules::property_values(&endpoint.properties).into_iter().any(value)
            }
            Step::End(End::Exhausted | End::Call { .. }) => false,
        })
    }
    endpoints.functions.iter().any(|function| steps(&function.body))
}
