//! Tests of the generated crate, from the cases and examples of the model: `tests/model/`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, quote};

use super::endpoint::owned;
use super::tokens::{ident, number};
use super::value::Printer;
use super::{Content, Module, event_tests, header, library, rust};
use crate::ir::{
    EventStep, Operation, OperationTests, RequestTest, ResponseTest, Service, SkippedTest, TestBody,
    TestEndpoint, Used,
};
use crate::naming::file_stem;

/// The files that compare bodies, with the parts of the runtime whose crates have them.
const COMPARISONS: &[(Used, &str, &str)] =
    &[(Used::Cbor, "cbor", include_str!("tests/cbor.rs")), (Used::Xml, "xml", include_str!("tests/xml.rs"))];

/// Returns the files; none for a model without tests.
pub(super) fn files(service: &Service) -> Vec<Module> {
    if service.tests.is_empty() {
        return Vec::new();
    }
    let modules = service.tests.iter().map(|tests| ident(&service.operations[tests.operation].module));
    // A model need not have cases of every kind.
    let recursion_limit = library::recursion_limit(service);
    let deprecated = library::allow_deprecated(service);
    // Forms are compared as text.
    let has_forms = service.has(Used::Query);
    let comparisons = COMPARISONS.iter().filter(|(used, ..)| service.has(*used) && !has_forms);
    let compared = comparisons.clone().map(|(_, name, _)| {
        let name = ident(name);
        quote! {
            #[allow(dead_code)]
            mod #name;
        }
    });
    let main = quote! {
        #![doc = " Protocol tests and examples of the model."]
        #recursion_limit
        #deprecated
        #(mod #modules;)*
        #(#compared)*
        #[allow(dead_code)]
        mod support;
    };
    let text = |path: &str, text: &str| Module {
        path: path.to_owned(),
        content: Content::Text(format!(
            "{}\n{text}",
            header(service.id.as_str(), service.command.as_deref())
        )),
    };
    let mut files = vec![
        rust("tests/model/main.rs", &service.id, main),
        text("tests/model/support.rs", include_str!("tests/support.rs")),
    ];
    files.extend(comparisons.map(|(_, name, code)| text(&format!("tests/model/{name}.rs"), code)));
    files.extend(service.tests.iter().map(|tests| {
        let operation = &service.operations[tests.operation];
        let path = format!("tests/model/{}.rs", file_stem(&operation.module));
        rust(&path, &operation.id, file(service, operation, tests))
    }));
    files
}

