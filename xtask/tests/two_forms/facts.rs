//! A generated crate as facts: the properties of each item, in a comparable form.
//!
//! It takes the files of a crate and parses every item with syn. Imports are left out: they follow from their
//! uses. The variants of an enum are identified by their wire values, and `Default` by the body of `new`.

use std::collections::{BTreeMap, BTreeSet};

use farrier::GeneratedFile;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, Fields, FnArg, ImplItem, Item, ItemImpl, Pat, Signature, Stmt};

use crate::functions::{call_arguments, is_default_call, new_arguments};
use crate::steps::{self, Step, bare, plain};

/// The subject of a fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    /// The file and the type or function in it: `types/view.rs View`.
    pub(crate) owner: String,
    /// The aspect: `field`, `fn encode`, `order of fields`.
    pub(crate) aspect: String,
    /// The part: the field, the wire value, the argument.
    pub(crate) subject: String,
}

impl Key {
    /// The type or function, without its file.
    pub(crate) fn item(&self) -> &str {
        self.owner.rsplit(' ').next().unwrap_or_default()
    }
}

/// All facts of a crate.
#[derive(Debug, Default)]
pub(crate) struct Facts(pub(crate) BTreeMap<Key, String>);

impl Facts {
    /// Reads the Rust files of a crate; any other file is one fact.
    pub(crate) fn read(files: &[GeneratedFile]) -> Result<Self, String> {
        let mut facts = Self::default();
        for file in files {
            let path = file.path.strip_prefix("src/").unwrap_or(&file.path);
            if !path.ends_with(".rs") {
                facts.add(path, "text", "", file.text.clone());
            } else {
                let parsed = syn::parse_file(&file.text).map_err(|error| format!("{path}: {error}"))?;
                Reader {
                    facts: &mut facts,
                    path,
                    values: wire_values(&parsed.items),
                    derived: derived(&parsed.items),
                }
                .items(parsed.items);
            }
        }
        Ok(facts)
    }

    /// Adds a fact; several facts of one subject are kept together.
    fn add(&mut self, owner: &str, aspect: &str, subject: &str, value: String) {
        let key = Key { owner: owner.to_owned(), aspect: aspect.to_owned(), subject: subject.to_owned() };
        let known = self.0.entry(key).or_default();
        if !known.is_empty() {
            known.push_str("; ");
        }
        known.push_str(&value);
    }

    fn add_order<'n>(&mut self, owner: &str, what: &str, names: impl Iterator<Item = &'n str>) {
        let mut seen = BTreeSet::new();
        let names: Vec<&str> = names.filter(|name| seen.insert(*name)).collect();
        if names.len() > 1 {
            self.add(owner, &format!("order of {what}"), "", names.join("\n"));
        }
    }
}

struct Reader<'a> {
    facts: &'a mut Facts,
    path: &'a str,
    /// Of each enum with wire values: its variants and their values.
    values: BTreeMap<String, BTreeMap<String, String>>,
    /// The fields of the structures that derive `Default`.
    derived: BTreeMap<String, Vec<String>>,
}

