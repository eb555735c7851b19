//! The documentation of the generated source, by subject: a structure, or a field of one.

use std::collections::BTreeMap;

use syn::ext::IdentExt;
use syn::{Attribute, Expr, Item, Lit, Meta};

use super::names::snake;
use super::passages::{fold, has};

/// Paragraphs by subject: `CreateParticipantConnection`, or `SendEventRequest.content_type`.
#[derive(Clone, Default)]
pub(crate) struct Docs(BTreeMap<String, Vec<String>>);

impl Docs {
    /// Adds the documentation of a structure and its fields.
    pub(crate) fn add(&mut self, item: &Item) {
        let Item::Struct(found) = item else { return };
        let name = found.ident.unraw().to_string();
        for field in &found.fields {
            if let Some(ident) = &field.ident {
                self.0.insert(format!("{name}.{}", ident.unraw()), paragraphs(&field.attrs));
            }
        }
        self.0.insert(name, paragraphs(&found.attrs));
    }

    /// Whether a paragraph about the subject, `Shape` or `Shape.Member` by wire name, contains the passage.
    pub(crate) fn say(&self, subject: &str, passage: &str) -> bool {
        self.0.get(&key(subject)).is_some_and(|paragraphs| paragraphs.iter().any(|text| has(text, passage)))
    }

    /// Removes the paragraphs about the subject that contain the passage.
    pub(crate) fn remove(&mut self, subject: &str, passage: &str) {
        if let Some(paragraphs) = self.0.get_mut(&key(subject)) {
            paragraphs.retain(|text| !has(text, passage));
        }
    }
}

fn key(subject: &str) -> String {
    match subject.split_once('.') {
        Some((shape, member)) => format!("{shape}.{}", snake(member)),
        None => subject.to_owned(),
    }
}

/// The paragraphs of doc comments: lines between empty lines.
fn paragraphs(attributes: &[Attribute]) -> Vec<String> {
    let lines: Vec<String> = attributes.iter().filter_map(line).collect();
    lines
        .split(|line| line.trim().is_empty())
        .map(|lines| fold(&lines.join("\n")))
        .filter(|text| !text.is_empty())
        .collect()
}

fn line(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    let Expr::Lit(literal) = &pair.value else { return None };
    match &literal.lit {
        Lit::Str(text) if pair.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}
