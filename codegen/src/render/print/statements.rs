//! Statements and their blocks.

use super::super::layout::{INDENT, Mark};
use super::super::tokens::Kind;
use super::expressions::{Context, Form, Shape};
use super::{BRACE, Printer};

impl Printer {
    /// Prints the body of a loop.
    pub(super) fn body(&mut self) {
        if !self.is_open(0, BRACE) {
            return;
        }
        self.layout.never();
        self.layout.block(INDENT);
        self.braces(|printer| printer.statements(false));
    }

    /// Prints braces with their content on lines of its own, and ends the box that is open.
    pub(super) fn braces(&mut self, content: impl FnOnce(&mut Self)) {
        self.rest(|printer| printer.at_end() || printer.is(";") || printer.is_open(0, BRACE));
        if !self.is_open(0, BRACE) {
            return self.layout.end();
        }
        self.open();
        self.layout.hard_if_any();
        self.inner_attributes();
        content(self);
        self.layout.indent(-INDENT);
        self.layout.end();
        self.close();
    }

    /// Prints a block, on one line if it is a single expression and fits. The box of the block is open.
    pub(super) fn small_block(&mut self) {
        if !self.is_open(0, BRACE) {
            return;
        }
        self.open();
        if !self.at_end() {
            self.layout.space();
            self.inner_attributes();
            self.statements(true);
            self.layout.indent(-INDENT);
        }
        self.close();
    }

    /// Prints statements; in a small block, a single expression needs no line of its own.
    pub(super) fn statements(&mut self, small: bool) {
        let mut first = true;
        while !self.at_end() {
            match self.statement() {
                Some((mark, _)) if small && first => {
                    self.layout.fills_at(mark, [0]);
                    self.layout.end();
                    self.layout.space();
                }
                Some(expression) => self.end_of_statement(expression),
                None => {}
            }
            first = false;
        }
    }

    /// Ends the line of an expression at the end of a block.
    pub(super) fn end_of_statement(&mut self, (mark, shape): (Mark, Shape)) {
        self.layout.fills_at(mark, [0]);
        if shape.form == Form::Jump {
            self.raw(";");
        }
        self.layout.end();
        self.layout.hard();
    }

    /// Prints a statement with its line. An expression at the end of a block is returned without the end of its line.
    pub(super) fn statement(&mut self) -> Option<(Mark, Shape)> {
        if self.skip(";") {
            return None;
        }
        self.attributes();
        if self.is("let") {
            self.let_statement();
            return None;
        }
        if self.at_item() {
            self.item();
            return None;
        }
        let start = self.place();
        if self.at_invocation() {
            self.invocation();
            if self.take(";") {
                self.layout.hard();
                return None;
            }
            self.rewind(start);
        }
        let shape = self.expression_statement();
        if self.at_end() {
            return Some((start.mark, shape));
        }
        self.layout.fills_at(start.mark, [0]);
        if !shape.is_block_like() {
            self.rest(|printer| printer.at_end() || printer.is(";"));
        }
        if self.skip(";") && !shape.needs_no_semicolon() {
            self.raw(";");
        }
        self.layout.end();
        self.layout.hard();
        None
    }

    /// Prints an expression; control flow ends the statement, unless it is the start of a chain.
    fn expression_statement(&mut self) -> Shape {
        let context = Context { before_block: false, line_start: true };
        if self.is_open(0, BRACE) || self.kind() == Kind::Lifetime || self.at_control() {
            let start = self.place();
            if self.misjudged.contains(&start.at) {
                return self.expression_in(context);
            }
            let shape = self.control();
            if !shape.is_block_like() || self.is(".") || self.is("?") {
                self.misjudged.insert(start.at);
                self.rewind(start);
                return self.expression_in(context);
            }
            return shape;
        }
        self.expression_in(context)
    }

    fn let_statement(&mut self) {
        self.layout.fill(0);
        self.take_word("let");
        self.pattern();
        if self.take_word(":") {
            self.ty();
        }
        if self.skip("=") {
            self.raw(" = ");
            self.layout.never();
            self.expression();
        }
        if self.is("else") {
            self.layout.space();
            self.take_word("else");
            self.layout.end();
            self.layout.never();
            self.layout.block(INDENT);
            self.small_block();
        }
        self.layout.end();
        self.rest(|printer| printer.at_end() || printer.is(";"));
        self.skip(";");
        self.raw(";");
        self.layout.hard();
    }
}

impl Shape {
    fn needs_no_semicolon(self) -> bool {
        matches!(self.form, Form::Loop | Form::If { ends_with_else: false })
    }
}
