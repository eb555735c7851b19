//! The functions of a generated crate whose form carries facts: constructors, and bodies that are one call.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, FnArg, ImplItem, ItemImpl, Stmt};

use crate::steps::{bare, plain};

/// The names of the arguments of `new`.
pub(crate) fn new_arguments(found: &ItemImpl) -> Vec<String> {
    let new = found.items.iter().find_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == "new" => Some(function),
        _ => None,
    });
    let name = |input: &FnArg| match input {
        FnArg::Typed(argument) => Some(bare(&plain(argument.pat.to_token_stream()))),
        FnArg::Receiver(_) => None,
    };
    new.into_iter().flat_map(|new| new.sig.inputs.iter().filter_map(name)).collect()
}

/// The arguments of the call that a body consists of.
pub(crate) fn call_arguments(body: TokenStream) -> Option<Vec<String>> {
    let block: syn::Block = syn::parse2(body).ok()?;
    match block.stmts.as_slice() {
        [Stmt::Expr(Expr::Call(call), None)] => {
            Some(call.args.iter().map(|argument| plain(argument.to_token_stream())).collect())
        }
        _ => None,
    }
}

/// Whether a body is `Self::default()`.
pub(crate) fn is_default_call(block: &syn::Block) -> bool {
    plain(block.to_token_stream()) == "{ Self : : default ( ) }"
}
