//! Documentation of the model, made fit for rustdoc: the one way that model text takes into doc comments.
//!
//! Takes HTML (as the public models write it) or CommonMark (as Smithy defines it), returns Markdown lines in which
//! nothing is code to run: rustdoc would compile and run an indented block, or a fence without a language.

use std::fmt::Write as _;

/// Languages that a fence may name; rustdoc leaves them alone.
const LANGUAGES: &[&str] = &["console", "http", "json", "sh", "text", "toml", "xml", "yaml"];

/// Markdown lines for a documentation text, without empty lines at either end.
pub fn markdown(text: &str) -> Vec<String> {
    let converted = if has_tags(text) { htmd::convert(text).unwrap_or_default() } else { text.to_owned() };
    let mut lines = Vec::new();
    let mut fence: Option<String> = None;
    for line in converted.lines() {
        push_line(line, &mut fence, &mut lines);
    }
    if let Some(open) = fence {
        lines.push(open);
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let blank = lines.iter().take_while(|line| line.is_empty()).count();
    lines.drain(..blank);
    lines.dedup_by(|next, previous| next.is_empty() && previous.is_empty());
    lines
}

/// The first paragraph of a documentation.
pub fn summary(lines: &[String]) -> Vec<String> {
    lines.iter().take_while(|line| !line.is_empty()).cloned().collect()
}

/// One more paragraph at the end.
pub fn append(lines: &mut Vec<String>, paragraph: impl Into<String>) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(paragraph.into());
}

/// Elements by which a text is known to be HTML; `Vec<u8>` is none.
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

/// Adds one line, outside a fence or inside.
fn push_line(line: &str, fence: &mut Option<String>, lines: &mut Vec<String>) {
    let line = line.replace('\t', "    ");
    let line = line.trim_end();
    let text = line.trim_start();
    let marker: String = ["`", "~"]
        .iter()
        .map(|c| text.chars().take_while(|found| c.starts_with(*found)).collect::<String>())
        .find(|run| run.len() >= 3)
        .unwrap_or_default();
    match fence {
        Some(open) if marker.starts_with(open.as_str()) && text.len() == marker.len() => {
            lines.push(marker);
            *fence = None;
        }
        Some(_) => lines.push(line.to_owned()),
        None if marker.is_empty() => wrap(&prose(line), lines),
        None => {
            let language = text[marker.len()..].trim();
            let language = if LANGUAGES.contains(&language) { language } else { "text" };
            lines.push(format!("{marker}{language}"));
            *fence = Some(marker);
        }
    }
}

/// How long a line of prose may be.
const WIDTH: usize = 100;

/// Breaks a line of prose between words, where the next line would not be read as a list, a heading or a quote.
fn wrap(line: &str, lines: &mut Vec<String>) {
    let indent = line.len() - line.trim_start().len();
    let hanging = if line.trim_start().starts_with("- ") { indent + 2 } else { indent };
    let mut current = " ".repeat(indent);
    let mut in_code = false;
    for word in line.trim_start().split(' ') {
        let breaks = !in_code
            && current.trim_start().len() > 2
            && word.starts_with(|c: char| c.is_alphabetic() || "`*(".contains(c));
        if breaks && current.len() + 1 + word.len() > WIDTH && !starts_list(word) {
            lines.push(std::mem::replace(&mut current, " ".repeat(hanging)));
        } else if !current.trim_start().is_empty() {
            current.push(' ');
        }
        in_code ^= word.matches('`').count() % 2 == 1;
        current.push_str(word);
    }
    lines.push(if current.trim().is_empty() { String::new() } else { current });
}

/// Whether a word at the start of a line would open a list.
fn starts_list(word: &str) -> bool {
    word == "*" || word.ends_with(['.', ')']) && word.len() <= 3 || word.starts_with("```")
}

/// A line of prose: indented by three at most, so that it is never a code block, and escaped.
fn prose(line: &str) -> String {
    let text = line.trim_start();
    let indent = (line.len() - text.len()).min(3);
    let mut out = " ".repeat(indent);
    let text = match text.strip_prefix("*   ") {
        Some(item) => {
            out.push_str("- ");
            item.trim_start()
        }
        None => text,
    };
    escape(text.trim_start(), &mut out);
    out
}

/// Copies prose, leaves code spans, links and escapes as they are, and escapes what rustdoc would read as more.
fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '`' => code_span(rest, out),
            '[' => link(rest, out),
            '<' => autolink(rest, out),
            '\\' => escaped(rest, out),
            // A marker of a list item with five spaces behind it would open a code block.
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

/// Copies an escape that is there already.
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

/// Copies `[text](https://...)`; any other bracket is escaped, for rustdoc would look for an item of that name.
fn link(rest: &str, out: &mut String) -> usize {
    let target = rest.find("](").and_then(|middle| {
        let label = &rest[1..middle];
        let target = &rest[middle + 2..];
        let end = target.find(')')?;
        let plain = !label.contains(['[', ']', '<', '>', '`']);
        let url = &target[..end];
        let web = url.starts_with("http://") || url.starts_with("https://");
        (plain && web && !url.contains(['<', '>', ' ', '[', ']'])).then_some(middle + 2 + end + 1)
    });
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
    match rest.find('>') {
        Some(end) if web && !rest[1..end].contains(['<', ' ', '`']) => {
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
    let length = rest.find(|c: char| c.is_whitespace() || "<>()[]`\\\"'".contains(c)).unwrap_or(rest.len());
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
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(markdown(text), expected);
    }

    #[test]
    fn html_becomes_markdown() {
        check(
            "<p>Sends <code>it</code>.</p><p>Then <b>waits</b>.</p>",
            &["Sends `it`.", "", "Then **waits**."],
        );
        check("<ul><li><p>one</p></li><li><p>two</p></li></ul>", &["- one", "", "- two"]);
        check(
            r#"<p>See <a href="https://example.com/x">there</a>.</p>"#,
            &["See [there](https://example.com/x)."],
        );
    }

    #[test]
    fn markdown_stays_but_for_what_rustdoc_reads_as_more() {
        check("Use `a[0]` or b[0].", &["Use `a[0]` or b\\[0\\]."]);
        check("Vec<u8> at https://example.com/a.", &["Vec\\<u8\\> at <https://example.com/a>."]);
        check("a `tick", &["a \\`tick"]);
    }

    #[test]
    fn nothing_in_it_is_ever_code_to_run() {
        check("a\n\n    std::process::exit(1)", &["a", "", "   std::process::exit(1)"]);
        check("-      rm()", &["- rm()"]);
        check("- ```\n  rm()", &["- \\`\\`\\`", "  rm()"]);
        check("```\nrm()\n```", &["```text", "rm()", "```"]);
        check("```rust\nrm()", &["```text", "rm()", "```"]);
        check("~~~ignore,rust\nrm()\n~~~", &["~~~text", "rm()", "~~~"]);
        check("```json\n{}\n```", &["```json", "{}", "```"]);
    }

    #[test]
    fn text_that_would_close_a_comment_or_an_attribute_is_only_text() {
        check("a */ b \"# c #![d]", &["a */ b \"# c #!\\[d\\]"]);
    }

    #[test]
    fn empty_lines_are_neither_doubled_nor_at_the_ends() {
        check("\n\na\n\n\nb\n\n", &["a", "", "b"]);
        check("", &[]);
    }
}
