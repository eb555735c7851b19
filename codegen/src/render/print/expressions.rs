//! Expressions: operators by precedence, and everything that is written before an operand.

use super::super::layout::INDENT;
use super::super::tokens::Kind;
use super::{BRACE, Printer};

/// The form of an expression: the layout around it depends on that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// An array, a tuple, a structure, a closure: its delimiters can take the place of those around it.
    Grouped,
    /// A block, also an unsafe one.
    Block,
    If {
        ends_with_else: bool,
    },
    Match,
    /// `for` or `while`.
    Loop,
    Endless,
    Call,
    /// A field, a method call, `?` or an index.
    Chain,
    /// An assignment, `return`, `break` or `continue`.
    Jump,
    Other,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) form: Form,
    /// Whether its last line may be indented, so that a `{` after it needs a new line.
    pub(super) indented: bool,
}

impl Shape {
    pub(super) const OTHER: Self = Self { form: Form::Other, indented: false };

    pub(super) fn of(form: Form) -> Self {
        Self { form, indented: false }
    }

    pub(super) fn indented(form: Form) -> Self {
        Self { form, indented: true }
    }

    /// The shape of a larger expression that ends with this one.
    pub(super) fn within(self, form: Form) -> Self {
        Self { form, ..self }
    }

    pub(super) fn is_grouped(self) -> bool {
        matches!(self.form, Form::Grouped | Form::Block)
    }

    /// Whether it is a statement without `;`, and a match arm without `,`.
    pub(super) fn is_block_like(self) -> bool {
        matches!(self.form, Form::Block | Form::If { .. } | Form::Match | Form::Loop | Form::Endless)
    }
}

/// The place of an expression.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// Whether `{` begins a block, as after `if`.
    pub(super) before_block: bool,
    /// Whether a line starts with it.
    pub(super) line_start: bool,
}

const ASSIGN: u8 = 1;
const RANGE: u8 = 2;
const COMPARE: u8 = 5;
const CAST: u8 = 12;

fn precedence(operator: &str) -> Option<u8> {
    Some(match operator {
        "=" | "+=" | "-=" | "*=" | "/=" | "%=" | "^=" | "&=" | "|=" | "<<=" | ">>=" => ASSIGN,
        ".." | "..=" => RANGE,
        "||" => 3,
        "&&" => 4,
        "==" | "!=" | "<" | ">" | "<=" | ">=" => COMPARE,
        "|" => 6,
        "^" => 7,
        "&" => 8,
        "<<" | ">>" => 9,
        "+" | "-" => 10,
        "*" | "/" | "%" => 11,
        _ => return None,
    })
}

impl Printer {
    pub(super) fn expression(&mut self) -> Shape {
        self.expression_in(Context::default())
    }

    pub(super) fn expression_in(&mut self, context: Context) -> Shape {
        let start = self.place();
        let short = context.line_start && self.at_short_name();
        if short && self.misjudged.contains(&start.at) {
            return self.operation(0, Context { line_start: false, ..context });
        }
        let shape = self.operation(0, context);
        // Only a chain itself starts a line, not the one of an operand.
        if short && shape.form != Form::Chain {
            self.misjudged.insert(start.at);
            self.rewind(start);
            return self.operation(0, Context { line_start: false, ..context });
        }
        shape
    }

    /// Prints a condition or the operand of `match`, and the separation from the `{` after it.
    pub(super) fn condition(&mut self) {
        self.layout.block(0);
        let shape = self.operation(0, Context { before_block: true, line_start: false });
        if shape.indented {
            self.layout.space();
        } else {
            self.raw(" ");
        }
        self.layout.end();
    }

