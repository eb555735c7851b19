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
    let name = ident(&operation.method);
    let docs = description(operation, asynchronous);
    let deprecated = deprecated(operation.deprecated.as_ref());
    let (feature, client) = if asynchronous {
        ("client-core", quote!(crate::Client))
    } else {
        ("blocking", quote!(crate::blocking::Client))
    };
    let Signature { is_async, arguments, returns, call } = signature(operation, asynchronous);
    let keyword = is_async.then(|| quote!(async));
    quote! {
        #[cfg(feature = #feature)]
        impl #client {
            #docs
            #deprecated
            pub #keyword fn #name(&self, #arguments) -> #returns { #call }
        }
    }
}

/// A method without its name.
struct Signature {
    is_async: bool,
    arguments: TokenStream,
    returns: TokenStream,
    call: TokenStream,
}

/// What the method of an operation takes, returns and does; with events, it begins to listen, or to speak.
fn signature(operation: &Operation, asynchronous: bool) -> Signature {
    let (marker, input) = (ident(&operation.ident), ident(&operation.input.ident));
    let (output, error) = (ident(&operation.output.ident), ident(&operation.error_ident));
    let module = if asynchronous { quote!(crate::client) } else { quote!(crate::blocking) };
    let wait = asynchronous.then(|| quote!(.await));
    let arguments = quote!(input: #input);
    let call = quote!(self.call::<#marker>(input));
    let receiver = quote!(Result<#module::EventReceiver<#marker>, runtime::Error<#error>>);
    match (&operation.input_stream, &operation.output_stream) {
        (None, None) => Signature {
            is_async: asynchronous,
            arguments,
            returns: quote!(Result<runtime::Response<#output>, runtime::Error<#error>>),
            call: quote!(#call.send() #wait),
        },
        (None, Some(_)) => Signature {
            is_async: asynchronous,
            arguments,
            returns: receiver,
            call: quote!(#call.open() #wait),
        },
        (Some(_), _) if asynchronous => Signature {
            is_async: false,
            arguments,
            returns: quote!((crate::client::EventSender<#marker>, crate::client::EventCall<'_, #marker>)),
            call: quote!(#call.events()),
        },
        (Some(stream), _) => {
            let event = ident(&stream.events.ident);
            Signature {
                is_async: false,
                arguments: quote!(#arguments, events: impl IntoIterator<Item = #event, IntoIter = impl Iterator<Item = #event> + Send + 'static>),
                returns: quote!(crate::blocking::EventCall<'_, #marker>),
                call: quote!(#call.events(events)),
            }
        }
    }
}

fn description(operation: &Operation, asynchronous: bool) -> TokenStream {
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
    if let Some(about) = about_stream(operation, asynchronous) {
        append(&mut lines, about);
    }
    if operation.input_stream.is_some() {
        return docs(&lines);
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

/// What is different when bodies or events are streamed.
fn about_stream(operation: &Operation, asynchronous: bool) -> Option<String> {
    let module = if asynchronous { "client" } else { "blocking" };
    let call = format!("crate::{module}::Call");
    let speaks = operation.input_stream.is_some();
    let listens = operation.output_stream.is_some();
    if speaks {
        let how = if asynchronous {
            "Returns what sends the events, and the call"
        } else {
            "Sends the events in turn"
        };
        let end = if listens { "open" } else { "send" };
        return Some(format!(
            "{how}: see [`Call::events`]({call}::events) and [`{end}`](crate::{module}::EventCall::{end})."
        ));
    }
    if listens {
        return Some(
            "Returns as soon as the answer has begun; its events are received one by one.".to_owned(),
        );
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
    Some(format!("All of the body is held in memory; the call's {streams}."))
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
