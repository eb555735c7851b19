//! The syntax of the generated source: finds structures, enums, methods, traits and text in it. It knows no table.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::{
    Attribute, Expr, Fields, FnArg, GenericArgument, Item, Pat, PathArguments, Stmt, Type, Visibility,
};

use super::docs::Docs;
use super::passages::fold;

/// All files under `src/`.
#[derive(Default)]
pub(crate) struct Source {
    /// The items of each file by path (`operation/send_event.rs`); including those of inline modules, without tests.
    items: BTreeMap<String, Vec<Item>>,
    /// The comments and string literals of each file, in order, with white space folded.
    text: BTreeMap<String, String>,
    docs: Docs,
}

/// A `pub` field: its name without `r#`, and its type with the last part of each path only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) ty: String,
    pub(crate) public: bool,
}

/// A structure of the crate.
#[derive(Clone, Debug)]
pub(crate) struct Struct {
    /// Its file.
    pub(crate) path: String,
    pub(crate) unit: bool,
    pub(crate) fields: Vec<Field>,
    /// Whether it has a lifetime.
    pub(crate) borrows: bool,
}

/// A variant: its name and its types.
pub(crate) type Variant = (String, Vec<String>);

impl Source {
    /// Reads every `.rs` file under `root`.
    pub(crate) fn read(root: &Path) -> Result<Self, String> {
        let mut source = Self::default();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            for entry in entries {
                let path = entry.map_err(|error| error.to_string())?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let text =
                        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                    let relative = path.strip_prefix(root).map_err(|error| error.to_string())?;
                    source.add(&relative.to_string_lossy().replace('\\', "/"), &text)?;
                }
            }
        }
        Ok(source)
    }

    /// Adds one file.
    pub(crate) fn add(&mut self, path: &str, text: &str) -> Result<(), String> {
        let file = syn::parse_file(text).map_err(|error| format!("{path}: {error}"))?;
        let tokens: TokenStream = text.parse().map_err(|error| format!("{path}: {error}"))?;
        let mut words = String::new();
        collect_text(tokens, &mut words);
        let mut items = Vec::new();
        flatten(file.items, &mut items);
        items.iter().for_each(|item| self.docs.add(item));
        self.items.insert(path.to_owned(), items);
        self.text.insert(path.to_owned(), fold(&words));
        Ok(())
    }

    /// The paths of all files.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.items.keys().map(String::as_str)
    }

    /// Whether the comments and string literals of any file contain this text.
    pub(crate) fn says(&self, phrase: &str) -> bool {
        self.text.values().any(|text| text.contains(phrase))
    }

    /// The documentation of structures and their fields.
    pub(crate) fn docs(&self) -> &Docs {
        &self.docs
    }

    /// The same, to be changed.
    pub(crate) fn docs_mut(&mut self) -> &mut Docs {
        &mut self.docs
    }

    /// A structure by its name.
    pub(crate) fn structure(&self, name: &str) -> Option<Struct> {
        self.items.iter().find_map(|(path, items)| {
            items.iter().find_map(|item| match item {
                Item::Struct(found) if found.ident.unraw() == name => Some(Struct {
                    path: path.clone(),
                    unit: matches!(found.fields, Fields::Unit),
                    fields: found.fields.iter().map(field).collect(),
                    borrows: found.generics.lifetimes().next().is_some(),
                }),
                _ => None,
            })
        })
    }

    /// Returns an enum: its file, and its variants in order.
    pub(crate) fn enumeration(&self, name: &str) -> Option<(String, Vec<Variant>)> {
        self.items.iter().find_map(|(path, items)| {
            items.iter().find_map(|item| match item {
                Item::Enum(found) if found.ident.unraw() == name => {
                    let variants = found.variants.iter().map(|variant| {
                        let held = variant.fields.iter().map(|field| type_text(&field.ty)).collect();
                        (variant.ident.unraw().to_string(), held)
                    });
                    Some((path.clone(), variants.collect()))
                }
                _ => None,
            })
        })
    }

    /// The `pub` structures and enums of a file.
    pub(crate) fn public_types(&self, path: &str) -> Vec<String> {
        let items = self.items.get(path).map(Vec::as_slice).unwrap_or_default();
        let public = |vis: &Visibility| matches!(vis, Visibility::Public(_));
        let name = |item: &Item| match item {
            Item::Struct(found) if public(&found.vis) => Some(found.ident.unraw().to_string()),
            Item::Enum(found) if public(&found.vis) => Some(found.ident.unraw().to_string()),
            _ => None,
        };
        items.iter().filter_map(name).collect()
    }

    /// Whether a type has a trait, derived or implemented.
    pub(crate) fn implements(&self, name: &str, wanted: &str) -> bool {
        self.items.values().flatten().any(|item| match item {
            Item::Struct(found) if found.ident.unraw() == name => derives(&found.attrs, wanted),
            Item::Enum(found) if found.ident.unraw() == name => derives(&found.attrs, wanted),
            Item::Impl(found) => {
                let of_trait = found.trait_.as_ref().and_then(|(path, ..)| path_name(path));
                of_trait.as_deref() == Some(wanted) && type_text(&found.self_ty) == name
            }
            _ => false,
        })
    }

    /// The names of the arguments of an inherent function, without `self`.
    pub(crate) fn arguments(&self, name: &str, function: &str) -> Option<Vec<String>> {
        let arguments = |input: &FnArg| match input {
            FnArg::Typed(argument) => match &*argument.pat {
                Pat::Ident(pattern) => Some(pattern.ident.unraw().to_string()),
                _ => Some("_".to_owned()),
            },
            _ => None,
        };
        Some(self.function(name, function)?.sig.inputs.iter().filter_map(arguments).collect())
    }

    /// Returns the arms of the final `match` of an inherent function whose values are string literals.
    pub(crate) fn literal_arms(&self, name: &str, function: &str) -> Option<Vec<(String, String)>> {
        let Some(Stmt::Expr(Expr::Match(found), _)) = self.function(name, function)?.block.stmts.last()
        else {
            return None;
        };
        let arm = |arm: &syn::Arm| {
            let Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &*arm.body else { return None };
            let Pat::Path(path) = &arm.pat else { return None };
            Some((path_name(&path.path)?, text.value()))
        };
        Some(found.arms.iter().filter_map(arm).collect())
    }

    fn function(&self, name: &str, function: &str) -> Option<&syn::ImplItemFn> {
        self.items.values().flatten().find_map(|item| match item {
            Item::Impl(found) if found.trait_.is_none() && type_text(&found.self_ty) == name => {
                found.items.iter().find_map(|item| match item {
                    syn::ImplItem::Fn(found) if found.sig.ident.unraw() == function => Some(found),
                    _ => None,
                })
            }
            _ => None,
        })
    }
}

