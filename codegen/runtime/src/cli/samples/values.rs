//! Reproducible values of any shape.

use serde_json::{json, Map, Value};

/// Texts that are hard to print.
const TEXTS: [&str; 32] = [
    "",
    "a",
    "yes",
    "true",
    "~",
    "null",
    "1",
    "-1.5e3",
    "0x1f",
    ".5",
    ".inf",
    "2031-05-06",
    "2031-05-06 7:08:09 +1",
    "it's",
    "\"q\"",
    "a: b",
    "- x",
    "#h",
    " lead",
    "trail ",
    "line\nline",
    "\n",
    "a\n b",
    "a \nb",
    "tab\there",
    "\u{1}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "日本 été",
    "💩",
    "words that are so many that they do not fit in one line of eighty letters: they are folded, if they can be at all",
];

/// A generator of values.
pub(crate) struct Values(u64);

impl Values {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn number(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    pub(crate) fn text(&mut self) -> &'static str {
        TEXTS[self.number(TEXTS.len())]
    }

    pub(crate) fn value(&mut self, depth: usize) -> Value {
        match self.number(if depth == 0 { 7 } else { 13 }) {
            0 => Value::Null,
            1 => json!(self.number(2) == 1),
            2 => json!([0, -1, 12, i64::MIN][self.number(4)]),
            3 => json!([0.0, -0.5, 1e16, 5e-324][self.number(4)]),
            4 => json!(u64::MAX),
            5 | 6 => json!(self.text()),
            7..=9 => (0..self.number(4)).map(|_| self.value(depth - 1)).collect(),
            _ => {
                let members = (0..self.number(4)).map(|_| (self.text().to_owned(), self.value(depth - 1)));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}
