//! Reads an IDL file: takes its text and returns its syntax tree, or all problems of its syntax with their offsets.
//!
//! After a problem, reading goes on at the next statement that starts a line. The tokens are here; `sections` has the parts of a
//! file, `statements` has shapes, `members` their parts, and `nodes` values and traits.

mod members;
mod nodes;
mod sections;
mod statements;

use std::borrow::Cow;
use std::collections::HashMap;

use super::lexer::{self, Kind, Lexer, Token};
use super::text;
use super::tree::{File, Key};
use crate::model::forms::Version;

/// A problem at an offset.
#[derive(Debug)]
pub(in crate::model) struct Problem {
    pub(super) at: u32,
    pub(super) message: String,
}

type Parsed<T> = Result<T, Problem>;

/// The text of documentation comments, and the offset of the first.
type Docs<'t> = (Cow<'t, str>, u32);

/// Reads a whole file.
pub(super) fn parse(text: &str) -> Result<File<'_>, Vec<Problem>> {
    let mut lexer = Lexer::new(text);
    let token = lexer.next();
    let file = File {
        version: Version::V1,
        metadata: Vec::new(),
        namespace: "",
        uses: HashMap::new(),
        statements: Vec::new(),
    };
    let suffixes = ["Input".into(), "Output".into()];
    let mut parser = Parser { text, lexer, token, file, suffixes, depth: 0, problems: Vec::new() };
    parser.file();
    if parser.problems.is_empty() { Ok(parser.file) } else { Err(parser.problems) }
}

struct Parser<'t> {
    text: &'t str,
    lexer: Lexer<'t>,
    token: Token,
    file: File<'t>,
    /// The ends of the names of inline inputs and outputs.
    suffixes: [Cow<'t, str>; 2],
    depth: usize,
    problems: Vec<Problem>,
}

/// Tokens.
impl<'t> Parser<'t> {
    fn kind(&self) -> Kind {
        self.token.kind
    }

    fn bump(&mut self) -> Token {
        std::mem::replace(&mut self.token, self.lexer.next())
    }

    fn slice(&self, start: u32, end: u32) -> &'t str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    fn lexeme(&self) -> &'t str {
        self.slice(self.token.start, self.token.end)
    }

    fn is_word(&self, word: &str) -> bool {
        self.kind() == Kind::Identifier && self.lexeme() == word
    }

    fn skip_spaces(&mut self) {
        while self.kind() == Kind::Space {
            self.bump();
        }
    }

    /// Skips white space up to documentation comments.
    fn skip_to_docs(&mut self) {
        while self.kind().is_space() {
            self.bump();
        }
    }

    /// Skips white space and documentation comments, which document nothing here.
    fn skip_space(&mut self) {
        while self.kind().is_space() || self.kind() == Kind::Doc {
            self.bump();
        }
    }

    /// Skips white space and documentation comments; returns the text of the comments.
    fn docs(&mut self) -> Option<Docs<'t>> {
        let mut docs: Option<Docs<'t>> = None;
        while self.kind().is_space() || self.kind() == Kind::Doc {
            let token = self.bump();
            if token.kind == Kind::Doc {
                let line = text::doc(self.slice(token.start, token.end));
                match &mut docs {
                    None => docs = Some((line.into(), token.start)),
                    Some((lines, _)) => {
                        let lines = lines.to_mut();
                        lines.push('\n');
                        lines.push_str(line);
                    }
                }
            }
        }
        docs
    }

    fn problem(&self, message: impl Into<String>) -> Problem {
        Problem { at: self.token.start, message: message.into() }
    }

    /// The problem that the current token is not the expected one.
    fn unexpected(&self, expected: &str) -> Problem {
        let lexeme = self.lexeme();
        let found = match self.kind() {
            Kind::Bad if lexeme.starts_with('"') => return self.unclosed(),
            Kind::Bad => return self.problem(lexer::problem(lexeme)),
            Kind::End => "the end of the file".to_owned(),
            Kind::Space => "a space".to_owned(),
            Kind::Newline => "a line break".to_owned(),
            Kind::Comment | Kind::Doc => "a comment".to_owned(),
            Kind::Text => "a string".to_owned(),
            Kind::TextBlock => "a text block".to_owned(),
            Kind::Number => format!("the number {lexeme}"),
            _ => format!("`{lexeme}`"),
        };
        self.problem(format!("expected {expected}, found {found}"))
    }

    /// The problem of a string without an end: at the end of the file.
    fn unclosed(&self) -> Problem {
        let (what, quotes) =
            if self.lexeme().starts_with("\"\"\"") { ("text block", "\"\"\"") } else { ("string", "\"") };
        let (line, column) = crate::model::json::position(self.text.as_bytes(), self.token.start as usize);
        let message = format!(
            "the {what} that starts at line {line}, column {column} has no end; close it with `{quotes}`"
        );
        Problem { at: self.token.end, message }
    }

    fn expect(&mut self, kind: Kind, expected: &str) -> Parsed<Token> {
        if self.kind() == kind { Ok(self.bump()) } else { Err(self.unexpected(expected)) }
    }

    fn identifier(&mut self, expected: &str) -> Parsed<Key<'t>> {
        let token = self.expect(Kind::Identifier, expected)?;
        Ok(Key { text: self.slice(token.start, token.end).into(), at: token.start })
    }

    fn expect_spaces(&mut self) -> Parsed<()> {
        self.expect(Kind::Space, "a space").map(drop)
    }

    fn expect_space(&mut self) -> Parsed<()> {
        if !self.kind().is_space() {
            return Err(self.unexpected("white space"));
        }
        self.skip_space();
        Ok(())
    }

    /// A statement ends with its line. Skips white space up to documentation comments.
    fn expect_line_break(&mut self) -> Parsed<()> {
        self.skip_spaces();
        match self.kind() {
            Kind::Newline | Kind::Comment | Kind::Doc => {
                self.bump();
                self.skip_to_docs();
                Ok(())
            }
            Kind::End => Ok(()),
            _ => Err(self.unexpected("a line break")),
        }
    }
}
