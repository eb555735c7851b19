//! Markdown of the tables as blocks of text without marks: what help pages, manual pages and prompts show.
//!
//! It reads what documentation has (paragraphs, lists, code, emphasis, links) and takes everything else as text. It knows
//! nothing of commands, and nothing of where its blocks go.

mod inline;

pub(super) use inline::{plain, spans};

/// How a piece of text stands out.
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

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph(Vec<Span>),
    /// What the next block is about: nothing comes between the two.
    Term(Vec<Span>),
    /// Of a list: `-` or `1.`, then text.
    Item(String, Vec<Span>),
    /// Of a table of two columns: a word, and what it means, which begins at the width given.
    Row(String, usize, Vec<Span>),
    /// Lines as they are.
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

/// Where the first sentence ends, its dot left out. A dot within an abbreviation, such as `e.g.`, has no capital behind it.
fn sentence_end(text: &str) -> Option<usize> {
    let inner = text.match_indices(". ").find(|(at, dot)| {
        text.get(at + dot.len()..).and_then(|rest| rest.chars().next()).is_some_and(|c| !c.is_lowercase())
    });
    inner.map(|(at, _)| at).or_else(|| text.strip_suffix('.').map(str::len))
}

/// The blocks of a text, line by line, the outermost at the depth given.
pub(super) fn blocks(text: &str, depth: usize) -> Vec<Block> {
    let mut reader = Reader { depth, ..Reader::default() };
    for line in text.split('\n') {
        let line: String = line.chars().filter_map(visible).collect();
        reader.line(&line);
    }
    reader.flush();
    reader.end_code();
    reader.blocks
}

/// The character as it may reach a terminal: none that moves the cursor, and none that turns the direction of what follows.
pub(super) fn visible(c: char) -> Option<char> {
    match c {
        '\n' => Some(c),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => None,
        c if c.is_control() => Some(' '),
        c => Some(c),
    }
}

/// Lists within lists are shown to this level; deeper ones stand beside it.
const LEVELS: usize = 4;

#[derive(Default)]
struct Reader {
    depth: usize,
    blocks: Vec<Block>,
    /// Lines of the paragraph or item that is being read.
    text: String,
    /// The marker of the item that is being read.
    marker: Option<String>,
    /// Where the text of each open list begins.
    lists: Vec<usize>,
    /// The marker that closes the code that is being read, its indent, and its lines.
    code: Option<(String, usize, Vec<String>)>,
    after_blank: bool,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let line = line.trim_end();
        let text = line.trim_start();
        let indent = line.len() - text.len();
        if let Some((fence, outer, lines)) = &mut self.code {
            if text.starts_with(fence.as_str()) && text.trim_start_matches(['`', '~']).is_empty() {
                self.end_code();
            } else {
                lines.push(line.get(indent.min(*outer)..).unwrap_or_default().to_owned());
            }
            return;
        }
        if text.is_empty() {
            self.flush();
            self.after_blank = true;
            return;
        }
        self.prose(text, indent);
        self.after_blank = false;
    }

    /// A line outside of code.
    fn prose(&mut self, text: &str, indent: usize) {
        if let Some((marker, rest)) = list_marker(text) {
            self.flush();
            self.lists.retain(|start| *start <= indent);
            self.lists.push(indent + (text.len() - rest.len()));
            self.marker = Some(marker);
            rest.clone_into(&mut self.text);
            return;
        }
        if self.after_blank {
            self.lists.retain(|start| *start <= indent.max(1));
        }
        let fence = fence(text);
        if !fence.is_empty() {
            self.flush();
            self.code = Some((fence.to_owned(), indent, Vec::new()));
        } else if is_rule(text) {
            self.flush();
        } else if let Some(title) = heading(text) {
            self.flush();
            let title = Span::new(Look::Strong, plain(title));
            self.push(Kind::Paragraph(vec![title]));
        } else if let Some(row) = text.strip_prefix('|') {
            self.flush();
            self.row(row);
        } else {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(text.trim_start_matches(['>', ' ']));
        }
    }

    /// A row of a table: its cells, one behind the other.
    fn row(&mut self, row: &str) {
        let cells: Vec<&str> = row.trim_end_matches('|').split('|').map(str::trim).collect();
        if cells.iter().any(|cell| !cell.trim_matches(['-', ':', ' ']).is_empty()) {
            self.push(Kind::Paragraph(spans(&cells.join(" - "))));
        }
    }

    /// Ends the paragraph or item that is being read.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let marker = self.marker.take();
        let spans = spans(&text);
        match marker {
            Some(marker) => {
                let level = self.lists.len().saturating_sub(1).min(LEVELS);
                self.blocks.push(Block::new(self.depth + level, Kind::Item(marker, spans)));
            }
            None if spans.is_empty() => {}
            None => self.push(Kind::Paragraph(spans)),
        }
    }

    fn end_code(&mut self) {
        if let Some((_, _, lines)) = self.code.take() {
            self.push(Kind::Verbatim(lines));
        }
    }

    fn push(&mut self, kind: Kind) {
        self.blocks.push(Block::new(self.depth + self.lists.len().min(LEVELS), kind));
    }
}

/// Returns the run of three or more backticks or tildes at the start of a line.
fn fence(text: &str) -> &str {
    let run = |c: char| text.len() - text.trim_start_matches(c).len();
    let length = run('`').max(run('~'));
    // Backticks that are closed on the same line are code within a sentence.
    let inline = text.starts_with('`') && text.get(length..).is_some_and(|rest| rest.contains('`'));
    if length >= 3 && !inline {
        text.get(..length).unwrap_or_default()
    } else {
        ""
    }
}

/// The marker of a list item, and what is behind it.
fn list_marker(text: &str) -> Option<(String, &str)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if let Some(rest) = text.strip_prefix(['-', '*', '+']) {
        let rest = rest.strip_prefix(' ')?;
        return (!is_rule(text)).then(|| ("-".to_owned(), rest.trim_start()));
    }
    let (number, rest) = text.split_at_checked(digits)?;
    let rest = rest.strip_prefix(['.', ')'])?.strip_prefix(' ')?;
    (1..=9).contains(&digits).then(|| (format!("{number}."), rest.trim_start()))
}

/// A line across the page, or the line below a title.
fn is_rule(text: &str) -> bool {
    ['-', '*', '_', '=']
        .iter()
        .any(|mark| text.matches(*mark).count() >= 3 && text.chars().all(|c| c == *mark || c == ' '))
}

fn heading(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    ((1..=6).contains(&level) && rest.starts_with(' ')).then(|| rest.trim_matches(['#', ' ']))
}

#[cfg(test)]
mod tests;
