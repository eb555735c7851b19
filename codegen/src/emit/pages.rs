//! Pagination of an operation in clients: the locations of the tokens and the items.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{ident, ty, ty_by_path};
use crate::ir::{CLIENTS, Operation, Pages, Service, Step, Ty};

/// `impl runtime::call::Paginate for GetTranscript`, and `PaginateItems`.
pub(super) fn implementations(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let pagination = operation.metadata.pagination.as_ref()?;
    let pages = pagination.pages.as_ref()?;
    let repeated = pagination.repeated_token_ends.then(|| {
        quote!(
            const REPEATED_TOKEN_ENDS: bool = true;
        )
    });
    let name = ident(&operation.ident);
    // The input of several operations is not a type of this file, which then does not import the types of its fields.
    let token_type = if operation.input_is_shared { ty_by_path(&pages.token) } else { ty(&pages.token) };
    let next = next_token(pages);
    let token_name = &pages.wire_name;
    let field = ident(&pages.input.field);
    let copy = copy(&pages.token);
    let items = pages.items.as_ref().map(|(way, list)| items(operation, way, list));
    let item_ids = item_ids(pages);
    let paginate = quote! {
        impl runtime::call::Paginate for #name {
            type Token = #token_type;
            #repeated
            const TOKEN: &'static str = #token_name;

            fn next_token(output: &Self::Output) -> Option<Self::Token> {
                #next
            }

            fn token(input: &Self::Input) -> Option<Self::Token> {
                input.#field #copy
            }

            fn set_token(input: &mut Self::Input, token: Option<Self::Token>) {
                input.#field = token;
            }

            #item_ids
        }
    };
    let clients = service.clients(CLIENTS);
    let (paginate, items) = (clients.guard(paginate), items.and_then(|items| clients.guard(items)));
    Some(quote!(#paginate #items))
}

/// `output.next_token.clone().filter(|token| !token.is_empty())`: services may end with an empty token.
fn next_token(pages: &Pages) -> TokenStream {
    let (way, optional) = way(&pages.output, true);
    let copy = copy(&pages.token);
    let token = if optional { quote!(#way #copy) } else { quote!(Some(#way #copy)) };
    let can_be_empty = matches!(pages.token, Ty::String | Ty::List { .. } | Ty::Map { .. });
    let filter = can_be_empty.then(|| quote!(.filter(|token| !token.is_empty())));
    quote!(#token #filter)
}

/// `fn item_ids(output: &Self::Output) -> Option<Vec<u64>> { .. }`, if a page that repeats items is the end.
fn item_ids(pages: &Pages) -> Option<TokenStream> {
    let (steps, _) = pages.items.as_ref()?;
    let (Step { field, optional }, ty) = pages.item_id.as_ref()?;
    let (way, may_be_missing) = way(steps, true);
    let items = if may_be_missing { quote!(#way.as_deref()?) } else { quote!(&#way) };
    let field = ident(field);
    let id = match (optional, ty) {
        (true, Ty::String) => quote!(item.#field.as_deref()),
        (true, _) => quote!(item.#field.as_ref().map(|id| id.as_str())),
        (false, _) => quote!(Some(item.#field.as_str())),
    };
    Some(quote! {
        fn item_ids(output: &Self::Output) -> Option<Vec<u64>> {
            runtime::call::item_ids(#items, |item| #id)
        }
    })
}

/// `.clone()`, except for numbers.
fn copy(token: &Ty) -> Option<TokenStream> {
    let is_number = matches!(token, Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::F32 | Ty::F64);
    (!is_number).then(|| quote!(.clone()))
}

fn items(operation: &Operation, steps: &[Step], list: &Ty) -> TokenStream {
    let name = ident(&operation.ident);
    let (way, optional) = way(steps, false);
    // Types of nested fields, or of a shared output, do not belong to this file: importing them would
    // be unused without a client.
    let is_own = steps.len() == 1 && !operation.output_is_shared;
    let ty = |of: &Ty| if is_own { ty(of) } else { ty_by_path(of) };
    let (item, entries) = match list {
        Ty::Map { key, value, sparse } => {
            let (key, value) = (ty(key), ty(value));
            let value = if *sparse { quote!(Option<#value>) } else { value };
            (quote!((#key, #value)), true)
        }
        Ty::List { item, sparse: true } => {
            let item = ty(item);
            (quote!(Option<#item>), false)
        }
        Ty::List { item, .. } => (ty(item), false),
        other => (ty(other), false),
    };
    let all = match (optional, entries) {
        (true, true) => quote!(Some(#way?.into_iter().collect())),
        (false, true) => quote!(Some(#way.into_iter().collect())),
        (true, false) => way,
        (false, false) => quote!(Some(#way)),
    };
    quote! {
        impl runtime::call::PaginateItems for #name {
            type Item = #item;

            fn items(output: Self::Output) -> Option<Vec<Self::Item>> {
                #all
            }
        }
    }
}

/// `output.page.as_ref()?.next_token`, and whether the last field is an `Option`.
fn way(steps: &[Step], borrowed: bool) -> (TokenStream, bool) {
    let mut way = quote!(output);
    let mut optional = false;
    for step in steps {
        if optional {
            way = if borrowed { quote!(#way.as_ref()?) } else { quote!(#way?) };
        }
        let field = ident(&step.field);
        way = quote!(#way.#field);
        optional = step.optional;
    }
    (way, optional)
}
