//! Types, paths, generics and bounds.

use super::super::layout::INDENT;
use super::super::tokens::Kind;
use super::{BRACE, BRACKET, PAREN, Printer};

/// The place of a path, which decides about the form of generic arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Path {
    /// `a::B<T>`
    Type,
    /// `a::B::<T>`
    Expression,
}

impl Printer {
    pub(super) fn ty(&mut self) {
        match self.kind() {
            Kind::Open(PAREN) => {
                self.tuple(Self::ty);
            }
            Kind::Open(BRACKET) => self.slice_type(),
            Kind::Operator if self.starts_with('&') => {
                self.part();
                self.reference();
                self.ty();
            }
            Kind::Operator if self.is("*") => {
                self.word();
                let _ = self.take_word("const") || self.take_word("mut");
                self.ty();
            }
            Kind::Operator if self.is("!") => self.word(),
            Kind::Word if self.is("impl") || self.is("dyn") => {
                self.word();
                self.raw(" ");
                self.bounds_in_line();
            }
            Kind::Word if self.is("for") => {
                self.bound_lifetimes();
                self.ty();
            }
            Kind::Word if self.is("fn") || self.is("unsafe") || self.is("extern") => self.function_type(),
            Kind::Word | Kind::Operator => self.path(Path::Type),
            _ => {}
        }
    }

    /// Prints `'a mut ` of a reference.
    pub(super) fn reference(&mut self) {
        if self.kind() == Kind::Lifetime {
            self.word();
            self.raw(" ");
        }
        self.take_word("mut");
    }

    /// `[T]` and `[T; n]`
    fn slice_type(&mut self) {
        self.open();
        self.ty();
        if self.take_word(";") {
            self.expression();
        }
        self.close();
    }

    fn function_type(&mut self) {
        self.take_word("unsafe");
        if self.take_word("extern") && self.kind() == Kind::Literal {
            self.word();
            self.raw(" ");
        }
        self.take("fn");
        if self.is_open(0, PAREN) {
            self.parenthesized(|printer| {
                if printer.kind() == Kind::Word && printer.peek(1) == ":" {
                    printer.word();
                    printer.take_word(":");
                }
                printer.ty();
            });
        }
        self.return_type();
    }

    pub(super) fn return_type(&mut self) {
        if self.skip("->") {
            self.raw(" -> ");
            self.ty();
        }
    }

    /// Prints `a::b`.
    pub(super) fn simple_path(&mut self) {
        self.take("::");
        while self.kind() == Kind::Word {
            self.word();
            if !self.take("::") {
                return;
            }
        }
    }

    /// Prints a path with its generic arguments, also one that starts with `<T as Trait>`.
    pub(super) fn path(&mut self, place: Path) {
        if self.starts_with('<') {
            self.part();
            self.ty();
            if self.skip("as") {
                self.raw(" as ");
                self.path(Path::Type);
            }
            if self.starts_with('>') {
                self.part();
            }
        }
        self.take("::");
        while self.kind() == Kind::Word {
            self.word();
            let more = if place == Path::Type { self.type_arguments() } else { self.turbofish() };
            if !more {
                return;
            }
            self.take("::");
        }
    }

    /// Prints the generic arguments of a segment; whether another segment follows.
    fn type_arguments(&mut self) -> bool {
        if self.is("::") && self.peek(1).starts_with('<') {
            self.advance();
        }
        if self.starts_with('<') {
            self.generic_arguments();
        } else if self.is_open(0, PAREN) {
            self.layout.block(INDENT);
            self.open();
            self.layout.zero();
            self.elements(Self::ty);
            self.layout.indent(-INDENT);
            self.close();
            self.return_type();
            self.layout.end();
        }
        self.is("::")
    }

    /// Prints `::<T>` of a segment; whether another segment follows.
    pub(super) fn turbofish(&mut self) -> bool {
        if self.is("::") && self.peek(1).starts_with('<') {
            self.word();
            self.generic_arguments();
        }
        self.is("::")
    }

    /// Prints `<A, B>`.
    pub(super) fn generic_arguments(&mut self) {
        self.part();
        self.layout.block(INDENT);
        self.layout.zero();
        self.angle_list(Self::generic_argument);
    }

