//! The values of quoted strings, text blocks and documentation comments: takes their text and returns what they mean.

use std::borrow::Cow;

/// Returns the value of a quoted string, given with its quotes, or its problem.
pub(super) fn quoted(token: &str) -> Result<Cow<'_, str>, String> {
    let inner = token.get(1..token.len().saturating_sub(1)).unwrap_or_default();
    unescaped(inner)
}

/// Returns the value of a text block, given with its quotes, or its problem.
///
/// The indentation that all lines share is removed, and so are spaces at the ends of lines.
pub(super) fn block(token: &str) -> Result<String, String> {
    let inner = token.get(3..token.len().saturating_sub(3)).unwrap_or_default();
    let inner = with_newlines(inner);
    let Some((first, rest)) = inner.split_once('\n') else {
        return Err(if inner.is_empty() {
            "the text block is empty; use `\"\"` for an empty string".to_owned()
        } else {
            "a text block starts with a line break after its quotes".to_owned()
        });
    };
    if !first.trim_matches([' ', '\t']).is_empty() {
        return Err("a text block starts with a line break after its quotes".to_owned());
    }
    let mut text = String::with_capacity(rest.len());
    let indent = indent(rest);
    for (index, line) in rest.split('\n').enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.push_str(line.get(indent.min(line.len())..).unwrap_or_default().trim_end_matches(' '));
    }
    unescaped(&text).map(Cow::into_owned)
}

/// The number of spaces at the start of every line. Blank lines do not count, except for the last: it is the line of the
/// closing quotes.
fn indent(lines: &str) -> usize {
    let last = lines.rsplit('\n').next().unwrap_or_default();
    let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let indents =
        lines.split('\n').map(|line| (line, spaces(line))).filter(|(line, spaces)| *spaces < line.len());
    indents.map(|(_, spaces)| spaces).chain([spaces(last)]).min().unwrap_or(0)
}

/// Returns the text of one documentation comment: without the slashes, one space and the line break.
pub(super) fn doc(token: &str) -> &str {
    let line = token.strip_prefix("///").unwrap_or(token).trim_end_matches(['\n', '\r']);
    line.strip_prefix(' ').unwrap_or(line)
}

/// Line breaks in strings do not depend on the machine.
fn with_newlines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

fn unescaped(text: &str) -> Result<Cow<'_, str>, String> {
    if let Some(control) = text.bytes().find(|c| *c < b' ' && !matches!(c, b'\t' | b'\n' | b'\r')) {
        return Err(format!("the character `{}` must be escaped in a string", shown(control.into())));
    }
    let text = with_newlines(text);
    if !text.contains('\\') {
        return Ok(text);
    }
    let mut value = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        value.push_str(plain);
        let (c, length) = escaped(escape)?;
        value.extend(c);
        rest = escape.get(length..).unwrap_or_default();
    }
    value.push_str(rest);
    Ok(Cow::Owned(value))
}

/// Returns the character of an escape sequence, given without its backslash, and the length of the sequence.
fn escaped(text: &str) -> Result<(Option<char>, usize), String> {
    let Some(first) = text.chars().next() else {
        return Err("a `\\` at the end of the string; write `\\\\`".to_owned());
    };
    let c = match first {
        '"' | '\\' | '/' => first,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        // An escaped line break is left out.
        '\n' => return Ok((None, 1)),
        'u' => return unicode(text).map(|(c, length)| (Some(c), length)),
        other => return Err(format!("`\\{}` is not an escape sequence", shown(other))),
    };
    Ok((Some(c), 1))
}

/// Quotes are shown as they are.
fn shown(c: char) -> String {
    if matches!(c, '\'' | '"') { c.to_string() } else { c.escape_debug().to_string() }
}

/// `\uD83D\uDE00` is one character in two sequences.
fn unicode(text: &str) -> Result<(char, usize), String> {
    let high = hex(text)?;
    if let Some(c) = char::from_u32(high) {
        return Ok((c, 5));
    }
    let next = text.get(5..).and_then(|rest| rest.strip_prefix('\\')).filter(|rest| rest.starts_with('u'));
    let low = next.map_or(Ok(0), hex)?;
    let pair = [u16::try_from(high).unwrap_or(0), u16::try_from(low).unwrap_or(0)];
    match char::decode_utf16(pair).next() {
        Some(Ok(c)) => Ok((c, 11)),
        _ => Err(format!("`\\{}` is half a character", text.get(..5).unwrap_or(text))),
    }
}

/// Reads `u` and four digits.
fn hex(text: &str) -> Result<u32, String> {
    let mut value = 0;
    let mut digits = text.strip_prefix('u').unwrap_or_default().chars();
    for _ in 0..4 {
        let Some(c) = digits.next() else {
            return Err("`\\u` needs four hexadecimal digits, and the string ends before".to_owned());
        };
        let Some(digit) = c.to_digit(16) else {
            return Err(format!("`\\u` needs four hexadecimal digits, found `{}`", shown(c)));
        };
        value = value * 16 + digit;
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(
            quoted(r#""a\"\\\/\b\f\n\r\t\u0041\uD83D\uDE00z""#).as_deref(),
            Ok("a\"\\/\u{8}\u{c}\n\r\tA😀z")
        );
        assert_eq!(quoted("\"a\\\nb\r\nc\rd\"").as_deref(), Ok("ab\nc\nd"));
        assert_eq!(quoted("\"\"").as_deref(), Ok(""));
    }

    #[test]
    fn invalid_strings_say_why() {
        let said = |token: &str| quoted(token).expect_err("a problem");
        assert_eq!(said(r#""\x""#), "`\\x` is not an escape sequence");
        assert_eq!(said(r#""\u12""#), "`\\u` needs four hexadecimal digits, and the string ends before");
        assert_eq!(said(r#""\u12é4""#), "`\\u` needs four hexadecimal digits, found `é`");
        assert_eq!(said(r#""\uD83D!""#), "`\\uD83D` is half a character");
        assert_eq!(said(r#""\uD83D\n""#), "`\\uD83D` is half a character");
        assert_eq!(said("\"\u{1}\""), "the character `\\u{1}` must be escaped in a string");
    }

    #[test]
    fn text_blocks_lose_their_indentation() {
        let value = |inner: &str| block(&format!("\"\"\"{inner}\"\"\""));
        assert_eq!(value("\n    a\n      b  \n\n    ").as_deref(), Ok("a\n  b\n\n"));
        assert_eq!(value("  \n  a\n b").as_deref(), Ok(" a\nb"));
        assert_eq!(value("\r\n  a\r\n").as_deref(), Ok("  a\n"));
        assert_eq!(value("\n\ta\\\n\tb").as_deref(), Ok("\ta\tb"));
        assert!(value("").is_err() && value("a\n").is_err() && value("a").is_err());
    }

    #[test]
    fn documentation_comments_lose_one_space() {
        assert_eq!(doc("/// a \r\n"), "a ");
        assert_eq!(doc("///  a"), " a");
        assert_eq!(doc("///"), "");
    }
}
