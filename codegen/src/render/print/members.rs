//! Definitions of types and traits, implementations, and their members.

use super::super::layout::INDENT;
use super::{BRACE, PAREN, Printer};

impl Printer {
    /// `struct`, `enum` and `union`
    pub(super) fn type_definition(&mut self) {
        self.layout.block(INDENT);
        self.visibility();
        let is_enum = self.is("enum");
        self.word();
        self.raw(" ");
        self.name();
        self.generics();
        if self.is_open(0, PAREN) {
            self.unnamed_fields();
        }
        if !self.is("where") && !self.is_open(0, BRACE) {
            self.semicolon();
            self.layout.end();
        } else {
            self.where_clause("");
            self.braces(|printer| {
                while !printer.at_end() {
                    if is_enum {
                        printer.variant();
                    } else {
                        printer.field();
                    }
                    printer.end_of_element();
                    printer.raw(",");
                    printer.layout.hard();
                }
            });
        }
        self.layout.hard();
    }

    fn field(&mut self) {
        self.attributes();
        self.visibility();
        if self.peek(1) == ":" {
            self.word();
            self.take_word(":");
        }
        self.ty();
    }

    /// The types of a tuple structure, in the box that is open.
    fn unnamed_fields(&mut self) {
        self.open();
        self.layout.zero();
        self.elements(Self::field);
        self.layout.indent(-INDENT);
        self.close();
    }

    fn variant(&mut self) {
        self.attributes();
        self.name();
        if self.is_open(0, PAREN) {
            self.layout.block(INDENT);
            self.unnamed_fields();
            self.layout.end();
        } else if self.is_open(0, BRACE) {
            self.raw(" ");
            self.open();
            self.layout.block(INDENT);
            self.layout.space();
            self.fields(Self::field);
            self.layout.end();
            self.close();
        }
        if self.skip("=") {
            self.raw(" = ");
            self.expression();
        }
    }

    pub(super) fn trait_definition(&mut self) {
        self.layout.block(INDENT);
        self.visibility();
        self.take_word("unsafe");
        self.take_word("trait");
        self.name();
        self.generics();
        if self.take_word(":") {
            self.bounds_in_line();
        }
        self.where_clause("");
        self.members();
        self.layout.hard();
    }

    pub(super) fn implementation(&mut self) {
        self.layout.block(INDENT);
        self.layout.fill(-INDENT);
        self.layout.block(INDENT);
        self.take_word("unsafe");
        self.take("impl");
        self.generics();
        self.layout.end();
        self.raw(" ");
        self.take("!");
        self.ty();
        if self.is("for") {
            self.layout.space();
            self.take_word("for");
            self.ty();
        }
        self.layout.end();
        self.where_clause("");
        self.members();
        self.layout.hard();
    }

    /// `type Name = Type;`
    pub(super) fn alias(&mut self) {
        self.layout.block(INDENT);
        self.visibility();
        self.take_word("type");
        self.name();
        self.generics();
        self.bounds();
        if self.skip("=") {
            self.raw(" = ");
            self.layout.never();
            self.layout.fill(-INDENT);
            self.ty();
            self.layout.end();
        }
        self.semicolon();
        self.layout.end();
        self.layout.hard();
    }
}
