//! Waiters: client methods, and the functions that evaluate responses.

mod path;

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{deprecated, docs, ident, number};
use crate::docs::append;
use crate::ir::{CLIENTS, Condition, Operation, Service, Wait, WaitState, Waiter};

/// The items of an operation for its waiters.
pub(super) fn items(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let waits: Vec<(&Waiter, &Wait)> = operation
        .metadata
        .waiters
        .iter()
        .filter_map(|waiter| Some((waiter, waiter.wait.as_ref().ok()?)))
        .collect();
    if waits.is_empty() {
        return None;
    }
    let asynchronous = methods(service, operation, &waits, true);
    let blocking = methods(service, operation, &waits, false);
    let judges = waits.iter().map(|(waiter, wait)| judge(service, operation, waiter, wait));
    Some(quote!(#asynchronous #blocking #(#judges)*))
}

/// ```text
/// impl crate::Client { pub async fn wait_until_function_active(&self, input: .., most: ..) -> .. { .. } }
/// ```
fn methods(
    service: &Service,
    operation: &Operation,
    waits: &[(&Waiter, &Wait)],
    asynchronous: bool,
) -> Option<TokenStream> {
    let (features, client): (&[_], _) = if asynchronous {
        (&["client-core"], quote!(crate::Client))
    } else {
        (&["blocking"], quote!(crate::blocking::Client))
    };
    let keyword = asynchronous.then(|| quote!(async));
    let suffix = asynchronous.then(|| quote!(.await));
    let marker = ident(&operation.ident);
    let (input, output) = (ident(&operation.input.ident), ident(&operation.output.ident));
    let error = ident(&operation.error_ident);
    let deprecated = deprecated(operation.deprecated.as_ref());
    let methods = waits.iter().map(|(waiter, wait)| {
        let (method, judge) = (ident(&wait.method), ident(&wait.judge));
        let (min, max) = (number(waiter.min_delay), number(waiter.max_delay));
        let docs = description(operation, waiter);
        quote! {
            #docs
            #deprecated
            pub #keyword fn #method(
                &self,
                input: #input,
                most: std::time::Duration,
            ) -> Result<runtime::call::Reached<#output, #error>, runtime::call::WaitError<#output, #error>> {
                self.0.wait::<#marker>(input, (#min, #max), most, #judge) #suffix
            }
        }
    });
    service.clients(features).guard(quote!(impl #client { #(#methods)* }))
}

fn description(operation: &Operation, waiter: &Waiter) -> TokenStream {
    let mut lines = waiter.docs.clone();
    append(
        &mut lines,
        format!(
            "Waits for the state `{}`: repeats [`{}`] until its result shows that state.",
            waiter.name, operation.ident
        ),
    );
    append(
        &mut lines,
        format!(
            "The delays between calls are random, and grow from {} to {} seconds. It gives up after the time `most`; \
             the last call may end later.",
            waiter.min_delay,
            waiter.max_delay.max(waiter.min_delay),
        ),
    );
    append(&mut lines, "# Errors");
    append(
        &mut lines,
        "The state can no longer be reached, the time is over, or a call fails with an unexpected error.",
    );
    docs(&lines)
}

/// ```text
/// fn is_function_active(_: &Input, outcome: Result<&Output, &Error>) -> Option<runtime::call::WaitState> { .. }
/// ```
fn judge(service: &Service, operation: &Operation, waiter: &Waiter, wait: &Wait) -> Option<TokenStream> {
    let name = ident(&wait.judge);
    let (input, output) = (ident(&operation.input.ident), ident(&operation.output.ident));
    let error = ident(&operation.error_ident);
    let doc = format!(" Returns the state of the waiter `{}` after a call.", waiter.name);
    let uses_input = wait
        .acceptors
        .iter()
        .any(|(_, condition)| matches!(condition, Condition::Holds(test) if path::uses_input(test)));
    let argument = if uses_input { quote!(input) } else { quote!(_) };
    let acceptors = wait.acceptors.iter().map(|(state, condition)| {
        let condition = self::condition(condition);
        let state = match state {
            WaitState::Success => quote!(Success),
            WaitState::Failure => quote!(Failure),
            WaitState::Retry => quote!(Retry),
        };
        quote! {
            if #condition {
                return Some(runtime::call::WaitState::#state);
            }
        }
    });
    let outcome = if wait.acceptors.is_empty() { quote!(_) } else { quote!(outcome) };
    service.clients(CLIENTS).item(|cfg| {
        quote! {
            #[doc = #doc]
            #cfg
            fn #name(#argument: &#input, #outcome: Result<&#output, &#error>) -> Option<runtime::call::WaitState> {
                #(#acceptors)*
                None
            }
        }
    })
}

fn condition(condition: &Condition) -> TokenStream {
    match condition {
        Condition::Output => quote!(outcome.is_ok()),
        Condition::Error => quote!(outcome.is_err()),
        Condition::Code(code) => {
            quote!(matches!(outcome, Err(error) if runtime::ServiceError::metadata(error).is_named(#code)))
        }
        Condition::Holds(test) => {
            let output = if path::uses_output(test) { quote!(output) } else { quote!(_) };
            let fails = test.can_fail();
            let test = path::test(test);
            if fails {
                // `?` is a JMESPath error: then nothing matches.
                quote!(outcome.ok().and_then(|#output| Some(#test)) == Some(true))
            } else {
                quote!(matches!(outcome, Ok(#output) if #test))
            }
        }
    }
}
