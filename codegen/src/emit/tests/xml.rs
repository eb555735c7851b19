//! Compares XML by meaning. The order of members, of attributes and of the entries of maps does not matter, nor do spaces between
//! elements and declarations of namespaces without an effect. This parser is not that of the runtime.

use std::collections::BTreeMap;

/// An element.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Element {
    name: String,
    /// Sorted by name, with the declared namespaces that are not those around it.
    attributes: BTreeMap<String, String>,
    /// The text, unless there are elements.
    text: String,
    /// Sorted by name; elements of one name keep their order, unless they are entries of a map.
    children: Vec<Element>,
}

/// Compares two bodies.
#[track_caller]
pub fn same_body(given: &[u8], expected: &str) {
    let given = std::str::from_utf8(given).unwrap();
    if given.is_empty() || expected.is_empty() {
        assert_eq!(given, expected, "the body");
    } else {
        assert_eq!(whole(given), whole(expected), "the body {given}");
    }
}

/// Reads a whole document.
pub fn whole(document: &str) -> Element {
    let mut rest = document.trim();
    if let Some(declaration) = rest.strip_prefix("<?xml") {
        rest = until(declaration, "?>").1.trim_start();
    }
    let root = element(&mut rest, &BTreeMap::new());
    assert!(rest.trim().is_empty(), "after the root: {rest}");
    root
}

fn element(rest: &mut &str, around: &BTreeMap<String, String>) -> Element {
    let (tag, after) = until(rest.strip_prefix('<').expect("an element"), ">");
    let (tag, mut is_open) = tag.strip_suffix('/').map_or((tag, true), |tag| (tag, false));
    *rest = after;
    let (name, attributes) = tag.trim_end().split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attributes = self::attributes(attributes);
    let mut declared = around.clone();
    declared.extend(attributes.clone().into_iter().filter(|(name, _)| name.starts_with("xmlns")));
    attributes.retain(|name, value| around.get(name) != Some(value));
    let (mut text, mut children) = (String::new(), Vec::new());
    while is_open {
        let (found, after) = rest.split_at(rest.find('<').expect("an end tag"));
        text.push_str(&unescaped(found));
        *rest = after;
        if let Some(end) = after.strip_prefix("</") {
            let (end, after) = until(end, ">");
            assert_eq!(end.trim_end(), name, "an end tag");
            *rest = after;
            is_open = false;
        } else {
            children.push(element(rest, &declared));
        }
    }
    if !children.is_empty() {
        assert!(text.trim().is_empty(), "text between elements: {text}");
        text.clear();
    }
    Element { name: name.to_owned(), attributes, text, children: sorted(children) }
}

/// Sorts the children of an element.
fn sorted(mut children: Vec<Element>) -> Vec<Element> {
    let is_entry = |element: &Element| {
        element.children.len() == 2 && element.children.iter().any(|part| part.children.is_empty())
    };
    if children.iter().all(is_entry) {
        children.sort();
    } else {
        children.sort_by(|one, other| {
            let order = one.name.cmp(&other.name);
            if is_entry(one) && is_entry(other) { order.then_with(|| one.cmp(other)) } else { order }
        });
    }
    children
}

fn attributes(mut rest: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    while let Some((name, value)) = rest.trim_start().split_once("=\"") {
        let (value, after) = until(value, "\"");
        assert!(found.insert(name.to_owned(), unescaped(value)).is_none(), "{name} is there twice");
        rest = after;
    }
    assert!(rest.trim().is_empty(), "not an attribute: {rest}");
    found
}

/// The text before and after an end.
fn until<'t>(text: &'t str, end: &str) -> (&'t str, &'t str) {
    text.split_once(end).unwrap_or_else(|| panic!("{end} is missing after {text}"))
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (entity, after) = until(part, ";");
        plain.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            number => character(number),
        });
        plain.push_str(after);
    }
    plain
}

fn character(entity: &str) -> char {
    let number = entity.strip_prefix('#').expect("a reference to a character");
    let code = match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16).unwrap(),
        None => number.parse().unwrap(),
    };
    char::from_u32(code).unwrap()
}
