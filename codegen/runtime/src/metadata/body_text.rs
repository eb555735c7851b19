//! The printable text of a body that is not JSON: a gateway or a proxy in front of the service often describes the problem in a
//! page. Nothing here knows an operation.

use super::super::json;

/// The maximum number of bytes that are examined.
const LOOKED_AT: usize = 16 << 10;

/// The maximum number of characters that are shown.
const SHOWN: usize = 200;

/// The replacement of a secret.
const REDACTED: &str = "[redacted]";

/// Elements without text for readers.
const HIDDEN: [&str; 4] = ["script", "style", "svg", "template"];

/// Returns the text in one line: without markup, shortened, control characters escaped, without anything that looks like a secret. `None`
/// for a body that is JSON or begins like it, whose members may be secrets, and for binary data.
pub(super) fn shown(body: &[u8]) -> Option<String> {
    if is_json(body) {
        return None;
    }
    let text = String::from_utf8_lossy(&body[..body.len().min(LOOKED_AT)]);
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with(['{', '[', '"']) || is_binary(text) {
        return None;
    }
    let text = if text.starts_with('<') { without_markup(text) } else { text.to_owned() };
    let shown = shortened(&words(&text));
    (!shown.is_empty()).then_some(shown)
}

fn is_json(body: &[u8]) -> bool {
    let read = |mut reader: json::Reader<'_>| reader.skip().and_then(|()| reader.end());
    json::Reader::new(body).and_then(read).is_ok()
}

/// Whether more than one character in four is not text.
fn is_binary(text: &str) -> bool {
    let odd = text.chars().filter(|&c| c == '\u{fffd}' || c.is_control() && !c.is_whitespace()).count();
    odd * 4 > text.chars().count()
}

/// Returns the text between the tags of a page. Repeated text, such as a title and its heading, appears once.
fn without_markup(page: &str) -> String {
    let mut pieces: Vec<String> = Vec::new();
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        push(&rest[..open], &mut pieces);
        rest = behind_tag(&rest[open..]);
    }
    push(rest, &mut pieces);
    pieces.join(" ")
}

fn push(piece: &str, pieces: &mut Vec<String>) {
    let piece = unescaped(piece.trim());
    if !piece.is_empty() && pieces.last() != Some(&piece) {
        pieces.push(piece);
    }
}

/// Returns the page after a tag, a comment or an element without text. One without an end extends to the end of the page.
fn behind_tag(page: &str) -> &str {
    let after = |text: &'static str| page.find(text).map_or("", |at| &page[at + text.len()..]);
    if page.starts_with("<!--") {
        return after("-->");
    }
    let name = page[1..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    match HIDDEN.iter().find(|hidden| hidden.eq_ignore_ascii_case(name)) {
        Some(hidden) => {
            let end = closing_tag(page, hidden).map_or("", |at| &page[at..]);
            end.find('>').map_or("", |at| &end[at + 1..])
        }
        None => after(">"),
    }
}

/// Finds `</name`, in any case.
fn closing_tag(page: &str, name: &str) -> Option<usize> {
    page.match_indices("</").map(|(at, _)| at).find(|at| {
        let word = page.get(at + 2..at + 2 + name.len());
        word.map_or(false, |word| word.eq_ignore_ascii_case(name))
    })
}

/// Replaces the character references that pages of proxies use.
fn unescaped(text: &str) -> String {
    const REFERENCES: [(&str, &str); 7] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    let mut text = text.to_owned();
    for (reference, meant) in REFERENCES {
        text = text.replace(reference, meant);
    }
    text
}

/// Returns the words of a text in one line, without secrets and control characters.
fn words(text: &str) -> String {
    let mut line = String::new();
    let mut before = "";
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        let shown = if announces(before, word) { REDACTED.to_owned() } else { without_secrets(word) };
        before = word;
        for c in shown.chars() {
            if is_harmful(c) {
                line.extend(c.escape_default());
            } else {
                line.push(c);
            }
        }
    }
    line
}

/// Whether a word announces a secret: `token: ..`, `Bearer ..`. The word after the latter is often not a secret.
fn announces(before: &str, next: &str) -> bool {
    match before.strip_suffix([':', '=']) {
        Some(name) => is_secret_name(name),
        None => {
            let is_scheme = before.eq_ignore_ascii_case("bearer") || before.eq_ignore_ascii_case("basic");
            is_scheme && (next.len() >= 16 || next.bytes().any(|byte| byte.is_ascii_digit()))
        }
    }
}

/// Control characters, and characters that change the direction of text.
fn is_harmful(c: char) -> bool {
    let turns =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Returns a word without the query and the user of a URL, the value of a secret, and anything that looks like a token.
fn without_secrets(word: &str) -> String {
    if let Some(query) = word.find('?').filter(|at| word[..*at].contains('/') && at + 1 < word.len()) {
        return format!("{}?{REDACTED}", without_secrets(&word[..query]));
    }
    if let Some((scheme, rest)) = word.split_once("://") {
        let host = rest.find('/').unwrap_or(rest.len());
        let (user, rest) = rest.split_at(rest[..host].rfind('@').unwrap_or(0));
        let user = if user.is_empty() { "" } else { REDACTED };
        return format!("{scheme}://{user}{}", without_tokens(rest));
    }
    let named = word.find(['=', ':']).filter(|at| is_secret_name(&word[..*at]));
    match named.filter(|at| at + 1 < word.len()) {
        Some(at) => format!("{}{REDACTED}", &word[..=at]),
        None => without_tokens(word),
    }
}

fn is_secret_name(name: &str) -> bool {
    const NAMES: [&str; 9] =
        ["auth", "bearer", "cookie", "credential", "key", "password", "secret", "signature", "token"];
    let name = name.to_ascii_lowercase();
    NAMES.iter().any(|part| name.contains(part))
}

fn without_tokens(word: &str) -> String {
    let mut shown = String::with_capacity(word.len());
    let mut rest = word;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_token(c)).unwrap_or(rest.len());
        let run = &rest[..end];
        shown.push_str(if is_opaque(run) { REDACTED } else { run });
        let next = rest[end..].chars().next().map_or(0, char::len_utf8);
        shown.push_str(&rest[end..end + next]);
        rest = &rest[end + next..];
    }
    shown
}

/// Whether tokens contain the character. A slash is excluded: paths and hosts should be visible.
fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '=' | '~' | '%')
}

/// Whether a run of such characters looks like a token: letters of both cases with digits, many hexadecimal digits, or very long.
fn is_opaque(run: &str) -> bool {
    let has = |is: fn(&u8) -> bool| run.bytes().any(|byte| is(&byte));
    let mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase);
    let hex = run.len() >= 32 && run.bytes().all(|byte| byte.is_ascii_hexdigit());
    run.len() >= 40 || hex || mixed && run.len() >= 16
}

/// The start of a line.
fn shortened(line: &str) -> String {
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}\u{2026}", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests;
