//! The methods by which clients call an operation. They stand in its own file, so that a changed operation is one changed
//! file.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{deprecated, docs, ident};
use crate::docs::{append, summary};
use crate::ir::{Operation, Service};

/// The methods of both clients, and those of the input that begin a call.
pub(super) fn methods(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let fluent = (!operation.input_is_shared).then(|| fluent(operation));
    let (asynchronous, blocking) = (method(operation, true), method(operation, false));
    service.client.then(|| quote!(#asynchronous #blocking #fluent))
}

/// ```text
/// impl crate::Client {
///     pub async fn send_event(&self, input: SendEventRequest) -> Result<..> { self.call::<SendEvent>(input).send().await }
/// }
/// ```
fn method(operation: &Operation, asynchronous: bool) -> TokenStream {
    let (marker, name) = (ident(&operation.ident), ident(&operation.method));
    let (input, output) = (ident(&operation.input.ident), ident(&operation.output.ident));
    let error = ident(&operation.error_ident);
    let docs = description(operation);
    let deprecated = deprecated(operation.deprecated.as_ref());
    let (feature, client, keyword, wait) = if asynchronous {
        ("client-core", quote!(crate::Client), Some(quote!(async)), Some(quote!(.await)))
    } else {
        ("blocking", quote!(crate::blocking::Client), None, None)
    };
    quote! {
        #[cfg(feature = #feature)]
        impl #client {
            #docs
            #deprecated
            pub #keyword fn #name(
                &self,
                input: #input,
            ) -> Result<runtime::Response<#output>, runtime::Error<#error>> {
                self.call::<#marker>(input).send() #wait
            }
        }
    }
}

fn description(operation: &Operation) -> TokenStream {
    let mut lines = summary(&operation.docs);
    if lines.is_empty() {
        lines.push(format!("Calls the operation `{}`.", operation.name));
    }
    append(&mut lines, format!("See [`{}`] for what it takes and returns.", operation.ident));
    let pages = operation.metadata.pagination.as_ref().and_then(|pagination| pagination.pages.as_ref());
    if let Some(pages) = pages {
        let items = if pages.items.is_some() { ", or of all items by `items()`" } else { "" };
        let call = format!("`client.call::<{}>(input).pages()`", operation.ident);
        append(&mut lines, format!("This is one page. All of them are to be had by {call}{items}."));
    }
    append(&mut lines, "# Errors");
    append(
        &mut lines,
        format!(
            "Nothing could be sent, no answer came, the service refuses with a [`{}`], or its answer cannot be read.",
            operation.error_ident
        ),
    );
    docs(&lines)
}

/// ```text
/// impl SendEventRequest {
///     pub fn send(self, client: &crate::Client) -> crate::client::Call<'_, SendEvent> { client.call(self) }
/// }
/// ```
fn fluent(operation: &Operation) -> TokenStream {
    let (marker, input) = (ident(&operation.ident), ident(&operation.input.ident));
    let begins = format!(" Begins a call of `{}` with this input, by an async client.", operation.name);
    let begins_blocking =
        format!(" Begins a call of `{}` with this input, by a blocking client.", operation.name);
    quote! {
        #[cfg(feature = "client-core")]
        impl #input {
            #[doc = #begins]
            pub fn send(self, client: &crate::Client) -> crate::client::Call<'_, #marker> {
                client.call(self)
            }
        }

        #[cfg(feature = "blocking")]
        impl #input {
            #[doc = #begins_blocking]
            pub fn send_blocking(self, client: &crate::blocking::Client) -> crate::blocking::Call<'_, #marker> {
                client.call(self)
            }
        }
    }
}
