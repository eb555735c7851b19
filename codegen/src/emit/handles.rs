//! The modules `client` and `blocking`: the clients of the crate, which wrap those of the runtime.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::example::client;
use super::tokens::{docs, ident};
use super::{Module, example, rust};
use crate::docs::{append, line};
use crate::ir::{Discovery, Gate, Service, Setting};

/// One of the two clients: the differences of its module.
struct Kind {
    /// The name of the module, in the crate and in the runtime.
    module: &'static str,
    module_docs: &'static str,
    /// The start of the documentation of its type.
    title: &'static str,
    /// The runtime trait of a service with this client.
    of_service: &'static str,
    /// The features with the client.
    features: &'static [&'static str],
    /// The features with the HTTP stack of `new`, if they are not those of the client.
    new_needs: Option<&'static [&'static str]>,
    /// Additional documentation of `new`.
    new_docs: &'static [&'static str],
    is_async: bool,
}

const ASYNC: Kind = Kind {
    module: "client",
    module_docs: " The async client.",
    title: "An async client",
    of_service: "AsyncService",
    features: &["client-core"],
    new_needs: Some(&["client"]),
    new_docs: &["", " It must be used in a Tokio runtime with timers and I/O."],
    is_async: true,
};

const BLOCKING: Kind = Kind {
    module: "blocking",
    module_docs: " The client for programs without an async runtime.",
    title: "A blocking client",
    of_service: "BlockingService",
    features: &["blocking"],
    new_needs: None,
    new_docs: &[],
    is_async: false,
};

impl Kind {
    /// The condition of `new`.
    fn gate_of_new(&self, service: &Service) -> Gate {
        self.new_needs.map_or(Gate::Open, |features| service.clients(features))
    }
}

/// `src/client.rs` and `src/blocking.rs`; none for a crate without clients.
pub(super) fn files(service: &Service) -> impl Iterator<Item = Module> + '_ {
    [ASYNC, BLOCKING]
        .into_iter()
        .filter(|kind| service.clients(kind.features).is_printed())
        .map(|kind| rust(&format!("src/{}.rs", kind.module), &service.id, module(service, &kind)))
}

/// ```text
/// pub struct Client(pub(crate) runtime::client::Client);
/// pub type Builder = runtime::client::Builder<Service>;
/// impl Client { pub fn new(region: impl Into<String>) -> Self { .. } .. }
/// ```
fn module(service: &Service, kind: &Kind) -> TokenStream {
    let (module, of_service, module_docs) = (ident(kind.module), ident(kind.of_service), kind.module_docs);
    let client_docs = docs(&about(service, kind));
    let discovery = service.discovery.as_ref().map(|discovery| self::discovery(discovery, &module));
    let (new, default) = (new(service, kind), default(service, kind));
    let by_name = by_name(service, kind);
    quote! {
        #![doc = #module_docs]
        use crate::runtime;
        use crate::service::Service;

        #[doc(inline)]
        pub use crate::runtime::#module::*;

        #client_docs
        #[derive(Clone, Debug)]
        pub struct Client(pub(crate) runtime::#module::Client);

        #[doc = " A builder of a [`Client`]."]
        pub type Builder = runtime::#module::Builder<Service>;

        impl Client {
            #new

            #[doc = " Returns a builder of a new client."]
            pub fn builder() -> Builder {
                Builder::default()
            }

            #[doc = " Returns a call of any operation: the generic form of the methods for each operation."]
            pub fn call<O: runtime::Operation<Service = Service>>(&self, input: O::Input) -> Call<'_, O> {
                self.0.call(input)
            }

            #by_name
        }

        #default

        impl From<runtime::#module::Client> for Client {
            fn from(client: runtime::#module::Client) -> Self {
                Self(client)
            }
        }

        #[doc(hidden)]
        impl AsRef<runtime::#module::Client> for Client {
            fn as_ref(&self) -> &runtime::#module::Client {
                &self.0
            }
        }

        impl runtime::#module::#of_service for Service {
            type Client = Client;

            #discovery
        }
    }
}

