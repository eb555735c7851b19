//! The shorthand syntax: `Key=value,Other=[a,b],Nested={Key=value}`. The result consists of texts, lists and maps; the shapes,
//! unknown here, determine their types.
//!
//! It accepts the syntax of the AWS CLI, rule by rule, and also characters beyond `U+FFFF` in values.

use super::super::python::is_space;
use super::problem::Problem;

/// The maximum depth of lists and maps.
const MAX_DEPTH: usize = 64;

/// A parsed value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Parsed {
    Text(String),
    /// The content of a file named with `fileb://`.
    Bytes(Vec<u8>),
    List(Vec<Parsed>),
    Map(Vec<(String, Parsed)>),
}

/// Loads the file that a value names; other values stay.
pub(crate) type Load<'l> = &'l mut dyn FnMut(String) -> Result<Parsed, Problem>;

/// A syntax error.
pub(crate) enum Error {
    Syntax { expected: String, received: String, at: usize },
    Duplicate { key: String, at: usize },
    Depth { at: usize },
    File(Problem),
}

impl Error {
    /// Returns the message, with the position marked.
    pub(crate) fn problem(self, text: &str) -> Problem {
        match self {
            Self::Syntax { expected, received, at } => Problem::showing(
                format!("Expected: '{expected}', received: '{received}' for input:\n{}", marked(text, at)),
                format!("Expected: '{expected}' at character {}", at + 1),
            ),
            Self::Duplicate { key, at } => Problem::showing(
                format!(
                    "Second instance of key \"{key}\" encountered for input:\n{}\nThis is often because there is a \
                     preceding \",\" instead of a space.",
                    marked(text, at)
                ),
                format!("Second instance of a key at character {}", at + 1),
            ),
            Self::Depth { at } => Problem::safe(format!("nested too deeply at character {}", at + 1)),
            Self::File(problem) => problem,
        }
    }
}

/// Returns the text with a mark below the character, before the following lines.
fn marked(text: &str, at: usize) -> String {
    let before: String = text.chars().take(at).collect();
    let after: String = text.chars().skip(at).collect();
    let column = before.chars().rev().take_while(|c| *c != '\n').count();
    let (line, rest) = after.split_at(after.find('\n').unwrap_or(after.len()));
    format!("{before}{line}\n{}^{rest}", " ".repeat(column))
}

/// Parses a text.
pub(crate) fn parse(text: &str, load: Load<'_>) -> Result<Parsed, Error> {
    Parser { text: text.chars().collect(), at: 0, depth: 0, loading: false, load }.parameter()
}

struct Parser<'l> {
    text: Vec<char>,
    at: usize,
    depth: usize,
    /// After `@=`: values may name files.
    loading: bool,
    load: Load<'l>,
}