impl Reader<'_> {
    fn items(mut self, items: Vec<Item>) {
        for item in items {
            match item {
                Item::Struct(found) => self.structure(&found),
                Item::Enum(found) => self.enumeration(&found),
                Item::Impl(found) => self.implementation(&found),
                Item::Fn(found) => {
                    let owner = format!("{} {}", self.path, bare(&found.sig.ident.to_string()));
                    self.facts.add(&owner, "type", "", "fn".to_owned());
                    self.function(&owner, "fn", &found.sig, found.block.to_token_stream(), &[]);
                }
                Item::Mod(syn::ItemMod { ident, content: Some((_, items)), .. })
                    if ident == "command" || ident == "schema" =>
                {
                    let path = format!("{ident}/{}", self.path);
                    let (values, derived) = (BTreeMap::new(), BTreeMap::new());
                    Reader { facts: self.facts, path: &path, values, derived }.items(items);
                }
                Item::Macro(found) => self.macro_call(&found),
                Item::Use(found) if !matches!(found.vis, syn::Visibility::Public(_)) => {}
                other => self.facts.add(self.path, "item", "", plain(other.to_token_stream())),
            }
        }
    }

    /// The order of the variants means nothing to the macros of error enums; the order of the enum is compared.
    fn macro_call(&mut self, found: &syn::ItemMacro) {
        let name = plain(found.mac.path.to_token_stream());
        let mut words: Vec<String> = plain(found.mac.tokens.clone()).split(' ').map(str::to_owned).collect();
        words.sort();
        self.facts.add(self.path, "macro", &name, words.join(" "));
    }

    fn structure(&mut self, found: &syn::ItemStruct) {
        let owner = format!("{} {}", self.path, found.ident.unraw());
        self.facts.add(&owner, "type", "", plain(found.vis.to_token_stream()) + " struct");
        self.attributes(&owner, "", &found.attrs);
        for field in &found.fields {
            let name = field.ident.as_ref().map(|ident| ident.unraw().to_string()).unwrap_or_default();
            let (vis, ty) = (plain(field.vis.to_token_stream()), plain(field.ty.to_token_stream()));
            self.facts.add(&owner, "field", &name, format!("{vis} {ty}"));
            self.attributes(&owner, &name, &field.attrs);
        }
        let names: Vec<String> = names(&found.fields);
        self.facts.add_order(&owner, "fields", names.iter().map(String::as_str));
    }

    fn enumeration(&mut self, found: &syn::ItemEnum) {
        let name = found.ident.unraw().to_string();
        let owner = format!("{} {name}", self.path);
        let values = self.values.get(&name).cloned().unwrap_or_default();
        self.facts.add(&owner, "type", "", plain(found.vis.to_token_stream()) + " enum");
        self.attributes(&owner, "", &found.attrs);
        let mut order = Vec::new();
        for variant in &found.variants {
            let ident = variant.ident.unraw().to_string();
            let subject = match values.get(&ident) {
                Some(value) => {
                    self.facts.add(&owner, "name of value", value, ident);
                    value.clone()
                }
                None => {
                    self.facts.add(&owner, "variant", &ident, plain(variant.fields.to_token_stream()));
                    ident
                }
            };
            self.attributes(&owner, &subject, &variant.attrs);
            order.push(subject);
        }
        self.facts.add_order(&owner, "variants", order.iter().map(String::as_str));
    }

    fn attributes(&mut self, owner: &str, subject: &str, attributes: &[Attribute]) {
        let mut docs = Vec::new();
        for attribute in attributes {
            if let (true, syn::Meta::NameValue(meta)) = (attribute.path().is_ident("doc"), &attribute.meta) {
                docs.push(plain(meta.value.to_token_stream()));
            } else if attribute.path().is_ident("derive") {
                let mut paths = Vec::new();
                let _ = attribute.parse_nested_meta(|meta| {
                    paths.push(plain(meta.path.to_token_stream()));
                    Ok(())
                });
                for path in paths {
                    let aspect = if path == "Default" { "default" } else { "derive" };
                    self.facts.add(
                        owner,
                        aspect,
                        if aspect == "default" { "" } else { &path },
                        String::new(),
                    );
                }
            } else {
                self.facts.add(owner, "attribute", subject, plain(attribute.meta.to_token_stream()));
            }
        }
        if !docs.is_empty() {
            self.facts.add(owner, "documentation", subject, docs.join("\n"));
        }
    }

    fn implementation(&mut self, found: &ItemImpl) {
        let ty = plain(found.self_ty.to_token_stream());
        let owner = format!("{} {}", self.path, bare(&ty));
        let of_trait = found.trait_.as_ref().map(|(path, ..)| plain(path.to_token_stream()));
        let of_default = of_trait.as_deref() == Some("Default");
        if of_default && self.delegates(found) {
            return self.facts.add(&owner, "default", "", String::new());
        }
        let prefix = of_trait.map(|name| format!("{name} ")).unwrap_or_default();
        if !prefix.is_empty() {
            self.facts.add(&owner, "impl", prefix.trim(), String::new());
        }
        for attribute in &found.attrs {
            self.facts.add(
                &owner,
                &format!("attribute of {prefix}impl"),
                "",
                plain(attribute.meta.to_token_stream()),
            );
        }
        let arguments = new_arguments(found);
        for item in &found.items {
            match item {
                ImplItem::Fn(function) => {
                    let name = function.sig.ident.unraw().to_string();
                    let aspect = format!("{prefix}fn {name}");
                    self.function_attributes(&owner, &aspect, &name, &function.attrs);
                    let fields = self.derived.get(&ty).cloned().filter(|_| name == "new");
                    if let Some(fields) = fields.filter(|_| is_default_call(&function.block)) {
                        self.facts.add(&owner, &aspect, "signature", signature(&function.sig));
                        self.facts.add(&owner, &aspect, "Self {", "Self {".to_owned());
                        self.facts.add_order(
                            &owner,
                            &aspect,
                            ["Self {"].into_iter().chain(fields.iter().map(String::as_str)),
                        );
                        for field in fields {
                            self.facts.add(&owner, &aspect, &field, format!("{field} : None"));
                        }
                        continue;
                    }
                    let positional = if name == "corrected" { arguments.as_slice() } else { &[] };
                    let body = function.block.to_token_stream();
                    self.function(&owner, &aspect, &function.sig, body, positional);
                }
                ImplItem::Const(constant) => {
                    let name = constant.ident.to_string();
                    let value = self.words(&owner, constant.expr.to_token_stream());
                    self.facts.add(&owner, "const", &name, value);
                }
                other => self.facts.add(&owner, &format!("{prefix}item"), "", plain(other.to_token_stream())),
            }
        }
    }

    /// `fn default() -> Self { Self::new() }`, which is what a derived one does too.
    fn delegates(&self, found: &ItemImpl) -> bool {
        found.items.iter().all(|item| match item {
            ImplItem::Fn(function) => plain(function.block.to_token_stream()) == "{ Self : : new ( ) }",
            _ => false,
        })
    }

    /// `must_use` on a `new` without arguments depends on its form, not on its behaviour.
    fn function_attributes(&mut self, owner: &str, aspect: &str, name: &str, attributes: &[Attribute]) {
        let kept = attributes
            .iter()
            .filter(|a| !(a.path().is_ident("doc") || name == "new" && a.path().is_ident("must_use")));
        for attribute in kept {
            self.facts.add(
                owner,
                &format!("attribute of {aspect}"),
                "",
                plain(attribute.meta.to_token_stream()),
            );
        }
    }

    fn function(
        &mut self,
        owner: &str,
        aspect: &str,
        sig: &Signature,
        body: TokenStream,
        positional: &[String],
    ) {
        self.facts.add(owner, aspect, "signature", signature(sig));
        let mut order = Vec::new();
        for input in &sig.inputs {
            if let FnArg::Typed(argument) = input {
                let name = match &*argument.pat {
                    Pat::Ident(pattern) => pattern.ident.unraw().to_string(),
                    other => plain(other.to_token_stream()),
                };
                self.facts.add(
                    owner,
                    &format!("argument of {aspect}"),
                    &name,
                    plain(argument.ty.to_token_stream()),
                );
                order.push(name);
            }
        }
        self.facts.add_order(owner, &format!("arguments of {aspect}"), order.iter().map(String::as_str));
        let steps = self.steps(owner, body, positional);
        for step in &steps {
            self.facts.add(owner, aspect, &step.subject, step.text.clone());
        }
        self.facts.add_order(owner, aspect, steps.iter().map(|step| step.subject.as_str()));
    }

    fn steps(&self, owner: &str, body: TokenStream, positional: &[String]) -> Vec<Step> {
        if let Some(values) = (!positional.is_empty()).then(|| call_arguments(body.clone())).flatten() {
            let step = |(name, text): (&String, String)| Step { subject: name.clone(), text };
            return positional.iter().zip(values).map(step).collect();
        }
        steps::steps(body, &|words| self.rename(owner, words))
    }

    fn words(&self, owner: &str, tokens: TokenStream) -> String {
        let mut words: Vec<String> = plain(tokens).split(' ').map(str::to_owned).collect();
        self.rename(owner, &mut words);
        words.join(" ")
    }

    /// `Self::Variant` becomes `Self::"value"`.
    fn rename(&self, owner: &str, words: &mut [String]) {
        let Some(values) = owner.rsplit(' ').next().and_then(|name| self.values.get(name)) else { return };
        for at in 3..words.len() {
            if words[at - 3] == "Self"
                && words[at - 2] == ":"
                && words[at - 1] == ":"
                && let Some(value) = values.get(&bare(&words[at]))
            {
                words[at] = format!("\"{value}\"");
            }
        }
    }
}

