//! Additional traits and documentation of an operation with a stream.

use proc_macro2::TokenStream;
use quote::quote;

use super::example;
use super::tokens::{Imports, ident};
use crate::docs::append;
use crate::ir::{CLIENTS, EventStream, Operation, Service, StreamingBlob};

/// ```text
/// impl runtime::OutputStream for Converse { .. }
/// ```
pub(super) fn implementations(service: &Service, operation: &Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let input = operation.input_stream.as_ref().map(|stream| {
        let events = ident(&stream.events.ident);
        quote! {
            impl runtime::InputStream for #name {
                type Event = #events;

                fn frame(event: &Self::Event) -> Result<Vec<u8>, runtime::MessageError> {
                    event.to_message().encode()
                }
            }
        }
    });
    let output = operation.output_stream.as_ref().and_then(|stream| {
        let (events, failure) = (ident(&stream.events.ident), ident(&stream.failure.as_ref()?.ident));
        let initial = stream.initial_message.then(|| {
            quote!(
                const INITIAL_RESPONSE: bool = true;
            )
        });
        let members = (stream.initial_message && !operation.output.fields.is_empty()).then(|| {
            quote!(
                const INITIAL_MEMBERS: bool = true;
            )
        });
        Some(quote! {
            impl runtime::OutputStream for #name {
                type Event = #events;
                type Failure = #failure;

                #initial
                #members

                fn read_noting(
                    message: &runtime::Message,
                    unreadable: &mut runtime::UnreadableMembers,
                ) -> Result<Self::Event, runtime::StreamError<Self::Failure>> {
                    #events::read_message(message, unreadable)
                }
            }
        })
    });
    let bodies = bodies(service, operation);
    quote!(#input #output #bodies)
}

/// The traits of bodies that can be streamed.
///
/// ```text
/// impl runtime::call::StreamingInput for PutFile { .. }
/// ```
fn bodies(service: &Service, operation: &Operation) -> TokenStream {
    let (name, clients) = (ident(&operation.ident), service.clients(CLIENTS));
    let input = operation.streaming_input.as_ref().and_then(|blob| {
        let StreamingBlob { member, content_type, .. } = blob;
        let requires_length = blob.requires_length.then(|| {
            quote!(
                const REQUIRES_LENGTH: bool = true;
            )
        });
        let needs_whole = blob.needs_whole.then(|| {
            quote!(
                const NEEDS_WHOLE_BODY: bool = true;
            )
        });
        clients.guard(quote! {
            impl runtime::call::StreamingInput for #name {
                const MEMBER: &'static str = #member;
                const CONTENT_TYPE: &'static str = #content_type;
                #requires_length
                #needs_whole
            }
        })
    });
    let output = operation
        .streaming_output
        .then(|| clients.guard(quote!(impl runtime::call::StreamingOutput for #name {})));
    let output = output.flatten();
    quote!(#input #output)
}

/// The names that the implementations use.
pub(super) fn import(operation: &Operation, imports: &mut Imports) {
    let output = operation.output_stream.iter();
    for stream in operation.input_stream.iter().chain(output.clone()) {
        imports.name(stream.events.home, &stream.events.ident);
    }
    for failure in output.filter_map(|stream| stream.failure.as_ref()) {
        imports.name(failure.home, &failure.ident);
    }
}

/// Sections about the events.
pub(super) fn describe(service: &Service, operation: &Operation, lines: &mut Vec<String>) {
    if let Some(stream) = &operation.input_stream {
        append(lines, "# Events of the request");
        follows(stream, "request", "sent", lines);
        example(service, example::send_event(service, operation), lines);
    }
    if let Some(stream) = &operation.output_stream {
        append(lines, "# Events of the response");
        follows(stream, "response", "received", lines);
        if stream.initial_message {
            append(lines, INITIAL_RESPONSE);
        }
        example(service, example::read_events(service, operation), lines);
    }
}

const INITIAL_RESPONSE: &str = "The first message is not an event: its type is `initial-response`, and its payload is the \
    document of the output. Clients read it before they return. Without a client, pass status, headers and that payload to \
    `decode`.";

fn follows(stream: &EventStream, what: &str, how: &str, lines: &mut Vec<String>) {
    let (member, events) = (&stream.member, &stream.events.ident);
    append(
        lines,
        format!("The {what} is followed by [`{events}`], {how} event by event: the member `{member}`."),
    );
    lines.push(String::new());
    lines.extend(stream.docs.iter().cloned());
}

fn example(service: &Service, code: Vec<String>, lines: &mut Vec<String>) {
    if !code.is_empty() {
        example::append_block(service, lines, "", code);
    }
}
