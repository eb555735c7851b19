//! Bodies of examples that are XML, written from the example and the layouts of the members.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::Collected;
use super::form::text;
use crate::ir::{Field, Layout, Namespace, Struct, Tag, Ty, Type, Within};

#[derive(Default)]
struct Document {
    text: String,
}

impl Document {
    fn open(&mut self, name: &str, namespace: Option<&Namespace>, attributes: &[(String, String)]) {
        self.text.push('<');
        self.text.push_str(name);
        if let Some(Namespace { prefix, uri }) = namespace {
            let prefix = prefix.as_ref().map(|prefix| format!(":{prefix}")).unwrap_or_default();
            // Writing to a string does not fail.
            let _ = write!(self.text, " xmlns{prefix}=\"{}\"", escaped(uri));
        }
        for (name, value) in attributes {
            let _ = write!(self.text, " {name}=\"{}\"", escaped(value));
        }
        self.text.push('>');
    }

    fn close(&mut self, name: &str) {
        let _ = write!(self.text, "</{name}>");
    }
}

impl Collected<'_, '_> {
    /// Returns the document of these fields; `None` if a value does not have its type.
    pub(super) fn xml(
        &self,
        (root, within): (&Tag, &Within),
        shape: &Struct,
        fields: &[usize],
        value: &Json,
    ) -> Option<String> {
        let mut document = Document::default();
        let inner = match within {
            Within::Member => return self.xml_member(root, &shape.fields[*fields.first()?], value),
            Within::Root => None,
            Within::Child(name) => Some(name.as_str()),
            Within::Error => Some("Error"),
        };
        let outer = (root.name.as_str(), root.namespace.as_ref());
        let around = inner.is_some().then_some(root);
        let tag = inner.map_or(outer, |name| (name, None));
        wrapped(around, &mut document, |document| self.xml_structure(tag, shape, fields, value, document))?;
        Some(document.text)
    }

    /// Returns the document of the only member.
    fn xml_member(&self, root: &Tag, field: &Field, value: &Json) -> Option<String> {
        let tag = Tag { name: field.wire_name.clone(), namespace: root.namespace.clone() };
        match value.get(&field.name) {
            Some(value) => self.xml_payload(&tag, field, value),
            None => Some(String::new()),
        }
    }

    /// Returns the document of an error, with its code.
    pub(super) fn xml_error(&self, shape: &Struct, code: &str, value: &Json) -> Option<String> {
        let fields: Vec<usize> = (0..shape.fields.len()).collect();
        let root = Tag { name: "ErrorResponse".to_owned(), namespace: None };
        let document = self.xml((&root, &Within::Error), shape, &fields, value)?;
        Some(document.replacen("<Error>", &format!("<Error><Code>{code}</Code>"), 1))
    }

    /// Returns the document of a member that is the whole body.
    pub(super) fn xml_payload(&self, root: &Tag, field: &Field, value: &Json) -> Option<String> {
        let mut document = Document::default();
        self.xml_value(root, &field.ty, &field.layout, value, &mut document)?;
        Some(document.text)
    }

    fn xml_structure(
        &self,
        (name, namespace): (&str, Option<&Namespace>),
        shape: &Struct,
        fields: &[usize],
        value: &Json,
        document: &mut Document,
    ) -> Option<()> {
        let present = |at: &usize| {
            let field = shape.fields.get(*at)?;
            Some((field, value.get(field.name.as_str()).filter(|value| !value.is_null())?))
        };
        let (attributes, elements): (Vec<_>, Vec<_>) =
            fields.iter().filter_map(present).partition(|(field, _)| field.xml.attribute);
        let attributes: Option<Vec<_>> = attributes
            .into_iter()
            .map(|(field, value)| Some((field.wire_name.clone(), text(&field.ty, value)?)))
            .collect();
        document.open(name, namespace, &attributes?);
        for (field, value) in elements {
            let tag = Tag { name: field.wire_name.clone(), namespace: field.xml.namespace.clone() };
            self.xml_value(&tag, &field.ty, &field.layout, value, document)?;
        }
        document.close(name);
        Some(())
    }

    fn xml_value(
        &self,
        tag: &Tag,
        ty: &Ty,
        layout: &Layout,
        value: &Json,
        document: &mut Document,
    ) -> Option<()> {
        let Tag { name, namespace } = tag;
        match (ty, layout) {
            (Ty::List { item: ty, .. } | Ty::NonEmpty(ty), Layout::List { flattened, item, each }) => {
                let item = if *flattened { tag } else { item };
                wrapped((!flattened).then_some(tag), document, |document| {
                    value
                        .as_array()?
                        .iter()
                        .try_for_each(|value| self.xml_value(item, ty, each, value, document))
                })
            }
            (Ty::Map { value: ty, .. }, Layout::Map { flattened, key, value: within, each }) => {
                let entry = if *flattened { name.as_str() } else { "entry" };
                wrapped((!flattened).then_some(tag), document, |document| {
                    for (text, value) in value.as_object()? {
                        document.open(entry, None, &[]);
                        self.xml_value(key, &Ty::String, &Layout::Plain, &text.as_str().into(), document)?;
                        self.xml_value(within, ty, each, value, document)?;
                        document.close(entry);
                    }
                    Some(())
                })
            }
            (Ty::Struct(named), _) => {
                let shape = self.typed.shapes.structure(&named.ident)?;
                let fields: Vec<usize> = (0..shape.fields.len()).collect();
                self.xml_structure((name, namespace.as_ref()), shape, &fields, value, document)
            }
            (Ty::Union(named), _) => {
                let Type::Union(shape) = self.typed.shapes.ty(&named.ident)? else { return None };
                let (member, value) = value.as_object()?.iter().next()?;
                let member = shape.members.iter().find(|known| known.name == *member)?;
                let inner = Tag { name: member.wire_name.clone(), namespace: member.xml.namespace.clone() };
                wrapped(Some(tag), document, |document| {
                    self.xml_value(&inner, member.ty.as_ref()?, &member.layout, value, document)
                })
            }
            _ => {
                document.open(name, namespace.as_ref(), &[]);
                document.text.push_str(&escaped(&text(ty, value)?));
                document.close(name);
                Some(())
            }
        }
    }
}

/// Writes content in an element, if there is one.
fn wrapped(
    tag: Option<&Tag>,
    document: &mut Document,
    content: impl FnOnce(&mut Document) -> Option<()>,
) -> Option<()> {
    if let Some(tag) = tag {
        document.open(&tag.name, tag.namespace.as_ref(), &[]);
    }
    content(document)?;
    if let Some(tag) = tag {
        document.close(&tag.name);
    }
    Some(())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
