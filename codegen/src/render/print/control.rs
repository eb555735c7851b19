//! Blocks and control flow as expressions.

use super::super::layout::{Break, INDENT};
use super::super::tokens::Kind;
use super::expressions::{Context, Form, Shape};
use super::{BRACE, PAREN, Printer};

impl Printer {
    /// Whether a keyword of control flow, or a block with a keyword, begins here.
    pub(super) fn at_control(&self) -> bool {
        match self.peek(0) {
            "if" | "match" | "for" | "while" | "loop" => true,
            "unsafe" | "const" | "async" => {
                let ahead = 1 + usize::from(self.peek(1) == "move");
                self.is_open(ahead, BRACE)
            }
            _ => false,
        }
    }

    pub(super) fn control(&mut self) -> Shape {
        if self.kind() == Kind::Lifetime {
            return self.labelled();
        }
        match self.peek(0) {
            "if" => self.if_chain(),
            "match" => self.match_arms(),
            "for" => {
                self.layout.fill(0);
                self.for_loop();
                self.layout.end();
                Shape::of(Form::Loop)
            }
            "while" => {
                self.take_word("while");
                self.condition();
                self.body();
                Shape::of(Form::Loop)
            }
            "loop" => {
                self.take_word("loop");
                self.body();
                Shape::of(Form::Endless)
            }
            _ => self.block_expression(),
        }
    }

    fn labelled(&mut self) -> Shape {
        if self.peek(2) == "for" {
            self.layout.fill(0);
            self.label();
            self.for_loop();
            self.layout.end();
            return Shape::of(Form::Loop);
        }
        self.label();
        if self.kind() == Kind::Lifetime { Shape::OTHER } else { self.control() }
    }

    fn label(&mut self) {
        self.word();
        self.take_word(":");
    }

    fn for_loop(&mut self) {
        self.take_word("for");
        self.pattern();
        if self.skip("in") {
            self.raw(" in ");
        }
        self.layout.never();
        self.condition();
        self.body();
    }

    /// A block, with `unsafe`, `async move` or `const` before it.
    fn block_expression(&mut self) -> Shape {
        let form = if self.is("async") { Form::Grouped } else { Form::Block };
        while self.kind() == Kind::Word {
            self.word();
            self.raw(" ");
        }
        self.layout.block(INDENT);
        self.small_block();
        self.layout.end();
        Shape::of(form)
    }

    fn if_chain(&mut self) -> Shape {
        self.layout.block(INDENT);
        let ends_with_else = loop {
            self.take_word("if");
            self.layout.block(-INDENT);
            self.condition();
            self.layout.end();
            let close = self.token(0).close;
            if self.tokens.text(self.tokens.get(close + 1)) != "else" || !self.is_open(0, BRACE) {
                break false;
            }
            self.small_block();
            self.raw(" else ");
            self.advance();
            if !self.is("if") {
                self.small_block();
                break true;
            }
        };
        if !ends_with_else {
            self.last_block();
        }
        self.layout.end();
        Shape::of(Form::If { ends_with_else })
    }

    /// The block of an `if` without `else`.
    fn last_block(&mut self) {
        if !self.is_open(0, BRACE) {
            return;
        }
        self.open();
        if !self.at_end() {
            self.layout.hard();
            self.statements(false);
            self.layout.indent(-INDENT);
        }
        self.close();
    }

    fn match_arms(&mut self) -> Shape {
        self.layout.fill(0);
        self.take_word("match");
        self.condition();
        if self.is_open(0, BRACE) {
            self.open();
            self.layout.never();
            self.layout.block(INDENT);
            self.layout.hard_if_any();
            self.inner_attributes();
            while !self.at_end() {
                self.arm();
                self.layout.hard();
            }
            self.layout.indent(-INDENT);
            self.layout.end();
            self.close();
        }
        self.layout.end();
        Shape::of(Form::Match)
    }

    fn arm(&mut self) {
        self.attributes();
        self.layout.fill(0);
        self.pattern();
        if self.skip("if") {
            self.raw(" if ");
            self.expression();
        }
        self.rest(|printer| printer.at_comma_or_end() || printer.is("=>"));
        if self.skip("=>") {
            self.raw(" => ");
            if !self.arm_body().is_block_like() {
                self.rest(Self::at_comma_or_end);
            }
        }
        self.skip(",");
        self.layout.end();
    }

    fn arm_body(&mut self) -> Shape {
        let empty = self.is_open(0, PAREN) && self.token(0).close == self.at + 1;
        let ends = self.token(2);
        if empty && (matches!(ends.kind, Kind::Close(_)) || self.peek(2) == ",") {
            self.advance();
            self.advance();
            self.raw("{}");
            self.layout.never();
            return Shape::of(Form::Block);
        }
        if self.is_open(0, BRACE) {
            self.block_of_arm();
            return Shape::of(Form::Block);
        }
        self.layout.never();
        let mark = self.layout.mark();
        let shape = self.expression_in(Context { before_block: false, line_start: true });
        self.end_of_arm(mark, shape);
        shape
    }

    fn end_of_arm(&mut self, mark: super::Mark, shape: Shape) {
        let unbroken = (!shape.is_block_like()).then_some(',');
        self.braces_at(mark, shape, Break { unbroken, ..Break::default() });
    }

    /// Prints the block of an arm. Braces around a single expression are printed only around new lines.
    fn block_of_arm(&mut self) {
        let mark = self.layout.mark();
        self.advance();
        if self.at_end() {
            self.raw("{");
            self.layout.never();
            self.raw("}");
            return self.advance();
        }
        let first = self.statement();
        if let Some((_, shape)) = first
            && self.at_end()
        {
            self.advance();
            self.end_of_arm(mark, shape);
            return self.layout.never_at(mark);
        }
        if let Some(expression) = first {
            self.end_of_statement(expression);
        }
        self.layout.brace_at(mark);
        self.statements(false);
        self.layout.indent(-INDENT);
        self.layout.end();
        self.close();
    }
}
