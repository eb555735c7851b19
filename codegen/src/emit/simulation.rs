//! `src/test_util.rs`: aliases for the fake server and fake transports of the service, a visitor of all operations, and the steps of
//! operations in the fake server.
//!
//! The types of the steps are in `codegen/runtime/src/test_util/table.rs`.

use proc_macro2::TokenStream;
use quote::quote;

use super::schema::{signed, text_format};
use super::tokens::{ident, option};
use super::{Module, rust};
use crate::ir::simulation::{Listing, Source, Step};
use crate::ir::{Operation, Service};

/// Returns the file; none without the feature `test-util`.
pub(super) fn files(service: &Service) -> Vec<Module> {
    let printed = service.form.gate(&["test-util"]).is_printed();
    let Some(steps) = service.simulation.as_ref().filter(|_| printed) else { return Vec::new() };
    vec![rust("src/test_util.rs", &service.id, root(service, steps))]
}

/// The public module, with an alias for each type that depends on the service.
///
/// ```ignore
/// pub use farrier_runtime::test_util::{FakeTime, Fault, ..};
/// pub type Server = farrier_runtime::test_util::Server<crate::service::Service>;
///
/// pub fn each_operation(visitor: &mut impl VisitOperation<crate::service::Service>) { .. }
/// ```
fn root(service: &Service, steps: &[Vec<Step>]) -> TokenStream {
    let simulated = simulated(service, steps);
    let aliases = [
        ("Builder", "The settings of a [`Server`] that is to be started."),
        ("Failure", "An error of the service, for a [`Server`] or a [`FakeTransport`] to respond with."),
        ("FakeTransport", "A transport for clients of both kinds, without a network."),
        ("Server", "The service, in this process, on a port of 127.0.0.1."),
    ];
    let aliases = aliases.iter().map(|(name, doc)| {
        let (name, doc) = (ident(name), format!(" {doc}"));
        quote! {
            #[doc = #doc]
            pub type #name = farrier_runtime::test_util::#name<crate::service::Service>;
        }
    });
    quote! {
        #![doc = " For tests: a fake server on loopback, fake transports and a virtual clock."]
        pub use farrier_runtime::test_util::{
            Effects, Extension, FakeTime, Fault, InvalidItem, ListName, ReceivedCall, RecordedRequest, Rejection,
            SeededRandom, Simulated, UnknownOperation, VisitOperation, response, sample_input, sample_output,
        };
        #(#aliases)*

        #[doc = " Visits every operation of the service, in the order of their names."]
        #[doc = ""]
        #[doc = " A property of all operations can be tested with it: that no response makes a decoder panic, for example."]
        pub fn each_operation(visitor: &mut impl VisitOperation<crate::service::Service>) {
            <crate::service::Service as crate::schema::Described>::each_operation(visitor);
        }

        #simulated
    }
}

/// The implementation for the fake server: the schema, and the steps of each operation.
///
/// ```ignore
/// impl Simulated for crate::service::Service {
///     fn steps(operation: &str) -> &'static [Step] { match operation { "SendEvent" => &[Step::Append { .. }], _ => &[] } }
/// }
/// ```
fn simulated(service: &Service, steps: &[Vec<Step>]) -> TokenStream {
    let with_steps = service.operations.iter().zip(steps).filter(|(_, steps)| !steps.is_empty());
    let arms = with_steps.map(|(Operation { name, .. }, steps)| {
        let steps = steps.iter().map(step);
        quote!(#name => &[#(#steps),*],)
    });
    let arms: Vec<TokenStream> = arms.collect();
    let steps = (!arms.is_empty()).then(|| {
        quote! {
            fn steps(operation: &str) -> &'static [farrier_runtime::test_util::table::Step] {
                #[allow(unused_imports)] // A service need not have each kind of step.
                use farrier_runtime::test_util::table::*;
                match operation {
                    #(#arms)*
                    _ => &[],
                }
            }
        }
    });
    quote! {
        impl Simulated for crate::service::Service {
            #steps
        }
    }
}