    /// Prints operators of at least some precedence, with their operands.
    fn operation(&mut self, minimum: u8, context: Context) -> Shape {
        let mark = self.layout.mark();
        let mut shape = self.prefixed(context);
        let context = Context { line_start: false, ..context };
        // The boxes that begin at the mark; inserted once, since a chain may have thousands of operators.
        let mut boxes = Vec::new();
        loop {
            let found = if self.is("as") { Some(CAST) } else { self.operator() };
            let Some(level) = found.filter(|level| *level >= minimum) else { break };
            shape = match level {
                RANGE => {
                    self.word();
                    if self.at_operand(context) { self.operation(RANGE + 1, context) } else { Shape::OTHER }
                }
                ASSIGN if self.is("=") => {
                    boxes.push(0);
                    self.raw(" = ");
                    self.advance();
                    self.layout.never();
                    self.operation(ASSIGN, context);
                    self.layout.end();
                    Shape::indented(Form::Jump)
                }
                _ => {
                    boxes.extend([-INDENT, INDENT]);
                    self.layout.end();
                    self.layout.space();
                    self.word();
                    self.raw(" ");
                    if level == CAST {
                        self.ty();
                    } else {
                        self.operation(if level == ASSIGN { ASSIGN } else { level + 1 }, context);
                    }
                    self.layout.end();
                    Shape::indented(if level == ASSIGN { Form::Jump } else { Form::Other })
                }
            };
        }
        self.layout.fills_at(mark, boxes.into_iter().rev());
        shape
    }

    fn operator(&self) -> Option<u8> {
        if self.kind() == Kind::Operator { precedence(self.peek(0)) } else { None }
    }

    /// Whether an operand follows that may be left out, as after `return` and `..`.
    pub(super) fn at_operand(&self, context: Context) -> bool {
        let ends = self.at_comma_or_end() || self.is(";") || self.is("=>") || self.is("else");
        !(ends || context.before_block && self.is_open(0, BRACE))
    }

    fn prefixed(&mut self, context: Context) -> Shape {
        let inner = Context { line_start: false, ..context };
        match self.kind() {
            Kind::Operator if self.starts_with('&') => {
                self.part();
                if self.kind() == Kind::Operator && self.used == 0 || !self.is("raw") {
                    self.take_word("mut");
                }
                self.prefixed(inner).within(Form::Other)
            }
            Kind::Operator if self.is("-") || self.is("*") || self.is("!") => {
                self.word();
                self.prefixed(inner).within(Form::Other)
            }
            Kind::Operator if self.is("|") || self.is("||") => self.closure(inner),
            Kind::Operator if self.is("..") || self.is("..=") => {
                self.word();
                if self.at_operand(inner) {
                    self.operation(RANGE + 1, inner).within(Form::Other)
                } else {
                    Shape::OTHER
                }
            }
            Kind::Operator if self.is("#") => {
                self.attributes();
                if self.is("#") { Shape::OTHER } else { self.prefixed(context) }
            }
            Kind::Word => self.prefixed_by_word(context),
            _ => self.chain(context),
        }
    }

    fn prefixed_by_word(&mut self, context: Context) -> Shape {
        let inner = Context { line_start: false, ..context };
        if self.is("let") {
            return self.let_condition(inner);
        }
        if self.is("return") || self.is("break") || self.is("continue") || self.is("yield") {
            self.word();
            if self.kind() == Kind::Lifetime {
                self.raw(" ");
                self.word();
            }
            if !self.at_operand(context) {
                return Shape::of(Form::Jump);
            }
            self.raw(" ");
            return self.operation(0, inner).within(Form::Jump);
        }
        let mut ahead = 0;
        while matches!(self.peek(ahead), "move" | "async" | "const" | "static") {
            ahead += 1;
        }
        if ahead > 0 && matches!(self.peek(ahead), "|" | "||") {
            return self.closure(inner);
        }
        self.chain(context)
    }

    /// `let Some(value) = option`
    fn let_condition(&mut self, context: Context) -> Shape {
        self.layout.fill(0);
        self.take_word("let");
        self.layout.fill(0);
        self.pattern();
        self.layout.end();
        if self.skip("=") {
            self.raw(" = ");
        }
        self.layout.never();
        self.layout.fill(0);
        let shape = self.operation(COMPARE, context);
        self.layout.end();
        self.layout.end();
        shape.within(Form::Other)
    }
}