fn names(fields: &Fields) -> Vec<String> {
    fields.iter().filter_map(|field| Some(field.ident.as_ref()?.unraw().to_string())).collect()
}

fn signature(sig: &Signature) -> String {
    let mut sig = sig.clone();
    sig.inputs = sig.inputs.into_iter().filter(|input| matches!(input, FnArg::Receiver(_))).collect();
    plain(sig.to_token_stream())
}

/// The arms of `as_str`, of each enum that has it.
fn wire_values(items: &[Item]) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for item in items {
        let Item::Impl(implementation) = item else { continue };
        for item in &implementation.items {
            let ImplItem::Fn(function) = item else { continue };
            let (true, Some(Stmt::Expr(Expr::Match(body), _))) =
                (function.sig.ident == "as_str", function.block.stmts.last())
            else {
                continue;
            };
            let arm = |arm: &syn::Arm| {
                let body = match &*arm.body {
                    Expr::Block(block) => block.block.stmts.first()?.to_token_stream(),
                    other => other.to_token_stream(),
                };
                let (Pat::Path(path), Ok(value)) = (&arm.pat, syn::parse2::<syn::LitStr>(body)) else {
                    return None;
                };
                Some((path.path.segments.last()?.ident.unraw().to_string(), value.value()))
            };
            let name = bare(&plain(implementation.self_ty.to_token_stream()));
            found.insert(name, body.arms.iter().filter_map(arm).collect());
        }
    }
    found
}

fn derived(items: &[Item]) -> BTreeMap<String, Vec<String>> {
    let derives = |found: &&syn::ItemStruct| {
        let text: String =
            found.attrs.iter().map(|attribute| plain(attribute.meta.to_token_stream())).collect();
        text.contains("derive ( ") && text.split([' ', ',']).any(|word| word == "Default")
    };
    let structures = items.iter().filter_map(|item| match item {
        Item::Struct(found) => Some(found),
        _ => None,
    });
    structures.filter(derives).map(|found| (found.ident.to_string(), names(&found.fields))).collect()
}