    /// Prints the rest of a list in angle brackets; its box is open.
    fn angle_list(&mut self, mut element: impl FnMut(&mut Self)) {
        let at_end = |printer: &Self| printer.at_end() || printer.starts_with('>');
        while !at_end(self) {
            element(self);
            self.rest(|printer| at_end(printer) || printer.is(","));
            self.skip(",");
            let last = at_end(self);
            self.layout.comma(last);
        }
        self.layout.indent(-INDENT);
        self.layout.end();
        if self.starts_with('>') {
            self.part();
        }
    }

    fn generic_argument(&mut self) {
        match self.kind() {
            Kind::Lifetime | Kind::Literal => return self.word(),
            Kind::Open(BRACE) => {
                self.expression();
                return;
            }
            Kind::Operator if self.is("-") => {
                self.word();
                return self.name();
            }
            _ => self.ty(),
        }
        if self.skip("=") {
            self.raw(" = ");
            self.generic_argument();
        } else if self.is(":") {
            self.layout.fill(INDENT);
            self.bounds();
            self.layout.end();
        }
    }

    /// Prints `<'a, T: Bound>` of a declaration; nothing for `<>`.
    pub(super) fn generics(&mut self) {
        if !self.is("<") {
            return;
        }
        if self.peek(1) == ">" {
            self.advance();
            self.advance();
            return;
        }
        self.word();
        self.layout.block(0);
        self.layout.zero();
        self.angle_list(Self::generic_parameter);
    }

    fn generic_parameter(&mut self) {
        self.attributes();
        if self.kind() == Kind::Lifetime {
            self.word();
            if self.take_word(":") {
                self.bounds_in_line();
            }
            return;
        }
        if self.take_word("const") {
            self.name();
            if self.take_word(":") {
                self.ty();
            }
            if self.skip("=") {
                self.raw(" = ");
                self.generic_argument();
            }
            return;
        }
        self.name();
        self.layout.fill(INDENT);
        self.bounds();
        if self.is("=") {
            self.layout.space();
            self.take_word("=");
            self.ty();
        }
        self.layout.end();
    }

    /// Prints `: A + B`; lines may break before `+`.
    pub(super) fn bounds(&mut self) {
        if !self.take_word(":") {
            return;
        }
        self.bound();
        while self.is("+") {
            self.layout.space();
            self.take_word("+");
            self.bound();
        }
    }

    /// Prints `A + B` on one line.
    pub(super) fn bounds_in_line(&mut self) {
        self.bound();
        while self.skip("+") {
            self.raw(" + ");
            self.bound();
        }
    }

    fn bound(&mut self) {
        match self.kind() {
            Kind::Lifetime => self.word(),
            Kind::Open(PAREN) => {
                self.open();
                self.bound();
                self.close();
            }
            _ => {
                self.bound_lifetimes();
                self.take("?");
                if self.is("use") {
                    self.word();
                    if self.starts_with('<') {
                        self.generic_arguments();
                    }
                } else {
                    self.path(Path::Type);
                }
            }
        }
    }

    /// Prints `for<'a> `.
    fn bound_lifetimes(&mut self) {
        if !self.take("for") {
            return;
        }
        self.take("<");
        while self.kind() == Kind::Lifetime {
            self.word();
            self.take_word(",");
        }
        if self.starts_with('>') {
            self.part();
        }
        self.raw(" ");
    }

    /// Prints the predicates of `where`, each on its own line, then `end`: `;`, or nothing before a body.
    pub(super) fn where_clause(&mut self, end: &str) {
        if !self.is("where") {
            self.raw(if end.is_empty() { " " } else { end });
            return;
        }
        self.layout.hard();
        self.layout.indent(-INDENT);
        self.word();
        self.layout.hard();
        let at_end = |printer: &Self| printer.at_end() || printer.is(";") || printer.is_open(0, BRACE);
        while !at_end(self) {
            self.predicate();
            self.rest(|printer| at_end(printer) || printer.is(","));
            self.skip(",");
            if at_end(self) && !end.is_empty() {
                self.raw(end);
            } else {
                self.raw(",");
                self.layout.hard();
            }
        }
        self.layout.indent(-INDENT);
    }

    fn predicate(&mut self) {
        if self.kind() == Kind::Lifetime {
            self.word();
        } else {
            self.ty();
        }
        self.layout.fill(INDENT);
        self.bounds();
        self.layout.end();
    }
}
