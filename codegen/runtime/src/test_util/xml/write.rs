//! Trees as XML documents, by the schema of their members.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::super::schema::{Member, Parts, Shape, Structure};
use super::super::super::xml::{self, ToXml, Writer};
use super::super::write;
use super::{is_attribute, local, parts_of, wire_name};

/// Returns the document of these members of a tree, in an element of this name within others.
pub(super) fn document(path: &[&str], name: &str, members: &[Member], tree: &Map<String, Value>) -> Vec<u8> {
    let all = Members { members, tree };
    within(path, &|xml| xml.element(name, |xml| all.attributes(xml), |xml| all.to_xml(xml)))
}

/// Returns a document with elements in each other around its content.
fn within(path: &[&str], content: &dyn Fn(&mut Writer)) -> Vec<u8> {
    fn nested(xml: &mut Writer, path: &[&str], content: &dyn Fn(&mut Writer)) {
        match path {
            [] => content(xml),
            [name, rest @ ..] => xml.element(name, |_| {}, |xml| nested(xml, rest, content)),
        }
    }
    let mut xml = Writer::with_capacity(256);
    nested(&mut xml, path, content);
    xml.into_bytes()
}

/// Returns the document of a member that is the whole body.
pub(in super::super) fn value(member: &Member, value: &Value) -> Vec<u8> {
    xml::write_value(local(wire_name(member)), &Typed { shape: member.shape, value })
}

/// Returns the document of an error, within these elements.
pub(in super::super) fn error(
    path: &[&str],
    code: &str,
    members: &[Member],
    tree: &Map<String, Value>,
) -> Vec<u8> {
    let error = Members { members, tree };
    let content = |xml: &mut Writer| {
        xml.member("Code", code);
        error.to_xml(xml);
    };
    within(path, &|xml| xml.element("Error", |xml| error.attributes(xml), content))
}

/// The members of a structure.
struct Members<'a> {
    members: &'a [Member],
    tree: &'a Map<String, Value>,
}

impl Members<'_> {
    /// Those that a tree has, in the order of the model.
    fn present(&self, as_attributes: bool) -> impl Iterator<Item = (&Member, &Value)> {
        let kind = self.members.iter().filter(move |member| is_attribute(member) == as_attributes);
        kind.filter_map(|member| Some((member, self.tree.get(member.key).filter(|value| !value.is_null())?)))
    }
}

impl ToXml for Members<'_> {
    fn to_xml(&self, xml: &mut Writer) {
        for (member, value) in self.present(false) {
            element(xml, local(wire_name(member)), member.shape, &parts_of(member), value);
        }
        // Members that a test adds to those of the model.
        let others =
            self.tree.iter().filter(|(key, _)| !self.members.iter().any(|member| member.key == *key));
        for (name, value) in others {
            match value {
                Value::String(text) => xml.member(name, text),
                other => xml.member(name, &other.to_string()),
            }
        }
    }

    fn attributes(&self, xml: &mut Writer) {
        for (member, value) in self.present(true) {
            xml.attribute(local(wire_name(member)), &write::text(member.shape, value));
        }
    }
}

/// A value of a shape.
struct Typed<'a> {
    shape: &'a Shape,
    value: &'a Value,
}

impl Typed<'_> {
    fn members(&self) -> Option<Members<'_>> {
        match (self.shape, self.value) {
            (
                Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }),
                Value::Object(tree),
            ) => Some(Members { members, tree }),
            _ => None,
        }
    }
}

impl ToXml for Typed<'_> {
    fn to_xml(&self, xml: &mut Writer) {
        match self.members() {
            Some(members) => members.to_xml(xml),
            None => xml.text(&write::text(self.shape, self.value)),
        }
    }

    fn attributes(&self, xml: &mut Writer) {
        if let Some(members) = self.members() {
            members.attributes(xml);
        }
    }
}

/// Writes the element of a value; those of the items of a flattened list, or of the entries of a flattened map.
fn element(xml: &mut Writer, name: &str, shape: &Shape, parts: &Parts, value: &Value) {
    match (shape, parts, value) {
        (Shape::List { item: of, .. }, Parts::List { flattened: true, each, .. }, Value::Array(items)) => {
            xml.flat_list(items, |xml, value| element(xml, name, of, each, value));
        }
        (Shape::List { item: of, .. }, Parts::List { item, each, .. }, Value::Array(items)) => {
            xml.list(name, items, |xml, value| element(xml, local(item), of, each, value));
        }
        (
            Shape::Map { value: of, .. },
            Parts::Map { flattened, key: key_name, value: value_name, each },
            Value::Object(entries),
        ) => {
            let entries: BTreeMap<&str, &Value> =
                entries.iter().map(|(key, value)| (key.as_str(), value)).collect();
            let entry = |xml: &mut Writer, key: &&str, value: &&Value| {
                xml.member(local(key_name), *key);
                element(xml, local(value_name), of, each, value);
            };
            if *flattened {
                xml.flat_map(name, &entries, entry);
            } else {
                xml.map(name, &entries, entry);
            }
        }
        (_, _, Value::Null) => xml.nullable(name, &None::<String>),
        _ => xml.member(name, &Typed { shape, value }),
    }
}
