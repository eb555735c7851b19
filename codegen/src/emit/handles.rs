//! The modules `client` and `blocking`: the clients of the crate, over those of the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use super::service::marker;
use super::tokens::{docs, ident};
use super::{Module, rust};
use crate::docs::line;
use crate::ir::{Discovery, Service};

/// `src/client.rs` and `src/blocking.rs`; none for a crate without clients.
pub(super) fn files(service: &Service) -> Vec<Module> {
    if !service.client {
        return Vec::new();
    }
    let file = |asynchronous: bool| {
        let path = if asynchronous { "src/client.rs" } else { "src/blocking.rs" };
        rust(path, &service.id, "handles", module(service, asynchronous))
    };
    vec![file(true), file(false)]
}

/// ```text
/// pub struct Client(pub(crate) runtime::client::Client);
/// pub type Builder = runtime::client::Builder<crate::service::Service>;
/// impl Client { pub fn new(region: impl Into<String>) -> Self { .. } .. }
/// ```
fn module(service: &Service, asynchronous: bool) -> TokenStream {
    let name = marker(service);
    let (module, of_service) =
        if asynchronous { ("client", "AsyncService") } else { ("blocking", "BlockingService") };
    let (module, of_service) = (ident(module), ident(of_service));
    let module_docs = if asynchronous {
        " The async client."
    } else {
        " The client for programs without an async runtime."
    };
    let builder_docs = " Collects the settings of a [`Client`].";
    let client_docs = docs(&about(service, asynchronous));
    let discovery = service.discovery.as_ref().map(|discovery| self::discovery(discovery, &quote!(#module)));
    let new = new(service, asynchronous);
    quote! {
        #![doc = #module_docs]
        use crate::runtime;
        use crate::service::#name;

        #[doc(inline)]
        pub use crate::runtime::#module::*;

        #client_docs
        #[derive(Clone, Debug)]
        pub struct Client(pub(crate) runtime::#module::Client);

        #[doc = #builder_docs]
        pub type Builder = runtime::#module::Builder<#name>;

        impl Client {
            #new

            #[doc = " Returns the settings of a new client, to be completed and built."]
            pub fn builder() -> Builder {
                Builder::default()
            }

            #[doc = " Begins a call of an operation, which can have settings of its own."]
            pub fn call<O: runtime::Operation<Service = #name>>(&self, input: O::Input) -> Call<'_, O> {
                self.0.call(input)
            }
        }

        impl From<runtime::#module::Client> for Client {
            fn from(client: runtime::#module::Client) -> Self {
                Self(client)
            }
        }

        impl runtime::#module::#of_service for #name {
            type Client = Client;

            #discovery
        }
    }
}

fn new(service: &Service, asynchronous: bool) -> TokenStream {
    let name = marker(service);
    let (feature, runtime, module) = if asynchronous {
        (
            Some(quote!(#[cfg(feature = "client")])),
            Some(quote!(#[doc = ""] #[doc = " It must be used in a Tokio runtime that has timers and I/O."])),
            ident("client"),
        )
    } else {
        (None, None, ident("blocking"))
    };
    quote! {
        #[doc = " Makes a client for a region, such as `us-west-2`, with the defaults for everything else. If the service has no"]
        #[doc = " endpoint there, each call returns the reason."]
        #runtime
        #feature
        pub fn new(region: impl Into<String>) -> Self {
            Self(runtime::#module::Client::new::<#name>(region))
        }
    }
}

fn about(service: &Service, asynchronous: bool) -> Vec<String> {
    let kind = if asynchronous { "An async client" } else { "A blocking client" };
    vec![
        format!("{kind} of {}, for one region or endpoint.", line(&service.title)),
        String::new(),
        "It is cheap to clone, and clones share connections and the budget for retries: make one, and clone it where it is"
            .to_owned(),
        "needed. There is one method for each operation.".to_owned(),
    ]
}

/// The operation that gives endpoints.
fn discovery(discovery: &Discovery, module: &TokenStream) -> TokenStream {
    let (operation, name) = (ident(&discovery.module), ident(&discovery.ident));
    quote! {
        fn discovery() -> Option<runtime::#module::Discovery> {
            Some(runtime::#module::Discovery::by::<crate::operation::#operation::#name>())
        }
    }
}
