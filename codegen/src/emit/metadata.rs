//! Facts about an operation other than its wire form, as constants of its type. Facts that the model does not state have no constant.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident, number, option};
use crate::docs::append;
use crate::ir::{AuthScheme, Matcher, Operation, Pagination, PathMatcher, Service, Waiter};

/// ```text
/// impl GetTranscript { pub const PAGINATION: runtime::Pagination = ..; }
/// ```
pub(super) fn constants(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let metadata = &operation.metadata;
    let readonly = metadata.readonly.then(|| {
        quote! {
            /// The operation changes nothing, and can be repeated.
            pub const IS_READONLY: bool = true;
        }
    });
    let idempotent = metadata.idempotent.then(|| {
        quote! {
            /// The operation has the same effect when it is repeated.
            pub const IS_IDEMPOTENT: bool = true;
        }
    });
    let auth = auth(&metadata.auth);
    let optional_auth = metadata.optional_auth.then(|| {
        quote! {
            /// The operation can also be called without authentication.
            pub const IS_AUTH_OPTIONAL: bool = true;
        }
    });
    let pagination = metadata.pagination.as_ref().map(pagination);
    let waiters = waiters(service, &metadata.waiters);
    let all = [readonly, idempotent, auth, optional_auth, pagination, waiters];
    let constants: Vec<TokenStream> = all.into_iter().flatten().collect();
    let name = ident(&operation.ident);
    (!constants.is_empty()).then(|| quote!(impl #name { #(#constants)* }))
}

fn auth(schemes: &[AuthScheme]) -> Option<TokenStream> {
    let scheme = |scheme: &AuthScheme| match scheme {
        AuthScheme::SigV4(name) => quote!(SigV4(#name)),
        AuthScheme::SigV4a(name) => quote!(SigV4a(#name)),
        AuthScheme::HttpBearer => quote!(HttpBearer),
        AuthScheme::HttpBasic => quote!(HttpBasic),
        AuthScheme::HttpDigest => quote!(HttpDigest),
        AuthScheme::HttpApiKey { location, name, scheme } => {
            let scheme = option(scheme.as_ref());
            quote!(HttpApiKey { location: #location, name: #name, scheme: #scheme })
        }
        AuthScheme::Other(id) => quote!(Other(#id)),
    };
    let schemes: Vec<TokenStream> = schemes.iter().map(scheme).collect();
    (!schemes.is_empty()).then(|| {
        quote! {
            /// The authentication schemes of the operation, in order of preference.
            pub const AUTH: &'static [runtime::AuthScheme] = &[#(runtime::AuthScheme::#schemes),*];
        }
    })
}

fn pagination(pagination: &Pagination) -> TokenStream {
    let Pagination {
        input_token,
        output_token,
        page_size,
        items,
        repeated_token_ends,
        repeated_items_end,
        pages: _,
    } = pagination;
    let page_size = page_size.as_ref().map(|member| quote!(.page_size(#member)));
    let items = items.as_ref().map(|member| quote!(.items(#member)));
    let token_ends = repeated_token_ends.then(|| quote!(.repeated_token_ends()));
    let items_end = repeated_items_end.as_ref().map(|id| quote!(.repeated_items_end(#id)));
    quote! {
        /// The members that page the operation.
        pub const PAGINATION: runtime::Pagination =
            runtime::Pagination::new(#input_token, #output_token) #page_size #items #token_ends #items_end;
    }
}

fn waiters(service: &Service, waiters: &[Waiter]) -> Option<TokenStream> {
    let mut lines = vec!["The states that clients can wait for with this operation.".to_owned()];
    for waiter in waiters.iter().filter(|_| service.client) {
        if let Err(problem) = &waiter.wait {
            append(&mut lines, format!("No method of the clients waits for `{}`: {problem}.", waiter.name));
        }
    }
    let docs = docs(&lines);
    let waiters: Vec<TokenStream> = waiters.iter().map(waiter).collect();
    (!waiters.is_empty()).then(|| {
        quote! {
            #docs
            pub const WAITERS: &'static [runtime::Waiter] = &[#(#waiters),*];
        }
    })
}

fn waiter(waiter: &Waiter) -> TokenStream {
    let name = &waiter.name;
    let (min_delay, max_delay) = (number(waiter.min_delay), number(waiter.max_delay));
    let acceptors = waiter.acceptors.iter().map(|(state, matcher)| {
        let matcher = self::matcher(matcher);
        quote!(runtime::Acceptor::new(#state, runtime::Matcher::#matcher))
    });
    quote! {
        runtime::Waiter::new(#name, (#min_delay, #max_delay), &[#(#acceptors),*])
    }
}

fn matcher(matcher: &Matcher) -> TokenStream {
    let path = |PathMatcher { path, expected, comparator }: &PathMatcher| quote!({ path: #path, expected: #expected, comparator: #comparator });
    match matcher {
        Matcher::Success(value) => quote!(Success(#value)),
        Matcher::ErrorType(code) => quote!(ErrorType(#code)),
        Matcher::Output(matcher) => {
            let fields = path(matcher);
            quote!(Output #fields)
        }
        Matcher::InputOutput(matcher) => {
            let fields = path(matcher);
            quote!(InputOutput #fields)
        }
    }
}
