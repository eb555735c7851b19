//! Repeated keys of a JSON object. A parser silently keeps the last value: of two entries of an overlay for one
//! shape, the first would have no effect.
//!
//! Takes a text that was parsed, and knows nothing about models.

use std::borrow::Cow;
use std::collections::HashMap;

/// A key, and the offsets of its first and its second occurrence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Duplicate<'t> {
    pub(super) key: Cow<'t, str>,
    pub(super) first: usize,
    pub(super) second: usize,
}

/// The keys of an unclosed object, with their positions; `None` in an array.
type Open<'t> = Option<HashMap<Cow<'t, str>, usize>>;

/// Returns the first key that repeats another of its object.
pub(super) fn find(text: &str) -> Option<Duplicate<'_>> {
    let bytes = text.as_bytes();
    let mut open: Vec<Open<'_>> = Vec::new();
    // A string is a key at the start of an object, and after a comma in it.
    let mut is_key = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' => open.push(Some(HashMap::new())),
            b'[' => open.push(None),
            b'}' | b']' => drop(open.pop()),
            b'"' => {
                let end = string_end(bytes, at);
                if let (true, Some(Some(keys))) = (is_key, open.last_mut()) {
                    let key = unescaped(text.get(at..end)?)?;
                    if let Some(&first) = keys.get(&key) {
                        return Some(Duplicate { key, first, second: at });
                    }
                    keys.insert(key, at);
                }
                is_key = false;
                at = end;
                continue;
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            is_key = matches!(byte, b'{' | b',');
        }
        at += 1;
    }
    None
}

/// Returns the offset after a string that begins at an offset.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        match bytes.get(at) {
            None => return bytes.len(),
            Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}

/// Returns the text of a quoted string: one key may be written in several ways.
fn unescaped(quoted: &str) -> Option<Cow<'_, str>> {
    if quoted.contains('\\') {
        return serde_json::from_str(quoted).ok().map(Cow::Owned);
    }
    quoted.get(1..quoted.len().checked_sub(1)?).map(Cow::Borrowed)
}
