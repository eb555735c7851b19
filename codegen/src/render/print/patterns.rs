//! Patterns.

use super::super::layout::INDENT;
use super::super::tokens::Kind;
use super::types::Path;
use super::{BRACE, BRACKET, PAREN, Printer};

impl Printer {
    /// Prints a pattern with its alternatives. Those that are only literals fill their lines.
    pub(super) fn pattern(&mut self) {
        self.skip("|");
        let mark = self.layout.mark();
        let mut short = self.alternative();
        if !self.is("|") {
            return;
        }
        while self.is("|") {
            self.layout.space();
            self.take_word("|");
            short &= self.alternative();
        }
        if short {
            self.layout.fills_at(mark, [0]);
        } else {
            self.layout.blocks_at(mark, [0]);
        }
        self.layout.end();
    }

    /// Prints a pattern without alternatives; whether it is a literal or `_`.
    pub(super) fn alternative(&mut self) -> bool {
        match self.kind() {
            Kind::Open(PAREN) => {
                self.tuple(Self::pattern);
                false
            }
            Kind::Open(BRACKET) => {
                self.open();
                self.elements(Self::pattern);
                self.close();
                false
            }
            Kind::Operator if self.starts_with('&') => {
                self.part();
                self.take_word("mut");
                self.alternative();
                false
            }
            Kind::Operator if self.is("..") || self.is("..=") => {
                self.range_pattern();
                false
            }
            Kind::Literal | Kind::Operator if self.kind() == Kind::Literal || self.is("-") => {
                self.take("-");
                self.name();
                !self.range_pattern()
            }
            Kind::Word if self.is("_") => {
                self.word();
                true
            }
            Kind::Word | Kind::Operator => {
                self.named_pattern();
                false
            }
            _ => false,
        }
    }

    /// Prints the rest of a range, if there is one.
    fn range_pattern(&mut self) -> bool {
        let found = self.take("..") || self.take("..=");
        if found && matches!(self.kind(), Kind::Literal | Kind::Word) && !self.is("if") {
            self.alternative();
        } else if found && self.take("-") {
            self.name();
        }
        found
    }

    /// Prints a pattern that starts with a name.
    fn named_pattern(&mut self) {
        while self.take_word("ref") || self.take_word("mut") {}
        if self.at_invocation() {
            return self.invocation();
        }
        let mark = self.layout.mark();
        self.path(Path::Expression);
        if self.is_open(0, PAREN) {
            self.parenthesized(Self::pattern);
        } else if self.is_open(0, BRACE) {
            self.layout.blocks_at(mark, [INDENT]);
            self.raw(" ");
            self.open();
            self.layout.space_if_any();
            self.fields(Self::field_pattern);
            self.layout.end();
            self.close();
        } else if self.skip("@") {
            self.raw(" @ ");
            self.alternative();
        } else {
            self.range_pattern();
        }
    }

    fn field_pattern(&mut self) {
        self.attributes();
        if matches!(self.kind(), Kind::Word | Kind::Literal) && self.peek(1) == ":" {
            self.word();
            self.take_word(":");
        }
        self.pattern();
    }

    /// Prints named members in braces, and `..` with what is after it.
    pub(super) fn fields(&mut self, mut field: impl FnMut(&mut Self)) {
        while !self.at_end() {
            if self.take("..") {
                if !self.at_end() {
                    self.expression();
                }
                self.rest(Self::at_end);
                self.layout.space();
                break;
            }
            field(self);
            let last = self.end_of_element();
            self.layout.comma_or_space(last);
        }
        self.layout.indent(-INDENT);
    }
}
