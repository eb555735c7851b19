//! The error of the crate: all errors of the service in one enum, and the type `Error` for calls of any operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident};
use super::{error, example};
use crate::docs::append;
use crate::ir::{ErrorVariant, Service};
use crate::render;

/// The enum of all errors, and its traits. A module of an error may be called `runtime`.
pub(super) fn any(service: &Service) -> TokenStream {
    let doc = " Any error that the service returns, of any operation.";
    let errors: Vec<&ErrorVariant> = service.error_variants.iter().collect();
    let runtime = quote!(crate::runtime);
    let definition = error::definition(&runtime, &service.any_error, doc, &errors);
    let serde = error::serde(service, &runtime, &service.any_error, &errors);
    let (name, variants) = (ident(&service.any_error), error::variants(&errors));
    quote! {
        #definition
        #runtime::service_error! { #name { #(#variants),* } }
        #serde
    }
}

/// `pub type Error = farrier_runtime::Error<error::AnyError>;`
pub(super) fn alias(service: &Service) -> TokenStream {
    let any = ident(&service.any_error);
    let mut lines = Vec::new();
    append(
        &mut lines,
        format!(
            "The error of a call of any operation. `?` converts the errors of all calls, and the error enums of the \
             operations; [`{any}`](error::{any}) has a variant for each error of the model."
        ),
    );
    let code = example::framed(service, &["client-core"], render::plain(code(service)));
    example::append_block(service, &mut lines, "", code);
    let docs = docs(&lines);
    quote! {
        #docs
        pub type Error = farrier_runtime::Error<error::#any>;
    }
}

/// Two calls in a function, and the reaction to an error.
fn code(service: &Service) -> TokenStream {
    let (library, any) = (ident(&service.package.ident), ident(&service.any_error));
    let has_client = service.clients(&["client-core"]).is_printed();
    let calls = service.operations.iter().filter(|operation| has_client && !operation.has_events());
    let (parameters, calls): (Vec<TokenStream>, Vec<TokenStream>) = calls
        .zip(["first", "second"])
        .map(|(operation, name)| {
            let (name, method, input) =
                (ident(name), ident(&operation.method), ident(&operation.input.ident));
            let home = ident(if operation.input_is_shared { "types" } else { "operation" });
            (quote!(#name: #library::#home::#input), quote!(client.#method(#name).await?;))
        })
        .unzip();
    let function = (!calls.is_empty()).then(|| {
        quote! {
            async fn calls(client: &Client, #(#parameters),*) -> Result<(), Error> {
                #(#calls)*
                Ok(())
            }
        }
    });
    let import = match &function {
        Some(_) => quote!(use #library::{Client, Error};),
        None => quote!(use #library::Error;),
    };
    let (variant, advice) = match service.error_variants.first() {
        Some(error) => (ident(&error.variant), "this one is known: {error}"),
        None => (ident("Unmodelled"), "the model has no errors: {error}"),
    };
    quote! {
        use #library::error::#any;
        #import

        #function

        fn advice(error: &Error) -> String {
            match error {
                Error::Service(#any::#variant(error)) => format!(#advice),
                error if error.is_retryable() => "try again later".to_owned(),
                error => format!("{:?}, request id {:?}", error.code(), error.request_id()),
            }
        }
    }
}
