//! `src/test_util.rs`: the fake server and fake transports of this service, and all its operations; `model.rs` below it: the
//! tables that they run on.
//!
//! The types of the tables are in `codegen/runtime/src/test_util/table.rs`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::ident;
use super::{Module, rust};
use crate::ir::simulation::{
    Bounds, Hint, Listing, SimulatedMember, SimulatedOperation, SimulatedPages, SimulatedPlace,
    SimulatedShape, Simulation, Source, Step,
};
use crate::ir::{Body, Operation, Service, TemplatePart, TimestampFormat};

/// The files; none for a crate without the feature `test-util`.
pub(super) fn files(service: &Service) -> Vec<Module> {
    let Some(tables) = &service.simulation else { return Vec::new() };
    let file = |path, tokens| rust(path, &service.id, "simulation", tokens);
    vec![file("src/test_util.rs", root(service)), file("src/test_util/model.rs", model(service, tables))]
}

/// The module that users see: what depends on the service has an alias for it.
///
/// ```ignore
/// mod model;
/// pub use farrier_runtime::test_util::{FakeTime, Fault, ..};
/// pub type Server = farrier_runtime::test_util::Server<crate::service::Service>;
///
/// pub fn each_operation(visitor: &mut impl VisitOperation<crate::service::Service>) { .. }
/// ```
fn root(service: &Service) -> TokenStream {
    let each = each(service);
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
        mod model;
        pub use farrier_runtime::test_util::{
            FakeTime, Fault, InvalidItem, RecordedRequest, SeededRandom, Simulated, UnknownOperation, VisitOperation,
            answer, sample_input, sample_output,
        };
        #(#aliases)*

        #each
    }
}

