//! Tokens to text: a header, then each item printed by itself, with a blank line between items.

pub mod single;

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::GeneratedFile;
use crate::emit::{Content, Module, header};
use crate::error::{Diagnostic, Diagnostics};

/// The text of every file, sorted by path.
///
/// # Errors
///
/// Tokens that are not Rust, which is a mistake of an emitter; the file is named.
pub fn files(modules: Vec<Module>) -> Result<Vec<GeneratedFile>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut files = Vec::with_capacity(modules.len());
    for module in modules {
        match text(module.content) {
            Ok(text) => files.push(GeneratedFile { path: module.path, text }),
            Err(error) => problems.push(
                Diagnostic::new(format!("the emitter printed what is not Rust: {error}; please report this"))
                    .in_file(module.path),
            ),
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    problems.or(files)
}

fn text(content: Content) -> syn::Result<String> {
    match content {
        Content::Text(text) => Ok(text),
        Content::Rust { source, emitter, tokens } => {
            let file: syn::File = syn::parse2(tokens)?;
            Ok(format!("{}\n{}", header(&source, emitter), print(file)))
        }
    }
}

/// Item by item, since prettyplease puts no blank lines between items. Lists of `use` and `mod` stay together.
fn print(mut page: syn::File) -> String {
    let mut text = String::new();
    let mut previous = None;
    let items = std::mem::take(&mut page.items);
    if !page.attrs.is_empty() {
        text.push_str(&prettyplease::unparse(&page));
        text.push('\n');
        page.attrs.clear();
    }
    for item in items {
        let kind = std::mem::discriminant(&item);
        let listed =
            matches!(&item, syn::Item::Use(_)) || matches!(&item, syn::Item::Mod(m) if m.content.is_none());
        if previous.is_some_and(|previous| previous != kind || !listed) {
            text.push('\n');
        }
        previous = Some(kind);
        page.items = vec![item];
        text.push_str(&prettyplease::unparse(&page));
    }
    text
}

/// The text of these items.
fn items(items: Vec<syn::Item>) -> String {
    // There is no literal for an empty file that holds for all versions of syn.
    match syn::parse2::<syn::File>(TokenStream::new()) {
        Ok(mut page) => {
            page.items = items;
            print(page)
        }
        Err(_) => String::new(),
    }
}

/// Lines of code for an example; tokens that are no file come out as they are.
pub fn plain(tokens: TokenStream) -> Vec<String> {
    let text = match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => print(file),
        Err(_) => tokens.to_token_stream().to_string(),
    };
    text.lines().map(str::to_owned).collect()
}
