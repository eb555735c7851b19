//! The module `service`: the type that represents the service in the runtime.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::tokens::{ident, number};
use super::{Module, rust};
use crate::docs::line;
use crate::ir::{CLIENTS, Form, Gate, Hint, Service, Setting, Used};

/// `src/service.rs`.
///
/// ```text
/// pub struct Service;
/// impl runtime::Service for Service { type Params = crate::endpoint::Params; .. }
/// ```
pub(super) fn file(service: &Service) -> Module {
    let doc = format!(" {}, as a type parameter of the clients of this crate.", line(&service.title));
    let hint = (!service.hints.is_empty()).then(|| hint(service));
    let (settings, auth) = (settings(service), auth(service));
    let (sdk_id, aws) = (&service.sdk_id, service.settings.aws);
    // A package may contain several modules, and a call can be given to the client of another one.
    let name = match service.form {
        Form::Crate => quote!(env!("CARGO_PKG_NAME")),
        Form::Module(_) => service.package.name.to_token_stream(),
    };
    let tokens = quote! {
        #![doc = " The service: properties that all of its operations share."]
        use crate::runtime;

        #[doc = #doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct Service;

        impl runtime::Service for Service {
            type Params = crate::endpoint::Params;

            const CRATE: &'static str = #name;
            const VERSION: &'static str = env!("CARGO_PKG_VERSION");
            const SDK_ID: &'static str = #sdk_id;
            const AWS: bool = #aws;

            #hint
        }

        #settings
        #auth
    };
    rust("src/service.rs", &service.id, tokens)
}

/// ```text
/// fn hint(operation: &str, status: u16, code: Option<&str>) -> Option<&'static str> {
///     match (operation, status, code) { ("SendEvent", 409, None) => Some(".."), (_, 403, None) => Some("the region may be wrong"), .. }
/// }
/// ```
fn hint(service: &Service) -> TokenStream {
    let arms = service.hints.iter().map(|Hint { status, code, operations, text }| {
        let status = number(status);
        let code = code.as_ref().map_or_else(|| quote!(None), |code| quote!(Some(#code)));
        let operation = if operations.is_empty() { quote!(_) } else { quote!(#(#operations)|*) };
        quote!((#operation, #status, #code) => Some(#text),)
    });
    quote! {
        fn hint(operation: &str, status: u16, code: Option<&str>) -> Option<&'static str> {
            match (operation, status, code) {
                #(#arms)*
                _ => None,
            }
        }
    }
}

/// The settings of clients in addition to an endpoint.
///
/// ```text
/// impl runtime::TakesRegion for Service {}
/// ```
fn settings(service: &Service) -> TokenStream {
    let settings = service.settings.needed.iter().chain(&service.settings.optional);
    let checksums = service.client && service.has(Used::FlexibleChecksums);
    let checksums = checksums.then(|| quote!(impl runtime::TakesChecksums for Service {}));
    let takes = settings.filter(|_| service.client).filter_map(|setting| {
        let taken = ident(match setting {
            Setting::Region => "TakesRegion",
            Setting::UseFips => "TakesFips",
            Setting::UseDualStack => "TakesDualStack",
            Setting::Endpoint => return None,
        });
        Some(quote!(impl runtime::#taken for Service {}))
    });
    takes.chain(checksums).collect()
}

/// The identities that the clients support.
///
/// ```text
/// impl runtime::auth::TakesBearerToken for Service {}
/// ```
fn auth(service: &Service) -> TokenStream {
    let clients = service.clients(CLIENTS);
    let takes = |used, gate: Gate, name: &str| {
        let name = ident(name);
        gate.guard(quote!(impl runtime::auth::#name for Service {})).filter(|_| service.has(used))
    };
    [
        takes(Used::ApiKey, clients, "TakesApiKey"),
        takes(Used::BearerToken, clients, "TakesBearerToken"),
        takes(Used::Login, clients, "TakesLogin"),
        takes(Used::SigV4, service.clients(&["sigv4"]), "TakesCredentials"),
    ]
    .into_iter()
    .flatten()
    .collect()
}