/// The tables, and the service as one that has them.
fn model(service: &Service, tables: &Simulation) -> TokenStream {
    let operations = service.operations.iter().zip(&tables.operations).map(|(o, s)| operation(o, s));
    let failures = failures(service, tables);
    let shapes = tables.shapes.iter().map(shape);
    quote! {
        #![doc = " The service as tables: the inputs, outputs and effects of its operations."]
        #![allow(unused_imports)] // A service need not have each kind of thing.
        use farrier_runtime::test_util::table::*;

        impl farrier_runtime::test_util::Simulated for crate::service::Service {
            fn model() -> &'static Service {
                &SERVICE
            }
        }
        static SERVICE: Service = Service { operations: OPERATIONS, failures: FAILURES, shapes: SHAPES };
        static OPERATIONS: &[Operation] = &[#(#operations),*];
        static FAILURES: &[Failure] = &[#(#failures),*];
        static SHAPES: &[Shape] = &[#(#shapes),*];
    }
}

/// All operations as types.
///
/// ```ignore
/// pub fn each_operation(visitor: &mut impl VisitOperation<crate::service::Service>) {
///     visitor.visit::<crate::operation::send_event::SendEvent>();
/// }
/// ```
fn each(service: &Service) -> TokenStream {
    let operations = service.operations.iter().map(|operation| {
        let (module, name) = (ident(&operation.module), ident(&operation.ident));
        quote!(crate::operation::#module::#name)
    });
    let no_operations = service.operations.is_empty().then(|| quote!(let _ = visitor;));
    quote! {
        #[doc = " Visits every operation of the service, in the order of their names."]
        #[doc = ""]
        #[doc = " A property of all operations can be tested with it: that no response makes a decoder panic, for example."]
        pub fn each_operation(visitor: &mut impl VisitOperation<crate::service::Service>) {
            #no_operations
            #(visitor.visit::<#operations>();)*
        }
    }
}

/// `Failure { code: "ConflictException", status: 409, members: &[..] }`.
fn failures<'a>(service: &'a Service, tables: &'a Simulation) -> impl Iterator<Item = TokenStream> + 'a {
    service.errors.iter().zip(&tables.errors).map(|(error, members)| {
        let (code, status) = (&error.code, Literal::u16_unsuffixed(error.status));
        let members = members.iter().map(member);
        quote!(Failure { code: #code, status: #status, members: &[#(#members),*] })
    })
}

fn operation(operation: &Operation, simulated: &SimulatedOperation) -> TokenStream {
    let Operation { name, request, response, .. } = operation;
    let method = &request.method;
    let path = request.path.iter().map(|part| match part {
        TemplatePart::Literal(text) => quote!(Piece::Text(#text)),
        TemplatePart::Label { field, greedy, .. } => {
            let kind = ident(if *greedy { "Greedy" } else { "Label" });
            let key = simulated.input.get(*field).map_or("", |member| &member.key);
            quote!(Piece::#kind(#key))
        }
    });
    let query = request.literal_query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        quote!((#key, #value))
    });
    let headers = request.literal_headers.iter().map(|(name, value)| {
        let name = name.to_ascii_lowercase();
        quote!((#name, #value))
    });
    let (content_type, answer_type) = (media_type(&request.body), media_type(&response.body));
    let input = simulated.input.iter().map(member);
    let output = simulated.output.iter().map(member);
    let status = Literal::u16_unsuffixed(response.status);
    let failures = operation.errors.iter().map(|error| &error.code);
    let pages = option(simulated.pages.as_ref().map(pages));
    let steps = simulated.steps.iter().map(step);
    quote! {
        Operation {
            name: #name,
            method: #method,
            path: &[#(#path),*],
            query: &[#(#query),*],
            headers: &[#(#headers),*],
            content_type: #content_type,
            input: &[#(#input),*],
            output: &[#(#output),*],
            status: #status,
            answer_type: #answer_type,
            failures: &[#(#failures),*],
            pages: #pages,
            steps: &[#(#steps),*],
        }
    }
}

fn media_type(body: &Body) -> &str {
    match body {
        Body::Empty => "",
        Body::Document { content_type, .. } | Body::Payload { content_type, .. } => content_type,
    }
}

fn pages(pages: &SimulatedPages) -> TokenStream {
    let SimulatedPages { token, next, size, items } = pages;
    let size = option(size.as_ref().map(|size| quote!(#size)));
    quote!(Pages { token: #token, next: &[#(#next),*], size: #size, items: &[#(#items),*] })
}

/// `Member::new("ContentType", Place::Document, 4).required()`.
fn member(member: &SimulatedMember) -> TokenStream {
    let SimulatedMember { key, wire, .. } = member;
    let place = ident(match member.place {
        SimulatedPlace::Document => "Document",
        SimulatedPlace::Header => "Header",
        SimulatedPlace::Base64Header => "Base64Header",
        SimulatedPlace::Host => "Host",
        SimulatedPlace::Label => "Label",
        SimulatedPlace::Payload => "Payload",
        SimulatedPlace::PrefixHeaders => "PrefixHeaders",
        SimulatedPlace::Query => "Query",
        SimulatedPlace::QueryParams => "QueryParams",
        SimulatedPlace::Status => "Status",
    });
    let shape = Literal::usize_unsuffixed(member.shape);
    let wire = (wire != key).then(|| quote!(.wire(#wire)));
    let required = member.required.then(|| quote!(.required()));
    let once = member.idempotency_token.then(|| quote!(.once()));
    let hint = (member.hint != Hint::Word).then(|| {
        let hint = hint(member.hint);
        quote!(.hint(#hint))
    });
    quote!(Member::new(#key, Place::#place, #shape) #wire #required #once #hint)
}

fn hint(hint: Hint) -> TokenStream {
    let name = ident(match hint {
        Hint::Word => "Word",
        Hint::Id => "Id",
        Hint::Url => "Url",
        Hint::Time => "Time",
        Hint::Token => "Token",
        Hint::MediaType => "MediaType",
        Hint::Arn => "Arn",
    });
    quote!(Hint::#name)
}

fn bounds(bounds: Bounds) -> TokenStream {
    let number = |limit: Option<i64>| option(limit.map(signed));
    let (min, max) = (number(bounds.min), number(bounds.max));
    quote!(Bounds { min: #min, max: #max })
}

fn signed(number: i64) -> TokenStream {
    if number == i64::MIN {
        return quote!(i64::MIN);
    }
    let size = Literal::i64_unsuffixed(number.saturating_abs());
    if number < 0 { quote!(-#size) } else { quote!(#size) }
}

fn shape(shape: &SimulatedShape) -> TokenStream {
    let number = |at: &usize| Literal::usize_unsuffixed(*at);
    match shape {
        SimulatedShape::Boolean => quote!(Shape::Boolean),
        SimulatedShape::Integer(limits) => {
            let limits = bounds(*limits);
            quote!(Shape::Integer(#limits))
        }
        SimulatedShape::Float => quote!(Shape::Float),
        SimulatedShape::Text(limits, looks) => {
            let (limits, looks) = (bounds(*limits), hint(*looks));
            quote!(Shape::Text(#limits, #looks))
        }
        SimulatedShape::Enum(values) => quote!(Shape::Enum(&[#(#values),*])),
        SimulatedShape::IntEnum(values) => {
            let values = values.iter().map(|value| signed((*value).into()));
            quote!(Shape::IntEnum(&[#(#values),*]))
        }
        SimulatedShape::Blob(limits) => {
            let limits = bounds(*limits);
            quote!(Shape::Blob(#limits))
        }
        SimulatedShape::Timestamp(format) => {
            let format = ident(match format {
                TimestampFormat::DateTime => "DateTime",
                TimestampFormat::EpochSeconds => "EpochSeconds",
                TimestampFormat::HttpDate => "HttpDate",
            });
            quote!(Shape::Timestamp(Format::#format))
        }
        SimulatedShape::Document => quote!(Shape::Document),
        SimulatedShape::List { item, sparse, bounds: limits } => {
            let (item, limits) = (number(item), bounds(*limits));
            quote!(Shape::List { item: #item, sparse: #sparse, bounds: #limits })
        }
        SimulatedShape::Map { key, value, sparse, bounds: limits } => {
            let (key, value, limits) = (number(key), number(value), bounds(*limits));
            quote!(Shape::Map { key: #key, value: #value, sparse: #sparse, bounds: #limits })
        }
        SimulatedShape::Structure(members) => {
            let members = members.iter().map(member);
            quote!(Shape::Structure(&[#(#members),*]))
        }
        SimulatedShape::Union(members) => {
            let members = members.iter().map(member);
            quote!(Shape::Union(&[#(#members),*]))
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
            let looks = hint(*looks);
            quote!(Source::Sample(#looks))
        }
        Source::Sender(key) => quote!(Source::Sender(#key)),
        Source::Uploads(members) => {
            let members = sources(members);
            quote!(Source::Uploads(#members))
        }
    }
}

fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}
