//! Items: modules, imports, constants, functions and macros. Types and their members are in [`super::members`].

use super::super::layout::INDENT;
use super::super::tokens::Kind;
use super::{BRACE, PAREN, Printer};

impl Printer {
    /// Whether an item begins here, in a block.
    pub(super) fn at_item(&self) -> bool {
        match self.peek(0) {
            "use" | "mod" | "struct" | "enum" | "trait" | "type" | "impl" | "fn" | "pub" | "extern" => {
                self.kind() == Kind::Word
            }
            "static" => self.token(1).kind == Kind::Word && self.peek(1) != "move",
            "const" => self.token(1).kind == Kind::Word && !matches!(self.peek(1), "move" | "async"),
            "async" => self.peek(1) == "fn" || self.peek(1) == "unsafe",
            "unsafe" => matches!(self.peek(1), "fn" | "impl" | "extern" | "trait"),
            "union" => self.token(1).kind == Kind::Word,
            _ => false,
        }
    }

    /// Prints an item with its line, and returns its keyword if it belongs to a list: `use` and `mod`.
    pub(super) fn item(&mut self) -> &'static str {
        self.attributes();
        let visibility = self.visibility_length();
        match self.peek(visibility) {
            "use" => {
                self.import();
                return "use";
            }
            "mod" => return self.module(),
            "struct" | "union" | "enum" => self.type_definition(),
            "trait" => self.trait_definition(),
            "impl" => self.implementation(),
            "type" => self.alias(),
            "static" => self.constant(),
            "const" if !matches!(self.peek(visibility + 1), "fn" | "async" | "unsafe" | "extern") => {
                self.constant();
            }
            "unsafe" if self.peek(visibility + 1) == "impl" => self.implementation(),
            "unsafe" if self.peek(visibility + 1) == "trait" => self.trait_definition(),
            "fn" | "const" | "async" | "unsafe" | "default" => self.function(),
            "extern" if self.peek(visibility + 1) != "crate" && !self.is_open(visibility + 2, BRACE) => {
                self.function();
            }
            _ if visibility == 0 && self.at_invocation() => self.macro_item(),
            _ => self.unknown_item(),
        }
        ""
    }

    /// The number of tokens of `pub(crate)`.
    fn visibility_length(&self) -> usize {
        if !self.is("pub") {
            0
        } else if self.is_open(1, PAREN) {
            2 + self.token(1).close - (self.at + 1)
        } else {
            1
        }
    }

    /// Prints `pub `.
    pub(super) fn visibility(&mut self) {
        if !self.is("pub") {
            return;
        }
        self.word();
        if self.is_open(0, PAREN) {
            self.open();
            self.take_word("in");
            self.simple_path();
            self.close();
        }
        self.raw(" ");
    }

    /// Prints the end of an item.
    pub(super) fn semicolon(&mut self) {
        self.rest(|printer| printer.at_end() || printer.is(";"));
        self.skip(";");
        self.raw(";");
    }

    fn unknown_item(&mut self) {
        let ended = |printer: &Self| {
            let before = printer.at.checked_sub(1).map(|at| printer.tokens.get(at));
            before
                .is_some_and(|before| before.kind == Kind::Close(BRACE) || printer.tokens.text(before) == ";")
        };
        let start = self.at;
        self.layout.fill(0);
        self.loose(|printer| printer.at_end() || printer.at > start && ended(printer));
        self.layout.end();
        self.layout.hard();
    }

    fn macro_item(&mut self) {
        self.invocation();
        let braces = self.tokens.get(self.at - 1).kind == Kind::Close(BRACE);
        if self.skip(";") && !braces {
            self.raw(";");
        }
        self.layout.hard();
    }

    fn import(&mut self) {
        self.visibility();
        self.take_word("use");
        self.import_tree();
        self.semicolon();
        self.layout.hard();
    }

    /// Prints a path of an import; whether it ends with a group.
    fn import_tree(&mut self) -> bool {
        self.simple_path();
        self.take("*");
        if self.skip("as") {
            self.raw(" as ");
            self.name();
        }
        if !self.is_open(0, BRACE) {
            return false;
        }
        let length = self.token(0).close - self.at;
        let single = (2..length).all(|ahead| self.peek(ahead) != "," || ahead == length - 1);
        if single && length > 1 && self.peek(1) != "self" {
            self.advance();
            let grouped = self.import_tree();
            self.end_of_element();
            self.rest(Self::at_end);
            self.advance();
            return grouped;
        }
        self.import_group();
        true
    }

    fn import_group(&mut self) {
        self.layout.block(INDENT);
        self.open();
        self.layout.zero();
        self.layout.fill(0);
        while !self.at_end() {
            let grouped = self.import_tree();
            if self.end_of_element() {
                break;
            }
            self.raw(",");
            if grouped { self.layout.hard() } else { self.layout.space() }
        }
        self.layout.end();
        self.layout.comma(true);
        self.layout.indent(-INDENT);
        self.close();
        self.layout.end();
    }

    fn module(&mut self) -> &'static str {
        self.layout.block(INDENT);
        self.visibility();
        self.take_word("unsafe");
        self.take_word("mod");
        self.name();
        let listed = !self.is_open(0, BRACE);
        if listed {
            self.semicolon();
            self.layout.end();
        } else {
            self.raw(" ");
            self.members();
        }
        self.layout.hard();
        if listed { "mod" } else { "" }
    }

    /// Prints items in braces, and ends the box that is open.
    pub(super) fn members(&mut self) {
        self.braces(|printer| {
            while !printer.at_end() {
                printer.item();
            }
        });
    }

    /// `const NAME: Type = value;`, also `static`.
    fn constant(&mut self) {
        self.layout.block(0);
        self.visibility();
        let _ = self.take_word("const") || self.take_word("static");
        self.take_word("mut");
        self.name();
        self.generics();
        if self.take_word(":") {
            self.ty();
        }
        if self.skip("=") {
            self.raw(" = ");
            self.layout.never();
            self.expression();
        }
        self.semicolon();
        self.layout.end();
        self.layout.hard();
    }

    fn function(&mut self) {
        self.layout.block(INDENT);
        self.visibility();
        while ["default", "const", "async", "unsafe", "extern"].iter().any(|word| self.is(word)) {
            self.word();
            self.raw(" ");
            if self.kind() == Kind::Literal {
                self.word();
                self.raw(" ");
            }
        }
        self.take_word("fn");
        self.name();
        self.generics();
        self.arguments_of_function();
        self.layout.block(-INDENT);
        self.return_type();
        self.layout.end();
        if self.has_body() {
            self.where_clause("");
            self.block_of_function();
        } else {
            self.where_clause(";");
            self.skip(";");
            self.layout.end();
        }
        self.layout.hard();
    }

    /// Whether a block comes before the next `;`.
    fn has_body(&self) -> bool {
        let mut ahead = 0;
        loop {
            let token = self.token(ahead);
            match token.kind {
                Kind::Open(BRACE) => return true,
                Kind::Open(_) => ahead = token.close + 1 - self.at,
                Kind::Close(_) | Kind::End => return false,
                _ if self.peek(ahead) == ";" => return false,
                _ => ahead += 1,
            }
        }
    }

    fn block_of_function(&mut self) {
        self.braces(|printer| printer.statements(false));
    }

    fn arguments_of_function(&mut self) {
        if !self.is_open(0, PAREN) {
            return;
        }
        self.open();
        self.layout.never();
        self.layout.block(0);
        self.layout.zero();
        self.elements(|printer| {
            printer.attributes();
            if printer.starts_with('&') && !printer.is_reference_pattern() {
                printer.part();
                printer.reference();
                printer.name();
            } else {
                printer.pattern();
            }
            if printer.take_word(":") {
                printer.ty();
            }
        });
        self.layout.indent(-INDENT);
        self.layout.end();
        self.close();
    }

    /// Whether `&` is not the one of `&self`.
    fn is_reference_pattern(&self) -> bool {
        !(1..4).any(|ahead| self.peek(ahead) == "self")
    }
}
