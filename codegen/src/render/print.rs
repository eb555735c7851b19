//! Tokens to text, in a style close to that of rustfmt.
//!
//! The printer reads the tokens from left to right and copies each to the layout. It parses only what it needs to know where lines
//! may break: the grammar decides about boxes, breaks and spaces, not about validity. Tokens that it does not expect are
//! printed with spaces between them, so nothing is lost.
//!
//! It adds and removes only these: commas at the end of lists, braces around the body of a match arm or of a closure, `;` after a jump
//! at the end of a block and after a loop, `::` before generic arguments, and braces around a single import.

mod attributes;
mod chains;
mod control;
mod expressions;
mod groups;
mod items;
mod loose;
mod members;
mod patterns;
mod statements;
mod types;

use std::collections::HashSet;

use proc_macro2::{Delimiter, TokenStream};

use super::layout::{INDENT, Layout, Mark};
use super::tokens::{Kind, Token, Tokens};

const PAREN: Delimiter = Delimiter::Parenthesis;
const BRACE: Delimiter = Delimiter::Brace;
const BRACKET: Delimiter = Delimiter::Bracket;

/// Returns the text of a file: attributes of the file, then its items, with a blank line between items. Lists of `use` and `mod`
/// stay together.
pub(super) fn file(stream: TokenStream) -> String {
    let mut printer = Printer {
        tokens: Tokens::new(stream),
        at: 0,
        used: 0,
        misjudged: HashSet::new(),
        layout: Layout::default(),
    };
    let mut text = String::new();
    printer.layout.block(0);
    printer.inner_attributes();
    printer.layout.end();
    printer.layout.print(&mut text);
    let mut previous = if text.is_empty() { None } else { Some("") };
    while printer.kind() != Kind::End {
        printer.layout.block(0);
        let listed = printer.item();
        printer.layout.end();
        if previous.is_some_and(|previous| previous.is_empty() || previous != listed) {
            text.push('\n');
        }
        previous = Some(listed);
        printer.layout.print(&mut text);
    }
    text
}

/// A place among the tokens and in the layout.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    used: usize,
    mark: Mark,
}

struct Printer {
    tokens: Tokens,
    /// The position of the current token.
    at: usize,
    /// The number of characters of it that are already printed: `>>` may end two lists.
    used: usize,
    /// The positions of expressions that turned out to be of another form than at first. Each is printed twice at most, however deep
    /// it is nested in others.
    misjudged: HashSet<usize>,
    layout: Layout,
}

impl Printer {
    fn token(&self, ahead: usize) -> Token {
        self.tokens.get(self.at + ahead)
    }

    fn kind(&self) -> Kind {
        self.token(0).kind
    }

    fn is_open(&self, ahead: usize, delimiter: Delimiter) -> bool {
        self.token(ahead).kind == Kind::Open(delimiter)
    }

    /// Whether the group or the file ends here.
    fn at_end(&self) -> bool {
        matches!(self.kind(), Kind::Close(_) | Kind::End)
    }

    /// The text of a token ahead; of the current one, the part that is not printed yet.
    fn peek(&self, ahead: usize) -> &str {
        let text = self.tokens.text(self.token(ahead));
        if ahead == 0 { &text[self.used..] } else { text }
    }

    /// Whether the current token is this word or operator.
    fn is(&self, text: &str) -> bool {
        self.peek(0) == text && self.kind() != Kind::Literal
    }

    /// Whether the current token is an operator that starts with this character.
    fn starts_with(&self, character: char) -> bool {
        self.kind() == Kind::Operator && self.peek(0).starts_with(character)
    }

    /// Whether an element of a list ends here.
    fn at_comma_or_end(&self) -> bool {
        self.at_end() || self.is(",")
    }

    /// Prints the current token.
    fn word(&mut self) {
        let token = self.token(0);
        let text = &self.tokens.text(token)[self.used..];
        if text.starts_with(is_of_word) && self.layout.ends_with(is_of_word) {
            self.layout.text(" ");
        }
        self.layout.text(text);
        self.advance();
    }

    /// Prints a name, a lifetime or a literal, if there is one.
    fn name(&mut self) {
        if matches!(self.kind(), Kind::Word | Kind::Lifetime | Kind::Literal) {
            self.word();
        }
    }

    /// Prints the current token if it is this one.
    fn take(&mut self, text: &str) -> bool {
        let found = self.is(text);
        if found {
            self.word();
        }
        found
    }

    /// As [`Self::take`], with a space after it.
    fn take_word(&mut self, text: &str) -> bool {
        let found = self.take(text);
        if found {
            self.raw(" ");
        }
        found
    }

    /// Skips the current token if it is this one.
    fn skip(&mut self, text: &str) -> bool {
        let found = self.is(text);
        if found {
            self.advance();
        }
        found
    }

    fn advance(&mut self) {
        self.at += 1;
        self.used = 0;
    }

    /// Prints the first character of the current operator, such as one of `>>`.
    fn part(&mut self) {
        let token = self.token(0);
        let text = &self.tokens.text(token)[self.used..];
        if text.len() == 1 {
            return self.word();
        }
        self.layout.text(&text[..1]);
        self.used += 1;
    }

    /// Prints what is not a token.
    fn raw(&mut self, text: &str) {
        self.layout.text(text);
    }

    /// Prints the delimiter that opens a group, and returns the position of its end.
    fn open(&mut self) -> usize {
        let close = self.token(0).close;
        self.word();
        close
    }

    /// Prints the delimiter at the end of a group.
    fn close(&mut self) {
        self.rest(Self::at_end);
        if self.kind() != Kind::End {
            self.word();
        }
    }

    /// Prints tokens that the grammar does not expect.
    fn rest(&mut self, at_end: impl Fn(&Self) -> bool) {
        if !at_end(self) {
            self.raw(" ");
            self.loose(at_end);
        }
    }

    fn place(&self) -> Place {
        Place { at: self.at, used: self.used, mark: self.layout.mark() }
    }

    /// Goes back, to print the same tokens in another way.
    fn rewind(&mut self, place: Place) {
        (self.at, self.used) = (place.at, place.used);
        self.layout.rewind(place.mark);
    }

    /// Prints the elements of a group with commas between them, each on a line of its own if they do not fit.
    fn elements(&mut self, mut element: impl FnMut(&mut Self)) {
        while !self.at_end() {
            element(self);
            let last = self.end_of_element();
            self.layout.comma(last);
        }
    }

    /// Skips the comma after an element; whether it was the last.
    fn end_of_element(&mut self) -> bool {
        self.rest(Self::at_comma_or_end);
        self.skip(",");
        self.at_end()
    }

    /// Prints a group in parentheses, with its elements in a box.
    fn parenthesized(&mut self, element: impl FnMut(&mut Self)) {
        self.open();
        self.layout.block(INDENT);
        self.layout.zero();
        self.elements(element);
        self.layout.indent(-INDENT);
        self.layout.end();
        self.close();
    }
}

/// Whether a character next to another such character would be a part of the same token.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '"' | '\'')
}
