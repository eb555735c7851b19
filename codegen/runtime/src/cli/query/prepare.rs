//! An expression made ready for the library that parses it, where that library and AWS's tools differ. Takes the text; returns one
//! that means the same to the library, and the literals that were in it.
//!
//! Literals stand aside, so that they keep their numbers and the order of their members, and so that texts without quotes between
//! backticks are taken. A hash behind a dot, which the library would take the next brackets and dots into, is put into a list of
//! two, whose first item says so. Two operands side by side are refused.

use serde_json::Value;

/// What stands first in the list around a hash; all other literals are numbers.
pub(super) const HASH: &str = "hash";

/// An expression and its literals.
#[derive(Default)]
pub(super) struct Prepared {
    pub(super) text: String,
    pub(super) literals: Vec<Value>,
    /// How deep its tree may be, at most.
    pub(super) depth: usize,
    /// Where in `text` something of another length ends, and how much longer the expression is up to there.
    shifts: Vec<(usize, isize)>,
    /// Of the braces that are open, whether they are in such a list.
    braces: Vec<bool>,
    /// How deep the brackets that are open are.
    outer: Vec<usize>,
    /// How deep the last operator may be.
    here: usize,
    /// The last letter that is no space.
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

    /// Each operator may be deeper in the tree than the one before, or the one before deeper than it.
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

    /// Where in the expression an offset of `text` is.
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

/// How long what begins with a quote is, up to the same quote. A backslash takes the next letter with it.
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

/// JSON, or else a text without its quotes.
fn json(text: &str) -> Result<Value, String> {
    let quoted = || serde_json::from_str(&format!("\"{}\"", text.trim_start()));
    serde_json::from_str(text).or_else(|_| quoted()).map_err(|_| format!("Bad token {text}"))
}