fn field(found: &syn::Field) -> Field {
    Field {
        name: found.ident.as_ref().map(|ident| ident.unraw().to_string()).unwrap_or_default(),
        ty: type_text(&found.ty),
        public: matches!(found.vis, Visibility::Public(_)),
    }
}

fn flatten(from: Vec<Item>, into: &mut Vec<Item>) {
    for item in from {
        match item {
            Item::Mod(module) if module.attrs.iter().any(|attribute| attribute.path().is_ident("cfg")) => {}
            Item::Mod(module) => {
                if let Some((_, items)) = module.content {
                    flatten(items, into);
                }
            }
            item => into.push(item),
        }
    }
}

fn derives(attributes: &[Attribute], wanted: &str) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("derive")).any(|attribute| {
        let mut found = false;
        let parsed = attribute.parse_nested_meta(|meta| {
            found |= path_name(&meta.path).as_deref() == Some(wanted);
            Ok(())
        });
        parsed.is_ok() && found
    })
}

fn path_name(path: &syn::Path) -> Option<String> {
    path.segments.last().map(|segment| segment.ident.unraw().to_string())
}

/// Formats `Option<Vec<ConnectionType>>`, whatever the paths, without `Box`.
fn type_text(ty: &Type) -> String {
    let Type::Path(path) = ty else { return "?".to_owned() };
    let Some(segment) = path.path.segments.last() else { return "?".to_owned() };
    let name = segment.ident.unraw().to_string();
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return name };
    let arguments: Vec<String> = arguments
        .args
        .iter()
        .filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(type_text(ty)),
            _ => None,
        })
        .collect();
    match arguments.as_slice() {
        [] => name,
        [boxed] if name == "Box" => boxed.clone(),
        _ => format!("{name}<{}>", arguments.join(", ")),
    }
}

/// Doc comments are literals too once the text is tokens.
fn collect_text(tokens: TokenStream, words: &mut String) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect_text(group.stream(), words),
            TokenTree::Literal(literal) => {
                if let syn::Lit::Str(text) = syn::Lit::new(literal) {
                    words.push_str(&text.value());
                    words.push('\n');
                }
            }
            _ => {}
        }
    }
}
