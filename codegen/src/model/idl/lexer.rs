//! Tokens of the IDL: takes text and returns tokens as offsets into it, without copies.
//!
//! White space and comments are tokens too, since the grammar depends on line breaks. Text that is not a token is
//! [`Kind::Bad`]; [`problem`] explains it, so that only the parser reports.

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    End,
    /// Spaces and tabs.
    Space,
    Newline,
    /// Commas are white space.
    Comma,
    /// A comment with its line break.
    Comment,
    /// A documentation comment with its line break.
    Doc,
    Identifier,
    /// A quoted string, with its quotes.
    Text,
    /// A text block, with its quotes.
    TextBlock,
    Number,
    At,
    Dollar,
    Dot,
    Colon,
    /// `:=`
    Walrus,
    Equal,
    Pound,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenParen,
    CloseParen,
    /// Text that is not a token.
    Bad,
}

impl Kind {
    /// Whether it is white space; documentation comments are not.
    pub(super) fn is_space(self) -> bool {
        matches!(self, Self::Space | Self::Newline | Self::Comma | Self::Comment)
    }
}

/// A token: its kind, and its place in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// Splits a text into tokens.
#[derive(Debug)]
pub(super) struct Lexer<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Lexer<'t> {
    /// The text has at most `u32::MAX` bytes: files are limited to 64 MiB.
    pub(super) fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    /// Returns the next token; at the end of the text, [`Kind::End`] again and again.
    pub(super) fn next(&mut self) -> Token {
        let start = self.at;
        let kind = match self.peek(0) {
            None => Kind::End,
            Some(byte) => self.token(byte),
        };
        Token { kind, start: offset(start), end: offset(self.at) }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn skip_while(&mut self, test: impl Fn(u8) -> bool) {
        while self.peek(0).is_some_and(&test) {
            self.at += 1;
        }
    }

    fn token(&mut self, byte: u8) -> Kind {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => return self.identifier(),
            b' ' | b'\t' => {
                self.skip_while(|byte| byte == b' ' || byte == b'\t');
                return Kind::Space;
            }
            b'\n' | b'\r' => {
                self.line_break();
                return Kind::Newline;
            }
            b'"' => return self.text(),
            b'/' => return self.comment(),
            b'-' | b'0'..=b'9' => return self.number(),
            _ => {}
        }
        self.at += 1;
        match byte {
            b',' => Kind::Comma,
            b'@' => Kind::At,
            b'$' => Kind::Dollar,
            b'.' => Kind::Dot,
            b'=' => Kind::Equal,
            b'#' => Kind::Pound,
            b'{' => Kind::OpenBrace,
            b'}' => Kind::CloseBrace,
            b'[' => Kind::OpenBracket,
            b']' => Kind::CloseBracket,
            b'(' => Kind::OpenParen,
            b')' => Kind::CloseParen,
            b':' if self.peek(0) == Some(b'=') => {
                self.at += 1;
                Kind::Walrus
            }
            b':' => Kind::Colon,
            _ => {
                // The rest of a character.
                self.skip_while(|byte| (0x80..0xC0).contains(&byte));
                Kind::Bad
            }
        }
    }

    /// Underscores alone are not an identifier.
    fn identifier(&mut self) -> Kind {
        self.skip_while(|byte| byte == b'_');
        let start = self.at;
        self.skip_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if self.at > start { Kind::Identifier } else { Kind::Bad }
    }

    /// Skips `\n`, `\r\n` or `\r`.
    fn line_break(&mut self) {
        let length = if self.peek(0) == Some(b'\r') && self.peek(1) == Some(b'\n') { 2 } else { 1 };
        self.at = (self.at + length).min(self.bytes.len());
    }

    fn comment(&mut self) -> Kind {
        self.at += 1;
        if self.peek(0) != Some(b'/') {
            return Kind::Bad;
        }
        let kind = if self.peek(1) == Some(b'/') { Kind::Doc } else { Kind::Comment };
        self.skip_while(|byte| byte != b'\n' && byte != b'\r');
        self.line_break();
        kind
    }

    fn number(&mut self) -> Kind {
        if self.peek(0) == Some(b'-') {
            self.at += 1;
        }
        match self.peek(0) {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.skip_while(|byte| byte.is_ascii_digit()),
            _ => return Kind::Bad,
        }
        if self.peek(0) == Some(b'.') {
            self.at += 1;
            if !self.digits() {
                return Kind::Bad;
            }
        }
        if matches!(self.peek(0), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(0), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if !self.digits() {
                return Kind::Bad;
            }
        }
        Kind::Number
    }

    fn digits(&mut self) -> bool {
        let start = self.at;
        self.skip_while(|byte| byte.is_ascii_digit());
        self.at > start
    }

    fn text(&mut self) -> Kind {
        let block = self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(QUOTES));
        self.at += if block { 3 } else { 1 };
        loop {
            self.skip_while(|byte| byte != b'"' && byte != b'\\');
            match self.peek(0) {
                None => return Kind::Bad,
                Some(b'\\') => self.at = (self.at + 2).min(self.bytes.len()),
                Some(_) if !block => {
                    self.at += 1;
                    return Kind::Text;
                }
                Some(_) if self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(QUOTES)) => {
                    self.at += 3;
                    return Kind::TextBlock;
                }
                Some(_) => self.at += 1,
            }
        }
    }
}

const QUOTES: &[u8] = b"\"\"\"";

/// Files are limited to 64 MiB, so that every offset fits.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Explains a token of [`Kind::Bad`], given its text.
pub(super) fn problem(bad: &str) -> String {
    let shown = bad.escape_debug();
    match bad.as_bytes().first() {
        Some(b'/') => "a single `/`; comments start with `//`".to_owned(),
        Some(b'_') => format!("`{shown}` is not a name; a name has a letter or a digit"),
        Some(b'-' | b'0'..=b'9') => format!("the number `{shown}` needs a digit at its end"),
        _ => format!("`{shown}` is not allowed here"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        let mut lexer = Lexer::new(text);
        let mut tokens = Vec::new();
        loop {
            let Token { kind, start, end } = lexer.next();
            if kind == Kind::End {
                return tokens;
            }
            tokens.push((kind, &text[start as usize..end as usize]));
        }
    }

    #[test]
    fn tokens_have_the_text_that_they_cover() {
        assert_eq!(
            kinds("a_1 :=:\t-1.5e+3\r\n\"x\\\"\"//c\n///d"),
            [
                (Kind::Identifier, "a_1"),
                (Kind::Space, " "),
                (Kind::Walrus, ":="),
                (Kind::Colon, ":"),
                (Kind::Space, "\t"),
                (Kind::Number, "-1.5e+3"),
                (Kind::Newline, "\r\n"),
                (Kind::Text, "\"x\\\"\""),
                (Kind::Comment, "//c\n"),
                (Kind::Doc, "///d"),
            ]
        );
        assert_eq!(kinds("\"\"\"\n\"a\"\\\"\"\"\""), [(Kind::TextBlock, "\"\"\"\n\"a\"\\\"\"\"\"")]);
        assert_eq!(kinds("01"), [(Kind::Number, "0"), (Kind::Number, "1")]);
    }

    #[test]
    fn text_that_is_no_token_is_covered_once() {
        for bad in ["é", "__", "/", "-", "1.", "1e", "1e+", "\"a", "\"a\\", "\"\"\"a\"\"", "!"] {
            assert_eq!(kinds(bad), [(Kind::Bad, bad)]);
        }
    }
}
