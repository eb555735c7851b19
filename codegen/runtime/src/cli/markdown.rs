//! Markdown of the tables as blocks of text without marks: for help pages, manual pages and prompts.
//!
//! A library parses it; HTML is text. It knows nothing of commands, and nothing of the output of its blocks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The emphasis of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Strong,
    Emphasis,
    Code,
}

/// A piece of text of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) look: Look,
}

impl Span {
    pub(super) fn new(look: Look, text: impl Into<String>) -> Self {
        Self { text: text.into(), look }
    }
}

/// A part of a page, indented by its depth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) depth: usize,
    pub(super) kind: Kind,
}

/// The kind of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph(Vec<Span>),
    /// The subject of the next block, without space between them.
    Term(Vec<Span>),
    /// Of a list: `-` or `1.`, then text.
    Item(String, Vec<Span>),
    /// A row of a table with two columns: a word, and its meaning, which begins at this column.
    Row(String, usize, Vec<Span>),
    /// Unchanged lines.
    Verbatim(Vec<String>),
}

impl Block {
    pub(super) fn new(depth: usize, kind: Kind) -> Self {
        Self { depth, kind }
    }
}

/// The first sentence of a text, on one line.
pub(super) fn summary(text: &str) -> String {
    let first = blocks(text, 0).into_iter().find_map(|block| match block.kind {
        Kind::Paragraph(spans) => Some(spans),
        _ => None,
    });
    let mut text: String = first.unwrap_or_default().into_iter().map(|span| span.text).collect();
    if let Some(end) = sentence_end(&text) {
        text.truncate(end);
    }
    text
}

/// Returns the end of the first sentence, before its dot. The dot of an abbreviation, such as `e.g.`, has no capital after it.
fn sentence_end(text: &str) -> Option<usize> {
    let inner = text.match_indices(". ").find(|(at, dot)| {
        text.get(at + dot.len()..).and_then(|rest| rest.chars().next()).is_some_and(|c| !c.is_lowercase())
    });
    inner.map(|(at, _)| at).or_else(|| text.strip_suffix('.').map(str::len))
}

/// Returns the blocks of a text, the outermost at this depth.
pub(super) fn blocks(text: &str, depth: usize) -> Vec<Block> {
    let text: String = text.chars().filter_map(visible).collect();
    let mut reader = Reader { depth, ..Reader::default() };
    Parser::new_ext(&text, Options::ENABLE_TABLES).for_each(|event| reader.event(event));
    reader.end_block();
    reader.blocks
}

/// Returns a text of one paragraph, in pieces without marks.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let spans = blocks(text, 0).into_iter().map(|block| match block.kind {
        Kind::Paragraph(spans) | Kind::Term(spans) | Kind::Item(_, spans) | Kind::Row(_, _, spans) => spans,
        Kind::Verbatim(lines) => vec![Span::new(Look::Code, lines.join(" "))],
    });
    spans.flatten().collect()
}

/// Returns the text in one line, without marks.
pub(super) fn plain(text: &str) -> String {
    let text: String = spans(text).into_iter().map(|span| span.text).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the character if it is safe for a terminal, or a space: no character may move the cursor or change the text direction.
pub(super) fn visible(c: char) -> Option<char> {
    match c {
        '\n' => Some(c),
        '\u{A0}' => Some(' '),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => None,
        c if c.is_control() => Some(' '),
        c => Some(c),
    }
}

/// Lists within lists are indented to this level.
const LEVELS: usize = 4;

#[derive(Default)]
struct Reader {
    depth: usize,
    blocks: Vec<Block>,
    /// The paragraph, item, heading or row that is being read.
    spans: Vec<Span>,
    /// The marker of an item whose text has not ended.
    marker: Option<String>,
    /// The number of the next item of each open list that has numbers.
    lists: Vec<Option<u64>>,
    /// The code block that is being read.
    code: Option<String>,
    strong: usize,
    emphasis: usize,
    /// The URL of each open link, and the length of the text before it.
    links: Vec<(String, usize)>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.push(self.look(), &text),
            },
            Event::Code(text) => self.push(Look::Code, &text),
            Event::Html(text) | Event::InlineHtml(text) => self.push(self.look(), &text),
            Event::SoftBreak | Event::HardBreak => self.push(self.look(), " "),
            // A rule; extensions are off.
            _ => self.end_block(),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links.push((dest_url.into_string(), self.text_from(0).len()));
            }
            Tag::TableCell if !self.spans.is_empty() => self.push(Look::Plain, " - "),
            Tag::TableCell => {}
            Tag::Item => {
                self.end_block();
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }
                    _ => "-".to_owned(),
                });
            }
            other => {
                self.end_block();
                match other {
                    Tag::List(number) => self.lists.push(number),
                    Tag::Heading { .. } => self.strong += 1,
                    Tag::CodeBlock(_) => self.code = Some(String::new()),
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong -= 1,
            TagEnd::Emphasis => self.emphasis -= 1,
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::TableCell => {}
            TagEnd::CodeBlock => {
                let code: String = self.code.take().unwrap_or_default().chars().filter_map(visible).collect();
                self.end_item();
                self.push_block(Kind::Verbatim(code.lines().map(str::to_owned).collect()));
            }
            TagEnd::Item => {
                self.end_block();
                self.end_item();
            }
            TagEnd::List(_) => {
                self.end_block();
                let _ = self.lists.pop();
            }
            TagEnd::Heading(_) => {
                self.end_block();
                self.strong -= 1;
            }
            _ => self.end_block(),
        }
    }

    fn look(&self) -> Look {
        match (self.strong, self.emphasis) {
            (0, 0) => Look::Plain,
            (0, _) => Look::Emphasis,
            _ => Look::Strong,
        }
    }

    fn push(&mut self, look: Look, text: &str) {
        let text: String = text.replace('\n', " ").chars().filter_map(visible).collect();
        match self.spans.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.look == look => last.text.push_str(&text),
            _ => self.spans.push(Span { text, look }),
        }
    }

    /// The text that is being read, from a position on.
    fn text_from(&self, start: usize) -> String {
        let text: String = self.spans.iter().map(|span| span.text.as_str()).collect();
        text.get(start..).unwrap_or_default().to_owned()
    }

    /// Adds the URL of a link, unless it is its text.
    fn end_link(&mut self) {
        let Some((url, start)) = self.links.pop() else { return };
        if (url.starts_with("https://") || url.starts_with("http://")) && self.text_from(start) != url {
            self.push(self.look(), &format!(" ({url})"));
        }
    }

    /// Ends the paragraph, item, heading or row that is being read.
    fn end_block(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if spans.is_empty() {
            return;
        }
        match self.marker.take() {
            Some(marker) => self.push_item(marker, spans),
            None => self.push_block(Kind::Paragraph(spans)),
        }
    }

    /// Ends an item without text.
    fn end_item(&mut self) {
        if let Some(marker) = self.marker.take() {
            self.push_item(marker, Vec::new());
        }
    }

    fn push_item(&mut self, marker: String, spans: Vec<Span>) {
        let level = self.lists.len().saturating_sub(1).min(LEVELS);
        self.blocks.push(Block::new(self.depth + level, Kind::Item(marker, spans)));
    }

    fn push_block(&mut self, kind: Kind) {
        self.blocks.push(Block::new(self.depth + self.lists.len().min(LEVELS), kind));
    }
}

#[cfg(test)]
mod tests;
