//! Escape sequences of JSON strings.

use std::borrow::Cow;

#[inline]
pub(super) fn decoded(raw: &str, length: usize) -> Cow<'_, str> {
    if length == raw.len() {
        Cow::Borrowed(raw)
    } else {
        Cow::Owned(unescape(raw, length))
    }
}

/// Replaces the escapes of a validated string. The result is `length` bytes long.
#[cold]
pub(super) fn unescape(raw: &str, length: usize) -> String {
    let mut text = String::with_capacity(length);
    let mut at = 0;
    while let Some(run) = raw.get(at..).and_then(|rest| rest.find('\\')) {
        text.push_str(&raw[at..at + run]);
        let Some((character, behind)) = escape(raw.as_bytes(), at + run) else { break };
        text.push(character);
        at = behind;
    }
    text.push_str(raw.get(at..).unwrap_or_default());
    text
}

/// Returns the character of the escape at `at`, and the position after it.
#[inline]
pub(super) fn escape(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let character = match bytes.get(at + 1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode_escape(bytes, at),
        _ => return None,
    };
    Some((character, at + 2))
}

/// Returns the character of `\u20ac`, or of a pair of surrogates such as `\ud83d\ude00`.
#[inline]
fn unicode_escape(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let first = code_unit(bytes, at)?;
    if matches!(first, 0xd800..=0xdbff) && bytes.get(at + 6..at + 8) == Some(b"\\u") {
        if let second @ 0xdc00..=0xdfff = code_unit(bytes, at + 6)? {
            let code_point = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            return Some((char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER), at + 12));
        }
    }
    Some((char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), at + 6))
}

/// Returns the value of the four hexadecimal digits after `\u`.
#[inline]
fn code_unit(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at + 2..at + 6)?;
    digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + char::from(*digit).to_digit(16)?))
}
