//! Formats an item of a list as one line for people: takes the item in the form of the model, returns the line without its end.
//! The text cannot control a terminal.

use serde_json::Value;

use super::super::harmless::harmless;
use super::super::table::FollowCommand;

/// `2026-01-01T00:00:00.000Z  CUSTOMER  Jane: text`. A missing column is a dash; other content than plain text is preceded by its
/// type. A mark precedes both.
pub(super) fn line(follow: &FollowCommand, item: &Value, mark: Option<&str>) -> String {
    let text = |name: &str| item.get(name).and_then(word);
    let mut line = String::new();
    for name in follow.columns {
        line.push_str(&text(name).unwrap_or_else(|| "-".to_owned()));
        line.push_str("  ");
    }
    if let Some(from) = follow.from.and_then(text) {
        line.push_str(&from);
        line.push_str(": ");
    }
    let kind = follow.kind.iter().find_map(|name| text(name));
    let kind = kind.filter(|kind| !follow.plain.contains(&kind.as_str())).map(|kind| format!("[{kind}]"));
    let mut more = Vec::new();
    for path in follow.more {
        collect(item, path, &mut more);
    }
    let more = Some(more.join(", ")).filter(|more| !more.is_empty());
    let mark = mark.map(|mark| format!("[{mark}]"));
    let parts: Vec<String> = mark.into_iter().chain(kind).chain(text(follow.text)).chain(more).collect();
    line.push_str(&parts.join(" "));
    line.truncate(line.trim_end().len());
    line
}

/// Returns a value as harmless text; `None` if empty.
fn word(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => harmless(text),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
        other => other.to_string(),
    };
    Some(text).filter(|text| !text.is_empty())
}

/// Returns the texts at the end of a path, through structures and lists.
fn collect(value: &Value, path: &[&str], found: &mut Vec<String>) {
    match (value, path.split_first()) {
        (Value::Array(items), _) => items.iter().for_each(|item| collect(item, path, found)),
        (_, Some((name, rest))) => {
            if let Some(value) = value.get(name) {
                collect(value, rest, found);
            }
        }
        (_, None) => found.extend(word(value)),
    }
}

#[cfg(test)]
mod tests;
