//! Bodies in the log: only values of known members are shown.

use std::collections::BTreeMap;
use std::io::Read;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::HeaderMap;
use serde_json::{Map, Value};

use super::super::super::blocking::Body;
use super::super::super::call::{TransportError, TransportErrorKind};
#[cfg(feature = "cbor")]
use super::super::super::cbor::tree;
use super::super::super::reading;
#[cfg(feature = "cbor")]
use super::super::super::reading::CBOR;
#[cfg(feature = "query")]
use super::super::super::reading::FORM;
use super::super::super::schema::{Member, Parts, Shape, Structure};
use super::super::failure::REDACTED;
use super::super::table::Tool;

#[cfg(feature = "query")]
mod form;

/// The replacement of an unmodelled value.
pub(super) const NOT_SHOWN: &str = "[not shown]";

/// The properties of all members of one name, in any structure.
#[derive(Clone, Copy, Default)]
struct Known {
    is_secret: bool,
    /// Whether the names within it are data.
    is_open: bool,
}

/// All member names of the tool, in lower case.
pub(super) struct Names(BTreeMap<String, Known>);

impl Names {
    pub(super) fn of(tool: &'static Tool) -> Self {
        let mut names = Self(BTreeMap::new());
        // The members of every error.
        for name in ["message", "code", "__type", "errormessage"] {
            names.0.insert(name.to_owned(), Known::default());
        }
        #[cfg(feature = "query")]
        names.add_parts_of_forms();
        let mut seen: Vec<*const Member> = Vec::new();
        let members = tool
            .commands
            .iter()
            .flat_map(|command| [command.operation.input.members, command.operation.output.members]);
        let mut waiting: Vec<&'static [Member]> = members.collect();
        for shape in tool.commands.iter().flat_map(|command| command.operation.errors) {
            waiting.push(shape.members);
        }
        while let Some(members) = waiting.pop() {
            if seen.contains(&members.as_ptr()) {
                continue;
            }
            seen.push(members.as_ptr());
            for member in members {
                let mut shapes = vec![member.shape];
                let mut known = Known { is_secret: member.sensitive, is_open: false };
                while let Some(shape) = shapes.pop() {
                    match shape {
                        Shape::Structure(Structure { members, .. })
                        | Shape::Union(Structure { members, .. }) => waiting.push(members),
                        Shape::List { item, .. } => shapes.push(item),
                        Shape::Map { value, .. } => {
                            known.is_open = true;
                            shapes.push(value);
                        }
                        Shape::Document => known.is_open = true,
                        _ => {}
                    }
                }
                names.add(member.name, known);
                names.add(member.key, known);
                if let Some(xml) = member.xml {
                    names.add(xml.name, known);
                    names.add(xml.form_name, known);
                    names.add_parts(&xml.parts);
                }
            }
        }
        names
    }

    /// If a member of a name is a secret anywhere, all members of that name are.
    fn add(&mut self, name: &str, known: Known) {
        let before = self.0.entry(name.to_ascii_lowercase()).or_default();
        before.is_secret |= known.is_secret;
        before.is_open |= known.is_open;
    }

    /// The names of items, keys and values.
    fn add_parts(&mut self, parts: &Parts) {
        match parts {
            Parts::List { item, each, .. } => {
                self.add(item, Known::default());
                self.add_parts(each);
            }
            Parts::Map { key, value, each, .. } => {
                self.add(key, Known::default());
                self.add(value, Known::default());
                self.add_parts(each);
            }
            _ => {}
        }
    }

    /// A body, in one line.
    pub(super) fn shown(&self, headers: &HeaderMap, body: &[u8]) -> String {
        let tree = match media_type(headers) {
            #[cfg(feature = "query")]
            kind if kind == FORM => return self.form(body),
            kind if kind.contains("json") => serde_json::from_slice(body).ok(),
            #[cfg(feature = "cbor")]
            kind if kind == CBOR => tree::read(body),
            _ => None,
        };
        match tree {
            Some(Value::Object(members)) => Value::Object(self.members(members, false)).to_string(),
            _ => format!("{} bytes, not shown", body.len()),
        }
    }

    fn members(&self, members: Map<String, Value>, is_open: bool) -> Map<String, Value> {
        let shown = members.into_iter().map(|(name, value)| {
            let value = match self.0.get(&name.to_ascii_lowercase()) {
                _ if value.is_null() => value,
                Some(known) if known.is_secret => REDACTED.into(),
                Some(known) => self.value(value, known.is_open),
                None if is_open => self.value(value, true),
                None => NOT_SHOWN.into(),
            };
            (name, value)
        });
        shown.collect()
    }

    fn value(&self, value: Value, is_open: bool) -> Value {
        match value {
            Value::Array(items) => items.into_iter().map(|item| self.value(item, is_open)).collect(),
            Value::Object(members) => Value::Object(self.members(members, is_open)),
            value => value,
        }
    }
}

/// Whether the content type of a body is one of documents.
pub(super) fn is_document(headers: &HeaderMap) -> bool {
    reading::is_document(&media_type(headers))
}

/// The content type, in lower case.
fn media_type(headers: &HeaderMap) -> String {
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    media_type.to_ascii_lowercase()
}

/// Returns the start of a body, at most one byte more than the limit, and the whole body.
pub(super) fn peeked(mut body: Body, most: usize) -> Result<(Bytes, Body), TransportError> {
    let mut start = Vec::new();
    let read = body.by_ref().take(most as u64 + 1).read_to_end(&mut start);
    let start = Bytes::from(start);
    match read {
        Ok(_) if start.len() <= most => Ok((start.clone(), Body::from(start))),
        Ok(_) => Ok((start.clone(), Body::wrap(std::io::Cursor::new(start).chain(body)))),
        Err(error) => Err(broken(error)),
    }
}

/// Converts the error as the client does.
fn broken(error: std::io::Error) -> TransportError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<TransportError>()) {
        Some(inner) => inner.clone(),
        None => TransportError::new(TransportErrorKind::Body).with_source(error),
    }
}
