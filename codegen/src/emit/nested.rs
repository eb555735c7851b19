//! The module form: all files as nested modules in one stream of tokens, which a package includes anywhere.
//!
//! Emitters print each path from the root of the output as `crate::..`. In a module the root is not the crate, and only paths that are
//! relative to it are known: here, and nowhere else, each of these paths gets the `super` of its depth.

use std::collections::HashMap;
use std::iter;

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::quote;

use super::library::root_modules;
use super::{crate_error, exports, sources};
use crate::ir::Service;
use crate::module::Content;
use crate::naming::file_stem;

/// Lints that are allowed in the modules. A crate can set lints for its own code, and the package of this code has set its own:
/// - The package uses some of the items, and need not export them.
/// - Some paths are longer than necessary, since a name of another model could hide the short one.
/// - Generated code supports Rust 1.65; clippy suggests what newer versions have.
/// - The design contradicts a lint: a box around a large member of a union would be an allocation for each value.
/// - Names are those of the model. clippy accepts them in what a crate exports, but the module may be private.
/// - `pedantic` and `nursery` are opinions on code that is read.
fn lints(service: &Service) -> TokenStream {
    let deprecated = service.has_deprecations().then(|| quote!(deprecated,));
    quote! {
        dead_code, #deprecated unreachable_pub, unused_imports, unused_qualifications, clippy::collapsible_if,
        clippy::enum_variant_names, clippy::large_enum_variant, clippy::nursery, clippy::pedantic, clippy::unnecessary_map_or,
        clippy::upper_case_acronyms
    }
}

/// Returns the content of the module.
pub fn module(service: &Service) -> TokenStream {
    let mut files = HashMap::new();
    for file in sources(service).into_iter().flat_map(|part| part()) {
        let path = file.path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs"));
        if let (Some(path), Content::Rust { tokens, .. }) = (path, file.content) {
            files.insert(path.to_owned(), tokens);
        }
    }
    nested(root(service), "", 0, &mut files)
}

/// The items of the root. An included file has no attributes of its own, so each item has those it needs.
fn root(service: &Service) -> TokenStream {
    let lints = lints(service);
    let (modules, exports) = (root_modules(service), exports::root(service));
    let crate_error = crate_error::alias(service);
    quote! {
        #(#[allow(#lints)] #modules)*

        use farrier_runtime as runtime;
        #(#[allow(unreachable_pub, unused_imports)] #exports)*
        #[allow(dead_code, unreachable_pub)]
        #crate_error
    }
}

/// Replaces each `mod name;` by its content, and `crate::` by a path to the root from this depth.
fn nested(
    file: TokenStream,
    folder: &str,
    depth: usize,
    files: &mut HashMap<String, TokenStream>,
) -> TokenStream {
    let mut all: Vec<TokenTree> = Vec::new();
    let mut trees = file.into_iter().peekable();
    while let Some(tree) = trees.next() {
        let module = declared(&all);
        match tree {
            TokenTree::Punct(end) if end.as_char() == ';' && module.is_some() => {
                let path = format!("{folder}{}", file_stem(&module.unwrap_or_default()));
                let content = files.remove(&path).unwrap_or_default();
                let content = nested(content, &format!("{path}/"), depth + 1, files);
                all.push(Group::new(Delimiter::Brace, content).into());
            }
            TokenTree::Group(group) => {
                let depth = if module.is_some() { depth + 1 } else { depth };
                let content = nested(group.stream(), folder, depth, files);
                all.push(Group::new(group.delimiter(), content).into());
            }
            TokenTree::Ident(name) if name == "crate" && trees.peek().is_some_and(is_colon) => {
                all.extend(to_root(depth));
            }
            other => all.push(other),
        }
    }
    all.into_iter().collect()
}

/// Returns the name of the module that these tokens declare: `mod name`.
fn declared(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [.., TokenTree::Ident(keyword), TokenTree::Ident(name)] if keyword == "mod" => Some(name.to_string()),
        _ => None,
    }
}

fn is_colon(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ':')
}

/// `super::super`, from a depth of two; `self` at the root.
fn to_root(depth: usize) -> impl Iterator<Item = TokenTree> {
    let ident = |name| TokenTree::from(Ident::new(name, Span::call_site()));
    let colons = || [Punct::new(':', Spacing::Joint), Punct::new(':', Spacing::Alone)].map(TokenTree::from);
    let more = (1..depth).flat_map(move |_| colons().into_iter().chain([ident("super")]));
    iter::once(ident(if depth == 0 { "self" } else { "super" })).chain(more)
}
