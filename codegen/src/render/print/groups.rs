//! Expressions in delimiters: tuples, arrays, structures; and closures.

use super::super::layout::{Break, INDENT, Mark};
use super::super::tokens::Kind;
use super::expressions::{Context, Form, Shape};
use super::{BRACE, Printer};

/// The maximum width of a structure on a single line.
const STRUCTURE_WIDTH: i64 = 34;

impl Printer {
    pub(super) fn tuple_or_parentheses(&mut self) -> Shape {
        let mut shape = Shape::OTHER;
        let is_tuple = self.tuple(|printer| shape = printer.expression());
        if is_tuple { Shape::of(Form::Grouped) } else { shape.within(Form::Other) }
    }

    /// Prints a tuple, or a single element in parentheses; whether it is a tuple.
    pub(super) fn tuple<T>(&mut self, mut element: impl FnMut(&mut Self) -> T) -> bool {
        self.open();
        if self.at_end() {
            self.close();
            return true;
        }
        let mark = self.layout.mark();
        element(self);
        self.rest(Self::at_comma_or_end);
        let is_tuple = self.skip(",");
        if is_tuple {
            self.layout.block_with_break_at(mark, INDENT, Break::default());
            if self.at_end() {
                self.raw(",");
                self.layout.zero();
            } else {
                self.layout.comma(false);
                self.elements(|printer| {
                    element(printer);
                });
            }
            self.layout.indent(-INDENT);
            self.layout.end();
        }
        self.close();
        is_tuple
    }

    /// Prints an array. One of numbers and characters fills its lines.
    pub(super) fn array(&mut self) -> Shape {
        if self.is_array_of_numbers() {
            self.filled_array();
            return Shape::of(Form::Grouped);
        }
        self.open();
        if !self.at_end() {
            let mark = self.layout.mark();
            self.expression();
            if self.take_word(";") {
                self.expression();
                self.close();
                return Shape::OTHER;
            }
            self.layout.block_with_break_at(mark, INDENT, Break::default());
            let last = self.end_of_element();
            self.layout.comma(last);
            self.elements(|printer| {
                printer.expression();
            });
            self.layout.indent(-INDENT);
            self.layout.end();
        }
        self.close();
        Shape::of(Form::Grouped)
    }

    fn filled_array(&mut self) {
        self.layout.block(INDENT);
        self.open();
        self.layout.zero();
        self.layout.fill(0);
        while !self.at_end() {
            self.word();
            self.skip(",");
            if !self.at_end() {
                self.raw(",");
                self.layout.space();
            }
        }
        self.layout.end();
        self.layout.comma(true);
        self.layout.indent(-INDENT);
        self.close();
        self.layout.end();
    }

    fn is_array_of_numbers(&self) -> bool {
        let length = self.token(0).close - self.at;
        let simple = |ahead: usize| match self.token(ahead).kind {
            Kind::Literal => is_short(self.peek(ahead)) && !ahead.is_multiple_of(2),
            Kind::Word => matches!(self.peek(ahead), "true" | "false") && !ahead.is_multiple_of(2),
            _ => self.peek(ahead) == "," && ahead.is_multiple_of(2),
        };
        length > 1 && (1..length).all(simple)
    }

    /// Prints the members of a structure; the mark is before its path.
    pub(super) fn structure(&mut self, mark: Mark) {
        self.layout.blocks_at(mark, [INDENT]);
        self.raw(" ");
        self.open();
        self.layout.space_if_any();
        self.fields(Self::field_value);
        if self.layout.width_since(mark) > STRUCTURE_WIDTH {
            self.layout.wide();
        }
        self.layout.end();
        self.close();
    }

    fn field_value(&mut self) {
        self.attributes();
        if self.peek(1) == ":" {
            self.word();
            self.take_word(":");
            self.layout.fill(0);
            self.expression();
            self.layout.end();
        } else {
            self.expression();
        }
    }

    pub(super) fn closure(&mut self, context: Context) -> Shape {
        self.layout.fill(0);
        while self.kind() == Kind::Word && !self.at_end() {
            self.word();
            self.raw(" ");
        }
        self.layout.block(INDENT);
        self.parameters();
        if self.is("->") {
            self.typed_closure();
        } else {
            self.layout.space();
            self.layout.indent(-INDENT);
            self.layout.end();
            self.layout.never();
            let mark = self.layout.mark();
            // It starts a line in its braces, if it gets any.
            let shape = self.expression_in(Context { line_start: true, ..context });
            if !shape.is_grouped() && !matches!(shape.form, Form::Match | Form::Call) {
                self.braces_at(mark, shape, Break::default());
            }
        }
        self.layout.end();
        Shape::of(Form::Grouped)
    }

    /// Prints `|a, b|`.
    fn parameters(&mut self) {
        if self.take("||") {
            return;
        }
        self.word();
        let at_end = |printer: &Self| printer.at_end() || printer.is("|");
        if !at_end(self) {
            self.layout.zero();
        }
        while !at_end(self) {
            self.alternative();
            if self.take_word(":") {
                self.ty();
            }
            self.rest(|printer| at_end(printer) || printer.is(","));
            self.skip(",");
            if !at_end(self) {
                self.raw(",");
                self.layout.space();
            }
        }
        self.take("|");
    }

    fn typed_closure(&mut self) {
        self.layout.end();
        self.return_type();
        self.raw(" ");
        self.layout.never();
        if self.is_open(0, BRACE) {
            self.layout.block(INDENT);
            self.small_block();
            self.layout.end();
        }
    }

    /// Puts an expression after a mark into braces, which are printed only around new lines. The break is its end.
    pub(super) fn braces_at(&mut self, mark: Mark, shape: Shape, end: Break) {
        self.layout.block_with_break_at(mark, INDENT, Break { before: Some('{'), ..Break::default() });
        let before = (shape.form == Form::Jump).then_some(';');
        self.layout.breaks(Break { indent: -INDENT, before, after: Some('}'), ..end });
        self.layout.end();
    }
}

/// Whether a literal is an integer, a character or a byte.
fn is_short(literal: &str) -> bool {
    if literal.starts_with('\'') || literal.starts_with("b'") {
        return true;
    }
    let decimal = literal.starts_with(|first: char| first.is_ascii_digit()) && !literal.contains('.');
    decimal && (literal.starts_with("0x") || !literal.contains(['e', 'E', 'f']))
}
