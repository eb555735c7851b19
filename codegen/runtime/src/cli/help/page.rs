//! A page: its name and its sections. Its content, independent of its appearance.

use super::super::markdown::{self, Block, Kind, Look, Span};
use super::super::table::Tool;

pub(in super::super) struct Page {
    /// The name of the manual page: `tool` or `tool-command`.
    pub(in super::super) name: String,
    /// The program, for the foot of a manual page.
    pub(in super::super) program: &'static str,
    /// The version of the program, next to its name.
    pub(in super::super) version: &'static str,
    pub(in super::super) sections: Vec<Section>,
}

pub(in super::super) struct Section {
    /// The title, in capitals.
    pub(in super::super) title: &'static str,
    pub(in super::super) blocks: Vec<Block>,
}

impl Page {
    pub(super) fn new(tool: &Tool, name: impl Into<String>) -> Self {
        Self { name: name.into(), program: tool.name, version: tool.version, sections: Vec::new() }
    }

    /// Adds a section, unless nothing is in it.
    pub(super) fn section(&mut self, section: Section) {
        if !section.blocks.is_empty() {
            self.sections.push(section);
        }
    }
}

impl Section {
    pub(super) fn new(title: &'static str) -> Self {
        Self { title, blocks: Vec::new() }
    }

    /// Adds Markdown.
    pub(super) fn markdown(&mut self, depth: usize, text: &str) -> &mut Self {
        self.blocks.extend(markdown::blocks(text, depth));
        self
    }

    pub(super) fn term(&mut self, depth: usize, strong: &str, rest: &str) -> &mut Self {
        let spans = vec![Span::new(Look::Strong, strong), Span::new(Look::Plain, rest)];
        self.push(depth, Kind::Term(spans))
    }

    pub(super) fn paragraph(&mut self, depth: usize, text: impl Into<String>) -> &mut Self {
        self.push(depth, Kind::Paragraph(vec![Span::new(Look::Plain, text)]))
    }

    pub(super) fn verbatim(&mut self, depth: usize, lines: Vec<String>) -> &mut Self {
        self.push(depth, Kind::Verbatim(lines))
    }

    /// Adds a table of two columns, whose second is Markdown.
    pub(super) fn rows(&mut self, rows: Vec<(String, String)>) -> &mut Self {
        let column =
            rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).min(WIDEST_NAME) + 2;
        for (name, text) in rows {
            self.push(0, Kind::Row(name, column, markdown::spans(&text)));
        }
        self
    }

    fn push(&mut self, depth: usize, kind: Kind) -> &mut Self {
        self.blocks.push(Block::new(depth, kind));
        self
    }
}

/// In tables, a longer name has a separate line.
const WIDEST_NAME: usize = 32;