fn step(step: &Step) -> TokenStream {
    match step {
        Step::Consume { member, credential, error } => {
            quote!(Step::Consume { member: #member, credential: #credential, error: #error })
        }
        Step::Issue { at, credential } => quote!(Step::Issue { at: &[#(#at),*], credential: #credential }),
        Step::Choose { by, members } => {
            let members = members.iter().map(|(value, member)| quote!((#value, #member)));
            quote!(Step::Choose { by: #by, members: &[#(#members),*] })
        }
        Step::Revoke => quote!(Step::Revoke),
        Step::Append { list, unless, item } => {
            let item = sources(item);
            let unless = option(
                unless
                    .as_ref()
                    .map(|(member, values)| quote!(Unless { member: #member, values: &[#(#values),*] })),
            );
            quote!(Step::Append { list: #list, unless: #unless, item: #item })
        }
        Step::Update(update) => {
            let (list, (member, is), (id, key, of_item), at) =
                (&update.list, &update.when, &update.id, &update.at);
            let item = sources(&update.item);
            quote! {
                Step::Update(Update {
                    list: #list, member: #member, is: #is, id: #id, key: #key, of_item: #of_item, at: &[#(#at),*], item: #item,
                })
            }
        }
        Step::List(list) => listing(list),
        Step::BeginUpload(upload) => {
            let (id, url, at) = (&upload.id, &upload.url, &upload.headers_at);
            let size = option(upload.size.as_ref().map(|size| quote!(#size)));
            let headers = sources(&upload.headers);
            quote! {
                Step::BeginUpload(BeginUpload {
                    id: &[#(#id),*], url: &[#(#url),*], headers_at: &[#(#at),*], headers: #headers, size: #size,
                })
            }
        }
        Step::CompleteUploads { ids, missing, again } => {
            quote!(Step::CompleteUploads { ids: #ids, missing: #missing, again: #again })
        }
        Step::Download { id, url, size, missing } => {
            let size = option(size.as_ref().map(|size| quote!(#size)));
            quote!(Step::Download { id: #id, url: &[#(#url),*], size: #size, missing: #missing })
        }
    }
}

fn listing(list: &Listing) -> TokenStream {
    let choice = |choice: &Option<(String, String)>| {
        option(choice.as_ref().map(|(member, value)| quote!((#member, #value))))
    };
    let text = |text: &Option<String>| option(text.as_ref().map(|text| quote!(#text)));
    let start = option(list.start.as_ref().map(|start| {
        let (member, id, time, recent) =
            (&start.member, text(&start.id), text(&start.time), text(&start.recent));
        quote!(Start { member: #member, id: #id, time: #time, recent: #recent })
    }));
    let (name, id, time, size) = (&list.list, &list.id, text(&list.time), signed(list.page_size));
    let scan = option(list.scan.as_ref().map(|scan| {
        let (member, forward, without_start) = (&scan.member, &scan.forward, text(&scan.without_start));
        quote!(Scan { member: #member, forward: #forward, without_start: #without_start })
    }));
    let (order, seed, sender) = (choice(&list.order), sources(&list.seed), sources(&list.sender));
    quote! {
        Step::List(Listing {
            list: #name, id: #id, time: #time, page_size: #size, scan: #scan, order: #order, start: #start, seed: #seed,
            sender: #sender,
        })
    }
}

/// `&[("Type", Source::Text("MESSAGE"))]`.
fn sources(sources: &[(String, Source)]) -> TokenStream {
    let each = sources.iter().map(|(member, source)| {
        let source = self::source(source);
        quote!((#member, #source))
    });
    quote!(&[#(#each),*])
}

fn source(source: &Source) -> TokenStream {
    match source {
        Source::Text(text) => quote!(Source::Text(#text)),
        Source::Input(key) => quote!(Source::Input(#key)),
        Source::Output(key) => quote!(Source::Output(#key)),
        Source::Sample(looks) => {
            let looks = text_format(*looks);
            quote!(Source::Sample(#looks))
        }
        Source::Sender(key) => quote!(Source::Sender(#key)),
        Source::Uploads(members) => {
            let members = sources(members);
            quote!(Source::Uploads(#members))
        }
    }
}
