//! The runtime types that a crate exports for its users.

use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;
use crate::ir::{CLIENTS, Service, Used};

/// Types of all crates.
const ALWAYS: &[&str] = &[
    "CallError",
    "ConstructionError",
    "DecodeError",
    "EncodeError",
    "Endpoint",
    "ErrorMetadata",
    "InvalidEndpoint",
    "MemberPlace",
    "Operation",
    "Problem",
    "ResponseMetadata",
    "ServiceError",
    "UnreadableMember",
    "UnreadableMembers",
    "Violation",
    "Violations",
    "WithMetadata",
];

/// Types of crates whose service uses an optional part of the runtime.
const WITH: &[(Used, &[&str])] = &[
    (Used::Auth, &["AuthOptions"]),
    (Used::AuthScheme, &["AuthScheme"]),
    (Used::BigNumber, &["BigDecimal", "BigInteger", "BigNumberError"]),
    (Used::Blob, &["Blob"]),
    (Used::Document, &["Document", "Number", "NumberError"]),
    (Used::EventInput, &["InputStream"]),
    (Used::EventOutput, &["EventError", "OutputStream", "StreamError"]),
    (Used::EventStream, &["EventHeader", "Message", "MessageDecoder", "MessageError"]),
    (Used::NonEmpty, &["NonEmpty"]),
    (Used::Pagination, &["Pagination"]),
    (Used::Timestamp, &["Timestamp", "TimestampError"]),
    (Used::Union, &["UnknownMember"]),
    (Used::Waiter, &["Acceptor", "Matcher", "Waiter"]),
];

/// Returns the names of the types that a crate exports at its root, sorted.
fn names(service: &Service) -> Vec<&'static str> {
    let with = WITH.iter().filter(|(used, _)| service.has(*used)).flat_map(|(_, names)| *names);
    let mut names: Vec<&str> = ALWAYS.iter().chain(with).copied().collect();
    names.sort_unstable();
    names
}

/// The modules of the runtime that a crate with clients exports unchanged.
fn modules(service: &Service) -> impl Iterator<Item = &'static str> + '_ {
    let all = [(Used::Auth, "auth"), (Used::Upload, "upload")];
    all.into_iter().filter(|(used, _)| service.client && service.has(*used)).map(|(_, module)| module)
}

/// Returns all names that a crate exports at its root, except the modules of every crate with clients.
pub(super) fn all(service: &Service) -> Vec<&'static str> {
    names(service).into_iter().chain(modules(service)).collect()
}

/// `pub use` items for the root.
pub(super) fn root(service: &Service) -> Vec<TokenStream> {
    let names = names(service).into_iter().map(ident);
    let config = quote!(
        pub use farrier_runtime::call as config;
    );
    let modules = modules(service).map(ident).map(|module| quote!(pub use farrier_runtime::#module;));
    let modules = iter::once(config).chain(modules);
    let modules = modules.filter_map(|module| service.clients(CLIENTS).guard(module));
    let client = service.clients(&["client-core"]).guard(quote!(
        pub use self::client::Client;
    ));
    modules.chain(client).chain([quote!(pub use farrier_runtime::{#(#names),*};)]).collect()
}
