//! The events of a stream: the enum, its errors, and the conversions between events and messages.

use proc_macro2::TokenStream;
use quote::quote;

use super::structure::described;
use super::tokens::{Imports, deprecated, docs, ident, number};
use super::{codec, error, wire};
use crate::ir::{
    Codec, ErrorVariant, Event, EventPayload, EventUnion, Exception, Field, Gate, Presence, Service, Ty,
};

/// A file for the events of one stream.
pub(super) fn file(service: &Service, shape: &EventUnion) -> TokenStream {
    let imports = imports(service, shape).tokens();
    let definition = definition(shape);
    let debug = (!shape.traits.debug).then(|| debug(shape));
    let writer = shape.writes.then(|| writer(shape));
    let reader = shape.failure.as_deref().filter(|_| shape.reads).map(|failure| reader(shape, failure));
    let failure = shape.failure.as_deref().map(|name| failure(service, shape, name));
    quote!(#imports #definition #debug #writer #reader #failure)
}

fn imports(service: &Service, shape: &EventUnion) -> Imports {
    let has_document = |event: &Event| match &event.payload {
        EventPayload::None => false,
        EventPayload::Whole | EventPayload::Document(_) => true,
        EventPayload::Field(at) => event.fields[*at].ty.is_document(),
    };
    let exceptions = shape.writes && !shape.exceptions.is_empty();
    let documents = exceptions || shape.events.iter().any(has_document);
    let mut imports = Imports::default().runtime().codecs([documents.then_some(shape.codec)]);
    for event in &shape.events {
        imports.name(event.shape.home, &event.shape.ident);
    }
    if shape.failure.is_some() {
        imports.name("crate::error", &service.any_error);
    }
    for exception in &shape.exceptions {
        imports.name("crate::error", &exception.variant.ident);
    }
    imports.without(&shape.ident)
}

fn definition(shape: &EventUnion) -> TokenStream {
    let name = ident(&shape.ident);
    let docs = docs(&described(&shape.docs, &shape.ident));
    let deprecated = deprecated(shape.deprecated.as_ref());
    let debug = shape.traits.debug.then(|| quote!(Debug,));
    let eq = shape.traits.eq.then(|| quote!(, Eq, Hash));
    let more = shape.traits.more.iter().map(|path| super::tokens::path(path));
    let events = shape.events.iter().map(|event| variant(event, shape.traits.serde));
    let derive_serde = shape.traits.serde.derive_serde();
    let untagged = shape.traits.serde.attribute(&quote!(serde(untagged)));
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #debug PartialEq #eq #(, #more)*)]
        #derive_serde
        #[non_exhaustive]
        pub enum #name {
            #(#events,)*
            /// An unknown event, unchanged.
            #untagged
            Unknown(runtime::Message),
        }
    }
}

