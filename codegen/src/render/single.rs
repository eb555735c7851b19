//! All modules of a crate in one file, for build scripts: `include!` cannot follow `mod name;`.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::module::{Content, Module};

/// Returns one file with nested modules. Attributes of the crate itself are left out: an included file
/// cannot have any.
pub fn file(modules: impl Iterator<Item = Module>) -> String {
    let mut files: HashMap<String, TokenStream> = HashMap::new();
    for module in modules {
        let path = module.path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs"));
        if let (Some(path), Content::Rust { tokens, .. }) = (path, module.content) {
            files.insert(path.to_owned(), tokens);
        }
    }
    let root = files.remove("lib").map(without_attributes).unwrap_or_default();
    super::print::file(nested(root, "", &mut files))
}

/// Removes `#![..]` at the start of a file.
fn without_attributes(file: TokenStream) -> TokenStream {
    let mut trees = file.into_iter().peekable();
    let mut before = Vec::new();
    while trees.next_if(|tree| is_punct(tree, '#')).is_some() {
        if trees.next_if(|tree| is_punct(tree, '!')).is_none() {
            before.push(TokenTree::from(proc_macro2::Punct::new('#', proc_macro2::Spacing::Alone)));
            break;
        }
        trees.next();
    }
    before.into_iter().chain(trees).collect()
}

/// Replaces each `mod name;` by its content.
fn nested(file: TokenStream, folder: &str, files: &mut HashMap<String, TokenStream>) -> TokenStream {
    let mut all: Vec<TokenTree> = Vec::new();
    for tree in file {
        let name = match all.as_slice() {
            [.., TokenTree::Ident(keyword), TokenTree::Ident(name)]
                if keyword == "mod" && is_punct(&tree, ';') =>
            {
                name.to_string()
            }
            _ => {
                all.push(tree);
                continue;
            }
        };
        let path = format!("{folder}{}", crate::naming::file_stem(&name));
        all.push(match files.remove(&path) {
            Some(content) => {
                let content = nested(content, &format!("{path}/"), files);
                Group::new(Delimiter::Brace, content).into()
            }
            None => tree,
        });
    }
    all.into_iter().collect()
}

fn is_punct(tree: &TokenTree, character: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == character)
}
