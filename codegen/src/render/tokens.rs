//! A token stream as a flat list, for the printer: operators are single tokens, and groups know where they end.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Operators of several characters. Each is found from its first characters, so that those are operators too.
const OPERATORS: [&str; 24] = [
    "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=",
    "<<", ">>", "<<=", ">>=", "..", "...", "..=",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An identifier or a keyword.
    Word,
    Lifetime,
    Literal,
    Operator,
    Open(Delimiter),
    Close(Delimiter),
    /// The end of the list.
    End,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Whether an operator belongs to the token after it, as in an operator of macros.
    pub(super) joint: bool,
    start: usize,
    end: usize,
    /// The position of the closing delimiter.
    pub(super) close: usize,
}

#[derive(Debug, Default)]
pub(super) struct Tokens {
    text: String,
    list: Vec<Token>,
}

impl Tokens {
    pub(super) fn new(stream: TokenStream) -> Self {
        let mut tokens = Self::default();
        tokens.add(stream);
        tokens
    }

    /// Returns a token; after the last one, the end.
    pub(super) fn get(&self, at: usize) -> Token {
        let end = Token { kind: Kind::End, joint: false, start: 0, end: 0, close: at };
        self.list.get(at).copied().unwrap_or(end)
    }

    pub(super) fn text(&self, token: Token) -> &str {
        &self.text[token.start..token.end]
    }

    fn add(&mut self, stream: TokenStream) {
        for tree in stream {
            match tree {
                TokenTree::Ident(word) => {
                    let kind = if self.ends_with_quote() { Kind::Lifetime } else { Kind::Word };
                    self.push(kind, word);
                }
                TokenTree::Literal(literal) => self.push(Kind::Literal, literal),
                TokenTree::Punct(punct) => self.punct(punct.as_char(), punct.spacing() == Spacing::Joint),
                TokenTree::Group(group) => {
                    let (delimiter, content) = (group.delimiter(), group.stream());
                    // The content has no other owner then, and its tokens are moved, not copied.
                    drop(group);
                    self.group(delimiter, content);
                }
            }
        }
    }

    /// Adds a name or a literal, or the rest of a lifetime.
    fn push(&mut self, kind: Kind, text: impl std::fmt::Display) {
        let start = self.text.len();
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{text}");
        let end = self.text.len();
        match self.list.last_mut() {
            Some(quote) if kind == Kind::Lifetime => *quote = Token { kind, joint: false, end, ..*quote },
            _ => self.list.push(Token { kind, joint: false, start, end, close: 0 }),
        }
    }

    /// Adds a character of its own: formatting it as the others would take longer than the rest.
    fn push_character(&mut self, kind: Kind, character: char, joint: bool) {
        let start = self.text.len();
        self.text.push(character);
        self.list.push(Token { kind, joint, start, end: self.text.len(), close: 0 });
    }

    fn ends_with_quote(&self) -> bool {
        self.list.last().is_some_and(|last| last.joint && self.text(*last) == "'")
    }

    /// Adds a character to the operator before it, or as a new one.
    fn punct(&mut self, character: char, joint: bool) {
        if let Some(last) = self.list.last_mut()
            && last.joint
        {
            let before = self.text.len();
            self.text.push(character);
            if OPERATORS.contains(&&self.text[last.start..]) {
                *last = Token { joint, end: self.text.len(), ..*last };
                return;
            }
            self.text.truncate(before);
        }
        self.push_character(Kind::Operator, character, joint);
    }

    fn group(&mut self, delimiter: Delimiter, content: TokenStream) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ('(', ')'),
            Delimiter::Brace => ('{', '}'),
            Delimiter::Bracket => ('[', ']'),
            // A group without delimiters is transparent.
            Delimiter::None => return self.add(content),
        };
        let at = self.list.len();
        self.push_character(Kind::Open(delimiter), open, false);
        self.add(content);
        self.list[at].close = self.list.len();
        self.push_character(Kind::Close(delimiter), close, false);
    }
}
