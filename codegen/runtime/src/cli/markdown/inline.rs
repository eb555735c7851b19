//! Inline markup: code, emphasis, links, escapes. Unclosed marks are text.

use super::{visible, Look, Span};

/// Splits the text into pieces without marks.
pub(in super::super) fn spans(text: &str) -> Vec<Span> {
    let text: String = text.chars().filter_map(visible).collect();
    let mut reader = Reader::default();
    reader.read(&text);
    reader.push_pending();
    reader.spans
}

/// Returns the text in one line, without marks.
pub(in super::super) fn plain(text: &str) -> String {
    let text: String = spans(text).into_iter().map(|span| span.text).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Reader {
    spans: Vec<Span>,
    pending: String,
    strong: bool,
    emphasis: bool,
    /// Whether no further link is closed: otherwise each bracket would search for an end again.
    is_without_end: bool,
}

impl Reader {
    fn read(&mut self, text: &str) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let taken = match first {
                '\\' => self.escape(rest),
                '`' => self.code(rest),
                '*' | '_' => self.emphasis(text, rest, first),
                '!' if rest.starts_with("![") => self.link(rest, 2),
                '[' => self.link(rest, 1),
                '<' => self.address(rest),
                '&' => self.entity(rest),
                _ => None,
            };
            let taken = taken.unwrap_or_else(|| {
                self.pending.push(first);
                first.len_utf8()
            });
            rest = rest.get(taken..).unwrap_or_default();
        }
    }

    fn look(&self) -> Look {
        match (self.strong, self.emphasis) {
            (true, _) => Look::Strong,
            (false, true) => Look::Emphasis,
            (false, false) => Look::Plain,
        }
    }

    fn push_pending(&mut self) {
        let text = std::mem::take(&mut self.pending);
        let look = self.look();
        self.push(look, text);
    }

    fn push(&mut self, look: Look, text: String) {
        match self.spans.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.look == look => last.text.push_str(&text),
            _ => self.spans.push(Span { text, look }),
        }
    }

    /// `\*`: the character itself.
    fn escape(&mut self, rest: &str) -> Option<usize> {
        let next = rest.chars().nth(1).filter(char::is_ascii_punctuation)?;
        self.pending.push(next);
        Some(2)
    }

    fn code(&mut self, rest: &str) -> Option<usize> {
        let (run, length) = code_span(rest)?;
        self.push_pending();
        let code = rest.get(run..run + length)?;
        let trimmed = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
        let code = trimmed.filter(|code| !code.trim().is_empty()).unwrap_or(code);
        self.push(Look::Code, code.to_owned());
        Some(run + length + run)
    }

    /// `*` and `_`, single or double: they open before a letter and close after one; `_` not within a word.
    fn emphasis(&mut self, text: &str, rest: &str, mark: char) -> Option<usize> {
        let before = text.get(..text.len() - rest.len())?.chars().next_back();
        let run = rest.len() - rest.trim_start_matches(mark).len();
        let length = run.min(2);
        let (marks, tail) = rest.split_at_checked(length)?;
        let after = tail.chars().next();
        let inner = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let word = |c: Option<char>| mark == '_' && c.is_some_and(char::is_alphanumeric);
        let is_open = if length == 2 { self.strong } else { self.emphasis };
        let changes = if is_open {
            inner(before) && !word(after)
        } else {
            inner(after) && !word(before) && tail.contains(marks)
        };
        if !changes {
            return None;
        }
        self.push_pending();
        let flag = if length == 2 { &mut self.strong } else { &mut self.emphasis };
        *flag = !*flag;
        Some(length)
    }

    /// `[text](address)`: the text, and the URL if it adds information.
    fn link(&mut self, rest: &str, open: usize) -> Option<usize> {
        if self.is_without_end {
            return None;
        }
        let body = rest.get(open..)?;
        let Some(middle) = label_end(body) else {
            self.is_without_end = true;
            return None;
        };
        let (label, target) = body.split_at_checked(middle)?;
        let target = target.strip_prefix("](")?;
        let Some(end) = target.find(')') else {
            self.is_without_end = true;
            return None;
        };
        let address = target.get(..end)?.split_whitespace().next().unwrap_or_default();
        let address = address.trim_matches(['<', '>']);
        self.push_pending();
        let mut inner = Self { strong: self.strong, emphasis: self.emphasis, ..Self::default() };
        inner.read(label);
        inner.push_pending();
        let text: String = inner.spans.iter().map(|span| span.text.as_str()).collect();
        inner.spans.into_iter().for_each(|span| self.push(span.look, span.text));
        if (address.starts_with("https://") || address.starts_with("http://")) && text != address {
            self.pending.push_str(&format!(" ({address})"));
        }
        Some(open + middle + 2 + end + 1)
    }

    /// `<https://...>`: the URL.
    fn address(&mut self, rest: &str) -> Option<usize> {
        let body = rest.get(1..)?;
        let end = body.find(['>', '<', ' '])?;
        let (address, tail) = body.split_at_checked(end)?;
        let is_address = ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
        (is_address && tail.starts_with('>')).then(|| {
            self.pending.push_str(address);
            end + 2
        })
    }

    fn entity(&mut self, rest: &str) -> Option<usize> {
        let entities =
            [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"'), ("&#39;", '\''), ("&nbsp;", ' ')];
        let (name, meant) = entities.iter().find(|(name, _)| rest.starts_with(name))?;
        self.pending.push(*meant);
        Some(name.len())
    }
}

/// Returns the possible end of a link text: the next bracket that is neither escaped nor in code. Without `](` it is not a link;
/// parsing continues after it, so that no text is parsed twice.
fn label_end(body: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += body.get(at..)?.find(['\\', '`', '[', ']'])?;
        let rest = body.get(at..)?;
        at += match rest.as_bytes().first()? {
            b'\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            b'`' => match code_span(rest) {
                Some((run, length)) => run + length + run,
                None => rest.len() - rest.trim_start_matches('`').len(),
            },
            b']' if !rest.starts_with("](") => 1,
            _ => return Some(at),
        };
    }
}

/// Returns the number of backticks that open the code at the start of a text, and the length of the code.
fn code_span(rest: &str) -> Option<(usize, usize)> {
    let run = rest.len() - rest.trim_start_matches('`').len();
    let (ticks, body) = rest.split_at_checked(run)?;
    let mut from = 0;
    loop {
        let at = from + body.get(from..)?.find(ticks)?;
        let tail = body.get(at..)?;
        let length = tail.len() - tail.trim_start_matches('`').len();
        if length == run {
            return Some((run, at));
        }
        from = at + length;
    }
}
