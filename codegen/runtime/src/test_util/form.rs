//! Reads the forms of the Query protocols as trees of values.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::form::pairs;
use super::super::schema::{Member, Parts, Shape, TimestampFormat};
use super::super::timestamp::Timestamp;
use super::route::typed;

/// The maximum number of parts of a name, which bounds the recursion.
const MAX_PARTS: usize = 128;

/// Returns the name of the operation in a form.
pub(super) fn action(body: &[u8]) -> Option<String> {
    pairs(body).into_iter().find(|(name, _)| name == "Action").map(|(_, value)| value)
}

/// Returns the members of a form.
///
/// # Errors
///
/// A name has too many parts.
pub(super) fn read(members: &[Member], body: &[u8]) -> Result<Map<String, Value>, String> {
    let mut root = Node::default();
    for (name, value) in pairs(body) {
        if name.split('.').count() > MAX_PARTS {
            return Err(format!("a name in the form has more than {MAX_PARTS} parts"));
        }
        root.insert(&name, value);
    }
    Ok(structure(members, &root))
}

/// The values whose names start with the same parts.
#[derive(Default)]
struct Node {
    value: Option<String>,
    parts: BTreeMap<String, Node>,
}

impl Node {
    fn insert(&mut self, name: &str, value: String) {
        let node = name.split('.').fold(self, |node, part| node.parts.entry(part.to_owned()).or_default());
        node.value = Some(value);
    }

    /// Returns the numbered parts in the order of their numbers. They may be within a part of this name.
    fn numbered(&self, name: &str) -> Vec<&Self> {
        let number = |part: &String| part.parse::<usize>().ok();
        let within =
            if self.parts.keys().any(|part| number(part).is_some()) { None } else { self.parts.get(name) };
        let parts = within.unwrap_or(self).parts.iter();
        let mut numbered: Vec<_> = parts.filter_map(|(part, node)| Some((number(part)?, node))).collect();
        numbered.sort_by_key(|(number, _)| *number);
        numbered.into_iter().map(|(_, node)| node).collect()
    }
}

fn structure(members: &[Member], node: &Node) -> Map<String, Value> {
    let present = members.iter().filter_map(|member| {
        let name = member.xml.map_or(member.name, |xml| xml.form_name);
        let parts = member.xml.map_or(&Parts::None, |xml| &xml.parts);
        Some((member.key.to_owned(), value(member.shape, parts, node.parts.get(name)?)))
    });
    present.collect()
}

fn value(shape: &Shape, parts: &Parts, node: &Node) -> Value {
    match shape {
        Shape::List { item: shape, .. } => {
            let (item, each) = match parts {
                Parts::List { item, each, .. } => (*item, *each),
                _ => ("member", &Parts::None),
            };
            node.numbered(item).into_iter().map(|node| value(shape, each, node)).collect()
        }
        Shape::Map { value: shape, .. } => Value::Object(map(shape, parts, node)),
        Shape::Structure(of) | Shape::Union(of) => Value::Object(structure(of.members, node)),
        _ => node.value.as_deref().map_or(Value::Null, |text| scalar(shape, text)),
    }
}

fn map(shape: &Shape, parts: &Parts, node: &Node) -> Map<String, Value> {
    let (key, of, each) = match parts {
        Parts::Map { key, value, each, .. } => (*key, *value, *each),
        _ => ("key", "value", &Parts::None),
    };
    let entry = |node: &&Node| {
        let key = node.parts.get(key)?.value.clone()?;
        Some((key, node.parts.get(of).map_or(Value::Null, |node| value(shape, each, node))))
    };
    node.numbered("entry").iter().filter_map(entry).collect()
}

/// Points in time are RFC 3339 text in a tree; what is not a time stays as it is, and is rejected later.
fn scalar(shape: &Shape, text: &str) -> Value {
    let time = match shape {
        Shape::Timestamp(TimestampFormat::EpochSeconds) => Timestamp::parse_epoch_seconds(text),
        Shape::Timestamp(TimestampFormat::HttpDate) => Timestamp::parse_http_date(text),
        _ => return typed(shape, text),
    };
    time.map_or_else(|_| Value::from(text), |time| Value::from(time.to_date_time()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::super::schema::{Limits, Structure, Xml};
    use super::*;

    static TEXT: Shape = Shape::String(Limits::NONE);
    static NUMBER: Shape = Shape::Integer(Limits::NONE);
    static TIME: Shape = Shape::Timestamp(TimestampFormat::EpochSeconds);
    static TAG: Structure = Structure::new("Tag", &[Member::new("Key", &TEXT), Member::new("Until", &TIME)]);
    static TAGS: Shape = Shape::list(&Shape::Structure(&TAG));
    static ROWS: Shape = Shape::list(&Shape::list(&NUMBER));
    static COUNTS: Shape = Shape::map(&TEXT, &NUMBER);
    static ITEMS: Parts = Parts::List { flattened: false, item: "item", each: &Parts::None };
    static MEMBERS: [Member; 5] = [
        Member::new("Name", &TEXT),
        Member::new("Tags", &TAGS).xml(&Xml::new("tagSet").form_name("Tag")),
        Member::new("Rows", &ROWS).xml(&Xml::new("Rows").parts(Parts::List {
            flattened: false,
            item: "row",
            each: &ITEMS,
        })),
        Member::new("Counts", &COUNTS),
        Member::new("Flat", &COUNTS).xml(&Xml::new("Flat").parts(Parts::Map {
            flattened: true,
            key: "K",
            value: "V",
            each: &Parts::None,
        })),
    ];

    fn members(form: &str) -> Value {
        Value::Object(read(&MEMBERS, form.as_bytes()).unwrap())
    }

    #[test]
    fn names_are_those_of_forms_and_keys_those_of_the_model() {
        let tree =
            members("Action=A&Name=a+b%2Bc&Tag.10.Key=last&Tag.2.Key=first&Tag.2.Until=1.5&tagSet.1.Key=x");
        let tags = json!([{ "Key": "first", "Until": "1970-01-01T00:00:01.5Z" }, { "Key": "last" }]);
        assert_eq!(tree, json!({ "Name": "a b+c", "Tags": tags }));
    }

    #[test]
    fn lists_and_maps_are_numbered_with_and_without_names() {
        let tree = members(
            "Rows.row.1.item.1=1&Rows.row.1.item.2=2&Rows.row.2=&Counts.entry.1.key=a&Counts.entry.1.value=3",
        );
        assert_eq!(tree, json!({ "Rows": [[1, 2], []], "Counts": { "a": 3 } }));
        let tree = members("Rows.1.1=7&Flat.1.K=b&Flat.1.V=x&Counts=");
        assert_eq!(tree, json!({ "Rows": [[7]], "Flat": { "b": "x" }, "Counts": {} }));
    }

    #[test]
    fn names_have_a_bounded_number_of_parts() {
        let name = vec!["Name"; MAX_PARTS].join(".");
        assert_eq!(
            read(&MEMBERS, format!("{name}=x").as_bytes()),
            Ok([("Name".to_owned(), Value::Null)].into_iter().collect())
        );
        assert!(read(&MEMBERS, format!("{name}.x=x").as_bytes()).is_err());
        assert_eq!(action(b"Version=1&Action=CreateTags"), Some("CreateTags".to_owned()));
    }
}
