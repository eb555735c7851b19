//! Members of an input that the model does not have.

use serde_json::Value;

use super::super::schema::{Member, Shape, Structure};

/// Returns the path of a member that the structure does not have.
pub(super) fn member(input: &Value, structure: &'static Structure) -> Option<String> {
    let root = Shape::Structure(structure);
    let mut waiting = vec![(input, root, String::new())];
    while let Some((value, shape, path)) = waiting.pop() {
        match (value, shape) {
            (Value::Object(members), Shape::Structure(structure) | Shape::Union(structure)) => {
                for (name, value) in members {
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    let Some(member) = find(structure, name) else { return Some(path) };
                    waiting.push((value, *member.shape, path));
                }
            }
            (Value::Array(items), Shape::List { item, .. }) => {
                waiting.extend(
                    items.iter().enumerate().map(|(at, value)| (value, *item, format!("{path}[{at}]"))),
                );
            }
            // Keys may be secrets: entries have positions.
            (Value::Object(entries), Shape::Map { value, .. }) => {
                let entries = entries.values().enumerate();
                waiting.extend(entries.map(|(at, entry)| (entry, *value, format!("{path}[{at}]"))));
            }
            _ => {}
        }
    }
    None
}

fn find(structure: &'static Structure, key: &str) -> Option<&'static Member> {
    structure.members.iter().find(|member| member.key == key)
}
