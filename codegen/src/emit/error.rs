//! The error enum of an operation: one variant per modelled error, one for everything else.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident};
use crate::ir::{ErrorCodes, ErrorVariant, Operation};

/// The enum of an operation and its traits.
pub(super) fn items(operation: &Operation) -> TokenStream {
    let doc = format!(" The errors of [`{}`].", operation.ident);
    let errors: Vec<&ErrorVariant> = operation.errors.iter().collect();
    enumeration(&operation.error_ident, &doc, &errors)
}

/// An enum of errors and its traits.
pub(super) fn enumeration(name: &str, doc: &str, errors: &[&ErrorVariant]) -> TokenStream {
    let name = ident(name);
    let variants: Vec<_> = errors.iter().map(|error| ident(&error.variant)).collect();
    let eq = errors.iter().all(|error| error.eq).then(|| quote!(, Eq));
    let definitions = errors.iter().zip(&variants).map(|(error, variant)| {
        let lines =
            if error.docs.is_empty() { vec![format!("`{}`.", error.code)] } else { error.docs.clone() };
        let docs = docs(&lines);
        let name = ident(&error.ident);
        quote!(#docs #variant(#name))
    });
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, PartialEq #eq)]
        #[non_exhaustive]
        pub enum #name {
            #(#definitions,)*
            /// An unmodelled error, or a response without an error name; the metadata has the whole response.
            Unmodelled(runtime::ErrorMetadata),
        }

        impl #name {
            fn inner(&self) -> &dyn runtime::ServiceError {
                match self {
                    #(Self::#variants(error) => error,)*
                    Self::Unmodelled(metadata) => metadata,
                }
            }
        }

        impl runtime::ServiceError for #name {
            fn metadata(&self) -> &runtime::ErrorMetadata { self.inner().metadata() }

            fn message(&self) -> Option<&str> { self.inner().message() }
        }

        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { std::fmt::Display::fmt(self.inner(), f) }
        }

        impl std::error::Error for #name {}
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
    // Two errors may have had the same code: the name in the model counts, then the first.
    let mut taken: HashSet<&str> = operation.errors.iter().map(|variant| &*variant.code).collect();
    let arms = operation.errors.iter().map(|variant| {
        let query_code = variant.query_code.as_deref().filter(|code| taken.insert(code));
        let codes = std::iter::once(&*variant.code).chain(query_code);
        let (name, variant) = (ident(&variant.ident), ident(&variant.variant));
        quote!(#(Some(#codes))|* => #error::#variant(#name::read(metadata)),)
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
                _ => #error::Unmodelled(metadata),
            }
        }
    }
}