impl Parser<'_> {
    /// `key=value` pairs, separated by commas.
    fn parameter(&mut self) -> Result<Parsed, Error> {
        let mut members = vec![self.pair()?];
        while self.current().is_some() {
            // The end of the last value; the message points after its comma.
            let end = self.at;
            self.expect(',')?;
            let (key, value) = self.pair()?;
            if members.iter().any(|(before, _)| *before == key) {
                return Err(Error::Duplicate { key, at: end + 1 });
            }
            members.push((key, value));
        }
        Ok(Parsed::Map(members))
    }

    fn pair(&mut self) -> Result<(String, Parsed), Error> {
        let key = self.key_and_equals()?;
        let value = match self.current() {
            None => Parsed::Text(String::new()),
            Some('[') => self.list()?,
            Some('{') => self.map()?,
            Some(_) => self.values()?,
        };
        Ok((key, value))
    }

    /// `key=`, or `key@=`, whose values may name files.
    fn key_and_equals(&mut self) -> Result<String, Error> {
        let start = self.at;
        while matches!(self.current(), Some(c) if c.is_ascii_alphanumeric() || "-_.#/:".contains(c)) {
            self.at += 1;
        }
        let key = self.text.get(start..self.at).unwrap_or_default().iter().collect();
        self.loading = self.expect('@').is_ok();
        self.expect('=')?;
        Ok(key)
    }

    /// One value, or several separated by commas, which are a list.
    fn values(&mut self) -> Result<Parsed, Error> {
        let first = self.first_value()?;
        self.skip_space();
        if self.current() != Some(',') {
            return Ok(first);
        }
        self.expect(',')?;
        let mut items = vec![first];
        loop {
            match self.further_value() {
                Ok((item, at_end)) => {
                    items.push(item);
                    if at_end {
                        break;
                    }
                }
                // The next key, `b` in `k=a,b=c`, not an item of the list.
                Err(Error::Syntax { .. }) if self.current().is_some() => {
                    self.back_to_comma();
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        if items.len() > 1 {
            return Ok(Parsed::List(items));
        }
        Ok(items.pop().unwrap_or(Parsed::List(Vec::new())))
    }

    /// A value after a comma, with the following comma; whether it is the last.
    fn further_value(&mut self) -> Result<(Parsed, bool), Error> {
        let item = self.second_value()?;
        self.skip_space();
        if self.current().is_none() {
            return Ok((item, true));
        }
        self.expect(',')?;
        Ok((item, false))
    }

    fn back_to_comma(&mut self) {
        while self.at > 0 && self.current() != Some(',') {
            self.at -= 1;
        }
    }

    /// `[a, b]`
    fn list(&mut self) -> Result<Parsed, Error> {
        self.deeper()?;
        self.expect('[')?;
        let mut items = Vec::new();
        while self.current() != Some(']') {
            items.push(self.nested()?);
            self.skip_space();
            if self.current() != Some(']') {
                self.expect(',')?;
            }
        }
        self.at += 1;
        self.depth -= 1;
        Ok(Parsed::List(items))
    }

    /// `{key=a, other=b}`
    fn map(&mut self) -> Result<Parsed, Error> {
        self.deeper()?;
        self.expect('{')?;
        let mut members: Vec<(String, Parsed)> = Vec::new();
        while self.current() != Some('}') {
            let key = self.key_and_equals()?;
            let value = self.nested()?;
            self.skip_space();
            if self.current() != Some('}') {
                self.expect(',')?;
            }
            match members.iter_mut().find(|(before, _)| *before == key) {
                Some((_, before)) => *before = value,
                None => members.push((key, value)),
            }
        }
        self.at += 1;
        self.depth -= 1;
        Ok(Parsed::Map(members))
    }

    fn nested(&mut self) -> Result<Parsed, Error> {
        match self.current() {
            Some('[') => self.list(),
            Some('{') => self.map(),
            _ => self.first_value(),
        }
    }

    fn deeper(&mut self) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            Err(Error::Depth { at: self.at })
        } else {
            Ok(())
        }
    }

    /// The first value after `=`: it may contain `=`, and may be empty.
    fn first_value(&mut self) -> Result<Parsed, Error> {
        match self.current() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote),
            _ => match self.word(follows_first) {
                Some(word) => self.loaded(word),
                None => Ok(Parsed::Text(String::new())),
            },
        }
    }

    /// A value after a comma: it cannot contain `=`, since it might be a key.
    fn second_value(&mut self) -> Result<Parsed, Error> {
        match self.current() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote),
            _ => match self.word(follows_second) {
                Some(word) => self.loaded(word),
                None => Err(self.not_found("second")),
            },
        }
    }

    /// The longest word from here, with commas unescaped and trailing white space removed.
    fn word(&mut self, follows: fn(char) -> bool) -> Option<String> {
        let mut word = String::new();
        while let Some(current) = self.current() {
            let fits = if word.is_empty() { starts_word } else { follows };
            if current == '\\' && self.text.get(self.at + 1) == Some(&',') {
                word.push(',');
                self.at += 2;
            } else if fits(current) {
                word.push(current);
                self.at += 1;
            } else {
                break;
            }
        }
        if word.is_empty() {
            return None;
        }
        word.truncate(word.trim_end_matches(is_space).len());
        Some(word)
    }

    /// A quoted text. A backslash escapes a quote, unless no other quote follows.
    fn quoted(&mut self, quote: char) -> Result<Parsed, Error> {
        let mut end = None;
        let mut escaped = false;
        for (at, current) in self.text.iter().enumerate().skip(self.at + 1) {
            if *current == quote {
                end = Some(at);
                if !escaped {
                    break;
                }
            }
            escaped = *current == '\\';
        }
        let Some(end) = end else {
            return Err(self.not_found(if quote == '"' { "double quoted" } else { "singled quoted" }));
        };
        let inner: String = self.text.get(self.at + 1..end).unwrap_or_default().iter().collect();
        self.at = end + 1;
        self.loaded(inner.replace(&format!("\\{quote}"), &quote.to_string()).replace("\\\\", "\\"))
    }

    fn loaded(&mut self, text: String) -> Result<Parsed, Error> {
        if self.loading {
            (self.load)(text).map_err(Error::File)
        } else {
            Ok(Parsed::Text(text))
        }
    }

    fn current(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    /// Consumes a character and the white space around it.
    fn expect(&mut self, expected: char) -> Result<(), Error> {
        self.skip_space();
        match self.current() {
            Some(current) if current == expected => {
                self.at += 1;
                self.skip_space();
                Ok(())
            }
            other => Err(Error::Syntax {
                expected: expected.to_string(),
                received: other.map_or_else(|| "EOF".to_owned(), String::from),
                at: self.at,
            }),
        }
    }

    fn not_found(&self, what: &str) -> Error {
        Error::Syntax { expected: format!("<{what}>"), received: "<none>".to_owned(), at: self.at }
    }

    fn skip_space(&mut self) {
        while matches!(self.current(), Some(' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c')) {
            self.at += 1;
        }
    }
}

fn starts_word(c: char) -> bool {
    matches!(c, '!' | '#'..='&' | '('..='+' | '-'..='<' | '>'..='Z' | '\\'..='z' | '|'..=char::MAX)
}

fn follows_first(c: char) -> bool {
    is_space(c) || matches!(c, '!' | '#'..='&' | '('..='+' | '-'..='\\' | '^'..='|' | '~'..=char::MAX)
}

fn follows_second(c: char) -> bool {
    is_space(c) || matches!(c, '!' | '#'..='&' | '('..='+' | '-'..='<' | '>'..=char::MAX)
}

#[cfg(test)]
mod tests;
