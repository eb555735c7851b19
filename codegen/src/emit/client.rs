//! The client methods for an operation. They are in the file of the operation, so that a changed operation is one
//! changed file.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{deprecated, docs, ident};
use crate::docs::{append, summary};
use crate::ir::{Operation, Service};

/// The methods of both clients.
pub(super) fn methods(service: &Service, operation: &Operation) -> TokenStream {
    let (asynchronous, blocking) = (method(service, operation, true), method(service, operation, false));
    quote!(#asynchronous #blocking)
}

/// ```text
/// impl crate::Client {
///     pub fn send_event(&self, input: SendEventRequest) -> crate::client::Call<'_, SendEvent> { self.0.begin(input) }
/// }
/// ```
fn method(service: &Service, operation: &Operation, asynchronous: bool) -> Option<TokenStream> {
    let (features, module, client): (&[_], _, _) = if asynchronous {
        (&["client-core"], quote!(crate::client), quote!(crate::Client))
    } else {
        (&["blocking"], quote!(crate::blocking), quote!(crate::blocking::Client))
    };
    let (name, marker, input) =
        (ident(&operation.method), ident(&operation.ident), ident(&operation.input.ident));
    let docs = description(operation, asynchronous);
    let deprecated = deprecated(operation.deprecated.as_ref());
    let returns = returns(operation, &module);
    service.clients(features).guard(quote! {
        impl #client {
            #docs
            #deprecated
            pub fn #name(&self, input: #input) -> #module::Call<'_, #marker #returns> { self.0.begin(input) }
        }
    })
}

/// The kind of a call with events: `, crate::client::returns::Events`.
fn returns(operation: &Operation, module: &TokenStream) -> Option<TokenStream> {
    match (&operation.input_stream, &operation.output_stream) {
        (None, None) => None,
        (None, Some(_)) => Some(quote!(, #module::returns::Events)),
        (Some(_), None) => Some(quote!(, #module::returns::AfterEvents<#module::returns::Output>)),
        (Some(_), Some(_)) => Some(quote!(, #module::returns::AfterEvents<#module::returns::Events>)),
    }
}

fn description(operation: &Operation, asynchronous: bool) -> TokenStream {
    let mut lines = summary(&operation.docs);
    if lines.is_empty() {
        lines.push(format!("Calls the operation `{}`.", operation.name));
    }
    append(&mut lines, about_call(operation, asynchronous));
    let pages = operation.metadata.pagination.as_ref().and_then(|pagination| pagination.pages.as_ref());
    if let Some(pages) = pages {
        let items = if pages.items.is_some() { ", `.items()` the items of all pages" } else { "" };
        append(
            &mut lines,
            format!("The output is one page. `.pages()` of the call fetches all pages{items}."),
        );
    }
    if let Some(about) = about_stream(operation, asynchronous) {
        append(&mut lines, about);
    }
    docs(&lines)
}

/// The last paragraph: how to make the call, its result, and the documentation of the operation.
fn about_call(operation: &Operation, asynchronous: bool) -> String {
    let made = if asynchronous { "await it" } else { "make it with `.send()`" };
    let (marker, error) = (&operation.ident, &operation.error_ident);
    let output = &operation.output.ident;
    if operation.input_stream.is_some() {
        return format!("See [`{marker}`] for the input, the events and the errors ([`{error}`]).");
    }
    let returns = match operation.output_stream {
        Some(_) => "the events of the response as they arrive".to_owned(),
        None => format!("[`{output}`]"),
    };
    format!(
        "Returns a call: set its options, then {made}. It returns {returns}. Its error is a \
         [`CallError`](runtime::CallError), which contains the [`{error}`] of the service if there is one. See \
         [`{marker}`] for the operation."
    )
}

/// The differences when bodies or events are streamed.
fn about_stream(operation: &Operation, asynchronous: bool) -> Option<String> {
    let module = if asynchronous { "client" } else { "blocking" };
    let call = format!("super::super::{module}::Call");
    if operation.input_stream.is_some() {
        return Some(if asynchronous {
            format!(
                "[`events`]({call}::events) on the call returns a sender of events, and the call to await."
            )
        } else {
            format!("[`events`]({call}::events) on the call adds the events, and `.send()` makes the call.")
        });
    }
    let streams = match (operation.streaming_input.is_some(), operation.streaming_output) {
        (false, false) => return None,
        (true, false) => format!("[`body`]({call}::body) sends a stream of bytes instead"),
        (false, true) => format!("[`streamed`]({call}::streamed) receives a stream of bytes instead"),
        (true, true) => {
            format!(
                "[`body`]({call}::body) and [`streamed`]({call}::streamed) send and receive streams of bytes instead"
            )
        }
    };
    Some(format!("The whole body is held in memory; the call's {streams}."))
}