/// The constructor with the settings that calls need.
///
/// ```text
/// pub fn new(region: impl Into<String>) -> Self {
///     Self::builder().region(region).build_for_new()
/// }
/// ```
fn new(service: &Service, kind: &Kind) -> Option<TokenStream> {
    let more = kind.new_docs;
    let docs = docs(&about_new(service));
    let names: Vec<Ident> =
        service.settings.needed.iter().map(|setting| ident(client::method(*setting))).collect();
    kind.gate_of_new(service).item(|cfg| {
        quote! {
            #docs
            #(#[doc = #more])*
            #cfg
            pub fn new(#(#names: impl Into<String>),*) -> Self {
                Self::builder()#(.#names(#names))*.build_for_new()
            }
        }
    })
}

fn about_new(service: &Service) -> Vec<String> {
    let settings = &service.settings;
    let (arguments, problem) = match (settings.need(Setting::Endpoint), settings.need(Setting::Region)) {
        (true, true) => (
            "an endpoint, such as `https://example.com`, and the region of its signatures, such as `us-west-2`",
            "the endpoint is invalid",
        ),
        (true, false) => ("an endpoint, such as `https://example.com`", "the endpoint is invalid"),
        (false, true) => ("a region, such as `us-west-2`", "the service has no endpoint there"),
        (false, false) => ("the endpoint of the service", "the rules need more settings"),
    };
    let mut lines = Vec::new();
    let line = format!(
        "Creates a client for {arguments}, with default settings. If {problem}, each call returns the reason."
    );
    append(&mut lines, line);
    lines
}

/// A constructor without arguments is also the default value.
fn default(service: &Service, kind: &Kind) -> Option<TokenStream> {
    let gate = kind.gate_of_new(service).when(service.settings.needed.is_empty());
    gate.guard(quote! {
        impl Default for Client {
            fn default() -> Self {
                Self::new()
            }
        }
    })
}

/// `pub async fn call_by_name(&self, operation: &str, input: Value) -> Result<Value, crate::Error>`.
fn by_name(service: &Service, kind: &Kind) -> Option<TokenStream> {
    let (asynchronous, wait) = kind.is_async.then(|| (quote!(async), quote!(.await))).unzip();
    let gate = service.clients(&["dynamic"]).when(service.serde);
    gate.item(|cfg| quote! {
        #[doc = " Calls an operation by its name in the model, with its input and output as JSON: see [`runtime::dynamic`]."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " There is no such operation, the JSON is not its input, or the call fails."]
        #cfg
        pub #asynchronous fn call_by_name(
            &self,
            operation: &str,
            input: runtime::dynamic::Value,
        ) -> Result<runtime::dynamic::Value, crate::Error> {
            self.0.call_by_name::<Service>(operation, input)#wait
        }
    })
}

fn about(service: &Service, kind: &Kind) -> Vec<String> {
    let place = if service.settings.need(Setting::Region) { "region or endpoint" } else { "endpoint" };
    let mut lines = vec![
        format!("{} of {}, for one {place}.", kind.title, line(&service.title)),
        String::new(),
        "It is cheap to clone, and clones share connections and the retry budget: create one, and clone it where it is"
            .to_owned(),
        "needed. It has one method per operation.".to_owned(),
    ];
    let has_new = kind.gate_of_new(service).is_printed();
    if let Some(code) = example::call(service, !kind.is_async).filter(|_| has_new) {
        let features = kind.new_needs.unwrap_or(kind.features);
        example::append_for_client(service, &mut lines, features, code);
    }
    lines
}

/// The endpoint discovery operation.
fn discovery(discovery: &Discovery, module: &Ident) -> TokenStream {
    let (operation, name) = (ident(&discovery.module), ident(&discovery.ident));
    quote! {
        fn discovery() -> Option<runtime::#module::Discovery> {
            Some(runtime::#module::Discovery::by::<crate::operation::#operation::#name>())
        }
    }
}
