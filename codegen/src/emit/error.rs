//! Error enums, of an operation and of the service: one variant per modelled error, one for everything else.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::tokens::{docs, ident, number};
use crate::ir::{ErrorCodes, ErrorVariant, Operation, Service};

/// The enum of an operation and its traits.
pub(super) fn items(service: &Service, operation: &Operation) -> TokenStream {
    let doc = format!(" The errors of [`{}`].", operation.ident);
    let errors: Vec<&ErrorVariant> = operation.errors.iter().collect();
    part(service, &operation.error_ident, &doc, &errors)
}

/// An enum of some errors of a service, and its traits.
pub(super) fn part(service: &Service, name: &str, doc: &str, errors: &[&ErrorVariant]) -> TokenStream {
    let any = ident(&service.any_error);
    let runtime = quote!(runtime);
    let definition = definition(&runtime, name, doc, errors);
    let serde = serde(service, &runtime, name, errors);
    let (name, variants) = (ident(name), variants(errors));
    quote! {
        #definition
        runtime::operation_error! { #name in #any { #(#variants),* } }
        #serde
    }
}

pub(super) fn variants(errors: &[&ErrorVariant]) -> Vec<Ident> {
    errors.iter().map(|error| ident(&error.variant)).collect()
}

pub(super) fn serde(
    service: &Service,
    runtime: &TokenStream,
    name: &str,
    errors: &[&ErrorVariant],
) -> Option<TokenStream> {
    let (name, variants) = (ident(name), variants(errors));
    service.serde().guard(quote!(#runtime::error_serde! { #name { #(#variants),* } }))
}

/// ```text
/// pub enum SendMessageError { AccessDeniedException(Box<AccessDeniedException>), .. Unmodelled(runtime::ErrorMetadata) }
/// ```
pub(super) fn definition(
    runtime: &TokenStream,
    name: &str,
    doc: &str,
    errors: &[&ErrorVariant],
) -> TokenStream {
    let name = ident(name);
    let eq = errors.iter().all(|error| error.eq).then(|| quote!(, Eq));
    let definitions = errors.iter().map(|error| {
        let lines =
            if error.docs.is_empty() { vec![format!("`{}`.", error.code)] } else { error.docs.clone() };
        let docs = docs(&lines);
        let (variant, name) = (ident(&error.variant), ident(&error.ident));
        quote!(#docs #variant(Box<#name>))
    });
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, PartialEq #eq)]
        #[non_exhaustive]
        pub enum #name {
            #(#definitions,)*
            /// An unmodelled error, or a response without an error name; the metadata has the whole response.
            Unmodelled(#runtime::ErrorMetadata),
        }
    }
}

/// `const ERROR_CODES: runtime::ErrorCodes = runtime::ErrorCodes::TypeFirst;`, if it differs from the default.
pub(super) fn codes(operation: &Operation) -> Option<TokenStream> {
    let place = match operation.error_codes {
        ErrorCodes::CodeFirst => return None,
        ErrorCodes::TypeFirst => quote!(TypeFirst),
        ErrorCodes::QueryCompatible => quote!(QueryCompatible),
    };
    Some(quote!(const ERROR_CODES: runtime::ErrorCodes = runtime::ErrorCodes::#place;))
}

/// `fn read_error(metadata) -> Self::Error`.
pub(super) fn reader(operation: &Operation) -> TokenStream {
    let error = ident(&operation.error_ident);
    // In the Query protocol, two errors may have the same code. That of the protocol counts, then the first.
    let primary: HashSet<&str> = operation.errors.iter().map(|variant| &*variant.code).collect();
    let mut taken = HashSet::new();
    let arms = operation.errors.iter().filter_map(|variant| {
        let other = variant.other_code.as_deref().filter(|code| !primary.contains(code));
        let codes = std::iter::once(&*variant.code).chain(other);
        let codes: Vec<&str> = codes.filter(|code| taken.insert(*code)).collect();
        let (name, variant) = (ident(&variant.ident), ident(&variant.variant));
        let arm = || quote!(#(Some(#codes))|* => #error::#variant(Box::new(#name::read(metadata))),);
        (!codes.is_empty()).then(arm)
    });
    let without_code = operation.errors.iter().filter_map(|variant| {
        let (status, code) = (number(variant.status_without_code?), &variant.code);
        let (name, variant) = (ident(&variant.ident), ident(&variant.variant));
        let value = quote!(#name::read(metadata.of_shape(#code)));
        Some(quote!(None if metadata.status().as_u16() == #status => #error::#variant(Box::new(#value)),))
    });
    let name = ident(match operation.error_codes {
        ErrorCodes::QueryCompatible => "shape_name",
        ErrorCodes::CodeFirst | ErrorCodes::TypeFirst => "code",
    });
    if operation.errors.is_empty() {
        return quote! {
            fn read_error(metadata: runtime::ErrorMetadata) -> Self::Error { #error::Unmodelled(metadata) }
        };
    }
    quote! {
        fn read_error(metadata: runtime::ErrorMetadata) -> Self::Error {
            match metadata.#name() {
                #(#arms)*
                #(#without_code)*
                _ => #error::Unmodelled(metadata),
            }
        }
    }
}
