//! Chains of fields, methods, calls, indices and `?`, and the operands that they start with.

use super::super::layout::{Break, INDENT, Mark};
use super::super::tokens::Kind;
use super::expressions::{Context, Form, Shape};
use super::types::Path;
use super::{BRACE, BRACKET, PAREN, Printer};

/// A chain that is being printed.
struct Chain {
    start: Mark,
    /// The end of the operand.
    operand: Mark,
    /// The end of the box, if there is a field or a method.
    end: Option<Mark>,
    /// Whether a short name at the start of a line is followed by its only method without a break.
    short: bool,
    /// The arguments of that method.
    arguments: Option<Mark>,
}

impl Printer {
    pub(super) fn chain(&mut self, context: Context) -> Shape {
        let start = self.layout.mark();
        let short = context.line_start && self.at_short_name();
        let mut shape = self.operand(context);
        let operand = self.layout.mark();
        let mut chain = Chain { start, operand, end: None, short, arguments: None };
        loop {
            shape = match self.kind() {
                Kind::Operator if self.is("?") => {
                    self.word();
                    shape.within(Form::Chain)
                }
                Kind::Operator if self.is(".") => {
                    self.dot(&mut chain);
                    Shape::indented(Form::Chain)
                }
                Kind::Open(PAREN) => {
                    self.arguments();
                    shape.within(Form::Call)
                }
                Kind::Open(BRACKET) => {
                    self.open();
                    self.expression();
                    self.close();
                    Shape::indented(Form::Chain)
                }
                _ => break,
            };
        }
        if let Some(arguments) = chain.arguments {
            self.layout.indent_box(arguments, -INDENT);
        }
        shape
    }

    /// Whether a name of at most the width of an indentation is before `.`, such as `self`.
    pub(super) fn at_short_name(&self) -> bool {
        self.kind() == Kind::Word && self.peek(0).len() <= 4 && self.peek(1) == "."
    }

    /// Prints a field, a method call or `.await`: each is on a line of its own if the chain does not fit.
    fn dot(&mut self, chain: &mut Chain) {
        let first = chain.end.is_none();
        match chain.end {
            Some(end) => self.layout.reopen(end),
            None => {
                self.layout.end_at(chain.operand);
                self.layout.blocks_at(chain.start, [INDENT, -INDENT]);
            }
        }
        chain.arguments = None;
        if !(first && chain.short) {
            self.layout.zero();
        }
        self.word();
        self.name();
        self.turbofish();
        if self.is_open(0, PAREN) {
            let arguments = self.layout.mark();
            chain.arguments = (first && chain.short).then_some(arguments);
            self.layout.block(0);
            self.arguments();
            self.layout.end();
        }
        chain.end = Some(self.layout.mark());
        self.layout.end();
    }

    /// Prints arguments in parentheses. The delimiters of a single array, structure or closure need no lines of their own.
    pub(super) fn arguments(&mut self) {
        self.open();
        let mark = self.layout.mark();
        if !self.at_end() {
            let shape = self.expression();
            let last = self.end_of_element();
            if !last || !shape.is_grouped() {
                self.layout.block_with_break_at(mark, INDENT, Break::default());
                self.layout.comma(last);
                self.elements(|printer| {
                    printer.expression();
                });
                self.layout.indent(-INDENT);
                self.layout.end();
            }
        }
        self.close();
    }

    fn operand(&mut self, context: Context) -> Shape {
        match self.kind() {
            Kind::Literal => {
                self.word();
                Shape::OTHER
            }
            Kind::Open(PAREN) => self.tuple_or_parentheses(),
            Kind::Open(BRACKET) => self.array(),
            Kind::Open(BRACE) | Kind::Lifetime => self.control(),
            Kind::Word if self.at_control() => self.control(),
            Kind::Word | Kind::Operator if self.at_invocation() => {
                self.invocation();
                Shape::OTHER
            }
            Kind::Word => self.path_or_structure(context),
            Kind::Operator if self.starts_with('<') || self.is("::") => self.path_or_structure(context),
            _ => Shape::OTHER,
        }
    }

    fn path_or_structure(&mut self, context: Context) -> Shape {
        let mark = self.layout.mark();
        self.path(Path::Expression);
        if context.before_block || !self.is_open(0, BRACE) {
            return Shape::OTHER;
        }
        self.structure(mark);
        Shape::of(Form::Grouped)
    }
}
