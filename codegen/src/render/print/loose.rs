//! Tokens without a grammar: arguments of macros, and everything else that the printer does not know.

use super::super::layout::{Break, INDENT};
use super::super::tokens::Kind;
use super::{BRACE, BRACKET, PAREN, Printer};

/// The state after a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Start,
    /// A word that may be called, or a literal.
    Word,
    /// A number: a `.` after it would be a part of it.
    Number,
    /// A group that may be followed by a method.
    Group,
    Dot,
    Path,
    Bang,
    Pound,
    /// A token that belongs to the next one.
    Joint,
    Other,
}

impl Printer {
    /// Prints tokens until a condition holds. Lines may break between them.
    pub(super) fn loose(&mut self, at_end: impl Fn(&Self) -> bool) {
        let mut after = After::Start;
        while self.kind() != Kind::End && !at_end(self) {
            self.between(after);
            after = self.after(after);
            if let Kind::Open(delimiter) = self.kind() {
                self.loose_group(delimiter == BRACE);
            } else {
                self.word();
            }
        }
    }

    fn loose_group(&mut self, braces: bool) {
        let close = self.open();
        let spaced = braces && self.at < close;
        if spaced {
            self.layout.space();
        }
        self.loose(|printer| printer.at >= close);
        if spaced {
            self.layout.space();
        }
        self.word();
    }

    /// Separates the current token from the one before it.
    fn between(&mut self, after: After) {
        let next = self.peek(0);
        let space = match (after, self.kind()) {
            (After::Start | After::Joint, _) => false,
            (After::Dot | After::Path, Kind::Word | Kind::Literal) => false,
            (After::Word | After::Bang | After::Number, Kind::Open(delimiter)) => delimiter == BRACE,
            (After::Pound, Kind::Open(delimiter)) => delimiter != BRACKET,
            (After::Pound | After::Word, Kind::Operator) if next == "!" => false,
            (After::Word, Kind::Operator) if next == "::" => false,
            (After::Number, Kind::Operator) if next == "." => self.token(1).kind != Kind::Word,
            (After::Word | After::Group, Kind::Operator) if next == "." => false,
            (_, Kind::Operator) => !matches!(next, "," | ";"),
            _ => true,
        };
        if space {
            self.layout.space();
        } else if next == "." && after != After::Start {
            self.layout.zero();
        }
    }

    /// Returns the state after the current token.
    fn after(&self, after: After) -> After {
        let token = self.token(0);
        let text = self.peek(0);
        match token.kind {
            Kind::Open(PAREN | BRACKET) if after != After::Bang && after != After::Pound => After::Group,
            Kind::Word if is_keyword(text) => After::Other,
            Kind::Word => After::Word,
            Kind::Literal if text.starts_with(|first: char| first.is_ascii_digit()) => After::Number,
            Kind::Literal => After::Word,
            Kind::Operator if token.joint || text == "$" => After::Joint,
            Kind::Operator => match text {
                "." => After::Dot,
                "::" => After::Path,
                "!" if after == After::Word => After::Bang,
                "!" if after == After::Pound => After::Pound,
                "#" => After::Pound,
                _ => After::Other,
            },
            _ => After::Other,
        }
    }

    /// Prints `path!(tokens)`, from the path on.
    pub(super) fn invocation(&mut self) {
        while matches!(self.kind(), Kind::Word | Kind::Operator) {
            let name = self.kind() == Kind::Word && self.token(1).kind == Kind::Word
                || self.is("!") && self.token(1).kind == Kind::Word;
            self.word();
            if name {
                self.raw(" ");
            }
        }
        let around = if self.is_open(0, BRACE) {
            self.raw(" ");
            Break { spaces: 0xffff, ..Break::default() }
        } else {
            Break::default()
        };
        let close = self.open();
        if self.at < close {
            self.layout.block(INDENT);
            self.layout.breaks(around);
            self.layout.fill(0);
            self.loose(|printer| printer.at >= close);
            self.layout.end();
            self.layout.breaks(around);
            self.layout.indent(-INDENT);
            self.layout.end();
        }
        self.word();
    }

    /// Whether a path and `!` begin here.
    pub(super) fn at_invocation(&self) -> bool {
        let mut ahead = usize::from(self.is("::"));
        while self.token(ahead).kind == Kind::Word {
            match self.peek(ahead + 1) {
                "::" => ahead += 2,
                "!" => {
                    let named = usize::from(self.token(ahead + 2).kind == Kind::Word);
                    return matches!(self.token(ahead + 2 + named).kind, Kind::Open(_));
                }
                _ => return false,
            }
        }
        false
    }
}

fn is_keyword(word: &str) -> bool {
    const KEYWORDS: [&str; 34] = [
        "as", "async", "await", "box", "break", "const", "continue", "crate", "dyn", "else", "enum",
        "extern", "fn", "for", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut",
        "pub", "ref", "return", "static", "struct", "trait", "type", "unsafe", "use", "where",
    ];
    KEYWORDS.contains(&word) || matches!(word, "while" | "yield")
}
