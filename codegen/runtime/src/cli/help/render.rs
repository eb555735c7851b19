//! Renders a page as text of a given width.

use super::super::markdown::{Block, Kind, Look, Span};
use super::page::Page;
use super::Style;

/// The indentation of sections, and of each level below, in columns.
const INDENT: usize = 7;
const STEP: usize = 3;

pub(super) fn text(page: &Page, style: Style) -> String {
    let mut writer = Writer { style, out: String::new() };
    for section in &page.sections {
        if !writer.out.is_empty() {
            writer.out.push('\n');
        }
        let title = [Span::new(Look::Strong, section.title)];
        writer.spans(&title, 0, 0);
        let mut previous = None;
        for block in &section.blocks {
            if previous.is_some_and(|previous| is_apart(previous, block)) {
                writer.out.push('\n');
            }
            writer.block(block);
            previous = Some(block);
        }
    }
    writer.out
}

/// Whether a blank line separates two blocks.
fn is_apart(previous: &Block, next: &Block) -> bool {
    match (&previous.kind, &next.kind) {
        (Kind::Term(_), _) => next.depth <= previous.depth,
        (Kind::Item(..), Kind::Item(..)) | (Kind::Row(..), Kind::Row(..)) => false,
        _ => true,
    }
}

/// A part of a word.
type Piece = (Look, String);

struct Writer {
    style: Style,
    out: String,
}

impl Writer {
    fn block(&mut self, block: &Block) {
        let indent = self.indent(INDENT + STEP * block.depth);
        match &block.kind {
            Kind::Paragraph(spans) | Kind::Term(spans) => self.spans(spans, indent, indent),
            Kind::Item(marker, spans) => {
                let hanging = self.indent(indent + marker.chars().count() + 1);
                self.named(marker, Look::Plain, hanging, indent, spans);
            }
            Kind::Row(name, column, spans) => {
                let hanging = self.indent(indent + column);
                self.named(name, Look::Strong, hanging, indent, spans);
            }
            Kind::Verbatim(lines) => {
                for line in lines {
                    for part in broken(line, self.room(indent)) {
                        self.line(indent, &[(Look::Plain, part)]);
                    }
                }
            }
        }
    }

    /// Indentation takes at most half of the width.
    fn indent(&self, wanted: usize) -> usize {
        wanted.min(self.style.width / 2)
    }

    fn room(&self, indent: usize) -> usize {
        self.style.width.saturating_sub(indent).max(1)
    }

    /// A name with a text next to it, or below it if the name is too long.
    fn named(&mut self, name: &str, look: Look, hanging: usize, indent: usize, spans: &[Span]) {
        let room = hanging.saturating_sub(indent);
        if width(name) < room {
            let start = self.out.len();
            self.spans(spans, hanging, hanging);
            if self.out.len() == start {
                self.line(indent, &[(look, name.to_owned())]);
                return;
            }
            let text = self.out.split_off(start);
            self.out.push_str(&" ".repeat(indent));
            self.piece(&(look, name.to_owned()));
            self.out.push_str(&" ".repeat(room - width(name)));
            self.out.push_str(text.get(hanging..).unwrap_or_default());
        } else {
            self.spans(&[Span::new(look, name)], indent, indent);
            self.spans(spans, hanging, hanging);
        }
    }

    /// Fills lines with words.
    fn spans(&mut self, spans: &[Span], first: usize, others: usize) {
        let mut line: Vec<Piece> = Vec::new();
        let mut used = 0;
        let mut indent = first;
        for word in words(spans) {
            let length: usize = word.iter().map(|(_, text)| width(text)).sum();
            if used > 0 && used + 1 + length > self.room(indent) {
                self.line(indent, &std::mem::take(&mut line));
                used = 0;
                indent = others;
            }
            if used > 0 {
                let look = match (line.last(), word.first()) {
                    (Some((last, _)), Some((next, _))) if last == next => *next,
                    _ => Look::Plain,
                };
                line.push((look, " ".to_owned()));
                used += 1;
            }
            if length <= self.room(indent) || word.iter().any(|(_, text)| is_address(text)) {
                used += length;
                line.extend(word);
                continue;
            }
            // A word that fits on no line.
            let (look, text) = joined(word);
            let mut parts = broken(&text, self.room(indent));
            let last = parts.pop().unwrap_or_default();
            for part in parts {
                self.line(indent, &[(look, part)]);
                indent = others;
            }
            used = width(&last);
            line.push((look, last));
        }
        if !line.is_empty() {
            self.line(indent, &line);
        }
    }

    fn line(&mut self, indent: usize, pieces: &[Piece]) {
        let mut merged: Vec<Piece> = Vec::new();
        for (look, text) in pieces {
            match merged.last_mut() {
                Some((last, so_far)) if last == look => so_far.push_str(text),
                _ => merged.push((*look, text.clone())),
            }
        }
        if merged.iter().any(|(_, text)| !text.trim_end().is_empty()) {
            self.out.push_str(&" ".repeat(indent));
        }
        if let Some((_, last)) = merged.last_mut() {
            last.truncate(last.trim_end().len());
        }
        merged.iter().for_each(|piece| self.piece(piece));
        self.out.push('\n');
    }

    fn piece(&mut self, (look, text): &Piece) {
        let plain = console::Style::new().force_styling(self.style.terminal);
        let style = match look {
            Look::Plain => plain,
            Look::Strong | Look::Code => plain.bold(),
            Look::Emphasis => plain.underlined(),
        };
        if self.style.terminal && *look != Look::Plain {
            self.out.push_str(&style.apply_to(text).to_string());
        } else {
            self.out.push_str(text);
        }
    }
}

/// Returns the words of a text: the parts between spaces, with any formatting.
fn words(spans: &[Span]) -> Vec<Vec<Piece>> {
    let mut words: Vec<Vec<Piece>> = Vec::new();
    let mut open = false;
    for span in spans {
        for (i, part) in span.text.split(' ').enumerate() {
            open &= i == 0;
            if part.is_empty() {
                continue;
            }
            match words.last_mut() {
                Some(word) if open => word.push((span.look, part.to_owned())),
                _ => words.push(vec![(span.look, part.to_owned())]),
            }
            open = true;
        }
        open &= !span.text.ends_with(' ');
    }
    words
}

fn joined(word: Vec<Piece>) -> Piece {
    let look = word.first().map_or(Look::Plain, |(look, _)| *look);
    (look, word.into_iter().map(|(_, text)| text).collect())
}

/// URLs are not split, however long: a part of one is useless.
fn is_address(word: &str) -> bool {
    word.contains("://")
}

/// Splits the text into parts that fit, if possible after a space or a comma. A line with a URL is not split.
fn broken(text: &str, room: usize) -> Vec<String> {
    if is_address(text) {
        return vec![text.to_owned()];
    }
    let mut parts = Vec::new();
    let mut part = String::new();
    for c in text.chars() {
        let wide = width(c.encode_utf8(&mut [0; 4]));
        if width(&part) + wide > room && !part.is_empty() {
            let end = part.rfind([' ', ',']).map(|at| at + 1).filter(|end| width(&part) / 2 < *end);
            let rest = part.split_off(end.unwrap_or(part.len()));
            parts.push(std::mem::replace(&mut part, rest));
        }
        part.push(c);
    }
    parts.push(part);
    parts
}

/// Returns the width of a text in columns.
fn width(text: &str) -> usize {
    console::measure_text_width(text)
}
