//! Text of strangers, as it may be shown on somebody's terminal: nothing in it moves the cursor, and nothing turns the direction
//! of what follows.

use serde_json::Value;

/// The text with everything that is not shown as a character written out: `\n`, `\u{1b}`.
pub(crate) fn harmless(text: &str) -> String {
    written_out(text, |_| false)
}

/// The same of a text that may have several lines, and tabs in them.
pub(crate) fn harmless_lines(text: &str) -> String {
    written_out(text, |c| matches!(c, '\n' | '\t'))
}

/// A value with all its texts, names too, as [`harmless_lines`] has them.
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

/// JSON with what is harmful in its texts written as JSON does. The ends of its own lines stay.
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

/// Control characters, ends of lines, and marks that turn the direction of a text. What joins letters and emoji is none.
fn is_harmful(c: char) -> bool {
    let turns =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
