//! What a crate offers besides its shapes: features, the oldest Rust that it builds with, exports of the runtime support.
//! For who compares two crates; taken from what is emitted, so that it cannot differ from it.

use std::collections::BTreeMap;

use syn::{File, Item, UseTree};

use super::{Content, manifest, runtime};
use crate::ir::Service;

/// Names with what they are: `feature`, `export`; and `rust-version` with the version.
pub fn outline(service: &Service) -> BTreeMap<String, String> {
    let mut outline = BTreeMap::new();
    if let Content::Text(manifest) = manifest::cargo(service).content {
        let mut section = "";
        for line in manifest.lines() {
            match line.split_once(" = ") {
                None => section = line,
                Some((name, value)) if name == "rust-version" => {
                    outline.insert(name.to_owned(), value.trim_matches('"').to_owned());
                }
                Some((name, _)) if section == "[features]" && name != "default" => {
                    outline.insert(name.to_owned(), "feature".to_owned());
                }
                Some(_) => {}
            }
        }
    }
    let exports = syn::parse2::<File>(runtime::exports(service)).map(|file| file.items).unwrap_or_default();
    let mut pending: Vec<&UseTree> = Vec::new();
    for item in &exports {
        if let Item::Use(item) = item {
            pending.push(&item.tree);
        }
    }
    while let Some(tree) = pending.pop() {
        let name = match tree {
            UseTree::Path(path) => {
                pending.push(&path.tree);
                continue;
            }
            UseTree::Group(group) => {
                pending.extend(&group.items);
                continue;
            }
            UseTree::Name(name) => name.ident.to_string(),
            UseTree::Rename(rename) => rename.rename.to_string(),
            UseTree::Glob(_) => continue,
        };
        if name != "self" {
            outline.insert(name, "export".to_owned());
        }
    }
    outline
}
