//! All modules of a crate in one file, for build scripts: `include!` cannot follow `mod name;`.

use std::collections::HashMap;

use crate::error::{Diagnostic, Diagnostics};
use crate::module::{Content, Module};

/// Returns one file with nested modules. Attributes of the crate itself are left out: an included file
/// cannot have any.
///
/// # Errors
///
/// Tokens that are not Rust, which is a bug in an emitter; the file is named.
pub fn file(modules: impl Iterator<Item = Module>) -> Result<String, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut files: HashMap<String, syn::File> = HashMap::new();
    for module in modules {
        let Some(path) = module.path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs")) else {
            continue;
        };
        let parsed = match module.content {
            Content::Rust { tokens, .. } => syn::parse2(tokens),
            Content::Text(_) => continue,
        };
        match parsed {
            Ok(file) => {
                files.insert(path.to_owned(), file);
            }
            Err(error) => problems.push(
                Diagnostic::new(format!("the emitter printed invalid Rust: {error}; please report this"))
                    .in_file(module.path),
            ),
        }
    }
    let root = files.remove("lib").map(|root| nested(root.items, "", &mut files)).unwrap_or_default();
    problems.or(super::items(root))
}

/// Replaces each `mod name;` by its content.
fn nested(items: Vec<syn::Item>, folder: &str, files: &mut HashMap<String, syn::File>) -> Vec<syn::Item> {
    let fill = |mut item: syn::Item| {
        if let syn::Item::Mod(module) = &mut item
            && module.content.is_none()
        {
            let name = module.ident.to_string();
            let path = format!("{folder}{}", crate::naming::file_stem(&name));
            if let Some(file) = files.remove(&path) {
                module.attrs.extend(file.attrs);
                let items = nested(file.items, &format!("{path}/"), files);
                module.content = Some((syn::token::Brace::default(), items));
                module.semi = None;
            }
        }
        item
    };
    items.into_iter().map(fill).collect()
}
