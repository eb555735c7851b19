//! Foreign text that is safe to print on a terminal: it cannot move the cursor or change the direction of the following text.

use serde_json::Value;

/// Escapes every character that is not displayed as one: `\n`, `\u{1b}`.
pub fn harmless(text: &str) -> String {
    written_out(text, |_| false)
}

/// The same for a text that may contain line breaks and tabs.
pub fn harmless_lines(text: &str) -> String {
    written_out(text, |c| matches!(c, '\n' | '\t'))
}

/// Applies [`harmless_lines`] to all texts of a value, including names.
pub(crate) fn harmless_value(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(harmless_lines(&text)),
        Value::Array(items) => items.into_iter().map(harmless_value).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (harmless_lines(&name), harmless_value(value))).collect()
        }
        value => value,
    }
}

/// Escapes harmful characters in JSON as JSON does. Line breaks between values stay.
pub(crate) fn harmless_json(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    for c in json.chars() {
        if is_harmful(c) && c != '\n' {
            shown.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    shown
}

fn written_out(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_harmful(c) && !stays(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Control characters, line breaks, and marks that change the direction of text; not those that join letters and emoji.
fn is_harmful(c: char) -> bool {
    let turns =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
