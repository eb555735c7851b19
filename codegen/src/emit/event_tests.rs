//! Tests of event streams: the steps of a case in order.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tests::{body_bytes, checked_request, checked_response};
use super::tokens::{ident, number};
use super::value::Printer;
use crate::ir::{EventStep, EventTest, Operation, Value};

/// One test function.
pub(super) fn function(operation: &Operation, test: &EventTest, printer: &mut Printer) -> TokenStream {
    let (name, id) = (ident(&test.name), &test.id);
    let steps = test.steps.iter().map(|step| self::step(operation, step, printer));
    quote! {
        #[test]
        fn #name() {
            let _case = support::Case(#id);
            #(#steps)*
        }
    }
}

fn step(operation: &Operation, step: &EventStep, printer: &mut Printer) -> TokenStream {
    let name = ident(&operation.ident);
    match step {
        EventStep::Request(test) => checked_request(operation, test, printer),
        EventStep::Response(test) => checked_response(operation, test, printer),
        EventStep::Refused { status, headers, body } => {
            let (status, error) = (number(status), ident(&operation.error_ident));
            let body = body_bytes(body);
            let headers = headers.iter().map(|(name, value)| quote!((#name, #value)));
            quote! {
                let status = http::StatusCode::from_u16(#status).unwrap();
                let headers = support::headers(&[#(#headers),*]);
                let outcome = <#name as sdk::Operation>::decode(status, &headers, #body);
                assert!(matches!(outcome, Err(sdk::CallError::Service(#error::Unmodelled(_)))), "{outcome:?}");
            }
        }
        EventStep::Incomplete => quote! {
            let outcome = <#name as sdk::Operation>::decode(http::StatusCode::OK, &support::headers(&[]), b"");
            assert!(matches!(outcome, Err(sdk::CallError::Decode(_))), "{outcome:?}");
        },
        EventStep::Encode { event, frame } => {
            let (event, frame) = (printer.expression(event), Literal::byte_string(frame));
            quote! {
                let frame = <#name as sdk::InputStream>::frame(&#event).unwrap();
                same_frame(&frame, #frame);
            }
        }
        EventStep::EncodeException { failure, variant, value, frame } => {
            printer.types.insert(failure.clone());
            let (failure, variant) = (ident(failure), ident(variant));
            let (value, frame) = (printer.expression(value), Literal::byte_string(frame));
            quote! {
                let message = #failure::#variant(Box::new(#value)).to_message().unwrap();
                same_frame(&message.encode().unwrap(), #frame);
            }
        }
        EventStep::Decode { frame, event } => decode(&name, frame, event, printer),
        EventStep::Fail { frame, variant } => {
            let frame = Literal::byte_string(frame);
            let expected = match variant {
                None => quote!(given.is_err()),
                Some((failure, variant)) => {
                    printer.types.insert(failure.clone());
                    let (failure, variant) = (ident(failure), ident(variant));
                    quote!(matches!(given, Err(sdk::StreamError::Service(#failure::#variant(_)))))
                }
            };
            quote! {
                let message = sdk::Message::decode(#frame).unwrap();
                let given = <#name as sdk::OutputStream>::read(&message);
                assert!(#expected, "{given:?}");
            }
        }
    }
}

fn decode(name: &proc_macro2::Ident, frame: &[u8], event: &Value, printer: &mut Printer) -> TokenStream {
    let (frame, event) = (Literal::byte_string(frame), printer.expression(event));
    quote! {
        let message = sdk::Message::decode(#frame).unwrap();
        assert_eq!(<#name as sdk::OutputStream>::read(&message).unwrap(), #event);
    }
}

/// The function that compares frames: the order of headers does not matter, and the cases do not fix one.
/// <https://smithy.io/2.0/aws/amazon-eventstream.html>
pub(super) fn same_frame() -> TokenStream {
    quote! {
        /// Compares two frames, ignoring the order of their headers.
        #[track_caller]
        fn same_frame(given: &[u8], expected: &[u8]) {
            let parts = |frame: &[u8]| {
                let message = sdk::Message::decode(frame).unwrap();
                let mut headers: Vec<String> = message.headers().map(|header| format!("{header:?}")).collect();
                headers.sort();
                (headers, message.payload().to_vec(), frame.len())
            };
            assert_eq!(parts(given), parts(expected));
        }
    }
}