fn file(service: &Service, operation: &Operation, tests: &OperationTests) -> TokenStream {
    let mut printer = Printer::default();
    let requests: Vec<TokenStream> =
        tests.requests.iter().map(|test| request(operation, test, &mut printer)).collect();
    let responses: Vec<TokenStream> =
        tests.responses.iter().map(|test| response(operation, test, &mut printer)).collect();
    let events: Vec<TokenStream> =
        tests.events.iter().map(|test| event_tests::function(operation, test, &mut printer)).collect();
    let sends =
        |step: &EventStep| matches!(step, EventStep::Encode { .. } | EventStep::EncodeException { .. });
    let compares = tests.events.iter().flat_map(|test| &test.steps).any(sends);
    let same_frame = compares.then(event_tests::same_frame);
    let skipped = tests.skipped.iter().map(skipped);
    let library = ident(&service.package.ident);
    let module = ident(&operation.module);
    let import = |module: &str, names: &std::collections::BTreeSet<String>| {
        let (module, names) = (ident(module), names.iter().map(|name| ident(name)));
        (names.len() > 0).then(|| quote!(use sdk::#module::{#(#names),*};))
    };
    let (types, errors) = (import("types", &printer.types), import("error", &printer.errors));
    // An ignored test uses nothing.
    let runs = !(requests.is_empty() && responses.is_empty() && events.is_empty());
    let imports = runs.then(|| {
        quote! {
            use #library as sdk;
            use sdk::operation::#module::*;
            #errors
            #types
            use super::support;
        }
    });
    quote! {
        #imports

        #(#requests)*
        #(#responses)*
        #(#events)*
        #(#skipped)*
        #same_frame
    }
}

/// An ignored test with the reason.
fn skipped(test: &SkippedTest) -> TokenStream {
    let (name, doc) = (ident(&test.name), format!(" {}", test.id.replace('\n', " ")));
    let reason = &test.reason;
    quote! {
        #[doc = #doc]
        #[test]
        #[ignore = #reason]
        fn #name() {}
    }
}

fn request(operation: &Operation, test: &RequestTest, printer: &mut Printer) -> TokenStream {
    let (name, id) = (ident(&test.name), &test.id);
    let body = checked_request(operation, test, printer);
    quote! {
        #[test]
        fn #name() {
            let _case = support::Case(#id);
            #body
        }
    }
}

/// Encodes a request and compares it.
pub(super) fn checked_request(
    operation: &Operation,
    test: &RequestTest,
    printer: &mut Printer,
) -> TokenStream {
    let operation_name = ident(&operation.ident);
    let input = printer.expression(&test.input);
    let endpoint = endpoint(&operation_name, &test.endpoint);
    let expected = expected(test);
    let body = test.body.as_ref().and_then(|(body, media_type)| match body {
        TestBody::Text(body) if is_xml(media_type) => {
            Some(quote!(super::xml::same_body(request.body(), #body);))
        }
        TestBody::Text(_) => None,
        TestBody::Cbor(body) => {
            let body = Literal::byte_string(body);
            Some(quote!(super::cbor::same_body(request.body(), #body);))
        }
    });
    quote! {
        let mut input = #input;
        <#operation_name as sdk::Operation>::set_idempotency_token(&mut input, || support::TOKEN.to_owned());
        let endpoint = #endpoint;
        let request = <#operation_name as sdk::Operation>::encode(&input, &endpoint).unwrap();
        #expected.check(&request);
        #body
    }
}

fn is_xml(media_type: &str) -> bool {
    media_type.ends_with("xml")
}

/// `sdk::Endpoint::parse("https://example.com").unwrap()`, or the endpoint of the rules.
fn endpoint(operation: &Ident, endpoint: &TestEndpoint) -> TokenStream {
    let params = match endpoint {
        TestEndpoint::At(url) => return quote!(sdk::Endpoint::parse(#url).unwrap()),
        TestEndpoint::OfRules(params) => params,
    };
    let setters = params.iter().map(|(setter, value)| {
        let (setter, value) = (ident(setter), owned(value));
        quote!(.#setter(#value))
    });
    quote! {
        {
            let params = sdk::endpoint::Params::new() #(#setters)*;
            let params = <#operation as sdk::Operation>::endpoint_params(&input, &params).unwrap_or(params);
            sdk::endpoint::resolve(&params).unwrap().endpoint
        }
    }
}

/// `support::Expected { method: "GET", .., ..Default::default() }`, with the expectations of the case.
fn expected(test: &RequestTest) -> TokenStream {
    let method = &test.method;
    let path = test.path.as_ref().map(|path| quote!(path: Some(#path),));
    let host = test.host.as_ref().map(|host| quote!(host: Some(#host),));
    let list = |name: &str, items: &[String]| {
        let name = ident(name);
        (!items.is_empty()).then(|| quote!(#name: &[#(#items),*],))
    };
    let headers = (!test.headers.is_empty()).then(|| {
        let pairs = test.headers.iter().map(|(name, value)| quote!((#name, #value)));
        quote!(headers: &[#(#pairs),*],)
    });
    let query = list("query", &test.query);
    let forbid_query = list("forbid_query", &test.forbid_query);
    let require_query = list("require_query", &test.require_query);
    let forbid_headers = list("forbid_headers", &test.forbid_headers);
    let require_headers = list("require_headers", &test.require_headers);
    let body = test.body.as_ref().and_then(|(body, media_type)| match body {
        TestBody::Text(body) if !is_xml(media_type) => Some(quote!(body: Some((#body, #media_type)),)),
        TestBody::Text(_) | TestBody::Cbor(_) => None,
    });
    quote! {
        support::Expected {
            method: #method,
            #path
            #host
            #query
            #forbid_query
            #require_query
            #headers
            #forbid_headers
            #require_headers
            #body
            ..support::Expected::default()
        }
    }
}

fn response(operation: &Operation, test: &ResponseTest, printer: &mut Printer) -> TokenStream {
    let (name, id) = (ident(&test.name), &test.id);
    let body = checked_response(operation, test, printer);
    quote! {
        #[test]
        fn #name() {
            let _case = support::Case(#id);
            #body
        }
    }
}

/// `"{}".as_bytes()`, or `b"\xbf\xff"`.
pub(super) fn body_bytes(body: &TestBody) -> TokenStream {
    match body {
        TestBody::Text(text) => quote!(#text.as_bytes()),
        TestBody::Cbor(bytes) => Literal::byte_string(bytes).into_token_stream(),
    }
}

/// Decodes a response and compares the values.
pub(super) fn checked_response(
    operation: &Operation,
    test: &ResponseTest,
    printer: &mut Printer,
) -> TokenStream {
    let operation_name = ident(&operation.ident);
    let (status, body) = (number(test.status), body_bytes(&test.body));
    let headers = test.headers.iter().map(|(name, value)| quote!((#name, #value)));
    let value = printer.expression(&test.expected);
    let given = match &test.error {
        None => quote!(outcome.unwrap()),
        Some(variant) => {
            let (error, variant) = (ident(&operation.error_ident), ident(variant));
            quote! {
                match outcome {
                    Err(sdk::CallError::Service(#error::#variant(error))) => *error,
                    other => panic!("{other:?}"),
                }
            }
        }
    };
    let expected = match &test.error {
        None => quote!(let expected = #value;),
        // The metadata of the response is not part of the expectation.
        Some(_) => quote! {
            let mut expected = #value;
            expected.metadata = given.metadata.clone();
        },
    };
    let compare = if test.expected.has_nan() {
        quote!(support::assert_alike(&given, &expected);)
    } else {
        quote!(assert_eq!(given, expected);)
    };
    let code = test.code.as_ref().map(|code| quote!(assert_eq!(given.metadata.code(), Some(#code));));
    quote! {
        let status = http::StatusCode::from_u16(#status).unwrap();
        let headers = support::headers(&[#(#headers),*]);
        let outcome = <#operation_name as sdk::Operation>::decode(status, &headers, #body);
        let given = #given;
        #code
        #expected
        #compare
    }
}
