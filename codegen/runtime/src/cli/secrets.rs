//! Shapes that can contain a secret, whose values are not shown in messages, and the environment variables of secrets.

use serde_json::Value;

use super::super::schema::{Member, Shape, Structure};

/// Whether a member is a secret, or can contain one.
pub(crate) fn in_member(member: &Member) -> bool {
    member.sensitive || in_shape(member.shape)
}

/// Whether a value of a shape can contain a secret.
pub(crate) fn in_shape(shape: &'static Shape) -> bool {
    let mut waiting = vec![shape];
    let mut seen: Vec<&Shape> = Vec::new();
    while let Some(shape) = waiting.pop() {
        match shape {
            Shape::List { item, .. } => waiting.push(item),
            Shape::Map { key, value, .. } => waiting.extend([*key, *value]),
            Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }) => {
                if members.iter().any(|member| member.sensitive) {
                    return true;
                }
                if !seen.iter().any(|before| std::ptr::eq(*before, shape)) {
                    seen.push(shape);
                    waiting.extend(members.iter().map(|member| member.shape));
                }
            }
            _ => {}
        }
    }
    false
}

/// The value of an option for a secret that is read from standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

/// Whether a secret is looked for in messages. Shorter texts may be there by chance, and are left out.
pub(crate) fn is_long(secret: &str) -> bool {
    const LEAST: usize = 8;
    secret.len() >= LEAST
}

/// Returns the long secrets of an input.
pub(crate) fn texts(members: &[Member], input: &Value) -> Vec<String> {
    let secrets = members.iter().filter(|member| member.sensitive);
    let texts = secrets.filter_map(|member| input.get(member.name)?.as_str());
    texts.filter(|text| is_long(text)).map(str::to_owned).collect()
}

/// Returns the environment variable of an option for a secret: `TOOL_CONNECTION_TOKEN`.
pub(crate) fn variable(tool: &str, option: &str) -> String {
    format!("{tool}_{option}").replace('-', "_").to_ascii_uppercase()
}
