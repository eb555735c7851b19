//! Modelled errors: the structure, the metadata of the response, and the decoding.

use proc_macro2::TokenStream;
use quote::quote;

use super::structure::{self, Extra};
use super::tokens::{Imports, allow_self_named, ident, number};
use super::{codec, decode};
use crate::ir::{Body, ErrorShape, MessagePlace, Retry, Struct};

/// A file for one modelled error.
pub(super) fn file(error: &ErrorShape) -> TokenStream {
    let shape = &error.shape;
    let message_only = |fields: &[usize]| fields.iter().all(|at| Some(*at) == read_ahead(error));
    let reads_body = match &error.response.body {
        Body::Document { fields, .. } => !message_only(fields),
        body => body.is_document(shape),
    };
    let body = reads_body.then_some(error.response.codec);
    let imports = Imports::default().fields(&shape.fields).without(&shape.ident).runtime();
    let imports = imports.encoder(shape.writes).codecs([body, shape.reads]).tokens();
    let items = structure::items(shape, Some(&extra(shape)));
    let methods = methods(error);
    let traits = traits(error);
    let (reader, writer) = (codec::structure_reader(shape), codec::structure_writer(shape));
    quote!(#imports #items #methods #traits #reader #writer)
}

fn extra(shape: &Struct) -> Extra {
    let unless = is_data(shape).then(|| quote!(, skip_serializing_if = "is_modelled"));
    let serde = quote!(serde(rename = "$metadata", default = "modelled" #unless));
    let serde = shape.traits.serde.attribute(&serde);
    Extra {
        declaration: quote! {
            /// The metadata of the response: status, request id, headers and body.
            #serde
            pub metadata: runtime::ErrorMetadata
        },
        initial: quote!(metadata: self::modelled()),
    }
}

/// Whether it is also a member of other shapes. There, it does not come from an error response, and only its members are data.
fn is_data(shape: &Struct) -> bool {
    shape.traits.serde.is_printed() && (shape.reads.is_some() || shape.writes.is_some())
}

/// ```text
/// impl ThrottlingException { pub(crate) fn read(metadata: runtime::ErrorMetadata) -> Self { .. } }
/// fn modelled() -> runtime::ErrorMetadata { .. }
/// ```
fn methods(error: &ErrorShape) -> TokenStream {
    let name = ident(&error.shape.ident);
    let (status, code) = (number(error.status), &error.code);
    let secret = error.secret_message.then(|| quote!(.with_secret_message()));
    let retry = ident(match error.retry {
        Retry::Unsaid => "Unsaid",
        Retry::Transient => "Transient",
        Retry::Throttling => "Throttling",
    });
    let read = read(error, &quote!(runtime::Retry::#retry));
    let allow = allow_self_named(&error.shape.ident, &["read"]);
    let serde = error.shape.traits.serde.when(is_data(&error.shape));
    let is_modelled = serde.guard(quote! {
        fn is_modelled(metadata: &runtime::ErrorMetadata) -> bool { *metadata == self::modelled() }
    });
    quote! {
        #allow
        impl #name {
            #read
        }

        /// The error according to the model.
        fn modelled() -> runtime::ErrorMetadata {
            runtime::ErrorMetadata::modelled::<crate::service::Service>(#status, #code, runtime::Retry::#retry) #secret
        }

        #is_modelled
    }
}

/// The message field, which is read before the others, since the metadata may have it too.
fn read_ahead(error: &ErrorShape) -> Option<usize> {
    error
        .message
        .as_ref()
        .filter(|message| message.place != MessagePlace::Payload)
        .map(|message| message.field)
}

/// `let metadata = metadata.with_message_member("Message");`, with the other facts about the error.
fn completed(error: &ErrorShape, retry: &TokenStream) -> Option<TokenStream> {
    let retry = (error.retry != Retry::Unsaid).then(|| quote!(.with_retry(#retry)));
    let message = error.message.as_ref().and_then(|message| match &message.place {
        MessagePlace::Member(name) => Some(quote!(.with_message_member(#name))),
        MessagePlace::Header(name) => Some(quote!(.with_message_header(#name))),
        MessagePlace::Payload => None,
    });
    let secret = error.secret_message.then(|| quote!(.with_secret_message()));
    let calls: Vec<TokenStream> = [retry, message, secret].into_iter().flatten().collect();
    (!calls.is_empty()).then(|| quote!(let metadata = metadata #(#calls)*;))
}

/// `fn read(metadata) -> Self`: decodes the message first, then the other members.
fn read(error: &ErrorShape, retry: &TokenStream) -> TokenStream {
    let shape = &error.shape;
    let completed = completed(error, retry);
    let ahead = read_ahead(error);
    let message = ahead.map(|at| ident(&shape.fields[at].ident));
    let statements = decode::statements(&error.response, shape, &quote!(self), ahead);
    let unreadable = decode::notes(&error.response, shape, ahead);
    if shape.fields.len() == usize::from(ahead.is_some()) {
        let message = message.map(|field| quote!(#field: metadata.message().map(str::to_owned),));
        return quote! {
            /// Decodes the error from a response with its code.
            pub(crate) fn read(metadata: runtime::ErrorMetadata) -> Self {
                #completed
                Self { #message metadata }
            }
        };
    }
    let start = ident(if shape.has_default() { "new" } else { "corrected" });
    let message = message.map(|field| quote!(error.#field = metadata.message().map(str::to_owned);));
    let payload = error.message.as_ref().filter(|message| message.place == MessagePlace::Payload);
    let metadata = match payload.map(|message| ident(&shape.fields[message.field].ident)) {
        None => quote!(metadata),
        Some(field) => quote! {
            match &error.#field {
                Some(message) => metadata.with_message(message.clone()),
                None => metadata,
            }
        },
    };
    quote! {
        /// Decodes the error from a response with its code. Unreadable members are still in the metadata.
        pub(crate) fn read(metadata: runtime::ErrorMetadata) -> Self {
            #completed
            let mut error = Self::#start();
            #message
            let mut unreadable = runtime::UnreadableMembers::default();
            let _ = error.read_members(&metadata.response(), &mut unreadable);
            error.metadata = #metadata.with_unreadable(unreadable);
            error
        }

        fn read_members(
            &mut self,
            response: &runtime::RawResponse<'_>,
            #unreadable: &mut runtime::UnreadableMembers,
        ) -> Result<(), runtime::Malformed> {
            #(#statements)*
            Ok(())
        }
    }
}

fn traits(error: &ErrorShape) -> TokenStream {
    let name = ident(&error.shape.ident);
    let message = error.message.as_ref().map(|message| {
        let field = ident(&error.shape.fields[message.field].ident);
        quote!(fn message(&self) -> Option<&str> { self.#field.as_deref() })
    });
    quote! {
        impl runtime::ServiceError for #name {
            fn metadata(&self) -> &runtime::ErrorMetadata { &self.metadata }
            #message
        }

        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.metadata.write(f, runtime::ServiceError::message(self))
            }
        }

        impl std::error::Error for #name {}
    }
}
