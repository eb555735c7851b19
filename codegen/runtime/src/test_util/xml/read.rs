//! XML documents as trees, by the schema of their members.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::super::schema::{Member, Parts, Shape, Structure};
use super::super::super::unreadable::UnreadableMembers;
use super::super::super::xml::{self, Error, Reader};
use super::super::route;
use super::{is_attribute, local, parts_of, wire_name};

/// Returns the members of a document.
///
/// # Errors
///
/// The body is not XML.
pub(in super::super) fn read(members: &[Member], body: &[u8]) -> Result<Map<String, Value>, String> {
    let mut tree = Map::new();
    let mut unreadable = UnreadableMembers::default();
    let read = xml::read_document(body, &mut unreadable, |xml| structure(xml, members, &mut tree));
    match (read, unreadable.first()) {
        (Err(error), _) => Err(format!("the body is not XML: {error}")),
        (_, Some(member)) => Err(format!("the body has an invalid member: {member}")),
        _ => Ok(tree),
    }
}

fn structure(xml: &mut Reader<'_>, members: &[Member], tree: &mut Map<String, Value>) -> Result<(), Error> {
    if members.iter().any(is_attribute) {
        xml.attributes(|xml, name| match find(members, name, true) {
            None => xml.skip_attribute(),
            Some(member) => {
                let mut text = String::new();
                xml.attribute(&mut text)?;
                tree.insert(member.key.to_owned(), route::typed(member.shape, &text));
                Ok(())
            }
        })?;
    }
    xml.object(|xml, name| match find(members, name, false) {
        None => xml.skip(),
        Some(member) => {
            let before = tree.remove(member.key);
            let value = value_of_member(xml, member, before)?;
            tree.insert(member.key.to_owned(), value);
            Ok(())
        }
    })
}

/// The member of an element or an attribute; of two, the one that is not deprecated. Prefixes have no meaning here.
fn find<'m>(members: &'m [Member], name: &str, as_attribute: bool) -> Option<&'m Member> {
    let fits = |member: &&Member| is_attribute(member) == as_attribute && local(wire_name(member)) == name;
    members.iter().filter(fits).min_by_key(|member| member.deprecated)
}

/// Reads the element of a member. Each item of a flattened list has one, and each entry of a flattened map.
fn value_of_member(xml: &mut Reader<'_>, member: &Member, before: Option<Value>) -> Result<Value, Error> {
    match (member.shape, parts_of(member), before) {
        (Shape::List { item, sparse, .. }, Parts::List { flattened: true, each, .. }, before) => {
            let mut items = match before {
                Some(Value::Array(items)) => items,
                _ => Vec::new(),
            };
            items.push(part(xml, item, each, *sparse)?);
            Ok(Value::Array(items))
        }
        (
            Shape::Map { value, sparse, .. },
            Parts::Map { flattened: true, key, value: name, each },
            before,
        ) => {
            let mut entries = BTreeMap::<String, Value>::new();
            xml.entry(&mut entries, [local(key), local(name)], |xml| part(xml, value, each, *sparse))?;
            let mut all = match before {
                Some(Value::Object(entries)) => entries,
                _ => Map::new(),
            };
            all.extend(entries);
            Ok(Value::Object(all))
        }
        (shape, parts, _) => value(xml, shape, &parts),
    }
}

fn value(xml: &mut Reader<'_>, shape: &Shape, parts: &Parts) -> Result<Value, Error> {
    match (shape, parts) {
        (Shape::List { item, sparse, .. }, Parts::List { each, .. }) => {
            xml.list(|xml| part(xml, item, each, *sparse)).map(Value::Array)
        }
        (Shape::Map { value, sparse, .. }, Parts::Map { key, value: name, each, .. }) => {
            let entries: BTreeMap<String, Value> =
                xml.map([local(key), local(name)], |xml| part(xml, value, each, *sparse))?;
            Ok(Value::Object(entries.into_iter().collect()))
        }
        (Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }), _) => {
            let mut tree = Map::new();
            structure(xml, members, &mut tree)?;
            Ok(Value::Object(tree))
        }
        _ => xml.string().map(|text| route::typed(shape, &text)),
    }
}

fn part(xml: &mut Reader<'_>, shape: &Shape, parts: &Parts, sparse: bool) -> Result<Value, Error> {
    if sparse {
        return xml.nullable(|xml| value(xml, shape, parts)).map(Option::unwrap_or_default);
    }
    value(xml, shape, parts)
}
