//! Documentation of the model for rustdoc: all model text in doc comments goes through here.
//!
//! Takes HTML (as in the public models) or CommonMark (as Smithy defines it) and returns Markdown lines without
//! runnable code: rustdoc would compile and run an indented block, or a fence without a language.

mod html;

use std::fmt::Write as _;
use std::sync::LazyLock;

use htmd::HtmlToMarkdown;

/// Created once: that takes longer than converting a text of usual length.
static CONVERTER: LazyLock<HtmlToMarkdown> = LazyLock::new(HtmlToMarkdown::new);

/// Languages that a fence may have; rustdoc does not run them.
const LANGUAGES: &[&str] = &["console", "http", "json", "sh", "text", "toml", "xml", "yaml"];

/// Returns the Markdown lines of a documentation text, without empty lines at either end.
pub fn markdown(text: &str) -> Vec<String> {
    let converted = if has_tags(text) {
        CONVERTER.convert(&html::tidy(text)).unwrap_or_default()
    } else {
        text.to_owned()
    };
    let converted: String = converted.chars().filter_map(visible).collect();
    let mut page = Page::default();
    converted.lines().for_each(|line| page.push(line));
    page.finish()
}

/// Returns the Markdown of a text that must stay on one line.
pub fn line(text: &str) -> String {
    let lines = markdown(text);
    lines.iter().filter(|line| !line.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Returns the character as documentation shows it: a control character becomes a space, and a character that would change
/// the direction of the following text is removed.
pub fn visible(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => Some(c),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        c if c.is_control() => Some(' '),
        c => Some(c),
    }
}

/// Returns the first paragraph of a documentation.
pub fn summary(lines: &[String]) -> Vec<String> {
    lines.iter().take_while(|line| !line.is_empty()).cloned().collect()
}

/// The maximum length of a sentence that is repeated elsewhere.
const SENTENCE: usize = 120;

/// Returns the first sentence of a documentation, if it is prose and short.
pub fn sentence(lines: &[String]) -> Option<String> {
    let paragraph = summary(lines).join(" ");
    let ends = paragraph.match_indices(". ").map(|(at, _)| at + 1);
    let is_whole = |end: &usize| {
        let next = paragraph[*end..].trim_start().chars().next();
        let is_outside_code = paragraph[..*end].matches('`').count().is_multiple_of(2);
        let is_abbreviation = ["e.g.", "i.e."].iter().any(|short| paragraph[..*end].ends_with(short));
        is_outside_code && !is_abbreviation && next.is_some_and(|next| next.is_uppercase() || next == '`')
    };
    let end = ends.into_iter().find(is_whole).unwrap_or(paragraph.len());
    let sentence = &paragraph[..end];
    let is_prose = sentence.starts_with(|c: char| c.is_alphanumeric() || c == '`') && sentence.ends_with('.');
    (is_prose && sentence.chars().count() <= SENTENCE).then(|| sentence.to_owned())
}

/// Appends a paragraph of prose, a heading or a fence.
pub fn append(lines: &mut Vec<String>, paragraph: impl AsRef<str>) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
    wrap(paragraph.as_ref(), 0, lines);
}

/// Elements that identify a text as HTML; `Vec<u8>` is not one.
const ELEMENTS: &[&str] = &[
    "a",
    "b",
    "br",
    "caution",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "examples",
    "fullname",
    "h1",
    "h2",
    "h3",
    "h4",
    "i",
    "important",
    "li",
    "note",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

fn has_tags(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let closed = rest[end..].starts_with(['>', ' ', '/', '\n']);
        closed && ELEMENTS.iter().any(|name| name.eq_ignore_ascii_case(&rest[..end]))
    })
}

/// The Markdown written so far.
#[derive(Default)]
struct Page {
    lines: Vec<String>,
    /// The marker that closes the open fence.
    fence: Option<String>,
    /// The indentation of the text of the current list item; 0 outside a list.
    item: usize,
}

impl Page {
    /// Adds one line, outside a fence or inside.
    fn push(&mut self, line: &str) {
        let line = line.replace('\t', "    ");
        let line = line.trim_end();
        let text = line.trim_start();
        let marker = fence_marker(text);
        match &self.fence {
            Some(open) if marker.starts_with(open.as_str()) && text.len() == marker.len() => {
                self.lines.push(marker.to_owned());
                self.fence = None;
            }
            Some(_) => self.lines.push(line.to_owned()),
            None if marker.is_empty() => self.push_prose(line.len() - text.len(), text),
            None => {
                let language = text[marker.len()..].trim();
                let language = if LANGUAGES.contains(&language) { language } else { "text" };
                self.lines.push(format!("{marker}{language}"));
                self.fence = Some(marker.to_owned());
                self.item = 0;
            }
        }
    }

    /// Adds a line of prose, indented like its list item, so that it is never a code block.
    fn push_prose(&mut self, indent: usize, text: &str) {
        if text.is_empty() {
            self.lines.push(String::new());
            return;
        }
        let after_blank = self.lines.last().is_none_or(String::is_empty);
        let (marker, rest) = list_marker(text);
        let mut start = 0;
        if marker.is_empty() {
            if indent == 0 && after_blank {
                self.item = 0;
            }
            start = self.item;
        } else {
            // Deeper levels become the second level; no level is indented by four.
            if indent > 0 && self.item > 0 {
                start = self.item.min(3);
            }
            self.item = if start == 0 { marker.len().min(3) } else { start + marker.len() };
        }
        let mut line = format!("{}{marker}", " ".repeat(start));
        escape(rest, &mut line);
        wrap(&line, self.item, &mut self.lines);
    }

