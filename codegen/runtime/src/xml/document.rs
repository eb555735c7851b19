//! Elements without a schema: the unknown members of unions, which are kept and can be sent again.
//!
//! A [`Document`] is the text of an element or, if it has children or attributes, an object: `@name` is an attribute, `#text` is the text
//! next to attributes, and an array has the children of the same name.

use std::collections::BTreeMap;
use std::mem::size_of;

use super::super::document::Document;
use super::tags::is_name;
use super::{Error, Reader, Writer};

/// The entry with the text of an element that has attributes.
const TEXT: &str = "#text";

impl Reader<'_> {
    /// Decodes an element without a schema. Text next to children is lost.
    pub(super) fn document(&mut self) -> Result<Document, Error> {
        let mut members = BTreeMap::new();
        self.attributes(|xml, name| {
            let value = xml.attribute_text()?.into_owned();
            xml.spend(2, size_of::<(String, Document)>())?;
            members.insert(format!("@{name}"), Document::String(value));
            Ok(())
        })?;
        let content = self.mark();
        if let Ok(text) = self.text() {
            if members.is_empty() {
                return Ok(Document::String(text.into_owned()));
            }
            if !text.is_empty() {
                members.insert(TEXT.to_owned(), Document::String(text.into_owned()));
            }
            return Ok(Document::Object(members));
        }
        self.go_to(content);
        self.object(|xml, name| {
            let value = xml.document()?;
            xml.spend(2, size_of::<(String, Document)>())?;
            match members.get_mut(name) {
                None => drop(members.insert(name.to_owned(), value)),
                Some(Document::Array(values)) => values.push(value),
                Some(first) => *first = Document::Array(vec![std::mem::take(first), value]),
            }
            Ok(())
        })?;
        Ok(Document::Object(members))
    }
}

impl Writer {
    /// Writes an element without a schema; each element of an array is one. Parts whose names are not names of XML are left out.
    pub(super) fn document(&mut self, name: &str, value: &Document) {
        if !is_name(name) {
            return;
        }
        match value {
            Document::Array(values) => values.iter().for_each(|value| self.document(name, value)),
            Document::Object(members) => self.element(
                name,
                |xml| {
                    for (name, value) in members {
                        match name.strip_prefix('@') {
                            Some(name) if is_name(name) => xml.attribute(name, &scalar(value)),
                            _ => {}
                        }
                    }
                },
                |xml| {
                    for (name, value) in members {
                        if name == TEXT {
                            xml.text(&scalar(value));
                        } else {
                            xml.document(name, value);
                        }
                    }
                },
            ),
            value => self.element(name, |_| {}, |xml| xml.text(&scalar(value))),
        }
    }
}

/// The text of a value that has no parts.
fn scalar(value: &Document) -> String {
    match value {
        Document::Null | Document::Array(_) | Document::Object(_) => String::new(),
        Document::Boolean(value) => value.to_string(),
        Document::Number(number) => number.as_str().to_owned(),
        Document::String(text) => text.clone(),
    }
}
