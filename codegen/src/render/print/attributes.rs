//! Attributes and documentation.

use super::super::layout::INDENT;
use super::super::tokens::Kind;
use super::{BRACKET, PAREN, Printer};

impl Printer {
    /// Prints `#[..]` and documentation before an item, a member or an expression.
    pub(super) fn attributes(&mut self) {
        while self.is("#") && self.is_open(1, BRACKET) {
            if !self.documentation(1, "///") {
                self.word();
                self.attribute();
            }
        }
    }

    /// Prints `#![..]` and documentation at the start of a file or a block.
    pub(super) fn inner_attributes(&mut self) {
        while self.is("#") && self.peek(1) == "!" && self.is_open(2, BRACKET) {
            if !self.documentation(2, "//!") {
                self.word();
                self.word();
                self.attribute();
            }
        }
    }

    /// Prints `#[doc = ".."]` as a comment, if its text can be one; the bracket is ahead.
    fn documentation(&mut self, ahead: usize, comment: &str) -> bool {
        let close = self.token(ahead).close;
        if self.peek(ahead + 1) != "doc" || self.peek(ahead + 2) != "=" || close != self.at + ahead + 4 {
            return false;
        }
        let Some(line) = unescaped(self.peek(ahead + 3)) else { return false };
        if line.contains(['\n', '\r']) || comment == "///" && line.starts_with('/') {
            return false;
        }
        self.raw(comment);
        self.raw(line.trim_end_matches(' '));
        self.layout.hard();
        self.at = close + 1;
        true
    }

    /// Prints an attribute from its bracket on.
    fn attribute(&mut self) {
        self.open();
        self.simple_path();
        if self.is("=") {
            self.raw(" = ");
            self.advance();
            self.expression();
        } else {
            self.meta(false);
        }
        self.close();
        self.layout.space();
    }

    /// Prints the tokens of an attribute up to the end of their group; in a nested group, lines may break. Whether the group
    /// ended with a comma, which is a break.
    fn meta(&mut self, nested: bool) -> bool {
        let mut after_word = !nested;
        while !self.at_end() {
            let word = !matches!(self.kind(), Kind::Operator | Kind::Open(_));
            if after_word && word {
                self.space_of_meta(nested);
            }
            if let Kind::Open(delimiter) = self.kind() {
                self.meta_group(delimiter == PAREN);
            } else if self.is("=") {
                self.raw(if after_word { " = " } else { "= " });
                self.advance();
            } else if self.skip(",") {
                if self.at_end() {
                    self.layout.comma(true);
                    return true;
                }
                self.raw(",");
                self.space_of_meta(nested);
            } else {
                self.word();
            }
            after_word = word;
        }
        false
    }

    fn space_of_meta(&mut self, nested: bool) {
        if nested { self.layout.space() } else { self.raw(" ") }
    }

    fn meta_group(&mut self, boxed: bool) {
        self.open();
        if boxed {
            self.layout.block(INDENT);
            self.layout.zero();
        }
        let broken = self.meta(true);
        if boxed {
            if !broken {
                self.layout.zero();
            }
            self.layout.indent(-INDENT);
            self.layout.end();
        }
        self.word();
    }
}

/// Returns the value of a string literal; nothing if it is another literal.
fn unescaped(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix('r') {
        let inner = raw.trim_start_matches('#').strip_prefix('"')?;
        return Some(inner.trim_end_matches('#').strip_suffix('"')?.to_owned());
    }
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let (value, length) = escape(&rest[at + 1..])?;
        text.push(value);
        rest = &rest[at + 1 + length..];
    }
    text.push_str(rest);
    Some(text)
}

/// Returns the character of an escape sequence without its backslash, and the length of the sequence.
fn escape(text: &str) -> Option<(char, usize)> {
    let value = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    Some(match text.chars().next()? {
        'n' => ('\n', 1),
        'r' => ('\r', 1),
        't' => ('\t', 1),
        '0' => ('\0', 1),
        'x' => (value(text.get(1..3)?)?, 3),
        'u' => {
            let end = text.find('}')?;
            (value(text.get(2..end)?)?, end + 1)
        }
        quoted @ ('\\' | '"' | '\'') => (quoted, 1),
        // A line that continues: such a string is not written by a template.
        _ => return None,
    })
}
