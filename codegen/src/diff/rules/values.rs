//! Values of traits in messages: complete, shortened, and the parts in which two values differ.

use serde_json::Value;

/// The maximum number of characters of a value that is shown to people.
const SHOWN: usize = 60;

/// The maximum number of parts that are listed for two values that differ.
const PARTS: usize = 3;

/// The maximum depth of the comparison; deeper values are shown as a whole.
const MAX_DEPTH: usize = 32;

/// Formats a value as code.
pub(super) fn shown(value: &Value) -> String {
    format!("`{}`", value.to_string().replace('`', "'"))
}

/// Formats a value as code, shortened.
pub(super) fn short(value: &Value) -> String {
    cut(&value.to_string(), 0)
}

/// Formats part of a text as code, from a character on.
fn cut(text: &str, from: usize) -> String {
    let start = if from > 0 { "..." } else { "" };
    let part: String = text.chars().skip(from).take(SHOWN).map(|c| if c == '`' { '\'' } else { c }).collect();
    let end = if text.chars().nth(from + SHOWN).is_some() { "..." } else { "" };
    format!("`{start}{part}{end}`")
}

/// Returns the parts in which two values differ, with their paths; `None` if the values are shown as a whole.
pub(super) fn differences(old: &Value, new: &Value) -> Option<String> {
    let is_deep = |value: &Value| value.is_object() || value.is_array();
    if !is_deep(old) || !is_deep(new) {
        let (before, after) = (old.to_string(), new.to_string());
        let is_long = |text: &str| text.chars().nth(SHOWN).is_some();
        return (is_long(&before) || is_long(&after)).then(|| texts(&before, &after));
    }
    let mut parts = Vec::new();
    collect(old, new, &mut String::new(), 0, &mut parts);
    let rest = parts.len().saturating_sub(PARTS);
    let mut said: Vec<String> = parts.iter().take(PARTS).map(Part::said).collect();
    if rest > 0 {
        said.push(format!("and {rest} more"));
    }
    (!said.is_empty()).then(|| said.join("; "))
}

/// Describes two long texts, from a little before their first difference.
fn texts(old: &str, new: &str) -> String {
    let same = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
    let from = if same > SHOWN / 2 { same - SHOWN / 4 } else { 0 };
    format!("is now {} (was {})", cut(new, from), cut(old, from))
}

/// A part in which two values differ.
struct Part<'v> {
    path: String,
    old: Option<&'v Value>,
    new: Option<&'v Value>,
}

impl Part<'_> {
    fn said(&self) -> String {
        let path = cut(&self.path, 0);
        match (self.old, self.new) {
            (Some(old), Some(new)) => match (old, new) {
                (Value::String(before), Value::String(after)) => format!("{path} {}", texts(before, after)),
                _ => format!("{path} is now {} (was {})", short(new), short(old)),
            },
            (None, Some(new)) => format!("{path} is new: {}", short(new)),
            (Some(old), None) => format!("{path} was removed (was {})", short(old)),
            (None, None) => path,
        }
    }
}

fn collect<'v>(old: &'v Value, new: &'v Value, at: &mut String, depth: usize, parts: &mut Vec<Part<'v>>) {
    let length = at.len();
    let mut below =
        |name: &str, old: Option<&'v Value>, new: Option<&'v Value>, parts: &mut Vec<Part<'v>>| {
            if old == new {
                return;
            }
            let dot = if at.is_empty() || name.starts_with('[') { "" } else { "." };
            at.push_str(dot);
            at.push_str(name);
            match (old, new) {
                (Some(old), Some(new)) if depth < MAX_DEPTH => collect(old, new, at, depth + 1, parts),
                _ => parts.push(Part { path: at.clone(), old, new }),
            }
            at.truncate(length);
        };
    match (old, new) {
        (Value::Object(before), Value::Object(after)) => {
            for (name, value) in after {
                below(name, before.get(name), Some(value), parts);
            }
            for (name, value) in before.iter().filter(|(name, _)| !after.contains_key(*name)) {
                below(name, Some(value), None, parts);
            }
        }
        (Value::Array(before), Value::Array(after)) => {
            // Common items at both ends are skipped, so that an inserted item is one difference.
            let first = before.iter().zip(after).take_while(|(old, new)| old == new).count();
            let most = before.len().min(after.len()) - first;
            let pairs = before.iter().rev().zip(after.iter().rev()).take(most);
            let last = pairs.take_while(|(old, new)| old == new).count();
            let (before, after) = (&before[first..before.len() - last], &after[first..after.len() - last]);
            for at in 0..before.len().max(after.len()) {
                below(&format!("[{}]", first + at), before.get(at), after.get(at), parts);
            }
        }
        _ if old == new => {}
        _ => parts.push(Part { path: at.clone(), old: Some(old), new: Some(new) }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn objects_show_the_differing_paths() {
        let old = json!({ "a": { "b": [1, 2, 3], "c": "x" }, "d": true });
        let new = json!({ "a": { "b": [0, 1, 2, 3], "c": "y" }, "e": null });
        let expected = "`a.b[0]` is new: `0`; `a.c` is now `y` (was `x`); `e` is new: `null`; and 1 more";
        assert_eq!(differences(&old, &new).as_deref(), Some(expected));
        assert_eq!(differences(&json!(1), &json!(2)), None, "short values are shown as a whole");
    }

    #[test]
    fn long_texts_are_shown_at_the_difference() {
        let long = |end: &str| Value::from(format!("{}{end}", "x".repeat(200)));
        let said = differences(&long("one"), &long("two")).unwrap_or_default();
        let expected = format!("is now `...{0}two\"` (was `...{0}one\"`)", "x".repeat(15));
        assert_eq!(said, expected);
    }
}