fn variant(event: &Event, serde: Gate) -> TokenStream {
    let (name, shape) = (ident(&event.ident), ident(&event.shape.ident));
    let docs = docs(&event.docs);
    let deprecated = deprecated(event.deprecated.as_ref());
    let wire_name = &event.wire_name;
    let renamed = event.ident != *wire_name;
    let rename = renamed.then(|| serde.attribute(&quote!(serde(rename = #wire_name)))).flatten();
    quote!(#docs #deprecated #rename #name(#shape))
}

fn debug(shape: &EventUnion) -> TokenStream {
    let name = ident(&shape.ident);
    let arms = shape.events.iter().map(|event| {
        let (variant, label) = (ident(&event.ident), &event.ident);
        if event.sensitive {
            quote!(Self::#variant(_) => f.debug_tuple(#label).field(&runtime::Redacted).finish(),)
        } else {
            quote!(Self::#variant(event) => f.debug_tuple(#label).field(event).finish(),)
        }
    });
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    #(#arms)*
                    Self::Unknown(message) => f.debug_tuple("Unknown").field(message).finish(),
                }
            }
        }
    }
}

/// `pub fn to_message(&self) -> runtime::Message`.
fn writer(shape: &EventUnion) -> TokenStream {
    let name = ident(&shape.ident);
    let arms = shape.events.iter().map(|event| {
        let variant = ident(&event.ident);
        let message = write_event(event, shape);
        let unused = matches!(event.payload, EventPayload::None) && event.headers.is_empty();
        let binding = ident(if unused { "_" } else { "event" });
        quote!(Self::#variant(#binding) => #message)
    });
    quote! {
        impl #name {
            /// Returns the message with the event.
            pub fn to_message(&self) -> runtime::Message {
                match self {
                    #(#arms,)*
                    Self::Unknown(message) => message.clone(),
                }
            }
        }
    }
}

/// `runtime::Message::event("messageStart").with_content("application/json", json::write_value(event))`, and headers.
fn write_event(event: &Event, shape: &EventUnion) -> TokenStream {
    let (codec, document) = (shape.codec, &shape.document_type);
    let wire_name = &event.wire_name;
    let start = quote!(runtime::Message::event(#wire_name));
    let (start, payload) = match &event.payload {
        EventPayload::None => (start, None),
        EventPayload::Whole => {
            let value = codec::write_value(codec, event.root.as_ref(), &quote!(event));
            (quote!(#start.with_content(#document, #value)), None)
        }
        EventPayload::Document(fields) => {
            let fields: Vec<_> = fields.iter().map(|&at| &event.fields[at]).collect();
            let members = codec::write_document(codec, event.root.as_ref(), &fields, &quote!(event));
            (quote!(#start.with_content(#document, #members)), None)
        }
        EventPayload::Field(at) => write_payload(event, &event.fields[*at], start, shape),
    };
    if payload.is_none() && event.headers.is_empty() {
        return start;
    }
    let headers = event.headers.iter().map(|&at| write_header(&event.fields[at]));
    quote!({
        let mut message = #start;
        #payload
        #(#headers)*
        message
    })
}

/// The message with its payload, if it always has one; otherwise the statement that sets it.
fn write_payload(
    event: &Event,
    field: &Field,
    start: TokenStream,
    shape: &EventUnion,
) -> (TokenStream, Option<TokenStream>) {
    let name = ident(&field.ident);
    let content_type = match &field.ty {
        Ty::Blob => "application/octet-stream",
        Ty::String | Ty::Enum(_) | Ty::Newtype(_) => "text/plain",
        _ => shape.document_type.as_str(),
    };
    let bytes = |value: TokenStream, reference: TokenStream| match &field.ty {
        Ty::Blob => quote!(#value.to_vec()),
        Ty::String => quote!(#value.as_bytes().to_vec()),
        Ty::Enum(_) | Ty::Newtype(_) => quote!(#value.as_str().as_bytes().to_vec()),
        _ => codec::write_value(shape.codec, event.root.as_ref(), &reference),
    };
    if field.presence != Presence::Optional {
        let bytes = bytes(quote!(event.#name), quote!(&event.#name));
        return (quote!(#start.with_content(#content_type, #bytes)), None);
    }
    let bytes = bytes(quote!(payload), quote!(payload));
    let set = quote! {
        if let Some(payload) = &event.#name {
            message = message.with_content(#content_type, #bytes);
        }
    };
    (start, Some(set))
}

/// `message.add_header("language", event.language.as_str());`
fn write_header(field: &Field) -> TokenStream {
    let (name, wire_name) = (ident(&field.ident), field.name.as_str());
    let optional = field.presence == Presence::Optional;
    let place = if optional { quote!(value) } else { quote!(event.#name) };
    let value = match &field.ty {
        Ty::Blob => quote!(#place.to_vec()),
        Ty::String | Ty::Enum(_) | Ty::Newtype(_) => quote!(#place.as_str()),
        Ty::IntEnum(_) => quote!(#place.as_i32()),
        _ => place,
    };
    if !optional {
        return quote!(message.add_header(#wire_name, #value););
    }
    let borrow = matches!(field.ty, Ty::Blob | Ty::String | Ty::Enum(_) | Ty::Newtype(_)).then(|| quote!(&));
    quote! {
        if let Some(value) = #borrow event.#name {
            message.add_header(#wire_name, #value);
        }
    }
}

/// `pub fn from_message(message) -> Result<Self, runtime::StreamError<ResponseStreamError>>`.
fn reader(shape: &EventUnion, failure: &str) -> TokenStream {
    let (name, failure) = (ident(&shape.ident), ident(failure));
    let arms = shape.events.iter().map(|event| {
        let wire_name = &event.wire_name;
        let event = read_event(event, shape.codec);
        quote!(#wire_name => #event)
    });
    let unreadable = ident(if shape.events.iter().any(notes) { "unreadable" } else { "_unreadable" });
    quote! {
        impl #name {
            /// Decodes the event in a message. Members that cannot be read are missing; [`read_message`](Self::read_message) reports
            /// them.
            ///
            /// # Errors
            ///
            /// The message is an exception or an error, or it cannot be read.
            pub fn from_message(message: &runtime::Message) -> Result<Self, runtime::StreamError<#failure>> {
                Self::read_message(message, &mut runtime::UnreadableMembers::default())
            }

            /// Decodes the event in a message, and adds the members that cannot be read to `unreadable`.
            ///
            /// # Errors
            ///
            /// The message is an exception or an error, or it cannot be read.
            pub fn read_message(
                message: &runtime::Message,
                unreadable: &mut runtime::UnreadableMembers,
            ) -> Result<Self, runtime::StreamError<#failure>> {
                let event = |event_type: &str, message: &runtime::Message| Self::read(event_type, message, unreadable);
                runtime::read_event(message, event, #failure::read)
            }

            fn read(
                event_type: &str,
                message: &runtime::Message,
                #unreadable: &mut runtime::UnreadableMembers,
            ) -> Result<Self, runtime::Malformed> {
                Ok(match event_type {
                    #(#arms,)*
                    _ => Self::Unknown(message.clone()),
                })
            }
        }
    }
}

/// Whether a single member of the event can be unreadable.
fn notes(event: &Event) -> bool {
    let payload = match &event.payload {
        EventPayload::None => false,
        EventPayload::Whole | EventPayload::Document(_) => true,
        EventPayload::Field(at) => event.fields[*at].ty.is_document(),
    };
    payload || !event.headers.is_empty()
}

/// `Self::MessageStop(StopEvent::new())`, or a block that reads members.
fn read_event(event: &Event, codec: Codec) -> TokenStream {
    let (variant, shape) = (ident(&event.ident), ident(&event.shape.ident));
    let start = ident(if event.has_default { "new" } else { "corrected" });
    let payload = match &event.payload {
        EventPayload::Whole => Some(codec::read_value(codec, &ident("message"), &quote!(event))),
        EventPayload::None if event.headers.is_empty() => return quote!(Self::#variant(#shape::#start())),
        EventPayload::None => None,
        EventPayload::Field(at) => Some(read_payload(&event.fields[*at], codec)),
        EventPayload::Document(fields) => {
            let fields: Vec<_> = fields.iter().map(|&at| &event.fields[at]).collect();
            Some(codec::read_message(codec, &fields, &quote!(event)))
        }
    };
    let headers = event.headers.iter().map(|&at| read_header(&event.fields[at]));
    quote!({
        let mut event = #shape::#start();
        #(#headers)*
        #payload
        Self::#variant(event)
    })
}

/// `message.read_header("language", &mut event.language, runtime::event_header::string, unreadable);`
fn read_header(field: &Field) -> TokenStream {
    let (name, wire_name) = (ident(&field.ident), field.name.as_str());
    let parse = match &field.ty {
        Ty::Bool => quote!(boolean),
        Ty::I8 => quote!(integer::<i8>),
        Ty::I16 => quote!(integer::<i16>),
        Ty::I32 => quote!(integer::<i32>),
        Ty::I64 => quote!(integer::<i64>),
        Ty::Blob => quote!(blob::<runtime::Blob>),
        Ty::Timestamp(_) => quote!(timestamp),
        Ty::Enum(named) | Ty::Newtype(named) => {
            let name = ident(&named.ident);
            quote!(string::<#name>)
        }
        Ty::IntEnum(named) => {
            let name = ident(&named.ident);
            quote!(open_integer::<#name>)
        }
        _ => quote!(string::<String>),
    };
    quote!(message.read_header(#wire_name, &mut event.#name, runtime::event_header::#parse, unreadable);)
}

/// An empty payload has no value.
fn read_payload(field: &Field, codec: Codec) -> TokenStream {
    let name = ident(&field.ident);
    let value = match &field.ty {
        Ty::Blob => quote!(message.payload().into()),
        Ty::String => quote!(message.payload_text()?.to_owned()),
        Ty::Enum(_) | Ty::Newtype(_) => quote!(message.payload_text()?.into()),
        _ => return codec::read_value(codec, &ident("message"), &quote!(event.#name)),
    };
    let value = wire::wrapped(field, value);
    quote! {
        if !message.payload().is_empty() {
            event.#name = #value;
        }
    }
}

/// The enum of errors, its decoding and, if callers can send exceptions, its encoding.
fn failure(service: &Service, shape: &EventUnion, name: &str) -> TokenStream {
    let doc = format!(" The errors that can end a stream of [`{}`].", shape.ident);
    let variants: Vec<&ErrorVariant> = shape.exceptions.iter().map(|exception| &exception.variant).collect();
    let items = error::part(service, name, &doc, &variants);
    let name = ident(name);
    let reader = shape.reads.then(|| read_failure(&shape.exceptions));
    let writer = (shape.writes && !shape.exceptions.is_empty()).then(|| write_failure(shape));
    quote! {
        #items

        impl #name { #writer #reader }
    }
}

fn read_failure(exceptions: &[Exception]) -> TokenStream {
    let doc = quote!(#[doc = " Reads an exception of this type; any other error is unmodelled."]);
    if exceptions.is_empty() {
        return quote! {
            #doc
            fn read(_: Option<&str>, metadata: runtime::ErrorMetadata) -> Self { Self::Unmodelled(metadata) }
        };
    }
    let arms = exceptions.iter().map(|exception| {
        let ErrorVariant { ident: name, variant, code, .. } = &exception.variant;
        let (name, variant, status) = (ident(name), ident(variant), number(exception.status));
        let wire_names = &exception.wire_names;
        quote!(#(Some(#wire_names))|* => Self::#variant(Box::new(#name::read(metadata.known_as(#status, #code)))))
    });
    quote! {
        #doc
        fn read(exception_type: Option<&str>, metadata: runtime::ErrorMetadata) -> Self {
            match exception_type {
                #(#arms,)*
                _ => Self::Unmodelled(metadata),
            }
        }
    }
}

fn write_failure(shape: &EventUnion) -> TokenStream {
    let document = &shape.document_type;
    let arms = shape.exceptions.iter().map(|exception| {
        let (name, wire_name) = (ident(&exception.variant.variant), exception.wire_names.first());
        let fields: Vec<_> = exception.fields.iter().collect();
        let members = codec::write_document(shape.codec, exception.root.as_ref(), &fields, &quote!(error));
        let error = ident(if fields.is_empty() { "_" } else { "error" });
        quote!(Self::#name(#error) => runtime::Message::exception(#wire_name).with_content(#document, #members))
    });
    quote! {
        /// Returns the message with the exception; `None` for an unmodelled error.
        pub fn to_message(&self) -> Option<runtime::Message> {
            Some(match self {
                #(#arms,)*
                Self::Unmodelled(_) => return None,
            })
        }
    }
}
