//! The error enum of an operation: one variant per modelled error, one for everything else.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident};
use crate::ir::{ErrorVariant, Operation};

/// The enum of an operation and its traits.
pub(super) fn items(operation: &Operation) -> TokenStream {
    let doc = format!(" What the service may answer to [`{}`] instead of its output.", operation.ident);
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
            /// An error that the model does not know, or an answer that names none; all that it said is kept.
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

/// `fn read_error(metadata) -> Self::Error`.
pub(super) fn reader(operation: &Operation) -> TokenStream {
    let error = ident(&operation.error_ident);
    let arms = operation.errors.iter().map(|variant| {
        let (code, name, variant) = (&variant.code, ident(&variant.ident), ident(&variant.variant));
        quote!(Some(#code) => #error::#variant(#name::read(metadata)),)
    });
    if operation.errors.is_empty() {
        return quote! {
            fn read_error(metadata: runtime::ErrorMetadata) -> Self::Error { #error::Unmodelled(metadata) }
        };
    }
    quote! {
        fn read_error(metadata: runtime::ErrorMetadata) -> Self::Error {
            match metadata.code() {
                #(#arms)*
                _ => #error::Unmodelled(metadata),
            }
        }
    }
}
