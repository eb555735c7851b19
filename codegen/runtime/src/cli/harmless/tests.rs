//! Foreign text on a terminal.

use serde_json::{json, Value};

use super::{harmless, harmless_json, harmless_lines, harmless_value};

const HOSTILE: &str = "a\u{1b}[2Jb\u{9b}31m\u{202e}c\u{7f}\u{2028}";

fn controls(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202e}' | '\u{2028}')
}

#[test]
fn control_characters_are_escaped() {
    assert_eq!(harmless("a\u{1b}[2Jb\n"), r"a\u{1b}[2Jb\n");
    assert!(!harmless(HOSTILE).chars().any(controls));
}

#[test]
fn lines_and_tabs_may_stay() {
    assert_eq!(harmless_lines("a\n\tb\r"), "a\n\tb\\r");
}

#[test]
fn names_and_values_at_any_depth_are_written_out() {
    let value = harmless_value(json!({ HOSTILE: [{ "b": HOSTILE }, 1, null] }));
    let Value::Object(members) = &value else { panic!("{value}") };
    assert!(!members.keys().any(|name| name.chars().any(controls)));
    assert!(!value[harmless(HOSTILE)][0]["b"].as_str().unwrap().chars().any(controls));
    assert_eq!(value[harmless(HOSTILE)][1], 1);
}

#[test]
fn json_without_its_controls_is_still_the_same_json() {
    let value = json!({ "text": HOSTILE, "plain": "é 👍🏽" });
    let shown = harmless_json(&serde_json::to_string_pretty(&value).unwrap());
    assert!(!shown.chars().any(|c| controls(c) && c != '\n'), "{shown:?}");
    assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), value);
}
