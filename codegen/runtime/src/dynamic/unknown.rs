//! Members of an input that the model does not have. Only such a member costs the text of its path.

use serde_json::Value;

use super::super::schema::{Member, Shape, Structure};

/// A value with members, items or entries, and its place in another.
struct Node<'v> {
    value: &'v Value,
    shape: Shape,
    /// The index of the node that contains it; its own for the input.
    parent: usize,
    part: Part<'v>,
}

#[derive(Clone, Copy)]
enum Part<'v> {
    Name(&'v str),
    Position(usize),
}

/// Returns the path of a member that a structure or a union does not have.
pub(super) fn member(input: &Value, structure: &'static Structure) -> Option<String> {
    let root = Node { value: input, shape: Shape::Structure(structure), parent: 0, part: Part::Name("") };
    let mut nodes = vec![root];
    let mut at = 0;
    while let Some(Node { value, shape, .. }) = nodes.get(at) {
        let child = |value, shape, part| Node { value, shape, parent: at, part };
        match (*value, *shape) {
            (Value::Object(members), Shape::Structure(structure) | Shape::Union(structure)) => {
                for (name, value) in members {
                    let Some(member) = find(structure, name) else { return Some(path(&nodes, at, name)) };
                    nodes.extend(holder(child(value, *member.shape, Part::Name(name))));
                }
            }
            (Value::Array(items), Shape::List { item, .. }) => {
                let items = items.iter().enumerate();
                nodes.extend(items.filter_map(|(at, value)| holder(child(value, *item, Part::Position(at)))));
            }
            // Keys may be secrets: entries have positions.
            (Value::Object(entries), Shape::Map { value, .. }) => {
                let entries = entries.values().enumerate();
                nodes.extend(
                    entries.filter_map(|(at, entry)| holder(child(entry, *value, Part::Position(at)))),
                );
            }
            _ => {}
        }
        at += 1;
    }
    None
}

fn find(structure: &'static Structure, key: &str) -> Option<&'static Member> {
    structure.members.iter().find(|member| member.key == key)
}

/// The node, if its value can have members.
fn holder(node: Node<'_>) -> Option<Node<'_>> {
    matches!(node.value, Value::Object(_) | Value::Array(_)).then_some(node)
}

/// The path of a member of a node.
fn path(nodes: &[Node<'_>], holder: usize, name: &str) -> String {
    let mut parts = vec![Part::Name(name)];
    let mut at = holder;
    while let Some(node) = nodes.get(at).filter(|node| node.parent != at) {
        parts.push(node.part);
        at = node.parent;
    }
    let mut path = String::new();
    for part in parts.iter().rev() {
        match part {
            Part::Position(at) => path.push_str(&format!("[{at}]")),
            Part::Name(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::super::schema::*;
    use super::member;

    const TEXT: Shape = Shape::String(Limits::NONE);
    static CHOICE: Structure = Structure::new(
        "Choice",
        &[Member::new("Text", &TEXT), Member::new("Nested", &Shape::Structure(&TREE))],
    );
    static TREE: Structure = Structure::new(
        "Tree",
        &[
            Member::new("Name", &TEXT),
            Member::new("Choice", &Shape::Union(&CHOICE)),
            Member::new("Trees", &Shape::list(&Shape::Structure(&TREE))),
        ],
    );

    #[test]
    fn the_path_leads_to_the_member() {
        for (input, found) in [
            (json!({"Name": "a", "Choice": {"Text": "b"}, "Trees": [{}, {"Name": "c"}]}), None),
            (json!({"Nme": 1}), Some("Nme")),
            (json!({"Choice": {"Txt": "b"}}), Some("Choice.Txt")),
            (json!({"Trees": [{}, {"Choice": {"Nested": {"Nme": 1}}}]}), Some("Trees[1].Choice.Nested.Nme")),
        ] {
            assert_eq!(member(&input, &TREE).as_deref(), found, "{input}");
        }
    }
}
