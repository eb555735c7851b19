//! Prepares an expression for the parser library, where the library differs from the AWS CLI. Returns an expression with the same
//! meaning for the library, and its literals.
//!
//! Literals are extracted, to keep the notation of numbers and the order of members, and to accept unquoted texts between
//! backticks. A hash after a dot, whose projection the library would extend over the following brackets and dots, is wrapped
//! in a list of two, marked by the first item. Adjacent operands are rejected.

use serde_json::Value;

/// The first item of a list that wraps a hash; all other literals are numbers.
pub(super) const HASH: &str = "hash";

/// An expression and its literals.
#[derive(Default)]
pub(super) struct Prepared {
    pub(super) text: String,
    pub(super) literals: Vec<Value>,
    /// The maximum depth of its tree.
    pub(super) depth: usize,
    /// The positions in `text` after replacements, and the difference in length up to there.
    shifts: Vec<(usize, isize)>,
    /// For each open brace, whether it is in such a list.
    braces: Vec<bool>,
    /// The depth of open brackets.
    outer: Vec<usize>,
    /// The possible depth of the last operator.
    here: usize,
    /// The last character other than a space.
    last: Option<char>,
}

impl Prepared {
    pub(super) fn of(expression: &str) -> Result<Self, String> {
        let mut this = Self::default();
        let mut rest = expression;
        while let Some(first) = rest.chars().next() {
            let length = token_length(rest, first)?;
            let (token, after) = rest.split_at(length);
            if begins_operand(first) && this.last.map_or(false, ends_operand) {
                return Err(format!(
                    "Unexpected token {token}: Parse error at column {}",
                    expression.len() - rest.len()
                ));
            }
            this.push(first, token)?;
            if !first.is_whitespace() {
                this.last = token.chars().next_back();
            }
            rest = after;
        }
        Ok(this)
    }

    fn push(&mut self, first: char, token: &str) -> Result<(), String> {
        let inner = || token.get(1..token.len() - 1).unwrap_or_default();
        match first {
            '\'' => self.push_literal(Value::String(inner().replace("\\'", "'")), token),
            '`' => self.push_literal(json(&inner().replace("\\`", "`"))?, token),
            '{' => {
                let of_dot = self.last == Some('.');
                self.braces.push(of_dot);
                self.push_instead(if of_dot { format!("['{HASH}',{{") } else { token.to_owned() }, token);
            }
            '}' => {
                let of_dot = self.braces.pop() == Some(true);
                self.push_instead(if of_dot { "}]" } else { token }.to_owned(), token);
            }
            _ => self.text.push_str(token),
        }
        self.count(first);
        Ok(())
    }

    /// Each operator may be deeper in the tree than the one before, or the reverse.
    fn count(&mut self, first: char) {
        match first {
            '[' | '{' | '(' => {
                self.here += 1;
                self.outer.push(self.here);
            }
            ']' | '}' | ')' => self.here = self.outer.pop().unwrap_or_default(),
            ',' => self.here = self.outer.last().copied().unwrap_or_default(),
            '.' | '|' | '&' | '!' | '=' | '<' | '>' | '*' => self.here += 1,
            _ => {}
        }
        self.depth = self.depth.max(self.here);
    }

    fn push_literal(&mut self, value: Value, token: &str) {
        self.push_instead(format!("'{}'", self.literals.len()), token);
        self.literals.push(value);
    }

    fn push_instead(&mut self, text: String, token: &str) {
        self.text.push_str(&text);
        let before = self.shifts.last().map_or(0, |(_, shift)| *shift);
        let [new, old] = [text.len(), token.len()].map(|length| isize::try_from(length).unwrap_or_default());
        self.shifts.push((self.text.len(), before + old - new));
    }

    /// Converts an offset in `text` to one in the expression.
    pub(super) fn column(&self, offset: usize) -> usize {
        let shift = self.shifts.iter().rev().find(|(end, _)| *end <= offset).map_or(0, |(_, shift)| *shift);
        isize::try_from(offset).ok().and_then(|offset| usize::try_from(offset + shift).ok()).unwrap_or(offset)
    }
}

fn token_length(text: &str, first: char) -> Result<usize, String> {
    match first {
        '"' | '\'' | '`' => end_of_quoted(text, first),
        _ if is_word(first) => Ok(text.find(|letter| !is_word(letter)).unwrap_or(text.len())),
        _ => Ok(first.len_utf8()),
    }
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn begins_operand(first: char) -> bool {
    is_word(first) || matches!(first, '"' | '\'' | '`' | '@' | '{')
}

fn ends_operand(last: char) -> bool {
    is_word(last) || matches!(last, '"' | '\'' | '`' | '@' | '}' | ']' | ')' | '*')
}

/// Returns the length of a quoted part. A backslash escapes the next character.
fn end_of_quoted(text: &str, quote: char) -> Result<usize, String> {
    let mut letters = text.char_indices().skip(1);
    while let Some((index, letter)) = letters.next() {
        if letter == quote {
            return Ok(index + letter.len_utf8());
        }
        if letter == '\\' {
            letters.next();
        }
    }
    Err(format!("Unclosed {quote} delimiter"))
}

/// Parses JSON, or an unquoted text.
fn json(text: &str) -> Result<Value, String> {
    let quoted = || serde_json::from_str(&format!("\"{}\"", text.trim_start()));
    serde_json::from_str(text).or_else(|_| quoted()).map_err(|_| format!("Bad token {text}"))
}
