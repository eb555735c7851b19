//! The literals of an expression, taken out of it before it is parsed: so they keep their numbers and the order of their members,
//! and texts without quotes between backticks are taken, as AWS's tools have always done.

use serde_json::Value;

/// An expression with numbers in place of its literals.
pub(super) struct Literals {
    pub(super) rest: String,
    pub(super) values: Vec<Value>,
    /// How many letters are neither space nor part of a word, a number or a text.
    pub(super) marks: usize,
    /// Where in `rest` a literal ends, and how much longer the expression is up to there.
    shifts: Vec<(usize, isize)>,
}

impl Literals {
    pub(super) fn take(expression: &str) -> Result<Self, String> {
        let mut this = Self { rest: String::new(), values: Vec::new(), marks: 0, shifts: Vec::new() };
        let mut rest = expression;
        while let Some(first) = rest.chars().next() {
            let quoted = matches!(first, '"' | '\'' | '`');
            let length = if quoted { end_of_quoted(rest, first)? } else { first.len_utf8() };
            let (token, after) = rest.split_at(length);
            let inner = token.get(1..length.saturating_sub(1)).unwrap_or_default();
            match first {
                '\'' => this.push(Value::String(inner.replace("\\'", "'")), token),
                '`' => this.push(json(&inner.replace("\\`", "`"))?, token),
                _ => {
                    this.marks += usize::from(!quoted && !first.is_alphanumeric() && !first.is_whitespace());
                    this.rest.push_str(token);
                }
            }
            rest = after;
        }
        Ok(this)
    }

    fn push(&mut self, value: Value, token: &str) {
        let stand_in = format!("'{}'", self.values.len());
        self.values.push(value);
        self.rest.push_str(&stand_in);
        let before = self.shifts.last().map_or(0, |(_, shift)| *shift);
        let longer = isize::try_from(token.len()).unwrap_or_default() - isize::try_from(stand_in.len()).unwrap_or_default();
        self.shifts.push((self.rest.len(), before + longer));
    }

    /// Where in the expression an offset of `rest` is.
    pub(super) fn column(&self, offset: usize) -> usize {
        let shift = self.shifts.iter().rev().find(|(end, _)| *end <= offset).map_or(0, |(_, shift)| *shift);
        offset.saturating_add_signed(shift)
    }
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
