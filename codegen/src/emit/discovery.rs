//! The endpoint discovery of operations, for clients.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;
use crate::ir::{CLIENTS, Discovery, Operation, Service, Step};

/// The input of the discovery operation, and the values of its output.
///
/// ```text
/// impl runtime::call::Discover for DescribeEndpoints { .. }
/// ```
pub(super) fn implementation(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let discovery = service.discovery.as_ref()?;
    if discovery.ident != operation.ident {
        return None;
    }
    let Discovery { input, endpoints, address, minutes, invalid, .. } = discovery;
    let (name, input) = (ident(&operation.ident), ident(input));
    let (endpoints, address, minutes) = (part(endpoints), part(address), part(minutes));
    service.clients(CLIENTS).guard(quote! {
        impl runtime::call::Discover for #name {
            const INVALID: &'static str = #invalid;

            fn ask() -> Self::Input { #input::new() }

            fn found(output: Self::Output) -> Option<(String, i64)> {
                let found = output.#endpoints.into_iter().next()?;
                Some((found.#address, found.#minutes))
            }
        }
    })
}

/// `endpoints`, or `endpoints?` if it is optional.
fn part(step: &Step) -> TokenStream {
    let name = ident(&step.field);
    if step.optional { quote!(#name?) } else { quote!(#name) }
}
