//! The notation of values: numbers, and JSON in one line or several, as in the AWS CLI, which is written in Python, since scripts
//! compare. Independent of the model.

use std::fmt::Write as _;

use serde_json::{Number, Value};

/// The digits that distinguish any two doubles.
const DIGITS_OF_DOUBLE: usize = 17;

/// The layout of JSON.
#[derive(Clone, Copy)]
pub(super) enum Layout {
    /// A line for each item, indented by four; texts unescaped.
    Lines,
    /// One line with spaces, in ASCII.
    Line,
    /// One line without spaces, in ASCII.
    Compact,
}

/// Formats a value as JSON.
pub(super) fn json(value: &Value, layout: Layout) -> String {
    let mut out = String::new();
    write_json(value, layout, 0, &mut out);
    out
}

fn write_json(value: &Value, layout: Layout, depth: usize, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(value) => out.push_str(&number(value)),
        Value::String(text) => write_json_text(text, layout, out),
        Value::Array(items) if items.is_empty() => out.push_str("[]"),
        Value::Object(members) if members.is_empty() => out.push_str("{}"),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                begin_item(index, layout, depth + 1, out);
                write_json(item, layout, depth + 1, out);
            }
            end_items(layout, depth, out);
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (key, member)) in members.iter().enumerate() {
                begin_item(index, layout, depth + 1, out);
                write_json_text(key, layout, out);
                out.push_str(if matches!(layout, Layout::Compact) { ":" } else { ": " });
                write_json(member, layout, depth + 1, out);
            }
            end_items(layout, depth, out);
            out.push('}');
        }
    }
}

fn begin_item(index: usize, layout: Layout, depth: usize, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
    match layout {
        Layout::Lines => new_line(depth, out),
        Layout::Line if index > 0 => out.push(' '),
        Layout::Line | Layout::Compact => {}
    }
}

fn end_items(layout: Layout, depth: usize, out: &mut String) {
    if matches!(layout, Layout::Lines) {
        new_line(depth, out);
    }
}

fn new_line(depth: usize, out: &mut String) {
    out.push('\n');
    out.push_str(&"    ".repeat(depth));
}

fn write_json_text(text: &str, layout: Layout, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            ' '..='~' => out.push(letter),
            '\u{7f}'.. if matches!(layout, Layout::Lines) => out.push(letter),
            _ => letter
                .encode_utf16(&mut [0; 2])
                .iter()
                .for_each(|unit| put(out, format_args!("\\u{unit:04x}"))),
        }
    }
    out.push('"');
}

/// Formats a number: integers as they are, others with the fewest digits that distinguish them from other doubles, always with a
/// fraction or an exponent. More digits than a double has are kept.
pub(super) fn number(value: &Number) -> String {
    let text = value.to_string();
    if let Some(value) = value.as_i64() {
        return value.to_string();
    }
    let whole = text.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
    let digits = text.split(['e', 'E']).next().unwrap_or_default().bytes().filter(u8::is_ascii_digit).count();
    match value.as_f64() {
        Some(value) if !whole && digits <= DIGITS_OF_DOUBLE => double(value),
        _ => text,
    }
}

fn double(value: f64) -> String {
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    match exponent.parse::<i32>().unwrap_or_default() {
        -4..=15 => {
            let plain = value.to_string();
            if plain.contains('.') {
                plain
            } else {
                plain + ".0"
            }
        }
        exponent if exponent < 0 => format!("{digits}e-{:02}", exponent.unsigned_abs()),
        exponent => format!("{digits}e+{exponent:02}"),
    }
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
}