    fn finish(mut self) -> Vec<String> {
        self.lines.extend(self.fence);
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        let blank = self.lines.iter().take_while(|line| line.is_empty()).count();
        self.lines.drain(..blank);
        self.lines.dedup_by(|next, previous| next.is_empty() && previous.is_empty());
        self.lines
    }
}

/// Returns the run of three or more backticks or tildes at the start of a line.
fn fence_marker(text: &str) -> &str {
    let run = |c: char| text.len() - text.trim_start_matches(c).len();
    let length = run('`').max(run('~'));
    if length >= 3 { &text[..length] } else { "" }
}

/// Returns the marker of a list item, followed by one space, and the rest of the line.
fn list_marker(text: &str) -> (String, &str) {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let ordered = (1..=9).contains(&digits) && text[digits..].starts_with(['.', ')']);
    let length = if ordered { digits + 1 } else { 1 };
    match text.split_at_checked(length) {
        Some((marker, rest)) if rest.starts_with(' ') && (ordered || matches!(marker, "-" | "*" | "+")) => {
            let marker = if ordered { marker } else { "-" };
            (format!("{marker} "), rest.trim_start())
        }
        _ => (String::new(), text),
    }
}

/// The maximum length of a line of prose.
const WIDTH: usize = 100;

/// Breaks a line of prose between words, unless the next line would become a list, a heading or a quote.
fn wrap(line: &str, hanging: usize, lines: &mut Vec<String>) {
    let indent = line.len() - line.trim_start().len();
    let mut current = " ".repeat(indent);
    let mut in_code = false;
    for word in line.trim_start().split(' ') {
        let starts_prose =
            word.starts_with(|c: char| c.is_alphabetic() || "`*(".contains(c)) || word.starts_with("[`");
        let breaks = !in_code && starts_prose && word != "*" && fence_marker(word).is_empty();
        let has_text = !current.trim_start().is_empty();
        if breaks && current.len() > hanging && current.len() + 1 + word.len() > WIDTH {
            lines.push(std::mem::replace(&mut current, " ".repeat(hanging)));
        } else if has_text {
            current.push(' ');
        }
        in_code ^= word.matches('`').count() % 2 == 1;
        current.push_str(word);
    }
    lines.push(current);
}

/// Copies prose, keeps code spans, links and escapes, and escapes other text that rustdoc would interpret.
fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '`' => code_span(rest, out),
            '[' => link(rest, out),
            '<' => autolink(rest, out),
            '\\' => escaped(rest, out),
            // A list marker followed by five spaces would open a code block.
            ' ' if out.ends_with(' ') => 1,
            'h' if !out.ends_with(|c: char| c.is_alphanumeric()) => bare_url(rest, out),
            ']' | '>' => {
                let _ = write!(out, "\\{first}");
                1
            }
            _ => {
                out.push(first);
                first.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
}

/// Copies an existing escape.
fn escaped(rest: &str, out: &mut String) -> usize {
    let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
    out.push_str(if length == 1 { "\\\\" } else { &rest[..length] });
    length
}

/// Copies a code span up to its end; a backtick that opens none is escaped.
fn code_span(rest: &str, out: &mut String) -> usize {
    let run = rest.len() - rest.trim_start_matches('`').len();
    let ticks = &rest[..run];
    let mut search = run;
    while let Some(found) = rest[search..].find(ticks).map(|at| search + at) {
        let length = rest[found..].len() - rest[found..].trim_start_matches('`').len();
        if length == run {
            out.push_str(&rest[..found + run]);
            return found + run;
        }
        search = found + length;
    }
    out.push_str(&"\\`".repeat(run));
    run
}

/// Copies `[text](https://...)`; any other bracket is escaped, since rustdoc would look for an item of that name.
///
/// Each search stops at a character that no link contains, such as a bracket, so that all searches together read a text once.
fn link(rest: &str, out: &mut String) -> usize {
    let target = (|| {
        let middle = 1 + rest[1..].find(['[', ']', '<', '>', '`'])?;
        let target = rest[middle..].strip_prefix("](")?;
        let end = target.find([')', '<', '>', ' ', '[', ']'])?;
        let web = target.starts_with("http://") || target.starts_with("https://");
        (web && target[end..].starts_with(')')).then_some(middle + 2 + end + 1)
    })();
    match target {
        Some(end) => {
            out.push_str(&rest[..end]);
            end
        }
        None => {
            out.push_str("\\[");
            1
        }
    }
}

/// Copies `<https://...>`; any other angle bracket is escaped.
fn autolink(rest: &str, out: &mut String) -> usize {
    let web = rest.starts_with("<http://") || rest.starts_with("<https://");
    let end = if web { rest[1..].find(['>', '<', ' ', '`']).map(|end| end + 1) } else { None };
    match end {
        Some(end) if rest[end..].starts_with('>') => {
            out.push_str(&rest[..=end]);
            end + 1
        }
        _ => {
            out.push_str("\\<");
            1
        }
    }
}

/// Puts a bare URL into angle brackets.
fn bare_url(rest: &str, out: &mut String) -> usize {
    let web = rest.starts_with("http://") || rest.starts_with("https://");
    // The end is searched only where a URL begins: otherwise each `h` would search the rest of the text.
    let end = |c: char| c.is_whitespace() || "<>()[]`\\\"'".contains(c);
    let length = if web { rest.find(end).unwrap_or(rest.len()) } else { 0 };
    let url = rest[..length].trim_end_matches(['.', ',', ';', ':', '*', '_']);
    if web && url.len() > "https://".len() {
        let _ = write!(out, "<{url}>");
        url.len()
    } else {
        out.push('h');
        1
    }
}

#[cfg(test)]
mod tests;
