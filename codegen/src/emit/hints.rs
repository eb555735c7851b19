//! What is known of the service's errors: a table by operation, status and code.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::number;
use crate::ir::{Hint, Service};

/// ```text
/// pub(crate) fn hint(operation: Option<&str>, status: u16, code: Option<&str>) -> Option<&'static str> {
///     match (operation, status, code) { (Some("SendEvent"), 409, None) => Some(".."), (_, 403, None) => Some("the region may be wrong"), .. }
/// }
/// ```
pub(super) fn table(service: &Service) -> TokenStream {
    let arms = service.hints.iter().map(|Hint { status, code, operations, text }| {
        let status = number(status);
        let code = code.as_ref().map_or_else(|| quote!(None), |code| quote!(Some(#code)));
        let operation = if operations.is_empty() { quote!(_) } else { quote!(Some(#(#operations)|*)) };
        quote!((#operation, #status, #code) => Some(#text),)
    });
    quote! {
        #![doc = " What to look at first when the service answers with an error."]

        /// What is known of a status with a code, or without one, as the response to an operation.
        pub(crate) fn hint(operation: Option<&str>, status: u16, code: Option<&str>) -> Option<&'static str> {
            match (operation, status, code) {
                #(#arms)*
                _ => None,
            }
        }
    }
}
